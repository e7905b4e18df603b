import { reset, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../platform/problem.ts';
import type { Arrival } from '../ports.ts';
import { heldAt, items, settle, taken, told, type Item } from './testing/a-feed.ts';
import { type Catalog, aCatalog, all } from './testing/setup.ts';

afterEach(() => reset());

interface Brought {
  readonly arrivals: readonly Arrival[];
  readonly next: string | null;
  readonly looked: number;
  readonly all: number;
}

/** A machine with much to do gets there, too. */
const SLOWLY = { timeout: 15_000, interval: 20 } as const;
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

  it.each(reasons)(
    'for %s changes nothing until the owner says, nothing after a no, and is told to those it concerns after a yes',
    async (_, file, hold, found) => {
      const catalog = await aCatalog();
      await taken(catalog, ...ten);
      const before = await all(catalog);
      const held = await heldAt(catalog, ...file);
      expect(held).toMatchObject({ hold, found, arrivals: 0 });
      expect(await all(catalog)).toEqual(before);
      expect(await settle(catalog, held, 'refuse')).toMatchObject({ state: 'failed', failure: 'Refused; nothing of it was taken.', arrivals: 0 });
      expect(await all(catalog)).toEqual(before);
      expect(await told(catalog)).toEqual([]);
      expect(await settle(catalog, await heldAt(catalog, ...file), 'approve')).toMatchObject({ state: 'done', hold });
      const news = (await told(catalog)).map((one) => one.split(' ')[0]);
      expect(new Set(news)).toEqual(new Set({ 'look-alike': ['renamed'], gone: ['new'], cheaper: ['cheaper', 'new'] }[hold]));
      expect(news).toHaveLength({ 'look-alike': 10, gone: 1, cheaper: 7 }[hold]);
      expect(await catalog.count()).toBe({ 'look-alike': 10, gone: 5, cheaper: 11 }[hold]);
    },
  );

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
    expect(await ids(catalog, id, '', 3)).toMatchObject({ next: null, looked: 3 });
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
