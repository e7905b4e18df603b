import { describe, expect, it } from 'vitest';
import { accountOf, balanceOf, nextDueAtMs } from './account.ts';
import { adjust, earn, mature, type Earning } from './earn.ts';
import type { Account, Moved, Movement } from './movement.ts';
import { reverse } from './reverse.ts';
import { expire, giveBack, spend, withdraw } from './spend.ts';

const DAY = 86_400_000;

/** An order's earning that can be spent at once and never lapses. */
const anEarning = (orderId: string, points: number, more: Partial<Earning> = {}): Earning => ({
  key: `order:${orderId}:paid`,
  points,
  lotId: `order:${orderId}`,
  orderId,
  atMs: 0,
  maturesAtMs: null,
  expiresAtMs: null,
  reason: 'order',
  rule: 'amount@1',
  ...more,
});

/** A ledger that takes commands as the slice does: decide on the account, append the rows. */
class Ledger {
  readonly rows: Movement[] = [];
  get account(): Account {
    return accountOf(this.rows);
  }
  do(command: (account: Account) => Moved | { ok: false }): readonly Movement[] {
    const result = command(this.account);
    if (!result.ok) throw new Error('refused');
    this.rows.push(...result.movements);
    return result.movements;
  }
  get balance(): string {
    const { pending, available, debt } = this.account;
    return `${pending} pending, ${available} available, ${debt} owed`;
  }
}

const refund = (orderId: string, keepPoints: number) => (account: Account) =>
  reverse(account, { key: `order:${orderId}:refund`, orderId, keepPoints, reason: 'refund', atMs: 5 });
const redeem =
  (key: string, points: number, atMs = 1) =>
  (account: Account) =>
    spend(account, { key, points, reason: 'reward', atMs });

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

  it('leaves nothing after buy, earn, refund, repeat', () => {
    const ledger = new Ledger();
    for (const id of ['1', '2', '3']) {
      ledger.do((account) => earn(account, anEarning(id, 100)));
      ledger.do(refund(id, 0));
    }
    expect(balanceOf(ledger.rows)).toEqual({ issued: 0, pending: 0, available: 0, spent: 0, expired: 0, debt: 0 });
  });

  it('owes what had been spent of a refunded order, and the next points pay it', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100)));
    ledger.do(redeem('r', 80));
    ledger.do(refund('1', 0));
    expect(ledger.balance).toBe('0 pending, 0 available, 80 owed');
    ledger.do((account) => earn(account, anEarning('2', 50, { maturesAtMs: DAY })));
    expect(ledger.balance).toBe('50 pending, 0 available, 80 owed');
    ledger.do((account) => mature(account, { key: 'due', atMs: DAY }));
    expect(ledger.balance).toBe('0 pending, 0 available, 30 owed');
    ledger.do((account) => earn(account, anEarning('3', 50)));
    expect(ledger.balance).toBe('0 pending, 20 available, 0 owed');
  });

  it('pays a new debt from other lots at once, so that nobody spends what they owe', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100)));
    ledger.do(redeem('r', 100));
    ledger.do((account) => earn(account, anEarning('2', 60)));
    ledger.do(refund('1', 40));
    expect(ledger.balance).toBe('0 pending, 0 available, 0 owed');
    ledger.do(refund('2', 0));
    expect(ledger.balance).toBe('0 pending, 0 available, 60 owed');
  });

  it('does not take points twice when a refund comes twice or in parts under one key', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100)));
    ledger.do(refund('1', 60));
    expect(ledger.do(refund('1', 60))).toEqual([]);
    ledger.do(refund('1', 10));
    expect(ledger.balance).toBe('0 pending, 10 available, 0 owed');
    expect(ledger.do(refund('1', 60))).toEqual([]);
    expect(ledger.do(refund('unknown', 0))).toEqual([]);
  });

  it('undoes each lot of an order only as far as it stands', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100)));
    ledger.do((account) => earn(account, anEarning('1', 40, { key: 'bonus', lotId: 'bonus:1', expiresAtMs: DAY })));
    ledger.do(redeem('r', 120));
    ledger.do(refund('1', 0));
    expect(ledger.balance).toBe('0 pending, 0 available, 120 owed');
    expect(ledger.account.lots.map((lot) => lot.earned - lot.reversed)).toEqual([0, 0]);
  });

  it('owes nothing for points that had lapsed unspent', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100, { expiresAtMs: 1 })));
    ledger.do((account) => expire(account, { key: 'e', atMs: 1 }));
    ledger.do(refund('1', 0));
    expect(ledger.account).toMatchObject({ available: 0, debt: 0, expired: 0 });
  });

  it('gives a cancelled voucher back to its lots, where it pays a debt first', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100)));
    const allocation = ledger.do(redeem('r', 80));
    ledger.do(refund('1', 50));
    expect(ledger.balance).toBe('0 pending, 0 available, 30 owed');
    const cancel = (account: Account) => giveBack(account, { key: 'r:cancel', atMs: 2, allocation });
    ledger.do(cancel);
    expect(ledger.balance).toBe('0 pending, 50 available, 0 owed');
    expect(ledger.do(cancel)).toEqual([]);
    expect(() => giveBack(ledger.account, { key: 'again', atMs: 2, allocation })).toThrow('gives back more');
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
