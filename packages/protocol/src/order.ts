import * as z from 'zod';
import { LIMITS } from './wire.ts';

const id = z.string().min(1).max(LIMITS.idChars);
const minor = z.int().min(0).max(1e12);

export const OrderLine = z.strictObject({
  productId: id,
  variantId: id.optional(),
  title: z.string().max(500).optional(),
  quantity: z.int().min(1).max(100_000),
  unitPriceMinor: minor,
  totalMinor: minor,
});
export type OrderLine = z.infer<typeof OrderLine>;

export const OrderStatus = z.enum(['paid', 'fulfilled', 'cancelled', 'refunded']);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** Money of an order that went back. `id` makes it idempotent. `line` is the place of the line in the order, from 0; what is over the lines' sum is spread over all. */
export const OrderRefund = z.strictObject({
  id,
  amountMinor: minor,
  lines: z
    .array(z.strictObject({ line: z.int().min(0).max(499), amountMinor: minor }))
    .max(500)
    .default([]),
});
export type OrderRefund = z.infer<typeof OrderRefund>;

/**
 * An order as the shop's back end reports it. `id` makes it idempotent: sent twice it counts once; sent with another status it moves on.
 * Whose it is: `customer.id` first, else `customer.email`, else `shopperToken`.
 */
export const Order = z.strictObject({
  id,
  status: OrderStatus,
  customer: z.strictObject({
    id: id.optional(),
    email: z.email().max(320).optional(),
    name: z.string().max(200).optional(),
  }),
  currency: z.string().regex(/^[A-Z]{3}$/),
  totalMinor: minor,
  subtotalMinor: minor,
  discountMinor: minor,
  taxMinor: minor,
  shippingMinor: minor,
  placedAt: z.iso.datetime({ offset: true }),
  lines: z.array(OrderLine).min(1).max(500),
  voucherCodes: z.array(z.string().max(64)).max(20).optional(),
  /** All refunds in part so far; each counts once, however often it is told. Amounts as the lines': before tax where those are. */
  refunds: z.array(OrderRefund).max(100).optional(),
  /** The shopper token of the page where the order was placed; ties a guest's order to their session. */
  shopperToken: z.string().max(2000).optional(),
});
export type Order = z.infer<typeof Order>;

/** Who may sign deliveries in which way: our own form by Standard Webhooks, and two shop systems in theirs. */
export const DeliveryKind = z.enum(['orders', 'shopify', 'woocommerce']);
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/** What became of a reported order. */
export const OrderTaken = z.object({
  orderId: z.string(),
  status: OrderStatus,
  /** false when nothing changed by this report. */
  changed: z.boolean(),
  pointsPending: z.int(),
  pointsAvailable: z.int(),
});
export type OrderTaken = z.infer<typeof OrderTaken>;

/** Answer to a signed delivery: what was taken, or why it says nothing that counts here. It is 200 all the same: a sender can't help it, and would stop sending. */
export const DeliveryTaken = z.object({ taken: OrderTaken.nullable(), ignored: z.string().optional() });
export type DeliveryTaken = z.infer<typeof DeliveryTaken>;
