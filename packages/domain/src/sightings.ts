import type { TimelineEntry } from '@rapport/protocol';
import type { Sighting, Sign, Traits } from './interest/index.ts';
import { words } from './watches/index.ts';

const SIGNS: Readonly<Record<string, Sign>> = {
  view_item: 'look',
  add_to_wishlist: 'wish',
  add_to_cart: 'basket',
  remove_from_cart: 'unbasket',
  order_paid: 'purchase',
  order_fulfilled: 'purchase',
  order_refunded: 'return',
  order_refunded_in_part: 'return',
  product_hidden: 'not-for-me',
};

/** What entries say of taste, of products that are known. */
export const sightingsIn = (entries: readonly TimelineEntry[], traits: Readonly<Record<string, Traits>>): Sighting[] =>
  entries.flatMap(({ name, atMs, detail }): Sighting[] => {
    const query = name === 'search' && typeof detail['query'] === 'string' ? detail['query'] : null;
    if (query !== null)
      return [{ sign: 'search', atMs, traits: { maker: '', category: '', series: '', priceMinor: null, words: words(query).slice(0, 8) } }];
    const sign = SIGNS[name];
    if (sign === undefined) return [];
    return productsIn(detail).flatMap((id) => {
      const found = Object.hasOwn(traits, id) ? traits[id] : undefined;
      return found ? [{ sign, atMs, traits: found }] : [];
    });
  });

/** Products that an entry speaks of. */
export const productsIn = (detail: TimelineEntry['detail']): string[] => {
  if (typeof detail['productId'] === 'string') return [detail['productId']];
  const listed = detail['items'] ?? detail['lines'];
  return Array.isArray(listed) ? listed.flatMap((one: { productId?: unknown }) => (typeof one.productId === 'string' ? [one.productId] : [])) : [];
};
