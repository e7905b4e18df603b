import { byScore, type Scored } from './top.ts';

/** A product that speaks for others: what is on the page, was seen, is in the cart. */
export interface Seed {
  readonly productId: string;
  /** How much it says, > 0: more for the latest, more for the cart. */
  readonly weight: number;
}

/** All that a row is made from. */
export interface RankQuestion {
  readonly seeds: readonly Seed[];
  /** Never shown: bought, in the cart, not available. The seeds themselves are never shown either. */
  readonly exclude: ReadonlySet<string>;
  readonly limit: number;
  /** What comes after a product; `CoVisits.neighbours` with a limit of the caller's choice. */
  readonly neighbours: (productId: string) => readonly Scored[];
  /** Fills the row up, in this order: trending, then the newest; so the row is empty only if the shop has nothing else. */
  readonly fallback: readonly string[];
}

/** One product of a row. `because` = the seed that spoke for it most, null = from the fallback (score 0). */
export interface Ranked extends Scored {
  readonly because: string | null;
}

/** The row for some seeds: neighbours' shares times the seeds' weights, added up, the best first, then the fallback; no product twice. */
export function rank({ seeds, exclude, limit, neighbours, fallback }: RankQuestion): Ranked[] {
  const taken = new Set([...exclude, ...seeds.map((seed) => seed.productId)]);
  const found = new Map<string, { score: number; because: string; most: number }>();
  for (const seed of seeds) {
    for (const { productId, score } of neighbours(seed.productId)) {
      if (taken.has(productId)) continue;
      const part = seed.weight * score;
      const sum = found.get(productId) ?? { score: 0, because: seed.productId, most: 0 };
      if (part > sum.most) Object.assign(sum, { because: seed.productId, most: part });
      sum.score += part;
      found.set(productId, sum);
    }
  }
  const scored = [...found].map(([productId, { score, because }]) => ({ productId, because, score }));
  const row: Ranked[] = scored.toSorted(byScore).slice(0, limit);
  for (const { productId } of row) taken.add(productId);
  for (const productId of fallback) {
    if (row.length >= limit) break;
    if (taken.has(productId)) continue;
    taken.add(productId);
    row.push({ productId, because: null, score: 0 });
  }
  return row;
}
