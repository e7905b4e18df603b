import { EXPLORE, PRIOR } from './tuning.ts';

/** How often an offer was shown to people of one context, and how often it was taken. */
export interface Response {
  readonly shown: number;
  readonly taken: number;
}

/** 32-bit FNV-1a over the text's UTF-16 units. */
export const hashOf = (text: string, basis = 0x811c9dc5): number => {
  let hash = basis;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** Chance from two numbers: the same ones give the same row, so that a choice can be replayed. 0 ≤ n < 1. @see https://pracrand.sourceforge.net (sfc32) */
export const chanceFrom = (one: number, other: number): (() => number) => {
  let a = one | 0;
  let b = other | 0;
  let c = (one ^ Math.imul(other, 0x9e3779b1)) | 0;
  let d = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
};

/** Chance from a text. */
export const chanceOf = (seed: string): (() => number) => chanceFrom(hashOf(seed), hashOf(seed, 0x01234567));

const normal = (chance: () => number): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

/** A draw of the gamma distribution with this shape (≥ 1) and scale 1. @see https://doi.org/10.1145/358407.358414 Marsaglia and Tsang 2000 */
const gamma = (shape: number, chance: () => number): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(chance);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - chance()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
};

/**
 * How good an offer seems in this one draw: a draw of what is believed of its rate of response (Thompson sampling), so that what has been tried little gets its
 * turn as often as it may yet be the best; and in `EXPLORE` of all choices a draw that knows nothing.
 * @see https://www.microsoft.com/en-us/research/publication/an-empirical-evaluation-of-thompson-sampling/
 */
export const seemsGood = ({ shown, taken }: Response, exploring: boolean, chance: () => number): number => {
  if (exploring) return chance();
  const good = gamma(taken + PRIOR, chance);
  return good / (good + gamma(Math.max(0, shown - taken) + PRIOR, chance));
};

/** Whether this whole choice is one of those that explore. */
export const isExploring = (seed: string): boolean => chanceOf(`explore ${seed}`)() < EXPLORE;
