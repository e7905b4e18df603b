import type { Took } from '@rapport/protocol';

/** What people took part in on both sides of their first exposure. */
export interface BothTimes {
  readonly before: Took;
  readonly since: Took;
}

const NOTHING: Took = { orders: 0, revenueMinor: 0, discountMinor: 0, pointsMinor: 0 };
/** Nobody bought anything. */
export const NO_TIMES: BothTimes = { before: NOTHING, since: NOTHING };

const add = (a: Took, b: Took): Took => ({
  orders: a.orders + b.orders,
  revenueMinor: a.revenueMinor + b.revenueMinor,
  discountMinor: a.discountMinor + b.discountMinor,
  pointsMinor: a.pointsMinor + b.pointsMinor,
});

/** Two crowds as one. */
export const addTimes = (a: BothTimes, b: BothTimes): BothTimes => ({ before: add(a.before, b.before), since: add(a.since, b.since) });
