import { expect, test } from 'vitest';
import { accountOf } from './account.ts';
import { earn } from './earn.ts';
import { EMPTY, type Account } from './movement.ts';
import { handBack, handOver, isNamed, spentBy, takeOver } from './transfer.ts';
import { Two, lifeOf } from './transfer.testing.ts';

// Two people who are made one, and two again: stories that the laws of `transfer.test.ts` meet too seldom.

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
  two.put('b', { ok: true, movements: joined(two.of('b'), 5, 'award:1') });
  two.merge('merge:1');
  expect(joined(two.of('a'), 5, 'award:1')).toEqual([]);
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
