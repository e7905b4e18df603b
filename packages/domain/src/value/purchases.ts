import type { Buyer, Histories } from './buyer.ts';
import { hypergeometric, lnGamma, logAdd } from './gamma.ts';
import { WIDEST_LOG } from './tuning.ts';

/**
 * How often a shop's customers buy (r, alpha: a Gamma of their rates, in purchases a week) and how readily they go (a, b: a Beta of the chance to leave after a purchase).
 * @see Fader, Hardie & Lee (2005), "Counting your customers" the easy way (BG/NBD); Batislam, Denizel & Filiztekin (2007) (MBG/NBD)
 */
export interface Rates {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** BG/NBD lets nobody leave before their second purchase; MBG/NBD does, and so can say of a one-time buyer that they may have gone. */
export type Model = 'bg' | 'mbg';

/** ln of the likelihood of these histories. One pass; Γ is taken once for each number of purchases that occurs. */
export const lnLikelihood = ({ r, alpha, a, b }: Rates, rows: Histories, model: Model): number => {
  const shift = model === 'mbg' ? 1 : 0;
  const common = r * Math.log(alpha) - lnGamma(r) + lnGamma(a + b) - lnGamma(b);
  const perAgain: number[] = [];
  const lnA = Math.log(a);
  let sum = 0;
  for (let i = 0; i < rows.again.length; i += 1) {
    const x = rows.again[i] as number;
    const head = (perAgain[x] ??= lnGamma(r + x) + lnGamma(b + x + shift) - lnGamma(a + b + x + shift));
    const alive = -(r + x) * Math.log(alpha + (rows.age[i] as number));
    const isSingle = x === 0 && model === 'bg';
    const gone = isSingle ? Number.NEGATIVE_INFINITY : lnA - Math.log(b + x - 1 + shift) - (r + x) * Math.log(alpha + (rows.recency[i] as number));
    sum += (rows.people[i] as number) * (common + head + (isSingle ? alive : logAdd(alive, gone)));
  }
  return sum;
};

/** The cost that a search makes small: −ln L at logarithms of the parameters, Infinity outside the bounds. */
export const ratesCost =
  (rows: Histories, model: Model) =>
  (at: readonly number[]): number => {
    if (at.some((value) => Math.abs(value) > WIDEST_LOG)) return Number.POSITIVE_INFINITY;
    const cost = -lnLikelihood(ratesAt(at), rows, model);
    return Number.isFinite(cost) ? cost : Number.POSITIVE_INFINITY;
  };

/** Parameters from their logarithms. */
export const ratesAt = (at: readonly number[]): Rates => ({
  r: Math.exp(at[0] ?? 0),
  alpha: Math.exp(at[1] ?? 0),
  a: Math.exp(at[2] ?? 0),
  b: Math.exp(at[3] ?? 0),
});

/** The chance that somebody is still a customer today. BG/NBD says 1 of everybody who bought once: ask MBG/NBD. */
export const pAlive = ({ r, alpha, a, b }: Rates, { again: x, recency, age }: Omit<Buyer, 'mean'>, model: Model): number => {
  if (model === 'bg' && x === 0) return 1;
  const odds = (a / (model === 'bg' ? b + x - 1 : b + x)) * ((alpha + age) / (alpha + recency)) ** (r + x);
  return 1 / (1 + odds);
};

/**
 * Purchases to expect of somebody within the next `weeks` (BG/NBD). Euler's transformation of the hypergeometric function: in its own form the series takes thousands
 * of terms for a buyer of last week.
 */
export const expectedPurchases = (rates: Rates, buyer: Omit<Buyer, 'mean'>, weeks: number): number =>
  expectedWhileAlive(rates, buyer, weeks) * pAlive(rates, buyer, 'bg');

const expectedWhileAlive = ({ r, alpha, a: given, b }: Rates, { again: x, age }: Omit<Buyer, 'mean'>, weeks: number): number => {
  // At a = 1 the formula is 0/0, and at a + b + x = 1 the series has no first term; a hair beside them it isn't, and the value goes through smoothly.
  const a = Math.abs(given - 1) < 1e-6 ? 1 + 1e-6 : given;
  const top = a + b + x - 1;
  const c = Math.abs(top) < 1e-9 ? 1e-9 : top;
  const whole = alpha + age + weeks;
  return (c / (a - 1)) * (1 - ((alpha + age) / whole) ** (a - 1) * hypergeometric(c - r - x, a - 1, c, weeks / whole));
};

/** Purchases to expect of somebody new within `weeks` after their first. */
export const expectedOfNew = (rates: Rates, weeks: number): number => expectedPurchases(rates, { again: 0, recency: 0, age: 0 }, weeks);
