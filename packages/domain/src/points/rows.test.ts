import { describe, expect, it } from 'vitest';
import { balanceOf } from './account.ts';
import { adjust, earn, mature } from './earn.ts';
import { anEarning, aRow, DAY, forgiving, giveUp, Ledger, redeem, refund } from './ledger.testing.ts';
import { EMPTY, type Account, type Movement } from './movement.ts';
import { reverse } from './reverse.ts';
import { expire, giveBack, settleDebt, spend, withdraw } from './spend.ts';

// What each command writes, to the letter: a row is what somebody is told years later.

describe('the rows of a command', () => {
  it('open a lot with all that is known of it, and mature it', () => {
    const ledger = new Ledger();
    expect(ledger.do((account) => earn(account, anEarning('1', 50, { atMs: 3, maturesAtMs: DAY, expiresAtMs: 9 * DAY })))).toStrictEqual([
      aRow({ key: 'order:1:paid#0', to: 'pending', points: 50, atMs: 3, maturesAtMs: DAY, expiresAtMs: 9 * DAY }),
    ]);
    expect(ledger.do((account) => mature(account, { key: 'due', atMs: DAY }))).toStrictEqual([
      aRow({ key: 'due#0', kind: 'mature', from: 'pending', points: 50, reason: 'matured', atMs: DAY }),
    ]);
    expect(ledger.do((account) => mature(account, { key: 'due:later', atMs: 2 * DAY }))).toEqual([]);
  });

  it('make points spendable at once where they needn’t wait, also where the time had come already', () => {
    for (const maturesAtMs of [null, 2, 3]) expect(earn(EMPTY, anEarning('1', 5, { atMs: 3, maturesAtMs })).movements[0]?.to).toBe('available');
    expect(earn(EMPTY, anEarning('1', 5, { atMs: 3, maturesAtMs: 4 })).movements[0]?.to).toBe('pending');
    expect(earn(EMPTY, anEarning('1', 0)).movements).toEqual([]);
  });

  it('take from lots and let them lapse', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50, { expiresAtMs: DAY })));
    expect(ledger.do(redeem('r', 20))).toStrictEqual([
      aRow({ key: 'r#0', kind: 'spend', from: 'available', to: 'spent', points: 20, reason: 'reward', atMs: 1 }),
    ]);
    expect(ledger.do((account) => withdraw(account, { key: 'w', points: 5, reason: 'mistake', atMs: 2 }))).toStrictEqual([
      aRow({ key: 'w#0', kind: 'adjust', from: 'available', to: 'issued', points: 5, reason: 'mistake', atMs: 2 }),
    ]);
    expect(ledger.do((account) => expire(account, { key: 'e', atMs: DAY }))).toStrictEqual([
      aRow({ key: 'e#0', kind: 'expire', from: 'available', to: 'expired', points: 25, reason: 'expired', atMs: DAY }),
    ]);
    expect(ledger.account.lots).toStrictEqual([
      {
        ...{ id: 'order:1', orderId: '1', rule: 'amount@1', createdAtMs: 0, maturesAtMs: null, expiresAtMs: DAY },
        ...{ earned: 50, reversed: 0, withdrawn: 5, pending: 0, available: 0, spent: 20, expired: 25, writtenOff: 0, writtenOffAtMs: null },
      },
    ]);
  });

  it('let everything lapse when somebody was idle for too long, whatever its day', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50)));
    ledger.do((account) => earn(account, anEarning('2', 30, { expiresAtMs: 9 * DAY })));
    ledger.do((account) => earn(account, anEarning('3', 10, { maturesAtMs: 9 * DAY })));
    expect(ledger.do((account) => expire(account, { key: 'idle', atMs: DAY, all: true })).map(({ points }) => points)).toEqual([50, 30]);
    expect(ledger.do((account) => expire(account, { key: 'idle', atMs: DAY, all: true }))).toEqual([]);
    expect(ledger.account).toMatchObject({ pending: 10, available: 0, expired: 80 });
  });

  it('undo an order where its points are: waiting, ready, lapsed, and then as a debt that other points pay', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 40, { expiresAtMs: 2 })));
    ledger.do(redeem('r', 10));
    ledger.do((account) => expire(account, { key: 'e', atMs: 2 }));
    ledger.do((account) => earn(account, anEarning('1', 20, { key: 'a', lotId: 'a' })));
    ledger.do((account) => earn(account, anEarning('1', 15, { key: 'b', lotId: 'b', maturesAtMs: DAY })));
    ledger.do((account) => earn(account, anEarning('2', 7)));
    const undone = (change: Partial<Movement>): Movement => aRow({ kind: 'reverse', to: 'issued', reason: 'refund', atMs: 5, ...change });
    expect(ledger.do(refund('1', 0))).toStrictEqual([
      undone({ key: 'order:1:refund@0#0', from: 'pending', points: 15, lotId: 'b' }),
      undone({ key: 'order:1:refund@0#1', from: 'available', points: 20, lotId: 'a' }),
      undone({ key: 'order:1:refund@0#2', from: 'expired', points: 30 }),
      undone({ key: 'order:1:refund@0#3', from: 'debt', points: 10 }),
      aRow({
        key: 'order:1:refund@0#4',
        kind: 'repay',
        from: 'available',
        to: 'debt',
        points: 7,
        lotId: 'order:2',
        orderId: '2',
        reason: 'debt',
        atMs: 5,
      }),
    ]);
    expect(ledger.balance).toBe('0 pending, 0 available, 3 owed');
    // What is owed is the shopper's, not the lot's.
    expect(ledger.account.lots[0]).toStrictEqual({
      ...{ id: 'order:1', orderId: '1', rule: 'amount@1', createdAtMs: 0, maturesAtMs: null, expiresAtMs: 2 },
      ...{ earned: 40, reversed: 40, withdrawn: 0, pending: 0, available: 0, spent: 10, expired: 0, writtenOff: 0, writtenOffAtMs: null },
    });
    expect(balanceOf(ledger.rows)).toEqual({ issued: -7, pending: 0, available: 0, spent: 10, expired: 0, debt: -3, 'written-off': 0, elsewhere: 0 });
  });

  it('say what is not asked for, lot by lot, and only as far as nothing pays it', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50)));
    ledger.do((account) => earn(account, anEarning('1', 50, { key: 'bonus', lotId: 'bonus' })));
    ledger.do(redeem('r', 90));
    ledger.do((account) => earn(account, anEarning('2', 30)));
    const off = (change: Partial<Movement>): Movement =>
      aRow({ kind: 'write-off', from: 'written-off', to: 'debt', reason: 'refund', atMs: 5, ...change });
    const rows = ledger.do(forgiving('1', 0));
    expect(rows.map(({ kind, from, lotId, points }) => [kind, from, lotId, points])).toEqual([
      ['reverse', 'available', 'bonus', 10],
      ['reverse', 'debt', 'order:1', 50],
      ['reverse', 'debt', 'bonus', 40],
      ['repay', 'available', 'order:2', 30],
      ['write-off', 'written-off', 'order:1', 50],
      ['write-off', 'written-off', 'bonus', 10],
    ]);
    expect(rows.slice(4)).toStrictEqual([
      off({ key: 'order:1:refund@0#4', points: 50 }),
      off({ key: 'order:1:refund@0#5', points: 10, lotId: 'bonus' }),
    ]);
    expect(ledger.account).toMatchObject({ debt: 0, writtenOff: 60, available: 0 });
    expect(ledger.account.lots.map(({ writtenOff, writtenOffAtMs }) => [writtenOff, writtenOffAtMs])).toEqual([
      [50, 5],
      [10, 5],
      [0, null],
    ]);
  });

  it('ask again for what was written off while a voucher held the points, the oldest first, and never for what was before it', () => {
    const ledger = new Ledger();
    for (const [id, atMs] of [
      ['1', 0],
      ['2', 0],
      ['3', 0],
    ] as const)
      ledger.do((account) => earn(account, anEarning(id, 10, { atMs })));
    ledger.do(redeem('old', 30, 1));
    ledger.do(forgiving('3', 0, 1));
    ledger.do((account) => earn(account, anEarning('4', 12, { atMs: 3 })));
    ledger.do(redeem('new', 12, 4));
    ledger.do(forgiving('2', 0, 6));
    ledger.do(forgiving('1', 0, 5));
    const rows = ledger.do(giveUp(ledger, 'new'));
    expect(rows).toStrictEqual([
      aRow({
        key: 'new:cancel#0',
        kind: 'give-back',
        from: 'spent',
        points: 12,
        lotId: 'order:4',
        orderId: '4',
        reason: 'voucher-cancelled',
        atMs: 9,
      }),
      aRow({ key: 'new:cancel#1', kind: 'recover', from: 'debt', to: 'written-off', points: 10, reason: 'voucher-cancelled', atMs: 9 }),
      aRow({
        ...{ key: 'new:cancel#2', kind: 'recover', from: 'debt', to: 'written-off', points: 2, lotId: 'order:2', orderId: '2' },
        ...{ reason: 'voucher-cancelled', atMs: 9 },
      }),
      aRow({
        key: 'new:cancel#3',
        kind: 'repay',
        from: 'available',
        to: 'debt',
        points: 12,
        lotId: 'order:4',
        orderId: '4',
        reason: 'debt',
        atMs: 9,
      }),
    ]);
    expect(ledger.account).toMatchObject({ available: 0, debt: 0, writtenOff: 18 });
    // Written off at the very moment at which the voucher was taken counts as after it.
    const last = ledger.do(giveUp(ledger, 'old', 10));
    expect(last.filter(({ kind }) => kind === 'recover').map(({ lotId, points }) => [lotId, points])).toEqual([
      ['order:3', 10],
      ['order:2', 8],
    ]);
    expect(ledger.account).toMatchObject({ available: 12, debt: 0, writtenOff: 0, spent: 0 });
  });

  it('write nothing off again when a voucher comes back to somebody who owes by an earlier policy', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 100)));
    ledger.do(redeem('r1', 75));
    ledger.do(redeem('r2', 25));
    ledger.do(refund('1', 90));
    ledger.do(forgiving('1', 70, 6));
    expect(ledger.account).toMatchObject({ debt: 10, writtenOff: 20 });
    ledger.do(giveUp(ledger, 'r2'));
    expect(ledger.account).toMatchObject({ available: 0, debt: 5, writtenOff: 0 });
  });

  it('pay with what lapses first, as spending does, and stop when nothing is owed', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50)));
    ledger.do(redeem('r', 50));
    ledger.do((account) => earn(account, anEarning('never', 10)));
    ledger.do((account) => earn(account, anEarning('soon', 10, { expiresAtMs: DAY })));
    ledger.do((account) => earn(account, anEarning('later', 10, { expiresAtMs: 2 * DAY })));
    const paid = ledger.do(refund('1', 35)).filter(({ kind }) => kind === 'repay');
    expect(paid.map(({ lotId, points }) => [lotId, points])).toEqual([
      ['order:soon', 10],
      ['order:later', 5],
    ]);
    expect(ledger.do((account) => settleDebt(account, { key: 'again', atMs: 9 }))).toEqual([]);
  });
});

describe('a command that was said before', () => {
  it('has no further effect, whatever it asks for this time', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50, { maturesAtMs: DAY })));
    ledger.do((account) => mature(account, { key: 'm', atMs: DAY }));
    ledger.do((account) => adjust(account, anEarning('g', 10, { key: 'g', orderId: null })));
    ledger.do(redeem('r', 5));
    ledger.do((account) => withdraw(account, { key: 'w', points: 5, reason: 'mistake', atMs: 1 }));
    ledger.do((account) => expire(account, { key: 'e', atMs: 1, all: true }));
    ledger.do((account) => earn(account, anEarning('5', 50, { expiresAtMs: 5 * DAY })));
    ledger.do((account) => earn(account, anEarning('6', 10, { maturesAtMs: 5 * DAY })));
    const before = ledger.account;
    for (const again of [
      (account: Account) => mature(account, { key: 'm', atMs: 9 * DAY }),
      (account: Account) => earn(account, anEarning('9', 50, { key: 'm' })),
      (account: Account) => earn(account, anEarning('9', 50, { key: 'other', lotId: 'order:1' })),
      redeem('r', 999),
      (account: Account) => withdraw(account, { key: 'w', points: 999, reason: 'mistake', atMs: 1 }),
      (account: Account) => expire(account, { key: 'e', atMs: 9 * DAY }),
    ])
      expect(ledger.do(again)).toEqual([]);
    expect(ledger.account).toEqual(before);
  });

  it('is known by the whole of its key up to the number of the row', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50, { key: 'a#b' })));
    expect([...ledger.account.keys]).toEqual(['a#b']);
  });
});

describe('points that are no points', () => {
  it.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])('are refused as a mistake of ours: %s', (points) => {
    const wrong = `${points} is not a number of points`;
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50)));
    const { account } = ledger;
    const allocation = [{ lotId: 'order:1', points }];
    expect(() => earn(account, anEarning('2', points))).toThrow(wrong);
    expect(() => spend(account, { key: 'r', points, reason: 'reward', atMs: 1 })).toThrow(wrong);
    expect(() => giveBack(account, { key: 'c', atMs: 1, allocation, spentAtMs: 0 })).toThrow(wrong);
    expect(() => refund('1', points)(account)).toThrow(wrong);
    const kept = { key: 'k', orderId: '1', keepPoints: { 'order:1': points }, reason: 'refund', atMs: 1 };
    expect(() => reverse(account, kept)).toThrow(wrong);
  });

  it('can be none: nothing moves', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50)));
    expect(ledger.do(redeem('r', 0))).toEqual([]);
    expect(ledger.do((account) => giveBack(account, { key: 'c', atMs: 1, allocation: [{ lotId: 'order:1', points: 0 }], spentAtMs: 0 }))).toEqual([]);
    expect(() => giveBack(ledger.account, { key: 'd', atMs: 1, allocation: [{ lotId: 'none', points: 0 }], spentAtMs: 0 })).toThrow(
      'more than its lot',
    );
  });
});

describe('a voucher that took from one lot twice', () => {
  it('gives back all of it in one row, and no more than was taken', () => {
    const ledger = new Ledger();
    ledger.do((account) => earn(account, anEarning('1', 50)));
    ledger.do(redeem('r', 30));
    const back = (...points: readonly number[]) =>
      giveBack(ledger.account, { key: 'c', atMs: 2, allocation: points.map((one) => ({ lotId: 'order:1', points: one })), spentAtMs: 1 });
    expect(back(10, 20).movements.map(({ points }) => points)).toEqual([30]);
    expect(() => back(11, 20)).toThrow('gives back more');
  });
});
