import type { PersonExport, PersonMerge, PointsView } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slot } from '../../worker/src/platform/ids.ts';
import { aHouse, taken, until, type House } from '../harness/index.ts';
import { aChance, LONG } from './chance.ts';
import { whileDead, type Disk } from './disk.ts';
import { anOrder, aReward, insist, setProgramme, signsIn, type Visitor } from './people.ts';
import { areHeld, attempt, die } from './stop.ts';

// Staff make two members one, and two again, while the machine dies between any two steps. Each step has happened or it hasn't: no point is lost or doubled, ledgers gain
// rows only, and what the shop owes is the same before and after.

const THERE = ['begun', 'sealed', 'read', 'landed', 'taken', 'copied', 'switched', 'forwarded'] as const;
const BACK = ['undoing', 'parted', 'read-back', 'landed-back', 'restored', 'switched-back', 'forgotten'] as const;
const PAIRS = LONG ? 12 : 1;
const KILLS = LONG ? 8 : 3;

let house: House;
const chance = aChance('people-merge');

const points = async (who: Visitor): Promise<PointsView> => taken(await insist('points', () => house.api.shopper(who.token)('GET', '/v1/me/points')));
const buys = (customer: string, id: string, units: number): Promise<Response> =>
  insist('an order', () => house.api.secret('POST', '/v1/orders', anOrder(id, units, { customer: { id: customer } })));
const problem = async (response: Response): Promise<string> => ((await response.json()) as { type?: string }).type?.split('/').at(-1) ?? 'none';
const third = (id: string): number => Math.floor((slot(id) * 3) / 65_536);

/** Pending and available points of everybody, counted from the rows alone. */
const owed = (disk: Disk): number =>
  disk.rows('Shoppers', 'SELECT from_account, to_account, points FROM ledger').reduce((sum, { from_account, to_account, points: moved }) => {
    const counts = (account: unknown): number => (account === 'available' || account === 'pending' ? Number(moved) : 0);
    return sum + counts(to_account) - counts(from_account);
  }, 0);
const rowsOf = (disk: Disk): string[] => disk.rows('Shoppers', 'SELECT * FROM ledger ORDER BY shopper, seq').map((row) => JSON.stringify(row));

/** Says something to the shop as staff until it is done, and kills the worker at these steps of it. */
async function despite(places: readonly string[], say: () => Promise<Response>): Promise<PersonMerge> {
  await die(house, places[0] === undefined ? {} : { at: `people.${places[0]}` });
  for (const [index] of places.entries()) {
    const under = attempt(say());
    await areHeld(house, under);
    const next = places[index + 1];
    await Promise.all([die(house, next === undefined ? {} : { at: `people.${next}` }), under]);
  }
  return until(
    async () => {
      const merge = await taken<PersonMerge>(await insist('a merge', say));
      return merge.state === 'running' ? null : merge;
    },
    { what: 'the end of a merge', timeoutMs: 60_000 },
  );
}

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, { signUpPoints: 50, pendingDays: 0, rewards: [aReward('tea', 10)] });
});
afterAll(() => house.dispose());

test('two members become one and two again, whatever dies on the way', { timeout: LONG ? 900_000 : 120_000 }, async () => {
  const staff = await house.api.staff();
  for (let index = 0; index < PAIRS; index += 1) {
    const mei = await signsIn(house, `mei-${index}`);
    let [name, chen] = [`chen-${index}`, await signsIn(house, `chen-${index}`)];
    for (let more = 0; third(chen.id) === third(mei.id); more += 1)
      [name, chen] = [`chen-${index}-${more}`, await signsIn(house, `chen-${index}-${more}`)];
    await buys(`mei-${index}`, `m${index}`, 30);
    await buys(name, `c${index}`, 20);
    await taken(await house.api.shopper(chen.token)('POST', '/v1/me/redemptions', { rewardId: 'tea' }, { 'idempotency-key': `tea-${index}` }));
    await taken(await house.api.shopper(chen.token)('POST', '/v1/me/watches', { kind: 'search', query: 'left-handed kettle' }));
    const [before, apart] = [await whileDead(house, (disk) => ({ owed: owed(disk), rows: rowsOf(disk) })), [await points(mei), await points(chen)]];

    const merge = (): Promise<Response> => staff('POST', '/v1/merges', { keep: mei.id, merge: chen.id }, { 'idempotency-key': `merge-${index}` });
    const steps = (all: readonly string[]): string[] => {
      const chosen = new Set(chance.shuffled(all).slice(0, KILLS));
      return all.filter((step) => chosen.has(step));
    };
    const merged = await despite(steps(THERE), merge);
    expect(merged).toMatchObject({ state: 'merged', final: null, keptId: mei.id, mergedId: chen.id });
    expect(await problem(await staff('POST', '/v1/merges', { keep: chen.id, merge: mei.id }, { 'idempotency-key': `other-${index}` }))).toBe(
      'merge-conflict',
    );
    const together = await points(chen);
    expect(together).toEqual(await points(mei));
    expect(together.available).toBe((apart[0]?.available ?? 0) + (apart[1]?.available ?? 0));
    const { watches } = await taken<{ watches: object[] }>(await house.api.shopper(mei.token)('GET', '/v1/me/watches'));
    expect(watches).toHaveLength(1);
    await taken(await house.api.secret('POST', `/v1/orders/c${index}/refunds`, { id: 'r', amountMinor: 500, lines: [] }));
    await buys(name, `later-${index}`, 5);

    // The export holds both ledgers, each row once: what stands in the other's slice is not lost with it.
    const everything = await taken<PersonExport>(await house.api.shopper(mei.token)('GET', '/v1/me/export'));
    const exported = (everything.tables['ledger'] ?? []).map((row) => JSON.stringify([row['shopper'], row['seq']]));
    expect(exported.length).toBe(new Set(exported).size);
    const sealed = (everything.tables['ledger'] ?? []).filter(({ shopper }) => shopper === chen.id);
    expect(sealed.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['earn', 'transfer']));
    expect(sealed.length).toBe(before.rows.filter((row) => row.includes(chen.id)).length + sealed.filter(({ kind }) => kind === 'transfer').length);

    const undo = (): Promise<Response> => staff('POST', `/v1/merges/${merged.id}/undo`);
    const undone = await despite(steps(BACK), undo);
    expect(undone).toMatchObject({ state: 'undone', final: 'undone' });
    expect(await taken(await undo())).toMatchObject({ state: 'undone' });
    expect(await taken(await merge()), 'the same key again is the same merge').toMatchObject({ state: 'undone' });
    const [a, b] = [await points(mei), await points(chen)];
    // The refund was of their order; what was bought meanwhile, by whichever name, stays with whoever the two were.
    expect(b.available).toBe((apart[1]?.available ?? 0) - 5);
    expect(a.available).toBe((apart[0]?.available ?? 0) + 5);
    await whileDead(house, (disk) => {
      expect(rowsOf(disk)).toEqual(expect.arrayContaining(before.rows));
      expect(owed(disk)).toBe(before.owed);
      for (const table of ['sealed_row', 'merged_row', 'merged_person']) expect(disk.rows('Shoppers', `SELECT * FROM ${table}`), table).toEqual([]);
      const noted = disk.rows('Shop', "SELECT what FROM audit WHERE what LIKE 'people.%'").map(({ what }) => what);
      expect(noted.filter((what) => what === 'people.merged')).toHaveLength(index + 1);
      expect(noted.filter((what) => what === 'people.parted')).toHaveLength(index + 1);
    });
  }
});

test('whoever is erased while two are one is erased in both slices', { timeout: 60_000 }, async () => {
  const staff = await house.api.staff();
  const [ann, bo] = [await signsIn(house, 'ann'), await signsIn(house, 'bo')];
  await buys('bo', 'b', 20);
  await taken(await staff('POST', '/v1/merges', { keep: ann.id, merge: bo.id }, { 'idempotency-key': 'ann' }));
  expect((await staff('DELETE', `/v1/shoppers/${bo.id}`)).status).toBe(204);
  const { merges } = await taken<{ merges: PersonMerge[] }>(await staff('GET', '/v1/merges'));
  const gone = merges.find(({ keptId }) => keptId === ann.id);
  expect(gone).toMatchObject({ final: 'erased', kept: null, merged: null });
  expect(await problem(await staff('POST', `/v1/merges/${gone?.id}/undo`))).toBe('merge-conflict');
  await whileDead(house, (disk) => {
    for (const id of [ann.id, bo.id])
      for (const table of ['ledger', 'shop_order', 'event', 'sealed_row', 'merged_row', 'merged_person'])
        expect(disk.rows('Shoppers', `SELECT * FROM ${table} WHERE shopper = ?`, id), table).toEqual([]);
  });
});
