import type { Product, Texts } from '@rapport/protocol';

/** A product that is like another one, and how. */
export interface Alike {
  readonly productId: string;
  /** Id of the product it is like. */
  readonly because: string;
  readonly how: 'same-maker' | 'like-viewed';
  /** How much they share; to be added up over several products. */
  readonly score: number;
}

/** How much a shared trait says, before it is divided by how many share it. */
const WEIGHTS = { author: 4, series: 4, brand: 2, category: 2, tag: 1 } as const;
type TraitKind = keyof typeof WEIGHTS;
const MAKERS: ReadonlySet<string> = new Set(['author', 'series', 'brand'] satisfies TraitKind[]);
const MAX_TAGS = 20;

/** What a product can have in common with others: its makers, category and tags, folded; in one language, so that nothing counts twice. */
export function traitsOf(product: Product): string[] {
  const traits = [
    trait('author', first(product.author)),
    trait('series', product.series),
    trait('brand', first(product.brand)),
    trait('category', first(product.category)),
    ...product.tags.slice(0, MAX_TAGS).map((tag) => trait('tag', tag)),
  ];
  return [...new Set(traits.filter((one) => one !== null))];
}

/**
 * Products that share traits with the given ones, the closest first. A trait that few share says more than one that many share: weight / (1 + ln(count)).
 * @param sharing the products that share a trait, at most some hundreds
 */
export function alikeTo(products: readonly Product[], sharing: (trait: string) => readonly string[], limit: number): Alike[] {
  const given = new Set(products.map((product) => product.id));
  const found = new Map<string, { because: string; score: number; maker: boolean }>();
  for (const product of products) {
    for (const one of traitsOf(product)) {
      const kind = one.slice(0, one.indexOf(':')) as TraitKind;
      const others = sharing(one);
      for (const id of others) {
        if (given.has(id)) continue;
        const known = found.get(id) ?? { because: product.id, score: 0, maker: false };
        found.set(id, {
          because: known.because,
          score: known.score + WEIGHTS[kind] / (1 + Math.log(others.length)),
          maker: known.maker || MAKERS.has(kind),
        });
      }
    }
  }
  return [...found]
    .toSorted(([a, left], [b, right]) => right.score - left.score || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([productId, { because, maker, score }]) => ({ productId, because, how: maker ? 'same-maker' : 'like-viewed', score }));
}

const trait = (kind: TraitKind, value: string): string | null => (value ? `${kind}:${value.normalize('NFKC').toLowerCase()}` : null);
const first = (texts: Texts): string => texts[''] ?? Object.values(texts)[0] ?? '';
