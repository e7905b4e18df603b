import type { Memory } from './memory.ts';
import type { Find } from './model.ts';
import type { Pairs } from './pairs.ts';
import { HEAT_HALF_LIFE_SECONDS, MAX_NEIGHBOURS, RISE_HALF_LIFE_SECONDS, UNIVERSAL } from './tuning.ts';

const others = new Int32Array(MAX_NEIGHBOURS);
const weights = new Float32Array(MAX_NEIGHBOURS);

/** What the pairs alone say: a share of each product's visits, the first product counting most. Plain counts, without a judgement. */
export function neighbours(memory: Memory, products: readonly number[], limit: number): Find[] {
  const now = memory.gain(memory.nowSecond);
  return company(memory.pairs, products, limit, new Set(), (product, back) => 1 / (back + 1) / (memory.seen(product) + UNIVERSAL.shrinkage) / now);
}

/** What was bought with these products, as a share of all that was; never one of them. */
export function boughtWith(memory: Memory, products: readonly number[], limit: number, hidden: ReadonlySet<number>): Find[] {
  return company(memory.together, products, limit, hidden, (_, __, sum) => 1 / (sum + 1));
}

const company = (
  pairs: Pairs,
  products: readonly number[],
  limit: number,
  hidden: ReadonlySet<number>,
  shareOf: (product: number, back: number, sum: number) => number,
): Find[] => {
  const found = new Map<number, { score: number; because: number; most: number }>();
  for (const [back, because] of products.entries()) {
    const count = pairs.read(because, others, weights);
    const share = shareOf(
      because,
      back,
      weights.subarray(0, count).reduce((sum, weight) => sum + weight, 0),
    );
    for (let index = 0; index < count; index += 1) {
      const product = others[index]!;
      if (hidden.has(product) || products.includes(product)) continue;
      const said = weights[index]! * share;
      const one = found.get(product) ?? { score: 0, because, most: 0 };
      found.set(product, { score: one.score + said, because: said > one.most ? because : one.because, most: Math.max(said, one.most) });
    }
  }
  return [...found]
    .map(([product, { score, because }]) => ({ product, score, because }))
    .sort((a, b) => b.score - a.score || a.product - b.product)
    .slice(0, limit);
};

/** Below this nobody is left who met it. */
const LEAST_HEAT = 1e-3;
/** What two weeks' demand counts beside a rise: it orders those that don't rise. */
const STEADY = 1e-6;

interface Hot {
  readonly product: number;
  readonly score: number;
}

/** What is met more just now than the last weeks let expect (in standard deviations), then what is met most; never what nobody met. */
export const rising = (memory: Memory, limit: number, second: number, hidden: ReadonlySet<number>): Hot[] => {
  const share = RISE_HALF_LIFE_SECONDS / HEAT_HALF_LIFE_SECONDS;
  const risen = memory.rise.from(0, memory.products, second);
  return best(memory, limit, second, hidden, (lately, product) => {
    const expected = lately * share;
    return lately * STEADY + Math.max(0, (risen[product]! - expected) / Math.sqrt(expected + 1));
  });
};

/** What was met most in the last weeks. */
export const hottest = (memory: Memory, limit: number, second: number, hidden: ReadonlySet<number>): Hot[] =>
  best(memory, limit, second, hidden, (lately) => lately);

const best = (
  { heat, products }: Memory,
  limit: number,
  second: number,
  hidden: ReadonlySet<number>,
  scoreOf: (lately: number, product: number) => number,
): Hot[] => {
  const warmth = heat.from(0, products, second);
  let found: Hot[] = [];
  let least = Number.NEGATIVE_INFINITY;
  const cut = (): void => {
    found = found.sort((a, b) => b.score - a.score || a.product - b.product).slice(0, limit);
    if (found.length === limit) least = found.at(-1)?.score ?? least;
  };
  for (let product = 0; product < products; product += 1) {
    const lately = warmth[product]!;
    if (!(lately > LEAST_HEAT) || hidden.has(product)) continue;
    const score = scoreOf(lately, product);
    if (score <= least) continue;
    found.push({ product, score });
    if (found.length >= 4 * limit + 16) cut();
  }
  cut();
  return found;
};
