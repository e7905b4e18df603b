import { evictDurableObject, reset, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, expect, it } from 'vitest';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { rapportCsvOf } from '../../connectors/testing/read.ts';
import { type Catalog, aCatalog, hears, imported, rows, shopAt, sliceAt } from './testing/setup.ts';

afterEach(() => reset());
const csv = (...ids: string[]): string => rapportCsvOf(ids.map((id) => aProduct(id))).join('\n');
const ring = async (catalog: Catalog, until: () => Promise<boolean>): Promise<void> => {
  await expect.poll(async () => (await runDurableObjectAlarm(catalog), until()), { timeout: 15_000, interval: 50 }).toBe(true);
};
const settled = (catalog: Catalog) => async (): Promise<boolean> => (await rows(catalog, "SELECT 1 FROM agenda WHERE kind = 'deliver'")).length === 0;

it('tells every slice what arrived, once, in order, and soon', async () => {
  const catalog = await aCatalog();
  await imported(catalog, csv('a'));
  const start = Date.now();
  await imported(catalog, csv('a', 'b', 'c'));
  for (const slice of [0, 1, 2]) expect(await hears(await sliceAt('s1', slice), 2)).toEqual(['new b', 'new c']);
  expect(Date.now() - start).toBeLessThan(2_000);
  const [heard] = await (await sliceAt('s1', 0)).heard();
  expect(heard).toMatchObject({ seq: 1, changeKind: 'new', product: aProduct('b'), source: expect.stringMatching(/^cat_/) });
  await ring(catalog, settled(catalog));
  expect(await rows(catalog, 'SELECT seq FROM change')).toEqual([{ seq: 2 }]);
});

it.each(['hangs', 'fails', 'moved'] as const)('lets no slice that %s stop the others, and tells it later', async (manner) => {
  const catalog = await aCatalog();
  await imported(catalog, csv('a'));
  const bad = await sliceAt('s1', 1);
  await bad.behave(manner);
  await imported(catalog, csv('b'));
  for (const slice of [0, 2]) expect(await hears(await sliceAt('s1', slice), 1)).toEqual(['new b']);
  expect(await bad.heard()).toEqual([]);
  await imported(catalog, csv('c'));
  for (const slice of [0, 2]) expect(await hears(await sliceAt('s1', slice), 2)).toEqual(['new b', 'new c']);
  await bad.behave('takes');
  await ring(catalog, async () => (await bad.heard()).length === 2);
  expect(await hears(bad, 2)).toEqual(['new b', 'new c']);
  await ring(catalog, settled(catalog));
});

it('goes on after an eviction, without telling twice', async () => {
  const catalog = await aCatalog();
  await imported(catalog, csv('a'));
  const slices = await Promise.all([0, 1, 2].map((slice) => sliceAt('s1', slice)));
  for (const slice of slices) await slice.behave('fails');
  await imported(catalog, csv('b', 'c'));
  await evictDurableObject(catalog);
  for (const slice of slices) await slice.behave('takes');
  await ring(catalog, settled(catalog));
  for (const slice of slices) expect(await hears(slice, 2)).toEqual(['new b', 'new c']);
});

it('asks anew where a slice is when it has moved', async () => {
  const catalog = await aCatalog({ slices: 2 });
  await imported(catalog, csv('a'));
  await imported(catalog, csv('b'));
  const [still, moved] = [await sliceAt('s1', 0), await sliceAt('s1', 1)];
  await hears(moved, 1);
  await moved.behave('moved');
  await (await shopAt('s1')).place([1, 2]);
  await imported(catalog, csv('c'));
  expect(await hears(still, 2)).toEqual(['new b', 'new c']);
  const there = await sliceAt('s1', 1, 2);
  await there.adopt(1);
  await ring(catalog, async () => (await there.heard()).length === 1);
  expect(await hears(there, 1)).toEqual(['new c']);
});
