import { env } from 'cloudflare:workers';
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { SLOTS } from '../../platform/ids.ts';
import { locate } from '../../platform/locate.ts';
import type { RowAsk, Signal } from '../recommend-ports.ts';
import type { RecommenderObject } from './recommender-object.ts';

type Stub = DurableObjectStub<RecommenderObject>;
const START_MS = Date.now() - 3_600_000;

const recommenderAt = async (shopId: string): Promise<Stub> => {
  const { RECOMMENDER } = env as unknown as { RECOMMENDER: DurableObjectNamespace<RecommenderObject> };
  const stub: Stub = await locate(RECOMMENDER, ['recommender', shopId, '0']);
  await stub.open({ generation: 1, from: 0, to: SLOTS });
  return stub;
};
const restart = async (stub: Stub): Promise<void> => {
  await runInDurableObject(stub, () => undefined);
  await evictDurableObject(stub);
};
/** One parcel a visit; sequences go on from `first`. */
const parcels = (visits: readonly (readonly [session: string, ...products: string[]])[], first = 1) =>
  visits.map(([session, ...products], index) => ({
    seq: first + index,
    kind: 'signals',
    payload: products.map((productId, step): Signal => ({ session, productId, weight: 1, atMs: START_MS + index * 60_000 + step * 1_000 })),
  }));
const anAsk = (more: Partial<RowAsk> = {}): RowAsk => ({ shopId: 'nowhere', want: 'next', events: ['a'], exclude: [], count: 3, ...more });
const rows = (stub: Stub): Promise<Record<string, number>> =>
  runInDurableObject(stub, (_, { storage }) =>
    Object.fromEntries(
      ['journal', 'shelf', 'page', 'state'].map((table) => [table, storage.sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n]),
    ),
  );

test('takes what it hears once, answers at once, and knows it after an eviction', async () => {
  const stub = await recommenderAt('takes');
  const visits = parcels([
    ['s1', 'a', 'b'],
    ['s2', 'a', 'b'],
    ['s3', 'a', 'c'],
  ]);
  expect(await stub.take('x', visits)).toBe(3);
  expect(await stub.take('x', visits)).toBe(3);
  const { found, trending } = await stub.candidates(anAsk());
  expect(found[0]).toMatchObject({ productId: 'b', because: 'a', cold: false });
  expect([...trending].toSorted()).toEqual(['a', 'b', 'c']);
  const before = await stub.neighbours(['a'], 10);
  await restart(stub);
  expect(await stub.neighbours(['a'], 10)).toEqual(before);
});

test('writes what it learnt in groups, and goes on from there', async () => {
  const stub = await recommenderAt('groups');
  const visits = parcels(Array.from({ length: 200 }, (_, visit) => [`s${visit}`, `p${visit % 7}`, `p${(visit + 1) % 7}`, `p${(visit * 3) % 11}`]));
  await stub.take('x', visits);
  expect(await rows(stub)).toMatchObject({ journal: 0, shelf: 1, state: 1 });
  const before = await stub.neighbours(['p1', 'p2'], 10);
  await restart(stub);
  expect(await stub.neighbours(['p1', 'p2'], 10)).toEqual(before);
  await stub.take('x', parcels([['late', 'p1', 'p2']], 201));
  expect((await rows(stub))['journal']).toBe(1);
  const later = await stub.neighbours(['p1', 'p2'], 10);
  await restart(stub);
  expect(await stub.neighbours(['p1', 'p2'], 10)).toEqual(later);
});

test('forgets a person in memory and in every row', async () => {
  const stub = await recommenderAt('forgets');
  await stub.take('x', parcels(Array.from({ length: 100 }, (_, visit) => [`s${visit}`, 'a', 'b', `p${visit % 5}`])));
  await stub.take('x', parcels([['gone', 'a', 'secret']], 101));
  expect((await stub.neighbours(['a'], 50)).map(({ productId }) => productId)).toContain('secret');
  await stub.take(
    'x',
    [102, 103].map((seq) => ({ seq, kind: 'forget', payload: { session: 'gone' } })),
  );
  for (let time = 0; time < 2; time += 1) {
    expect((await stub.neighbours(['a'], 50)).map(({ productId }) => productId)).not.toContain('secret');
    expect(await stub.neighbours(['secret'], 50)).toEqual([]);
    expect((await rows(stub))['journal']).toBe(0);
    await restart(stub);
  }
});

test('never hands on what is excluded, whatever is asked', async () => {
  const stub = await recommenderAt('excludes');
  await stub.take('x', parcels(Array.from({ length: 40 }, (_, visit) => [`s${visit}`, 'a', `p${visit % 9}`])));
  for (const want of ['next', 'together', 'new', 'again', 'trending'] as const) {
    const { found, trending } = await stub.candidates(anAsk({ want, exclude: ['p1', 'p2'], newest: ['p1', 'p3'], baskets: [['p4', 'p2']] }));
    const ids = [...found.map(({ productId }) => productId), ...trending];
    expect(ids).not.toContain('p1');
    expect(ids).not.toContain('p2');
  }
});

test('gives nobody a voice in their own answer', async () => {
  const stub = await recommenderAt('own');
  const atMs = Date.now();
  const signals = ['a', 'b'].map((productId, step) => ({ session: 'me', productId, weight: 1, atMs: atMs + step }));
  await stub.take('x', [{ seq: 1, kind: 'signals', payload: signals }]);
  expect((await stub.candidates(anAsk({ alias: 'me' }))).found).toEqual([]);
  expect((await stub.candidates(anAsk({ alias: 'another' }))).found).toMatchObject([{ productId: 'b' }]);
});

test('counts rows that were seen and chosen, by their place; tells of it from five people on, also after an eviction', async () => {
  const stub = await recommenderAt('figures');
  const report = (session: string, chosen: boolean, ...productIds: string[]) => ({
    session,
    atMs: Date.now(),
    placement: 'next',
    chosen,
    productIds,
  });
  const rowsOf = (people: readonly number[], first: number) =>
    people.map((person, index) => ({
      seq: first + index,
      kind: 'rows',
      payload: [report(`s${person}`, false, 'a', 'b'), report(`s${person}`, true, 'a')],
    }));
  await stub.take('x', rowsOf([1, 2, 3, 4], 1));
  expect(await stub.figures(28)).toEqual({ next: null });
  await restart(stub);
  await stub.take('x', rowsOf([5], 5));
  const all = { next: { people: 5, rows: 5, seen: 10, chosen: 5, products: 2 } };
  expect(await stub.figures(28)).toEqual(all);
  // A farewell writes everything down.
  await stub.take('x', [{ seq: 6, kind: 'forget', payload: { session: 's1' } }]);
  expect((await rows(stub))['journal']).toBe(0);
  expect(await stub.figures(28)).toEqual(all);
  await restart(stub);
  await stub.take('x', rowsOf([6], 7));
  expect(await stub.figures(28)).toMatchObject({ next: { people: 6, rows: 6 } });
});
