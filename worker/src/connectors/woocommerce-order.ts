import * as z from 'zod';
import type { OrderStatus } from '@rapport/protocol';
import { checked, idOr, ignored, moneyOf, present, textOr } from './delivered-order.ts';
import type { Delivered } from './delivered-order.ts';

const amount = z.union([z.string().max(40), z.number()]).nullish();

/** As much of WooCommerce's order as is read here. @see https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties */
const WooOrder = z.object({
  id: z.int().min(1),
  status: z.string(),
  currency: z.string(),
  date_created_gmt: z.string(),
  total: amount,
  total_tax: amount,
  discount_total: amount,
  shipping_total: amount,
  customer_id: z.unknown().optional(),
  billing: z.object({ email: z.unknown(), first_name: z.unknown(), last_name: z.unknown() }).partial().nullish(),
  line_items: z
    .array(
      z.object({
        product_id: z.unknown().optional(),
        variation_id: z.unknown().optional(),
        sku: z.unknown().optional(),
        name: z.unknown().optional(),
        quantity: z.int(),
        subtotal: amount,
        total: amount,
        total_tax: amount,
      }),
    )
    .max(500),
  refunds: z
    .array(z.object({ id: z.int(), total: amount }))
    .max(100)
    .nullish(),
  coupon_lines: z.array(z.object({ code: z.string() })).nullish(),
});

/** What its states mean to us; the others (pending, on-hold, failed, draft, trash) are no purchase, or not yet. */
const STATUS: Readonly<Partial<Record<string, OrderStatus>>> = {
  processing: 'paid',
  completed: 'fulfilled',
  cancelled: 'cancelled',
  refunded: 'refunded',
};

/** A refund in part, which names no lines and is told below zero with tax and shipping: the goods' part of it. */
const refundOf = (id: number, total: unknown, order: z.infer<typeof WooOrder>, minor: (amount: unknown) => number): Record<string, unknown> => {
  const back = minor(String(total ?? '0').replace(/^-/, ''));
  const whole = minor(order.total);
  const goods = order.line_items.reduce((sum, line) => sum + minor(line.total), 0);
  return { id: String(id), amountMinor: whole > 0 ? Math.min(goods, Math.round((back * goods) / whole)) : 0, lines: [] };
};

/** What WooCommerce sends when a webhook is made: a form, unsigned, that must be answered with exactly 200. It says nothing. */
export const isPing = (body: string): boolean => /^webhook_id=\d{1,10}$/.test(body);

/** The order that a delivery of WooCommerce's holds (order.created, order.updated, order.restored). A deleted order's delivery has an id only, and counts for nothing. */
export const orderFromWooCommerce = (delivery: unknown): Delivered => {
  const read = WooOrder.safeParse(delivery);
  if (!read.success) return ignored('no order of WooCommerce’s');
  const order = read.data;
  const status = Object.hasOwn(STATUS, order.status) ? STATUS[order.status] : undefined;
  if (status === undefined) return ignored('an order that is not paid');
  const minor = moneyOf(order.currency);
  const { billing } = order;
  return checked(
    {
      id: String(order.id),
      status,
      customer: present({
        id: idOr(order.customer_id),
        email: textOr(billing?.email, 320),
        name: textOr([billing?.first_name, billing?.last_name].filter((part) => typeof part === 'string').join(' '), 200),
      }),
      currency: order.currency,
      totalMinor: minor(order.total),
      subtotalMinor: order.line_items.reduce((sum, line) => sum + minor(line.subtotal), 0),
      discountMinor: minor(order.discount_total),
      taxMinor: minor(order.total_tax),
      shippingMinor: minor(order.shipping_total),
      // Its times in GMT are written without a zone.
      placedAt: /[Z+]/.test(order.date_created_gmt) ? order.date_created_gmt : `${order.date_created_gmt}Z`,
      lines: order.line_items.map((line) =>
        present({
          productId: idOr(line.product_id) ?? 'custom',
          variantId: idOr(line.variation_id),
          title: textOr(line.name, 500),
          quantity: line.quantity,
          unitPriceMinor: Math.round(minor(line.subtotal) / Math.max(1, line.quantity)),
          totalMinor: minor(line.total),
        }),
      ),
      ...(order.refunds?.length ? { refunds: order.refunds.map(({ id, total }) => refundOf(id, total, order, minor)) } : {}),
      ...(order.coupon_lines?.length ? { voucherCodes: order.coupon_lines.map(({ code }) => code) } : {}),
    },
    order.line_items.map((line) => line.sku),
  );
};
