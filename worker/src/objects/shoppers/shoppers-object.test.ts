import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type { Message, ShopEvent } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { setOffset } from '../../platform/clock.ts';
import { undeclared } from '../../platform/migrate.ts';
import { SHOPPERS_TABLES } from './shoppers-tables.ts';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { aCaller, anArrival, anOrder, aSearch, aSlice, good, NO_FACTS, someSettings } from './testing.ts';

afterEach(async () => {
  setOffset(0);
  await reset();
});

const viewed = (id: string, productId: string): ShopEvent => ({ id, name: 'view_item', ageMs: 0, items: [{ productId }] });
it('says of every table how it behaves in a split', async () => {
  const { stub } = await aSlice('tables');
  await runInDurableObject(stub, (_, state) => expect(undeclared(state.storage, SHOPPERS_TABLES)).toEqual([]));
});

it('refuses everybody until it was opened', async () => {
  const { env } = await import('cloudflare:workers');
  const stub = (env as unknown as { SHOPPERS: DurableObjectNamespace }).SHOPPERS.getByName('closed') as unknown as Awaited<
    ReturnType<typeof aSlice>
  >['slice'];
  expect(await stub.record({ generation: 1 }, aCaller('a'), [viewed('e1', 'pot')])).toMatchObject({ ok: false, problem: 'moved' });
});

it('takes an event once, however often it is sent, and remembers it after eviction', async () => {
  const { stub, slice, at } = await aSlice('once');
  const events = [viewed('e1', 'pot'), viewed('e2', 'cup'), viewed('e1', 'pot')];
  expect(await slice.record(at, aCaller('a'), events)).toMatchObject({ accepted: 2, duplicates: 1 });
  await evictDurableObject(stub);
  expect(await slice.record(at, aCaller('a'), events)).toMatchObject({ accepted: 0, duplicates: 3 });
  expect(await slice.taste(at, 'a', { history: false, ranked: false })).toMatchObject({ taste: { recent: ['cup', 'pot'] } });
});

it('takes nothing from somebody who has not agreed, and leaves no row of them', async () => {
  const { stub, slice, at } = await aSlice('no-consent');
  expect(await slice.record(at, { id: 'a' }, [viewed('e1', 'pot')])).toMatchObject({ ok: false, problem: 'no-consent' });
  await runInDurableObject(stub, (_, state) => expect(state.storage.sql.exec('SELECT count(*) AS n FROM shopper').one()['n']).toBe(0));
});

it('makes points spendable when the return period is over, by its alarm', async () => {
  const { stub, slice, at } = await aSlice('matures');
  await slice.promote(at, 'mei', { name: 'Mei', email: null, locale: 'en' });
  expect(await slice.order(at, 'mei', anOrder('o1', 12_000))).toMatchObject({ taken: { pointsPending: 120, pointsAvailable: 50 } });
  setOffset(15 * 86_400_000);
  await slice.tick();
  await evictDurableObject(stub);
  await runDurableObjectAlarm(stub);
  expect(await slice.view(at, { id: 'mei' })).toMatchObject({ view: { points: { pending: 0, available: 170 } } });
});

it('undoes exactly what a cancelled order earned, and an old status that comes late changes nothing', async () => {
  const { slice, at } = await aSlice('cancelled');
  await slice.promote(at, 'mei', { name: null, email: null, locale: null });
  await slice.order(at, 'mei', anOrder('o1', 12_000));
  expect(await slice.order(at, 'mei', anOrder('o1', 12_000, { status: 'cancelled' }))).toMatchObject({
    taken: { changed: true, pointsPending: 0, pointsAvailable: 50 },
  });
  expect(await slice.order(at, 'mei', anOrder('o1', 12_000))).toMatchObject({ taken: { changed: false, pointsPending: 0 } });
  expect(await slice.order(at, 'mei', anOrder('o1', 99))).toMatchObject({ ok: false, problem: 'order-conflict' });
});

it('aborts UPDATE, DELETE and REPLACE of the ledger', async () => {
  const { stub, slice, at } = await aSlice('ledger');
  await slice.promote(at, 'mei', { name: null, email: null, locale: null });
  await runInDurableObject(stub, (_, state) => {
    for (const statement of [
      'UPDATE ledger SET points = 1000',
      'DELETE FROM ledger',
      'INSERT OR REPLACE INTO ledger SELECT shopper, seq, key, kind, from_account, to_account, 1000, lot, order_id, reason, rule, at_ms, matures_at_ms, expires_at_ms, chain, since_ms FROM ledger',
    ]) {
      expect(() => state.storage.sql.exec(statement)).toThrow(/append-only/);
    }
  });
});

it('gives a reward once for one key, and the same answer to a repeat', async () => {
  const { stub, slice, at } = await aSlice('redeem');
  await slice.promote(at, 'mei', { name: null, email: null, locale: null });
  await slice.order(at, 'mei', anOrder('o1', 12_000));
  setOffset(15 * 86_400_000);
  await slice.tick();
  const command = { id: 'c1', bodyHash: 'h', rewardId: 'five', code: 'AAAA', held: false, deadlineMs: Number.MAX_SAFE_INTEGER };
  expect(await slice.redeem(at, 'mei', command)).toMatchObject({ ok: false, problem: 'not-enough-points' });
  await runDurableObjectAlarm(stub);
  const first = await slice.redeem(at, 'mei', command);
  expect(first).toMatchObject({ ok: true });
  expect(await slice.redeem(at, 'mei', command)).toEqual(first);
  expect(await slice.replay(at, 'mei', 'c1', 'another body')).toMatchObject({ ok: false, problem: 'key-reused' });
  expect(await slice.settle(at, 'mei', 'c1')).toMatchObject({ taken: true });
  expect(await slice.settle(at, 'mei', 'c2')).toMatchObject({ taken: false });
  expect(await slice.redeem(at, 'mei', { ...command, id: 'c2' })).toMatchObject({ ok: false, problem: 'out-of-stock' });
  expect(await slice.view(at, { id: 'mei' })).toMatchObject({ view: { points: { available: 70 }, vouchers: [{ code: 'AAAA' }] } });
});

it('keeps what pages saw, and guests who left nothing of worth, no longer than the owner says', async () => {
  const DAY_MS = 86_400_000;
  const { stub, slice, at } = await aSlice('retention', someSettings({ retention: { eventDays: 100, guestDays: 30 } }));
  await slice.record(at, aCaller('idle'), [viewed('e1', 'pot')]);
  await slice.record(at, aCaller('wishing'), [viewed('e2', 'pot')]);
  await slice.watch(at, aCaller('wishing'), aSearch('matcha bowl'), NO_FACTS);
  const left = async (days: number): Promise<unknown[]> => {
    setOffset(days * DAY_MS);
    await slice.tick();
    await runDurableObjectAlarm(stub);
    return runInDurableObject(stub, (_, { storage }) =>
      storage.sql.exec("SELECT shopper, name FROM event WHERE source = 'page' AND name = 'view_item' ORDER BY shopper").toArray(),
    );
  };
  expect(await left(29)).toHaveLength(2);
  expect(await left(31)).toEqual([{ shopper: 'wishing', name: 'view_item' }]);
  expect(await slice.view(at, { id: 'idle' })).toMatchObject({ ok: true, view: { consent: { personalisation: 'pending' } } });
  expect(await left(99)).toHaveLength(1);
  expect(await left(101)).toEqual([]);
  expect(await slice.view(at, { id: 'wishing' })).toMatchObject({ view: { watches: [{ query: 'matcha bowl' }] } });
});

it('puts a message away and brings it back, read, as whoever put it away had seen it', async () => {
  const { slice, at } = await aSlice('marks', someSettings());
  await slice.watch(at, aCaller('ana'), aSearch('matcha bowl'), NO_FACTS);
  await slice.arrive(at, 'catalog', [anArrival(1, aProduct('bowl', { title: { en: 'Matcha bowl' } }))]);
  const inbox = async (): Promise<readonly Message[]> => good(await slice.inbox(at, 'ana', 'en', { before: null, after: null }, 10)).messages;
  const [message] = await inbox();
  const ids = [message?.id ?? ''];
  const { view: away } = good(await slice.mark(at, 'ana', ids, 'archived'));
  expect([away.unread, await inbox()]).toEqual([0, []]);
  const { view: back } = good(await slice.mark(at, 'ana', ids, 'unarchived'));
  expect(back.unread).toBe(0);
  expect(await inbox()).toEqual([{ ...message, readAtMs: expect.any(Number) }]);
  // Nobody brings back what was never put away, nor another's.
  good(await slice.mark(at, 'ana', ids, 'archived'));
  good(await slice.mark(at, 'ben', ids, 'unarchived'));
  expect(await inbox()).toEqual([]);
});

it('keeps decisions and what was read no longer than the owner says, and tells nobody twice for it', async () => {
  const { stub, slice, at } = await aSlice('traces', someSettings({ retention: { eventDays: 100, guestDays: 395 } }));
  const bowl = aProduct('bowl', { title: { en: 'Matcha bowl' } });
  for (const id of ['reads', 'leaves-it']) await slice.watch(at, aCaller(id), aSearch('matcha bowl'), NO_FACTS);
  await slice.arrive(at, 'catalog', [anArrival(1, bowl)]);
  const inbox = await slice.inbox(at, 'reads', 'en', { before: null, after: null }, 10);
  await slice.mark(at, 'reads', inbox.ok ? inbox.messages.map(({ id }) => id) : [], 'read');
  const left = async (days: number): Promise<unknown> => {
    setOffset(days * 86_400_000);
    await slice.tick();
    await runDurableObjectAlarm(stub);
    return runInDurableObject(stub, (_, { storage: { sql } }) => ({
      traces: sql.exec('SELECT count(*) AS n FROM trace').one()['n'],
      messages: sql
        .exec('SELECT shopper FROM message ORDER BY shopper')
        .toArray()
        .map(({ shopper }) => shopper),
    }));
  };
  // The time line says of each message that it came, once, page by page as in one go: while the message says so by itself, and when it is gone.
  const said = async (id: string): Promise<unknown[]> => {
    const all = good(await slice.timeline(at, id, null, 50)).entries;
    let [before, paged] = [null as string | null, [] as typeof all];
    do {
      const page = good(await slice.timeline(at, id, before, 1));
      [before, paged] = [page.next, [...paged, ...page.entries]];
    } while (before !== null);
    expect(paged).toEqual(all);
    expect(all.map(({ atMs }) => atMs)).toEqual(all.map(({ atMs }) => atMs).toSorted((a, b) => b - a));
    return all.filter(({ name }) => name === 'message_sent').map(({ source, detail }) => ({ source, ...detail }));
  };
  const messageId = inbox.ok ? inbox.messages[0]?.id : undefined;
  const one = { source: 'rapport', messageId, productId: 'bowl', queries: ['matcha bowl'], channel: 'inbox' };
  expect(await left(99)).toEqual({ traces: 2, messages: ['leaves-it', 'reads'] });
  expect(await said('reads')).toEqual([one]);
  expect(await left(101)).toEqual({ traces: 0, messages: ['leaves-it'] });
  expect(await said('reads')).toEqual([one]);
  expect(await said('leaves-it')).toEqual([{ ...one, messageId: expect.stringMatching(/./) }]);
  await slice.arrive(at, 'catalog', [anArrival(2, bowl, { changeKind: 'returned' })]);
  expect(await left(101)).toEqual({ traces: 0, messages: ['leaves-it'] });
  expect(await slice.view(at, { id: 'leaves-it' })).toMatchObject({ view: { unread: 1 } });
});

it('keeps what a limit of a year counts for that year, however short events are kept, and nothing else', async () => {
  const limits = [{ id: 'year', purpose: null, channel: null, most: 100, days: 365 as const }];
  const offerRules = { ...DEFAULT_OFFER_RULES, limits };
  const { stub, slice, at } = await aSlice('a-year', someSettings({ retention: { eventDays: 100, guestDays: 395 }, offerRules }));
  await slice.watch(at, aCaller('mei'), aSearch('matcha bowl'), NO_FACTS);
  await slice.arrive(at, 'catalog', [anArrival(1, aProduct('bowl', { title: { en: 'Matcha bowl' } }))]);
  await runInDurableObject(stub, (_, { storage: { sql } }) =>
    sql.exec(
      "INSERT INTO trace (shopper, id, at_ms, channel, subject, outcome, reason) SELECT shopper, id || '-', at_ms, 'email', 'other', 'not-sent', 'cap-day' FROM trace",
    ),
  );
  const left = async (days: number): Promise<unknown[]> => {
    setOffset(days * 86_400_000);
    await slice.tick();
    await runDurableObjectAlarm(stub);
    return runInDurableObject(stub, (_, { storage: { sql } }) => sql.exec('SELECT outcome FROM trace').toArray());
  };
  expect(await left(99)).toHaveLength(2);
  expect(await left(101)).toEqual([{ outcome: 'sent' }]);
  expect(await left(364)).toEqual([{ outcome: 'sent' }]);
  expect(await left(366)).toEqual([]);
});

it('keeps no guest for a wish that nobody may tell them of any more', async () => {
  const { stub, slice, at } = await aSlice('withdrawn', someSettings({ retention: { eventDays: 100, guestDays: 30 } }));
  for (const id of ['stays', 'left']) await slice.watch(at, aCaller(id), aSearch('matcha bowl'), NO_FACTS);
  await slice.consent(at, { id: 'left' }, { personalisation: 'denied', messages: 'denied', source: 'preferences', words: 'no' });
  setOffset(31 * 86_400_000);
  await slice.tick();
  await runDurableObjectAlarm(stub);
  expect(await slice.people(at, '', null, 10)).toMatchObject({ shoppers: [{ id: 'stays' }] });
});
