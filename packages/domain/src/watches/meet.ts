import type { MessageReason, PriceGoal, Product, Variant, Watch, WatchFilters } from '@rapport/protocol';
import { LIKE_SHARED_TAGS } from './tuning.ts';
import { likeTags } from './keys.ts';
import { knownWords, match } from './match.ts';
import { type PreparedProduct, traitOf } from './reading.ts';
import { readText, words } from './words.ts';

/** A change of the catalogue, as watches see it. */
export interface ChangedProduct {
  readonly kind: 'new' | 'returned' | 'restocked' | 'cheaper' | 'variant-cheaper' | 'gone';
  readonly product: Product;
  /** `restocked`: the variants that can be bought again. */
  readonly variantIds: readonly string[];
  /** `cheaper`: the lowest price before. */
  readonly beforeMinor: number | null;
}

/** A watch with what it is judged by. `traits` = those of the product that a `like` watch starts from. */
export interface KeptWatch extends Omit<Watch, 'toldAtMs'> {
  readonly traits: readonly string[];
}

/** Which changes a kind of watch listens to. `cheaper` for searches: it may have come below the ceiling. */
const LISTENS: Readonly<Record<Watch['kind'], ReadonlySet<ChangedProduct['kind']>>> = {
  search: new Set(['new', 'returned', 'restocked', 'cheaper', 'variant-cheaper']),
  follow: new Set(['new', 'returned', 'restocked']),
  like: new Set(['new', 'returned', 'restocked']),
  price: new Set(['cheaper', 'variant-cheaper', 'returned', 'restocked']),
  stock: new Set(['returned', 'restocked']),
};

/** Whether anybody could wait for such a change. */
export const isWaitedFor = (kind: ChangedProduct['kind']): boolean => kind !== 'gone';

/** Whether a kind of watch speaks of a product only once in its life: `new` is not said again of what left and returned. */
export const isOnce = (kind: Watch['kind']): boolean => kind === 'search' || kind === 'follow' || kind === 'like';

/** What a change says to a watch; null = nothing. Paused watches say nothing. */
export function meet(watch: KeptWatch, change: ChangedProduct, product: PreparedProduct): MessageReason | null {
  if (watch.paused || !LISTENS[watch.kind].has(change.kind)) return null;
  const base = { watchId: watch.id, sinceMs: watch.createdAtMs };
  switch (watch.kind) {
    case 'search': {
      const found = search(watch, change, product);
      return found === null ? null : { code: 'searched', ...base, query: watch.query, match: found };
    }
    case 'follow': {
      if (watch.what === null || !product.traits.has(traitOf(watch.what, watch.query))) return null;
      return { code: 'followed', ...base, what: watch.what, name: watch.query };
    }
    case 'price': {
      const price = watch.productId === change.product.id ? priceMet(watch, change.product) : null;
      return price && { code: 'cheaper', ...base, ...price };
    }
    case 'stock': {
      const variant = watch.productId === change.product.id ? backAgain(watch, change) : null;
      return variant && { code: 'back', ...base, variant: variant.title };
    }
    case 'like': {
      if (watch.productId === change.product.id || !isLike(watch.traits, product.traits)) return null;
      return { code: 'like', ...base, title: watch.query };
    }
  }
}

function search(watch: KeptWatch, { kind, product: raw, beforeMinor }: ChangedProduct, product: PreparedProduct): 'exact' | 'near' | null {
  const { filters } = watch;
  if (!fits(filters, raw, product)) return null;
  // Cheaper is news to a search only if the ceiling kept it out before.
  const isCheaper = kind === 'cheaper' || kind === 'variant-cheaper';
  if (isCheaper && (filters.maxPriceMinor === undefined || (beforeMinor ?? Number.POSITIVE_INFINITY) <= filters.maxPriceMinor)) return null;
  return matched(watch.query, product, filters.category);
}

/** Searches that a product was held against are remembered with it, at most so many: of a popular thing thousands ask in the same words. */
const REMEMBERED = 5_000;
const remembered = new WeakMap<PreparedProduct, Map<string, 'exact' | 'near' | null>>();

function matched(query: string, product: PreparedProduct, category: string | undefined): 'exact' | 'near' | null {
  let known = remembered.get(product);
  if (!known) remembered.set(product, (known = new Map()));
  const key = category === undefined ? query : `${category}\n${query}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = match(knownWords(query), product, category);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, answer);
  return answer;
}

/** Whether a product is what the filters ask for. */
export function fits(filters: WatchFilters, raw: Product, product: PreparedProduct): boolean {
  const { category, brand, size, maxPriceMinor } = filters;
  if (category !== undefined && !product.traits.has(traitOf('category', category))) return false;
  if (brand !== undefined && !product.traits.has(traitOf('brand', brand))) return false;
  const sized = size === undefined ? raw.variants : raw.variants.filter((variant) => isSize(variant, size));
  if (sized.length === 0) return false;
  if (maxPriceMinor === undefined) return true;
  // A ceiling is in the shop's currency: what is priced in another is not compared with it.
  const priced = sized.filter(({ currency }) => currency === undefined);
  return priced.length > 0 && lowest(priced) <= maxPriceMinor;
}

/** Every word of the size stands in the variant's title. */
function isSize(variant: Variant, size: string): boolean {
  const { spaced, runs } = readText(Object.values(variant.title).join('\n'));
  const wanted = words(size);
  return wanted.length > 0 && wanted.every((word) => spaced.includes(word) || runs.includes(word));
}

/** The lowest price that can be bought, or the lowest of all when nothing can. */
const lowest = (variants: readonly Variant[]): number => {
  const buyable = variants.filter(({ available }) => available);
  return Math.min(...(buyable.length > 0 ? buyable : variants).map(({ priceMinor }) => priceMinor));
};

/** The price of a product or one of its variants, as a `price` watch counts it; null when the variant is not there. */
export function priceOf(product: Product, variantId: string | null): number | null {
  const meant = variantId === null ? product.variants : product.variants.filter(({ id }) => id === variantId);
  return meant.length === 0 ? null : lowest(meant);
}

/** The price that is low enough, in minor units. */
export function goalMinor(goal: PriceGoal, baselineMinor: number): number {
  if ('toMinor' in goal) return goal.toMinor;
  return 'byMinor' in goal ? baselineMinor - goal.byMinor : Math.floor((baselineMinor * (100 - goal.percent)) / 100);
}

/** Low enough, and lower than what it is counted from: so that the same price is never told twice. */
function priceMet(watch: KeptWatch, product: Product): { beforeMinor: number; afterMinor: number } | null {
  const afterMinor = priceOf(product, watch.variantId);
  const { goal, baselineMinor } = watch;
  if (goal === null || baselineMinor === null || afterMinor === null || afterMinor >= baselineMinor) return null;
  return afterMinor <= goalMinor(goal, baselineMinor) ? { beforeMinor: baselineMinor, afterMinor } : null;
}

/** The variant waited for, if it can be bought now and couldn't before. */
function backAgain({ variantId }: KeptWatch, { kind, product, variantIds }: ChangedProduct): Variant | null {
  const back = product.variants.filter(({ id, available }) => available && (kind === 'returned' || variantIds.includes(id)));
  return back.find(({ id }) => variantId === null || id === variantId) ?? null;
}

/** The same series or author; the same brand in the same category; or two tags within it. */
export function isLike(like: readonly string[], traits: ReadonlySet<string>): boolean {
  const shares = (kind: string): boolean => like.some((trait) => trait.startsWith(`${kind}:`) && traits.has(trait));
  if (shares('series') || shares('author')) return true;
  if (!shares('category')) return false;
  return shares('brand') || likeTags(like).filter((tag) => traits.has(tag)).length >= LIKE_SHARED_TAGS;
}
