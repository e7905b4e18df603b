import type { Programme } from '@rapport/protocol';
import { expect, it } from 'vitest';
import { earn } from './earn.ts';
import { idleAtMs, lapses, lapsesAtMs, warnings } from './lapse.ts';
import { anEarning, DAY, Ledger, redeem } from './ledger.testing.ts';

const by = (expiry: Programme['expiry'], warnDays?: number[]): Programme => ({
  pointsPerUnit: 1,
  signUpPoints: 0,
  pendingDays: 0,
  rewards: [],
  ...(expiry ? { expiry } : {}),
  ...(warnDays ? { warnDays } : {}),
});
const IDLE = by({ kind: 'idle', months: 1 });
const ledger = new Ledger();
ledger.do((account) => earn(account, anEarning('a', 10, { atMs: 0, expiresAtMs: 50 * DAY })));
ledger.do((account) => earn(account, anEarning('b', 20, { atMs: DAY, expiresAtMs: 40 * DAY })));
ledger.do((account) => earn(account, anEarning('c', 5, { atMs: 2 * DAY, expiresAtMs: 40 * DAY })));
ledger.do((account) => earn(account, anEarning('d', 7, { atMs: 3 * DAY })));
const { account } = ledger;

it('tells when points earned now lapse', () => {
  expect([by(undefined), by({ kind: 'never' }), IDLE].map((programme) => lapsesAtMs(programme, 0, 'UTC'))).toEqual([null, null, null]);
  expect(lapsesAtMs(by({ kind: 'lot', months: 1, roundTo: 'month' }), 0, 'UTC')).toBe(Date.parse('1970-03-01'));
});

it('tells when everything lapses because nothing happened', () => {
  expect(idleAtMs(by(undefined), account, 'UTC')).toBeNull();
  expect(idleAtMs(IDLE, account, 'UTC')).toBe(Date.parse('1970-02-04'));
  const spent = new Ledger();
  spent.rows.push(...ledger.rows);
  spent.do(redeem('r', 42, 9 * DAY));
  expect(idleAtMs(IDLE, spent.account, 'UTC')).toBeNull();
});

it('lists what lapses and when, the soonest first, each point once', () => {
  expect(lapses(by(undefined), account, 'UTC')).toEqual([
    { atMs: 40 * DAY, points: 25 },
    { atMs: 50 * DAY, points: 10 },
  ]);
  expect(lapses(IDLE, account, 'UTC')).toEqual([{ atMs: Date.parse('1970-02-04'), points: 42 }]);
  expect(lapses(by({ kind: 'idle', months: 2 }), account, 'UTC')).toEqual([
    { atMs: 40 * DAY, points: 25 },
    { atMs: 50 * DAY, points: 10 },
    { atMs: Date.parse('1970-03-04'), points: 7 },
  ]);
});

it('warns at its steps, the nearest only, and says when to look again', () => {
  const ask = (day: number, told: readonly string[] = [], steps?: number[]) =>
    warnings(by(undefined, steps), account, day * DAY, 'UTC', (atMs, days) => told.includes(`${atMs / DAY}:${days}`));
  expect(ask(9)).toEqual({ due: [], nextAtMs: 10 * DAY });
  expect(ask(10)).toEqual({ due: [{ atMs: 40 * DAY, points: 25, days: 30 }], nextAtMs: 20 * DAY });
  expect(ask(10, ['40:30']).due).toEqual([]);
  expect(ask(35, ['40:30']).due.map(({ atMs, days }) => [atMs / DAY, days])).toEqual([
    [40, 7],
    [50, 30],
  ]);
  expect(ask(40).due.map(({ atMs, days }) => [atMs / DAY, days])).toEqual([[50, 30]]);
  expect(ask(49).nextAtMs).toBeNull();
  expect(ask(50)).toEqual({ due: [], nextAtMs: null });
  expect(ask(1, [], [])).toEqual({ due: [], nextAtMs: null });
  expect(ask(38, [], [3, 5]).due).toEqual([{ atMs: 40 * DAY, points: 25, days: 3 }]);
});
