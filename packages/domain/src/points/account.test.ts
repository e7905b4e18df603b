import { describe, expect, it } from 'vitest';
import { accountOf, apply, balanceOf, nextDueAtMs } from './account.ts';
import { adjust, earn, mature } from './earn.ts';
import { anEarning, aRow, forgiving, giveUp, Ledger, redeem, refund } from './ledger.testing.ts';
import { EMPTY } from './movement.ts';
import { expire, withdraw } from './spend.ts';

describe('an account', () => {
  it('remembers when points were last earned or spent, and nothing else', () => {
    const ledger = new Ledger();
    const active = (): number | null => ledger.account.activeAtMs;
    expect(active()).toBeNull();
    ledger.do((account) => adjust(account, anEarning('g', 10, { atMs: 3, orderId: null })));
    expect(active()).toBeNull();
    ledger.do((account) => earn(account, anEarning('1', 10, { atMs: 7, maturesAtMs: 20 })));
    expect(active()).toBe(7);
    ledger.do(redeem('r', 5, 9));
    expect(active()).toBe(9);
    ledger.do((account) => mature(account, { key: 'm', atMs: 20 }));
    ledger.do((account) => withdraw(account, { key: 'w', points: 1, reason: 'mistake', atMs: 21 }));
    ledger.do((account) => expire(account, { key: 'e', atMs: 22, all: true }));
    // Said late, of an earlier day: the last day stays.
    ledger.do((account) => earn(account, anEarning('2', 10, { atMs: 8 })));
    expect(active()).toBe(9);
    ledger.do((account) => earn(account, anEarning('3', 10, { atMs: 0 })));
    expect(accountOf(ledger.rows.slice(-1)).activeAtMs).toBe(0);
  });

  it('kept current row by row is the one the whole ledger adds up to, and what it was made from stays as it was', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 60)));
    ledger.do(redeem('r', 60));
    ledger.do(refund('1', 50));
    ledger.do(forgiving('1', 20));
    ledger.do(giveUp(ledger, 'r'));
    let account = EMPTY;
    for (const row of ledger.rows) {
      const before = { ...account, lots: account.lots.map((lot) => ({ ...lot })), keys: new Set(account.keys) };
      const next = apply(account, [row]);
      expect(account).toEqual(before);
      account = next;
    }
    expect(account).toEqual(ledger.account);
    expect(EMPTY.keys.size).toBe(0);
    const { debt, issued: _, 'written-off': writtenOff, elsewhere, ...rest } = balanceOf(ledger.rows);
    expect([debt, writtenOff]).toEqual([0 - account.debt, 0 - account.writtenOff]);
    expect(elsewhere).toBe(0);
    expect(account).toMatchObject(rest);
  });

  it('says when something is next to be done: what waits by its day, what can be spent by its last', () => {
    const due = (...earnings: readonly Parameters<typeof anEarning>[2][]): number | null => {
      const ledger = new Ledger();
      earnings.forEach((more, at) => ledger.do((account) => earn(account, anEarning(`${at}`, 10, more))));
      return nextDueAtMs(ledger.account);
    };
    expect(due()).toBeNull();
    expect(due({})).toBeNull();
    expect(due({ maturesAtMs: 5 })).toBe(5);
    expect(due({ expiresAtMs: 7 })).toBe(7);
    const last = new Ledger();
    last.do((account) => earn(account, anEarning('1', 1, { maturesAtMs: 5, expiresAtMs: 7 })));
    expect(nextDueAtMs(last.account)).toBe(5);
    last.do((account) => mature(account, { key: 'm', atMs: 5 }));
    expect(nextDueAtMs(last.account)).toBe(7);
    // What still waits can't lapse before it is ready.
    expect(due({ maturesAtMs: 5, expiresAtMs: 4 })).toBe(5);
    expect(due({ expiresAtMs: 7 }, { maturesAtMs: 5 }, { expiresAtMs: 6 })).toBe(5);
    expect(due({ expiresAtMs: 7 }, { maturesAtMs: 9 }, { expiresAtMs: 6 })).toBe(6);
    const spent = new Ledger();
    spent.do((account) => earn(account, anEarning('1', 10, { expiresAtMs: 7 })));
    spent.do(redeem('r', 10));
    expect(nextDueAtMs(spent.account)).toBeNull();
    // A lot that waits without saying for how long is due at once.
    const [row] = spent.rows;
    if (!row) throw new Error('it was earned');
    const waiting = accountOf([{ ...row, to: 'pending', atMs: 4, expiresAtMs: null }]);
    expect(nextDueAtMs(waiting)).toBe(4);
    expect(mature(waiting, { key: 'm', atMs: 4 }).movements).toHaveLength(1);
    expect(mature(waiting, { key: 'm', atMs: 3 }).movements).toHaveLength(0);
  });

  it('refuses a row of a lot that it doesn’t know, by its kind', () => {
    expect(() => accountOf([aRow({ kind: 'spend', from: 'available', to: 'spent', points: 1 })])).toThrow(
      'a spend row speaks of a lot that was never earned',
    );
  });
});
