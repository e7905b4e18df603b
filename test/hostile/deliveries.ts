import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { DeliveryKind } from '@rapport/protocol';
import type { House } from '../harness/index.ts';

/** A delivery as a shop's system sends it: signed over exactly these bytes. */
export interface Delivery {
  readonly kind: DeliveryKind;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** HMAC-SHA256 over a body, base64: what Shopify and WooCommerce send. */
export const bodySignature = (secret: string, body: Uint8Array): string => createHmac('sha256', secret).update(body).digest('base64');

/** A secret that isn't in the standard's form is taken as it stands. */
const webhookOf = (secret: string): Webhook => (secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' }));

/** Signs a delivery the way of its kind. */
export function signed(kind: DeliveryKind, secret: string, content: object | string, at = new Date(), id = 'msg_1'): Delivery {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const body = Buffer.from(text);
  if (kind === 'shopify') return { kind, body, headers: { 'x-shopify-hmac-sha256': bodySignature(secret, body), 'x-shopify-topic': 'orders/paid' } };
  if (kind === 'woocommerce')
    return { kind, body, headers: { 'x-wc-webhook-signature': bodySignature(secret, body), 'x-wc-webhook-topic': 'order.updated' } };
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': webhookOf(secret).sign(id, at, text),
  };
  return { kind, body, headers };
}

/** Sends a delivery to a shop of this house. */
export const deliver = (house: House, { kind, body, headers }: Delivery, shopId = house.shop.shopId): Promise<Response> =>
  fetch(new URL(`/v1/webhooks/${shopId}/${kind}`, house.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: new Uint8Array(body),
  });

/** Signs and sends. */
export const delivered = (house: House, kind: DeliveryKind, content: object | string): Promise<Response> =>
  deliver(house, signed(kind, house.shop.webhookSecret, content));

/** An order as Shopify tells of it. */
export const shopifyOrder = (id: number, more: object = {}): object => ({
  id,
  admin_graphql_api_id: `gid://shopify/Order/${id}`,
  cancelled_at: null,
  created_at: '2026-05-03T10:00:00+08:00',
  currency: 'EUR',
  email: 'mei@people.example',
  financial_status: 'paid',
  fulfillment_status: null,
  taxes_included: false,
  total_price: '205.00',
  subtotal_price: '200.00',
  total_discounts: '0.00',
  total_tax: '0.00',
  total_shipping_price_set: { shop_money: { amount: '5.00', currency_code: 'EUR' } },
  customer: { id: 7_001, email: 'mei@people.example', first_name: 'Mei', last_name: 'Lin' },
  line_items: [
    { id: 1, product_id: 632_910_392, variant_id: 808_950_810, title: 'Gong Fu Pot', quantity: 2, price: '100.00', total_discount: '0.00' },
  ],
  discount_codes: [],
  ...more,
});

/** An order as WooCommerce tells of it. */
export const wooOrder = (id: number, more: object = {}): object => ({
  id,
  number: String(id),
  status: 'processing',
  currency: 'EUR',
  date_created_gmt: '2026-05-03T02:00:00',
  discount_total: '0.00',
  shipping_total: '5.00',
  total: '205.00',
  total_tax: '0.00',
  customer_id: 0,
  billing: { email: 'mei@people.example', first_name: 'Mei', last_name: 'Lin' },
  line_items: [{ id: 1, product_id: 93, variation_id: 0, name: 'Gong Fu Pot', quantity: 2, subtotal: '200.00', total: '200.00', total_tax: '0.00' }],
  coupon_lines: [],
  ...more,
});
