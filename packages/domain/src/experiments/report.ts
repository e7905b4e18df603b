import type { HoldoutReport, LiftMetric } from '@rapport/protocol';
import { difference, estimate, lift, ratioOf } from './ratio.ts';
import type { Estimate } from './ratio.ts';
import { addSums, NO_SUMS } from './sums.ts';
import type { Measure, Sums } from './sums.ts';
import { addTimes, NO_TIMES } from './took.ts';
import type { BothTimes } from './took.ts';
import { CLOSE_ENOUGH, FREQUENCY_DAYS, LEAST_BUYERS, LEAST_DAYS, LONGEST_WAIT_DAYS } from './tuning.ts';

/** People of a shop in three heaps; the treated ones by whether an offer ever gave them a discount. */
export interface Heaps {
  readonly holdout: Sums;
  /** Treated who got attention, information and service, but never a discount. */
  readonly attention: Sums;
  readonly discount: Sums;
}

/** Nobody in any of them. */
export const NO_HEAPS: Heaps = { holdout: NO_SUMS, attention: NO_SUMS, discount: NO_SUMS };

/** The heaps of two slices as those of one. */
export const addHeaps = (a: Heaps, b: Heaps): Heaps => ({
  holdout: addSums(a.holdout, b.holdout),
  attention: addSums(a.attention, b.attention),
  discount: addSums(a.discount, b.discount),
});

/** What each heap bought on both sides of its people's first exposure. */
export type TimesOf = Readonly<Record<keyof Heaps, BothTimes>>;

/** Nobody in any of them. */
export const NO_TIMES_OF: TimesOf = { holdout: NO_TIMES, attention: NO_TIMES, discount: NO_TIMES };

/** Those of two slices as those of one. */
export const addTimesOf = (a: TimesOf, b: TimesOf): TimesOf => ({
  holdout: addTimes(a.holdout, b.holdout),
  attention: addTimes(a.attention, b.attention),
  discount: addTimes(a.discount, b.discount),
});

const METRICS: readonly { readonly metric: LiftMetric['metric']; readonly over: Measure; readonly under: Measure; readonly times: number }[] = [
  { metric: 'buyers', over: 'buyer', under: 'one', times: 1 },
  { metric: 'repeat-rate', over: 'repeater', under: 'buyer', times: 1 },
  { metric: 'order-frequency', over: 'orders', under: 'days', times: FREQUENCY_DAYS },
  { metric: 'average-order', over: 'revenue', under: 'orders', times: 1 },
  { metric: 'revenue', over: 'revenue', under: 'one', times: 1 },
  { metric: 'net', over: 'net', under: 'one', times: 1 },
];

const scaled = (one: Estimate, by: number): Estimate => ({ value: one.value * by, low: one.low * by, high: one.high * by });

/** All metrics of one crowd against another, each with 95 % intervals; null where there are too few to say. */
export const compare = (treated: Sums, holdout: Sums): LiftMetric[] =>
  METRICS.map(({ metric, over, under, times }) => {
    const [a, b] = [ratioOf(treated, over, under), ratioOf(holdout, over, under)];
    return {
      metric,
      treated: a && scaled(estimate(a), times),
      holdout: b && scaled(estimate(b), times),
      difference: a && b && scaled(difference(a, b), times),
      lift: a && b && lift(a, b),
    };
  });

/**
 * Whether the comparison can be read, and if not, about how many more days it needs. It can after four weeks with thirty buyers in each group, when the interval
 * of revenue a person leaves zero out or is narrow. An interval shrinks with the root of the people in it, and they come at the pace they have come so far.
 * It is made for being looked at once; looking daily and stopping at the first good day is for the sequential intervals of campaign tests.
 */
const verdict = (revenue: Estimate | null, buyers: number, days: number): { readonly enough: boolean; readonly moreDays: number | null } => {
  const least = Math.max(LEAST_DAYS - days, buyers === 0 ? LONGEST_WAIT_DAYS + 1 : days * (LEAST_BUYERS / buyers - 1));
  const half = revenue === null ? Infinity : (revenue.high - revenue.low) / 2;
  const said = revenue !== null && (revenue.low > 0 || revenue.high < 0 || half <= CLOSE_ENOUGH);
  if (said && least <= 0) return { enough: true, moreDays: 0 };
  const narrow = said ? 0 : half === Infinity ? LONGEST_WAIT_DAYS + 1 : days * ((half / CLOSE_ENOUGH) ** 2 - 1);
  const more = Math.ceil(Math.max(1, least, narrow));
  return { enough: false, moreDays: more > LONGEST_WAIT_DAYS ? null : more };
};

/** What the holdout says so far. `days` = since the first exposure of anybody. */
export const report = (heaps: Heaps, days: number, crossed: number, times: TimesOf = NO_TIMES_OF): HoldoutReport => {
  const treated = addSums(heaps.attention, heaps.discount);
  const metrics = compare(treated, heaps.holdout);
  const revenue = metrics.find(({ metric }) => metric === 'revenue')?.lift ?? null;
  const buyers = Math.min(treated.first.buyer, heaps.holdout.first.buyer);
  const count = ({ first }: Sums, took: BothTimes) => ({ people: first.one, buyers: first.buyer, orders: first.orders, ...took });
  const { holdout, attention, discount } = heaps;
  return {
    days: Math.floor(days),
    crossed,
    ...verdict(revenue, buyers, days),
    groups: {
      treated: count(treated, addTimes(times.attention, times.discount)),
      holdout: count(holdout, times.holdout),
      attention: count(attention, times.attention),
      discount: count(discount, times.discount),
    },
    metrics,
    attention: compare(attention, holdout),
    discount: compare(discount, holdout),
  };
};
