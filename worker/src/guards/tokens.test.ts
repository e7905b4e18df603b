import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIdentity, readShopper, signShopper } from './tokens.ts';
import type { ShopperClaims } from './tokens.ts';
import { now, setOffset } from '../platform/clock.ts';

const SECRET = 'c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LW5vd2hlcmUtZWxzZQ';
const SHOP = 's000000000000001';
const consent = { personalisation: 'granted', messages: 'denied', source: 'banner', words: 'May we?', atMs: 5 } as const;
const guest: ShopperClaims = { shopper: 'shp_1', shop: SHOP, kind: 'guest', locale: 'en', consent };
const member: ShopperClaims = { shopper: 'shp_2', shop: SHOP, kind: 'member', locale: '' };

const DAY_MS = 86_400_000;
const key = (secret: string) => new TextEncoder().encode(secret);
/** A whole second, so that nothing is rounded away. */
beforeEach(() => setOffset(-(Date.now() % 1000)));
afterEach(() => setOffset(0));
const wait = (ms: number): void => setOffset(ms - (Date.now() % 1000));

describe('a shopper token', () => {
  it('says again what was signed', async () => {
    for (const claims of [guest, member]) expect(await readShopper(SECRET, (await signShopper(SECRET, claims)).token)).toStrictEqual(claims);
  });

  it.each([
    [guest, 395],
    [member, 1],
  ] as const)('lives as long as it says, and no longer', async (claims, days) => {
    const { token, expiresAtMs } = await signShopper(SECRET, claims);
    expect(Math.round((expiresAtMs - now()) / 1000)).toBe(days * 86_400);
    wait(days * DAY_MS - 5_000);
    expect(await readShopper(SECRET, token)).toStrictEqual(claims);
    wait(days * DAY_MS + 5_000);
    expect(await readShopper(SECRET, token)).toBeNull();
  });

  it('is worth nothing under another secret, with a letter changed, or when it is none', async () => {
    const { token } = await signShopper(SECRET, guest);
    expect(await readShopper(`${SECRET}x`, token)).toBeNull();
    const [head, body, signature = ''] = token.split('.');
    for (const other of [
      '',
      'a.b.c',
      token.slice(0, -4),
      `${head}.${body}.`,
      `${head}.${body?.replace(/.$/, '')}.${signature}`,
      `${head}..${signature}`,
    ])
      expect(await readShopper(SECRET, other)).toBeNull();
  });

  /** A token as an attacker who had the key would write it: each differs in one thing that must count. */
  const signed = (claims: JWTPayload, header: object = {}, under = `shopper:${SECRET}`): Promise<string> =>
    new SignJWT({ kind: 'guest', locale: 'en', sub: 'shp_1', aud: SHOP, exp: Math.floor(now() / 1000) + 60, ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'rapport-shopper+jwt', ...header })
      .sign(key(under));

  it('needs person, shop, end and kind, each in its form', async () => {
    expect(await readShopper(SECRET, await signed({}))).toEqual({ shopper: 'shp_1', shop: SHOP, kind: 'guest', locale: 'en' });
    expect(await readShopper(SECRET, await signed({ locale: 7 }))).toMatchObject({ locale: '' });
    expect(await readShopper(SECRET, await signed({ kind: 'member' }))).toMatchObject({ kind: 'member' });
    for (const claims of [
      { sub: undefined },
      { aud: undefined },
      { exp: undefined },
      { kind: 'owner' },
      { kind: undefined },
      { aud: [SHOP, 'other'] },
      { sub: 5 },
    ])
      expect([claims, await readShopper(SECRET, await signed(claims as JWTPayload))]).toEqual([claims, null]);
  });

  it('is not believed in another algorithm, of another type, or under a key of another use', async () => {
    expect(await readShopper(SECRET, await signed({}, { alg: 'HS512' }))).toBeNull();
    expect(await readShopper(SECRET, await signed({}, { typ: 'JWT' }))).toBeNull();
    expect(await readShopper(SECRET, await signed({}, { typ: undefined }))).toBeNull();
    expect(await readShopper(SECRET, await signed({}, {}, SECRET))).toBeNull();
    const [, body] = (await signed({})).split('.');
    const none = btoa('{"alg":"none","typ":"rapport-shopper+jwt"}').replace(/=+$/, '');
    expect(await readShopper(SECRET, `${none}.${body}.`)).toBeNull();
  });
});

describe('what a shop’s back end says of a person', () => {
  const IDENTITY = 'identity-secret-of-the-tests-long-enough';
  const said = (claims: JWTPayload, header: object = {}, under = IDENTITY): Promise<string> =>
    new SignJWT({ sub: 'mei', aud: SHOP, exp: Math.floor(now() / 1000) + 1_800, email: 'mei@people.example', name: 'Mei', locale: 'en', ...claims })
      .setProtectedHeader({ alg: 'HS256', ...header })
      .sign(key(under));
  const read = async (claims: JWTPayload, header?: object, under?: string) => readIdentity([IDENTITY], SHOP, await said(claims, header, under));
  const inSeconds = (seconds: number) => ({ exp: Math.floor(now() / 1000) + seconds });

  it('is read, with what it leaves out as null', async () => {
    expect(await read({})).toEqual({ customerId: 'mei', email: 'mei@people.example', name: 'Mei', locale: 'en' });
    expect(await read({ email: undefined, name: undefined, locale: undefined })).toEqual({
      customerId: 'mei',
      email: null,
      name: null,
      locale: null,
    });
  });

  it('counts under the secret of now and the one before, and under no other', async () => {
    const token = await said({}, {}, 'the-secret-before-long-enough');
    expect(await readIdentity([IDENTITY, 'the-secret-before-long-enough'], SHOP, token)).toMatchObject({ customerId: 'mei' });
    expect(await readIdentity([IDENTITY], SHOP, token)).toBeNull();
    expect(await readIdentity([], SHOP, token)).toBeNull();
  });

  it('must be meant for this shop, end within the hour, and be signed by HS256', async () => {
    for (const claims of [
      { aud: 's000000000000002' },
      { aud: undefined },
      { sub: undefined },
      { exp: undefined },
      { sub: '' },
      { sub: 'x'.repeat(129) },
      { sub: 'a\ud800' },
    ])
      expect([claims, await read(claims as JWTPayload)]).toEqual([claims, null]);
    expect(await read({}, { alg: 'HS384' })).toBeNull();
    expect(await readIdentity([IDENTITY], SHOP, 'nonsense')).toBeNull();
    expect(await read({ sub: 'x'.repeat(128) })).not.toBeNull();
  });

  it('may be off by a minute, since shops’ clocks are, and not by more', async () => {
    expect(await read(inSeconds(-55))).not.toBeNull();
    expect(await read(inSeconds(-65))).toBeNull();
    expect(await read(inSeconds(3_660))).not.toBeNull();
    expect(await read(inSeconds(3_661))).toBeNull();
    wait(3 * DAY_MS);
    expect(await read(inSeconds(60))).not.toBeNull();
    expect(await read(inSeconds(3 * DAY_MS))).toBeNull();
    expect(await read(inSeconds(-3_600))).toBeNull();
  });

  it('loses a text that is too long, empty or no text, and is believed for the rest', async () => {
    const long = { email: 'e'.repeat(321), name: 'n'.repeat(201), locale: 'l'.repeat(36) };
    expect(await read(long)).toEqual({ customerId: 'mei', email: null, name: null, locale: null });
    const longest = { email: 'e'.repeat(320), name: 'n'.repeat(200), locale: 'l'.repeat(35) };
    expect(await read(longest)).toEqual({ customerId: 'mei', ...longest });
    expect(await read({ name: 'M' })).toMatchObject({ name: 'M' });
    expect(await read({ email: '', name: 5, locale: '\ud800' })).toEqual({ customerId: 'mei', email: null, name: null, locale: null });
  });
});
