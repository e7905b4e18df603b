import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Order, Programme, Reward, ShopEvent, ShopperView } from '@rapport/protocol';
import { taken, until, type House } from '../harness/index.ts';

const CONSENT = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we remember what you look at?' } as const;

/** Somebody with a token: a guest, or a member. */
export interface Visitor {
  readonly token: string;
  /** Their id, as the token says it. */
  readonly id: string;
}

const visitor = (token: string): Visitor => {
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub: string };
  return { token, id: sub };
};

/** A new guest who agreed. */
export async function aGuest(house: House): Promise<Visitor> {
  return visitor(
    (await taken<{ token: string }>(await house.api.page('POST', house.keyed('/v1/session'), { consent: CONSENT, locale: 'en' }))).token,
  );
}

/** Signs a customer in; their guest session, if they bring one, becomes theirs. `atMs` by the worker's clock. */
export async function signsIn(
  house: House,
  customerId: string,
  guest?: Visitor,
  atMs = Date.now(),
): Promise<Visitor & { readonly view: ShopperView }> {
  const identityToken = await new SignJWT({ email: `${customerId}@people.example`, name: customerId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customerId)
    .setAudience(house.shop.shopId)
    .setIssuedAt(Math.floor(atMs / 1000))
    .setExpirationTime(Math.floor(atMs / 1000) + 1_800)
    .sign(new TextEncoder().encode(house.shop.identitySecret));
  const body = { identityToken, consent: CONSENT, ...(guest ? { guestToken: guest.token } : {}) };
  const { token, view } = await taken<{ token: string; view: ShopperView }>(await house.api.page('POST', house.keyed('/v1/identify'), body));
  return { ...visitor(token), view };
}

/** What a page reports. */
export const anEvent = (name: ShopEvent['name'] = 'page_view', more: Partial<ShopEvent> = {}): ShopEvent => ({
  id: randomUUID(),
  name,
  ageMs: 5,
  ...more,
});

/** Someone looked at a product. */
export const aView = (productId: string): ShopEvent => anEvent('view_item', { items: [{ productId }] });

/** A paid order of so many major units; whose it is stands in `more`. */
export const anOrder = (id: string, units: number, more: Partial<Order>): Order => ({
  id,
  status: 'paid',
  customer: {},
  currency: 'EUR',
  totalMinor: units * 100,
  subtotalMinor: units * 100,
  discountMinor: 0,
  taxMinor: 0,
  shippingMinor: 0,
  // Taken for now, whenever that is: judged by the programme as it stands.
  placedAt: '2099-01-01T00:00:00Z',
  lines: [{ productId: 'pot', quantity: 1, unitPriceMinor: units * 100, totalMinor: units * 100 }],
  ...more,
});

/** A reward of a fixed amount. */
export const aReward = (id: string, costPoints: number, stock: number | null = null): Reward => ({
  id,
  kind: 'amount',
  title: { en: id },
  costPoints,
  valueMinor: 500,
  percent: null,
  minimumMinor: 0,
  stock,
});

/** Gives the shop a programme; the routes believe the old one for five seconds at most, the slices none. */
export async function setProgramme(house: House, programme: Partial<Programme>): Promise<void> {
  const whole: Programme = { pointsPerUnit: 1, signUpPoints: 0, pendingDays: 0, rewards: [], ...programme };
  await taken(await (await house.api.staff())('PATCH', '/v1/shop', { programme: whole }));
}

/** Says something until it is heard, whatever dies meanwhile: what a page's queue and a shop's back end do. Resends are the same to the letter. */
export const insist = (what: string, say: () => Promise<Response>): Promise<Response> =>
  until(
    async () => {
      const response = await say();
      if (response.ok) return response;
      const text = await response.text();
      if (response.status < 500) throw new Refusal(`${what}: ${response.status} ${text}`);
      return null;
    },
    { what, timeoutMs: 60_000, everyMs: 20 },
  );

class Refusal extends Error {}
