import { lnGamma } from './gamma.ts';
import type { Buyer } from './buyer.ts';
import { MOST_P, SHRINK_ORDERS, WIDEST_LOG } from './tuning.ts';

/** What purchases bring: a Gamma a person (shape p) whose scale differs between people (q, v). @see Fader & Hardie (2013), The Gamma-Gamma model of monetary value */
export interface Spend {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** Repeat purchases and their mean, once a person. */
export interface Spenders {
  readonly again: Float64Array;
  readonly mean: Float64Array;
}

/** Those who came back and spent something; money that is nothing tells nothing of a Gamma. */
export const spendersOf = (buyers: readonly Buyer[]): Spenders => {
  const some = buyers.filter(({ again, mean }) => again > 0 && mean > 0);
  return { again: Float64Array.from(some, ({ again }) => again), mean: Float64Array.from(some, ({ mean }) => mean) };
};

/** ln of the likelihood of these means. */
export const lnSpendLikelihood = ({ p, q, v }: Spend, { again, mean }: Spenders): number => {
  const common = q * Math.log(v) - lnGamma(q);
  const perAgain: number[] = [];
  let sum = 0;
  for (let i = 0; i < again.length; i += 1) {
    const [x, m] = [again[i] as number, mean[i] as number];
    const head = (perAgain[x] ??= lnGamma(p * x + q) - lnGamma(p * x) + p * x * Math.log(x));
    sum += common + head + (p * x - 1) * Math.log(m) - (p * x + q) * Math.log(x * m + v);
  }
  return sum;
};

/** The cost that a search makes small; Infinity where p is beyond its bound (the likelihood may grow there for ever). */
export const spendCost =
  (rows: Spenders) =>
  (at: readonly number[]): number => {
    const spend = spendAt(at);
    if (at.some((value) => Math.abs(value) > WIDEST_LOG) || spend.p > MOST_P) return Number.POSITIVE_INFINITY;
    const cost = -lnSpendLikelihood(spend, rows);
    return Number.isFinite(cost) ? cost : Number.POSITIVE_INFINITY;
  };

export const spendAt = (at: readonly number[]): Spend => ({ p: Math.exp(at[0] ?? 0), q: Math.exp(at[1] ?? 0), v: Math.exp(at[2] ?? 0) });

/** Whether a fit has a maximum of its own: not leaning on the bound, and with a mean (q > 1). */
export const isFitted = ({ p, q }: Spend): boolean => p < MOST_P * 0.98 && q > 1.01;

/** What a purchase of somebody will bring on average: between their own mean and everybody's, the nearer to their own the more they bought. */
export const expectedSpend = ({ p, q, v }: Spend, { again: x, mean }: Pick<Buyer, 'again' | 'mean'>): number =>
  (p * (v + x * mean)) / (p * x + q - 1);

/** The same where there is no fit: their own mean with two average orders mixed in. */
export const shrunkenSpend = (everybody: number, { again: x, mean }: Pick<Buyer, 'again' | 'mean'>): number =>
  (SHRINK_ORDERS * everybody + x * mean) / (SHRINK_ORDERS + x);
