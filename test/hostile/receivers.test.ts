import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import type { WebhookDelivery, WebhookEndpoint } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { aHouse, caller, setupToken, taken, until, type Caller, type House } from '../harness/index.ts';
import { aReceiver } from '../harness/receiver.ts';

// An owner types in where messages go. Nobody may use that to reach into the network Rapport stands in.

const add = async (house: House, url: string): Promise<Response> =>
  (await house.api.staff())('POST', '/v1/webhook-endpoints', { url, types: ['points.earned'] });

test('takes no address inside a network, however it is written', async () => {
  // Mail to this machine needs loopback here; that is the machine's, not the webhooks', to allow.
  await using house = await aHouse({ loopback: true });
  await using receiver = await aReceiver();
  const { port } = new URL(receiver.url);
  const hosts = ['127.0.0.1', '127.1', '2130706433', '0x7f.1', '127。0。0。1', 'localhost', 'localhost.', '[::1]', '[::ffff:127.0.0.1]', '[::]'];
  const inside = [
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fd00::1]',
    '[fe80::1]',
    '[64:ff9b::7f00:1]',
    'intranet',
  ];
  for (const host of [...hosts, ...inside]) {
    for (const scheme of ['http', 'https']) {
      expect([host, (await add(house, `${scheme}://${host}:${port}/`)).status]).toEqual([host, 400]);
    }
  }
  for (const url of [
    'http://shop.example/',
    'https://user:pass@shop.example/',
    'ftp://shop.example/',
    'javascript:alert(1)',
    `${house.url}/v1/events`,
    '',
  ])
    expect([url, (await add(house, url)).status]).toEqual([url, 400]);
  expect(receiver.opened()).toBe(0);
});

test('connects to no private address, whatever name leads there', async () => {
  await using receiver = await aReceiver();
  const { port } = new URL(receiver.url);
  // In the test mode the guard lets 127.0.0.1 pass, so what refuses here is the runtime, as in production: it connects to public addresses only.
  await using house = await aHouse({ loopback: false, clock: true });
  await using helped = await aHouse({ loopback: true, clock: true });
  const outcome = async (at: House, url: string): Promise<number | null | 'waiting'> => {
    const staff = await staffOf(at);
    const { endpoint } = await taken<{ endpoint: WebhookEndpoint }>(await staff('POST', '/v1/webhook-endpoints', { url, types: ['points.earned'] }));
    const { id } = await taken<WebhookDelivery>(await staff('POST', `/v1/webhook-endpoints/${endpoint.id}/test`));
    return until(
      async () => {
        const { delivery } = await taken<{ delivery: WebhookDelivery }>(await staff('GET', `/v1/webhook-deliveries/${id}`));
        return delivery.tries > 0 ? (delivery.lastStatus ?? 'waiting') : null;
      },
      { timeoutMs: 30_000, what: 'a try' },
    );
  };
  expect(await outcome(helped, receiver.url), 'the way is there when it is opened').toBe(204);
  const before = receiver.opened();
  expect(await outcome(house, receiver.url)).toBe('waiting');
  expect(await outcome(house, `http://localhost:${port}/`)).toBe('waiting');
  expect(receiver.opened(), 'nobody knocked').toBe(before);
  const name = hostname();
  const leadsInside = await lookup(name).then(
    ({ address }) => /^(10|127|172|192)\./.test(address),
    () => false,
  );
  if (leadsInside && name.includes('.')) expect(await outcome(house, `https://${name}:${port}/`)).toBe('waiting');
  expect(receiver.opened()).toBe(before);
});

/** Without a way to its mailbox a house signs nobody in by mail; but whoever makes a shop is signed in at once. */
async function staffOf(house: House): Promise<Caller> {
  const request = { name: 'Second', currency: 'EUR', locales: ['en'], ownerEmail: 'second@tea.example' };
  const made = await fetch(new URL('/v1/shops', house.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${setupToken(house.secret)}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const cookie = made.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  await taken(made);
  return caller(house.url, { origin: new URL(house.url).origin, cookie: cookie.join('; ') });
}
