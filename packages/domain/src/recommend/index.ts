export { arrange, type Candidate, type RowRules } from './arrange.ts';
export { nextBasket, type BasketItem, type BasketQuestion } from './basket.ts';
export type { Ask, Flush, Suggestion } from './ask.ts';
export { Recommender } from './recommender.ts';
export { LogPage, type StoredShelf, type StoredState } from './stored.ts';
