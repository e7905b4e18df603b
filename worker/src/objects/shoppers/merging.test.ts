import { runInDurableObject } from 'cloudflare:test';
import type { Order, Product, Programme } from '@rapport/protocol';
import { describe, expect, it } from 'vitest';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { firstProgramme } from '../shop/first-programme.ts';
import type { SlicePort } from '../ports.ts';
import { mergeTwo, partTwo } from './merging.testing.ts';
import { NO_FACTS, aCaller, aSearch, aSlice, anArrival, anOrder, good, someSettings } from './testing.ts';

const at = { generation: 1 };
const [A, B] = ['shp_a', 'shp_b'];
const programme: Programme = { ...firstProgramme('EUR'), pendingDays: 0, signUpPoints: 50 };
const order = (id: string, totalMinor: number, customer: string, status: Order['status'] = 'paid'): Order =>
  anOrder(id, totalMinor, {
    status,
    customer: { id: customer },
    lines: [{ productId: `p-${id}`, quantity: 1, unitPriceMinor: totalMinor, totalMinor }],
  });
const tea = (id: string, title: string): Product => aProduct(id, { title: { en: title }, brand: {}, category: {}, tags: [] });

/** Two members with orders, points, a voucher, a wish and words of their own. */
const aPair = async (name: string): Promise<{ slice: SlicePort; stub: DurableObjectStub }> => {
  const { slice, stub } = await aSlice(name, someSettings({ programme }));
  for (const [id, who] of [
    [A, 'Mei'],
    [B, 'Chen Mei'],
  ] as const) {
    good(await slice.record(at, aCaller(id), [{ id: crypto.randomUUID(), name: 'view_item', ageMs: 0, items: [{ productId: `p-${id}` }] }]));
    good(await slice.promote(at, id, { name: who, email: `${id}@tea.example`, locale: 'en' }));
    good(await slice.order(at, id, order(`${id}-1`, 20_000, id)));
  }
  good(await slice.watch(at, aCaller(B), aSearch('sencha'), NO_FACTS));
  good(await slice.redeem(at, B, { id: 'k', bodyHash: '', rewardId: 'five', code: 'BBBB', held: false, deadlineMs: 8e15 }));
  return { slice, stub };
};

/** All that is held of both, but what says that something was undone. */
const held = async (stub: DurableObjectStub): Promise<Record<string, unknown[]>> =>
  runInDurableObject(stub, (_, { storage }) => {
    const found: Record<string, unknown[]> = {};
    const tables = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    for (const { name } of tables) {
      if (/^(_|sqlite|ledger|agenda|outbox|inbound|watch_(word|turn|shape|spelling)|day_sum|funnel_day|migration)/.test(name)) continue;
      const rows = storage.sql.exec(`SELECT * FROM "${name}"`).toArray();
      found[name] = rows
        .filter((row) => !['people_merged', 'merge_undone'].includes(String(row['name'])))
        .map((row) => JSON.stringify({ ...row, version: 0, last_seen_at_ms: 0 }))
        .toSorted();
    }
    return found;
  });

describe('two members who are one', () => {
  it('brings all of the one to the other: points, orders, wishes, vouchers, and whoever asks for the one finds the other', async () => {
    const { slice } = await aPair('merge-1');
    const before = { a: good(await slice.points(at, A)).points, b: good(await slice.points(at, B)).points };
    await mergeTwo(slice, at, A, B, 'm1', 1_000);
    const { person } = good(await slice.person(at, A));
    expect(person.shopper).toMatchObject({ orders: 2, spentMinor: 40_000, pointsAvailable: before.a.available + before.b.available });
    expect(person.watches.map(({ query }) => query)).toEqual(['sencha']);
    expect(person.vouchers.map(({ code }) => code)).toEqual(['BBBB']);
    expect(await slice.person(at, B)).toMatchObject({ ok: false, problem: 'moved', into: A });
    expect(good(await slice.people(at, '', null, 10)).shoppers.map(({ id }) => id)).toEqual([A]);
    expect(good(await slice.cancelVoucher(at, A, 'BBBB'))).toMatchObject({ ok: true });
    expect(good(await slice.points(at, A)).points.available).toBe(before.a.available + before.b.available + before.b.spent);
    expect(good(await slice.refund(at, A, `${B}-1`, { id: 'r', amountMinor: 20_000, lines: [] })).taken.pointsReversed).toBe(200);
  });

  it('restores both to the row when it is undone at once, and the ledgers gain rows only', async () => {
    const { slice, stub } = await aPair('merge-2');
    const before = await held(stub);
    const ledger = async (): Promise<string[]> =>
      runInDurableObject(stub, (_, { storage }) =>
        storage.sql
          .exec('SELECT * FROM ledger ORDER BY shopper, seq')
          .toArray()
          .map((row) => JSON.stringify(row)),
      );
    const rows = await ledger();
    const points = { a: good(await slice.points(at, A)).points, b: good(await slice.points(at, B)).points };
    await mergeTwo(slice, at, A, B, 'm1', 1_000);
    await partTwo(slice, at, A, B, 'm1', 2_000);
    expect(await held(stub)).toEqual(before);
    expect({ a: good(await slice.points(at, A)).points, b: good(await slice.points(at, B)).points }).toEqual(points);
    expect(await ledger()).toEqual(expect.arrayContaining(rows));
  });

  it('gives back what is left after a spend, a refund and a hit of a wish, and nobody hears of it twice', async () => {
    const { slice } = await aPair('merge-3');
    await mergeTwo(slice, at, A, B, 'm1', 1_000);
    good(await slice.order(at, A, order('since', 10_000, A)));
    good(await slice.redeem(at, A, { id: 'k2', bodyHash: '', rewardId: 'five', code: 'AAAA', held: false, deadlineMs: 8e15 }));
    good(await slice.useVoucher(at, A, 'AAAA', 'since'));
    good(await slice.arrive(at, 'catalog', [anArrival(1, tea('s1', 'Sencha of the first flush'))]));
    good(await slice.refund(at, A, `${B}-1`, { id: 'r', amountMinor: 5_000, lines: [] }));
    const together = good(await slice.points(at, A)).points;
    await partTwo(slice, at, A, B, 'm1', 2_000);
    const [a, b] = [good(await slice.points(at, A)).points, good(await slice.points(at, B)).points];
    expect(a.available + b.available - a.debt - b.debt).toBe(together.available);
    const [mei, chen] = [good(await slice.person(at, A)).person, good(await slice.person(at, B)).person];
    expect([mei.shopper.orders, chen.shopper.orders]).toEqual([2, 1]);
    expect([mei.shopper.spentMinor, chen.shopper.spentMinor]).toEqual([30_000, 15_000]);
    expect([mei.watches.length, chen.watches.length]).toEqual([0, 1]);
    expect([mei.vouchers.map(({ code }) => code), chen.vouchers.map(({ code }) => code)]).toEqual([['AAAA'], ['BBBB']]);
    expect([mei.shopper.pointsAvailable, chen.shopper.pointsAvailable]).toEqual([a.available, b.available]);
    good(await slice.arrive(at, 'catalog', [anArrival(2, tea('s1', 'Sencha of the first flush'), { changeKind: 'restocked' })]));
    expect(good(await slice.inbox(at, B, 'en', { before: null, after: null }, 10)).messages.length).toBeLessThanOrEqual(1);
    // Their order is theirs again: what is left of it goes back with it.
    expect(good(await slice.refund(at, B, `${B}-1`, { id: 'r2', amountMinor: 15_000, lines: [] })).taken.pointsReversed).toBe(150);
  });

  it('gives the rows of a ledger that stays where it was, page by page, and each once', async () => {
    const { slice, stub } = await aPair('merge-6');
    await mergeTwo(slice, at, A, B, 'm1', 1_000);
    await runInDurableObject(stub, (_, { storage }) => {
      const columns = storage.sql
        .exec<{ name: string }>('SELECT name FROM pragma_table_info(?)', 'ledger')
        .toArray()
        .map(({ name }) => name);
      const values = columns.map((name) => (name === 'seq' ? 'seq + n' : name === 'key' ? "key || '#' || n" : name));
      const counted = 'WITH RECURSIVE many(n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM many WHERE n < 1300)';
      storage.sql.exec(
        `${counted} INSERT INTO ledger (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ledger, many WHERE shopper = ? AND seq = 1`,
        B,
      );
    });
    const read: unknown[] = [];
    for (let after = 0; ;) {
      const { rows, through } = good(await slice.sealedLedger(at, B, after));
      if (rows.rows.length === 0) break;
      read.push(...rows.rows.map(({ shopper, seq }) => `${String(shopper)} ${String(seq)}`));
      after = through;
    }
    expect(read.length).toBeGreaterThan(1_200);
    expect(new Set(read).size).toBe(read.length);
    await runInDurableObject(stub, (_, { storage }) => {
      expect(storage.sql.exec('SELECT count(*) AS n FROM ledger WHERE shopper = ?', B).one()['n']).toBe(read.length);
    });
  });

  it('lets a redemption whose hold is open count once or never, whichever of the two it is asked of', async () => {
    const { slice } = await aPair('merge-7');
    const command = (id: string, code: string) => ({ id, bodyHash: '', rewardId: 'five', code, held: true, deadlineMs: 8e15 });
    const vouchers = async (): Promise<string[]> =>
      good(await slice.person(at, A))
        .person.vouchers.map(({ code }) => code)
        .toSorted();
    // Taken before: it was taken, whoever is asked later. Given up before: it never is.
    good(await slice.redeem(at, A, command('of-a', 'AAAA')));
    expect(good(await slice.settle(at, B, 'given-up')).taken).toBe(false);
    good(await slice.sealPerson(at, B, A, 'm1', 1_000));
    // While B is sealed nothing is decided: the hold stays, and the shop asks again.
    expect(await slice.redeem(at, B, command('late', 'LATE'))).toMatchObject({ problem: 'moved' });
    expect(await slice.settle(at, B, 'k')).toMatchObject({ problem: 'moved' });
    expect(await slice.settle(at, B, 'late')).toMatchObject({ problem: 'moved' });
    await mergeTwo(slice, at, A, B, 'm1', 1_000);
    const before = good(await slice.points(at, A)).points.available;
    for (const id of ['k', 'of-a']) expect(good(await slice.settle(at, A, id)).taken).toBe(true);
    expect(await slice.redeem(at, A, command('given-up', 'GONE'))).toMatchObject({ problem: 'out-of-stock' });
    // Hold, merge, confirm: the call goes on to who stayed, and the same command again is the same voucher.
    const [first, again] = [good(await slice.redeem(at, A, command('late', 'LATE'))), good(await slice.redeem(at, A, command('late', 'LATE')))];
    expect(again.saved).toBe(first.saved);
    expect(good(await slice.settle(at, A, 'late')).taken).toBe(true);
    // Hold, merge, release: what was never taken can't be taken after it.
    expect(good(await slice.settle(at, A, 'never')).taken).toBe(false);
    expect(await slice.redeem(at, A, command('never', 'NVER'))).toMatchObject({ problem: 'out-of-stock' });
    expect(await vouchers()).toEqual(['AAAA', 'BBBB', 'LATE']);
    expect(good(await slice.points(at, A)).points.available).toBeLessThan(before);
    // Two again: a command that was released or taken meanwhile stays so for both.
    await partTwo(slice, at, A, B, 'm1', 2_000);
    for (const id of ['late', 'never'])
      expect([id, ...(await Promise.all([A, B].map(async (who) => good(await slice.settle(at, who, id)).taken)))]).toEqual([
        id,
        id === 'late',
        id === 'late',
      ]);
    expect(await slice.redeem(at, B, command('never', 'NVER'))).toMatchObject({ problem: 'out-of-stock' });
  });

  it('lets a no of either count while they are one, and gives each their word back', async () => {
    const { slice } = await aPair('merge-4');
    good(await slice.consent(at, aCaller(B), { personalisation: 'granted', messages: 'denied', source: 'settings', words: 'no' } as never));
    await mergeTwo(slice, at, A, B, 'm1', 1_000);
    expect(good(await slice.person(at, A)).person.consent).toEqual({ personalisation: 'granted', messages: 'denied' });
    await partTwo(slice, at, A, B, 'm1', 2_000);
    expect(good(await slice.person(at, A)).person.consent.messages).toBe('granted');
    expect(good(await slice.person(at, B)).person.consent.messages).toBe('denied');
  });

  it('leaves nothing of either where both are erased while they are one', async () => {
    const { slice, stub } = await aPair('merge-5');
    await mergeTwo(slice, at, A, B, 'm1', 1_000);
    for (const id of [A, B]) good(await slice.erase(at, id));
    const left = await held(stub);
    const about = Object.entries(left).filter(([name, rows]) => name !== 'shopper' && name !== 'setup' && JSON.stringify(rows).includes('shp_'));
    expect(about).toEqual([]);
    expect(JSON.stringify(left)).not.toContain('Chen');
    expect(await slice.person(at, B)).toMatchObject({ problem: 'erased' });
  });
});
