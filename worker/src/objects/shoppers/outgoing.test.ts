import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { now, setOffset } from '../../platform/clock.ts';
import { SLOTS } from '../../platform/ids.ts';
import { locate } from '../../platform/locate.ts';
import type { CatalogObject } from '../catalog/catalog-object.ts';
import type { Arrival, At, SlicePort } from '../ports.ts';
import { NO_FACTS, aCaller, anArrival, anOrder, aSearch, aSlice, good, someSettings } from './testing.ts';

const DAY_MS = 86_400_000;
const DEVICE = { endpoint: 'https://push.invalid/mei', p256dh: 'BN', auth: 'aa' };
const SHOP = 'sabcdefghijklmno';
const { CATALOG } = env as unknown as { CATALOG: DurableObjectNamespace<CatalogObject> };

afterEach(async () => {
  setOffset(0);
  await reset();
});

/** A catalogue with two products that can be bought. */
async function stocked(): Promise<void> {
  const catalog = await locate(CATALOG, ['catalog', SHOP, '0']);
  good(await catalog.open({ generation: 1, from: 0, to: SLOTS }, { shopId: SHOP, currency: 'EUR', locales: ['en'] }));
  const begun = await catalog.beginImport('rapport-csv');
  if (!begun.ok) throw new Error(begun.problem);
  good(
    await catalog.feed(
      begun.id,
      0,
      new TextEncoder().encode('id,title,price,currency,stock\nkettle,Iron kettle,62.00,EUR,2\nwhisk,Matcha whisk,18.00,EUR,5'),
    ),
  );
  good(await catalog.endImport(begun.id));
  while ((await catalog.count()) === 0) await runDurableObjectAlarm(catalog);
}

/** Time goes on, and what is due then is done. */
const passing =
  (stub: DurableObjectStub, slice: SlicePort) =>
  async (toMs: number): Promise<void> => {
    setOffset(toMs);
    await slice.tick();
    await runDurableObjectAlarm(stub);
    await slice.tick();
  };

/** What was decided of pushes to somebody, the newest first. */
const pushedTo = async (slice: SlicePort, at: At, shopper: string): Promise<string[]> =>
  good(await slice.messageLog(at, { before: null, limit: 100, shopper })).traces.flatMap(({ kind, channel, outcome, reason, subject }) =>
    channel === 'push' ? [`${kind} ${outcome} ${reason} ${subject}`] : [],
  );

/** Gives a slice more than its settings name. Nothing answers a push there: what is asked is what was decided, not whether it arrived. */
const withEnv = (stub: DurableObjectStub, change: (own: Record<string, unknown>) => object): Promise<void> =>
  runInDurableObject(stub, (instance) => {
    const { env: own } = instance as unknown as { env: Record<string, unknown> };
    Object.assign(own, { PUBLIC_URL: 'https://rapport.example' }, change(own));
  });

/** Quiet for a minute only, half a day from `atMs`: what time of day a test runs at must not matter. */
const hardlyQuiet = (atMs: number): { from: string; to: string } => {
  const clock = (minutes: number): string => new Date(atMs + minutes * 60_000).toISOString().slice(11, 16);
  return { from: clock(720), to: clock(721) };
};

const arrivalOf = (seq: number, id: string, title: string): Arrival =>
  anArrival(seq, aProduct(id, { title: { en: title }, brand: {}, category: {}, tags: [] }));

it('lets a promotion wait when something that was asked for leaves by push at the same moment', async () => {
  await stocked();
  const { stub, slice, at } = await aSlice('outranked', someSettings({ stageWords: {} }));
  await withEnv(stub, () => ({}));
  const pass = passing(stub, slice);
  good(await slice.watch(at, aCaller('mei'), aSearch('iron kettle'), NO_FACTS));
  good(await slice.addDevice(at, aCaller('mei'), DEVICE));
  const all = { inbox: true, email: true, push: true };
  good(await slice.choose(at, aCaller('mei'), { quiet: hardlyQuiet(now()), allowed: { 'asked-for': all, service: all, promotional: all } }));
  // What a stage says is held for three days after a purchase.
  good(await slice.order(at, 'mei', anOrder('o-1', 9_000, { placedAt: new Date(now()).toISOString() })));
  await pass(120_000);
  setOffset(3 * DAY_MS + 200_000);
  good(await slice.arrive(at, 'catalog', [arrivalOf(1, 'kettle', 'Iron kettle')]));
  await pass(3 * DAY_MS + 200_000);
  expect(await pushedTo(slice, at, 'mei')).toEqual([]);
  await pass(3 * DAY_MS + 210_000);
  expect((await pushedTo(slice, at, 'mei')).toSorted()).toEqual([
    'arrival held channel-failed product:kettle',
    expect.stringContaining('stage held outranked'),
  ]);
});

it('lets what comes while the catalogue is asked wait for the next turn', async () => {
  await stocked();
  const { stub, slice, at } = await aSlice('meanwhile');
  const gate = Promise.withResolvers<void>();
  const asked: string[][] = [];
  await withEnv(stub, ({ CATALOG: real }) => {
    const cards = async (ids: string[], locale: string): Promise<unknown> => {
      asked.push(ids);
      await gate.promise;
      return (await locate(real as typeof CATALOG, ['catalog', SHOP, '0'])).cards(ids, locale);
    };
    return { CATALOG: { getByName: () => ({ cards }) } };
  });
  const pass = passing(stub, slice);
  good(await slice.choose(at, aCaller('mei'), { quiet: hardlyQuiet(now()) }));
  for (const query of ['iron kettle', 'matcha whisk']) good(await slice.watch(at, aCaller('mei'), aSearch(query), NO_FACTS));
  good(await slice.addDevice(at, aCaller('mei'), DEVICE));
  good(await slice.arrive(at, 'catalog', [arrivalOf(1, 'kettle', 'Iron kettle')]));
  await pass(60_000);
  await pass(90_000);
  // No agenda waits for a flight: the test may have to.
  await vi.waitFor(() => expect(asked).toEqual([['kettle']]), { timeout: 5_000 });
  good(await slice.arrive(at, 'catalog', [arrivalOf(2, 'whisk', 'Matcha whisk')]));
  await pass(120_000);
  await pass(150_000);
  await runInDurableObject(stub, () => gate.resolve());
  await vi.waitFor(
    async () =>
      expect((await pushedTo(slice, at, 'mei')).toReversed()).toEqual([
        'arrival held channel-failed product:kettle',
        'arrival held channel-failed product:whisk',
      ]),
    { timeout: 5_000 },
  );
  expect(asked).toEqual([['kettle'], ['whisk']]);
});
