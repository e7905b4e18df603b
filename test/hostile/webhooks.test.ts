import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryTaken } from '@rapport/protocol';
import { makeShop } from '../../scripts/serve/shop.ts';
import { anOrder } from '../contract/a-shop-day.ts';
import { aChance } from '../faults/chance.ts';
import { aHouse } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { deliver, delivered, shopifyOrder, signed, wooOrder } from './deliveries.ts';
import { forgeShop } from './forge-shop.ts';

let house: House;
beforeAll(async () => {
  house = await aHouse({ clock: true });
});
afterAll(() => house.dispose());

const said = async (response: Response): Promise<DeliveryTaken & { status: number }> => ({
  status: response.status,
  ...((await response.json()) as DeliveryTaken),
});

describe('a delivery that the shop’s own system signed', () => {
  it('is taken once, in each of the three forms', async () => {
    expect(await said(await delivered(house, 'orders', anOrder('w-1')))).toMatchObject({ status: 200, taken: { changed: true, pointsPending: 200 } });
    expect(await said(await delivered(house, 'orders', anOrder('w-1')))).toMatchObject({
      status: 200,
      taken: { changed: false, pointsPending: 200 },
    });
    expect(await said(await delivered(house, 'shopify', shopifyOrder(501)))).toMatchObject({ taken: { orderId: '501', changed: true } });
    expect(await said(await delivered(house, 'shopify', shopifyOrder(501)))).toMatchObject({ taken: { changed: false } });
    expect(await said(await delivered(house, 'woocommerce', wooOrder(91)))).toMatchObject({ taken: { orderId: '91', changed: true } });
    expect(await said(await delivered(house, 'woocommerce', wooOrder(91)))).toMatchObject({ taken: { changed: false } });
  });

  it('may come 299 s late or early, and be signed several times while the sender rotates', async () => {
    for (const [name, offsetMs] of [
      ['late', -298_000],
      ['early', 298_000],
    ] as const) {
      const one = signed('orders', house.shop.webhookSecret, anOrder(`w-${name}`), new Date(Date.now() + offsetMs));
      expect((await deliver(house, one)).status).toBe(200);
    }
    const one = signed('orders', house.shop.webhookSecret, anOrder('w-many'));
    const many = { ...one.headers, 'webhook-signature': `v1a,c2ln v1,${'A'.repeat(43)}= ${one.headers['webhook-signature']}` };
    expect((await deliver(house, { ...one, headers: many })).status).toBe(200);
  });

  it('moves an order on, and never back when it comes out of turn', async () => {
    const order = (more: object): object => shopifyOrder(777, more);
    expect(await said(await delivered(house, 'shopify', order({ fulfillment_status: 'fulfilled' })))).toMatchObject({
      taken: { status: 'fulfilled', changed: true },
    });
    expect(await said(await delivered(house, 'shopify', order({ financial_status: 'refunded' })))).toMatchObject({
      taken: { status: 'refunded', changed: true },
    });
    expect(await said(await delivered(house, 'shopify', order({})))).toMatchObject({ taken: { changed: false } });
    expect(await said(await delivered(house, 'woocommerce', wooOrder(92, { status: 'refunded' })))).toMatchObject({ taken: { pointsAvailable: 0 } });
    expect(await said(await delivered(house, 'woocommerce', wooOrder(92, { status: 'processing' })))).toMatchObject({ taken: { changed: false } });
  });

  it('is answered 200 when it says nothing that counts, so that the sender goes on', async () => {
    for (const content of [{ id: 5 }, shopifyOrder(5, { financial_status: 'pending' }), { order_id: 501, refund_line_items: [] }, [], 'text'])
      expect(await said(await delivered(house, 'shopify', content))).toMatchObject({ status: 200, taken: null });
    for (const content of [{ id: 5 }, wooOrder(5, { status: 'on-hold' }), wooOrder(5, { status: '__proto__' }), wooOrder(91, { total: '1.00' })])
      expect(await said(await delivered(house, 'woocommerce', content))).toMatchObject({ status: 200, taken: null });
    expect(await said(await delivered(house, 'shopify', shopifyOrder(6, { currency: 'USD' })))).toMatchObject({ status: 200, taken: null });
  });

  it('is told what is wrong with it where the shop’s own back end sends it', async () => {
    expect((await delivered(house, 'orders', { id: 'x' })).status).toBe(400);
    expect((await delivered(house, 'orders', anOrder('w-1', { totalMinor: 1 }))).status).toBe(409);
  });

  it('answers WooCommerce’s unsigned ping with exactly 200, and nothing else without a signature', async () => {
    const ping = (body: string) =>
      fetch(new URL(`/v1/webhooks/${house.shop.shopId}/woocommerce`, house.url), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
    expect((await ping('webhook_id=12')).status).toBe(200);
    for (const body of ['webhook_id=12&x=1', 'webhook_id=', 'webhook_id=x', '{"id":1}', ''])
      expect([body, (await ping(body)).status]).toEqual([body, 401]);
  });
});

it('lets a new secret count at once and the old one for its overlap, also one that the shop system gave', async () => {
  const staff = await house.api.staff();
  const rotate = async (body: object): Promise<string> =>
    ((await (await staff('POST', '/v1/webhook-secret', body)).json()) as { webhookSecret: string }).webhookSecret;
  const given = 'shpss_0123456789abcdef0123456789abcdef';
  expect(await rotate({ overlapMs: 3_600_000, secret: given })).toBe(given);
  for (const secret of [given, house.shop.webhookSecret]) {
    expect((await deliver(house, signed('shopify', secret, shopifyOrder(601)))).status).toBe(200);
    expect((await deliver(house, signed('orders', house.shop.webhookSecret, anOrder('w-r')))).status).toBe(200);
  }
  const fresh = await rotate({ overlapMs: 0 });
  expect(fresh).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect((await deliver(house, signed('orders', fresh, anOrder('w-f')))).status).toBe(200);
  expect((await deliver(house, signed('shopify', given, shopifyOrder(601)))).status).toBe(401);
  await rotate({ overlapMs: 0, secret: house.shop.webhookSecret });
});

it('accepts none of a thousand forged deliveries, and none of them moves a point', async () => {
  const other = {
    name: 'Other',
    currency: 'EUR',
    timeZone: 'UTC',
    locales: ['en'],
    origins: [],
    ownerEmail: 'o@tea.example',
    slices: 1,
    mailFrom: '',
  };
  const foreign = await makeShop(house.url, house.secret, other);
  const outcome = await forgeShop(house, foreign, aChance('forged deliveries', 20_261_122), 1_000);
  expect(outcome).toMatchObject({ accepted: [], ledgerChanges: 0, strange: [] });
  expect(outcome.sent).toBe(1_000);
});
