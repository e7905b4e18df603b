import { Product } from '@rapport/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productSets } from './testing/a-product.ts';
import { rapportCsvOf, read } from './testing/read.ts';

const table = (file: string, currency?: string) => read('rapport-csv', file, currency);

it('reads a row a variant, in several languages', async () => {
  const { products, refusals } = await table(
    'id,group_id,sku,title,title[zh-hant],description,url,image,brand,category,author,author[en],series,variant,price,currency,stock,tags\n' +
      'b-1,bowl,S1,Matcha bowl,抹茶碗,<p>Warm</p>,https://shop.example/bowl,https://cdn.example/b.jpg,Kiln,Bowls,林,Lin,Spring,Black,1200.00,TWD,2,"tea, bowl"\n' +
      'x,,,Tray,,,,,,,,,,,300,,,\n' +
      'b-2,bowl,,,,,,,,,,,,White,1250,twd,0,\n',
    'TWD',
  );
  expect(refusals).toEqual([]);
  expect(products[0]).toEqual({
    id: 'bowl',
    title: { '': 'Matcha bowl', 'zh-Hant': '抹茶碗' },
    description: { '': 'Warm' },
    url: { '': 'https://shop.example/bowl' },
    image: 'https://cdn.example/b.jpg',
    brand: { '': 'Kiln' },
    category: { '': 'Bowls' },
    author: { '': '林', en: 'Lin' },
    series: 'Spring',
    tags: ['tea', 'bowl'],
    variants: [
      { id: 'b-1', sku: 'S1', title: { '': 'Black' }, priceMinor: 120000, compareAtMinor: null, stock: 2, available: true },
      { id: 'b-2', sku: '', title: { '': 'White' }, priceMinor: 125000, compareAtMinor: null, stock: 0, available: false },
    ],
  });
  expect(products[1]).toMatchObject({ id: 'x', variants: [{ id: 'x', stock: null, available: true }] });
});

describe('refuses', () => {
  it.each([
    ['another currency', 'a,,A,5,USD,', "shop's currency"],
    ['XXX for a currency', 'a,,A,5,XXX,', "shop's currency"],
    ['a price in two ways', 'a,,A,"1,234",,', 'two ways'],
    ['no id', ',,A,5,,', 'no id'],
    ['an id too long', `${'i'.repeat(129)},,A,5,,`, 'longer'],
    ['no title', 'a,,,5,,', 'no title'],
    ['a script for an address', 'a,,A,5,,javascript:alert(1)', 'http address'],
    ['an address without a scheme', 'a,,A,5,,//evil.example/', 'http address'],
  ])('%s', async (_name, line, words) => {
    const { products, refusals } = await table(`id,group_id,title,price,currency,url\nok,,Ok,1,,\n${line}\n`);
    expect(products.map(({ id }) => id)).toEqual(['ok']);
    expect(refusals).toEqual([{ line: 3, reason: expect.stringContaining(words) }]);
  });

  it('an earlier row of the same id', async () => {
    const { products, refusals } = await table('id,title,price\na,A,1\nb,B,2\na,A,3\n');
    expect(products.map(({ variants }) => variants.map(({ priceMinor }) => priceMinor))).toEqual([[300], [200]]);
    expect(refusals).toEqual([{ line: 2, reason: 'the same variant comes again on line 4' }]);
  });

  it('more variants than a product may have', async () => {
    const lines = Array.from({ length: 2050 }, (_, i) => `v${i},p,A,1`);
    const { products, refusals } = await table(`id,group_id,title,price\n${lines.join('\n')}\n`);
    expect([products[0]?.variants.length, refusals.length, refusals[0]?.line]).toEqual([2048, 2, 2050]);
  });
});

it('reads back every set of products, its rows shuffled between the groups', async () => {
  await fc.assert(
    fc.asyncProperty(productSets(), fc.infiniteStream(fc.nat()), async (products, chance) => {
      const [header = '', ...lines] = rapportCsvOf(products);
      const queues = products.map(({ variants }) => lines.splice(0, variants.length));
      const mixed: string[] = [];
      while (queues.some((queue) => queue.length > 0)) {
        const left = queues.filter((queue) => queue.length > 0);
        const line = left[chance.next().value % left.length]?.shift();
        if (line !== undefined) mixed.push(line);
      }
      const { products: back, refusals } = await table([header, ...mixed].join('\n'));
      expect(refusals).toEqual([]);
      expect(back.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(products);
      for (const product of back) expect(Product.safeParse(product).success).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it('makes nothing but products and refusals of any table', async () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', '-1', '1e9', 'NaN', "'); DROP TABLE product;--", '=cmd()', '\u202e'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 5, maxLength: 7 }), { maxLength: 5 }), async (rows) => {
      const lines = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
      const { products } = await table(['id,group_id,title,price,stock,tags,__proto__', ...lines].join('\n'));
      for (const product of products) expect(Product.safeParse(product).success).toBe(true);
    }),
    { numRuns: 200 },
  );
});
