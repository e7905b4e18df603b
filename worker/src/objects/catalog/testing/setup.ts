import { env } from 'cloudflare:workers';
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import type { ImportFormat, ImportReport, Product } from '@rapport/protocol';
import { expect } from 'vitest';
import { SLOTS } from '../../../platform/ids.ts';
import { locate } from '../../../platform/locate.ts';
import { unwrap } from '../../../platform/problem.ts';
import type { CatalogObject } from '../catalog-object.ts';
import type { ListenerObject, SeatsObject } from './catalog-test-worker.ts';

interface TestEnv {
  readonly CATALOG: DurableObjectNamespace<CatalogObject>;
  readonly SHOP: DurableObjectNamespace<SeatsObject>;
  readonly SHOPPERS: DurableObjectNamespace<ListenerObject>;
}
const bindings = env as unknown as TestEnv;

export const WHOLE = { generation: 1, from: 0, to: SLOTS };
export type Catalog = DurableObjectStub<CatalogObject>;

export const catalogAt = (shopId: string): Promise<Catalog> => locate(bindings.CATALOG, ['catalog', shopId, '0']);
export const shopAt = (shopId: string): Promise<DurableObjectStub<SeatsObject>> => locate(bindings.SHOP, ['shop', shopId]);
export const sliceAt = (shopId: string, slice: number, generation = 1): Promise<DurableObjectStub<ListenerObject>> =>
  locate(bindings.SHOPPERS, ['shoppers', shopId, String(slice), String(generation)]);

/** An open catalogue whose shop has `slices` slices. */
export async function aCatalog({ shopId = 's1', slices = 3, currency = 'EUR' } = {}): Promise<Catalog> {
  const shop = await shopAt(shopId);
  await shop.place(Array.from({ length: slices }, () => 1));
  const catalog = await catalogAt(shopId);
  unwrap(await catalog.open(WHOLE, { shopId, currency, locales: ['en'] }));
  return catalog;
}

/** Uploads a file in chunks. */
export async function upload(
  catalog: Catalog,
  file: string | Uint8Array,
  format: ImportFormat = 'rapport-csv',
  chunkBytes = 1 << 20,
): Promise<string> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const { id } = unwrap(await catalog.beginImport(format)) as { id: string };
  for (let at = 0, index = 0; at < bytes.length; at += chunkBytes, index++) unwrap(await catalog.feed(id, index, bytes.slice(at, at + chunkBytes)));
  unwrap(await catalog.endImport(id));
  return id;
}

/** Lets the alarm ring until the import is over, and gives its report. */
export async function finished(catalog: Catalog, id: string): Promise<ImportReport> {
  for (let rings = 0; rings < 1_000; rings++) {
    const { report } = unwrap(await catalog.importReport(id)) as { report: ImportReport };
    if (report.state !== 'running') return report;
    await runDurableObjectAlarm(catalog);
  }
  throw new Error('the import does not end');
}

export const imported = async (catalog: Catalog, file: string | Uint8Array, format: ImportFormat = 'rapport-csv'): Promise<ImportReport> =>
  finished(catalog, await upload(catalog, file, format));

/** All products, by id. */
export async function all(catalog: Catalog): Promise<Product[]> {
  const products: Product[] = [];
  for (let after: string | null = null; ;) {
    const page: { products: Product[]; next: string | null } = await catalog.products(after, 100, '');
    products.push(...page.products);
    if (page.next === null) return products;
    after = page.next;
  }
}

/** What an object keeps, a table's rows. */
export const rows = (catalog: Catalog, sql: string): Promise<Record<string, SqlStorageValue>[]> =>
  runInDurableObject(catalog, (_object, state) => state.storage.sql.exec(sql).toArray());

/** Waits until the slice has heard so many changes. */
export async function hears(slice: DurableObjectStub<ListenerObject>, count: number): Promise<string[]> {
  await expect.poll(async () => (await slice.heard()).length, { timeout: 5_000, interval: 20 }).toBe(count);
  return (await slice.heard()).map((change) => `${change.changeKind} ${change.product.id}`);
}
