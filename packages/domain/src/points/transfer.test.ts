import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountOf } from './account.ts';
import { earn } from './earn.ts';
import { EMPTY, type Account, type Lot } from './movement.ts';
import { reverse } from './reverse.ts';
import { handBack, handOver, isNamed, spentBy, takeOver } from './transfer.ts';
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

test('what one paid of the other’s debt is taken back, and what they paid of their own stays paid', () => {
  const never = { matures: null, expires: null };
  const two = new Two();
  const breaches = lifeOf(two, [
    { do: 'earn', who: 'b', id: 0, points: 50, ...never },
    { do: 'spend', who: 'b', id: 0, points: 50 },
    { do: 'refund', who: 'b', id: 0, keep: 0, policy: 'debt' },
    { do: 'earn', who: 'b', id: 1, points: 50, ...never },
    { do: 'earn', who: 'b', id: 2, points: 10, ...never },
    { do: 'earn', who: 'a', id: 0, points: 20, ...never },
    { do: 'spend', who: 'a', id: 0, points: 10 },
    { do: 'refund', who: 'a', id: 0, keep: 0, policy: 'debt' },
  ]);
  const before = [two.standing('a'), two.standing('b')];
  two.merge('merge:1');
  expect([two.of('a').debt, two.of('a').available]).toEqual([0, 0]);
  two.undo('merge:1');
  expect([two.standing('a'), two.standing('b')]).toEqual(before);
  expect([two.of('a').debt, two.of('b').available]).toEqual([10, 10]);
  expect([...breaches, ...two.breaches()]).toEqual([]);
});

test('what the shop bears goes along, since when it does, and is owed again where the voucher behind it is given up', () => {
  const two = new Two();
  lifeOf(two, [
    { do: 'earn', who: 'b', id: 0, points: 50, matures: null, expires: null },
    { do: 'spend', who: 'b', id: 0, points: 40 },
    { do: 'refund', who: 'b', id: 0, keep: 0, policy: 'clamp' },
  ]);
  const before = two.standing('b');
  expect(before.lots).toMatchObject([{ writtenOff: 40, writtenOffAtMs: 3 }]);
  two.merge('merge:1');
  expect(two.of('a').lots).toMatchObject([{ writtenOff: 40, writtenOffAtMs: 3, spent: 40 }]);
  expect([two.of('a').writtenOff, two.of('b').writtenOff]).toEqual([40, 0]);
  two.undo('merge:1');
  expect(two.standing('b')).toEqual(before);
  two.giveUp('b0');
  expect([two.of('b').writtenOff, two.of('b').spent, two.of('b').available, two.of('b').debt]).toEqual([0, 0, 0, 0]);
  expect(two.breaches()).toEqual([]);
});

test('a voucher that stays with the one who took it keeps what is borne because of it', () => {
  const two = new Two();
  lifeOf(two, [{ do: 'earn', who: 'b', id: 0, points: 50, matures: null, expires: null }]);
  two.merge('merge:1');
  lifeOf(two, [
    { do: 'spend', who: 'a', id: 0, points: 40 },
    { do: 'refund', who: 'b', id: 0, keep: 0, policy: 'clamp' },
  ]);
  two.undo('merge:1');
  expect([two.of('a').spent, two.of('a').writtenOff, two.of('b').spent, two.of('b').writtenOff]).toEqual([40, 40, 0, 0]);
  two.giveUp('a0');
  expect([two.of('a').spent, two.of('a').writtenOff, two.of('a').available, two.owed]).toEqual([0, 0, 0, 0]);
  expect(two.breaches()).toEqual([]);
});

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

/** So many points for joining, that can be spent now. */
const joined = (account: Account, points: number, name = 'sign-up') =>
  earn(account, {
    ...{ key: name, lotId: name, orderId: null, points, maturesAtMs: null, expiresAtMs: null },
    ...{ reason: 'sign-up', rule: 'sign-up@1', atMs: 1 },
  }).movements;

test('a lot keeps its name wherever it goes', () => {
  const [lot] = accountOf(joined(EMPTY, 5)).lots;
  if (!lot) throw new Error('unreachable');
  const names = ['sign-up', 'sign-up~b', 'sign-up~b~c', 'sign-upper', 'birthday'];
  expect(names.map((id) => isNamed({ ...lot, id }, 'sign-up'))).toEqual([true, true, true, false, false]);
});

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

const NONE = { ok: true, movements: [] };

test('what arrives twice lands once, and what has left does not leave again', () => {
  const said = { key: 'merge:1', reason: 'merged', atMs: 5 };
  const from = { person: 'b', isReturn: false };
  const rows = joined(EMPTY, 40);
  const gone = handOver(accountOf(rows), rows, said);
  const further = joined(EMPTY, 7, 'award:1');
  expect(handOver(accountOf([...rows, ...gone.movements, ...further]), [...rows, ...gone.movements, ...further], said)).toEqual(NONE);
  const came = takeOver(EMPTY, gone.movements, said, from);
  expect([gone, came].map(({ ok, movements }) => [ok, ...movements.map(({ reason, from: at, to }) => [reason, at, to])])).toEqual([
    [true, ['merged', 'available', 'elsewhere']],
    [true, ['merged', 'elsewhere', 'available']],
  ]);
  expect(takeOver(accountOf(came.movements), gone.movements, said, from)).toEqual(NONE);

  const undo = { key: 'merge:1:undo', reason: 'unmerged', atMs: 6, came: 'merge:1', kept: new Set<string>() };
  const back = handBack(accountOf(came.movements), came.movements, undo);
  expect([back.ok, back.movements.map(({ reason, points }) => [reason, points])]).toEqual([true, [['unmerged', 40]]]);
  // They are merged a second time: the first undo, told again, takes nothing of it away.
  const twice = [...came.movements, ...back.movements];
  const again = takeOver(accountOf(twice), gone.movements, { ...said, key: 'merge:2' }, from);
  expect(accountOf([...twice, ...again.movements]).available).toBe(40);
  expect(handBack(accountOf([...twice, ...again.movements]), [...twice, ...again.movements], undo)).toEqual(NONE);
});

test('of two who came, only the one goes back whose merge is undone', () => {
  const ledger = [...joined(EMPTY, 5)];
  for (const [index, person] of ['b', 'c'].entries()) {
    const said = { key: `merge:1${index === 0 ? '' : index}`, reason: 'merged', atMs: 5 };
    const rows = joined(EMPTY, 40 + index);
    const gone = handOver(accountOf(rows), rows, said).movements;
    ledger.push(...takeOver(accountOf(ledger), gone, said, { person, isReturn: false }).movements);
  }
  expect(accountOf(ledger).available).toBe(5 + 40 + 41);
  const back = handBack(accountOf(ledger), ledger, { key: 'merge:1:undo', reason: 'unmerged', atMs: 6, came: 'merge:1', kept: new Set() });
  expect(back.movements.map(({ lotId, points }) => [lotId, points])).toEqual([['sign-up~b', 40]]);
});

test('a voucher finds what it took, before a merge, after it and after an undo, until it is given back', () => {
  const two = new Two();
  lifeOf(two, [
    { do: 'earn', who: 'a', id: 0, points: 10, matures: null, expires: null },
    { do: 'earn', who: 'b', id: 0, points: 50, matures: null, expires: null },
    { do: 'spend', who: 'b', id: 1, points: 30 },
    { do: 'spend', who: 'b', id: 2, points: 5 },
  ]);
  const found = (person: 'a' | 'b', command: string) => spentBy(two.rows[person], command);
  expect([found('b', 'b1'), found('b', 'b2'), found('b', 'b9'), found('a', 'b1')]).toEqual([
    [{ lotId: 'order:b0', points: 30 }],
    [{ lotId: 'order:b0', points: 5 }],
    ...[[], []],
  ]);
  two.merge('merge:1');
  expect([found('b', 'b1'), found('a', 'b1'), found('a', 'b2')]).toEqual([
    [],
    [{ lotId: 'order:b0', points: 30 }],
    [{ lotId: 'order:b0', points: 5 }],
  ]);
  two.giveUp('b2');
  lifeOf(two, [{ do: 'spend', who: 'a', id: 3, points: 25 }]);
  expect([found('a', 'b2'), found('a', 'a3')]).toEqual([
    [],
    [
      { lotId: 'order:a0', points: 10 },
      { lotId: 'order:b0', points: 15 },
    ],
  ]);
  two.undo('merge:1');
  // Whose voucher it is decides where its points are.
  expect([found('a', 'b1'), found('b', 'b1'), found('a', 'a3').length, found('b', 'a3')]).toEqual([[], [{ lotId: 'order:b0', points: 30 }], 2, []]);
  two.giveUp('a3');
  expect([two.of('a').available, two.of('b').available]).toEqual([25, 5]);
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
