import type { OfferDecisions, OfferView, Trace } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aMember, aRunningOffer } from '../contract/a-shop-day.ts';
import { aHouse, muteStages, taken, until, type Caller, type House } from '../harness/index.ts';
import { PushService } from './push-service.ts';

// Offers that leave as messages, in a shop that shows them on no page and has named no address of its own: a push says it and leads to where it can be taken; a mail that was
// decided on stays while a question is open, and leaves when it is closed.

let house: House;
let staff: Caller;
let push: PushService;
const SECOND_MS = 1_000;

/** A zone in which it is about noon now: by night no mail and no push leaves. */
const noonZone = (): string => {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
};

beforeAll(async () => {
  [house, push] = await Promise.all([aHouse({ clock: true, shop: { timeZone: noonZone() } }), PushService.opens()]);
  await muteStages(house);
  staff = await house.api.staff();
});
afterAll(async () => {
  await house.dispose();
  await push[Symbol.asyncDispose]();
});

interface Reader {
  readonly id: string;
  readonly me: Caller;
}

/** A member who wants to hear of offers by one way only. */
const aReader = async (name: string, way: 'email' | 'push'): Promise<Reader> => {
  const token = await aMember(house, name);
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub: string };
  const me = house.api.shopper(token);
  if (way === 'push') await taken(await me('POST', '/v1/me/push', push.subscription));
  const { preferences } = await taken<{ preferences: { allowed: Record<string, object> } }>(await me('GET', '/v1/me/preferences'));
  const promotional = { inbox: false, email: way === 'email', push: way === 'push' };
  await taken(await me('PATCH', '/v1/me/preferences', { allowed: { ...preferences.allowed, promotional } }));
  return { id: sub, me };
};
const withheld = async ({ id }: Reader, channel: string, offer: string): Promise<string | undefined> => {
  const { decisions } = await taken<OfferDecisions>(await staff('GET', `/v1/shoppers/${id}/decisions`));
  const one = decisions.find((decision) => decision.channel === channel)?.withheld.find(({ offerId }) => offerId === offer);
  return one && `${one.reason} ${one.tell ?? one.rule}`;
};
const traces = async ({ id }: Reader): Promise<string[]> => {
  const log = await taken<{ traces: Trace[] }>(await staff('GET', `/v1/messages?shopper=${id}&kind=offer`));
  return log.traces.map(({ channel, outcome, reason, rule }) => [channel, outcome, reason, rule].filter((one) => one !== null).join(' '));
};
const follow = (url: string, method = 'GET'): Promise<Response> => fetch(url, { method, redirect: 'manual', ...(method === 'POST' && { body: '' }) });

test('a push says the offer in its own words and leads to a page where it is taken, once', { timeout: 40_000 }, async () => {
  const pia = await aReader('pia', 'push');
  const offer = await aRunningOffer(house, { channels: ['push'], placements: [], title: { en: 'Ten off, by push' }, text: { en: 'This week.' } });
  await until(() => push.came.length > 0, { timeoutMs: 20_000, what: 'a push' });
  const [pushed] = push.came;
  expect(pushed).toMatchObject({ title: 'Ten off, by push', body: 'This week.' });
  await until(async () => (await traces(pia)).join() === 'push sent promotional', { what: 'the one trace of it' });

  const link = await follow(pushed?.url ?? '');
  expect([link.status, link.headers.get('location')]).toEqual([302, `${new URL(pushed?.url ?? '').pathname}/offer`]);
  const place = `${pushed?.url}/offer`;
  const before = await (await follow(place)).text();
  expect(before).toContain('Ten off, by push');
  expect(before).toContain('Take it');
  const panel = async (): Promise<OfferView | undefined> =>
    (await taken<{ offers: OfferView[] }>(await pia.me('GET', '/v1/me/offers?placement=panel'))).offers.find(({ id }) => id === offer);
  // Opening a page takes nothing; in the panel it stands, too, since it was promised.
  expect(await panel()).toMatchObject({ state: 'open', code: null, why: [{ code: 'promised' }] });
  const shown = await (await follow(place, 'POST')).text();
  const code = (await panel())?.code ?? '';
  expect(code).not.toBe('');
  expect(shown).toContain(code);
  expect(await (await follow(place, 'POST')).text()).toContain(code);
  const check = await house.api.secret('POST', '/v1/vouchers/validate', { code, subtotalMinor: 6_000, currency: 'EUR', customerId: 'pia' });
  expect(await check.json()).toMatchObject({ valid: true, voucher: { percent: 10 } });
  const sums = await taken<{ sum: { taken: number } }>(await staff('GET', `/v1/offers/${offer}`));
  expect(sums.sum.taken).toBe(1);
  await taken(await staff('PATCH', `/v1/offers/${offer}`, { state: 'ended' }));
  expect(push.came).toHaveLength(1);
});

test('a question opened between deciding and leaving keeps the mail back, and its end lets it go', { timeout: 60_000 }, async () => {
  const lea = await aReader('lea', 'email');
  const offer = await aRunningOffer(house, { channels: ['email'], placements: [], title: { en: 'Ten off, by mail' } });
  await until(async () => (await withheld(lea, 'email', offer)) === 'contact already-told', { everyMs: 50, what: 'the mail to be decided on' });
  const { id } = await taken<{ id: string }>(await staff('POST', `/v1/shoppers/${lea.id}/cases`, { kind: 'question', about: 'A lid' }));
  await house.setClock(12 * SECOND_MS);
  await until(async () => (await traces(lea))[0] === 'email not-sent rule case-open', { what: 'the mail to be stopped' });
  await house.setClock(60 * SECOND_MS);
  // Nobody was told, so that is not what the console says.
  await until(async () => (await withheld(lea, 'email', offer)) === 'case-open case-open', { what: 'the offer to wait' });
  const mails = async () => (await house.mailbox.mails()).filter(({ subject }) => subject === 'Ten off, by mail');
  expect(await mails()).toEqual([]);

  await taken(await staff('POST', `/v1/shoppers/${lea.id}/cases/${id}/close`));
  await house.setClock(120 * SECOND_MS);
  await until(async () => (await withheld(lea, 'email', offer)) === 'contact already-told', { what: 'the mail to be decided on again' });
  await house.setClock(140 * SECOND_MS);
  const [mail] = await until(async () => ((await mails()).length > 0 ? mails() : null), { timeoutMs: 20_000, what: 'the mail' });
  expect((await traces(lea))[0]).toBe('email sent promotional');
  expect(await mails()).toHaveLength(1);

  // A mail that is read late says so, instead of leading nowhere; with an address of its own the shop shows what it has put on its pages.
  const link = /http:\S+\/v1\/links\/[^\s/]+/.exec(mail?.text ?? '')?.[0] ?? '';
  await taken(await staff('PATCH', `/v1/offers/${offer}`, { state: 'ended' }));
  await until(async () => (await (await follow(`${link}/offer`)).text()).includes('no longer there'), { what: 'the page to say that it is over' });
  expect(await (await follow(`${link}/offer`, 'POST')).text()).toContain('no longer there');
});
