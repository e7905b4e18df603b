import { PROBLEMS, ROUTES } from '@rapport/protocol';
import type { Guard, Role, Route } from '@rapport/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeShop, signIn } from '../../scripts/serve/shop.ts';
import { aHouse } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { aGuest, aMember } from './a-shop-day.ts';

// Every route × every credential that isn't the one it wants. The table is the contract's own, so a new route is tested the moment it is stated.

let house: House;
let foreignKey: string;
let guest: string;
let member: string;

beforeAll(async () => {
  house = await aHouse();
  const other = {
    name: 'Other',
    currency: 'EUR',
    timeZone: 'UTC',
    locales: ['en'],
    origins: [],
    ownerEmail: 'other@tea.example',
    slices: 1,
    mailFrom: '',
  };
  foreignKey = (await makeShop(house.url, house.secret, other)).secretKey;
  guest = await aGuest(house);
  member = await aMember(house, 'mei');
});
afterAll(() => house.dispose());

const credentials: Record<string, () => { headers?: Record<string, string>; key?: string }> = {
  nothing: () => ({}),
  'a key that nobody made': () => ({
    headers: { authorization: `Bearer sk_${house.shop.shopId}_${'A'.repeat(32)}` },
    key: `pk_${house.shop.shopId}_${'A'.repeat(22)}`,
  }),
  'a token that nobody signed': () => ({ headers: { authorization: `Bearer ${guest.slice(0, -4)}AAAA` }, key: 'pk_x' }),
  'a set-up token that nobody made': () => ({ headers: { authorization: `Bearer setup_${house.shop.shopId}_${'A'.repeat(43)}` } }),
  'a session that nobody opened': () => ({ headers: { cookie: `__Host-rapport=${house.shop.shopId}.${'A'.repeat(43)}` } }),
  'a guest': () => ({ headers: { authorization: `Bearer ${guest}` } }),
  'a member': () => ({ headers: { authorization: `Bearer ${member}` } }),
  'the secret key': () => ({ headers: { authorization: `Bearer ${house.shop.secretKey}` } }),
  'the secret key in a page': () => ({ headers: { authorization: `Bearer ${house.shop.secretKey}`, origin: 'https://shop.example' } }),
  'the secret key as a publishable one': () => ({ key: house.shop.secretKey }),
  'the publishable key': () => ({ key: house.shop.publishableKey }),
};
const LETS_IN: Record<Guard, readonly string[]> = {
  none: Object.keys(credentials),
  'shop-key': ['the publishable key'],
  shopper: ['a guest', 'a member'],
  live: ['a guest', 'a member'],
  'secret-key': ['the secret key'],
  staff: [],
  'back-end-or-staff': ['the secret key'],
  setup: [],
  signature: [],
  link: [],
};

const call = ({ method, path }: Route, { headers = {}, key }: { headers?: Record<string, string>; key?: string }): Promise<Response> => {
  const url = new URL(path.replace('{id}', 'some-id').replace('{shop}', house.shop.shopId).replace('{kind}', 'orders'), house.url);
  if (key !== undefined) url.searchParams.set('key', key);
  const body = method === 'post' || method === 'patch' ? { body: '{}' } : {};
  return fetch(url, { method: method.toUpperCase(), headers: { 'content-type': 'application/json', ...headers }, ...body });
};

const guarded = ROUTES.filter(({ guard }) => guard !== 'none');

describe.each(Object.keys(credentials))('with %s', (credential) => {
  it.each(guarded.filter(({ guard }) => !LETS_IN[guard].includes(credential)).map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s refuses',
    async (_, route) => {
      const response = await call(route, (credentials[credential] as () => object)());
      const problem = (await response.json()) as { type: string; status: number };
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      // A socket without an upgrade is refused for that first; everything else for the credential.
      expect(route.guard === 'live' ? [400, 401] : [401, 403]).toContain(response.status);
      expect(Object.keys(PROBLEMS)).toContain(problem.type.split('/').at(-1));
      expect(problem.status).toBe(response.status);
    },
  );
});

const ROLES: readonly Role[] = ['owner', 'manager', 'marketer', 'agent', 'analyst'];
const forSome = ROUTES.filter(({ roles }) => roles !== undefined);

describe.each(ROLES)('signed in as %s', (role) => {
  it('may do what the contract says of the role, and nothing else', async () => {
    const owner = await house.api.staff();
    const email = `${role}@tea.example`;
    if (role !== 'owner') await owner('POST', '/v1/staff', { email, role });
    const staff = role === 'owner' ? owner : await signIn(house.url, house.shop.shopId, email, house.mailbox);
    for (const { method, path, roles } of forSome) {
      // A body that no route takes: who is let in gets a 400 for it, or an answer where there is nothing to say.
      const { status } = await staff(method.toUpperCase(), path.replace('{id}', 'nobody'), method === 'post' || method === 'patch' ? [] : undefined);
      expect([role, method, path, status === 403]).toEqual([role, method, path, !roles?.includes(role)]);
    }
  });
});

it('ends a secret key after its overlap, and remembers who did it', async () => {
  const staff = await house.api.staff();
  const { id, secretKey } = (await (await staff('POST', '/v1/keys')).json()) as { id: string; secretKey: string };
  const ask = () => fetch(new URL('/v1/imports', house.url), { headers: { authorization: `Bearer ${secretKey}` } });
  expect((await ask()).status).toBe(200);
  expect((await staff('POST', `/v1/keys/${id}/end`, { overlapMs: 0 })).status).toBe(200);
  expect((await ask()).status).toBe(401);
  const { entries } = (await (await staff('GET', '/v1/audit?limit=2')).json()) as { entries: { what: string; who: string }[] };
  expect(entries.map(({ what, who }) => [what, who])).toEqual([
    ['key.ended', 'owner@tea.example'],
    ['key.made', 'owner@tea.example'],
  ]);
});

it('keeps shops apart: another shop’s key sees nothing of this one', async () => {
  const { status } = await fetch(new URL('/v1/imports', house.url), { headers: { authorization: `Bearer ${foreignKey}` } });
  expect(status).toBe(200);
  const staff = await house.api.staff();
  const mine = (await (await staff('GET', '/v1/shoppers')).json()) as { shoppers: { id: string }[] };
  expect(mine.shoppers).toHaveLength(1);
});

it('takes an unsafe console call only from its own pages', async () => {
  const staff = await house.api.staff();
  expect((await staff('PATCH', '/v1/shop', { name: 'A' })).status).toBe(200);
  expect((await staff('PATCH', '/v1/shop', { name: 'B' }, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await staff('PATCH', '/v1/shop', { name: 'C' }, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
});

it('takes a publishable key only from the pages that the owner named', async () => {
  const staff = await house.api.staff();
  await staff('PATCH', '/v1/shop', { origins: ['https://shop.example'] });
  const from = (origin: string) => fetch(new URL(house.keyed('/v1/config'), house.url), { headers: { origin } });
  expect((await from('https://shop.example')).status).toBe(200);
  for (const origin of ['null', 'http://shop.example', 'https://shop.example:444', 'https://shop.example.evil.example']) {
    expect([origin, (await from(origin)).status]).toEqual([origin, 403]);
  }
});
