import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountOf, apply, balanceOf } from './account.ts';
import { award } from './award.ts';
import { adjust, earn, mature } from './earn.ts';
import { EMPTY, type Account, type Moved, type Movement } from './movement.ts';
import { reverse } from './reverse.ts';
import { expire, giveBack, spend, withdraw } from './spend.ts';

/** Sequences of each property, unless whoever runs it asks for another number. */
const RUNS = fc.readConfigureGlobal().numRuns ?? 3_000;

const id = fc.integer({ min: 0, max: 2 });
const points = fc.integer({ min: 0, max: 200 });
const delay = fc.option(fc.integer({ min: 0, max: 12 }), { nil: null });

/** A command of a shopper's life; small ids and moments, so that the same things meet again. */
const Command = fc.oneof(
  fc.record({ do: fc.constant('earn' as const), id, points, matures: delay, expires: delay }),
  fc.record({ do: fc.constant('bonus' as const), id, points, matures: delay, expires: delay }),
  fc.record({ do: fc.constant('adjust' as const), id, points }),
  fc.record({ do: fc.constant('mature' as const) }),
  fc.record({ do: fc.constant('expire' as const) }),
  fc.record({ do: fc.constant('spend' as const), id: fc.integer({ min: 0, max: 5 }), points }),
  fc.record({ do: fc.constant('withdraw' as const), id, points }),
  fc.record({ do: fc.constant('reverse' as const), id, points, policy: fc.constantFrom('debt' as const, 'clamp' as const) }),
  fc.record({ do: fc.constant('give-back' as const), id }),
);
type Command = typeof Command extends fc.Arbitrary<infer T> ? T : never;

/** One step: the command as the object would ask for it, at moment `atMs`. */
function step(account: Account, rows: readonly Movement[], command: Command, atMs: number): Moved | { ok: false } {
  const at = (span: number | null) => (span === null ? null : atMs + span);
  switch (command.do) {
    case 'earn':
    case 'bonus': {
      const name = `${command.do}:${command.id}`;
      const { points: earned, matures, expires } = command;
      const lot = { key: name, lotId: name, orderId: `${command.id}`, points: earned, maturesAtMs: at(matures), expiresAtMs: at(expires) };
      return earn(account, { ...lot, atMs, reason: 'order', rule: null });
    }
    case 'adjust': {
      const name = `adjust:${command.id}`;
      const lot = { key: name, lotId: name, orderId: null, points: command.points, maturesAtMs: null, expiresAtMs: null };
      return adjust(account, { ...lot, atMs, reason: 'goodwill', rule: null });
    }
    case 'mature':
      return mature(account, { key: `mature:${atMs}`, atMs });
    case 'expire':
      return expire(account, { key: `expire:${atMs}`, atMs });
    case 'spend':
      return spend(account, { key: `spend:${command.id}`, points: command.points, reason: 'reward', atMs });
    case 'withdraw':
      return withdraw(account, { key: `withdraw:${command.id}`, points: command.points, reason: 'mistake', atMs });
    case 'reverse':
      return reverse(account, {
        key: `refund:${command.id}`,
        orderId: `${command.id}`,
        keepPoints: command.points,
        reason: 'refund',
        policy: command.policy,
        atMs,
      });
    case 'give-back': {
      const allocation = rows.filter((row) => row.key.startsWith(`spend:${command.id}#`));
      return giveBack(account, { key: `cancel:${command.id}`, atMs, allocation, spentAtMs: allocation[0]?.atMs ?? 0 });
    }
  }
}

/** What must hold of a ledger and its account at any time. */
function audit(rows: readonly Movement[], account: Account): void {
  const balance = balanceOf(rows);
  expect(Object.values(balance).reduce((sum, each) => sum + each, 0)).toBe(0);
  const { pending, available, debt, spent, expired, writtenOff } = account;
  expect({ pending, available, debt, spent, expired, writtenOff }).toEqual({
    pending: balance.pending,
    available: balance.available,
    debt: 0 - balance.debt,
    spent: balance.spent,
    expired: balance.expired,
    writtenOff: 0 - balance['written-off'],
  });
  for (const lot of account.lots)
    for (const each of [lot.pending, lot.available, lot.spent, lot.expired, lot.writtenOff, lot.earned - lot.reversed])
      expect(each).toBeGreaterThanOrEqual(0);
  const places = ['pending', 'available', 'spent', 'expired'] as const;
  for (const place of places) expect(account.lots.reduce((sum, lot) => sum + lot[place], 0)).toBe(account[place]);
  expect(balance.issued).toBeLessThanOrEqual(account.lots.reduce((sum, lot) => sum + lot.withdrawn, 0));
  expect(debt).toBeGreaterThanOrEqual(0);
  expect(Math.min(debt, available)).toBe(0);
  expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  for (const row of rows) expect(Number.isSafeInteger(row.points) && row.points > 0).toBe(true);
}

describe('any life of an account', () => {
  it('balances after every step, cached as derived, nothing below zero, no spend over what is available, no repeat with effect', () => {
    fc.assert(
      fc.property(fc.array(Command, { minLength: 1, maxLength: 30 }), (commands) => {
        const rows: Movement[] = [];
        let account = EMPTY;
        commands.forEach((command, index) => {
          const result = step(account, rows, command, index);
          const movements = result.ok ? result.movements : [];
          expect(result.ok || command.do === 'spend' || command.do === 'withdraw').toBe(true);
          const taken = movements.filter((row) => row.kind === 'spend').reduce((sum, row) => sum + row.points, 0);
          expect([0, 'points' in command ? command.points : 0]).toContain(taken);
          expect(taken).toBeLessThanOrEqual(account.available);
          rows.push(...movements);
          account = apply(account, movements);
          expect(account).toEqual(accountOf(rows));
          audit(rows, account);
          const again = step(account, rows, command, index);
          expect(again.ok ? again.movements : []).toEqual([]);
        });
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it.each(['debt', 'clamp'] as const)(
    'comes back to nothing under the policy %s when every order is refunded and every voucher cancelled',
    (policy) => {
      fc.assert(
        fc.property(fc.array(Command, { minLength: 1, maxLength: 20 }), (commands) => {
          const rows: Movement[] = [];
          const run = (command: Command, atMs: number): void => {
            const result = step(accountOf(rows), rows, command.do === 'reverse' ? { ...command, policy } : command, atMs);
            if (result.ok) rows.push(...result.movements);
          };
          commands.filter((command) => command.do !== 'adjust' && command.do !== 'withdraw').forEach(run);
          for (let each = 0; each <= 5; each += 1) run({ do: 'reverse', id: each, points: 0, policy }, 30);
          audit(rows, accountOf(rows));
          for (let each = 0; each <= 5; each += 1) run({ do: 'give-back', id: each }, 31);
          expect(Object.values(balanceOf(rows)).every((each) => each === 0)).toBe(true);
        }),
        { numRuns: RUNS },
      );
    },
    120_000,
  );
});

describe('partial refunds', () => {
  it('end at the same place in any split, whatever was spent before', () => {
    const Story = fc.record({
      lines: fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 6 }),
      rate: fc.constantFrom(0.1, 0.5, 1, 1.7),
      before: fc.array(Command, { maxLength: 8 }),
      spent: fc.integer({ min: 0, max: 500 }),
      other: fc.integer({ min: 0, max: 300 }),
      matures: delay,
      back: fc.array(fc.nat(5), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(Story, ({ lines, rate, before, spent, other, matures, back }) => {
        const pointsOf = (amounts: readonly number[]): number => {
          const subtotalMinor = amounts.reduce((sum, amount) => sum + amount, 0);
          return award({ subtotalMinor, discountMinor: 0, lines: [] }, { pointsPerUnit: rate }, 2).points;
        };
        const rows: Movement[] = [];
        const run = (result: Moved | { ok: false }): void => void (result.ok && rows.push(...result.movements));
        before.forEach((command, index) => run(step(accountOf(rows), rows, command, index)));
        const lot = { reason: 'order', rule: null, expiresAtMs: null, atMs: 20 };
        const maturesAtMs = matures === null ? null : 20 + matures;
        run(earn(accountOf(rows), { ...lot, key: 'x', lotId: 'x', orderId: 'x', points: pointsOf(lines), maturesAtMs }));
        run(earn(accountOf(rows), { ...lot, key: 'y', lotId: 'y', orderId: 'y', points: other, maturesAtMs: null }));
        run(mature(accountOf(rows), { key: 'm', atMs: 25 }));
        run(spend(accountOf(rows), { key: 's', points: Math.min(spent, accountOf(rows).available), reason: 'reward', atMs: 25 }));

        const start = accountOf(rows);
        const refundTo = (account: Account, left: readonly number[]): Account => {
          const result = reverse(account, { key: 'x:refund', orderId: 'x', keepPoints: pointsOf(left), reason: 'refund', atMs: 30 });
          return apply(account, result.movements);
        };
        let account = start;
        let left = [...lines];
        for (const line of back) {
          left = left.map((amount, index) => (index === line % lines.length ? 0 : amount));
          account = refundTo(account, left);
        }
        const atOnce = back.length > 0 ? refundTo(start, left) : start;
        expect({ ...account, keys: null }).toEqual({ ...atOnce, keys: null });
        const gone = refundTo(account, []);
        expect({ ...gone, keys: null }).toEqual({ ...refundTo(start, []), keys: null });
        expect(gone.lots.filter((each) => each.id === 'x').every((each) => each.earned === each.reversed)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
