import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { taken } from '../../scripts/serve/shop.ts';
import type { House } from '../harness/index.ts';

/** What an agreeing shopper says. */
export const CONSENT = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we remember what you look at?' } as const;

/** A file with two products, one of them sold out. */
export const FILE =
  'id,group_id,title,brand,category,price,currency,stock\ngong-fu,gong-fu,Gong Fu Pot,Kato,Ware,48.00,EUR,3\nwhisk,whisk,Bamboo Whisk,Tani,Ware,12.00,EUR,0\n';

/** A file with something that was looked for. */
export const ARRIVALS =
  'id,group_id,title,brand,category,url,price,currency,stock\nbowl,bowl,Shino Matcha Bowl,Kato,Ware,https://shop.example/bowl,62.00,EUR,2\n';

/** A new guest of the shop, who agreed; answers with the token. */
export const aGuest = async (house: House): Promise<string> =>
  (await taken<{ token: string }>(await house.api.page('POST', house.keyed('/v1/session'), { consent: CONSENT, locale: 'en' }))).token;

/** What the shop's back end signs for somebody who signed in; `atMs` by the worker's clock. */
export const identityOf = async (house: House, customerId: string, atMs = Date.now()): Promise<string> =>
  new SignJWT({ email: `${customerId}@people.example`, name: customerId, locale: 'en' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customerId)
    .setAudience(house.shop.shopId)
    .setIssuedAt(Math.floor(atMs / 1000))
    .setExpirationTime(Math.floor(atMs / 1000) + 1_800)
    .sign(new TextEncoder().encode(house.shop.identitySecret));

/** A member who has signed in; answers with their token. */
export const aMember = async (house: House, customerId: string, guestToken?: string, atMs?: number): Promise<string> => {
  const body = { identityToken: await identityOf(house, customerId, atMs), ...(guestToken === undefined ? {} : { guestToken }), consent: CONSENT };
  return (await taken<{ token: string }>(await house.api.page('POST', house.keyed('/v1/identify'), body))).token;
};

/** An event as a page sends it. */
export const anEvent = (name: string, more: object = {}): object => ({ id: randomUUID(), name, ageMs: 5, ...more });

/** An order of one product. */
export const anOrder = (id: string, more: object = {}): object => ({
  id,
  status: 'paid',
  customer: { id: 'mei' },
  currency: 'EUR',
  totalMinor: 20_000,
  subtotalMinor: 20_000,
  discountMinor: 0,
  taxMinor: 0,
  shippingMinor: 0,
  placedAt: '2026-05-03T10:00:00+08:00',
  lines: [{ productId: 'gong-fu', quantity: 1, unitPriceMinor: 20_000, totalMinor: 20_000 }],
  ...more,
});

/** An offer for everybody, in the basket and everywhere else. */
export const OFFER = {
  name: 'Ten off',
  gives: { kind: 'percent', percent: 10 },
  placements: ['panel', 'banner', 'product', 'cart', 'after-purchase'],
  channels: ['inbox', 'email'],
  title: { en: 'Ten off everything', 'zh-Hant': '全館九折' },
} as const;

/** Makes an offer and starts it; answers with its id. */
export const aRunningOffer = async (house: House, change: object = {}): Promise<string> => {
  const staff = await house.api.staff();
  const { id } = await taken<{ id: string }>(await staff('POST', '/v1/offers', { ...OFFER, ...change }));
  await taken(await staff('PATCH', `/v1/offers/${id}`, { state: 'running' }));
  return id;
};
