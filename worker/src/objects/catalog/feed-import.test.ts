import { reset } from 'cloudflare:test';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { feed, heldAt, items, settle, taken, told, type Item } from './testing/a-feed.ts';
import { aCatalog, all, imported, rows } from './testing/setup.ts';

afterEach(() => reset());

const DAYS = ['03-01', '03-09', '03-22', '04-01'] as const;
const real = inject('merchantFiles') ?? {};

describe.skipIf(Object.keys(real).length === 0)('a real shop’s feed on four days', () => {
  it('gives the rows, ids and changes that were counted by others; the first tells nobody, and the last again is silent', async () => {
    const catalog = await aCatalog({ currency: 'TRY' });
    const counts: unknown[] = [];
    for (const day of [...DAYS, '04-01']) {
      const bytes = Uint8Array.from(atob(real[`solar-2026-${day}.xml.gz`] ?? ''), (letter) => letter.charCodeAt(0));
      const { state, rowsRead, rowsRefused, found, arrivals } = await imported(catalog, bytes, 'merchant-feed');
      const products = await catalog.count();
      counts.push([
        state,
        rowsRead,
        products,
        rowsRead - rowsRefused,
        found?.new,
        found?.gone,
        found?.returned,
        found?.cheaper,
        found?.renamed,
        arrivals > 0,
      ]);
    }
    const none = { gtin: 0, link: 0, maker: 0, title: 0 };
    expect(counts).toEqual([
      ['done', 295, 173, 173, 173, 0, 0, 0, none, false],
      ['done', 454, 177, 177, 44, 40, 0, 0, none, true],
      ['done', 780, 361, 361, 199, 15, 0, 10, none, true],
      ['done', 788, 363, 363, 0, 1, 3, 1, none, true],
      ['done', 788, 363, 363, 0, 0, 0, 0, none, false],
    ]);
    expect((await told(catalog)).filter((one) => one.startsWith('returned'))).toHaveLength(3);
    const currencies = new Set((await all(catalog)).flatMap(({ variants }) => variants.map(({ currency }) => currency ?? 'TRY')));
    expect([...currencies].toSorted()).toEqual(['EUR', 'TRY', 'USD']);
  }, 60_000);
});

it('takes the last row of an id, and says which rows it left out', async () => {
  const catalog = await aCatalog();
  const report = await taken(catalog, { id: 'a', title: 'First', price: '1.00 EUR' }, { id: 'b' }, { id: 'a', title: 'Last', price: '2.00 EUR' });
  expect(report).toMatchObject({
    rowsRead: 3,
    rowsRefused: 1,
    refusals: [{ line: 1, reason: 'the same id comes again as item 3' }],
    found: { new: 2 },
  });
  expect(await catalog.cards(['a'], 'en')).toMatchObject([{ title: 'Last', priceMinor: 200 }]);
});

it('finds what left, returned, got cheaper, came back in stock and was named anew; growth alone asks nobody', async () => {
  const catalog = await aCatalog();
  await taken(catalog, ...items(6, (i) => (i === 5 ? { availability: 'out_of_stock' } : {})));
  expect(await told(catalog)).toEqual([]);
  const second = await taken(
    catalog,
    ...items(6, (i) => (i === 1 ? { price: '4.00 EUR' } : i === 2 ? { title: 'Another' } : {})).slice(1),
    ...items(60).slice(6),
  );
  expect(second).toMatchObject({
    state: 'done',
    hold: null,
    found: { known: 6, new: 54, gone: 1, cheaper: 1, restocked: 1, retitled: 1, returned: 0 },
  });
  const third = await taken(catalog, ...items(60, (i) => (i === 1 ? { price: '4.00 EUR' } : i === 2 ? { title: 'Another' } : {})));
  expect(third.found).toMatchObject({ new: 0, gone: 0, returned: 1, cheaper: 0 });
  expect((await told(catalog)).filter((one) => !one.startsWith('new '))).toEqual(['cheaper p1', 'restocked p5', 'returned p0']);
});

it.each([
  ['empty', '<rss><channel></channel></rss>'],
  ['broken', feed(...items(9)).slice(0, -30)],
  ['a page', '<!doctype html><html></html>'],
])('changes nothing when the feed is %s', async (_, file) => {
  const catalog = await aCatalog();
  await taken(catalog, ...items(3));
  expect(await imported(catalog, file, 'merchant-feed')).toMatchObject({ state: 'failed', arrivals: 0 });
  expect(await catalog.count()).toBe(3);
  expect(await told(catalog)).toEqual([]);
});

describe('a product that only changed its id', () => {
  const old: Item[] = [
    { id: 'by gtin', gtin: '4006381333931' },
    { id: 'by link', link: 'https://shop.example/same/' },
    { id: 'by maker', mpn: 'M-77' },
    { id: 'by title', title: 'The very pot', price: '9.00 EUR' },
    ...items(40),
  ];
  const fresh: Item[] = [
    { id: 'G', gtin: '04006381333931', title: 'x' },
    { id: 'L', link: 'http://shop.example/same', title: 'y' },
    { id: 'M', mpn: 'm 77', title: 'z' },
    { id: 'T', title: 'the  very pot', price: '9.00 EUR' },
  ];

  it('is recognised by GTIN, link, maker’s number and brand, title and price, and is not new', async () => {
    const catalog = await aCatalog();
    await taken(catalog, ...old);
    const report = await taken(catalog, ...fresh, ...items(60));
    expect(report).toMatchObject({ state: 'done', found: { new: 20, gone: 0, renamed: { gtin: 1, link: 1, maker: 1, title: 1 } } });
    expect(await catalog.count()).toBe(64);
    expect((await told(catalog)).filter((one) => one.startsWith('renamed'))).toEqual(['renamed G', 'renamed L', 'renamed M', 'renamed T']);
    expect((await rows(catalog, "SELECT root_id FROM product WHERE id IN ('G', 'T') ORDER BY id")).map(({ root_id }) => root_id)).toEqual([
      'by gtin',
      'by title',
    ]);
  });

  it('is not the same when the old one is still there, or when two could be it', async () => {
    const catalog = await aCatalog();
    await taken(catalog, { id: 'a', title: 'Pot' }, { id: 'b', title: 'Pot' }, { id: 'c', title: 'Cup' }, ...items(20));
    const report = await taken(catalog, { id: 'd', title: 'Pot' }, { id: 'c', title: 'Cup' }, { id: 'e', title: 'Cup' }, ...items(20));
    expect(report.found).toMatchObject({ new: 2, gone: 2, renamed: { title: 0 } });
  });

  it('in great number is asked about: yes takes them as the same, no takes nothing', async () => {
    const catalog = await aCatalog();
    await taken(catalog, ...items(20));
    const before = await all(catalog);
    const renamed = items(20, (i) => ({ id: `new${i}`, link: `https://shop.example/p${i}` }));
    const held = await heldAt(catalog, ...renamed, ...items(25).slice(20));
    expect(held).toMatchObject({ hold: 'look-alike', found: { new: 5, renamed: { link: 20 } } });
    expect(await all(catalog)).toEqual(before);
    expect(await settle(catalog, held, 'refuse')).toMatchObject({ state: 'failed', failure: 'Refused; nothing of it was taken.' });
    expect(await all(catalog)).toEqual(before);
    expect(await told(catalog)).toEqual([]);
    const again = await heldAt(catalog, ...renamed, ...items(25).slice(20));
    expect(await settle(catalog, again, 'approve')).toMatchObject({ state: 'done', found: { gone: 0 } });
    expect((await told(catalog)).filter((one) => one.startsWith('new '))).toEqual(['new p20', 'new p21', 'new p22', 'new p23', 'new p24']);
    expect(await catalog.count()).toBe(25);
  });
});

it('asks when over half the catalogue would leave or get cheaper at once, not at half', async () => {
  const catalog = await aCatalog();
  await taken(catalog, ...items(10));
  expect(await heldAt(catalog, ...items(4))).toMatchObject({ hold: 'gone', found: { known: 10, gone: 6 } });
  expect(await heldAt(catalog, ...items(10, (i) => (i < 6 ? { price: '4.00 EUR' } : {})))).toMatchObject({ hold: 'cheaper', found: { cheaper: 6 } });
  expect(await taken(catalog, ...items(10, (i) => (i < 5 ? { price: '4.00 EUR' } : {})))).toMatchObject({ state: 'done', hold: null });
  expect(await taken(catalog, ...items(5, () => ({ price: '4.00 EUR' })))).toMatchObject({ state: 'done' });
  const { imports } = await catalog.imports(null, 10);
  expect(imports.filter(({ failure }) => failure !== null).map(({ state }) => state)).toEqual(['failed', 'failed']);
});
