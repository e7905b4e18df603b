export { arrange, type Candidate, type RowRules } from './arrange.ts';
export { nextBasket, type BasketItem, type BasketQuestion } from './basket.ts';
export { Recommender, type Ask, type Flush, type Suggestion } from './recommender.ts';
export { LogPage, type StoredShelf, type StoredState } from './stored.ts';
