export { accountOf, apply, balanceOf, nextDueAtMs } from './account.ts';
export { award, MAX_AWARD_POINTS, type Award, type AwardOrder, type AwardRate } from './award.ts';
export { exponentOf } from './currency.ts';
export type { Occasion } from './draft.ts';
export { adjust, earn, mature, type Earning } from './earn.ts';
export { EMPTY, type Account, type AccountName, type Lot, type Moved, type Movement, type MovementKind } from './movement.ts';
export { reverse, type Reversal } from './reverse.ts';
export { amountRule, rateOf } from './rule.ts';
export { expire, giveBack, spend, withdraw, type Allocation, type Spending } from './spend.ts';
