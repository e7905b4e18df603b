import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { undeclared } from '../platform/migrate.ts';
import type { Split } from '../platform/migrate.ts';
import { CATALOG_SPLIT } from './catalog/catalog-migrations.ts';
import { COURIER_TABLES } from './courier/courier-migrations.ts';
import { RECOMMENDER_TABLES } from './recommender/recommender-migrations.ts';
import { SHOP_TABLES } from './shop/shop-migrations.ts';
import { SHOPPERS_TABLES } from './shoppers/shoppers-tables.ts';

const bindings = env as unknown as Record<'CATALOG' | 'COURIER' | 'RECOMMENDER' | 'SHOP' | 'SHOPPERS', DurableObjectNamespace>;
const objects: [keyof typeof bindings, Readonly<Record<string, Split>>][] = [
  ['CATALOG', CATALOG_SPLIT],
  ['COURIER', COURIER_TABLES],
  ['RECOMMENDER', RECOMMENDER_TABLES],
  ['SHOP', SHOP_TABLES],
  ['SHOPPERS', SHOPPERS_TABLES],
];

it.each(objects)('says of every table of %s how it behaves in a split, and of none that is not there', async (binding, declared) => {
  await runInDurableObject(bindings[binding].getByName('tables'), (_, { storage }) => {
    expect(undeclared(storage, declared)).toEqual([]);
    const there = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    expect(Object.keys(declared).filter((table) => !there.some(({ name }) => name === table))).toEqual([]);
  });
});
