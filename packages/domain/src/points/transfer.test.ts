import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { earn } from './earn.ts';
import { reverse } from './reverse.ts';
import { Two } from './transfer.testing.ts';
import type { Deed } from './transfer.testing.ts';

const RUNS = fc.readConfigureGlobal().numRuns ?? 200;

const points = fc.integer({ min: 1, max: 120 });
const delay = fc.option(fc.integer({ min: 0, max: 12 }), { nil: null });
const who = fc.constantFrom('a' as const, 'b' as const);

/** Something that happens to one of two people; what concerns an order or a voucher happens to whoever has it at the time. */
const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('earn' as const), who, id: fc.nat(2), points, matures: delay, expires: delay }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('adjust' as const), who, id: fc.nat(2), points }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), who, id: fc.nat(9), points }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('mature' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expire' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('spend' as const), who, id: fc.nat(3), points }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      who,
      id: fc.nat(2),
      keep: fc.nat(60),
      policy: fc.constantFrom('debt' as const, 'clamp' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('give-up' as const), who, id: fc.nat(3) }) },
);

/** Lives it, and says what did not hold on the way. */
const lifeOf = (two: Two, deeds: readonly Deed[]): string[] =>
  deeds.flatMap((deed) => {
    two.do(deed);
    return two.breaches();
  });

test('a merge that is undone at once leaves both as they were, with further rows only', () => {
  fc.assert(
    fc.property(fc.array(aDeed, { maxLength: 30 }), (deeds) => {
      const two = new Two();
      expect(lifeOf(two, deeds)).toEqual([]);
      const before = { a: two.standing('a'), b: two.standing('b'), rows: two.copy() };
      two.merge('merge:1');
      expect(two.breaches()).toEqual([]);
      two.undo('merge:1');
      expect(two.breaches()).toEqual([]);
      expect({ a: two.standing('a'), b: two.standing('b') }).toEqual({ a: before.a, b: before.b });
      for (const person of ['a', 'b'] as const) expect(two.rows[person].slice(0, before.rows[person].length)).toEqual(before.rows[person]);
    }),
    { numRuns: RUNS },
  );
}, 60_000);

test('what a shop owes is the same after a merge as before it, and after an undo as before it, whatever happened in between', () => {
  fc.assert(
    fc.property(fc.array(fc.array(aDeed, { maxLength: 20 }), { minLength: 2, maxLength: 6 }), (lives) => {
      const two = new Two();
      lives.forEach((deeds, index) => {
        expect(lifeOf(two, deeds)).toEqual([]);
        const owed = two.owed;
        const key = `merge:${Math.floor(index / 2)}`;
        if (two.merged) two.undo(key);
        else {
          two.merge(key);
          const { pending, available, debt, spent, expired } = two.of('b');
          expect({ pending, available, debt, spent, expired }).toEqual({ pending: 0, available: 0, debt: 0, spent: 0, expired: 0 });
        }
        expect(two.breaches()).toEqual([]);
        expect(two.owed).toBe(owed);
      });
    }),
    { numRuns: RUNS },
  );
}, 60_000);

test('after a merge, a life and an undo each order is undone to nothing and each voucher gives back what it took', () => {
  fc.assert(
    fc.property(fc.tuple(...[0, 1, 2].map(() => fc.array(aDeed, { maxLength: 20 }))), (lives) => {
      const two = new Two();
      const isOrdinary = (deed: Deed): boolean => deed.do !== 'adjust' && deed.do !== 'withdraw' && (deed.do !== 'refund' || deed.policy === 'debt');
      const [first = [], second = [], third = []] = lives.map((life) => life.filter(isOrdinary));
      expect(lifeOf(two, first)).toEqual([]);
      two.merge('merge:1');
      expect(lifeOf(two, second)).toEqual([]);
      two.undo('merge:1');
      expect(lifeOf(two, third)).toEqual([]);
      for (const command of two.vouchers.keys()) two.giveUp(command);
      expect(two.breaches()).toEqual([]);
      // What was bought while the two were one, and is given up by the one who kept it, stays with them: points of the other's lots went into it.
      const isTheirs = (orderId: string | null): boolean => two.rows.b.some((row) => row.orderId === orderId);
      const leftOver = two.of('a').lots.reduce((sum, lot) => sum + (isTheirs(lot.orderId) ? lot.earned - lot.reversed : 0), 0);
      for (const maker of ['a', 'b'] as const)
        for (const id of [0, 1, 2]) {
          // An order of the merged person that came in meanwhile stays where it was heard of.
          const holder = isTheirs(`${maker}${id}`) ? 'b' : 'a';
          const atMs = (two.atMs += 1);
          two.put(holder, reverse(two.of(holder), { key: `end:${maker}${id}`, orderId: `${maker}${id}`, keepPoints: 0, reason: 'refund', atMs }));
        }
      expect(two.breaches()).toEqual([]);
      expect(two.owed + expiredOf(two)).toBe(leftOver);
    }),
    { numRuns: RUNS },
  );
}, 60_000);

const expiredOf = (two: Two): number => two.of('a').expired + two.of('b').expired;

test('a name that was given for is known wherever its lot came from', () => {
  const two = new Two();
  two.put(
    'b',
    earn(two.of('b'), {
      key: 'award:1',
      lotId: 'award:1',
      orderId: null,
      points: 5,
      maturesAtMs: null,
      expiresAtMs: null,
      reason: 'event',
      rule: 'r',
      atMs: 1,
    }),
  );
  two.merge('merge:1');
  const again = earn(two.of('a'), {
    key: 'award:1',
    lotId: 'award:1',
    orderId: null,
    points: 5,
    maturesAtMs: null,
    expiresAtMs: null,
    reason: 'event',
    rule: 'r',
    atMs: 9,
  });
  expect(again.ok && again.movements).toEqual([]);
  expect(two.of('a')).toMatchObject({ available: 5, lots: [{ id: 'award:1~b', createdAtMs: 1 }] });
});

test('the same transfer again moves nothing', () => {
  const two = new Two();
  lifeOf(two, [{ do: 'earn', who: 'b', id: 0, points: 50, matures: null, expires: null }]);
  two.merge('merge:1');
  const rows = two.copy();
  two.merge('merge:1');
  two.undo('merge:1');
  const undone = two.copy();
  two.undo('merge:1');
  expect(two.rows).toEqual(undone);
  expect(rows.a).toHaveLength(1);
});
