import { addHistograms, bucketOf, quantilesOf, topOf } from './histogram.ts';
import type { Histogram } from './histogram.ts';
import { NO_CUTS } from './rfm.ts';
import type { Cuts } from './rfm.ts';

/** A customer as the cuts of a shop are made from them. `value` = what they are expected to pay within 12 months; `share` = what of it stays with the shop, null = not known. */
export interface ShapedCustomer {
  readonly recencyDays: number;
  readonly orders: number;
  readonly spentMinor: number;
  readonly value: number;
  readonly share: number | null;
  readonly costedMinor: number;
  readonly marginMinor: number;
}

/** How the customers of a slice are spread. Amounts of money in buckets, days and orders as they are. */
export interface Shape {
  readonly recencyDays: Histogram;
  readonly orders: Histogram;
  readonly spent: Histogram;
  /** What everybody is expected to pay; of those whose share is known, what stays; and what the rest is expected to pay. */
  readonly value: Histogram;
  readonly margin: Histogram;
  readonly bare: Histogram;
  readonly costedMinor: number;
  readonly marginMinor: number;
}

const FIFTHS = [0.2, 0.4, 0.6, 0.8];
const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** Orders and days above that count as so many: nobody is told apart there. */
const MOST = 5_000;

/** Counts customers. */
export const shapeOf = (customers: readonly ShapedCustomer[]): Shape => {
  const count = (buckets: readonly number[]): Histogram => {
    const counted: Record<number, number> = {};
    for (const bucket of buckets) counted[bucket] = (counted[bucket] ?? 0) + 1;
    return counted;
  };
  return {
    recencyDays: count(customers.map(({ recencyDays }) => Math.min(MOST, recencyDays))),
    orders: count(customers.map(({ orders }) => Math.min(MOST, orders))),
    spent: count(customers.map(({ spentMinor }) => bucketOf(spentMinor))),
    value: count(customers.map(({ value }) => bucketOf(value))),
    margin: count(customers.flatMap(({ value, share }) => (share === null ? [] : [bucketOf(Math.round(value * share))]))),
    bare: count(customers.flatMap(({ value, share }) => (share === null ? [bucketOf(value)] : []))),
    costedMinor: customers.reduce((sum, one) => sum + one.costedMinor, 0),
    marginMinor: customers.reduce((sum, one) => sum + one.marginMinor, 0),
  };
};

/** Adds up what several slices counted. */
export const addShapes = (parts: readonly Shape[]): Shape => {
  const add = (of: (part: Shape) => Histogram): Histogram => addHistograms(parts.map(of));
  const sum = (of: (part: Shape) => number): number => parts.reduce((all, part) => all + of(part), 0);
  return {
    recencyDays: add(({ recencyDays }) => recencyDays),
    orders: add(({ orders }) => orders),
    spent: add(({ spent }) => spent),
    value: add(({ value }) => value),
    margin: add(({ margin }) => margin),
    bare: add(({ bare }) => bare),
    costedMinor: sum(({ costedMinor }) => costedMinor),
    marginMinor: sum(({ marginMinor }) => marginMinor),
  };
};

/**
 * Where the shop's customers are cut into fifths and tenths. Tenths are by what stays with the shop where that is known of at least half of them; of the others the
 * shop's usual share is taken. Else they are by what is paid. Values that many share are never cut apart.
 */
export const cutsIn = (shape: Shape): Cuts => {
  const people = (histogram: Histogram): number => Object.values(histogram).reduce((sum, count) => sum + count, 0);
  const [known, unknown] = [people(shape.margin), people(shape.bare)];
  if (known + unknown === 0) return NO_CUTS;
  const isByMargin = shape.costedMinor > 0 && known >= unknown;
  const share = isByMargin ? shape.marginMinor / shape.costedMinor : 1;
  const rest: Record<number, number> = {};
  for (const [bucket, count] of Object.entries(shape.bare)) {
    const moved = bucketOf(Math.round(topOf(Number(bucket)) * share));
    rest[moved] = (rest[moved] ?? 0) + count;
  }
  const value = isByMargin ? addHistograms([shape.margin, rest]) : shape.value;
  return {
    recencyDays: quantilesOf(shape.recencyDays, FIFTHS),
    orders: quantilesOf(shape.orders, FIFTHS),
    spentMinor: quantilesOf(shape.spent, FIFTHS).map(topOf),
    value: quantilesOf(value, TENTHS).map(topOf),
    by: isByMargin ? 'margin' : 'revenue',
    share,
  };
};
