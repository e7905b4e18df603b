import type { Buyer } from './buyer.ts';
import type { Basis, Learnt } from './fit.ts';
import { expectedPurchases, pAlive } from './purchases.ts';
import { expectedSpend, shrunkenSpend } from './spend.ts';
import { MONTHLY_DISCOUNT, MONTHS_AHEAD, WEEKS_A_MONTH } from './tuning.ts';

/** What somebody is likely to do and to bring in the next twelve months. Money in the unit of the shop's means (minor units in a slice). */
export interface Score {
  /** Chance that they are still a customer, 0 to 1. */
  readonly alive: number;
  /** Purchases to expect in twelve months. */
  readonly expected: number;
  /** What they will bring in twelve months, later money discounted by 1 % a month. */
  readonly value: number;
  readonly basis: Basis;
}

/** Scores somebody by what was learnt, in microseconds; by rules of recency where too little was. */
export const score = (learnt: Learnt, buyer: Buyer): Score => {
  const spend = learnt.spend ? expectedSpend(learnt.spend, buyer) : shrunkenSpend(learnt.meanSpend, buyer);
  const { purchases, alive } = learnt;
  if (!purchases || !alive) return byRecency(learnt, buyer, spend);
  let expected = 0;
  let value = 0;
  let discount = 1;
  for (let month = 1; month <= MONTHS_AHEAD; month += 1) {
    const until = expectedPurchases(purchases, buyer, month * WEEKS_A_MONTH);
    discount /= 1 + MONTHLY_DISCOUNT;
    value += (until - expected) * spend * discount;
    expected = until;
  }
  return { alive: pAlive(alive, buyer, 'mbg'), expected, value, basis: 'model' };
};

/**
 * Rules in place of a model: the chance halves with every two usual gaps of silence; who is still there goes on at their own rate, mixed with one gap of the shop's.
 * They order people sensibly and promise nothing, and `basis` says that they are rules.
 */
const byRecency = ({ rhythmWeeks }: Learnt, { again, recency, age }: Buyer, spend: number): Score => {
  const gap = again > 0 ? Math.max(1, recency / again) : rhythmWeeks;
  const alive = 0.5 ** (Math.max(0, age - recency) / (2 * gap));
  const rate = (again + 0.5) / (age + rhythmWeeks);
  const expected = alive * rate * MONTHS_AHEAD * WEEKS_A_MONTH;
  return { alive, expected, value: expected * spend, basis: 'too-little-history' };
};
