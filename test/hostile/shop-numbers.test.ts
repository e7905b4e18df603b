import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonExport } from '@rapport/protocol';
import { ROOT } from '../../scripts/serve/paths.ts';
import { importCatalogue, taken, aHouse } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { delivered, shopifyOrder, wooOrder } from './deliveries.ts';

// A shop system numbers its products; a catalogue that came as a file knows them by handle, SKU and title. What an order of theirs says is put into our words.

const REAL = join(process.env['RAPPORT_DATA'] ?? join(ROOT, '..', 'shared', 'data'), 'shopify', 'apparel.csv');
const OWN = `Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty
gong-fu-pot,Gong Fu Pot,,Kato,Ware,,true,Size,Small,POT-S,48.00,3
gong-fu-pot,,,,,,,,Large,POT-L,62.00,3
cup-a,Cup,,Kato,Ware,,true,Title,Default Title,,12.00,3
cup-b,Cup,,Tani,Ware,,true,Title,Default Title,,14.00,3
`;

let house: House;
beforeAll(async () => {
  house = await aHouse();
  await importCatalogue(house.api.secret, OWN, 'shopify-csv');
});
afterAll(() => house.dispose());

const line = (more: object): object => ({
  id: 1,
  product_id: 632_910_392,
  variant_id: 808_950_810,
  quantity: 1,
  price: '200.00',
  total_discount: '0.00',
  ...more,
});

/** The products of an order as they stand with the person whose it is. */
const kept = async (orderId: string): Promise<unknown[]> => {
  const staff = await house.api.staff();
  const { shoppers } = await taken<{ shoppers: { id: string }[] }>(await staff('GET', '/v1/shoppers'));
  const { tables } = await taken<PersonExport>(await staff('GET', `/v1/shoppers/${shoppers[0]?.id}/export`));
  const order = tables['shop_order']?.find(({ id }) => id === orderId);
  const { lines } = JSON.parse(String(order?.['detail'] ?? '{}')) as { lines?: { productId: string; variantId?: string }[] };
  return (lines ?? []).map(({ productId, variantId }) => [productId, variantId]);
};

it('knows a product by its SKU and variant, else by its title, and guesses nothing', async () => {
  const lines = [
    line({ sku: 'POT-L', title: 'Gong Fu Pot' }),
    line({ title: 'Gong Fu Pot' }),
    line({ title: 'Cup' }),
    line({ product_id: null, title: 'Tip' }),
  ];
  expect((await delivered(house, 'shopify', shopifyOrder(801, { line_items: lines }))).status).toBe(200);
  expect(await kept('801')).toEqual([
    ['gong-fu-pot', 'POT-L'],
    ['gong-fu-pot', undefined],
    ['632910392', '808950810'],
    ['1', '808950810'],
  ]);
  const woo = [
    { id: 1, product_id: 93, variation_id: 0, sku: 'pot-s', name: 'Pot', quantity: 1, subtotal: '200.00', total: '200.00', total_tax: '0.00' },
  ];
  expect((await delivered(house, 'woocommerce', wooOrder(95, { line_items: woo }))).status).toBe(200);
  expect(await kept('95')).toEqual([['gong-fu-pot', 'POT-S']]);
});

it.skipIf(!existsSync(REAL))('knows every product of a real export by its title (skipped when RAPPORT_DATA is absent)', async () => {
  const file = readFileSync(REAL, 'utf8');
  await importCatalogue(house.api.secret, file, 'shopify-csv');
  const { products } = await taken<{ products: { id: string; title: Record<string, string>; variants: unknown[] }[] }>(
    await (
      await house.api.staff()
    )('GET', '/v1/products?limit=100'),
  );
  const real = products.filter(({ id }) => !/^(gong-fu-pot|cup-[ab])$/.test(id));
  expect(real.length).toBeGreaterThan(15);
  const lines = real.map(({ title }, i) => line({ id: i + 1, product_id: 7_000_000 + i, title: Object.values(title)[0] }));
  expect((await delivered(house, 'shopify', shopifyOrder(802, { line_items: lines }))).status).toBe(200);
  expect((await kept('802')).map((one) => (one as string[])[0])).toEqual(real.map(({ id }) => id));
});
