import { describe, expect, it } from 'vitest';
import { accountOf, balanceOf } from './account.ts';
import { earn, mature } from './earn.ts';
import { anEarning, DAY, Ledger, redeem, refund } from './ledger.testing.ts';
import type { Account } from './movement.ts';
import { reverse } from './reverse.ts';
import { expire, giveBack, settleDebt } from './spend.ts';

describe('a refunded order', () => {
  it('leaves nothing after buy, earn, refund, repeat', () => {
    const ledger = new Ledger();
    for (const id of ['1', '2', '3']) {
      ledger.do((account) => earn(account, anEarning(id, 100)));
      ledger.do(refund(id, 0));
    }
    expect(balanceOf(ledger.rows)).toEqual({ issued: 0, pending: 0, available: 0, spent: 0, expired: 0, debt: 0, 'written-off': 0, elsewhere: 0 });
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

  it('undoes what an order earned after it was refunded, when it is refunded again', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100)));
    ledger.do(refund('1', 0));
    ledger.do((account) => earn(account, anEarning('1', 40, { key: 'bonus', lotId: 'bonus:1' })));
    ledger.do(refund('1', 0));
    expect(ledger.balance).toBe('0 pending, 0 available, 0 owed');
    expect(new Set(ledger.rows.map((row) => row.key)).size).toBe(4);
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
    const cancel = (account: Account) => giveBack(account, { key: 'r:cancel', atMs: 2, allocation, spentAtMs: 1 });
    ledger.do(cancel);
    expect(ledger.balance).toBe('0 pending, 50 available, 0 owed');
    expect(ledger.do(cancel)).toEqual([]);
    expect(() => giveBack(ledger.account, { key: 'again', atMs: 2, allocation, spentAtMs: 1 })).toThrow('gives back more');
  });

  it('is paid by points of somebody who turns out to be the same person', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100)));
    ledger.do(redeem('r', 100));
    ledger.do(refund('1', 0));
    ledger.rows.push(...earn(accountOf([]), anEarning('2', 30)).movements);
    ledger.do((account) => settleDebt(account, { key: 'merge:g', atMs: 9 }));
    expect(ledger.balance).toBe('0 pending, 0 available, 70 owed');
    ledger.rows.push(...earn(accountOf([]), anEarning('3', 5)).movements);
    expect(ledger.do((account) => settleDebt(account, { key: 'merge:g', atMs: 10 }))).toEqual([]);
    ledger.do((account) => settleDebt(account, { key: 'merge:h', atMs: 11 }));
    expect(ledger.balance).toBe('0 pending, 0 available, 65 owed');
  });
});

describe('a refund of an order with several lots', () => {
  const twoLots = (): Ledger => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 30)));
    ledger.do((account) => earn(account, anEarning('1', 20, { key: 'b', lotId: 'b' })));
    return ledger;
  };
  const left = (ledger: Ledger, keepPoints: number | Readonly<Record<string, number>>): number[] => {
    ledger.do((account) => reverse(account, { key: 'k', orderId: '1', keepPoints, reason: 'refund', atMs: 1 }));
    return ledger.account.lots.map((lot) => lot.earned - lot.reversed);
  };

  it('keeps of the older first where one number is named for all', () => {
    expect(left(twoLots(), 35)).toEqual([30, 5]);
    expect(left(twoLots(), 25)).toEqual([25, 0]);
    expect(left(twoLots(), 99)).toEqual([30, 20]);
  });

  it('keeps of each what is named for it, of one that isn’t named nothing, and gives none', () => {
    expect(left(twoLots(), { 'order:1': 10, b: 5 })).toEqual([10, 5]);
    expect(left(twoLots(), { b: 99 })).toEqual([0, 20]);
  });

  it('is a row of its own each time: the key says what had gone before', () => {
    const ledger = twoLots();
    left(ledger, 40);
    left(ledger, 5);
    expect(ledger.rows.slice(2).map(({ key }) => key)).toEqual(['k@0#0', 'k@10#0', 'k@10#1']);
    expect(left(ledger, 5)).toEqual([5, 0]);
    expect(ledger.rows).toHaveLength(5);
  });
});
