import { CATEGORIES, MAKERS } from '../catalogue/index.ts';
import { say, type Locale } from './locale.ts';
import type { Currency } from './money.ts';
import type { Order } from './store/orders.ts';
import type { Product, Variant } from './store/shelf.ts';

/** An item as GA4 wants it; `item_id` is the product, `item_variant` what of it. Prices are decimals there. */
export function item(product: Product, variant: Variant, quantity: number, locale: Locale): Record<string, unknown> {
  return {
    item_id: product.handle,
    item_variant: variant.id,
    item_name: say(product.title, locale),
    item_brand: say(MAKERS.find(({ id }) => id === product.maker)?.name ?? ['', ''], locale),
    item_category: say(CATEGORIES.find(({ id }) => id === product.category)?.name ?? ['', ''], locale),
    price: variant.priceMinor / 100,
    quantity,
  };
}

/** A GA4 e-commerce event, its value added up from its items. */
export function commerce(
  event: string,
  currency: Currency,
  items: readonly Record<string, unknown>[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const minor = items.reduce((sum, i) => sum + Math.round(Number(i['price']) * 100) * Number(i['quantity']), 0);
  return { event, ecommerce: { currency, value: minor / 100, ...more, items } };
}

/** A list of products that was shown, each by its first variant in stock. */
export function listed(name: string, products: readonly Product[], currency: Currency, locale: Locale): Record<string, unknown> {
  const items = products.flatMap((product, index) => {
    const variant = offered(product);
    return variant === undefined ? [] : [{ ...item(product, variant, 1, locale), index, item_list_name: name }];
  });
  return { event: 'view_item_list', ecommerce: { item_list_name: name, currency, items } };
}

/** The variant that a card speaks of: the first one that can be bought. */
export function offered(product: Product): Variant | undefined {
  return product.variants.find(({ stock }) => stock > 0) ?? product.variants[0];
}

/** The purchase, told once on the page that says thank you. */
export function purchase(
  order: Order,
  find: (id: string) => { product: Product; variant: Variant } | undefined,
  locale: Locale,
): Record<string, unknown> {
  const items = order.lines.flatMap((line) => {
    const known = find(line.variantId);
    return known === undefined ? [] : [{ ...item(known.product, known.variant, line.quantity, locale), price: line.unitPriceMinor / 100 }];
  });
  return {
    event: 'purchase',
    ecommerce: {
      transaction_id: order.id,
      value: order.totalMinor / 100,
      tax: order.taxMinor / 100,
      shipping: order.shippingMinor / 100,
      currency: order.currency,
      ...(order.voucherCode === undefined ? {} : { coupon: order.voucherCode }),
      items,
    },
  };
}
