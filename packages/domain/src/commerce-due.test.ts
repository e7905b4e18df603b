import type { Programme } from '@rapport/protocol';
import { describe, expect, it } from 'vitest';
import { DAY, Till, aProgramme, aShop, anOrder, at } from './commerce.testing.ts';
import { adjusted, cancelVoucher, due, grant, redeem, takeOrder, toldBirthday } from './commerce.ts';
import type { PointsShop } from './commerce.ts';
import { accountOf } from './points/index.ts';

const shop = aShop();
const order = (
  till: Till,
  id: string,
  lines: number | readonly number[],
  more: Parameters<typeof anOrder>[2] & { atMs?: number; shop?: PointsShop } = {},
) =>
  till.take((purse) =>
    takeOrder(purse, till.known.get(id) ?? null, anOrder(id, lines, more), [], more.shop ?? shop, at(more.atMs ?? more.placedAtMs ?? 0)),
  );
const balance = (till: Till): string => {
  const { pending, available, debt } = accountOf(till.purse.ledger);
  return `${pending} pending, ${available} available, ${debt} owed`;
};

describe('due', () => {
  it('makes points spendable when the return period is over, not a millisecond earlier, and once', () => {
    const till = new Till();
    order(till, 'a', 10_000);
    expect(till.dueAtMs).toBe(14 * DAY);
    expect(till.take((purse) => due(purse, shop, at(14 * DAY - 1))).movements).toEqual([]);
    expect(till.take((purse) => due(purse, shop, at(14 * DAY)))).toMatchObject({ person: { pointsPending: 0, pointsAvailable: 100 }, dueAtMs: null });
    expect(till.take((purse) => due(purse, shop, at(15 * DAY))).movements).toEqual([]);
  });

  it('warns before points lapse, once for each step, and lets them lapse in their moment', () => {
    const here = aShop(aProgramme({ pendingDays: 0, expiry: { kind: 'lot', months: 2, roundTo: 'month' }, warnDays: [30, 7] }));
    const till = new Till();
    order(till, 'a', 10_000, { shop: here });
    const end = Date.parse('1970-04-01T00:00:00Z');
    expect(till.dueAtMs).toBe(end - 30 * DAY);
    const run = (ms: number): readonly (readonly [string, unknown])[] =>
      till.take((purse) => due(purse, here, at(ms))).entries.map(({ name, detail }) => [name, detail] as const);
    expect(run(end - 30 * DAY)).toEqual([['points_expiring', { points: 100, atMs: end, days: 30 }]]);
    expect(run(end - 30 * DAY)).toEqual([]);
    expect(till.dueAtMs).toBe(end - 7 * DAY);
    expect(run(end - 7 * DAY)).toEqual([['points_expiring', { points: 100, atMs: end, days: 7 }]]);
    expect(run(end - 1)).toEqual([]);
    expect(run(end)).toEqual([['points_expired', { points: 100, reason: 'expired' }]]);
    expect(run(end)).toEqual([]);
    expect([balance(till), till.dueAtMs]).toEqual(['0 pending, 0 available, 0 owed', null]);
  });

  it('warns somebody who comes late once, of the nearest step', () => {
    const here = aShop(aProgramme({ pendingDays: 0, expiry: { kind: 'lot', months: 1, roundTo: 'day' } }));
    const till = new Till();
    order(till, 'a', 10_000, { shop: here });
    const late = till.take((purse) => due(purse, here, at(27 * DAY)));
    expect(late.entries.map(({ detail }) => detail['days'])).toEqual([7]);
  });

  it('lets everything lapse when nothing happened for so long, and starts anew with every purchase', () => {
    const here = aShop(aProgramme({ pendingDays: 0, expiry: { kind: 'idle', months: 1 } }));
    const till = new Till();
    order(till, 'a', 10_000, { shop: here });
    order(till, 'b', 5_000, { placedAtMs: 20 * DAY, atMs: 20 * DAY, shop: here });
    expect(till.take((purse) => due(purse, here, at(31 * DAY))).movements).toEqual([]);
    till.take((purse) => due(purse, here, at(51 * DAY)));
    expect(accountOf(till.purse.ledger)).toMatchObject({ available: 0, expired: 150 });
    expect(till.take((purse) => due(purse, here, at(52 * DAY))).movements).toEqual([]);
  });

  it('keeps a birthday once in 365 days by the shop’s clock, for members', () => {
    const here = aShop(aProgramme({ rules: [{ id: 'birthday', on: 'birthday', title: {}, points: 100, limits: {} }] }));
    const till = new Till();
    const told = toldBirthday(till.purse.state, '--01-11', 0);
    if (!told) throw new Error('it was not taken');
    till.purse = { ...till.purse, state: told };
    expect(till.take((purse) => due(purse, here, at(10 * DAY))).movements).toEqual([]);
    till.purse = { ...till.purse, person: { ...till.purse.person, kind: 'member' } };
    expect(till.take((purse) => due(purse, here, at(9 * DAY))).dueAtMs).toBe(10 * DAY);
    expect(till.take((purse) => due(purse, here, at(10 * DAY))).person.pointsAvailable).toBe(100);
    expect(till.dueAtMs).toBe(375 * DAY);
    expect(till.take((purse) => due(purse, here, at(10 * DAY + 5))).movements).toEqual([]);
    expect(toldBirthday(told, '--02-20', 300 * DAY)).toBeNull();
    expect(toldBirthday(told, '--01-11', 400 * DAY)).toBeNull();
    expect(toldBirthday(told, '--02-20', 400 * DAY)).toMatchObject({ birthday: '--02-20' });
    expect(toldBirthday(told, 'tomorrow', 400 * DAY)).toBeNull();
    expect(till.take((purse) => due(purse, here, at(375 * DAY))).person.pointsAvailable).toBe(200);
  });

  it('keeps a birthday on which a limit leaves nothing, once, and looks again in a year', () => {
    const limits = { lifePoints: 100 };
    const here = aShop(aProgramme({ rules: [{ id: 'birthday', on: 'birthday', title: {}, points: 100, limits }] }));
    const till = new Till();
    till.purse = { ...till.purse, person: { ...till.purse.person, kind: 'member' }, state: { ...till.purse.state, birthday: '--01-11' } };
    till.take((purse) => due(purse, here, at(10 * DAY)));
    expect(till.take((purse) => due(purse, here, at(375 * DAY))).movements).toEqual([]);
    expect(till.dueAtMs).toBe(740 * DAY);
    expect(accountOf(till.purse.ledger).available).toBe(100);
  });

  it('tells a new standing, and lets it go after its grace', () => {
    const tiers: Programme['tiers'] = {
      by: 'orders',
      window: { kind: 'rolling', days: 100 },
      graceDays: 10,
      down: 'by-balance',
      list: [{ id: 'silver', title: {}, from: 2, perks: [] }],
    };
    const here = aShop(aProgramme({ tiers }));
    const till = new Till();
    const names = (): unknown[] => (till.purse.state.tier.tier === null ? ['none'] : [till.purse.state.tier.tier]);
    order(till, 'a', 100, { shop: here });
    expect(names()).toEqual(['none']);
    const up = order(till, 'b', 100, { shop: here, placedAtMs: DAY, atMs: DAY });
    expect(up.entries.find(({ name }) => name === 'tier_changed')?.detail).toEqual({ from: null, to: 'silver' });
    till.take((purse) => due(purse, here, at(100 * DAY)));
    expect([names(), till.dueAtMs]).toEqual([['silver'], 110 * DAY]);
    till.take((purse) => due(purse, here, at(110 * DAY)));
    expect(names()).toEqual(['none']);
  });
});

describe('grants and hands', () => {
  it('cuts what a rule gives to its limits, by day, month and life', () => {
    const limits = { dayPoints: 30, monthPoints: 50, lifePoints: 60 };
    const here = aShop(aProgramme({ rules: [{ id: 'visit', on: 'event', title: {}, points: 20, limits }] }));
    const till = new Till();
    const got = (key: string, day: number): number => {
      const before = accountOf(till.purse.ledger).available;
      till.take((purse) => grant(purse, { key, rule: 'visit', points: 20, reason: 'visit' }, here, at(day * DAY)));
      return accountOf(till.purse.ledger).available - before;
    };
    expect([got('a', 0), got('a', 1), got('b', 0), got('c', 1), got('d', 2), got('e', 40), got('f', 80)]).toEqual([20, 0, 10, 20, 0, 10, 0]);
  });

  it('cuts to what is left for all shoppers together, of orders as of anything else', () => {
    const till = new Till();
    const scarce = {
      ...aShop(aProgramme({ rules: [{ id: 'first', on: 'first-order', title: {}, points: 35, limits: {} }] })),
      leftInAll: { visit: 5, amount: 60, first: 0 },
    };
    const give = (key: string, rule: string) =>
      till.take((purse) => grant(purse, { key, rule, points: 20, reason: rule }, scarce, at(0))).movements.map(({ points }) => points);
    expect([give('a', 'visit'), give('b', 'other')]).toEqual([[5], [20]]);
    const { movements, order: known } = order(till, 'o', 10_000, { shop: scarce });
    expect(movements.map(({ rule, points }) => [rule, points])).toEqual([['amount@1', 60]]);
    expect(known.judgement).toMatchObject({ left: { amount: 60, first: 0 }, judged: { points: 60, countedPoints: 100, bonuses: [] } });
    expect(give('c', 'toString')).toEqual([20]);
  });

  it('gives and takes by hand, never more than there is', () => {
    const till = new Till();
    till.take((purse) => adjusted(purse, { key: 'a', points: 30, reason: 'sorry' }, shop, at(0)));
    till.take((purse) => adjusted(purse, { key: 'b', points: -10, reason: 'mistake' }, shop, at(1)));
    expect(balance(till)).toBe('0 pending, 20 available, 0 owed');
    expect(adjusted(till.purse, { key: 'c', points: -21, reason: 'mistake' }, shop, at(2))).toMatchObject({ problem: 'not-enough-points' });
  });

  it('gives the points of a cancelled voucher back to their lots', () => {
    const till = new Till();
    till.take((purse) => adjusted(purse, { key: 'a', points: 60, reason: 'x' }, shop, at(0)));
    till.take((purse) => adjusted(purse, { key: 'b', points: 60, reason: 'x' }, shop, at(1)));
    const reward = shop.versions[0]?.programme.rewards[0];
    if (!reward) throw new Error('a reward is missing');
    const lots = accountOf(till.purse.ledger).lots;
    const { voucher } = till.take((purse) => redeem(purse, reward, { id: 'k', code: 'ABCD' }, shop, at(2)));
    expect(redeem(till.purse, reward, { id: 'l', code: 'EFGH' }, shop, at(3))).toMatchObject({ problem: 'not-enough-points' });
    till.take((purse) => cancelVoucher(purse, voucher, 'k', shop, at(4)));
    expect(accountOf(till.purse.ledger).lots).toEqual(lots);
    expect(till.take((purse) => cancelVoucher(purse, voucher, 'k', shop, at(5))).movements).toEqual([]);
  });
});
