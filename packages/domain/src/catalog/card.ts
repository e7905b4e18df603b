import type { Product, ProductCard, Variant } from '@rapport/protocol';
import { pick } from './pick.ts';

/** The variant that a product is priced by: the cheapest one that can be bought; the first of equals. */
export function cheapestAvailable(product: Product): Variant | null {
  return cheapest(product.variants.filter((variant) => variant.available));
}

/**
 * What a component draws of a product, in the reader's language. The price is the lowest that can be bought now, or the lowest of all when nothing can.
 * `compareAtMinor` is kept only if it is higher than the price: a crossed-out price that was never higher is a lie.
 */
export function card(product: Product, locale: string, currency: string): ProductCard {
  const variant = cheapestAvailable(product) ?? cheapest(product.variants);
  const priceMinor = variant?.priceMinor ?? 0;
  const compareAtMinor = variant?.compareAtMinor ?? null;
  return {
    productId: product.id,
    title: pick(product.title, locale),
    url: pick(product.url, locale),
    image: product.image,
    brand: pick(product.brand, locale),
    priceMinor,
    compareAtMinor: compareAtMinor !== null && compareAtMinor > priceMinor ? compareAtMinor : null,
    currency: variant?.currency ?? currency,
    available: variant?.available ?? false,
  };
}

function cheapest(variants: readonly Variant[]): Variant | null {
  return variants.reduce<Variant | null>((best, variant) => (best === null || variant.priceMinor < best.priceMinor ? variant : best), null);
}
