import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lot } from './movement.ts';
import { reverse } from './reverse.ts';
import { Two, lifeOf } from './transfer.testing.ts';
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

/** A lot without what was undone of it before: that stays where it was. */
const asItIs = (lot: Lot): Lot => ({ ...lot, earned: lot.earned - lot.reversed, reversed: 0 });

test('a merge that is undone at once leaves both as they were, with further rows only', () => {
  fc.assert(
    fc.property(fc.array(aDeed, { maxLength: 30 }), (deeds) => {
      const two = new Two();
      expect(lifeOf(two, deeds)).toEqual([]);
      const before = { a: two.standing('a'), b: two.standing('b'), rows: two.copy() };
      two.merge('merge:1');
      expect(two.breaches()).toEqual([]);
      const here = two.of('a').lots;
      const isSomewhere = (lot: Lot): boolean => lot.pending + lot.available + lot.spent + lot.expired + lot.withdrawn > 0;
      for (const lot of before.a.sums.debt + before.b.sums.debt === 0 ? before.b.lots.filter(isSomewhere) : [])
        expect(here.map(asItIs)).toContainEqual(asItIs({ ...lot, id: lot.orderId === null ? `${lot.id}~b` : lot.id }));
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
