import { expect, test } from 'vitest';
import { ARRIVALS, CATALOGUE } from '../catalogue/index.ts';
import { catalogueCsv, COLUMNS, parseCsv } from './csv.ts';
import { stocked } from './store/shelf.ts';

const products = [...CATALOGUE, ...ARRIVALS].map((seed) => stocked(seed, 'EUR'));

test('the file comes back as it went out, a row for each variant', () => {
  const rows = parseCsv(catalogueCsv(products, 'EUR', 'https://shop.example'));
  const variants = products.flatMap((p) => p.variants.map((v) => ({ p, v })));
  expect(rows).toHaveLength(variants.length);
  rows.forEach((row, i) => {
    const { p, v } = variants[i]!;
    expect(Object.keys(row)).toEqual([...COLUMNS]);
    expect(row).toMatchObject({
      id: v.id,
      group_id: p.handle,
      sku: v.sku,
      title: p.title[0],
      'title[zh-Hant]': p.title[1],
      description: p.text[0],
      'description[zh-Hant]': p.text[1],
      currency: 'EUR',
      stock: String(v.stock),
    });
    expect(row['price']).toMatch(/^\d+\.\d\d$/);
    expect(Number(row['price']) * 100).toBe(v.priceMinor);
    expect(row['url']).toBe(`https://shop.example/en/products/${p.handle}`);
    expect(row['image']).toBe(`https://shop.example/pictures/${p.handle}.svg`);
  });
});

test('commas, quotes and line breaks survive', () => {
  const odd = { ...products[0]!, title: ['A "round", pot', '圓「壺」,'] as const, text: ['two\nlines', '兩\r\n行'] as const };
  const [row] = parseCsv(catalogueCsv([odd], 'TWD', 'https://s'));
  expect(row?.['title']).toBe('A "round", pot');
  expect(row?.['title[zh-Hant]']).toBe('圓「壺」,');
  expect(row?.['description']).toBe('two\nlines');
  expect(row?.['description[zh-Hant]']).toBe('兩\r\n行');
});

test('an empty catalogue is a header', () => {
  expect(catalogueCsv([], 'EUR', 'https://s')).toBe(`${COLUMNS.join(',')}\r\n`);
});
