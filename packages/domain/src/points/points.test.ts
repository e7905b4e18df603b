import { describe, expect, it } from 'vitest';
import { accountOf, nextDueAtMs } from './account.ts';
import { adjust, earn, mature } from './earn.ts';
import { anEarning, DAY, Ledger, redeem } from './ledger.testing.ts';
import { expire, spend, withdraw } from './spend.ts';

describe('a ledger of points', () => {
  it('holds points back until the return period ends', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50, { maturesAtMs: 14 * DAY })));
    expect(ledger.balance).toBe('50 pending, 0 available, 0 owed');
    expect(nextDueAtMs(ledger.account)).toBe(14 * DAY);
    expect(ledger.do((account) => mature(account, { key: 'due:1', atMs: 14 * DAY - 1 }))).toEqual([]);
    ledger.do((account) => mature(account, { key: 'due:2', atMs: 14 * DAY }));
    expect(ledger.balance).toBe('0 pending, 50 available, 0 owed');
    expect(nextDueAtMs(ledger.account)).toBeNull();
  });

  it('counts an order once, whatever it is sent as', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50)));
    expect(ledger.do((account) => earn(account, anEarning('1', 50)))).toEqual([]);
    expect(ledger.do((account) => earn(account, anEarning('1', 50, { key: 'order:1:fulfilled' })))).toEqual([]);
  });

  it('spends the lot that lapses first, then the older, never-lapsing last, a row each', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('never', 10)));
    ledger.do((account) => earn(account, anEarning('late', 10, { expiresAtMs: 20 * DAY })));
    ledger.do((account) => earn(account, anEarning('soon', 10, { expiresAtMs: 10 * DAY })));
    ledger.do((account) => earn(account, anEarning('soon too', 10, { expiresAtMs: 10 * DAY })));
    const rows = ledger.do(redeem('r', 35));
    expect(rows.map((row) => [row.key, row.lotId, row.points])).toEqual([
      ['r#0', 'order:soon', 10],
      ['r#1', 'order:soon too', 10],
      ['r#2', 'order:late', 10],
      ['r#3', 'order:never', 5],
    ]);
  });

  it('refuses to spend more than is available, pending and lapsed points included', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50, { maturesAtMs: 14 * DAY })));
    ledger.do((account) => earn(account, anEarning('2', 20, { expiresAtMs: 2 })));
    expect(spend(ledger.account, { key: 'r', points: 21, reason: 'reward', atMs: 1 })).toEqual({ ok: false, problem: 'not-enough-points' });
    expect(spend(ledger.account, { key: 'r', points: 20, reason: 'reward', atMs: 1 })).toMatchObject({ ok: true });
    expect(spend(ledger.account, { key: 'r', points: 20, reason: 'reward', atMs: 2 })).toMatchObject({ ok: false });
  });

  it('lets what is left of a lot lapse on its day', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50, { expiresAtMs: DAY })));
    ledger.do(redeem('r', 30));
    expect(ledger.do((account) => expire(account, { key: 'e1', atMs: DAY - 1 }))).toEqual([]);
    ledger.do((account) => expire(account, { key: 'e2', atMs: DAY }));
    expect(ledger.account).toMatchObject({ available: 0, spent: 30, expired: 20 });
  });

  it('lets the last single point lapse, too, and mature', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 1, { maturesAtMs: 1, expiresAtMs: DAY })));
    ledger.do((account) => mature(account, { key: 'm', atMs: 1 }));
    expect(ledger.balance).toBe('0 pending, 1 available, 0 owed');
    ledger.do((account) => expire(account, { key: 'e', atMs: DAY }));
    expect(ledger.account).toMatchObject({ available: 0, expired: 1 });
  });

  it('lets staff give and take by hand, apart from what orders earned', () => {
    const ledger = new Ledger();
    const byHand = { key: 'adjust:1', lotId: 'adjust:1', orderId: null, reason: 'goodwill', rule: null };
    ledger.do((account) => adjust(account, anEarning('-', 30, byHand)));
    ledger.do((account) => withdraw(account, { key: 'adjust:2', points: 10, reason: 'mistake', atMs: 1 }));
    expect(ledger.rows.map((row) => [row.kind, row.from, row.to])).toEqual([
      ['adjust', 'issued', 'available'],
      ['adjust', 'available', 'issued'],
    ]);
    expect(withdraw(ledger.account, { key: 'adjust:3', points: 21, reason: 'mistake', atMs: 1 })).toMatchObject({ ok: false });
  });

  it('throws for what is not a number of points', () => {
    for (const points of [-1, 0.5, Number.NaN, Infinity]) expect(() => earn(accountOf([]), anEarning('1', points))).toThrow(RangeError);
  });

  it('throws for a row of a lot that was never earned', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 10)));
    const [row] = ledger.do(redeem('r', 10));
    expect(() => accountOf(row ? [row] : [])).toThrow('never earned');
  });
});
