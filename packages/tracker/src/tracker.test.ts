import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aJwt, aPage, PlainStorage, usual } from './testing/a-page.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const granted = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' } as const;
const denied = { ...granted, personalisation: 'denied', messages: 'denied' } as const;
const wish = { personalisation: 'pending', messages: 'granted', source: 'watch', words: 'We keep the words' } as const;

describe('before consent', () => {
  test('nothing is stored and nothing is sent, whatever happens on the page', async () => {
    const page = aPage({ consent: 'ask' });
    page.tracker.viewPage();
    page.tracker.track('search', { search_term: 'matcha bowl', results_count: 0 });
    page.tracker.flush();
    page.tracker.online();
    expect(await page.tracker.session()).toBeNull();
    await pass(60_000);
    expect(page.sent).toEqual([]);
    expect(page.storage.length).toBe(0);
  });

  test.each([['ask'], ['denied']] as const)('a member sees their own account, and nothing of what they do is sent or kept: %s', async (consent) => {
    const page = aPage({ consent, identity: aJwt('ana') });
    page.tracker.viewPage();
    page.tracker.track('search', { search_term: 'matcha bowl', results_count: 0 });
    expect(await page.tracker.session()).toMatchObject({ token: expect.any(String) });
    await pass(60_000);
    expect(page.sent.map(({ path }) => path)).toEqual(['/v1/identify?key=pk_s1_x']);
    expect(page.storage.length).toBe(0);
  });

  test('after a yes, what was seen on this page goes out in one request', async () => {
    const page = aPage({ consent: 'ask' });
    page.tracker.viewPage();
    page.tracker.track('search', { search_term: 'matcha bowl', results_count: 0 });
    page.tracker.decide(granted);
    await pass(3000);
    expect(page.sent.map((request) => request.path)).toEqual(['/v1/session?key=pk_s1_x', '/v1/events']);
    expect(page.sent[0]?.body).toEqual({ consent: granted, locale: 'en' });
    expect(page.names()).toEqual(['page_view', 'search']);
    expect(page.changes()).toBe(1);
  });

  test('after a no, what was seen is dropped and only the no is kept', async () => {
    const page = aPage({ consent: 'ask' });
    page.tracker.viewPage();
    page.tracker.decide(denied);
    page.tracker.track('search', { search_term: 'x' });
    await pass(10_000);
    expect(page.sent).toEqual([]);
    expect([...page.storage.values.keys()]).toEqual(['rapport.consent']);
  });
});

describe('with consent', () => {
  test('one page view is one POST of text/plain with keepalive and the shopper’s token', async () => {
    const page = aPage();
    page.path = '/p/bowl';
    page.tracker.viewPage();
    page.tracker.track('view_item', { currency: 'EUR', items: [{ item_id: 'bowl', price: 48 }] });
    page.nowMs += 1200;
    await pass(3000);
    const [, post] = page.sent;
    expect(page.sent).toHaveLength(2);
    expect(post).toMatchObject({ path: '/v1/events', token: 'guest-1', keepalive: true, contentType: 'text/plain' });
    expect(post?.body.events?.[1]).toMatchObject({ name: 'view_item', path: '/p/bowl', title: 'Title of /p/bowl', ageMs: 1200 });
    expect(JSON.stringify(post?.body).length).toBeLessThan(1024);
  });

  test('the next page is the same guest, and asks for no new session', async () => {
    const first = aPage();
    first.tracker.viewPage();
    await pass(3000);
    const second = aPage({}, { storage: first.storage });
    second.tracker.viewPage();
    await pass(3000);
    expect(second.sent.map((request) => [request.path, request.token])).toEqual([['/v1/events', 'guest-1']]);
  });

  test('a page that goes sends at once; if that is lost, the next page sends it', async () => {
    const first = aPage();
    await first.tracker.session();
    first.answer = (sent) => (sent.path === '/v1/events' ? null : usual(sent));
    first.tracker.track('search', { search_term: 'matcha bowl' });
    first.tracker.leave();
    await pass(0);
    expect(first.names()).toEqual(['search']);
    const second = aPage({}, { storage: first.storage });
    second.tracker.viewPage();
    await pass(3000);
    expect(second.names()).toEqual(['search', 'page_view']);
    expect(second.sent[0]?.body.events?.[0]?.['id']).toBe(first.sent[1]?.body.events?.[0]?.['id']);
  });

  test('twenty events do not wait for the clock', async () => {
    const page = aPage();
    for (let n = 0; n < 20; n++) page.tracker.track('select_item', { items: [{ item_id: `p${n}` }] });
    await pass(0);
    expect(page.names()).toHaveLength(20);
  });

  test('a path is viewed once, a product is viewed once a page, a purchase once', async () => {
    const page = aPage();
    for (let n = 0; n < 2; n++) {
      page.tracker.viewPage();
      page.tracker.hear({ event: 'page_view' });
      page.tracker.track('view_item', { items: [{ item_id: 'bowl' }] });
      page.tracker.track('purchase', { transaction_id: 'o1' });
    }
    expect(page.tracker.hasSeenItem()).toBe(true);
    page.path = '/next';
    expect(page.tracker.hasSeenItem()).toBe(false);
    page.tracker.viewPage();
    page.tracker.viewPage(true);
    await pass(3000);
    expect(page.names()).toEqual(['page_view', 'view_item', 'purchase', 'page_view', 'page_view']);
  });

  test('withdrawing tells the worker and leaves nothing here but the no', async () => {
    const page = aPage();
    page.tracker.viewPage();
    await pass(3000);
    page.tracker.track('search', { search_term: 'x' });
    page.tracker.decide(denied);
    await pass(10_000);
    expect(page.sent.at(-1)).toMatchObject({ path: '/v1/me/consent', token: 'guest-1', body: denied });
    expect([...page.storage.values.keys()]).toEqual(['rapport.consent']);
    expect(await page.tracker.session()).toBeNull();
  });

  test('whoever asks how things stand is told after the worker has heard', async () => {
    const page = aPage();
    await page.tracker.session();
    const before = page.changes();
    page.tracker.decide({ ...granted, messages: 'denied' });
    expect([page.sent.at(-1)?.path, page.changes()]).toEqual(['/v1/me/consent', before]);
    await pass(0);
    expect(page.changes()).toBe(before + 1);
  });

  test('an opt-out of the consent manager withdraws too', async () => {
    const page = aPage({ consent: 'ask' });
    page.tracker.hear(['consent', 'default', { analytics_storage: 'granted' }]);
    page.tracker.viewPage();
    await pass(3000);
    page.tracker.hear(['consent', 'update', { analytics_storage: 'denied' }]);
    await pass(0);
    expect(page.sent.at(-1)?.body).toMatchObject({ personalisation: 'denied', source: 'consent-mode' });
    expect(page.storage.length).toBe(0);
  });

  test('a wish gets a session for messages, but no event is sent', async () => {
    const page = aPage({ consent: 'ask' });
    page.tracker.viewPage();
    page.tracker.decide(wish);
    expect(await page.tracker.session()).toEqual({ token: 'guest-1' });
    await pass(10_000);
    expect(page.sent.map((request) => request.path)).toEqual(['/v1/session?key=pk_s1_x']);
    expect(page.sent[0]?.body).toMatchObject({ consent: wish });
  });
});

describe('who it is', () => {
  test('the shop’s word promotes the guest, and its answer brings the view', async () => {
    const guest = aPage();
    await guest.tracker.session();
    const member = aPage({ identity: aJwt('ana') }, { storage: guest.storage });
    expect(await member.tracker.session()).toEqual({ token: 'member-of-guest-1', view: { version: 1 } });
    expect(member.sent[0]).toMatchObject({ path: '/v1/identify?key=pk_s1_x', body: { identityToken: aJwt('ana'), guestToken: 'guest-1' } });
    const next = aPage({ identity: aJwt('ana') }, { storage: guest.storage });
    expect(await next.tracker.session()).toEqual({ token: 'member-of-guest-1' });
    expect(next.sent).toEqual([]);
  });

  test('somebody else at the same browser gets nothing of the member before them', async () => {
    const storage = new PlainStorage();
    const ana = aPage({ identity: aJwt('ana') }, { storage });
    await ana.tracker.session();
    ana.answer = (sent) => (sent.path === '/v1/events' ? null : usual(sent));
    ana.tracker.track('search', { search_term: 'a present for Bo' });
    ana.tracker.leave();
    const bo = aPage({ identity: aJwt('bo') }, { storage });
    bo.tracker.viewPage();
    await pass(3000);
    expect(bo.sent[0]?.body).not.toHaveProperty('guestToken');
    expect(bo.names()).not.toContain('search');
    const guest = aPage({}, { storage });
    expect(await guest.tracker.session()).toEqual({ token: 'guest-1' });
  });

  test('many callers at once ask for one session', async () => {
    const page = aPage();
    await Promise.all([page.tracker.session(), page.tracker.session(), page.tracker.session()]);
    expect(page.sent).toHaveLength(1);
  });

  test('a token that is refused is renewed once, and the events go out with the new one', async () => {
    let refusals = 0;
    const page = aPage({}, { answer: (sent) => (sent.path === '/v1/events' && refusals++ === 0 ? { status: 401 } : usual(sent)) });
    page.tracker.viewPage();
    await pass(3000);
    expect(page.sent.map((request) => request.path)).toEqual(['/v1/session?key=pk_s1_x', '/v1/events', '/v1/session?key=pk_s1_x', '/v1/events']);
  });
});

describe('when somebody had themselves forgotten', () => {
  test('nothing of them stays here either, and this page is quiet', async () => {
    const page = aPage({}, { answer: (sent) => (sent.path === '/v1/events' ? { status: 410 } : usual(sent)) });
    page.tracker.viewPage();
    await pass(3000);
    page.tracker.track('search', { search_term: 'x' });
    await pass(60_000);
    expect(page.sent.filter(({ path }) => path === '/v1/events')).toHaveLength(1);
    expect([...Array(page.storage.length).keys()].map((i) => page.storage.key(i)).filter((key) => /session|consent/.test(key ?? ''))).toEqual([]);
  });
});

describe('when the line is bad', () => {
  test('503 is tried again later, with the same ids', async () => {
    let failures = 2;
    const page = aPage({}, { answer: (sent) => (sent.path === '/v1/events' && failures-- > 0 ? { status: 503 } : usual(sent)) });
    page.tracker.viewPage();
    await pass(3000 + 500 + 1000);
    const tries = page.sent.filter((request) => request.path === '/v1/events');
    expect(tries).toHaveLength(3);
    expect(new Set(tries.map((request) => request.body.events?.[0]?.['id'])).size).toBe(1);
  });

  test('429 is not tried again before the worker said', async () => {
    let first = true;
    const page = aPage(
      {},
      { answer: (sent) => (sent.path === '/v1/events' && first ? ((first = false), { status: 429, retryAfter: '20' }) : usual(sent)) },
    );
    page.tracker.viewPage();
    await pass(3000 + 19_000);
    expect(page.names()).toHaveLength(1);
    await pass(2000);
    expect(page.names()).toHaveLength(2);
  });

  test('400 is dropped: the same can never succeed', async () => {
    const page = aPage({}, { answer: (sent) => (sent.path === '/v1/events' ? { status: 400 } : usual(sent)) });
    page.tracker.viewPage();
    await pass(60_000);
    expect(page.names()).toHaveLength(1);
  });

  test('a blocked address is left alone after three tries, until the browser says it is on-line again', async () => {
    const page = aPage({}, { answer: () => null });
    page.tracker.viewPage();
    await pass(600_000);
    expect(page.sent).toHaveLength(3);
    page.answer = usual;
    page.tracker.online();
    await pass(0);
    expect(page.names()).toEqual(['page_view']);
  });

  test('a key that is refused is used once on this page', async () => {
    const page = aPage({}, { answer: () => ({ status: 401, body: {} }) });
    page.tracker.viewPage();
    page.tracker.track('search', { search_term: 'x' });
    await pass(600_000);
    expect(page.sent).toHaveLength(1);
  });

  test('a browser without storage still sends', async () => {
    const storage = new PlainStorage();
    storage.full = true;
    const page = aPage({}, { storage });
    page.tracker.viewPage();
    await pass(3000);
    expect(page.names()).toEqual(['page_view']);
  });
});
