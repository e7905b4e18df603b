/* oxlint-disable max-lines -- a call for every route there is, a few lines each */
import { ROUTES } from '@rapport/protocol';
import type { ImportReport, Route, Voucher } from '@rapport/protocol';
import type { ProblemBody } from '@rapport/protocol/problem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setupToken } from '../../scripts/serve/shop.ts';
import { aHouse, linkToken, taken, until } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { delivered } from '../hostile/deliveries.ts';
import { OFFER, aGuest, aMember, aRunningOffer, anEvent, anOrder, ARRIVALS, CONSENT, FILE, identityOf } from './a-shop-day.ts';

// Every route is called once on the real bundle in plain workerd (which refuses what the test runtime lets pass), and its answer is held against the contract.

let house: House;
let member: string;
let importId: string;
let shopperId: string;
let endpointId: string;
let deliveryId: string;
let voucher: Voucher;
const DAY_MS = 86_400_000;

/** Follows a link as a mail holds it. */
const byLink = async (action: 'click' | 'stop' | 'prefs' | 'confirm', ref: string, path: string, form?: string, rest = ''): Promise<Response> => {
  const token = linkToken(house, action, shopperId, ref);
  return fetch(new URL(`${path}/${token}${rest}`, house.url), { redirect: 'manual', ...(form === undefined ? {} : { method: 'POST', body: form }) });
};
/** A message of an offer to the member, as soon as there is one. */
const offerMessage = (): Promise<string> =>
  until(
    async () => {
      const { messages } = await taken<{ messages: { id: string; offer: object | null }[] }>(await house.api.shopper(member)('GET', '/v1/me/inbox'));
      return messages.find(({ offer }) => offer !== null)?.id;
    },
    { what: 'a message of an offer' },
  );
const aSegment = (id: string): object => ({ id, name: 'Buyers', rule: { '>=': [{ var: 'orders' }, 1] } });

/** Somebody of their own for questions and complaints: these silence every offer. */
const upset = async (): Promise<string> => {
  const token = await aMember(house, 'upset', undefined, Date.now() + 20 * DAY_MS);
  return (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub: string }).sub;
};

/** Two members made one, by a key of its own. */
const merged = async (key: string): Promise<{ answer: Response; staff: Awaited<ReturnType<House['api']['staff']>> }> => {
  const [keep, merge] = await Promise.all(
    ['kept', 'twin'].map(async (name) => {
      const token = await aMember(house, `${key}-${name}`, undefined, Date.now() + 20 * DAY_MS);
      return (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub: string }).sub;
    }),
  );
  const staff = await house.api.staff();
  return { staff, answer: await staff('POST', '/v1/merges', { keep, merge }, { 'Idempotency-Key': key }) };
};

const aReminder = (id: string): object => ({
  id,
  name: 'Warranty',
  kind: 'reminder',
  of: { by: 'category', names: ['Ware'] },
  after: { by: 'months', months: 24 },
  title: { en: 'Your {product}' },
  text: { en: 'Bought on {bought}.' },
});

type Call = () => Promise<Response>;
const calls: Record<string, Call> = {
  'get /v1/config': () => house.api.page('GET', house.keyed('/v1/config')),
  'get /v1/config/texts': async () => {
    await (
      await house.api.staff()
    )('PATCH', '/v1/wording', { language: 'zh-hant', texts: { close: '收起' } });
    const { texts: version } = await taken<{ texts: number }>(await house.api.page('GET', house.keyed('/v1/config')));
    return house.api.page('GET', house.keyed(`/v1/config/texts?language=zh-hant&version=${version}`));
  },
  'get /v1/wording': async () => (await house.api.staff())('GET', '/v1/wording'),
  'patch /v1/wording': async () => {
    const staff = await house.api.staff();
    const refused = await staff('PATCH', '/v1/wording', { language: 'en', texts: { 'rewards.have': 'Points: {name}', 'no.such': 'x' } });
    const { issues } = (await refused.json()) as { issues: { message: string }[] };
    expect(issues.map(({ message }) => message)).toEqual([
      '{have} must stay in the text',
      'nothing is filled in for {name}',
      'there is no such text',
    ]);
    return staff('PATCH', '/v1/wording', { language: 'en', texts: { 'rewards.have': 'To spend: {have}' } });
  },
  'get /v1/trending': () => house.api.page('GET', house.keyed('/v1/trending?count=3&locale=en')),
  'post /v1/session': () => house.api.page('POST', house.keyed('/v1/session'), { consent: CONSENT, locale: 'en' }),
  'post /v1/identify': async () =>
    house.api.page('POST', house.keyed('/v1/identify'), { identityToken: await identityOf(house, 'mei', Date.now() + 20 * DAY_MS) }),
  'post /v1/events': () => house.api.shopper(member)('POST', '/v1/events', { events: [anEvent('view_item', { items: [{ productId: 'gong-fu' }] })] }),
  'get /v1/me': () => house.api.shopper(member)('GET', '/v1/me'),
  'post /v1/me/page': () =>
    house.api.shopper(member)('POST', '/v1/me/page', { rows: [{ placement: 'for-you', count: 3, locale: 'en' }], offers: [{ placement: 'cart' }] }),
  'get /v1/me/recommendations': () => house.api.shopper(member)('GET', '/v1/me/recommendations?placement=similar&product=bowl&count=3&locale=en'),
  'get /v1/me/hidden': () => house.api.shopper(member)('GET', '/v1/me/hidden?locale=en'),
  'post /v1/me/hidden': () => house.api.shopper(member)('POST', '/v1/me/hidden', { productId: 'whisk' }),
  'delete /v1/me/hidden/{id}': () => house.api.shopper(member)('DELETE', '/v1/me/hidden/whisk'),
  'post /v1/cases': async () =>
    house.api.secret('POST', '/v1/cases', { for: { shopperId: await upset() }, id: 'desk-1', kind: 'question', about: 'A lid', state: 'closed' }),
  'post /v1/shoppers/{id}/notes': async () =>
    (await house.api.staff())('POST', `/v1/shoppers/${await upset()}/notes`, { kind: 'call', text: 'Asked for a larger pot' }),
  'get /v1/shoppers/{id}/cases': async () => (await house.api.staff())('GET', `/v1/shoppers/${await upset()}/cases`),
  'post /v1/shoppers/{id}/cases': async () => (await house.api.staff())('POST', `/v1/shoppers/${await upset()}/cases`, { kind: 'question' }),
  'post /v1/shoppers/{id}/cases/{case}/close': async () => {
    const [staff, person] = [await house.api.staff(), await upset()];
    const { id } = (await (await staff('POST', `/v1/shoppers/${person}/cases`, { kind: 'complaint' })).json()) as { id: string };
    return staff('POST', `/v1/shoppers/${person}/cases/${id}/close`);
  },
  'get /v1/me/inbox': () => house.api.shopper(member)('GET', '/v1/me/inbox?limit=5&locale=en'),
  'post /v1/me/inbox/read': () => house.api.shopper(member)('POST', '/v1/me/inbox/read', { ids: ['nothing-of-mine'] }),
  'get /v1/me/follows': () => house.api.shopper(member)('GET', '/v1/me/follows?locale=en'),
  'patch /v1/me/follows': async () => {
    const me = house.api.shopper(member);
    await house.api.secret('POST', '/v1/imports?format=rapport-csv', 'id,title,price,currency,stock,brand\nhagi-cup,Hagi cup,38.00,EUR,3,Hagi');
    await until(async () => (await (await house.api.page('GET', house.keyed('/v1/trending?count=24'))).text()).includes('hagi-cup'), {
      what: 'the cup',
    });
    await me('POST', '/v1/events', { events: Array.from({ length: 13 }, () => anEvent('view_item', { items: [{ productId: 'hagi-cup' }] })) });
    const { ideas } = await taken<{ ideas: { id: string; name: string }[] }>(await me('GET', '/v1/me/follows'));
    expect(ideas).toMatchObject([{ id: 'brand:hagi', name: 'Hagi' }]);
    return me('PATCH', '/v1/me/follows', { id: 'brand:hagi', declined: true });
  },
  'get /v1/me/watches': () => house.api.shopper(member)('GET', '/v1/me/watches'),
  'post /v1/me/watches': () => house.api.shopper(member)('POST', '/v1/me/watches', { kind: 'search', query: 'left-handed scissors' }),
  'patch /v1/me/watches/{id}': async () => {
    const made = await house.api.shopper(member)('POST', '/v1/me/watches', { kind: 'search', query: 'glass kettle' });
    const { id } = (await made.json()) as { id: string };
    return house.api.shopper(member)('PATCH', `/v1/me/watches/${id}`, { paused: true, frequency: 'weekly' });
  },
  'delete /v1/me/watches/{id}': () => house.api.shopper(member)('DELETE', '/v1/me/watches/none'),
  'post /v1/me/redemptions': () => house.api.shopper(member)('POST', '/v1/me/redemptions', { rewardId: 'five' }, { 'idempotency-key': 'contract' }),
  'post /v1/me/consent': () => house.api.shopper(member)('POST', '/v1/me/consent', CONSENT),
  'get /v1/me/points': () => house.api.shopper(member)('GET', '/v1/me/points'),
  'get /v1/me/statement': () => house.api.shopper(member)('GET', '/v1/me/statement?limit=2'),
  'post /v1/me/preview': () => house.api.shopper(member)('POST', '/v1/me/preview', { lines: [{ productId: 'bowl', totalMinor: 4_000 }] }),
  'post /v1/me/answers': () => house.api.shopper(member)('POST', '/v1/me/answers', { question: 'birthday', answer: '--04-30' }),
  'get /v1/me/referral': () => house.api.shopper(member)('GET', '/v1/me/referral'),
  'post /v1/me/referral': async () => {
    const staff = await house.api.staff();
    const { settings } = (await (await staff('GET', '/v1/shop')).json()) as { settings: { programme: { rules: object[] } } };
    const friends = { id: 'friends', on: 'referral', title: {}, points: 100, friendPoints: 20, limits: {} };
    await staff('PATCH', '/v1/shop', { programme: { ...settings.programme, rules: [...settings.programme.rules, friends] } });
    const code = async () => ((await (await house.api.shopper(member)('GET', '/v1/me/referral')).json()) as { code: string | null }).code;
    const open = await until(code, { what: 'the code', timeoutMs: 10_000, everyMs: 500 });
    return house.api.shopper(await aGuest(house))('POST', '/v1/me/referral', { code: open });
  },
  'post /v1/me/vouchers/{id}/cancel': async () => {
    const me = house.api.shopper(member);
    await house.api.secret('POST', '/v1/points/adjustments', { for: { shopperId }, points: 900, reason: 'Sorry' }, { 'idempotency-key': 'more' });
    const taken = await me('POST', '/v1/me/redemptions', { rewardId: 'five' }, { 'idempotency-key': 'given-up' });
    return me('POST', `/v1/me/vouchers/${((await taken.json()) as { voucher: Voucher }).voucher.code}/cancel`);
  },
  'post /v1/orders/{id}/refunds': () => house.api.secret('POST', '/v1/orders/o-1/refunds', { id: 'r-1', amountMinor: 100 }),
  'post /v1/orders/{id}/cancellation': async () => {
    await house.api.secret('POST', '/v1/orders', anOrder('o-off'));
    return house.api.secret('POST', '/v1/orders/o-off/cancellation', {});
  },
  'post /v1/points/balance': () => house.api.secret('POST', '/v1/points/balance', { for: { shopperId } }),
  'post /v1/points/adjustments': () =>
    house.api.secret('POST', '/v1/points/adjustments', { for: { shopperId }, points: 300, reason: 'Sorry' }, { 'idempotency-key': 'sorry' }),
  'post /v1/points/redemptions': () =>
    house.api.secret('POST', '/v1/points/redemptions', { for: { shopperId }, rewardId: 'five' }, { 'idempotency-key': 'till' }),
  'post /v1/points/awards': () => house.api.secret('POST', '/v1/points/awards', { for: { shopperId }, id: 'rev-1', on: 'review' }),
  'post /v1/points/import': () =>
    house.api.secret('POST', '/v1/points/import', { rows: [{ id: 'old-1', for: { customerId: 'from-before' }, points: 12 }] }),
  'post /v1/vouchers/cancel': async () => {
    const taken = await house.api.shopper(member)('POST', '/v1/me/redemptions', { rewardId: 'five' }, { 'idempotency-key': 'called-off' });
    return house.api.secret('POST', '/v1/vouchers/cancel', { code: ((await taken.json()) as { voucher: Voucher }).voucher.code });
  },
  'post /v1/rewards/{id}/codes': async () => {
    const staff = await house.api.staff();
    const { settings } = (await (await staff('GET', '/v1/shop')).json()) as { settings: { programme: { rewards: object[] } } };
    const pooled = {
      id: 'pooled',
      kind: 'custom',
      title: {},
      costPoints: 9,
      valueMinor: null,
      percent: null,
      minimumMinor: 0,
      stock: null,
      codes: 'pool',
    };
    await staff('PATCH', '/v1/shop', { programme: { ...settings.programme, rewards: [...settings.programme.rewards, pooled] } });
    return staff('POST', '/v1/rewards/pooled/codes', { codes: ['AAAA-1', 'AAAA-2'] });
  },
  'get /v1/shoppers/{id}/points': async () => (await house.api.staff())('GET', `/v1/shoppers/${shopperId}/points`),
  'get /v1/shoppers/{id}/statement': async () => (await house.api.staff())('GET', `/v1/shoppers/${shopperId}/statement?limit=3`),
  'get /v1/shoppers/{id}/ledger/{seq}': async () => (await house.api.staff())('GET', `/v1/shoppers/${shopperId}/ledger/1`),
  'post /v1/shoppers/{id}/adjustments': async () =>
    (await house.api.staff())('POST', `/v1/shoppers/${shopperId}/adjustments`, { points: 5, reason: 'Thanks' }, { 'idempotency-key': 'thanks' }),
  'get /v1/rules/versions': async () => (await house.api.staff())('GET', '/v1/rules/versions?limit=5'),
  'get /v1/programme/versions': async () => (await house.api.staff())('GET', '/v1/programme/versions?limit=5'),
  'post /v1/programme/replay': async () => (await house.api.staff())('POST', '/v1/programme/replay', { days: 395 }),
  'post /v1/orders': () => house.api.secret('POST', '/v1/orders', anOrder('o-2')),
  'post /v1/vouchers/validate': () =>
    house.api.secret('POST', '/v1/vouchers/validate', { code: voucher.code, subtotalMinor: 9_000, currency: 'EUR' }),
  'post /v1/vouchers/use': () => house.api.secret('POST', '/v1/vouchers/use', { code: voucher.code.toLowerCase(), orderId: 'o-3' }),
  'post /v1/webhooks/{shop}/{kind}': () => delivered(house, 'orders', anOrder('o-4')),
  'get /v1/me/reminders': () => house.api.shopper(member)('GET', '/v1/me/reminders?locale=en'),
  'patch /v1/me/reminders': async () => {
    await (
      await house.api.staff()
    )('POST', '/v1/reminders', { ...aReminder('bowls'), of: { by: 'product', ids: ['gong-fu'] } });
    await house.api.secret('POST', '/v1/orders', anOrder('o-kept'));
    const list = async () =>
      ((await (await house.api.shopper(member)('GET', '/v1/me/reminders')).json()) as { reminders: { id: string }[] }).reminders;
    await until(async () => (await list()).length > 0, { what: 'the reminder', timeoutMs: 10_000 });
    return house.api.shopper(member)('PATCH', '/v1/me/reminders', { id: (await list())[0]?.id, stopped: true });
  },
  'get /v1/reminders': async () => (await house.api.staff())('GET', '/v1/reminders'),
  'post /v1/reminders': async () => (await house.api.staff())('POST', '/v1/reminders', aReminder('warranty')),
  'post /v1/reminders/preview': async () => (await house.api.staff())('POST', '/v1/reminders/preview', aReminder('draft')),
  'delete /v1/reminders/{id}': async () => {
    await (
      await house.api.staff()
    )('POST', '/v1/reminders', aReminder('short-lived'));
    return (await house.api.staff())('DELETE', '/v1/reminders/short-lived');
  },
  'get /v1/demand': async () => (await house.api.staff())('GET', '/v1/demand'),
  'get /v1/points/days': async () => (await house.api.staff())('GET', '/v1/points/days?from=2026-11-01&to=2026-12-31'),
  'get /v1/webhook-endpoints': async () => (await house.api.staff())('GET', '/v1/webhook-endpoints'),
  'post /v1/webhook-endpoints': async () =>
    (await house.api.staff())('POST', '/v1/webhook-endpoints', { url: 'https://shop.example/hooks', types: ['points.earned', 'tier.changed'] }),
  'patch /v1/webhook-endpoints/{id}': async () => (await house.api.staff())('PATCH', `/v1/webhook-endpoints/${endpointId}`, { state: 'off' }),
  'delete /v1/webhook-endpoints/{id}': async () => (await house.api.staff())('DELETE', '/v1/webhook-endpoints/whk_nobody'),
  'post /v1/webhook-endpoints/{id}/secret': async () =>
    (await house.api.staff())('POST', `/v1/webhook-endpoints/${endpointId}/secret`, { overlapMs: 1_000 }),
  'post /v1/webhook-endpoints/{id}/test': async () => (await house.api.staff())('POST', `/v1/webhook-endpoints/${endpointId}/test`),
  'post /v1/webhook-endpoints/{id}/replay': async () => (await house.api.staff())('POST', `/v1/webhook-endpoints/${endpointId}/replay`),
  'get /v1/webhook-deliveries': async () => (await house.api.staff())('GET', '/v1/webhook-deliveries?limit=5'),
  'get /v1/webhook-deliveries/{id}': async () => (await house.api.staff())('GET', `/v1/webhook-deliveries/${deliveryId}`),
  'post /v1/webhook-deliveries/{id}/replay': async () => (await house.api.staff())('POST', `/v1/webhook-deliveries/${deliveryId}/replay`),
  'post /v1/imports': () => house.api.secret('POST', '/v1/imports?format=rapport-csv', ARRIVALS),
  'get /v1/imports': () => house.api.secret('GET', '/v1/imports?limit=5'),
  'post /v1/imports/{id}/approve': async () => house.api.secret('POST', `/v1/imports/${await aHeldImport()}/approve`),
  'post /v1/imports/{id}/refuse': async () => house.api.secret('POST', `/v1/imports/${await aHeldImport()}/refuse`),
  'get /v1/feeds': () => house.api.secret('GET', '/v1/feeds'),
  'post /v1/feeds': () => house.api.secret('POST', '/v1/feeds', { url: 'https://shop.example/feed.xml' }),
  'post /v1/feeds/{id}/fetch': async () => house.api.secret('POST', `/v1/feeds/${await aFeed()}/fetch`),
  'delete /v1/feeds/{id}': async () => house.api.secret('DELETE', `/v1/feeds/${await aFeed()}`),
  'get /v1/imports/{id}/waiting': async () => (await house.api.staff())('GET', `/v1/imports/${importId}/waiting`),
  'get /v1/imports/{id}': () => house.api.secret('GET', `/v1/imports/${importId}`),
  'post /v1/shops': () =>
    fetch(new URL('/v1/shops', house.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${setupToken(house.secret)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Second', currency: 'TWD', locales: ['zh-Hant'], ownerEmail: 'second@tea.example' }),
    }),
  'post /v1/staff/codes': () => house.api.page('POST', '/v1/staff/codes', { shopId: house.shop.shopId, email: 'nobody@tea.example' }),
  'get /v1/shop': async () => (await house.api.staff())('GET', '/v1/shop'),
  'patch /v1/shop': async () => (await house.api.staff())('PATCH', '/v1/shop', { name: 'Tea and ware' }),
  'get /v1/staff': async () => (await house.api.staff())('GET', '/v1/staff'),
  'post /v1/staff': async () => (await house.api.staff())('POST', '/v1/staff', { email: 'agent@tea.example', role: 'agent' }),
  'delete /v1/staff/{id}': async () => (await house.api.staff())('DELETE', '/v1/staff/nobody@tea.example'),
  'get /v1/keys': async () => (await house.api.staff())('GET', '/v1/keys'),
  'post /v1/keys': async () => (await house.api.staff())('POST', '/v1/keys'),
  'post /v1/keys/{id}/end': async () => {
    const staff = await house.api.staff();
    const { id } = (await (await staff('POST', '/v1/keys')).json()) as { id: string };
    return staff('POST', `/v1/keys/${id}/end`, { overlapMs: 1_000 });
  },
  'post /v1/identity-secret': async () => (await house.api.staff())('POST', '/v1/identity-secret', { overlapMs: 86_400_000 }),
  'post /v1/webhook-secret': async () => (await house.api.staff())('POST', '/v1/webhook-secret', { overlapMs: 86_400_000 }),
  'get /v1/audit': async () => (await house.api.staff())('GET', '/v1/audit?limit=3'),
  'get /v1/me/export': () => house.api.shopper(member)('GET', '/v1/me/export'),
  'delete /v1/me': async () => house.api.shopper(await aGuest(house))('DELETE', '/v1/me'),
  'get /v1/shoppers/{id}/export': async () => (await house.api.staff())('GET', `/v1/shoppers/${shopperId}/export`),
  'delete /v1/shoppers/{id}': async () => (await house.api.staff())('DELETE', '/v1/shoppers/shp_nobody'),
  'post /v1/slices/{id}/rebuild': async () => (await house.api.staff())('POST', '/v1/slices/1/rebuild'),
  'get /v1/me/offers': () => house.api.shopper(member)('GET', '/v1/me/offers?placement=banner'),
  'post /v1/me/offers/{id}/claim': async () => {
    const offerId = await aRunningOffer(house, { priority: 100 });
    await house.api.shopper(member)('GET', '/v1/me/offers?placement=cart');
    return house.api.shopper(member)('POST', `/v1/me/offers/${offerId}/claim`, undefined, { 'idempotency-key': 'contract-offer' });
  },
  'post /v1/me/offers/{id}/decline': async () => house.api.shopper(member)('POST', `/v1/me/offers/${await aRunningOffer(house)}/decline`),
  'delete /v1/me/offers/{id}/decline': async () => house.api.shopper(member)('DELETE', `/v1/me/offers/${await aRunningOffer(house)}/decline`),
  'get /v1/offers': async () => (await house.api.staff())('GET', '/v1/offers'),
  'post /v1/offers': async () => (await house.api.staff())('POST', '/v1/offers', OFFER),
  'get /v1/offers/{id}': async () => (await house.api.staff())('GET', `/v1/offers/${await aRunningOffer(house)}`),
  'patch /v1/offers/{id}': async () => (await house.api.staff())('PATCH', `/v1/offers/${await aRunningOffer(house)}`, { state: 'paused' }),
  'post /v1/offers/count': async () => (await house.api.staff())('POST', '/v1/offers/count', OFFER),
  'post /v1/offers/preview': async () => (await house.api.staff())('POST', '/v1/offers/preview', { shopperId, draft: OFFER }),
  'get /v1/shoppers/{id}/decisions': async () => (await house.api.staff())('GET', `/v1/shoppers/${shopperId}/decisions`),
  'get /v1/experiments/holdout': async () => (await house.api.staff())('GET', '/v1/experiments/holdout'),
  'get /v1/placements': async () => (await house.api.staff())('GET', '/v1/placements'),
  'patch /v1/placements/{placement}': async () =>
    (await house.api.staff())('PATCH', '/v1/placements/similar', { pins: [{ productId: 'gong-fu', place: 1 }], exclude: [], boosts: [] }),
  'get /v1/shoppers/{id}/recommendations': async () =>
    (await house.api.staff())('GET', `/v1/shoppers/${shopperId}/recommendations?placement=for-you&locale=en`),
  'post /v1/audience/count': async () => (await house.api.staff())('POST', '/v1/audience/count', { rule: { '>=': [{ var: 'orders' }, 1] } }),
  'post /v1/audience/list': async () => (await house.api.staff())('POST', '/v1/audience/list', { rule: { and: [] }, limit: 5 }),
  'get /v1/segments': async () => (await house.api.staff())('GET', '/v1/segments'),
  'post /v1/segments': async () => (await house.api.staff())('POST', '/v1/segments', aSegment('buyers')),
  'delete /v1/segments/{id}': async () => {
    const staff = await house.api.staff();
    await staff('POST', '/v1/segments', aSegment('passing'));
    return staff('DELETE', '/v1/segments/passing');
  },
  'get /v1/segments/{id}/export': async () => {
    const staff = await house.api.staff();
    await staff('POST', '/v1/segments', aSegment('exported'));
    return staff('GET', '/v1/segments/exported/export');
  },
  'get /v1/shoppers/{id}/standing': async () => (await house.api.staff())('GET', `/v1/shoppers/${shopperId}/standing`),
  'post /v1/shoppers/{id}/profile': async () => (await house.api.staff())('POST', `/v1/shoppers/${shopperId}/profile`, { answers: {} }),
  'get /v1/quality': async () => (await house.api.staff())('GET', '/v1/quality'),
  'get /v1/duplicates': async () => (await house.api.staff())('GET', '/v1/duplicates'),
  'get /v1/merges': async () => (await house.api.staff())('GET', '/v1/merges'),
  'post /v1/merges': async () => (await merged('merge-contract')).answer,
  'post /v1/merges/{id}/undo': async () => {
    const { answer, staff } = await merged('undo-contract');
    return staff('POST', `/v1/merges/${((await answer.json()) as { id: string }).id}/undo`);
  },
  'get /v1/lists': async () => (await house.api.staff())('GET', '/v1/lists'),
  'post /v1/lists': async () => (await house.api.staff())('POST', '/v1/lists', { id: 'evening', name: 'Tea evening' }),
  'post /v1/lists/{id}/people': async () => {
    const staff = await house.api.staff();
    await staff('POST', '/v1/lists', { id: 'press', name: 'Press' });
    return staff('POST', '/v1/lists/press/people', `id,email\n${shopperId},\n,nobody@tea.example\n`);
  },
  'get /v1/lists/{id}/export': async () => {
    const staff = await house.api.staff();
    await staff('POST', '/v1/lists', { id: 'press', name: 'Press' });
    return staff('GET', '/v1/lists/press/export');
  },
  'delete /v1/lists/{id}': async () => {
    const staff = await house.api.staff();
    await staff('POST', '/v1/lists', { id: 'short', name: 'Short' });
    return staff('DELETE', '/v1/lists/short');
  },
  'get /v1/me/profile': () => house.api.shopper(member)('GET', '/v1/me/profile?locale=en'),
  'post /v1/me/profile/later': async () => {
    const ask = [{ id: 'later', type: 'flag', label: { '': 'Is it a present?' }, purpose: {} }];
    await (
      await house.api.staff()
    )('PATCH', '/v1/shop', { profileFields: ask });
    const later = () => house.api.shopper(member)('POST', '/v1/me/profile/later', { field: 'later' });
    await until(async () => (await later()).status === 204, { what: 'the slices to hear of the question' });
    return later();
  },
  'post /v1/me/profile': () => house.api.shopper(member)('POST', '/v1/me/profile', { answers: {} }),
  'get /v1/reports/days': async () => (await house.api.staff())('GET', '/v1/reports/days?days=7'),
  'get /v1/notices': async () => (await house.api.staff())('GET', '/v1/notices?limit=3'),
  'get /v1/reports/funnel': async () => (await house.api.staff())('GET', '/v1/reports/funnel?days=7'),
  'get /v1/reports/stages': async () => (await house.api.staff())('GET', '/v1/reports/stages'),
  'post /v1/value/learn': async () => (await house.api.staff())('POST', '/v1/value/learn'),
  'get /v1/products': async () => (await house.api.staff())('GET', '/v1/products?limit=1&query=pot'),
  'get /v1/watches': async () => (await house.api.staff())('GET', '/v1/watches?kind=search&limit=2'),
  'get /v1/shoppers': async () => (await house.api.staff())('GET', '/v1/shoppers?query=mei'),
  'get /v1/shoppers/{id}': async () => (await house.api.staff())('GET', `/v1/shoppers/${shopperId}`),
  'get /v1/shoppers/{id}/timeline': async () => (await house.api.staff())('GET', `/v1/shoppers/${shopperId}/timeline?limit=3`),
  'post /v1/me/inbox/marks': () => house.api.shopper(member)('POST', '/v1/me/inbox/marks', { ids: ['nothing-of-mine'], as: 'archived' }),
  'get /v1/me/inbox/{id}/why': async () => {
    const { messages } = await taken<{ messages: { id: string }[] }>(await house.api.shopper(member)('GET', '/v1/me/inbox'));
    return house.api.shopper(member)('GET', `/v1/me/inbox/${messages[0]?.id}/why`);
  },
  'get /v1/me/preferences': () => house.api.shopper(member)('GET', '/v1/me/preferences'),
  'patch /v1/me/preferences': () => house.api.shopper(member)('PATCH', '/v1/me/preferences', { fewer: true, quiet: { from: '22:00', to: '08:00' } }),
  'post /v1/me/email': () => house.api.shopper(member)('POST', '/v1/me/email', { email: 'elsewhere@people.example' }),
  'post /v1/me/push': () =>
    house.api.shopper(member)('POST', '/v1/me/push', { endpoint: 'https://push.example/1', keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) } }),
  'post /v1/me/push/end': () => house.api.shopper(member)('POST', '/v1/me/push/end', { endpoint: 'https://push.example/1' }),
  'get /v1/links/{token}': async () => {
    const { messages } = await taken<{ messages: { id: string; product: object | null }[] }>(await house.api.shopper(member)('GET', '/v1/me/inbox'));
    return byLink('click', messages.find(({ product }) => product !== null)?.id ?? '', '/v1/links');
  },
  'get /v1/links/{token}/offer': async () => byLink('click', await offerMessage(), '/v1/links', undefined, '/offer'),
  'post /v1/links/{token}/offer': async () => byLink('click', await offerMessage(), '/v1/links', 'do=take', '/offer'),
  'get /v1/preferences/{token}': () => byLink('prefs', '', '/v1/preferences'),
  'post /v1/preferences/{token}': () => byLink('prefs', '', '/v1/preferences', 'do=off'),
  'get /v1/stop/{token}': () => byLink('stop', 'asked-for', '/v1/stop'),
  'post /v1/stop/{token}': () => byLink('stop', 'asked-for', '/v1/stop', 'List-Unsubscribe=One-Click'),
  'get /v1/confirm/{token}': () => byLink('confirm', 'x', '/v1/confirm'),
  'post /v1/confirm/{token}': async () => {
    await house.api.shopper(member)('POST', '/v1/me/email', { email: 'confirmed@people.example' });
    const asked = await until(async () => (await house.mailbox.mails()).find(({ to }) => to.includes('confirmed@people.example')), {
      what: 'the mail that asks',
    });
    const path = /\/v1\/confirm\/[^\s"]+/.exec(asked.text)?.[0] ?? '';
    return fetch(new URL(path, house.url), { method: 'POST', body: 'do=confirm' });
  },
  'get /v1/messages': async () => (await house.api.staff())('GET', '/v1/messages?limit=5&channel=inbox&outcome=sent'),
  'get /v1/templates': async () => (await house.api.staff())('GET', '/v1/templates?locale=zh-Hant'),
  'get /v1/templates/{id}': async () => (await house.api.staff())('GET', '/v1/templates/arrival?locale=en'),
  'post /v1/templates/{id}/test': async () => (await house.api.staff())('POST', '/v1/templates/digest/test', { locale: 'en' }),
  'get /v1/channels': async () => (await house.api.staff())('GET', '/v1/channels'),
  'post /v1/channels/{id}/test': async () => (await house.api.staff())('POST', '/v1/channels/email/test'),
};
/** Answers without a body to check, each told by its own test below. */
const ELSEWHERE = new Set(['get /v1/me/live', 'delete /v1/staff/sessions', 'post /v1/staff/sessions']);

beforeAll(async () => {
  house = await aHouse({ clock: true });
  importId = ((await (await house.api.secret('POST', '/v1/imports?format=rapport-csv', FILE)).json()) as ImportReport).id;
  await until(async () => ((await (await house.api.secret('GET', `/v1/imports/${importId}`)).json()) as ImportReport).state === 'done', {
    what: 'the import',
  });
  await house.api.secret('POST', '/v1/orders', anOrder('o-1'));
  await house.setClock(20 * DAY_MS);
  member = await aMember(house, 'mei', await aGuest(house), Date.now() + 20 * DAY_MS);
  const me = house.api.shopper(member);
  await until(async () => ((await (await me('GET', '/v1/me')).json()) as { points: { available: number } }).points.available >= 200, {
    what: 'points to mature',
  });
  voucher = ((await (await me('POST', '/v1/me/redemptions', { rewardId: 'five' }, { 'idempotency-key': 'first' })).json()) as { voucher: Voucher })
    .voucher;
  const people = (await (await (await house.api.staff())('GET', '/v1/shoppers?query=mei')).json()) as { shoppers: { id: string }[] };
  shopperId = people.shoppers[0]?.id ?? '';
  const staff = await house.api.staff();
  const hook = { url: 'http://127.0.0.1:9/hooks', types: ['points.spent'] };
  endpointId = ((await (await staff('POST', '/v1/webhook-endpoints', hook)).json()) as { endpoint: { id: string } }).endpoint.id;
  deliveryId = ((await (await staff('POST', `/v1/webhook-endpoints/${endpointId}/test`)).json()) as { id: string }).id;
  await taken(await me('POST', '/v1/me/watches', { kind: 'search', query: 'matcha bowl' }));
  await house.api.secret('POST', '/v1/imports?format=rapport-csv', ARRIVALS);
  await until(async () => ((await (await me('GET', '/v1/me')).json()) as { unread: number }).unread > 0, { what: 'a message' });
});
afterAll(() => house.dispose());

const aFeed = async (): Promise<string> =>
  ((await (await house.api.secret('POST', '/v1/feeds', { url: 'https://shop.example/feed.xml', everyHours: 168 })).json()) as { id: string }).id;

/** A feed of which most leaves with the next one: the owner is asked. */
let feedsHeld = 0;
async function aHeldImport(): Promise<string> {
  const from = (feedsHeld += 10);
  const feed = (count: number): string =>
    `<rss><channel>${Array.from({ length: count }, (_, i) => `<item><id>f${from + i}</id><title>Thing ${from + i}</title><price>5.00 EUR</price></item>`).join('')}</channel></rss>`;
  let id = '';
  for (const count of [9, 1]) {
    id = ((await (await house.api.secret('POST', '/v1/imports?format=merchant-feed', feed(count))).json()) as ImportReport).id;
    const state = async (): Promise<string> => ((await (await house.api.secret('GET', `/v1/imports/${id}`)).json()) as ImportReport).state;
    await until(async () => (await state()) !== 'running', { what: 'the feed to be compared' });
    if (count > 1 && (await state()) === 'held') await house.api.secret('POST', `/v1/imports/${id}/approve`);
    await until(async () => (await state()) === (count > 1 ? 'done' : 'held'), { what: 'the feed to be read' });
  }
  return id;
}

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

it('knows a call for every route', () => {
  expect(ROUTES.map(nameOf).filter((name) => !(name in calls) && !ELSEWHERE.has(name))).toEqual([]);
});

describe('every route answers as the contract says', () => {
  it.each(ROUTES.filter((route) => nameOf(route) in calls).map((route) => [nameOf(route), route] as const))(
    '%s',
    async (name, { status, answer }) => {
      const response = await (calls[name] as Call)();
      const text = await response.text();
      expect([response.status, text]).toEqual([status, expect.any(String)]);
      expect(response.headers.get('x-request-id')).toBeTruthy();
      const parsed = answer?.safeParse(text === '' ? null : JSON.parse(text));
      expect(parsed?.error?.issues ?? []).toEqual([]);
    },
  );
});

it('refuses a row of the lexicon that would not be read as it stands, and says which', async () => {
  const staff = await house.api.staff();
  const refused = await staff('PATCH', '/v1/shop', {
    lexicon: {
      synonyms: [
        ['mug', 'cup'],
        ['bowl', '!'],
      ],
      letters: ['臺台', 'ab'],
    },
  });
  expect([refused.status, ((await refused.json()) as ProblemBody).issues?.map(({ path }) => path)]).toEqual([
    400,
    ['lexicon/synonyms/1', 'lexicon/letters/1'],
  ]);
  expect((await staff('PATCH', '/v1/shop', { lexicon: { synonyms: [['mug', 'cup']], letters: ['臺台'] } })).status).toBe(200);
});

it('signs staff out, and the session is worth nothing afterwards', async () => {
  const staff = await house.api.staff();
  expect((await staff('DELETE', '/v1/staff/sessions')).status).toBe(204);
  expect((await staff('GET', '/v1/shop')).status).toBe(401);
});
