import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { meet, prepare, readLexicon } from '@rapport/domain/watches';
import type { ChangedProduct, KeptWatch } from '@rapport/domain/watches';
import type { Lexicon, Message, Product, WatchRequest } from '@rapport/protocol';
import { expect, it } from 'vitest';
import { aProduct } from '../../connectors/testing/a-product.ts';
import type { SlicePort, At, Arrival } from '../ports.ts';
import { SHOPPERS_MIGRATIONS } from './shoppers-migrations.ts';
import { WATCH_MIGRATIONS } from './watch-migrations.ts';
import { NO_FACTS, aCaller, aSearch, aSlice, anArrival, good, someSettings } from './testing.ts';

const titled = (id: string, title: string, change: Partial<Product> = {}): Product =>
  aProduct(id, { title: { en: title }, brand: {}, category: {}, tags: [], ...change });
const at1 = (product: Product, priceMinor: number): Product => ({
  ...product,
  variants: product.variants.map((variant) => ({ ...variant, priceMinor })),
});
const sql = (stub: DurableObjectStub, statement: string): Promise<Record<string, SqlStorageValue>[]> =>
  runInDurableObject(stub, (_, { storage }) => storage.sql.exec(statement).toArray());

/** What somebody was told, once all that came in has been worked off. */
async function told({ stub, slice, at }: { stub: DurableObjectStub; slice: SlicePort; at: At }, id: string): Promise<Message[]> {
  await expect.poll(async () => (await sql(stub, 'SELECT 1 FROM arrival')).length, { timeout: 20_000, interval: 5 }).toBe(0);
  const inbox = await slice.inbox(at, id, 'en', { before: null, after: null }, 100);
  return inbox.ok ? inbox.messages : [];
}
const toldOf = (person: string, productId: string, reasons: readonly { readonly code: string; readonly watchId?: string | undefined }[]): string => {
  const all = reasons.map(({ code, watchId }) => `${code} ${watchId}`);
  return `${person} ${productId}: ${all.toSorted().join(', ')}`;
};
const spoken = (messages: readonly Message[]): string[] =>
  messages.map(({ product, reasons }) => `${product?.productId}: ${reasons.map(({ code }) => code).join(' ')}`).toReversed();

it('tells somebody once of what they looked for, whatever comes in again', async () => {
  const one = await aSlice('arrive');
  const { slice, at } = one;
  await slice.watch(at, aCaller('a'), aSearch('matcha bowl'), NO_FACTS);
  await slice.watch(at, aCaller('a'), aSearch('shino'), NO_FACTS);
  const arrival = anArrival(1, titled('bowl', 'Shino Matcha Bowl'));
  expect(await slice.arrive(at, 'catalog', [arrival])).toMatchObject({ ok: true, seq: 1 });
  await slice.arrive(at, 'catalog', [arrival]);
  await slice.arrive(at, 'catalog', [
    { ...arrival, seq: 2, changeKind: 'restocked' },
    { ...arrival, seq: 3, changeKind: 'returned' },
    anArrival(4, titled('bowl-2', 'Shino Matcha Bowl'), { rootId: 'bowl' }),
  ]);
  expect(await told(one, 'a')).toMatchObject([
    {
      product: { title: 'Shino Matcha Bowl' },
      reasons: [
        { code: 'searched', match: 'exact' },
        { code: 'searched', match: 'exact' },
      ],
    },
  ]);
  expect(await slice.view(at, { id: 'a' })).toMatchObject({ view: { unread: 1 } });
});

it('keeps one watch for the same words and filters, and none for words that say nothing or products that are not there', async () => {
  const { slice, at } = await aSlice('watch');
  const first = await slice.watch(at, aCaller('a'), aSearch('Matcha  BOWL'), NO_FACTS);
  const again = await slice.watch(at, aCaller('a'), aSearch('matcha bowls'), NO_FACTS);
  const other = await slice.watch(at, aCaller('a'), aSearch('matcha bowl', { maxPriceMinor: 100 }), NO_FACTS);
  if (!first.ok || !again.ok || !other.ok) throw new Error('a watch was refused');
  expect(again.watch.id).toBe(first.watch.id);
  expect(other.watch.id).not.toBe(first.watch.id);
  expect(await slice.watch(at, aCaller('a'), aSearch('!!!'), NO_FACTS)).toMatchObject({ ok: false, problem: 'invalid-body' });
  expect(await slice.watch(at, aCaller('a'), { kind: 'stock', productId: 'x', frequency: 'daily' }, NO_FACTS)).toMatchObject({
    ok: false,
    problem: 'not-found',
  });
});

it('says a price when it has fallen enough since the watch was made, and again only when it falls on', async () => {
  const one = await aSlice('price');
  const { slice, at } = one;
  const pot = at1(titled('pot', 'Pot'), 10_000);
  await slice.watch(at, aCaller('a'), { kind: 'price', productId: 'pot', goal: { percent: 10 }, frequency: 'at-once' }, { product: pot, common: {} });
  const prices = [9_500, 9_000, 9_000, 8_500, 8_100];
  await slice.arrive(
    at,
    'catalog',
    prices.map((price, seq) => anArrival(seq + 1, at1(pot, price), { changeKind: 'cheaper' })),
  );
  expect((await told(one, 'a')).map(({ reasons: [reason] }) => reason)).toMatchObject([
    { code: 'cheaper', beforeMinor: 9_000, afterMinor: 8_100 },
    { code: 'cheaper', beforeMinor: 10_000, afterMinor: 9_000 },
  ]);
});

it('keeps a wish again as it was: silent if it was, and a price from what it was counted from', async () => {
  const { slice, at } = await aSlice('again');
  const facts = { product: at1(titled('pot', 'Pot'), 9_500), common: {} };
  const wish: WatchRequest = { kind: 'price', productId: 'pot', goal: { percent: 10 }, frequency: 'weekly', fromMinor: 10_000, paused: true };
  const { watch } = good(await slice.watch(at, aCaller('a'), wish, facts));
  expect(watch).toMatchObject({ paused: true, frequency: 'weekly', baselineMinor: 10_000, goal: { percent: 10 } });
});

it('says each time that a variant is back; pauses, changes and takes back', async () => {
  const one = await aSlice('stock');
  const { stub, slice, at } = one;
  const pot = titled('pot', 'Pot');
  const facts = { product: pot, common: {} };
  const stock = await slice.watch(at, aCaller('a'), { kind: 'stock', productId: 'pot', frequency: 'at-once' }, facts);
  const search = await slice.watch(at, aCaller('a'), aSearch('iron kettle'), NO_FACTS);
  if (!stock.ok || !search.ok) throw new Error('a watch was refused');
  const back = (seq: number): Arrival => anArrival(seq, pot, { changeKind: 'restocked', variantIds: pot.variants.map(({ id }) => id) });
  await slice.arrive(at, 'catalog', [back(1), back(2)]);
  expect(spoken(await told(one, 'a'))).toEqual(['pot: back', 'pot: back']);
  await slice.changeWatch(at, 'a', stock.watch.id, { paused: true }, NO_FACTS);
  await slice.arrive(at, 'catalog', [back(3)]);
  expect(await told(one, 'a')).toHaveLength(2);
  expect(await slice.changeWatch(at, 'a', stock.watch.id, { query: 'x' }, NO_FACTS)).toMatchObject({ ok: false, problem: 'invalid-body' });
  expect(await slice.changeWatch(at, 'a', search.watch.id, { goal: { toMinor: 1 } }, NO_FACTS)).toMatchObject({ ok: false, problem: 'invalid-body' });
  expect(await slice.changeWatch(at, 'a', 'none', {}, NO_FACTS)).toMatchObject({ ok: false, problem: 'not-found' });
  expect(await slice.changeWatch(at, 'a', search.watch.id, { query: 'copper kettle' }, NO_FACTS)).toMatchObject({
    watch: { query: 'copper kettle', frequency: 'at-once' },
  });
  await slice.arrive(at, 'catalog', [anArrival(4, titled('k1', 'Iron kettle')), anArrival(5, titled('k2', 'Copper kettle'))]);
  expect(spoken(await told(one, 'a'))).toEqual(['pot: back', 'pot: back', 'k2: searched']);
  await slice.changeWatch(at, 'a', search.watch.id, { frequency: 'weekly' }, NO_FACTS);
  await slice.arrive(at, 'catalog', [anArrival(6, titled('k3', 'Copper kettle'))]);
  expect(spoken(await told(one, 'a'))).toHaveLength(3);
  await slice.unwatch(at, 'a', search.watch.id);
  await slice.unwatch(at, 'a', stock.watch.id);
  expect(await sql(stub, 'SELECT (SELECT count(*) FROM watch_key) AS keys, (SELECT count(*) FROM watch_shape) AS words')).toEqual([
    { keys: 0, words: 0 },
  ]);
});

it('goes on waiting for a product that changed its id', async () => {
  const one = await aSlice('rename');
  const { slice, at } = one;
  const old = titled('old', 'Pot');
  await slice.watch(at, aCaller('a'), { kind: 'stock', productId: 'old', frequency: 'at-once' }, { product: old, common: {} });
  const renamed = { ...old, id: 'new' };
  const variantIds = old.variants.map(({ id }) => id);
  await slice.arrive(at, 'catalog', [
    anArrival(1, renamed, { changeKind: 'renamed', formerId: 'old', rootId: 'old' }),
    anArrival(2, renamed, { changeKind: 'restocked', variantIds, rootId: 'old' }),
  ]);
  expect(spoken(await told(one, 'a'))).toEqual(['new: back']);
});

it('works off what came in after an eviction, each person once', async () => {
  const one = await aSlice('evicted');
  const { stub, slice, at } = one;
  for (let i = 0; i < 120; i += 1) await slice.watch(at, aCaller(`a${i}`), aSearch('kettle'), NO_FACTS);
  await slice.arrive(at, 'catalog', [anArrival(1, titled('k', 'Kettle'))]);
  await evictDurableObject(stub);
  await runDurableObjectAlarm(stub);
  await told(one, 'a0');
  expect(await sql(stub, 'SELECT count(*) AS messages, count(DISTINCT shopper) AS people FROM message')).toEqual([{ messages: 120, people: 120 }]);
});

it('files anew what an older version kept', async () => {
  const stub = (env as unknown as { SHOPPERS: DurableObjectNamespace }).SHOPPERS.getByName('old schema');
  await runInDurableObject(stub, async (_, { storage }) => {
    await storage.deleteAll();
    storage.sql.exec(
      'CREATE TABLE migration (id TEXT NOT NULL PRIMARY KEY, sql TEXT NOT NULL, additive INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT',
    );
    for (const { id, sql: text, additive } of SHOPPERS_MIGRATIONS.filter((list) => list !== WATCH_MIGRATIONS).flat()) {
      storage.sql.exec(text);
      storage.sql.exec('INSERT INTO migration VALUES (?, ?, ?, 0)', id, text, additive ? 1 : 0);
    }
    storage.sql.exec(
      "INSERT INTO watch (shopper, id, kind, query, filed_under, created_at_ms) VALUES ('a', 'w', 'search', 'painted kettles', 'kettle', 1)",
    );
  });
  await evictDurableObject(stub);
  const slice = stub as unknown as SlicePort;
  const at = { generation: 1 };
  await slice.open({ generation: 1, from: 0, to: 65_536 }, { shopId: 's', slice: 0, settings: someSettings(), version: 1 });
  await runDurableObjectAlarm(stub);
  expect(await sql(stub, 'SELECT filing FROM watch')).toEqual([{ filing: 1 }]);
  expect(
    await slice.promote(at, 'a', {
      name: null,
      email: null,
      locale: 'en',
      consent: { personalisation: 'granted', messages: 'granted', source: 'banner', words: '' },
    }),
  ).toMatchObject({ ok: true });
  await slice.arrive(at, 'catalog', [anArrival(1, titled('k', 'Painted kettle'))]);
  expect(spoken(await told({ stub, slice, at }, 'a'))).toEqual(['k: searched']);
});

/** A small generator of its own, so that the test says the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

it('finds exactly those whom a look at every pair finds, in every language', async () => {
  const lexicon: Lexicon = {
    synonyms: [
      ['teacup', 'tea cup', '茶杯'],
      ['sofa', 'couch'],
    ],
    letters: ['臺台', '灣湾'],
  };
  const one = await aSlice('brute force', someSettings({ lexicon }));
  const { slice, at } = one;
  const chance = numbers(7);
  const upTo = (n: number): number => Math.floor(chance.next().value * n);
  const words =
    'tea bowl bowls kettle kettel kettles glazed glaze iron left-handed scissors teacup sofa couch café 抹茶碗 抹茶 碗 志野 左手用茶刀 茶杯 臺灣 台湾 茶 カップ ｶｯﾌﾟ 急須 찻잔 ชาเขียว чайник чайнек güneş paneli AE7H395 WH-1000XM4 ＴＥＡ'.split(
      ' ',
    );
  const some = (most: number): string =>
    Array.from({ length: 1 + upTo(most) }, () => words[upTo(words.length)] ?? '').join(chance.next().value < 0.8 ? ' ' : '');
  const makers = ['Mino', 'ＭINO', 'Shino', ''];
  const products = Array.from({ length: 70 }, (_, i) =>
    titled(`p${i % 50}`, some(5), {
      description: { en: some(6) },
      brand: { '': makers[upTo(4)] ?? '' },
      category: { '': some(2) },
      series: upTo(4) === 0 ? 'Cups' : '',
      variants: [
        {
          id: `v${i % 50}`,
          sku: '',
          title: { en: upTo(2) ? 'Large' : 'Small' },
          priceMinor: 500 + upTo(1_000),
          compareAtMinor: null,
          stock: null,
          available: true,
        },
      ],
    }),
  );
  const kinds = ['new', 'new', 'new', 'returned', 'restocked', 'cheaper', 'variant-cheaper'] as const;
  const arrivals = products.map((product, i) =>
    anArrival(i + 1, product, {
      changeKind: kinds[upTo(kinds.length)] ?? 'new',
      variantIds: product.variants.map(({ id }) => id),
      beforeMinor: 1_400,
    }),
  );
  const request = (): WatchRequest => {
    const kind = upTo(10);
    const productId = `p${upTo(50)}`;
    if (kind === 0) return { kind: 'follow', what: upTo(2) ? 'brand' : 'series', name: upTo(2) ? 'mino' : 'cups', frequency: 'at-once' };
    if (kind === 1) return { kind: 'price', productId, goal: { toMinor: 900 }, frequency: 'at-once' };
    if (kind === 2) return { kind: 'stock', productId, frequency: 'at-once' };
    if (kind === 3) return { kind: 'like', productId, frequency: 'at-once' };
    const filters = [{}, {}, {}, { maxPriceMinor: 900 }, { brand: 'mino' }, { category: 'tea' }, { size: 'large' }][upTo(7)] ?? {};
    return aSearch(some(4), filters);
  };
  const wanted = new Map<string, KeptWatch[]>();
  for (let i = 0; i < 250; i += 1) {
    const ask = request();
    const product = 'productId' in ask ? (products.find(({ id }) => id === ask.productId) ?? null) : null;
    const person = `a${i % 60}`;
    const common = Object.fromEntries(words.map((word) => [word, upTo(3)]));
    const made = await slice.watch(at, aCaller(person), ask, { product, common });
    // A product without maker and tags is like no other.
    if (!made.ok && ask.kind === 'like') continue;
    if (!made.ok) throw new Error(made.problem);
    const { toldAtMs: _, ...watch } = made.watch;
    const traits = ask.kind === 'like' && product ? [...prepare(anArrival(0, product).reading).traits] : [];
    const theirs = wanted.get(person) ?? [];
    if (!theirs.some(({ id }) => id === watch.id)) wanted.set(person, [...theirs, { ...watch, traits }]);
  }
  await slice.arrive(at, 'catalog', arrivals);

  const expected: string[] = [];
  const read = readLexicon(lexicon);
  let pairs = 0;
  for (const [person, watches] of wanted) {
    const once = new Set<string>();
    const baselines = new Map(watches.map(({ id, baselineMinor }) => [id, baselineMinor]));
    for (const { changeKind, product, reading, variantIds = [], beforeMinor = 0 } of arrivals) {
      const change = { kind: changeKind as ChangedProduct['kind'], product, variantIds, beforeMinor };
      const prepared = prepare(reading, read);
      const reasons = watches.flatMap((watch) => {
        pairs += 1;
        const reason = meet({ ...watch, baselineMinor: baselines.get(watch.id) ?? null }, change, prepared);
        return reason && (watch.kind === 'price' || watch.kind === 'stock' || !once.has(product.id)) ? [reason] : [];
      });
      if (reasons.length === 0) continue;
      for (const reason of reasons) if (reason.code === 'cheaper') baselines.set(reason.watchId ?? '', reason.afterMinor);
      once.add(product.id);
      expected.push(toldOf(person, product.id, reasons));
    }
  }
  const found: string[] = [];
  for (const person of wanted.keys()) {
    for (const { product, reasons } of await told(one, person)) found.push(toldOf(person, product?.productId ?? '', reasons));
  }
  expect(pairs).toBeGreaterThan(10_000);
  expect(expected.length).toBeGreaterThan(200);
  expect(found.toSorted()).toEqual(expected.toSorted());
}, 60_000);
