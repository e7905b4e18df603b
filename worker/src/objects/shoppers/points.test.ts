import { runInDurableObject } from 'cloudflare:test';
import type { Programme } from '@rapport/protocol';
import { describe, expect, it } from 'vitest';
import { firstProgramme } from '../shop/first-programme.ts';
import { aCaller, anOrder, aSlice, good, someSettings } from './testing.ts';

const at = { generation: 1 };
const programme: Programme = { ...firstProgramme('EUR'), pendingDays: 0 };

describe('the ledger of a slice', () => {
  it('aborts UPDATE, DELETE and REPLACE on its rows, and on refunds', async () => {
    const { slice, stub } = await aSlice('points-1', someSettings({ programme }));
    good(await slice.order(at, 'shp_a', anOrder('o', 9_000)));
    good(await slice.refund(at, 'shp_a', 'o', { id: 'r', amountMinor: 1_000, lines: [] }));
    await runInDurableObject(stub, (_, { storage }) => {
      for (const statement of [
        'UPDATE ledger SET points = points + 1',
        "UPDATE ledger SET chain = 'x'",
        'DELETE FROM ledger',
        'INSERT OR REPLACE INTO ledger SELECT * FROM ledger LIMIT 1',
        'REPLACE INTO ledger SELECT * FROM ledger LIMIT 1',
        'UPDATE order_refund SET amount_minor = 0',
      ]) {
        expect(() => storage.sql.exec(statement)).toThrow('append-only');
      }
      expect(
        storage.sql
          .exec('SELECT chain FROM ledger')
          .toArray()
          .every(({ chain }) => chain === null),
      ).toBe(true);
    });
  });

  it('keeps the cached balance equal to the sum of its rows through orders, refunds, rewards, hands and erasure', async () => {
    const { slice, stub } = await aSlice('points-2', someSettings({ programme }));
    good(await slice.order(at, 'shp_a', anOrder('o', 30_000)));
    good(await slice.redeem(at, 'shp_a', { id: 'k', bodyHash: '', rewardId: 'five', code: 'ABCD', held: false, deadlineMs: 8e15 }));
    good(await slice.refund(at, 'shp_a', 'o', { id: 'r', amountMinor: 10_000, lines: [] }));
    good(await slice.adjust(at, 'shp_a', { command: 'h', bodyHash: '', points: 7, reason: 'Sorry', note: 'on the phone', by: 'ann@x.example' }));
    good(await slice.cancelVoucher(at, 'shp_a', 'ABCD'));
    const { points } = good(await slice.points(at, 'shp_a'));
    expect(points).toMatchObject({ available: 200 + 7, spent: 0, debt: 0 });
    const { rows } = good(await slice.statement(at, 'shp_a', null, 100));
    expect(rows[0]?.after).toEqual({ pending: 0, available: 207, debt: 0 });
    await runInDurableObject(stub, (_, { storage }) => {
      const [row] = storage.sql.exec<{ points_available: number }>("SELECT points_available FROM shopper WHERE id = 'shp_a'").toArray();
      expect(row?.points_available).toBe(207);
    });
    good(await slice.erase(at, 'shp_a'));
    await runInDurableObject(stub, (_, { storage }) => {
      for (const table of ['ledger', 'judged_order', 'order_refund', 'points_state', 'points_note', 'answer', 'voucher']) {
        expect(storage.sql.exec(`SELECT count(*) AS n FROM "${table}"`).one()['n'], table).toBe(0);
      }
      const left = storage.sql.exec<{ n: number }>(
        "SELECT sum(CASE WHEN from_account = 'issued' THEN points ELSE -points END) AS n FROM erased_total WHERE 'issued' IN (from_account, to_account)",
      );
      expect(left.one().n).toBe(207);
    });
  });

  it('explains a row by its rule, version and inputs, and who noted what', async () => {
    const { slice } = await aSlice('points-3', someSettings({ programme }));
    good(await slice.order(at, 'shp_a', anOrder('o', 9_000)));
    good(await slice.refund(at, 'shp_a', 'o', { id: 'r', amountMinor: 3_000, lines: [] }));
    good(await slice.adjust(at, 'shp_a', { command: 'h', bodyHash: '', points: 7, reason: 'Sorry', note: 'on the phone', by: 'ann@x.example' }));
    expect(good(await slice.explain(at, 'shp_a', 1)).explanation).toMatchObject({
      row: { kind: 'earn', points: 90 },
      rule: { id: 'amount@1', version: 1 },
      order: { id: 'o', pointsPerUnit: 1, countedPoints: 90, refundedMinor: 3_000, lines: [{ productId: 'pot', points: 90, keptPoints: 60 }] },
      by: null,
    });
    expect(good(await slice.explain(at, 'shp_a', 2)).explanation).toMatchObject({ row: { kind: 'reverse', points: 30 }, opening: { points: 90 } });
    expect(good(await slice.explain(at, 'shp_a', 3)).explanation).toMatchObject({ by: 'ann@x.example', note: 'on the phone', order: null });
    expect(await slice.explain(at, 'shp_a', 4)).toMatchObject({ problem: 'not-found' });
  });

  it('gives the same command its saved answer, and refuses the same key with another body', async () => {
    const { slice } = await aSlice('points-4', someSettings({ programme }));
    good(await slice.order(at, 'shp_a', anOrder('o', 9_000)));
    const hand = { command: 'h', bodyHash: 'one', points: 7, reason: 'Sorry', note: '', by: 'x' };
    const first = good(await slice.adjust(at, 'shp_a', hand));
    good(await slice.adjust(at, 'shp_a', { ...hand, command: 'other' }));
    expect(await slice.adjust(at, 'shp_a', hand)).toEqual(first);
    expect(await slice.adjust(at, 'shp_a', { ...hand, bodyHash: 'two' })).toMatchObject({ problem: 'key-reused' });
    expect(await slice.adjust(at, 'shp_nobody', hand)).toMatchObject({ problem: 'not-found' });
  });

  it('judges by the version of the day, and a replay of what counts reproduces the ledger', async () => {
    const { slice } = await aSlice('points-5', someSettings({ programme }));
    const second = { ...programme, pointsPerUnit: 10 };
    const third = { ...programme, pointsPerUnit: 3 };
    const versions = [
      { version: 1, fromMs: 0, programme },
      { version: 2, fromMs: Date.parse('2026-06-01T00:00:00Z'), programme: second },
      { version: 3, fromMs: Date.parse('2026-10-01T00:00:00Z'), programme: third },
    ];
    good(await slice.configure(at, someSettings({ programme: third }), 3, '', versions));
    good(await slice.order(at, 'shp_a', { ...anOrder('may', 1_000), placedAt: '2026-05-31T23:59:59Z' }));
    good(await slice.order(at, 'shp_a', { ...anOrder('june', 1_000), placedAt: '2026-06-01T00:00:00Z' }));
    good(await slice.order(at, 'shp_a', { ...anOrder('october', 1_000), placedAt: '2026-10-01T00:00:00Z' }));
    good(await slice.refund(at, 'shp_a', 'june', { id: 'r', amountMinor: 500, lines: [{ line: 0, amountMinor: 500 }] }));
    expect(good(await slice.points(at, 'shp_a')).points.available).toBe(10 + 50 + 30);
    const before = good(await slice.worth(at)).worth;
    const live = good(await slice.replayOrders(at, 395, null, ''));
    expect(live.shoppers).toEqual([{ id: 'shp_a', orders: 3, inLedger: 90, replayed: 90, differing: 0 }]);
    const draft = good(await slice.replayOrders(at, 395, { ...programme, pointsPerUnit: 2 }, ''));
    expect(draft.shoppers).toEqual([{ id: 'shp_a', orders: 3, inLedger: 90, replayed: 20 + 10 + 20, differing: 3 }]);
    expect(good(await slice.worth(at)).worth).toBe(before);
  });

  it('gives what rules say for what happened, once for each', async () => {
    const rules: Programme['rules'] = [
      { id: 'review', on: 'review', title: {}, points: 20, limits: {} },
      { id: 'visit', on: 'event', name: 'visit', title: {}, points: 5, limits: { lifePoints: 8 } },
      { id: 'colour', on: 'profile', name: 'colour', title: {}, points: 3, limits: {} },
    ];
    const { slice } = await aSlice('points-6', someSettings({ programme: { ...programme, rules } }));
    const points = async (occurred: Parameters<typeof slice.occur>[2]): Promise<number> => good(await slice.occur(at, 'shp_a', occurred)).points;
    expect(await points({ on: 'review', id: '1' })).toBe(20);
    expect(await points({ on: 'review', id: '1' })).toBe(0);
    expect(await points({ on: 'event', id: '1', name: 'visit' })).toBe(5);
    expect(await points({ on: 'event', id: '2', name: 'visit' })).toBe(3);
    expect(await points({ on: 'event', id: '3', name: 'other' })).toBe(0);
    expect(await points({ on: 'import', id: 'old', points: 100 })).toBe(100);
    expect(await points({ on: 'import', id: 'old', points: 100 })).toBe(0);
    expect(await slice.occur(at, 'shp_a', { on: 'import', id: 'gone', points: 100, expiresAtMs: 1 })).toMatchObject({
      ok: false,
      problem: 'expired',
    });
    expect(good(await slice.points(at, 'shp_a')).points.available).toBe(20 + 8 + 100);
  });

  it('gives points for an answer to members only: a guest’s wait until they join, and count once', async () => {
    const rules: Programme['rules'] = [{ id: 'colour', on: 'profile', name: 'colour', title: {}, points: 3, limits: {} }];
    const { slice } = await aSlice('points-9', someSettings({ programme: { ...programme, rules, signUpPoints: 0 } }));
    const available = async (): Promise<number> => good(await slice.points(at, 'shp_a')).points.available;
    good(await slice.answer(at, 'shp_a', 'colour', 'blue'));
    expect(await available()).toBe(0);
    good(await slice.promote(at, 'shp_a', { name: 'A', email: null, locale: 'en' }));
    expect(await available()).toBe(3);
    good(await slice.answer(at, 'shp_a', 'colour', 'green'));
    good(await slice.promote(at, 'shp_a', { name: 'A', email: null, locale: 'en' }));
    expect(await available()).toBe(3);
  });

  it('previews a basket as it then awards it', async () => {
    const { slice } = await aSlice(
      'points-7',
      someSettings({ programme: { ...programme, multipliers: [{ id: 'm', title: {}, factor: 2, brands: ['Ito'], priority: 0, stacks: true }] } }),
    );
    const facts = { products: { pot: { brands: ['Ito'], categories: [] } } };
    const basket = { lines: [{ productId: 'pot', totalMinor: 1_234 }], discountMinor: 0, taxMinor: 0, shippingMinor: 0 };
    const { preview } = good(await slice.preview(at, 'shp_a', basket, facts));
    expect(preview).toMatchObject({ points: 24, lines: [{ points: 24, factor: 2, multipliers: ['m'] }] });
    expect(good(await slice.order(at, 'shp_a', anOrder('o', 1_234), facts)).taken.pointsAvailable).toBe(preview.points);
  });

  it('tells somebody of points that will lapse, through the one place that decides, and the shop’s systems too', async () => {
    const lapsing: Programme = { ...programme, expiry: { kind: 'lot', months: 1, roundTo: 'day' }, warnDays: [60] };
    const { slice, stub } = await aSlice('points-8', someSettings({ programme: lapsing, webhookTypes: ['points.expiring'] }));
    good(await slice.consent(at, aCaller('shp_a'), { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' }));
    good(await slice.order(at, 'shp_a', anOrder('o', 9_000)));
    good(await slice.order(at, 'shp_b', anOrder('p', 9_000)));
    const inbox = async (id: string) => good(await slice.inbox(at, id, 'en', { before: null, after: null }, 10)).messages;
    expect(await inbox('shp_a')).toMatchObject([
      {
        kind: 'points',
        reasons: [{ code: 'lapsing', points: 90, lapsesAtMs: expect.any(Number) }],
        product: { productId: '', title: 'Tea', url: '/' },
      },
    ]);
    expect(good(await slice.view(at, aCaller('shp_a'))).view.unread).toBe(1);
    // Whoever didn't agree to messages hears nothing, and the trace says so; the shop's own systems hear of both.
    expect(await inbox('shp_b')).toEqual([]);
    await runInDurableObject(stub, (_, { storage }) => {
      const traces = storage.sql
        .exec("SELECT shopper, kind, purpose, channel, outcome, reason FROM trace WHERE channel = 'inbox' ORDER BY shopper")
        .toArray();
      expect(traces).toEqual([
        { shopper: 'shp_a', kind: 'points', purpose: 'service', channel: 'inbox', outcome: 'sent', reason: 'service' },
        { shopper: 'shp_b', kind: 'points', purpose: 'service', channel: 'inbox', outcome: 'not-sent', reason: 'no-consent' },
      ]);
    });
    good(await slice.order(at, 'shp_a', anOrder('q', 0)));
    expect(await inbox('shp_a')).toHaveLength(1);
  });

  it('takes who recommended the shop once, from somebody who has not bought, and carries it and a birthday to the member a guest turns out to be', async () => {
    const { slice, stub } = await aSlice('points-9', someSettings({ programme }));
    expect(await slice.recommended(at, aCaller('shp_a'), 'code')).toMatchObject({ ok: true });
    expect(await slice.recommended(at, aCaller('shp_a'), 'code')).toMatchObject({ ok: true });
    expect(await slice.recommended(at, aCaller('shp_a'), 'other')).toMatchObject({ problem: 'limit-reached' });
    good(await slice.order(at, 'shp_b', anOrder('o', 9_000, { status: 'cancelled' })));
    expect(await slice.recommended(at, aCaller('shp_b'), 'code')).toMatchObject({ problem: 'not-new' });
    good(await slice.answer(at, 'shp_a', 'birthday', '--05-04'));
    good(await slice.promote(at, 'shp_c', { name: 'Ann', email: 'ann@x.example', locale: 'en' }));
    good(await slice.order(at, 'shp_c', anOrder('first', 9_000)));
    for (let page = 0; ;) {
      const { rows } = good(await slice.exportPerson(at, 'shp_a', page));
      page = good(await slice.importPerson(at, 'shp_c', 'shp_a', page, rows)).through;
      if (rows === null) break;
    }
    expect(await slice.recommendation(at, 'shp_c')).toMatchObject({ mine: 'waiting' });
    await runInDurableObject(stub, (_, { storage }) => {
      const row = storage.sql.exec("SELECT referred_by, birthday, birthday_set_at_ms > 0 AS at FROM points_state WHERE shopper = 'shp_c'").one();
      expect(row).toEqual({ referred_by: 'code', birthday: '--05-04', at: 1 });
    });
  });
});
