import type { EventItem, EventName, ShopEvent } from '@rapport/protocol';
import { LIMITS } from '@rapport/protocol/wire';

/** What was heard, before it has an id and a time. */
export type Heard = Omit<ShopEvent, 'id' | 'ageMs'>;

type Params = Record<string, unknown>;

/** The names that are taken, as GA4 writes them. The same list as protocol's `EventName` (a test holds them together), without zod. */
export const NAMES = (
  'page_view view_item_list select_item view_item search add_to_wishlist add_to_cart remove_from_cart view_cart begin_checkout ' +
  'add_shipping_info add_payment_info purchase login sign_up share view_promotion select_promotion'
).split(' ');

const isRecord = (value: unknown): value is Params => !!value && typeof value === 'object';
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
/** Text within a limit, as the worker takes it: a pair of signs that the limit cut in two is mended, NUL is left out. */
export const text = (value: unknown, most: number = LIMITS.idChars): string | undefined =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).replaceAll('\0', '').trim().slice(0, most).toWellFormed() || undefined
    : undefined;
const whole = (value: unknown, least: number): number | undefined => {
  const number = Math.round(Number(value ?? NaN));
  return number >= least && number <= 1e12 ? number : undefined;
};
/** Leaves out what is undefined. */
const tidy = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

/** An ISO 4217 code, or undefined. */
const currencyOf = (value: unknown): string | undefined => (/^[A-Z]{3}$/.test(String(value)) ? String(value) : undefined);

/** An amount in major units, as pages write it, in the currency's smallest unit (yen has none, the dinar has thousandths). */
export const toMinor = (amount: unknown, currency: string | undefined): number | undefined => {
  if (!currency || amount === '') return undefined;
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return whole(Number(amount ?? NaN) * 10 ** digits, 0);
};

const itemOf = (item: unknown, currency: string | undefined): EventItem[] => {
  if (!isRecord(item)) return [];
  const productId = text(item['item_id'] ?? item['id']);
  if (!productId) return [];
  const quantity = whole(item['quantity'], 1);
  return [tidy({ productId, variantId: text(item['item_variant']), quantity, priceMinor: toMinor(item['price'], currency) })] as EventItem[];
};

/** One GA4 event in Rapport's words; null when it is none of ours or malformed. */
export const fromGa = (name: string, params: Params): Heard | null => {
  const known = name === 'view_search_results' ? 'search' : name;
  if (!NAMES.includes(known)) return null;
  const currency = currencyOf(params['currency']);
  const items = list(params['items'])
    .flatMap((item) => itemOf(item, currency ?? (isRecord(item) ? currencyOf(item['currency']) : undefined)))
    .slice(0, 50);
  const query = text(params['search_term'], LIMITS.queryChars);
  if (known === 'search' && !query) return null;
  if (/item|cart|wish/.test(known) && known !== 'view_cart' && !items.length) return null;
  return tidy({
    name: known as EventName,
    query,
    resultsCount: whole(params['results_count'] ?? params['number_of_results'], 0),
    items: items.length ? items : undefined,
    orderId: text(params['transaction_id']),
    valueMinor: toMinor(params['value'], currency),
    currency,
    recommendationId: text(params['recommendation_id']),
  }) as Heard;
};

/**
 * One entry of `dataLayer`: `gtag()` pushes its `arguments` (`['event', name, params]`, `['consent', 'update', params]`), Tag Manager objects with
 * `event` and `ecommerce`. Anything else is left alone.
 */
export const readEntry = (entry: unknown): { readonly kind: 'event' | 'consent'; readonly name: string; readonly params: Params } | null => {
  if (!isRecord(entry)) return null;
  const [kind, name, params] = [entry['0'], entry['1'], entry['2']];
  if (kind === 'event' || kind === 'consent') return { kind, name: String(name), params: isRecord(params) ? params : {} };
  if (typeof entry['event'] !== 'string') return null;
  return { kind: 'event', name: entry['event'], params: { ...entry, ...(isRecord(entry['ecommerce']) && entry['ecommerce']) } };
};

/** Hears a `dataLayer`: first what was pushed before us, then each push, after the page's own push has run. */
export const listen = (layer: unknown[], hear: (entry: unknown) => void): void => {
  const push = layer.push;
  layer.forEach(hear);
  layer.push = function (this: unknown[], ...entries: unknown[]) {
    const length = push.apply(this, entries);
    entries.forEach(hear);
    return length;
  };
};

const products = (node: unknown): Params[] => {
  if (Array.isArray(node)) return node.flatMap(products);
  if (!isRecord(node)) return [];
  if (list(node['@type']).some((type) => type === 'Product' || type === 'ProductGroup')) return [node];
  return [...products(node['@graph']), ...products(node['mainEntity'])];
};

/**
 * The product a page is about, from its JSON-LD, as a `view_item`; null when there is none or more than one (a list).
 * @see https://developers.google.com/search/docs/appearance/structured-data/merchant-listing
 */
export const fromJsonLd = (scripts: readonly string[]): Heard | null => {
  const found = scripts.flatMap((script) => {
    try {
      return products(JSON.parse(script));
    } catch {
      return []; // somebody else's malformed JSON is not our affair
    }
  });
  const product = found[0];
  if (!product || found.length > 1) return null;
  const id = product['productID'] ?? product['productGroupID'];
  const offer = list(product['offers']).find(isRecord) ?? {};
  const currency = offer['priceCurrency'];
  const price = offer['price'] ?? offer['lowPrice'];
  return fromGa('view_item', { currency, items: [{ item_id: id ?? product['sku'], item_variant: id && product['sku'], price }] });
};
