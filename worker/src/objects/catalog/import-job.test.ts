import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import type { Product } from '@rapport/protocol';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { aProduct, productSets } from '../../connectors/testing/a-product.ts';
import { rapportCsvOf } from '../../connectors/testing/read.ts';
import { ChangeLog } from '../../platform/changes.ts';
import { BroughtStore } from './brought-store.ts';
import { CatalogStore } from './catalog-store.ts';
import { FindingStore } from './finding-store.ts';
import { ImportJob } from './import-job.ts';
import { ImportStore } from './import-store.ts';
import { type Catalog, aCatalog, all, imported, rows } from './testing/setup.ts';

afterEach(() => reset());

/** A job over an object's storage, with nothing remembered from before: as after a kill. */
function jobOf(storage: DurableObjectStorage, piecesARun: number): { job: ImportJob; imports: ImportStore } {
  const imports = new ImportStore(storage.sql);
  const tools = {
    storage,
    imports,
    products: new CatalogStore(storage.sql),
    changes: new ChangeLog(storage),
    findings: new FindingStore(storage.sql),
    brought: new BroughtStore(storage.sql),
    applied: () => undefined,
    planDelivery: () => undefined,
    deliver: () => undefined,
  };
  return { job: new ImportJob(tools, piecesARun), imports };
}

/** Puts a file in without the agenda, so that nobody but the test works on it. */
const put = (catalog: Catalog, id: string, file: string): Promise<void> =>
  runInDurableObject(catalog, (_object, { storage }) => {
    const { imports } = jobOf(storage, 1);
    const bytes = new TextEncoder().encode(file);
    imports.begin(id, 'rapport-csv', 0);
    for (let at = 0; at < bytes.length; at += 10_000) imports.addChunk(id, at, bytes.slice(at, at + 10_000));
    imports.setPhase(id, 'reading');
  });

const piece = (catalog: Catalog, pieces: number): Promise<boolean> =>
  runInDurableObject(catalog, (_object, { storage }) => jobOf(storage, pieces).job.work());

const result = async (catalog: Catalog): Promise<unknown> => [
  await rows(catalog, 'SELECT id, json, text, available, lowest_price_minor, position, version FROM product ORDER BY id'),
  await rows(catalog, "SELECT seq, kind, json_remove(payload, '$.atMs') AS payload FROM change ORDER BY seq"),
  await rows(
    catalog,
    'SELECT id, phase, silent, rows_read, products_made, products_changed, products_same, rows_refused, arrivals, failure FROM import ORDER BY id',
  ),
  await rows(catalog, 'SELECT * FROM import_refusal'),
];

const first: Product[] = Array.from({ length: 350 }, (_, i) => aProduct(`p${i}`));
const second: Product[] = Array.from({ length: 420 }, (_, i) =>
  aProduct(
    `p${i}`,
    i % 7 === 0 ? { variants: [{ id: `p${i}`, sku: '', title: {}, priceMinor: 900, compareAtMinor: null, stock: 3, available: true }] } : {},
  ),
);
const files = [rapportCsvOf(first).join('\n'), `${[...rapportCsvOf(second), 'bad'].join('\n')}\n"open,x`];

it('comes to the same however often it is killed between two pieces', async () => {
  const [whole, killed] = [await aCatalog({ shopId: 'whole' }), await aCatalog({ shopId: 'killed' })];
  for (const [i, file] of files.entries()) {
    await put(whole, `i${i}`, file);
    while (await piece(whole, 1_000));
    await put(killed, `i${i}`, file);
    let pieces = 0;
    for (let more = true; more; pieces++) {
      more = await piece(killed, 1);
      await evictDurableObject(killed);
    }
    expect(pieces).toBeGreaterThan(8);
  }
  expect(await result(killed)).toEqual(await result(whole));
  expect(await rows(whole, "SELECT products_made, products_changed, products_same, arrivals, silent FROM import WHERE id = 'i1'")).toEqual([
    { products_made: 70, products_changed: 50, products_same: 300, arrivals: 120, silent: 0 },
  ]);
});

it('works files off one after the other, in the order they were begun', async () => {
  const catalog = await aCatalog();
  await put(catalog, 'i0', files[0] ?? '');
  await put(catalog, 'i1', files[1] ?? '');
  while (await piece(catalog, 3));
  expect(await rows(catalog, 'SELECT products_made AS made, silent FROM import ORDER BY id')).toEqual([
    { made: 350, silent: 1 },
    { made: 70, silent: 0 },
  ]);
});

it('undoes a piece that fails, says so when given up, and lets the next file through', async () => {
  const catalog = await aCatalog();
  await put(catalog, 'i0', files[0] ?? '');
  await runInDurableObject(catalog, async (_object, { storage }) => {
    storage.sql.exec("CREATE TRIGGER broken BEFORE INSERT ON product WHEN new.id = 'p300' BEGIN SELECT raise(ABORT, 'disk'); END");
    const { job, imports } = jobOf(storage, 1_000);
    await expect(job.work()).rejects.toThrow('disk');
    expect(storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM product').one().n % 100).toBe(0);
    job.giveUp();
    storage.sql.exec('DROP TRIGGER broken');
    expect(imports.report('i0')).toMatchObject({ state: 'failed', failure: expect.stringContaining('our side') });
  });
  await put(catalog, 'i1', files[1] ?? '');
  while (await piece(catalog, 50));
  expect(await rows(catalog, "SELECT failure, silent FROM import WHERE id = 'i1'")).toEqual([{ failure: null, silent: 1 }]);
});

it('answers others while it works', async () => {
  const catalog = await aCatalog();
  await put(catalog, 'i0', rapportCsvOf(Array.from({ length: 5_000 }, (_, i) => aProduct(`p${i}`))).join('\n'));
  let over = false;
  const work = runInDurableObject(catalog, async (_object, { storage }) => {
    while (await jobOf(storage, 40).job.work());
    over = true;
  });
  let answers = 0;
  while (!over) {
    await catalog.count();
    answers++;
    // Calls within one process that follow each other without a pause let no timer ring (measured); those of a network do.
    await scheduler.wait(1);
  }
  await work;
  expect(answers).toBeGreaterThan(40);
});

it('gives back any set of products, and the same file again changes nothing', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(productSets(5), async (products) => {
      const catalog = await aCatalog({ shopId: `run${run++}` });
      const file = rapportCsvOf(products).join('\r\n');
      expect(await imported(catalog, file)).toMatchObject({ state: 'done', productsMade: products.length, rowsRefused: 0 });
      expect(await all(catalog)).toEqual(products);
      expect(await imported(catalog, file)).toMatchObject({ productsSame: products.length, productsMade: 0, productsChanged: 0, arrivals: 0 });
    }),
    { numRuns: 15 },
  );
});
