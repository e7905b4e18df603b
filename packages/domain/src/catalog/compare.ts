import type { Product } from '@rapport/protocol';
import { cheapestAvailable } from './card.ts';

/** What somebody may wait for. A product that can't be bought just now is still there; `gone` means that it left the shop's feed. */
export type CatalogChangeKind = 'new' | 'returned' | 'gone' | 'cheaper' | 'variant-cheaper' | 'restocked' | 'renamed';

/** One change of a product, found by comparing. */
export interface CatalogChange {
  readonly kind: CatalogChangeKind;
  readonly productId: string;
  /** `restocked`: the variant that can be bought again; `cheaper`: the one that is cheapest now. */
  readonly variantId?: string;
  /** `renamed`: the id until now. */
  readonly formerId?: string;
  /** `cheaper`: the lowest price that could be bought before and can be now, in minor units. */
  readonly beforeMinor?: number;
  readonly afterMinor?: number;
}

/**
 * What changed from the product as it was known to the product as it is reported. `null` = not there; `wasGone` = the shop had it once and it had left:
 * `before` may then be what was last known of it. A product is `new` only once in its life, so that a feed that drops and re-adds its rows tells nobody twice.
 */
export function compare(before: Product | null, after: Product | null, known: { readonly wasGone: boolean }): CatalogChange[] {
  if (after === null) return before === null || known.wasGone ? [] : [{ kind: 'gone', productId: before.id }];
  if (known.wasGone) return [{ kind: 'returned', productId: after.id }];
  if (before === null) return [{ kind: 'new', productId: after.id }];
  const lowest = cheaper(before, after);
  return [...restocked(before, after), ...lowest, ...(lowest.length === 0 ? variantCheaper(before, after) : [])];
}

/** Variants that couldn't be bought and now can. A variant that is new counts only if nothing of the product could be bought before. */
function restocked(before: Product, after: Product): CatalogChange[] {
  const availableByVariant = new Map(before.variants.map((variant) => [variant.id, variant.available]));
  const soldOut = !before.variants.some((variant) => variant.available);
  return after.variants
    .filter((variant) => variant.available && !(availableByVariant.get(variant.id) ?? !soldOut))
    .map((variant) => ({ kind: 'restocked', productId: after.id, variantId: variant.id }));
}

/** The lowest price that can be bought fell. Says nothing when nothing could be bought before: that is `restocked`. */
function cheaper(before: Product, after: Product): CatalogChange[] {
  const was = cheapestAvailable(before);
  const is = cheapestAvailable(after);
  if (!was || !is || is.currency !== was.currency || is.priceMinor >= was.priceMinor) return [];
  return [{ kind: 'cheaper', productId: after.id, variantId: is.id, beforeMinor: was.priceMinor, afterMinor: is.priceMinor }];
}

/** A variant that can be bought costs less, while the lowest price of the product stays: news only to those who watch this variant. One change for all of them. */
function variantCheaper(before: Product, after: Product): CatalogChange[] {
  const was = new Map(before.variants.filter(({ available }) => available).map((variant) => [variant.id, variant]));
  const fell = after.variants.find(
    ({ id, available, priceMinor, currency }) => available && currency === was.get(id)?.currency && priceMinor < (was.get(id)?.priceMinor ?? 0),
  );
  return fell ? [{ kind: 'variant-cheaper', productId: after.id, variantId: fell.id }] : [];
}
