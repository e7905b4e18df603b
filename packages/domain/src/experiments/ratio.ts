import { studentQuantile } from './student.ts';
import { product } from './sums.ts';
import type { Measure, Sums } from './sums.ts';
import { SURE } from './tuning.ts';

/** A value and the interval it lies in with 95 % confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A ratio of two sums over people, with the variance of it. `people` counts who it was made from. */
export interface Ratio {
  readonly value: number;
  readonly variance: number;
  readonly people: number;
}

/**
 * Σ over ÷ Σ under, with its variance by the delta method: people are the units that chance dealt out, not orders or days, so a ratio of two of their sums
 * varies by var(y − R·x) ÷ (n·x̄²). With `one` under it this is the plain mean with its usual variance. Null with fewer than two people or nothing to divide by.
 * @see https://doi.org/10.1145/3219819.3219919 Deng, Knoblich, Lu: Applying the Delta Method in Metric Analytics
 */
export const ratioOf = (sums: Sums, over: Measure, under: Measure): Ratio | null => {
  const n = sums.first.one;
  const x = sums.first[under];
  if (n < 2 || x <= 0) return null;
  const value = sums.first[over] / x;
  // Σ(y − R·x) is 0 by the choice of R, so the sum of squares needs no mean taken off.
  const squares = product(sums, over, over) - 2 * value * product(sums, over, under) + value * value * product(sums, under, under);
  return { value, variance: (Math.max(0, squares) / (n - 1)) * (n / (x * x)), people: n };
};

const quantile = (dof: number): number => studentQuantile((1 + SURE) / 2, dof);

/** Degrees of freedom of a sum of two estimates of unlike spread. @see https://doi.org/10.1093/biomet/34.1-2.28 Welch 1947 */
const welch = (a: { variance: number; people: number }, b: { variance: number; people: number }): number => {
  const sum = a.variance + b.variance;
  if (sum === 0) return a.people + b.people - 2;
  return (sum * sum) / ((a.variance * a.variance) / (a.people - 1) + (b.variance * b.variance) / (b.people - 1));
};

/** A group's own value with its interval. */
export const estimate = (ratio: Ratio): Estimate => {
  const reach = quantile(ratio.people - 1) * Math.sqrt(ratio.variance);
  return { value: ratio.value, low: ratio.value - reach, high: ratio.value + reach };
};

/** Treated less holdout. */
export const difference = (treated: Ratio, holdout: Ratio): Estimate => {
  const value = treated.value - holdout.value;
  const reach = quantile(welch(treated, holdout)) * Math.sqrt(treated.variance + holdout.variance);
  return { value, low: value - reach, high: value + reach };
};

/** Treated against holdout as a share (0.12 = 12 % more), the interval made on the logarithm so that it is never under −100 %. Null unless both are above zero. */
export const lift = (treated: Ratio, holdout: Ratio): Estimate | null => {
  if (treated.value <= 0 || holdout.value <= 0) return null;
  const own = ({ value, variance, people }: Ratio): { variance: number; people: number } => ({ variance: variance / (value * value), people });
  const [a, b] = [own(treated), own(holdout)];
  const middle = Math.log(treated.value / holdout.value);
  const reach = quantile(welch(a, b)) * Math.sqrt(a.variance + b.variance);
  return { value: Math.expm1(middle), low: Math.expm1(middle - reach), high: Math.expm1(middle + reach) };
};
