import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { keysOfWatch, markOf } from '@rapport/domain/watches';
import type { Product } from '@rapport/protocol';
import { expect, it } from 'vitest';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { filingOf } from './watch-store.ts';
import { NO_FACTS, aCaller, aSearch, aSlice, anArrival } from './testing.ts';

const titled = (id: string, title: string): Product => aProduct(id, { title: { en: title }, brand: {}, category: {}, tags: [] });
const sql = <T extends Record<string, SqlStorageValue>>(stub: DurableObjectStub, statement: string, ...values: SqlStorageValue[]): Promise<T[]> =>
  runInDurableObject(stub, (_, { storage }) => storage.sql.exec<T>(statement, ...values).toArray());
const workedOff = async (stub: DurableObjectStub): Promise<void> =>
  expect.poll(async () => (await sql(stub, 'SELECT 1 FROM arrival')).length, { timeout: 40_000, interval: 10 }).toBe(0);

/** Copies somebody with their wish, as often as is wanted, each for another search. */
async function copies(stub: DurableObjectStub, from: string, name: string, count: number, query: string): Promise<void> {
  const keys = filingOf(keysOfWatch({ kind: 'search', query, what: null, productId: null, traits: [] }));
  await runInDurableObject(stub, (_, { storage }) => {
    for (const [table, id, others] of [
      ['shopper', 'id', { alias: "'as-' || ?2 || n" }],
      ['audience', 'shopper', {}],
      ['watch', 'shopper', { id: "'w-' || ?2 || n", query: '?4', same_as: '?4', keys: '?5' }],
    ] as const) {
      const columns = storage.sql
        .exec<{ name: string }>('SELECT name FROM pragma_table_info(?)', table)
        .toArray()
        .map((column) => column.name);
      const made: Record<string, string> = { [id]: '?2 || n', ...others };
      storage.sql.exec(
        `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((column) => made[column] ?? column).join(', ')}
         FROM ${table}, (WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?3) SELECT n FROM c) WHERE ${id} = ?1 AND ?4 <> '' AND ?5 <> ''`,
        from,
        name,
        count,
        query,
        keys,
      );
    }
  });
}

it('tells everybody who waits, however many wait by the same word and whatever stops it, and nobody whose other word is not there', async () => {
  const { stub, slice, at } = await aSlice('many');
  await slice.watch(at, aCaller('a'), aSearch('matcha bowl'), NO_FACTS);
  await copies(stub, 'a', 'bowl', 3_200, 'matcha bowl');
  await copies(stub, 'a', 'kettle', 1_200, 'matcha kettle');
  await copies(stub, 'a', 'slip', 200, 'matcha bowle');
  await slice.arrive(at, 'catalog', [anArrival(1, titled('p', 'Matcha bowl')), anArrival(2, titled('q', 'Matcha whisk'))]);
  await evictDurableObject(stub);
  await runDurableObjectAlarm(stub);
  await workedOff(stub);
  expect(
    await sql(stub, 'SELECT rtrim(shopper, ?) AS who, count(*) AS n, count(DISTINCT shopper) AS people FROM message GROUP BY 1', '0123456789'),
  ).toEqual([
    { who: 'a', n: 1, people: 1 },
    { who: 'bowl', n: 3_200, people: 3_200 },
    { who: 'slip', n: 200, people: 200 },
  ]);
}, 60_000);

it('knows a spelling that was filed after the product’s words had been looked up', async () => {
  const { stub, slice, at } = await aSlice('slips');
  await slice.watch(at, aCaller('a'), aSearch('teapot'), NO_FACTS);
  await slice.arrive(at, 'catalog', [anArrival(1, titled('k1', 'Kettel'))]);
  await slice.watch(at, aCaller('a'), aSearch('iron kettle'), NO_FACTS);
  await slice.arrive(at, 'catalog', [anArrival(2, titled('k2', 'Iron kettel'))]);
  await evictDurableObject(stub);
  await slice.arrive(at, 'catalog', [anArrival(3, titled('k3', 'Iron kettel'))]);
  expect(await sql(stub, "SELECT product ->> '$.id' AS id FROM message ORDER BY id")).toEqual([{ id: 'k2' }, { id: 'k3' }]);
});

it('knows of wishes that come and go after their words had been looked up', async () => {
  const { stub, slice, at } = await aSlice('come and go');
  const kept = await slice.watch(at, aCaller('a'), aSearch('kettle'), NO_FACTS);
  if (!kept.ok) throw new Error(kept.problem);
  await slice.arrive(at, 'catalog', [anArrival(1, titled('k1', 'Iron kettle with bowl'))]);
  await slice.watch(at, aCaller('b'), aSearch('kettle'), NO_FACTS);
  await slice.watch(at, aCaller('c'), aSearch('bowl'), NO_FACTS);
  await slice.unwatch(at, 'a', kept.watch.id);
  await slice.arrive(at, 'catalog', [anArrival(2, titled('k2', 'Iron kettle with bowl'))]);
  expect(await sql(stub, "SELECT shopper, product ->> '$.id' AS id FROM message ORDER BY id, shopper")).toEqual([
    { shopper: 'a', id: 'k1' },
    { shopper: 'b', id: 'k2' },
    { shopper: 'c', id: 'k2' },
  ]);
});

it('lets a paused wish go on by the product’s new id', async () => {
  const { stub, slice, at } = await aSlice('paused');
  const facts = { product: titled('old', 'Pot'), common: {} };
  const made = await slice.watch(at, aCaller('a'), { kind: 'stock', productId: 'old', frequency: 'at-once' }, facts);
  if (!made.ok) throw new Error(made.problem);
  await slice.changeWatch(at, 'a', made.watch.id, { paused: true }, NO_FACTS);
  await slice.arrive(at, 'catalog', [anArrival(1, titled('new', 'Pot'), { changeKind: 'renamed', formerId: 'old', rootId: 'old' })]);
  expect(await sql(stub, 'SELECT product, paused FROM watch')).toEqual([{ product: 'new', paused: 1 }]);
  expect(await sql(stub, 'SELECT mark FROM watch_key')).toEqual([{ mark: markOf('product:new') }]);
});

it('makes the same index again where a watch is written over or anew, as a move does', async () => {
  const { stub, slice, at } = await aSlice('written over');
  for (const query of ['red raku bowl', 'raku kettle', 'iron kettle']) await slice.watch(at, aCaller('a'), aSearch(query), NO_FACTS);
  const index = async (): Promise<unknown> => [
    await sql(stub, 'SELECT k.mark, k.beside, w.query FROM watch_key k JOIN watch w ON w.rowid = k.watch ORDER BY 1, 3'),
    await sql(stub, 'SELECT spelling, mark, uses FROM watch_spelling ORDER BY 1, 2'),
    await sql(stub, 'SELECT s.shape, w.spelling FROM watch_shape s JOIN watch_spelling w ON w.number = s.spelling ORDER BY 1, 2'),
    await sql(
      stub,
      'SELECT m.shopper, m.id, m.query, m.rest, w.rowid IS NOT NULL AS kept FROM watch_match m LEFT JOIN watch w ON w.rowid = m.watch ORDER BY 3',
    ),
  ];
  const before = await index();
  await sql(stub, 'INSERT OR REPLACE INTO watch SELECT * FROM watch ORDER BY id');
  expect(await index()).toEqual(before);
  await sql(stub, 'CREATE TABLE aside AS SELECT * FROM watch');
  await sql(stub, 'DELETE FROM watch');
  await sql(stub, 'INSERT INTO watch SELECT * FROM aside');
  await sql(stub, 'DROP TABLE aside');
  expect(await index()).toEqual(before);
});

it('writes nothing for what concerns nobody, and says how far it came', async () => {
  const { stub, slice, at } = await aSlice('nobody');
  await slice.watch(at, aCaller('a'), aSearch('kettle'), NO_FACTS);
  const cups = Array.from({ length: 40 }, (_, i) => anArrival(i + 1, titled(`c${i}`, `Cup ${i}`)));
  expect(await slice.arrive(at, 'catalog', cups)).toMatchObject({ ok: true, seq: 40 });
  expect(await sql(stub, 'SELECT seq FROM heard')).toEqual([]);
  expect(await slice.arrive(at, 'catalog', [...cups, anArrival(41, titled('k', 'Kettle'))])).toMatchObject({ ok: true, seq: 41 });
  expect(await sql(stub, 'SELECT seq FROM heard')).toEqual([{ seq: 41 }]);
});

it('answers before the end when it has told many, and goes on from there', async () => {
  const { stub, slice, at } = await aSlice('by and by');
  await slice.watch(at, aCaller('a'), aSearch('kettle'), NO_FACTS);
  await copies(stub, 'a', 'many', 199, 'kettle');
  const kettles = Array.from({ length: 15 }, (_, i) => anArrival(i + 1, titled(`k${i}`, `Kettle ${i}`)));
  const first = await slice.arrive(at, 'catalog', kettles);
  if (!first.ok) throw new Error(first.problem);
  expect(first.seq).toBe(10);
  expect(await slice.arrive(at, 'catalog', kettles)).toMatchObject({ seq: 15 });
  expect(await sql(stub, 'SELECT count(*) AS n FROM message')).toEqual([{ n: 15 * 200 }]);
});

it('takes every row of the index away with the wishes it stands for', async () => {
  const { stub, slice, at } = await aSlice('gone');
  const wishes = [];
  for (const query of ['red raku bowl', 'raku bowl', 'iron kettle']) wishes.push(await slice.watch(at, aCaller('a'), aSearch(query), NO_FACTS));
  const counts =
    'SELECT (SELECT count(*) FROM watch_key) AS keys, (SELECT count(*) FROM watch_spelling) AS words, (SELECT count(*) FROM watch_shape) AS shapes, (SELECT count(*) FROM watch_match) AS matched';
  expect((await sql(stub, counts))[0]).toEqual({ keys: 4, words: 2, shapes: 11, matched: 3 });
  for (const wish of wishes) if (wish.ok) await slice.unwatch(at, 'a', wish.watch.id);
  expect(await sql(stub, counts)).toEqual([{ keys: 0, words: 0, shapes: 0, matched: 0 }]);
});
