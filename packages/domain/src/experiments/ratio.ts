import { studentQuantile } from './student.ts';
import { product, tripled } from './sums.ts';
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
  /** How skewed the ratio is as an estimate: the third moment of its residuals over n²·se³; falls with the root of people. */
  readonly skew: number;
  /** By how much the ratio and what stands under it move together: E[z·x] ÷ (σ·x̄·√n), z = y − R·x. 0 where it is a plain mean. */
  readonly pull: number;
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
  const [yy, xy, xx] = [product(sums, over, over), product(sums, over, under), product(sums, under, under)];
  // Σ(y − R·x) is 0 by the choice of R, so the sum of squares needs no mean taken off.
  const squares = Math.max(0, yy - 2 * value * xy + value * value * xx);
  const variance = (squares / (n - 1)) * (n / (x * x));
  if (variance === 0) return { value, variance, people: n, skew: 0, pull: 0 };
  const [a, b, c] = [over, over, under] as const;
  const cubes =
    tripled(sums, a, b, over) - 3 * value * tripled(sums, a, b, c) + 3 * value * value * tripled(sums, a, c, c) - value ** 3 * tripled(sums, c, c, c);
  const deviation = Math.sqrt(squares / (n - 1));
  return { value, variance, people: n, skew: cubes / n / deviation ** 3 / Math.sqrt(n), pull: (xy - value * xx) / x / deviation / Math.sqrt(n) };
};

const quantile = (dof: number): number => studentQuantile((1 + SURE) / 2, dof);

/** 5z²/54 − 13/72 at the normal quantile z of an interval: what the transformation leaves of skew², to second order. */
const SECOND_ORDER = ((z: number): number => (5 * z * z) / 54 - 13 / 72)(quantile(1_000_000));

/** Degrees of freedom of a sum of two estimates of unlike spread. @see https://doi.org/10.1093/biomet/34.1-2.28 Welch 1947 */
const welch = (a: { variance: number; people: number }, b: { variance: number; people: number }): number => {
  const sum = a.variance + b.variance;
  if (sum === 0) return a.people + b.people - 2;
  return (sum * sum) / ((a.variance * a.variance) / (a.people - 1) + (b.variance * b.variance) / (b.people - 1));
};

/** What makes a studentised estimate lean: its own skew, its bias, and how its error goes along with the error of its variance. All fall with the root of people. */
interface Lean {
  readonly variance: number;
  readonly people: number;
  readonly skew: number;
  readonly bias: number;
  readonly along: number;
}

const leanOf = ({ variance, people, skew, pull }: Ratio): Lean => ({ variance, people, skew, bias: -pull, along: skew - 4 * pull });

/** The same of the logarithm: a curve adds its own bias, and the variance is taken over the square of the value. */
const leanOfLog = (ratio: Ratio): Lean => {
  const plain = leanOf(ratio);
  const spread = Math.sqrt(ratio.variance) / ratio.value;
  return { ...plain, variance: spread * spread, bias: plain.bias - spread / 2, along: plain.along - 2 * spread };
};

/**
 * How far an interval reaches down and up from a sum of estimates, in its own units. Money of people is skewed, and groups are unlike in size, so that the usual t leaves
 * the truth out on one side more often than it says; Hall's cubic transformation takes the first-order part of that away (for two groups: Zhou and Dinh), here with the
 * terms that a ratio and a logarithm add: T is made normal by x − k₁ − k₃(x² − 1)/6, with k₁ and k₃ its mean and third cumulant. What is left is of second order; of it the
 * part with skew² is known, and the quantile is widened by it. (It follows from putting the transformation into the studentised mean's Edgeworth expansion.)
 * @see Hall (1992), On the removal of skewness by transformation, J. R. Statist. Soc. B 54, 221–228
 * @see Hall (1992), The Bootstrap and Edgeworth Expansion, section 2.6
 * @see Zhou and Dinh (2005), Nonparametric confidence intervals for the one- and two-sample problems, Biostatistics 6, 187–200
 */
const reach = (plus: Lean, minus: Lean | null): { readonly down: number; readonly up: number } => {
  const variance = plus.variance + (minus?.variance ?? 0);
  if (variance === 0) return { down: 0, up: 0 };
  const sum = (power: 1 | 3, of: (lean: Lean) => number): number => {
    const share = (lean: Lean): number => (lean.variance / variance) ** (power / 2) * of(lean);
    return share(plus) - (minus ? share(minus) : 0);
  };
  const skew = sum(3, (lean) => lean.skew);
  const t = quantile(minus ? welch(plus, minus) : plus.people - 1) * (1 + skew * skew * SECOND_ORDER);
  const along = sum(3, (lean) => lean.along);
  const first = sum(1, ({ bias }) => bias) - along / 2;
  const third = skew + 6 * sum(3, ({ bias }) => bias) - 3 * along;
  const [square, constant] = [-third / 6, third / 6 - first];
  // The cubic that agrees with 1 + square·x to second order and can always be turned round.
  const back = (y: number): number => (Math.abs(square) < 1e-12 ? y - constant : (Math.cbrt(1 + 3 * square * (y - constant)) - 1) / square);
  const error = Math.sqrt(variance);
  return { down: error * back(t), up: error * -back(-t) };
};

/** A group's own value with its interval. */
export const estimate = (ratio: Ratio): Estimate => {
  const { down, up } = reach(leanOf(ratio), null);
  return { value: ratio.value, low: ratio.value - down, high: ratio.value + up };
};

/**
 * Two groups with one shape. Chance dealt them out of one crowd, so how skewed people are is told by both, and by the large one far better: a few hundred hardly ever hold
 * the rare large baskets that make the skew, and take it for much smaller than it is. Spread and value stay each group's own.
 */
const alike = (a: Ratio, b: Ratio): readonly [Ratio, Ratio] => {
  // Both figures fall with the root of people: times that root they are of one person.
  const shape = (of: (ratio: Ratio) => number): number => (a.people ** 1.5 * of(a) + b.people ** 1.5 * of(b)) / (a.people + b.people);
  const [skew, pull] = [shape((ratio) => ratio.skew), shape((ratio) => ratio.pull)];
  const shaped = (ratio: Ratio): Ratio => ({ ...ratio, skew: skew / Math.sqrt(ratio.people), pull: pull / Math.sqrt(ratio.people) });
  return [shaped(a), shaped(b)];
};

/** Treated less holdout. */
export const difference = (treated: Ratio, holdout: Ratio): Estimate => {
  const [plus, minus] = alike(treated, holdout);
  const value = treated.value - holdout.value;
  const { down, up } = reach(leanOf(plus), leanOf(minus));
  return { value, low: value - down, high: value + up };
};

/** Treated against holdout as a share (0.12 = 12 % more), the interval made on the logarithm so that it is never under −100 %. Null unless both are above zero. */
export const lift = (treated: Ratio, holdout: Ratio): Estimate | null => {
  if (treated.value <= 0 || holdout.value <= 0) return null;
  const middle = Math.log(treated.value / holdout.value);
  const [plus, minus] = alike(treated, holdout);
  const { down, up } = reach(leanOfLog(plus), leanOfLog(minus));
  return { value: Math.expm1(middle), low: Math.expm1(middle - down), high: Math.expm1(middle + up) };
};
