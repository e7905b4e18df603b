import { histories } from './buyer.ts';
import type { Buyer, Histories } from './buyer.ts';
import { ratesAt, ratesCost } from './purchases.ts';
import type { Rates } from './purchases.ts';
import { begin, bestOf, step } from './search.ts';
import type { Search } from './search.ts';
import { isFitted, spendAt, spendCost, spendersOf } from './spend.ts';
import type { Spend, Spenders } from './spend.ts';
import { FIT_CUSTOMERS, FIT_RETURNED } from './tuning.ts';

/** Why scores rest on a model, or on rules. `spend` says the same of what a purchase brings. */
export type Basis = 'model' | 'too-little-history';

/** What was learnt of a shop's customers; enough to score anybody. Plain numbers, to be sent to the slices. */
export interface Learnt {
  readonly basis: Basis;
  /** BG/NBD: how many purchases to expect. Null with too little history. */
  readonly purchases: Rates | null;
  /** MBG/NBD: whether somebody is still a customer. */
  readonly alive: Rates | null;
  /** Gamma–Gamma; null = no maximum was found, and means are shrunken instead. */
  readonly spend: Spend | null;
  /** Mean of what a purchase brings, over all who came back. */
  readonly meanSpend: number;
  /** Weeks between purchases in the middle of those who came back; the measure of silence where there is no model. */
  readonly rhythmWeeks: number;
  readonly customers: number;
  readonly returned: number;
  /** ln L of each fit, as far as there is one. */
  readonly lnLikelihood: { readonly purchases: number; readonly alive: number; readonly spend: number } | null;
}

/** What a fit works on; made anew from the stored buyers after a restart. */
export interface Sample {
  readonly buyers: readonly Buyer[];
  readonly histories: Histories;
  readonly spenders: Spenders;
}

/** How far a fit has come. Plain numbers: it can be stored between two alarms. */
export interface Fit {
  readonly stage: 'purchases' | 'alive' | 'spend' | 'done';
  readonly search: Search | null;
  readonly purchases: Search | null;
  readonly alive: Search | null;
  readonly spend: Search | null;
}

/** A shop that has never sold, and what is assumed of it. */
export const NOTHING_LEARNT: Learnt = {
  basis: 'too-little-history',
  purchases: null,
  alive: null,
  spend: null,
  meanSpend: 0,
  rhythmWeeks: 8,
  customers: 0,
  returned: 0,
  lnLikelihood: null,
};

export const sampleOf = (buyers: readonly Buyer[]): Sample => ({ buyers, histories: histories(buyers), spenders: spendersOf(buyers) });

/** Begins a fit; one with too little history is done at once. */
export const beginFit = ({ buyers }: Sample): Fit => ({
  stage: isEnough(buyers) ? 'purchases' : 'done',
  search: null,
  purchases: null,
  alive: null,
  spend: null,
});

/** One step: a few passes over the sample. Call it until `stage` is `done`. */
export const stepFit = (fit: Fit, sample: Sample): Fit => {
  if (fit.stage === 'done') return fit;
  const cost = fit.stage === 'spend' ? spendCost(sample.spenders) : ratesCost(sample.histories, fit.stage === 'alive' ? 'mbg' : 'bg');
  const search = fit.search ? step(fit.search, cost) : begin(startOf(fit, sample), cost);
  if (!search.done) return { ...fit, search };
  if (fit.stage === 'purchases') return { ...fit, stage: 'alive', purchases: search, search: null };
  if (fit.stage === 'alive') return { ...fit, stage: sample.spenders.again.length > 0 ? 'spend' : 'done', alive: search, search: null };
  return { ...fit, stage: 'done', spend: search, search: null };
};

/** The whole fit at once, for benches and small shops. */
export const fitAll = (sample: Sample): Learnt => {
  let fit = beginFit(sample);
  while (fit.stage !== 'done') fit = stepFit(fit, sample);
  return learntFrom(fit, sample);
};

/** What a finished fit says. */
export const learntFrom = (fit: Fit, { buyers, spenders }: Sample): Learnt => {
  const returned = buyers.filter(({ again }) => again > 0);
  const orders = returned.reduce((sum, { again }) => sum + again, 0);
  const meanSpend = orders === 0 ? 0 : returned.reduce((sum, { again, mean }) => sum + again * mean, 0) / orders;
  const gaps = returned.map(({ again, recency }) => recency / again).toSorted((a, b) => a - b);
  const rhythmWeeks = gaps[Math.floor(gaps.length / 2)] ?? NOTHING_LEARNT.rhythmWeeks;
  const plain = { meanSpend, rhythmWeeks, customers: buyers.length, returned: returned.length };
  if (!fit.purchases || !fit.alive) return { ...NOTHING_LEARNT, ...plain };
  const [purchases, alive] = [bestOf(fit.purchases), bestOf(fit.alive)];
  const spend = fit.spend && spenders.again.length > 0 ? bestOf(fit.spend) : null;
  const fitted = spend && isFitted(spendAt(spend.at)) ? spendAt(spend.at) : null;
  return {
    basis: 'model',
    purchases: ratesAt(purchases.at),
    alive: ratesAt(alive.at),
    spend: fitted,
    ...plain,
    lnLikelihood: { purchases: -purchases.cost, alive: -alive.cost, spend: spend ? -spend.cost : 0 },
  };
};

const isEnough = (buyers: readonly Buyer[]): boolean =>
  buyers.length >= FIT_CUSTOMERS && buyers.filter(({ again }) => again > 0).length >= FIT_RETURNED;

/** A point that is right in its order of magnitude for any unit of money and any rhythm. */
const startOf = (fit: Fit, { buyers, spenders }: Sample): number[] => {
  if (fit.stage === 'alive' && fit.purchases) return [...bestOf(fit.purchases).at];
  if (fit.stage === 'spend') {
    const mean = spenders.mean.reduce((sum, value) => sum + value, 0) / spenders.mean.length;
    return [Math.log(5), Math.log(4), Math.log(mean * 0.5)];
  }
  const age = buyers.reduce((sum, buyer) => sum + buyer.age, 0) / buyers.length;
  return [Math.log(0.3), Math.log(Math.max(0.1, age / 8)), Math.log(0.8), Math.log(2.5)];
};
