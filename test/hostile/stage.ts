import { randomUUID } from 'node:crypto';
import type { ShopMade } from '@rapport/protocol';
import { SignJWT } from 'jose';
import { caller, importCatalogue, setupToken, taken, type Caller } from '../../scripts/serve/shop.ts';
import { CONSENT, FILE } from '../contract/a-shop-day.ts';
import { linkToken } from '../harness/index.ts';
import type { House } from '../harness/index.ts';

/** A shop under attack, with everything that somebody inside it could hold. One request at a time goes to it, so that each change has one cause. */
export interface Stage {
  readonly house: House;
  readonly shop: ShopMade;
  readonly number: number;
  /** These change when the routes that change them are called. */
  identitySecret: string;
  webhookSecret: string;
  readonly staffCookie: string;
  /** A session that may be lost. */
  readonly spareCookie: string;
  readonly staff: Caller;
  readonly guests: readonly string[];
  readonly members: readonly string[];
  readonly shopperId: string;
  readonly importId: string;
  readonly keyId: string;
  readonly voucherCode: string;
  /** A page that may call; the first stage has named its pages, the others let in any. */
  readonly origin: string;
  aGuest(): Promise<string>;
  identityToken(customerId: string): Promise<string>;
  settings(): Promise<void>;
}

const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';

/** Points for joining, so that there is something to be had from the first minute. */
const JOINING = { signUpPoints: 1_000_000 };

async function made(house: House, ownerEmail: string, origins: readonly string[]): Promise<{ shop: ShopMade; cookie: string }> {
  const request = {
    name: 'Tea 茶',
    currency: 'EUR',
    timeZone: 'Asia/Taipei',
    locales: ['en', 'zh-Hant'],
    origins,
    ownerEmail,
    slices: 2,
    mailFrom: '',
  };
  const response = await caller(house.url, { authorization: `Bearer ${setupToken(house.secret)}` })('POST', '/v1/shops', request);
  const cookie = cookieOf(response);
  return { shop: await taken<ShopMade>(response), cookie };
}

/** Builds a shop with people, points, a voucher, a product and a key to spare. */
export async function aStage(house: House, number: number): Promise<Stage> {
  const origin = 'https://shop.example';
  const { shop, cookie } = await made(house, `owner${number}@tea.example`, number === 0 ? [origin] : []);
  const { cookie: spareCookie } = await made(house, `spare${number}@tea.example`, []);
  const staff = caller(house.url, { cookie, origin: house.url });
  const page = caller(house.url, {});
  const { settings } = await taken<{ settings: { programme: object } }>(await staff('GET', '/v1/shop'));
  const programme = { ...settings.programme, ...JOINING };
  const restore = async (): Promise<void> => void (await taken(await staff('PATCH', '/v1/shop', { ...pick(settings), programme })));
  await restore();

  const stage = { house, shop, number, identitySecret: shop.identitySecret, webhookSecret: shop.webhookSecret };
  const identityToken = (customerId: string): Promise<string> =>
    new SignJWT({ email: `${customerId}@people.example`, name: customerId, locale: 'en' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(customerId)
      .setAudience(shop.shopId)
      .setIssuedAt()
      .setExpirationTime('30m')
      .sign(new TextEncoder().encode(result.identitySecret));
  const keyed = (path: string): string => `${path}?key=${shop.publishableKey}`;
  const aGuest = async (): Promise<string> =>
    (await taken<{ token: string }>(await page('POST', keyed('/v1/session'), { consent: CONSENT, locale: 'en' }))).token;
  const result = { ...stage, identityToken } as { -readonly [K in keyof Stage]: Stage[K] };

  const guests = await Promise.all(Array.from({ length: 12 }, aGuest));
  const members: string[] = [];
  for (const name of ['mei', 'jun', 'ann', 'bo']) {
    const body = { identityToken: await identityToken(name), consent: CONSENT };
    members.push((await taken<{ token: string }>(await page('POST', keyed('/v1/identify'), body))).token);
  }
  const me = caller(house.url, { authorization: `Bearer ${members[0]}` });
  const { voucher } = await taken<{ voucher: { code: string } }>(
    await me('POST', '/v1/me/redemptions', { rewardId: 'five' }, { 'idempotency-key': randomUUID() }),
  );
  const { shoppers } = await taken<{ shoppers: { id: string }[] }>(await staff('GET', '/v1/shoppers?query=jun'));
  const { id: importId } = await importCatalogue(caller(house.url, { authorization: `Bearer ${shop.secretKey}` }), FILE, 'rapport-csv');
  const { id: keyId } = await taken<{ id: string }>(await staff('POST', '/v1/keys'));
  return Object.assign(result, {
    staffCookie: cookie,
    spareCookie,
    staff,
    guests,
    members,
    shopperId: shoppers[0]?.id ?? '',
    importId,
    keyId,
    voucherCode: voucher.code,
    origin,
    aGuest,
    settings: restore,
  });
}

const pick = (settings: object): object => {
  const { name, timeZone, locales, origins, mailFrom, retention } = settings as Record<string, unknown>;
  return { name, timeZone, locales, origins, mailFrom, retention };
};

/** A link out of a mail that holds, for a route that takes one; what its form sends is up to the attacks. */
export const linkOf = (path: string, { house: { secret }, shop, shopperId }: Stage): string => {
  const house = { secret, shop };
  if (path.includes('/links/')) return linkToken(house, 'click', shopperId, 'no-such-message');
  if (path.includes('/stop/')) return linkToken(house, 'stop', shopperId, 'asked-for');
  return linkToken(house, path.includes('/confirm/') ? 'confirm' : 'prefs', shopperId, '');
};
