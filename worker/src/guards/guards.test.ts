import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../platform/hash.ts';
import { backEndOrStaff, forgetKeys, fromAddress, sameOrigin, secretKey, setup, shopKey, shopper, staff } from './guards.ts';
import { publishableKey, setupToken } from './keys.ts';
import { limit } from './rate.ts';
import { STAFF_COOKIE } from './staff-cookie.ts';
import { anId, aShop, behind, envOf, HOST, SECRET } from './testing.ts';
import { signShopper } from './tokens.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

/** Asks so often that the next one is told to wait. */
const tire = (kind: Parameters<typeof limit>[0], who: string, times: number): void => {
  for (let n = 0; n < times; n++) limit(kind, who);
};
const origin = (value: string): RequestInit => ({ headers: { origin: value } });

describe('a publishable key', () => {
  const ask = behind('/x', shopKey);

  it('lets a page of its shop in, and leaves the shop', async () => {
    const id = anId();
    expect(await ask(envOf(aShop(), id), `/x?key=${await publishableKey(SECRET, id)}`)).toMatchObject({ status: 200, left: { shop: id } });
  });

  it.each([
    ['', 'no-key'],
    ['?key=', 'no-key'],
    ['?key=sk_s00000000000000a_x', 'secret-in-page'],
    ['?key=pk_s00000000000000a_x', 'bad-key'],
    ['?key=nonsense', 'bad-key'],
  ])('%s is %s', async (query, problem) => {
    const shop = aShop();
    expect(await ask(envOf(shop, anId()), `/x${query}`)).toMatchObject({ problem });
    expect(shop.asked).toEqual([]);
  });

  it('counts on the pages that the owner named, to the sign, and on our own', async () => {
    const id = anId();
    const key = await publishableKey(SECRET, id);
    const env = envOf(aShop({ origins: ['https://tea.example'] }), id);
    const met = async (init?: RequestInit): Promise<string | null> => (await ask(env, `/x?key=${key}`, init)).problem;
    expect(await met()).toBeNull();
    expect(await met(origin('https://tea.example'))).toBeNull();
    expect(await met(origin(HOST))).toBeNull();
    for (const other of ['https://tea.example:8443', 'http://tea.example', 'https://tea.example.evil.example', 'null', ''])
      expect(await met(origin(other))).toBe('origin-not-allowed');
  });

  it('counts on every page until the owner names one', async () => {
    const id = anId();
    expect((await ask(envOf(aShop(), id), `/x?key=${await publishableKey(SECRET, id)}`, origin('https://any.example'))).problem).toBeNull();
  });

  it('is told to wait when all pages of the shop together ask too much', async () => {
    const id = anId();
    tire('key', id, 20_000);
    expect(await ask(envOf(aShop(), id), `/x?key=${await publishableKey(SECRET, id)}`)).toMatchObject({ status: 429, problem: 'slow-down' });
  });
});

describe('a shopper token', () => {
  const ask = behind('/x', shopper);
  const tokenOf = async (shop: string, who = 'shp_1'): Promise<string> =>
    (await signShopper(SECRET, { shopper: who, shop, kind: 'guest', locale: 'en' })).token;

  it('says who it is and in which shop', async () => {
    const id = anId();
    const met = await ask(envOf(aShop(), id), '/x', { headers: { authorization: `Bearer ${await tokenOf(id)}` } });
    expect(met).toMatchObject({ status: 200, left: { shop: id, shopper: 'shp_1' } });
  });

  it.each([
    [undefined, 'no-token'],
    ['', 'no-token'],
    ['Basic abc', 'no-token'],
    ['xBearer abc', 'no-token'],
    ['Bearer a b', 'no-token'],
    [`Bearer ${'a'.repeat(4_001)}`, 'no-token'],
    [`Bearer ${'a'.repeat(4_000)}`, 'bad-token'],
    ['Bearer abc', 'bad-token'],
  ])('%s is %s', async (authorization, problem) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect(await ask(envOf(aShop(), anId()), '/x', { headers })).toMatchObject({ problem });
  });

  it('counts on the named pages only, and is told to wait when it asks too much', async () => {
    const id = anId();
    const authorization = `Bearer ${await tokenOf(id, `shp_${id}`)}`;
    const env = envOf(aShop({ origins: ['https://tea.example'] }), id);
    expect((await ask(env, '/x', { headers: { authorization, origin: 'https://evil.example' } })).problem).toBe('origin-not-allowed');
    tire('shopper', `shp_${id}`, 119);
    expect((await ask(env, '/x', { headers: { authorization } })).problem).toBe('slow-down');
  });
});

describe('a secret key', () => {
  const ask = behind('/x', secretKey);
  const aKey = async (): Promise<{ id: string; key: string; shop: ReturnType<typeof aShop>; env: ReturnType<typeof envOf> }> => {
    const id = anId();
    const key = `sk_${id}_abc`;
    const shop = aShop({ keys: new Set([await sha256(key)]) });
    return { id, key, shop, env: envOf(shop, id) };
  };
  const by = (key: string, more: Record<string, string> = {}): RequestInit => ({ headers: { authorization: `Bearer ${key}`, ...more } });

  it('lets the back end in and leaves the shop; never from a page', async () => {
    const { id, key, env } = await aKey();
    expect(await ask(env, '/x', by(key))).toMatchObject({ status: 200, left: { shop: id } });
    expect((await ask(env, '/x', by(key, { origin: HOST }))).problem).toBe('secret-in-page');
    expect((await ask(env, '/x')).problem).toBe('no-key');
    expect((await ask(env, '/x', by(`${key}d`))).problem).toBe('bad-key');
    expect((await ask(env, '/x', by(key.replace('sk_', 'pk_')))).problem).toBe('bad-key');
  });

  it('is believed for half a minute, and not a moment longer once it is forgotten', async () => {
    const { key, shop, env } = await aKey();
    const asked = (): number => shop.asked.filter((one) => one === 'key').length;
    await ask(env, '/x', by(key));
    vi.setSystemTime(Date.now() + 30_000);
    await ask(env, '/x', by(key));
    expect(asked()).toBe(1);
    vi.setSystemTime(Date.now() + 1);
    await ask(env, '/x', by(key));
    expect(asked()).toBe(2);
    forgetKeys();
    shop.keys.clear();
    expect((await ask(env, '/x', by(key))).problem).toBe('bad-key');
    expect(asked()).toBe(3);
  });

  it('a key that was refused is not believed', async () => {
    const { key, shop, env } = await aKey();
    const hashes = [...shop.keys];
    shop.keys.clear();
    expect((await ask(env, '/x', by(key))).problem).toBe('bad-key');
    hashes.forEach((hash) => shop.keys.add(hash));
    expect((await ask(env, '/x', by(key))).problem).toBeNull();
  });

  it('is told to wait when the back end asks too much', async () => {
    const { id, key, env } = await aKey();
    tire('secret', id, 5_000);
    expect((await ask(env, '/x', by(key))).problem).toBe('slow-down');
  });
});

describe('staff', () => {
  const [shopPage, keysPage] = [behind('/v1/shop', staff), behind('/v1/keys', staff)];
  const someone = async (role = 'owner'): Promise<{ id: string; cookie: string; hash: string; env: ReturnType<typeof envOf> }> => {
    const id = anId();
    const hash = await sha256(`session${id}`);
    return { id, hash, cookie: `${STAFF_COOKIE}=${id}.session${id}`, env: envOf(aShop({ staff: new Map([[hash, { email: 'mei@x', role }]]) }), id) };
  };

  it('are let in by their session, with their role', async () => {
    const { id, cookie, hash, env } = await someone('analyst');
    expect(await shopPage(env, '/v1/shop', { headers: { cookie } })).toMatchObject({
      status: 200,
      left: { shop: id, staff: { email: 'mei@x', role: 'analyst', sessionHash: hash } },
    });
    expect((await keysPage(env, '/v1/keys', { headers: { cookie } })).problem).toBe('role-not-allowed');
    const owner = await someone();
    expect((await keysPage(owner.env, '/v1/keys', { headers: { cookie: owner.cookie } })).problem).toBeNull();
  });

  it('of no known session are refused, whatever the cookie holds', async () => {
    const { id, env } = await someone();
    const long = 'x'.repeat(101);
    const known = await sha256(long);
    const cookies = ['', id, `${id}.`, `.session${id}`, `${id}.other`, `x${id}.session${id}`, `${id.toUpperCase()}.session${id}`, `${id}.${long}`];
    const shop = aShop({ staff: new Map([[known, { email: 'x', role: 'owner' }]]) });
    for (const cookie of cookies)
      for (const where of [env, envOf(shop, id)])
        expect([cookie, (await shopPage(where, '/v1/shop', { headers: { cookie: `${STAFF_COOKIE}=${cookie}` } })).problem]).toEqual([
          cookie,
          'no-session',
        ]);
    expect((await shopPage(env, '/v1/shop')).problem).toBe('no-session');
  });

  it('change something from our own pages only; a cookie alone proves nothing', async () => {
    const { cookie, env } = await someone();
    const met = async (headers: Record<string, string>, method = 'PATCH'): Promise<string | null> =>
      (await shopPage(env, '/v1/shop', { method, headers: { cookie, ...headers } })).problem;
    expect(await met({})).toBe('origin-not-allowed');
    expect(await met({ origin: HOST })).toBeNull();
    expect(await met({ 'sec-fetch-site': 'same-origin' })).toBeNull();
    expect(await met({ origin: 'https://evil.example' })).toBe('origin-not-allowed');
    for (const site of ['cross-site', 'same-site', 'none', '']) expect(await met({ 'sec-fetch-site': site })).toBe('origin-not-allowed');
    expect(await met({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' })).toBe('origin-not-allowed');
    expect(await met({ origin: HOST, 'sec-fetch-site': 'cross-site' })).toBe('origin-not-allowed');
    expect(await met({}, 'GET')).toBeNull();
    expect(await met({ origin: 'https://evil.example' }, 'GET')).toBeNull();
  });

  it('are told to wait when they ask too much', async () => {
    const { cookie, hash, env } = await someone();
    tire('staff', hash, 300);
    expect((await shopPage(env, '/v1/shop', { headers: { cookie } })).problem).toBe('slow-down');
  });

  it('or the back end: each by their own credential', async () => {
    const ask = behind('/v1/imports', backEndOrStaff);
    const { id, cookie, env } = await someone('analyst');
    expect(await ask(env, '/v1/imports', { headers: { cookie } })).toMatchObject({ problem: null, left: { shop: id, staff: { role: 'analyst' } } });
    expect((await ask(env, '/v1/imports', { headers: { cookie, authorization: 'Bearer nonsense' } })).problem).toBe('bad-key');
    const key = `sk_${id}_abc`;
    const keyEnv = envOf(aShop({ keys: new Set([await sha256(key)]) }), id);
    expect(await ask(keyEnv, '/v1/imports', { headers: { authorization: `Bearer ${key}` } })).toMatchObject({ problem: null, left: { staff: null } });
    expect((await ask(keyEnv, '/v1/imports')).problem).toBe('no-session');
  });
});

describe('a set-up link', () => {
  const ask = behind('/x', setup);
  it('names its shop, and counts on our own pages only', async () => {
    const id = anId();
    const headers = { authorization: `Bearer ${await setupToken(SECRET, id)}` };
    const env = envOf(aShop(), id);
    expect(await ask(env, '/x', { method: 'POST', headers })).toMatchObject({ problem: null, left: { setupShop: id } });
    expect((await ask(env, '/x', { method: 'POST', headers: { ...headers, origin: 'https://evil.example' } })).problem).toBe('origin-not-allowed');
    expect((await ask(env, '/x', { method: 'POST' })).problem).toBe('no-key');
    expect((await ask(env, '/x', { method: 'POST', headers: { authorization: `Bearer setup_${id}_x` } })).problem).toBe('bad-key');
  });
});

describe('what comes without a credential', () => {
  const counted = (kind: 'session' | 'code', shop: string) =>
    behind('/x', async (c, next) => {
      fromAddress(c, kind, shop);
      await next();
    });
  const from = (ip: string): RequestInit => ({ headers: { 'x-real-ip': ip } });

  it.each([
    ['session', 60],
    ['code', 20],
  ] as const)('%s: so many from one address of one shop', async (kind, most) => {
    const id = anId();
    const ask = counted(kind, id);
    const env = envOf(aShop(), id, { IP_HEADER: 'x-real-ip' });
    tire(kind, `${id}:10.0.0.1`, most);
    expect((await ask(env, '/x', from('10.0.0.1'))).problem).toBe('slow-down');
    expect((await ask(env, '/x', from('10.0.0.2'))).problem).toBeNull();
    expect((await counted(kind, anId())(env, '/x', from('10.0.0.1'))).problem).toBeNull();
  });

  it('is counted for the whole shop where no address can be believed', async () => {
    const id = anId();
    const env = envOf(aShop(), id);
    tire('anywhere', `session:${id}`, 3_000);
    expect((await counted('session', id)(env, '/x', from('10.0.0.9'))).problem).toBe('slow-down');
    expect((await counted('code', id)(env, '/x')).problem).toBeNull();
    expect((await counted('session', anId())(env, '/x')).problem).toBeNull();
  });

  it('is held to our own pages where it changes something', async () => {
    const ask = behind('/x', async (c, next) => {
      sameOrigin(c);
      await next();
    });
    const env = envOf(aShop(), anId());
    expect((await ask(env, '/x', { method: 'HEAD', headers: { origin: 'https://evil.example' } })).problem).toBeNull();
    expect((await ask(env, '/x', { method: 'POST' })).problem).toBeNull();
    expect((await ask(env, '/x', { method: 'POST', headers: { origin: HOST } })).problem).toBeNull();
    expect((await ask(env, '/x', { method: 'POST', headers: { origin: 'https://evil.example' } })).problem).toBe('origin-not-allowed');
  });
});
