export { arrange, isVaried, type Candidate, type RowRules } from './arrange.ts';
export { nextBasket, type BasketItem, type BasketQuestion } from './basket.ts';
export type { Ask, Flush, Suggestion } from './ask.ts';
export { handFor, judgementOf, markOf, marksOf, NO_HAND, onlyExclusions, withHand } from './hand.ts';
export { historyOf, type PastOrder } from './history.ts';
export { Recommender } from './recommender.ts';
export { composeRow, type Placed, type RowProduct, type RowQuestion, type Step } from './row.ts';
export { LogPage, type StoredShelf, type StoredState } from './stored.ts';
export { placementOf, rowId, rowsSeen, Tally, type RowSeen } from './tally.ts';
