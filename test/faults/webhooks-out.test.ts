import { Webhook } from 'standardwebhooks';
import type { WebhookDelivery, WebhookDeliveryView, WebhookEndpoint } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anOrder } from '../contract/a-shop-day.ts';
import { aHouse, taken, until, type House } from '../harness/index.ts';
import { aReceiver, type Came, type Replies } from '../harness/receiver.ts';
import { setProgramme, signsIn } from './people.ts';
import { areHeld, attempt, die, holdAt } from './stop.ts';

// The shop's own system hears of everything it asked for, at least once and under one id each time, whoever dies on the way; it can check who says so, say that it is
// no more, and be told again.

let house: House;
const HOUR_MS = 3_600_000;
const FOREVER = new Promise<never>(() => undefined);

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, { pointsPerUnit: 1, signUpPoints: 50, rewards: [] });
});
afterAll(() => house.dispose());

const staff = async <T>(method: string, path: string, body?: unknown): Promise<T> => taken<T>(await (await house.api.staff())(method, path, body));
const added = (url: string, types: string[] = ['points.earned']) =>
  staff<{ endpoint: WebhookEndpoint; secret: string }>('POST', '/v1/webhook-endpoints', { url, types });
const removed = async (id: string): Promise<void> => void (await (await house.api.staff())('DELETE', `/v1/webhook-endpoints/${id}`));
const deliveries = async (query: string): Promise<WebhookDelivery[]> =>
  (await staff<{ deliveries: WebhookDelivery[] }>('GET', `/v1/webhook-deliveries?limit=100&${query}`)).deliveries;
const ordered = (id: string) => house.api.secret('POST', '/v1/orders', anOrder(id, { customer: { id: `c-${id}`, email: `${id}@people.example` } }));
const orderOf = ({ body }: Came): string => (JSON.parse(body) as { data: { orderId: string } }).data.orderId;

/** A receiver at an address of the shop's, and away again afterwards. */
async function listening(types: string[], replies?: Replies) {
  const receiver = await aReceiver(replies);
  const { endpoint, secret } = await added(`${receiver.url}/hooks`, types);
  return {
    receiver,
    endpoint,
    secret,
    async [Symbol.asyncDispose]() {
      await removed(endpoint.id);
      await receiver[Symbol.asyncDispose]();
    },
  };
}

test('tells of points earned, signed so that anybody’s library can check it, and says whose they are for the shop', async () => {
  await using shop = await listening(['points.earned', 'points.available']);
  await taken(await ordered('told'));
  const came = await shop.receiver.has(1, 'the message');
  const body = new Webhook(shop.secret).verify(came[0]?.body ?? '', came[0]?.headers ?? {}) as { type: string; data: Record<string, unknown> };
  expect(body).toMatchObject({ type: 'points.earned', data: { points: 200, orderId: 'told', customer: { id: 'c-told', email: null } } });
  expect(() => new Webhook(shop.secret).verify(`${came[0]?.body} `, came[0]?.headers ?? {})).toThrow('No matching signature');
  // A second report of the same order earns nothing and says nothing; what wasn't asked for isn't said.
  await taken(await ordered('told'));
  await signsIn(house, 'somebody');
  const both = await shop.receiver.has(2, 'the sign-up');
  expect(['points.earned', 'points.available']).toEqual(
    expect.arrayContaining(both.map(({ body: text }) => (JSON.parse(text) as { type: string }).type)),
  );
  const stored = await until(async () => (await deliveries(`endpoint=${shop.endpoint.id}&state=sent`))[0], { what: 'the mark that it was sent' });
  const view = await staff<WebhookDeliveryView>('GET', `/v1/webhook-deliveries/${stored.id}`);
  expect(view.attempts).toMatchObject([{ number: 1, outcome: 'sent', status: 204 }]);
  expect(JSON.stringify(view)).not.toContain('people.example');
});

test('signs with both secrets while one is being changed, and then with the new one alone', async () => {
  await using shop = await listening(['points.earned']);
  const { secret } = await staff<{ secret: string }>('POST', `/v1/webhook-endpoints/${shop.endpoint.id}/secret`, { overlapMs: HOUR_MS });
  await staff('POST', `/v1/webhook-endpoints/${shop.endpoint.id}/test`);
  const [first] = await shop.receiver.has(1, 'the test');
  for (const one of [shop.secret, secret])
    expect(new Webhook(one).verify(first?.body ?? '', first?.headers ?? {})).toMatchObject({ type: 'webhook.test' });
  await house.setClock(2 * HOUR_MS);
  await staff('POST', `/v1/webhook-endpoints/${shop.endpoint.id}/test`);
  const [, second] = await shop.receiver.has(2, 'the second test');
  await house.setClock(0);
  expect(second?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
});

const PLACES = ['courier.told', 'courier.taken', 'courier.send', 'courier.sent'] as const;

test.each(PLACES)('killed at %s: every message arrives, each under one id', async (place) => {
  await using shop = await listening(['points.earned']);
  await die(house, { at: place });
  const name = (index: number): string => `${place.replace('.', '-')}-${index}`;
  const calls = Array.from({ length: 6 }, (_, index) => attempt(ordered(name(index))));
  expect(await areHeld(house, FOREVER), place).toBe(true);
  await Promise.all([die(house), ...calls]);
  // What was under way is begun again after twenty seconds.
  await house.setClock(30_000);
  // The shop's back end sends again what it had no answer to.
  for (const index of calls.keys()) await taken(await ordered(name(index)));
  const wanted = new Set(calls.map((_, index) => name(index)));
  await until(() => [...wanted].every((one) => shop.receiver.came.map(orderOf).includes(one)), { timeoutMs: 90_000, what: 'every message' });
  await until(async () => (await deliveries(`endpoint=${shop.endpoint.id}&state=waiting`)).length === 0, {
    timeoutMs: 90_000,
    what: 'nothing to wait',
  });
  const ids = new Map<string, Set<string>>();
  for (const one of shop.receiver.came) ids.set(orderOf(one), (ids.get(orderOf(one)) ?? new Set()).add(one.id));
  expect([...ids.values()].map(({ size }) => size)).toEqual(Array.from({ length: 6 }, () => 1));
  if (place === 'courier.sent') expect(shop.receiver.came.length, 'what was sent and not marked is sent again').toBeGreaterThan(6);
  await house.setClock(0);
});

test('tries ten times over three days under a receiver that never takes it, and again when somebody says so', async () => {
  let status = 500;
  await using shop = await listening(['points.earned'], () => ({ status, headers: status === 302 ? { location: '/elsewhere' } : {} }));
  await taken(await ordered('stubborn'));
  let clockMs = 0;
  for (let tries = 1; tries < 10; tries += 1) {
    await shop.receiver.has(tries, `try ${tries}`);
    const next = await until(async () => (await deliveries(`endpoint=${shop.endpoint.id}&state=waiting`)).find((one) => one.tries === tries), {
      what: `the mark of try ${tries}`,
    });
    status = [500, 404, 429, 302, 503][tries % 5] ?? 500;
    clockMs = (next.nextTryAtMs ?? 0) - Date.now() + 50;
    await house.setClock(clockMs);
  }
  const failed = await until(async () => (await deliveries(`endpoint=${shop.endpoint.id}&state=failed`))[0], { what: 'the last try' });
  expect([failed.tries, shop.receiver.came.length]).toEqual([10, 10]);
  expect(clockMs / HOUR_MS).toBeGreaterThan(71);
  expect(clockMs / HOUR_MS).toBeLessThan(80);
  const view = await staff<WebhookDeliveryView>('GET', `/v1/webhook-deliveries/${failed.id}`);
  expect(new Set(view.attempts.map(({ outcome }) => outcome))).toEqual(new Set(['status', 'redirect']));
  expect(
    shop.receiver.came.every(({ path }) => path === '/hooks'),
    'no redirect was followed',
  ).toBe(true);
  expect((await staff<{ endpoints: WebhookEndpoint[] }>('GET', '/v1/webhook-endpoints')).endpoints[0]?.failingSinceMs).not.toBe(null);
  status = 200;
  await staff('POST', `/v1/webhook-deliveries/${failed.id}/replay`);
  const came = await shop.receiver.has(11, 'the replay');
  expect(new Set(came.map(({ id }) => id)).size, 'the same message').toBe(1);
  await until(async () => (await deliveries(`endpoint=${shop.endpoint.id}&state=sent`)).length === 1, { what: 'the mark of the replay' });
  expect((await staff<{ endpoints: WebhookEndpoint[] }>('GET', '/v1/webhook-endpoints')).endpoints[0]?.failingSinceMs).toBe(null);
  await house.setClock(0);
});

test('stops at once where the answer is that the address is gone, and goes on when the owner says so', async () => {
  let status = 410;
  await using shop = await listening(['points.earned'], () => ({ status }));
  await taken(await ordered('gone-1'));
  const state = async () => (await staff<{ endpoints: WebhookEndpoint[] }>('GET', '/v1/webhook-endpoints')).endpoints[0]?.state;
  await until(async () => (await state()) === 'gone', { what: 'the address to be given up' });
  await taken(await ordered('gone-2'));
  await house.setClock(HOUR_MS);
  await house.setClock(0);
  expect(shop.receiver.came).toHaveLength(1);
  status = 204;
  await staff('PATCH', `/v1/webhook-endpoints/${shop.endpoint.id}`, { state: 'on' });
  await taken(await ordered('gone-3'));
  expect((await shop.receiver.has(2, 'what happened since')).map(orderOf)).toEqual(['gone-1', 'gone-3']);
  expect(await staff('POST', `/v1/webhook-endpoints/${shop.endpoint.id}/replay`)).toEqual({ replayed: 1 });
  expect((await shop.receiver.has(3, 'what was missed')).map(orderOf)).toEqual(['gone-1', 'gone-3', 'gone-1']);
});

test('one that doesn’t answer keeps nobody else waiting', async () => {
  await using slow = await listening(['points.earned'], () => ({ status: 204, afterMs: 60_000 }));
  await using quick = await listening(['points.earned']);
  for (const index of [1, 2, 3]) await taken(await ordered(`slow-${index}`));
  await quick.receiver.has(3, 'the quick one');
  expect(slow.receiver.came.length).toBeGreaterThan(0);
});

test('forgets what waits about somebody who asks to be forgotten', async () => {
  await using shop = await listening(['points.earned'], () => ({ status: 500 }));
  const person = await signsIn(house, 'leaving');
  await shop.receiver.has(1, 'the first try');
  expect(await deliveries(`endpoint=${shop.endpoint.id}`)).toHaveLength(1);
  await house.api.shopper(person.token)('DELETE', '/v1/me');
  await until(async () => (await deliveries(`endpoint=${shop.endpoint.id}`)).length === 0, { what: 'the message to be forgotten' });
  await holdAt(house, null);
});
