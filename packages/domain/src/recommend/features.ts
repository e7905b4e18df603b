import type { Board } from './board.ts';
import { NONE } from './log.ts';
import type { Memory } from './memory.ts';

/** What the judge looks at, of a product that is new to the session and of one that was met in it. The order is that of stored weights: add at the end only. */
export const FEATURES = [
  'base',
  'sessions',
  'pairs',
  'direct',
  'hops',
  'seen',
  'spread',
  'stale',
  'voices',
  'strongest',
  'like-last',
  'like-all',
  'only-content',
  'again',
  'again-last',
  'again-rate',
  'again-direct',
  'again-length',
  'again-hops',
  'again-stale',
  'again-base',
] as const;
export const WIDTH = FEATURES.length;

/** Added before a logarithm: a share below it counts as none. */
const FLOOR = 1e-4;

/** What each estimator says in all, over all products. */
export interface Totals {
  readonly sessions: number;
  readonly pairs: number;
  readonly score: number;
}

/** What is to be described. */
export interface Leaders {
  readonly board: Board;
  readonly memory: Memory;
  /** The candidates, the best of the first ranking first. */
  readonly lead: Int32Array;
  /** The different products of the question, the newest first. */
  readonly seeds: readonly number[];
  readonly total: Totals;
  /** How likely a product of this session is met again; null for one that is new to it. */
  readonly rateOf: (product: number) => number | null;
}

/** Writes down what the judge looks at, WIDTH numbers a candidate, in the order of FEATURES. */
export function describe(features: Float64Array, { board, memory, lead, seeds, total, rateOf }: Leaders): void {
  features.fill(0, 0, lead.length * WIDTH);
  const { content } = memory;
  const best = lead.length > 0 ? board.score[lead[0]!]! || 1 : 1;
  const last = seeds[0] ?? NONE;
  for (let place = 0; place < lead.length; place += 1) {
    const product = lead[place]!;
    const at = place * WIDTH;
    const base = Math.log(board.score[product]! / best + FLOOR);
    const direct = Math.log(board.direct[product]! + 10 * FLOOR);
    const hops = Math.log(board.hops[product]! + FLOOR);
    const stale = Math.log(100 + memory.log.head - memory.latest[product]!);
    const rate = rateOf(product);
    features[at] = base;
    if (rate !== null) {
      features[at + 13] = 1;
      features[at + 14] = product === last ? 1 : 0;
      features[at + 15] = Math.log(rate + 10 * FLOOR);
      features[at + 16] = direct;
      features[at + 17] = seeds.length / 10;
      features[at + 18] = hops;
      features[at + 19] = stale;
      features[at + 20] = base;
      continue;
    }
    features[at + 1] = shareOf(board.sessions[product]!, total.sessions);
    features[at + 2] = shareOf(board.pairs[product]!, total.pairs);
    features[at + 3] = direct;
    features[at + 4] = hops;
    features[at + 5] = Math.log(1 + memory.seen(product));
    features[at + 6] = Math.log(1 + memory.spread[product]!);
    features[at + 7] = stale;
    features[at + 8] = board.voices[product]! / Math.max(1, seeds.length);
    features[at + 9] = shareOf(board.strongest[product]!, total.sessions);
    if (content.empty) continue;
    features[at + 10] = last === NONE ? 0 : content.alike(last, product);
    features[at + 11] = content.likeness(product);
    features[at + 12] = memory.isCold(product) ? 1 : 0;
  }
}

const shareOf = (said: number, inAll: number): number => Math.log((inAll > 0 ? said / inAll : 0) + FLOOR);
