export { accountOf, apply, balanceOf, nextDueAtMs } from './account.ts';
export {
  award,
  MAX_AWARD_POINTS,
  type Award,
  type AwardLine,
  type AwardMoment,
  type AwardMultiplier,
  type AwardOrder,
  type AwardRate,
} from './award.ts';
export { birthdayOf, dayOf, monthOf, monthsLater, nextBirthdayMs, yearOf, yearStartMs, type Period } from './calendar.ts';
export { exponentOf } from './currency.ts';
export type { Occasion } from './draft.ts';
export { adjust, earn, mature, type Earning } from './earn.ts';
export { idleAtMs, lapses, lapsesAtMs, warnings, type Lapse, type Warning } from './lapse.ts';
export { givenByRule, leftOf, limitsInAll, type Limits } from './limits.ts';
export { EMPTY, type Account, type AccountName, type Lot, type Moved, type Movement, type MovementKind } from './movement.ts';
export { judge, kept, type Judged, type JudgedLine, type Judging, type Kept, type Refund } from './order.ts';
export { mailbox, referralGifts, referralOrder, referralRules, type KeptOrder, type ReferralGift } from './referral.ts';
export { reverse, type Reversal } from './reverse.ts';
export { amountRule, isOfRule, rateOf } from './rule.ts';
export { expire, giveBack, settleDebt, spend, withdraw, type Allocation, type Spending } from './spend.ts';
export { handBack, handOver, spentBy, takeOver, type Handing } from './transfer.ts';
export { NO_TIER, scoreOf, tierNow, type TierFacts, type TierState, type TierStep } from './tier.ts';
