import * as z from 'zod';
import type { OrderStatus } from '@rapport/protocol';
import { checked, idOr, ignored, moneyOf, present, textOr } from './delivered-order.ts';
import type { Delivered } from './delivered-order.ts';

const amount = z.union([z.string().max(40), z.number()]).nullish();
const person = z
  .object({
    id: z.unknown(),
    email: z.unknown(),
    first_name: z.unknown(),
    last_name: z.unknown(),
  })
  .partial();

/** As much of Shopify's order as is read here. @see https://shopify.dev/docs/api/admin-rest/latest/resources/order */
const ShopifyOrder = z.object({
  id: z.union([z.int(), z.string()]),
  currency: z.string(),
  created_at: z.string(),
  financial_status: z.string().nullish(),
  fulfillment_status: z.string().nullish(),
  cancelled_at: z.string().nullish(),
  taxes_included: z.boolean().nullish(),
  total_price: amount,
  subtotal_price: amount,
  total_discounts: amount,
  total_tax: amount,
  total_shipping_price_set: z.object({ shop_money: z.object({ amount }) }).nullish(),
  email: z.unknown().optional(),
  customer: person.nullish(),
  line_items: z
    .array(
      z.object({
        id: z.unknown().optional(),
        product_id: z.unknown().optional(),
        variant_id: z.unknown().optional(),
        sku: z.unknown().optional(),
        title: z.unknown().optional(),
        quantity: z.int(),
        price: amount,
        total_discount: amount,
      }),
    )
    .max(500),
  refunds: z
    .array(
      z.object({
        id: z.union([z.int(), z.string()]),
        refund_line_items: z
          .array(z.object({ line_item_id: z.unknown(), subtotal: amount, total_tax: amount }))
          .max(500)
          .nullish(),
        order_adjustments: z
          .array(z.object({ kind: z.unknown().optional(), amount }))
          .max(100)
          .nullish(),
      }),
    )
    .max(100)
    .nullish(),
  discount_codes: z.array(z.object({ code: z.string() })).nullish(),
});
type ShopifyOrder = z.infer<typeof ShopifyOrder>;

/**
 * The order that a delivery of Shopify's holds (orders/paid, orders/updated, orders/fulfilled, orders/cancelled). What it says is told by the body, not by the
 * topic: that is a header, and not signed. A refund's own delivery (refunds/create) names no total and no buyer and is left to the update of its order, which holds
 * all refunds so far.
 */
export const orderFromShopify = (delivery: unknown): Delivered => {
  const read = ShopifyOrder.safeParse(delivery);
  if (!read.success) return ignored('no order of Shopify’s');
  const order = read.data;
  const status = statusOf(order);
  if (status === null) return ignored('an order that is not paid');
  const minor = moneyOf(order.currency);
  const { customer } = order;
  return checked(
    {
      id: String(order.id),
      status,
      customer: present({
        id: idOr(customer?.id),
        email: textOr(order.email, 320) ?? textOr(customer?.email, 320),
        name: textOr([customer?.first_name, customer?.last_name].filter((part) => typeof part === 'string').join(' '), 200),
      }),
      currency: order.currency,
      totalMinor: minor(order.total_price),
      // Theirs is after discounts, and with the tax where prices hold it; ours is before both.
      subtotalMinor: Math.max(0, minor(order.subtotal_price) + minor(order.total_discounts) - (order.taxes_included ? minor(order.total_tax) : 0)),
      discountMinor: minor(order.total_discounts),
      taxMinor: minor(order.total_tax),
      shippingMinor: minor(order.total_shipping_price_set?.shop_money.amount),
      placedAt: order.created_at,
      lines: order.line_items.map((line) =>
        present({
          productId: idOr(line.product_id) ?? idOr(line.id) ?? 'custom',
          variantId: idOr(line.variant_id),
          title: textOr(line.title, 500),
          quantity: line.quantity,
          unitPriceMinor: minor(line.price),
          totalMinor: minor(line.price) * line.quantity - minor(line.total_discount),
        }),
      ),
      ...(order.refunds?.length ? { refunds: order.refunds.map((refund) => refundOf(refund, order, minor)) } : {}),
      ...(order.discount_codes?.length ? { voucherCodes: order.discount_codes.map(({ code }) => code) } : {}),
    },
    order.line_items.map((line) => line.sku),
  );
};

/** A refund in part: of lines, by their place, and of nothing in particular. What went back of the shipping is none of the points' business. */
const refundOf = (
  { id, refund_line_items, order_adjustments }: NonNullable<ShopifyOrder['refunds']>[number],
  order: ShopifyOrder,
  minor: (amount: unknown) => number,
): Record<string, unknown> => {
  const lines = (refund_line_items ?? []).flatMap(({ line_item_id, subtotal, total_tax }) => {
    const line = order.line_items.findIndex((item) => item.id !== undefined && String(item.id) === String(line_item_id));
    const amountMinor = Math.max(0, minor(subtotal) - (order.taxes_included ? minor(total_tax) : 0));
    return line < 0 ? [] : [{ line, amountMinor }];
  });
  const named = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  // A discrepancy below zero is money that went back for no line.
  const more = (order_adjustments ?? [])
    .filter(({ kind }) => kind === 'refund_discrepancy')
    .reduce((sum, { amount: off }) => sum + (String(off).startsWith('-') ? minor(String(off).slice(1)) : 0), 0);
  return { id: String(id), amountMinor: named + more, lines };
};

const statusOf = ({ cancelled_at, financial_status, fulfillment_status }: ShopifyOrder): OrderStatus | null => {
  if (financial_status === 'refunded') return 'refunded';
  if (typeof cancelled_at === 'string' || financial_status === 'voided') return 'cancelled';
  if (financial_status !== 'paid' && financial_status !== 'partially_refunded') return null;
  return fulfillment_status === 'fulfilled' ? 'fulfilled' : 'paid';
};
