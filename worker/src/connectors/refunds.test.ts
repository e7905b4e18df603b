import { expect, it } from 'vitest';
import { orderFromShopify } from './shopify-order.ts';
import { orderFromWooCommerce } from './woocommerce-order.ts';

const shopify = (change: object = {}) => ({
  id: 5001,
  currency: 'EUR',
  created_at: '2026-05-03T10:00:00Z',
  financial_status: 'partially_refunded',
  taxes_included: true,
  total_price: '29.75',
  subtotal_price: '29.75',
  total_discounts: '0.00',
  total_tax: '4.75',
  customer: { id: 7 },
  line_items: [
    { id: 11, product_id: 1, quantity: 1, price: '17.85', total_discount: '0.00' },
    { id: 12, product_id: 2, quantity: 1, price: '11.90', total_discount: '0.00' },
  ],
  refunds: [
    { id: 900, refund_line_items: [{ line_item_id: 12, subtotal: '11.90', total_tax: '1.90' }], order_adjustments: [] },
    {
      id: 901,
      refund_line_items: [],
      order_adjustments: [
        { kind: 'refund_discrepancy', amount: '-2.00' },
        { kind: 'shipping_refund', amount: '-4.00' },
      ],
    },
  ],
  ...change,
});

it('takes all refunds so far of an order of Shopify’s, by line and without tax and shipping', () => {
  const said = orderFromShopify(shopify());
  expect(said).toMatchObject({
    ok: true,
    order: {
      status: 'paid',
      refunds: [
        { id: '900', amountMinor: 1_000, lines: [{ line: 1, amountMinor: 1_000 }] },
        { id: '901', amountMinor: 200, lines: [] },
      ],
    },
  });
});

it('takes an order of Shopify’s with refunds of lines that it doesn’t hold', () => {
  const refunds = [{ id: 1, refund_line_items: [{ line_item_id: 99, subtotal: '5.00', total_tax: '0' }] }];
  expect(orderFromShopify(shopify({ refunds }))).toMatchObject({ ok: true, order: { refunds: [{ id: '1', amountMinor: 0, lines: [] }] } });
});

it('takes the goods’ part of a refund of WooCommerce’s, told below zero with tax and shipping', () => {
  const said = orderFromWooCommerce({
    id: 77,
    status: 'processing',
    currency: 'EUR',
    date_created_gmt: '2026-05-03T10:00:00',
    total: '24.00',
    total_tax: '0.00',
    discount_total: '0.00',
    shipping_total: '4.00',
    customer_id: 7,
    line_items: [{ product_id: 1, quantity: 2, subtotal: '20.00', total: '20.00' }],
    refunds: [{ id: 3, total: '-12.00' }],
  });
  expect(said).toMatchObject({ ok: true, order: { refunds: [{ id: '3', amountMinor: 1_000, lines: [] }] } });
});
