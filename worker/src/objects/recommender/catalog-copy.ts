import type { Recommender } from '@rapport/domain/recommend';
import type { Product, Texts } from '@rapport/protocol';
import { now } from '../../platform/clock.ts';
import type { CatalogPort } from '../ports.ts';

/** How often the catalogue is looked through, in ms; a large one less often. */
const REFRESH_MS = 60_000;
const REFRESH_A_PRODUCT_MS = 20;
const PAGE = 100;
/** Products that somebody met and the catalogue doesn't know, at the most: whoever forges events can't fill the memory. */
const MAX_STRANGERS = 4_096;
const MAX_TAGS = 12;

/**
 * Which products there are and what they are like, as the recommender needs it. Events may name products that are not known yet: they are learnt, never shown (a row takes
 * its cards from the catalogue), and only so many of them.
 */
export class CatalogCopy {
  #refreshedAtMs = Number.NEGATIVE_INFINITY;
  #known = new Set<string>();
  #strangers = 0;
  #flight: Promise<void> | null = null;

  /** Whether an event about a product is worth learning. */
  admits(productId: string, recommender: Recommender): boolean {
    if (recommender.knows(productId)) return true;
    if (this.#strangers >= MAX_STRANGERS && !this.#known.has(productId)) return false;
    if (!this.#known.has(productId)) this.#strangers += 1;
    recommender.admit(productId);
    return true;
  }

  /** Looks through the catalogue, when that is due; one at a time. What can't be had now is had next time. */
  async refresh(catalog: () => Promise<CatalogPort>, recommender: Recommender): Promise<void> {
    if (this.#flight || now() - this.#refreshedAtMs < REFRESH_MS + recommender.products * REFRESH_A_PRODUCT_MS) return this.#flight ?? undefined;
    this.#flight = this.#read(catalog, recommender).finally(() => {
      this.#flight = null;
    });
    return this.#flight;
  }

  async #read(catalog: () => Promise<CatalogPort>, recommender: Recommender): Promise<void> {
    this.#refreshedAtMs = now();
    const met = new Set<string>();
    const from = await catalog();
    let after: string | null = null;
    do {
      const page: { products: Product[]; next: string | null } = await from.products(after, PAGE, '');
      for (const product of page.products) {
        met.add(product.id);
        recommender.admit(product.id, traitsOf(product));
      }
      after = page.next;
    } while (after !== null);
    for (const productId of this.#known) if (!met.has(productId)) recommender.retire(productId);
    this.#known = met;
    this.#strangers = Math.max(0, recommender.products - met.size);
  }
}

/** What a product has in common with others: its makers, category, tags, and the price's order of magnitude; in one language, so that nothing counts twice. */
export function traitsOf(product: Product): string[] {
  const prices = product.variants.map(({ priceMinor }) => priceMinor).filter((price) => price > 0);
  const traits = [
    trait('author', first(product.author)),
    trait('series', product.series),
    trait('brand', first(product.brand)),
    trait('category', first(product.category)),
    ...product.tags.slice(0, MAX_TAGS).map((tag) => trait('tag', tag)),
    ...(prices.length > 0 ? [`price:${Math.floor(Math.log2(Math.min(...prices)))}`] : []),
  ];
  return [...new Set(traits.filter((one) => one !== null))];
}

const trait = (kind: string, value: string): string | null => (value ? `${kind}:${value.normalize('NFKC').toLowerCase()}` : null);
const first = (texts: Texts): string => texts[''] ?? Object.values(texts)[0] ?? '';
