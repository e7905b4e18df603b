import { reset, runDurableObjectAlarm } from 'cloudflare:test';
import type { ImportReport } from '@rapport/protocol';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { unwrap } from '../../platform/problem.ts';
import type { Arrival } from '../ports.ts';
import type { ImportWord } from '../watch-ports.ts';
import { type Catalog, aCatalog, all, finished, hears, imported, rows, sliceAt, upload } from './testing/setup.ts';

afterEach(() => reset());

interface Item {
  readonly id: string;
  readonly title?: string;
  readonly price?: string;
  readonly link?: string;
  readonly gtin?: string;
  readonly mpn?: string;
  readonly availability?: string;
}
const feed = (...items: Item[]): string =>
  `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${items
    .map(
      ({ id, title = `Title ${id}`, price = '5.00 EUR', link = `https://shop.example/${id}`, gtin = '', mpn = '', availability = 'in_stock' }) =>
        `<item><g:id>${id}</g:id><g:title>${title}</g:title><g:price>${price}</g:price><g:link>${link}</g:link><g:brand>B</g:brand><g:gtin>${gtin}</g:gtin><g:mpn>${mpn}</g:mpn><g:availability>${availability}</g:availability></item>`,
    )
    .join('')}</channel></rss>`;
const items = (count: number, more: (i: number) => Partial<Item> = () => ({})): Item[] =>
  Array.from({ length: count }, (_, i) => ({ id: `p${i}`, ...more(i) }));
const taken = (catalog: Catalog, ...list: Item[]): Promise<ImportReport> => imported(catalog, feed(...list), 'merchant-feed');
/** What the slices have heard, once they have heard all. */
async function told(catalog: Catalog): Promise<string[]> {
  const [sum] = await rows(catalog, 'SELECT coalesce(sum(arrivals), 0) AS n FROM import');
  return hears(await sliceAt('s1', 0), Number(sum?.['n']));
}
/** An import that is held, once it is. */
async function heldAt(catalog: Catalog, ...list: Item[]): Promise<ImportReport> {
  const report = await finished(catalog, await upload(catalog, feed(...list), 'merchant-feed'));
  expect(report.state).toBe('held');
  return report;
}
const settle = async (catalog: Catalog, { id }: ImportReport, word: ImportWord): Promise<ImportReport> => {
  unwrap(await catalog.settleImport(id, word, 'owner@tea.example'));
  return finished(catalog, id);
};

interface Brought {
  readonly arrivals: readonly Arrival[];
  readonly next: string | null;
  readonly looked: number;
  readonly all: number;
}

/** A machine with much to do gets there, too. */
const SLOWLY = { timeout: 15_000, interval: 20 } as const;
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

describe('a file that is held', () => {
  const gtin = (i: number): string => `40063813${String(i).padStart(4, '0')}`;
  const ten = items(10, (i) => ({ gtin: gtin(i), mpn: `M-${i}`, title: `Title p${i}`, price: `${i + 5}.00 EUR` }));
  const anew = (one: (i: number) => Partial<Item>): Item[] =>
    items(10, (i) => ({ id: `other${i}`, title: `Fresh ${i}`, price: `${i + 5}.00 EUR`, link: `https://shop.example/other/${i}`, ...one(i) }));
  const cheaper = items(10, (i) => ({ ...ten[i], price: '1.00 EUR' }));
  const reasons = [
    ['look-alikes by GTIN', anew((i) => ({ gtin: gtin(i) })), 'look-alike', { renamed: { gtin: 10, link: 0, maker: 0, title: 0 } }],
    [
      'look-alikes by link',
      anew((i) => ({ link: `https://shop.example/p${i}` })),
      'look-alike',
      { renamed: { gtin: 0, link: 10, maker: 0, title: 0 } },
    ],
    [
      'look-alikes by maker’s number and brand',
      anew((i) => ({ mpn: `m${i}` })),
      'look-alike',
      { renamed: { gtin: 0, link: 0, maker: 10, title: 0 } },
    ],
    [
      'look-alikes by title and price',
      anew((i) => ({ title: `title  P${i}`, price: `${i + 5}.00 EUR` })),
      'look-alike',
      { renamed: { gtin: 0, link: 0, maker: 0, title: 10 } },
    ],
    ['more than half gone', [...ten.slice(0, 4), { id: 'fresh' }], 'gone', { known: 10, gone: 6 }],
    ['more than half cheaper', [...cheaper.slice(0, 6), ...ten.slice(6), { id: 'fresh' }], 'cheaper', { known: 10, cheaper: 6 }],
  ] as const;

  it.each(reasons)('for %s changes nothing and tells nobody until the owner says, and nothing after a no', async (_, file, hold, found) => {
    const catalog = await aCatalog();
    await taken(catalog, ...ten);
    const before = await all(catalog);
    const held = await heldAt(catalog, ...file);
    expect(held).toMatchObject({ hold, found, arrivals: 0 });
    expect(await all(catalog)).toEqual(before);
    expect(await settle(catalog, held, 'refuse')).toMatchObject({ state: 'failed', failure: 'Refused; nothing of it was taken.', arrivals: 0 });
    expect(await all(catalog)).toEqual(before);
    expect(await told(catalog)).toEqual([]);
  });

  it.each(reasons)('for %s is taken after a yes, and said to those it concerns', async (_, file, hold) => {
    const catalog = await aCatalog();
    await taken(catalog, ...ten);
    expect(await settle(catalog, await heldAt(catalog, ...file), 'approve')).toMatchObject({ state: 'done', hold });
    const news = (await told(catalog)).map((one) => one.split(' ')[0]);
    expect([...new Set(news)].toSorted()).toEqual({ 'look-alike': ['renamed'], gone: ['new'], cheaper: ['cheaper', 'new'] }[hold]);
    expect(news).toHaveLength({ 'look-alike': 10, gone: 1, cheaper: 7 }[hold]);
    expect(await catalog.count()).toBe({ 'look-alike': 10, gone: 5, cheaper: 11 }[hold]);
  });

  it('is taken and told to nobody when the owner says so; who waits for a renamed product goes on waiting', async () => {
    const catalog = await aCatalog();
    await taken(catalog, ...ten);
    const quiet = await settle(catalog, await heldAt(catalog, ...cheaper, { id: 'fresh' }), 'quietly');
    expect(quiet).toMatchObject({ state: 'done', hold: 'cheaper', arrivals: 0 });
    expect(await told(catalog)).toEqual([]);
    expect(await catalog.cards(['p3', 'fresh'], 'en')).toMatchObject([{ priceMinor: 100 }, { productId: 'fresh' }]);
    const renamed = anew((i) => ({ gtin: gtin(i), price: '1.00 EUR' }));
    expect(await settle(catalog, await heldAt(catalog, ...renamed, { id: 'newer' }, { id: 'fresh' }), 'quietly')).toMatchObject({ state: 'done' });
    expect(await told(catalog)).toEqual(renamed.map(({ id }) => `renamed ${id}`));
  });

  it('is never one that only grows, however much', async () => {
    const catalog = await aCatalog();
    await taken(catalog, ...ten);
    const grown = await taken(catalog, ...ten, ...items(200, (i) => ({ id: `more${i}`, title: `More ${i}` })));
    expect(grown).toMatchObject({ state: 'done', hold: null, found: { known: 10, new: 200 } });
    expect(await told(catalog)).toHaveLength(200);
  });
});

describe('what an import brought', () => {
  const ids = async (catalog: Catalog, id: string, after = '', limit = 100): Promise<unknown> => {
    const { arrivals, next, looked, all: every } = unwrap(await catalog.broughtBy(id, after, limit)) as Brought;
    return { ids: arrivals.map(({ changeKind, product }) => `${changeKind} ${product.id}`), next, looked, all: every };
  };

  it('is remembered product by product, in pages: new, back, or in stock again, and not what was there or has left again', async () => {
    const catalog = await aCatalog();
    const first = await taken(catalog, ...items(6, (i) => (i === 5 ? { availability: 'out_of_stock' } : {})));
    expect(await ids(catalog, first.id)).toEqual({ ids: [], next: null, looked: 0, all: 0 });
    const { id } = await taken(catalog, ...items(6, (i) => (i === 1 ? { price: '4.00 EUR' } : {})).slice(1), { id: 'a' }, { id: 'b' });
    expect(await ids(catalog, id)).toEqual({ ids: ['new a', 'new b', 'restocked p5'], next: null, looked: 3, all: 3 });
    expect(await ids(catalog, id, '', 2)).toEqual({ ids: ['new a', 'new b'], next: 'b', looked: 2, all: 3 });
    expect(await ids(catalog, id, 'b', 2)).toEqual({ ids: ['restocked p5'], next: null, looked: 1, all: 3 });
    const third = await taken(catalog, ...items(6), { id: 'b' });
    expect(await ids(catalog, third.id)).toMatchObject({ ids: ['returned p0'] });
    expect(await ids(catalog, id)).toMatchObject({ ids: ['new b', 'restocked p5'], all: 3 });
    expect(await catalog.broughtBy('nothing', '', 10)).toMatchObject({ ok: false, problem: 'not-found' });
  });

  it('follows a product to its new id, and is forgotten when twenty files have come since', async () => {
    const catalog = await aCatalog();
    await taken(catalog, ...items(20));
    const { id } = await taken(catalog, ...items(20), { id: 'a', gtin: '4006381333931' });
    await taken(catalog, ...items(28), { id: 'z', gtin: '4006381333931' });
    expect(await ids(catalog, id)).toMatchObject({ ids: ['new z'], all: 1 });
    for (let file = 0; file < 20; file += 1) {
      const { id: empty } = unwrap(await catalog.beginImport('merchant-feed')) as { id: string };
      unwrap(await catalog.endImport(empty));
    }
    await expect
      .poll(async () => {
        await runDurableObjectAlarm(catalog);
        return ids(catalog, id);
      }, SLOWLY)
      .toMatchObject({ ids: [], all: 0 });
  });
});
