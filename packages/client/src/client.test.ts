import type { ConsentRecord, LiveMessage, Voucher } from '@rapport/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { markRead } from './calls/inbox.ts';
import { redeem } from './calls/rewards.ts';
import { keepWatch, unwatch } from './calls/watches.ts';
import { aClient, aView, aWatch, Refusal } from './testing/a-client.ts';

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const wish = aWatch();
const aVoucher: Voucher = {
  code: 'AAAA',
  kind: 'amount',
  valueMinor: 500,
  percent: null,
  minimumMinor: 0,
  rewardId: 'r1',
  state: 'ready',
  madeAtMs: 1,
  usedAtMs: null,
};

describe('the view', () => {
  test('is loaded once, however many components subscribe', async () => {
    const { client, calls } = aClient({ 'GET /v1/me': aView() });
    const heard = vi.fn<() => void>();
    client.subscribe(heard);
    client.subscribe(() => undefined);
    await client.load();
    expect(calls()).toEqual(['GET /v1/me']);
    expect(client.standing).toBe('known');
    expect(client.view?.points.available).toBe(340);
    expect(heard).toHaveBeenCalledOnce();
  });

  test('costs no call when it came along with the token', async () => {
    const { client, calls } = aClient({}, { session: async () => ({ token: 't', view: aView({ version: 7 }) }) });
    await client.load();
    expect(client.view?.version).toBe(7);
    expect(calls()).toEqual([]);
  });

  test('is unknown without a session, and loaded after `reload` when there is one', async () => {
    let token = '';
    const { client, calls } = aClient({ 'GET /v1/me': aView() }, { session: async () => (token ? { token } : null) });
    await client.load();
    expect([client.standing, client.view, calls()]).toEqual(['unknown', null, []]);
    token = 't';
    await client.reload();
    expect(client.standing).toBe('known');
  });

  test('an answer for an earlier person is thrown away', async () => {
    let version = 5;
    const { client } = aClient({ 'GET /v1/me': () => aView({ version: version--, name: version === 4 ? 'Ana' : 'Bo' }) });
    const first = client.load();
    await Promise.all([first, client.reload()]);
    expect(client.view?.name).toBe('Bo');
  });

  test('a refusal is a standing with a typed problem, after the retries', async () => {
    const { client, calls } = aClient({ 'GET /v1/me': new Refusal(503, 'overloaded', true) });
    await client.load();
    expect(calls()).toHaveLength(3);
    expect(client.standing).toBe('failed');
    expect(client.problem).toMatchObject({ code: 'overloaded', status: 503, retryable: true });
  });

  test('no answer is `unreachable`', async () => {
    const { client } = aClient({ 'GET /v1/me': null });
    await client.load();
    expect(client.problem).toMatchObject({ code: 'unreachable', status: 0 });
  });

  test('a token that is refused is renewed once', async () => {
    const { client, called } = aClient(
      { 'GET /v1/me': ({ token }: { token: string | null }) => (token === 'new' ? aView() : new Refusal(401, 'bad-token')) },
      { session: async (renew) => ({ token: renew ? 'new' : 'old' }) },
    );
    await client.load();
    expect(called.map((one) => one.token)).toEqual(['old', 'new']);
    expect(client.standing).toBe('known');
  });
});

describe('what components ask', () => {
  test('recommendations are the shopper’s own, or what is popular for somebody we may not know', async () => {
    const row = { recommendationId: 'q1', items: [] };
    const known = aClient({ 'GET /v1/me/recommendations': row });
    await known.client.recommendations('similar', 99, 'bowl');
    expect(known.called[0]?.query).toEqual({ placement: 'similar', product: 'bowl', count: '24', locale: 'en-GB' });
    const unknown = aClient({ 'GET /v1/trending': row }, { session: async () => null });
    expect(await unknown.client.recommendations('for-you', 4)).toEqual(row);
    expect(unknown.called[0]).toMatchObject({ token: null, query: { key: 'pk_s1_x', count: '4', locale: 'en-GB' } });
  });

  test('the config is asked once, and again after a failure', async () => {
    const { client, calls, answers } = aClient({ 'GET /v1/config': new Refusal(404, 'unknown-shop') });
    await expect(client.config()).rejects.toMatchObject({ code: 'unknown-shop' });
    answers['GET /v1/config'] = { currency: 'EUR' };
    await Promise.all([client.config(), client.config()]);
    expect(calls()).toHaveLength(2);
  });

  test('reading messages lowers the count at once', async () => {
    const { client, called } = aClient({ 'GET /v1/me': aView({ unread: 3 }), 'POST /v1/me/inbox/read': aView({ unread: 1, version: 2 }) });
    await client.load();
    await markRead(client, []);
    await markRead(client, ['m1', 'm2']);
    expect(client.view?.unread).toBe(1);
    expect(called.at(-1)?.body).toEqual({ ids: ['m1', 'm2'] });
    expect(called).toHaveLength(2);
  });

  test('a wish with consent is kept and stands in the view; taken back it is gone', async () => {
    const consent = vi.fn<(record: ConsentRecord) => void>();
    const { client } = aClient(
      { 'GET /v1/me': aView(), 'POST /v1/me/watches': wish, 'DELETE /v1/me/watches/w1': aView({ version: 3 }) },
      { consent },
    );
    await client.load();
    await keepWatch(client, { kind: 'search', query: 'matcha bowl' }, 'words');
    expect(client.view?.watches).toEqual([wish]);
    expect(consent).not.toHaveBeenCalled();
    await unwatch(client, 'w1');
    expect(client.view?.watches).toEqual([]);
  });

  test('a wish without consent asks for exactly that consent first, with the words that were shown', async () => {
    let token = '';
    const consent = vi.fn<(record: ConsentRecord) => void>(() => void (token = 't'));
    const { client, calls } = aClient(
      { 'GET /v1/me': aView(), 'POST /v1/me/watches': wish },
      { consent, session: async () => (token ? { token } : null) },
    );
    await client.load();
    await keepWatch(client, { kind: 'search', query: 'matcha bowl' }, 'We keep the words.');
    expect(consent).toHaveBeenCalledWith({ personalisation: 'pending', messages: 'granted', source: 'watch', words: 'We keep the words.' });
    expect(calls()[0]).toBe('POST /v1/me/watches');
  });

  test('a wish is refused in words when nobody can give the consent', async () => {
    const { client } = aClient({}, { session: async () => null });
    await expect(keepWatch(client, { kind: 'search', query: 'x' }, '')).rejects.toMatchObject({ name: 'ClientProblem', code: 'no-consent' });
  });
});

describe('giving points for a reward', () => {
  const made = { voucher: aVoucher };

  test('gives the voucher and the new balance', async () => {
    const { client, called, answers } = aClient({ 'GET /v1/me': aView(), 'POST /v1/me/redemptions': made });
    await client.load();
    answers['GET /v1/me'] = aView({ version: 2, points: { pending: 0, available: 140, reported: 0 } });
    expect(await redeem(client, 'r1')).toEqual(aVoucher);
    expect(client.view?.points.available).toBe(140);
    expect(called[1]?.headers.get('Idempotency-Key')).toMatch(/^[\x21-\x7e]{20,255}$/);
  });

  test('a tap repeated because no answer came has the same key; a new tap has a new one', async () => {
    const { client, called, answers } = aClient({ 'POST /v1/me/redemptions': null });
    await expect(redeem(client, 'r1')).rejects.toMatchObject({ code: 'unreachable' });
    answers['POST /v1/me/redemptions'] = made;
    await redeem(client, 'r1');
    await redeem(client, 'r1');
    const keys = called.filter(({ call }) => call === 'POST /v1/me/redemptions').map((one) => one.headers.get('Idempotency-Key'));
    expect(keys.slice(0, 4)).toEqual(Array(4).fill(keys[0]));
    expect(keys[4]).not.toBe(keys[0]);
  });

  test('a refusal for good frees the key', async () => {
    const { client, called } = aClient({ 'POST /v1/me/redemptions': new Refusal(409, 'not-enough-points') });
    await expect(redeem(client, 'r1')).rejects.toMatchObject({ code: 'not-enough-points', retryable: false });
    await expect(redeem(client, 'r1')).rejects.toMatchObject({ code: 'not-enough-points' });
    expect(called[0]?.headers.get('Idempotency-Key')).not.toBe(called[1]?.headers.get('Idempotency-Key'));
  });
});

describe('the live line', () => {
  const known = async (options = {}): Promise<ReturnType<typeof aClient>> => {
    const made = aClient({ 'GET /v1/me': aView({ version: 3 }) }, options);
    await made.client.load();
    await settle();
    return made;
  };

  test('opens after the first view, with the token as a subprotocol and not in the address', async () => {
    const { lines } = await known();
    expect(lines.map((line) => [line.url, line.protocols])).toEqual([['wss://r.example/v1/me/live', ['rapport.v1', 'token-1']]]);
  });

  test('takes a newer view and ignores an older one', async () => {
    const { client, lines } = await known();
    lines[0]?.say({ type: 'view', view: aView({ version: 2, points: { pending: 0, available: 1, reported: 0 } }) });
    expect(client.view?.points.available).toBe(340);
    lines[0]?.say({ type: 'view', view: aView({ version: 4, points: { pending: 0, available: 400, reported: 0 } }) });
    expect(client.view?.points.available).toBe(400);
  });

  test('a message raises the count and is passed on', async () => {
    const { client, lines } = await known();
    const heard = vi.fn<(message: LiveMessage) => void>();
    const stop = client.onLive(heard);
    lines[0]?.say({ type: 'message', messageId: 'm1', unread: 4 });
    expect(client.view?.unread).toBe(4);
    expect(heard).toHaveBeenCalledWith({ type: 'message', messageId: 'm1', unread: 4 });
    stop();
    lines[0]?.say({ type: 'message', messageId: 'm2', unread: 5 });
    expect(heard).toHaveBeenCalledOnce();
  });

  test('a hidden page holds no socket; shown again it opens one and asks what it missed', async () => {
    const { client, lines, calls } = await known();
    lines[0]?.onopen?.();
    client.visible(false);
    expect(lines[0]?.isClosed).toBe(true);
    await settle(120_000);
    expect(lines).toHaveLength(1);
    client.visible(true);
    await settle();
    lines[1]?.onopen?.();
    await settle();
    expect(calls()).toEqual(['GET /v1/me', 'GET /v1/me']);
  });

  test('a line that breaks is opened again after a break', async () => {
    const { lines, calls } = await known({ random: () => 1 });
    lines[0]?.close();
    expect(lines).toHaveLength(1);
    await settle(2000);
    expect(lines).toHaveLength(2);
    expect(calls()).toEqual(['GET /v1/me']);
  });

  test('where no line lasts the page asks instead, ever more seldom but at least each minute, as long as it is shown', async () => {
    const { client, lines, calls } = await known({ random: () => 1 });
    for (let n = 0; n < 20; n++) {
      lines.at(-1)?.close();
      await settle(60_000);
    }
    expect(lines).toHaveLength(21);
    expect(calls()).toHaveLength(20);
    client.visible(false);
    await settle(600_000);
    expect(calls()).toHaveLength(20);
  });

  test('another person gets another line', async () => {
    const { client, lines } = await known();
    await client.reload();
    await settle();
    expect(lines.map((line) => line.isClosed)).toEqual([true, false]);
  });
});
