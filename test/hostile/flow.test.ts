import { afterAll, beforeAll, expect, it } from 'vitest';
import { anOrder } from '../contract/a-shop-day.ts';
import { caller } from '../../scripts/serve/shop.ts';
import { aHouse } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { deliver, shopifyOrder, signed } from './deliveries.ts';
import { aStage, type Stage } from './stage.ts';

// Numbers 97 to 100: right requests in a wrong order, or all at once.

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await aHouse({ clock: true });
  stage = await aStage(house, 3);
});
afterAll(() => house.dispose());

const backEnd = () => caller(house.url, { authorization: `Bearer ${stage.shop.secretKey}` });
const points = async (token: string): Promise<{ pending: number; available: number }> =>
  (
    (await (await caller(house.url, { authorization: `Bearer ${token}` })('GET', '/v1/me')).json()) as {
      points: { pending: number; available: number };
    }
  ).points;

it('97: gives one voucher for one key, and never more points than there are, to twenty at once', async () => {
  const token = stage.members[1] ?? '';
  const me = caller(house.url, { authorization: `Bearer ${token}` });
  const before = (await points(token)).available;
  const same = await Promise.all(
    Array.from({ length: 20 }, () => me('POST', '/v1/me/redemptions', { rewardId: 'five' }, { 'idempotency-key': 'same' })),
  );
  expect(new Set(await Promise.all(same.map((answer) => answer.text()))).size).toBe(1);
  expect((await points(token)).available).toBe(before - 100);
  const other = await me('POST', '/v1/me/redemptions', { rewardId: 'twelve' }, { 'idempotency-key': 'same' });
  expect(other.status).toBe(422);

  await stage.staff('PATCH', '/v1/shop', { programme: { pointsPerUnit: 1, signUpPoints: 250, pendingDays: 0, rewards: [REWARD] } });
  const page = caller(house.url, {});
  const identityToken = await stage.identityToken('twenty');
  const { token: poor } = (await (await page('POST', `/v1/identify?key=${stage.shop.publishableKey}`, { identityToken })).json()) as {
    token: string;
  };
  const they = caller(house.url, { authorization: `Bearer ${poor}` });
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, index) => they('POST', '/v1/me/redemptions', { rewardId: 'a' }, { 'idempotency-key': `k${index}` })),
  );
  expect(many.filter(({ status }) => status === 201)).toHaveLength(2);
  expect(many.filter(({ status }) => status === 409)).toHaveLength(18);
  expect((await points(poor)).available).toBe(50);
  await stage.settings();
});
const REWARD = { id: 'a', kind: 'amount', title: {}, costPoints: 100, valueMinor: 500, percent: null, minimumMinor: 0, stock: 3 };

it('98: takes back once what a refund takes back, also when it comes before the payment or twice', async () => {
  const token = stage.members[2] ?? '';
  const customer = { id: 'ann' };
  const start = await points(token);
  const send = async (id: string, status: string): Promise<number> =>
    (await backEnd()('POST', '/v1/orders', anOrder(id, { customer, status }))).status;
  expect(await send('f-1', 'refunded')).toBe(200);
  expect(await send('f-1', 'paid')).toBe(200);
  expect(await points(token)).toEqual(start);
  for (const status of ['paid', 'refunded', 'refunded', 'paid', 'cancelled', 'fulfilled']) expect(await send('f-2', status)).toBe(200);
  expect(await points(token)).toEqual(start);
  const refunds = await Promise.all(Array.from({ length: 10 }, (_, index) => send('f-3', index % 2 === 0 ? 'paid' : 'refunded')));
  expect(new Set(refunds)).toEqual(new Set([200]));
  await send('f-3', 'refunded');
  expect(await points(token)).toEqual(start);
  expect((await backEnd()('POST', '/v1/orders', anOrder('f-2', { customer, totalMinor: 1 }))).status).toBe(409);
});

it('100: forgets a person in the middle of their export, and no late delivery brings them back', async () => {
  const token = stage.members[3] ?? '';
  const me = caller(house.url, { authorization: `Bearer ${token}` });
  const [exported, erased, again] = await Promise.all([me('GET', '/v1/me/export'), me('DELETE', '/v1/me'), me('GET', '/v1/me/export')]);
  expect(erased.status).toBe(204);
  for (const answer of [exported, again]) expect([200, 410]).toContain(answer.status);
  expect((await me('GET', '/v1/me')).status).toBe(410);
  const late = shopifyOrder(9_001, { customer: { id: 'bo', email: 'bo@people.example' }, email: 'bo@people.example' });
  const answer = await deliver(house, signed('shopify', stage.webhookSecret, late), stage.shop.shopId);
  expect([answer.status, await answer.json()]).toEqual([200, { taken: null, ignored: 'erased' }]);
  expect((await backEnd()('POST', '/v1/orders', anOrder('late', { customer: { id: 'bo' } }))).status).toBe(410);
});
