import { ROUTES } from '@rapport/protocol';
import type {
  FollowIdeas,
  MessagePage,
  MyProfile,
  OfferPage,
  PreferencesView,
  RecommendationRow,
  ShopperView,
  StatementPage,
  Voucher,
  Watch,
  WhyView,
} from '@rapport/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { demoAnswers } from '../../packages/embed/src/demo/answers.ts';
import { DemoShop } from '../../packages/embed/src/demo/shop.ts';

// What `rapport.demo()` answers: in the forms that the protocol states, and in agreement with what was done before.

let shop: DemoShop;
beforeEach(() => {
  shop = new DemoShop('en', demoAnswers('en', Date.now(), '/demo'));
});

/** Asks, and holds the answer against what the contract says of that route. */
const ask = <T>(call: string, body?: object): T => {
  const [method = '', address = ''] = call.split(' ');
  const url = new URL(address, 'https://demo.invalid');
  const told = shop.tell(`${method} ${url.pathname}`, url.searchParams, body ?? {});
  const fits = (path: string): boolean => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(url.pathname);
  const named = ROUTES.filter(({ method: one, path }) => one.toUpperCase() === method && fits(path));
  const route = named.find(({ path }) => path === url.pathname) ?? named[0];
  expect(route, call).toBeDefined();
  if (body) expect(route?.body?.safeParse(body).error?.issues).toBeUndefined();
  expect([call, told.status]).toEqual([call, route?.status]);
  if (route?.answer) expect([call, route.answer.safeParse(told.body).error?.issues]).toEqual([call, undefined]);
  return told.body as T;
};
/** The code of a refusal. */
const refusal = (call: string, body: object = {}): unknown => {
  const [method = '', path = ''] = call.split(' ');
  const { status, body: problem } = shop.tell(`${method} ${path}`, new URLSearchParams(), body);
  expect(status).toBeGreaterThanOrEqual(400);
  return String((problem as { type?: string }).type)
    .split('/')
    .pop();
};
const view = (): ShopperView => ask('GET /v1/me');

test('every call that only asks is answered as the contract says, in both languages', () => {
  for (const locale of ['en', 'zh-Hant']) {
    shop = new DemoShop(locale, demoAnswers(locale, Date.now(), '/demo'));
    for (const path of [
      ...['config', 'config/texts?language=en', 'trending?count=2', 'me', 'me/recommendations?placement=for-you&count=4', 'me/hidden', 'me/inbox'],
      ...['me/inbox/demo-1/why', 'me/watches', 'me/follows', 'me/reminders', 'me/points', 'me/statement', 'me/referral', 'me/profile'],
      ...['me/preferences', 'me/export', 'me/offers?placement=cart'],
    ])
      expect(ask(`GET /v1/${path}`)).toBeTypeOf('object');
  }
});

test('what there isn’t is refused, and is no view', () => {
  expect(refusal('GET /v1/me/birthday')).toBe('not-found');
  expect(refusal('POST /v1/me/lottery')).toBe('not-found');
  expect(refusal('PATCH /v1/me/watches/none', { paused: true })).toBe('not-found');
  expect(refusal('GET /v1/me/inbox/none/why')).toBe('not-found');
  expect(refusal('POST /v1/me/offers/none/claim')).toBe('unknown-offer');
});

describe('points', () => {
  test('fall when a reward is taken, whose voucher is of that reward, and come back with it', () => {
    const { voucher } = ask<{ voucher: Voucher }>('POST /v1/me/redemptions', { rewardId: 'demo-tin' });
    expect(voucher).toMatchObject({ rewardId: 'demo-tin', kind: 'gift', state: 'ready' });
    expect([view().points.available, view().vouchers[0]?.code]).toEqual([140, voucher.code]);
    expect(refusal('POST /v1/me/redemptions', { rewardId: 'demo-tin' })).toBe('not-enough-points');
    expect(refusal('POST /v1/me/redemptions', { rewardId: 'demo-cup' })).toBe('out-of-stock');
    expect(refusal('POST /v1/me/redemptions', { rewardId: 'none' })).toBe('unknown-reward');
    const after = ask<ShopperView>(`POST /v1/me/vouchers/${voucher.code}/cancel`);
    expect([after.points.available, after.vouchers[0]?.state]).toEqual([340, 'cancelled']);
    expect(ask('GET /v1/me/points')).toMatchObject({ available: 340, spent: 240 });
    const [back, given] = ask<StatementPage>('GET /v1/me/statement?limit=2').rows;
    expect([back?.kind, back?.after.available, given?.kind, given?.after.available]).toEqual(['give-back', 340, 'spend', 140]);
    expect(refusal('POST /v1/me/vouchers/Z41P-88WC-QN0T-3LMD/cancel')).toBe('voucher-used');
    expect(refusal('POST /v1/me/vouchers/none/cancel')).toBe('unknown-voucher');
  });

  test('come with the first answer to each question; the next is asked, and “not now” is taken', () => {
    ask('POST /v1/me/profile', { answers: { tea: 'Oolong' } });
    expect([view().points.available, ask<MyProfile>('GET /v1/me/profile').question?.id]).toEqual([350, 'cups']);
    ask('POST /v1/me/profile', { answers: { tea: null } });
    expect(ask<MyProfile>('GET /v1/me/profile').question).toMatchObject({ id: 'tea', points: 0 });
    ask('POST /v1/me/profile', { answers: { tea: 'Green' } });
    expect(view().points.available).toBe(350);
    ask('POST /v1/me/profile/later', { field: 'cups' });
    expect(ask<MyProfile>('GET /v1/me/profile').question).toBeNull();
  });

  test('are counted ahead from the basket', () => {
    const lines = [
      { productId: 'demo-0', totalMinor: 4_800 },
      { productId: 'demo-3', totalMinor: 1_950 },
    ];
    expect(ask('POST /v1/me/preview', { lines })).toMatchObject({ points: 67, lines: [{ points: 48 }, { points: 19 }] });
  });

  test('a friend’s code is told apart from one’s own', () => {
    expect(refusal('POST /v1/me/referral', { code: 'k7px 9rtm' })).toBe('own-referral');
    expect(refusal('POST /v1/me/referral', { code: 'X' })).toBe('not-new');
  });
});

describe('wishes and rows', () => {
  test('a wish is kept once, pauses, changes, comes back, and is taken off', () => {
    const ask1 = { kind: 'search', query: 'left-handed scissors', filters: {} };
    const kept = ask<Watch>('POST /v1/me/watches', ask1);
    expect(ask<Watch>('POST /v1/me/watches', ask1).id).toBe(kept.id);
    expect(ask('POST /v1/me/watches', { kind: 'price', productId: 'demo-1', goal: { percent: 20 } })).toMatchObject({ baselineMinor: 2_200 });
    expect(refusal('POST /v1/me/watches', { kind: 'like', productId: 'none' })).toBe('not-found');
    expect(ask<Watch>(`PATCH /v1/me/watches/${kept.id}`, { paused: true, frequency: 'weekly' })).toMatchObject({ paused: true, frequency: 'weekly' });
    expect(view().watches.find(({ id }) => id === kept.id)?.paused).toBe(true);
    expect(ask<ShopperView>(`DELETE /v1/me/watches/${kept.id}`).watches.some(({ id }) => id === kept.id)).toBe(false);
  });

  test('what is followed or declined is offered no more; a reminder stops and goes on', () => {
    const [idea] = ask<FollowIdeas>('GET /v1/me/follows').ideas;
    ask('POST /v1/me/watches', { kind: 'follow', what: 'brand', name: idea?.name });
    expect(ask<FollowIdeas>('GET /v1/me/follows').ideas).toEqual([]);
    shop = new DemoShop('en', demoAnswers('en', Date.now(), '/demo'));
    ask('PATCH /v1/me/follows', { id: idea?.id, declined: true });
    expect(ask<FollowIdeas>('GET /v1/me/follows').ideas).toEqual([]);
    ask('PATCH /v1/me/follows', { id: idea?.id, declined: false });
    expect(ask<FollowIdeas>('GET /v1/me/follows').ideas).toEqual([idea]);
    ask('PATCH /v1/me/reminders', { id: 'demo-warranty', stopped: true });
    expect(ask('GET /v1/me/reminders')).toMatchObject({ reminders: [{ stopped: true }] });
  });

  test('what is hidden is in no row until it is shown again', () => {
    const row = (): string[] =>
      ask<RecommendationRow>('GET /v1/me/recommendations?placement=for-you&count=9').items.map(({ productId }) => productId);
    ask('POST /v1/me/hidden', { productId: 'demo-1' });
    expect([row(), ask('GET /v1/me/hidden')]).toMatchObject([['demo-0', 'demo-2', 'demo-3'], { products: [{ productId: 'demo-1' }] }]);
    ask('DELETE /v1/me/hidden/demo-1');
    expect(row()).toHaveLength(4);
    const page = ask<{ rows: RecommendationRow[]; offers: OfferPage[] }>('POST /v1/me/page', {
      rows: [{ placement: 'for-you', count: 2, locale: 'en' }, null],
      offers: [{ placement: 'cart', basketMinor: 1_000 }],
    });
    expect([page.rows[0]?.items.length, page.rows[1], page.offers[0]?.offers[0]?.missingMinor]).toEqual([2, null, 2_000]);
  });
});

describe('what the member is told', () => {
  test('a message is read, says why it came, and is put away', () => {
    expect(ask<WhyView>('GET /v1/me/inbox/demo-1/why').words).toContain('You asked Demo to tell you.');
    expect(ask<ShopperView>('POST /v1/me/inbox/read', { ids: ['demo-1'] }).unread).toBe(0);
    expect(ask<ShopperView>('POST /v1/me/inbox/marks', { ids: ['demo-1'], as: 'unread' }).unread).toBe(1);
    ask('POST /v1/me/inbox/marks', { ids: ['demo-1'], as: 'archived' });
    const { messages, next } = ask<MessagePage>('GET /v1/me/inbox');
    expect([messages.map(({ id }) => id), next, view().unread]).toEqual([['demo-2'], null, 0]);
    ask('POST /v1/me/inbox/marks', { ids: ['demo-1'], as: 'unarchived' });
    expect(ask<MessagePage>('GET /v1/me/inbox').messages.map(({ id }) => id)).toEqual(['demo-1', 'demo-2']);
  });

  test('an offer is taken with its code, or sent away until it is brought back', () => {
    expect(ask('POST /v1/me/offers/demo-offer/claim')).toMatchObject({ offer: { state: 'taken', code: 'HALF-TIN-2' } });
    expect(ask<OfferPage>('GET /v1/me/offers?placement=panel').offers[0]?.state).toBe('taken');
    ask('POST /v1/me/offers/demo-offer/decline');
    expect(ask<OfferPage>('GET /v1/me/offers?placement=panel').offers).toEqual([]);
    ask('DELETE /v1/me/offers/demo-offer/decline');
    expect(ask<OfferPage>('GET /v1/me/offers?placement=panel').offers).toHaveLength(1);
  });

  test('preferences, the address and consent are kept', () => {
    ask('PATCH /v1/me/preferences', { fewer: true, quiet: { from: '20:00', to: '09:00' } });
    ask('POST /v1/me/email', { email: 'new@example.com' });
    expect(ask<PreferencesView>('GET /v1/me/preferences')).toMatchObject({
      preferences: { fewer: true, quiet: { from: '20:00' } },
      mail: { email: 'new@example.com', state: 'unconfirmed' },
    });
    const record = { personalisation: 'pending', messages: 'denied', source: 'preferences', words: '' };
    expect(ask<ShopperView>('POST /v1/me/consent', record).consent).toEqual({ personalisation: 'granted', messages: 'denied' });
    expect(view().version).toBeGreaterThan(1);
  });

  test('who is forgotten is not known any more', () => {
    ask('DELETE /v1/me');
    expect(refusal('GET /v1/me')).toBe('erased');
  });
});
