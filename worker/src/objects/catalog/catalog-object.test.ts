import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { LIMITS } from '@rapport/protocol';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { rapportCsvOf } from '../../connectors/testing/read.ts';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { setOffset } from '../../platform/clock.ts';
import { undeclared } from '../../platform/migrate.ts';
import { CATALOG_SPLIT } from './catalog-migrations.ts';
import { WHOLE, aCatalog, all, catalogAt, finished, imported, rows, upload } from './testing/setup.ts';

afterEach(() => reset());
const csv = (...ids: string[]): string => rapportCsvOf(ids.map((id) => aProduct(id))).join('\n');
const fileOf = (...lines: string[]): string => ['id,group_id,title,price,stock,brand,category,tags', ...lines].join('\n');

describe('an import', () => {
  it('makes products and shows cards in the order asked for', async () => {
    const catalog = await aCatalog();
    const report = await imported(catalog, 'id,title,title[zh-Hant],price\na,Apple,蘋果,1.50\nb,Bread,,2\n');
    expect(report).toMatchObject({
      state: 'done',
      format: 'rapport-csv',
      rowsRead: 2,
      productsMade: 2,
      rowsRefused: 0,
      arrivals: 0,
      failure: null,
      refusals: [],
    });
    expect(report.endedAtMs).toBeGreaterThanOrEqual(report.startedAtMs);
    expect((await catalog.cards(['b', 'x', 'a'], 'zh-TW')).map((card) => [card.title, card.priceMinor, card.currency])).toEqual([
      ['Bread', 200, 'EUR'],
      ['蘋果', 150, 'EUR'],
    ]);
    expect(await catalog.count()).toBe(2);
  });

  it('of the same file again changes nothing', async () => {
    const catalog = await aCatalog();
    await imported(catalog, csv('a', 'b'));
    const before = await rows(catalog, 'SELECT * FROM product');
    expect(await imported(catalog, csv('b', 'a'))).toMatchObject({
      state: 'done',
      productsMade: 0,
      productsChanged: 0,
      productsSame: 2,
      arrivals: 0,
    });
    expect(await rows(catalog, 'SELECT * FROM product')).toEqual(before);
    expect(await rows(catalog, 'SELECT * FROM change')).toEqual([]);
  });

  it('leaves alone what the file does not name', async () => {
    const catalog = await aCatalog();
    await imported(catalog, csv('a', 'b'));
    expect(await imported(catalog, csv('c'))).toMatchObject({ productsMade: 1 });
    expect((await all(catalog)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('counts what changed and what somebody may be told of; the first of a shop tells nobody', async () => {
    const catalog = await aCatalog();
    expect(await imported(catalog, fileOf('a,,A,10,1', 'b,,B,10,0', 'c,,C,10,1', 'd,,D,10,1'))).toMatchObject({ productsMade: 4, arrivals: 0 });
    const report = await imported(catalog, fileOf('a,,A,9,1', 'b,,B,10,5', 'c,,C,12,1', 'd,,D,10,1', 'e,,E,1,1'));
    expect(report).toMatchObject({ productsMade: 1, productsChanged: 3, productsSame: 1, arrivals: 3 });
  });

  it.each([
    ['nothing', '', 'The file is empty.'],
    ['a header only', 'id,title,price\n', 'The file holds no rows.'],
    ['other columns', 'name,cost\nA,1\n', 'This is no product table: there is no column for id, price, title.'],
    ['UTF-16', '\uFFFD', 'The file is UTF-16; save it as UTF-8.'],
    ['no usable row', 'id,title,price\na,A,free\nb,B,-1\n', 'No product could be made of this file.'],
  ])('of %s changes nothing and says so', async (_name, text, failure) => {
    const catalog = await aCatalog();
    await imported(catalog, csv('a'));
    const file = text === '\uFFFD' ? new Uint8Array([0xff, 0xfe, 0x69, 0]) : text;
    expect(await imported(catalog, file)).toMatchObject({ state: 'failed', failure, productsMade: 0, productsChanged: 0 });
    expect(await all(catalog)).toEqual([aProduct('a')]);
  });

  it('does not count a failed one as the first', async () => {
    const catalog = await aCatalog();
    await imported(catalog, 'id,title,price\n');
    expect(await imported(catalog, csv('a'))).toMatchObject({ state: 'done', arrivals: 0 });
    expect(await imported(catalog, csv('b'))).toMatchObject({ state: 'done', arrivals: 1 });
  });

  it('tells refusals by line, the first 200', async () => {
    const catalog = await aCatalog();
    const lines = Array.from({ length: 300 }, (_, i) => (i % 2 ? `p${i},g${i},,5,,,,` : `p${i},,T,no,,,,`));
    const report = await imported(catalog, fileOf(...lines, 'ok,,Ok,1,,,,'));
    expect(report).toMatchObject({ state: 'done', rowsRead: 301, rowsRefused: 300, productsMade: 1 });
    expect(report.refusals.map(({ line }) => line)).toEqual(Array.from({ length: 200 }, (_, i) => i + 2));
    expect(report.refusals.slice(0, 2).map(({ reason }) => reason)).toEqual(['the price is not a plain number', 'the product has no title']);
  });

  it('refuses a product that would not fit into a row of the database', async () => {
    const catalog = await aCatalog();
    const long = '茶'.repeat(200);
    const lines = Array.from({ length: 2000 }, (_, i) => `v${i},big,Big,1,${long},${long}`);
    const report = await imported(catalog, `id,group_id,title,price,variant,variant[zh-Hant]\n${lines.join('\n')}\nok,,Ok,1,,\n`);
    expect(report).toMatchObject({
      state: 'done',
      productsMade: 1,
      rowsRefused: 1,
      refusals: [{ line: 2, reason: expect.stringContaining('too large') }],
    });
  });

  it('leaves nothing of the file behind', async () => {
    const catalog = await aCatalog();
    const id = await upload(catalog, csv('a', 'b'));
    await finished(catalog, id);
    await expect.poll(() => rows(catalog, 'SELECT phase FROM import')).toEqual([{ phase: 'ended' }]);
    expect(await rows(catalog, 'SELECT 1 FROM import_chunk UNION ALL SELECT 1 FROM import_row')).toEqual([]);
  });

  it.skipIf(!inject('shopifyFiles')?.['apparel.csv'])('takes a real export (skipped when RAPPORT_DATA is absent)', async () => {
    const catalog = await aCatalog({ currency: 'USD' });
    const file = inject('shopifyFiles')?.['apparel.csv'] ?? '';
    expect(await imported(catalog, file, 'shopify-csv')).toMatchObject({ state: 'done', rowsRefused: 0 });
    expect(await imported(catalog, file, 'shopify-csv')).toMatchObject({ productsMade: 0, productsChanged: 0 });
    expect(await catalog.cards(['ocean-blue-shirt'], 'en')).toMatchObject([
      { title: 'Ocean Blue Shirt', priceMinor: 5000, currency: 'USD', url: '/products/ocean-blue-shirt' },
    ]);
  });
});

describe('an upload', () => {
  it('takes its chunks in turn, each once, and nothing after its end', async () => {
    const catalog = await aCatalog();
    const { id } = (await catalog.beginImport('rapport-csv')) as { id: string };
    const bytes = new TextEncoder().encode(csv('a', 'b'));
    expect(await catalog.feed(id, 1, bytes)).toMatchObject({ ok: false, problem: 'invalid-body' });
    for (const [index, at] of [0, 40].entries()) {
      const chunk = bytes.slice(at, at === 0 ? 40 : undefined);
      expect(await catalog.feed(id, index, chunk)).toEqual({ ok: true });
      expect(await catalog.feed(id, index, chunk)).toEqual({ ok: true });
    }
    expect(await catalog.feed(id, 2, new Uint8Array((1 << 20) + 1))).toMatchObject({ problem: 'too-large' });
    await evictDurableObject(catalog);
    expect([await catalog.endImport(id), await catalog.endImport(id)]).toEqual([{ ok: true }, { ok: true }]);
    expect(await catalog.feed(id, 2, bytes)).toMatchObject({ problem: 'invalid-body' });
    expect(await finished(catalog, id)).toMatchObject({ productsMade: 2 });
    expect(await catalog.feed('nobody', 0, bytes)).toMatchObject({ problem: 'not-found' });
    expect(await catalog.endImport('nobody')).toMatchObject({ problem: 'not-found' });
    expect(await catalog.importReport('nobody')).toMatchObject({ problem: 'not-found' });
  });

  it('ends when the file is too large', async () => {
    const catalog = await aCatalog();
    const { id } = (await catalog.beginImport('rapport-csv')) as { id: string };
    const chunk = new Uint8Array(1 << 20);
    const chunks = LIMITS.importBytes / chunk.length;
    for (let index = 0; index < chunks; index++) expect(await catalog.feed(id, index, chunk)).toEqual({ ok: true });
    expect(await catalog.feed(id, chunks, new Uint8Array(1))).toMatchObject({ problem: 'too-large' });
    expect(await catalog.importReport(id)).toMatchObject({ report: { state: 'failed', failure: 'The file is too large.' } });
    await expect
      .poll(async () => {
        await runDurableObjectAlarm(catalog);
        return (await rows(catalog, 'SELECT count(*) AS n FROM import_chunk'))[0]?.['n'];
      })
      .toBe(0);
  });

  it('that was broken off is given up after five silent minutes', async () => {
    const catalog = await aCatalog();
    const { id } = (await catalog.beginImport('rapport-csv')) as { id: string };
    await catalog.feed(id, 0, new Uint8Array(10));
    await runInDurableObject(catalog, () => setOffset(300_001));
    await catalog.tick();
    expect(await finished(catalog, id)).toMatchObject({ state: 'failed', failure: 'The upload was broken off.' });
    await runInDurableObject(catalog, () => setOffset(0));
  });

  it('is refused while ten are under way', async () => {
    const catalog = await aCatalog();
    for (let i = 0; i < 10; i++) expect(await catalog.beginImport('rapport-csv')).toMatchObject({ ok: true });
    expect(await catalog.beginImport('rapport-csv')).toMatchObject({ problem: 'overloaded' });
  });
});

describe('reading', () => {
  it('pages through products and finds words in any language and width', async () => {
    const catalog = await aCatalog();
    await imported(catalog, fileOf('a,,Blue Tea Bowl,1', 'b,,抹茶碗 青,1', 'c,,Red bowl,1', "d,,50% _off_ o'clock,1"));
    const ids = async (query: string, limit = 10, after: string | null = null): Promise<unknown> => {
      const page = await catalog.products(after, limit, query);
      return [page.products.map(({ id }) => id).join(''), page.next];
    };
    expect(await ids('')).toEqual(['abcd', null]);
    expect(await ids('', 2)).toEqual(['ab', 'b']);
    expect(await ids('', 2, 'b')).toEqual(['cd', null]);
    expect(await ids('ＢＯＷＬ')).toEqual(['ac', null]);
    expect(await ids('bowl blue')).toEqual(['a', null]);
    expect(await ids('茶碗')).toEqual(['b', null]);
    expect(await ids('% _')).toEqual(['d', null]);
    expect(await ids("' OR 1=1 --")).toEqual(['', null]);
  });

  it('lists imports, the newest first', async () => {
    const catalog = await aCatalog();
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.push((await imported(catalog, csv(name))).id);
    const first = await catalog.imports(null, 2);
    expect(first.imports.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(await catalog.imports(first.next, 2)).toMatchObject({ imports: [{ id: ids[0] }], next: null });
  });

  it('shows the newest that can be bought when nothing is known', async () => {
    const catalog = await aCatalog();
    await imported(catalog, fileOf('z,,Z,1', 'b,,B,1,0', 'a,,A,1'));
    expect(await catalog.someIds(5)).toEqual(['z', 'a']);
    await imported(catalog, fileOf('n,,N,1'));
    expect(await catalog.someIds(2)).toEqual(['n', 'z']);
  });

  it('finds what is alike: makers before tags, never what is sold out or asked for', async () => {
    const catalog = await aCatalog();
    await imported(
      catalog,
      fileOf('a,,A,1,,Kiln,Bowls,"tea"', 'b,,B,1,,KILN,Cups,', 'c,,C,1,,Other,Trays,tea', 'd,,D,1,0,Kiln,Bowls,tea', 'e,,E,1,,None,None,'),
    );
    expect(await catalog.alike(['a'], 5)).toMatchObject([
      { productId: 'b', because: 'a', how: 'same-maker' },
      { productId: 'c', because: 'a', how: 'like-viewed' },
    ]);
    expect(await catalog.alike(['nobody'], 5)).toEqual([]);
  });
});

describe('the object', () => {
  it('takes nothing before it is opened, and keeps its stream when opened again', async () => {
    const catalog = await catalogAt('closed');
    expect(await catalog.beginImport('rapport-csv')).toMatchObject({ problem: 'moved' });
    expect(await catalog.feed('x', 0, new Uint8Array(1))).toMatchObject({ problem: 'moved' });
    expect(await catalog.endImport('x')).toMatchObject({ problem: 'moved' });
    expect(await catalog.importReport('x')).toMatchObject({ problem: 'moved' });
    expect([await catalog.cards(['a'], 'en'), await catalog.someIds(1), await catalog.count(), await catalog.alike(['a'], 1)]).toEqual([
      [],
      [],
      0,
      [],
    ]);
    await catalog.open(WHOLE, { shopId: 's', currency: 'EUR', locales: ['en'] });
    const before = await rows(catalog, 'SELECT stream FROM catalog');
    await catalog.open(WHOLE, { shopId: 's', currency: 'USD', locales: ['en'] });
    expect(await rows(catalog, 'SELECT stream FROM catalog')).toEqual(before);
    expect(await catalog.open({ ...WHOLE, generation: 2, to: 5 }, { shopId: 's', currency: 'USD', locales: ['en'] })).toMatchObject({ ok: true });
    expect(await catalog.open(WHOLE, { shopId: 's', currency: 'USD', locales: ['en'] })).toMatchObject({ problem: 'moved' });
  });

  it('says of each table what becomes of it in a move', async () => {
    const catalog = await aCatalog();
    expect(await runInDurableObject(catalog, (_object, state) => undeclared(state.storage, CATALOG_SPLIT))).toEqual([]);
  });

  it('finishes by itself what was begun before it was evicted', async () => {
    const catalog = await aCatalog();
    const id = await upload(catalog, csv('a', 'b'));
    await evictDurableObject(catalog);
    await expect
      .poll(async () => (await catalog.importReport(id)) as { report?: { state: string } }, { timeout: 5_000 })
      .toMatchObject({ report: { state: 'done' } });
  });
});
