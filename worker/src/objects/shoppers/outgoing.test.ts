import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it } from 'vitest';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { now, setOffset } from '../../platform/clock.ts';
import { SLOTS } from '../../platform/ids.ts';
import { locate } from '../../platform/locate.ts';
import type { CatalogObject } from '../catalog/catalog-object.ts';
import { NO_FACTS, aCaller, anArrival, anOrder, aSearch, aSlice, good, someSettings } from './testing.ts';

const DAY_MS = 86_400_000;
const DEVICE = { endpoint: 'https://push.invalid/mei', p256dh: 'BN', auth: 'aa' };
const SHOP = 'sabcdefghijklmno';
const { CATALOG } = env as unknown as { CATALOG: DurableObjectNamespace<CatalogObject> };

afterEach(async () => {
  setOffset(0);
  await reset();
});

/** A catalogue with one product that can be bought. */
async function stocked(): Promise<void> {
  const catalog = await locate(CATALOG, ['catalog', SHOP, '0']);
  good(await catalog.open({ generation: 1, from: 0, to: SLOTS }, { shopId: SHOP, currency: 'EUR', locales: ['en'] }));
  const begun = await catalog.beginImport('rapport-csv');
  if (!begun.ok) throw new Error(begun.problem);
  good(await catalog.feed(begun.id, 0, new TextEncoder().encode('id,title,price,currency,stock\nkettle,Iron kettle,62.00,EUR,2')));
  good(await catalog.endImport(begun.id));
  while ((await catalog.count()) === 0) await runDurableObjectAlarm(catalog);
}

it('lets a promotion wait when something that was asked for leaves by push at the same moment', async () => {
  await stocked();
  const { stub, slice, at } = await aSlice('outranked', someSettings({ stageWords: {} }));
  // Nothing answers there: what is asked is what was decided, not whether it arrived.
  await runInDurableObject(
    stub,
    (instance) => void Object.assign((instance as unknown as { env: object }).env, { PUBLIC_URL: 'https://rapport.example' }),
  );
  const pass = async (toMs: number): Promise<void> => {
    setOffset(toMs);
    await slice.tick();
    await runDurableObjectAlarm(stub);
    await slice.tick();
  };
  const pushed = async (): Promise<string[]> =>
    good(await slice.messageLog(at, { before: null, limit: 100, shopper: 'mei' })).traces.flatMap(({ kind, channel, outcome, reason }) =>
      channel === 'push' ? [`${kind} ${outcome} ${reason}`] : [],
    );
  good(await slice.watch(at, aCaller('mei'), aSearch('iron kettle'), NO_FACTS));
  good(await slice.addDevice(at, aCaller('mei'), DEVICE));
  const all = { inbox: true, email: true, push: true };
  // Quiet for a minute, twelve hours from now.
  const part = (minutes: number): string => new Date(now() + 3 * DAY_MS + minutes * 60_000).toISOString().slice(11, 16);
  const quiet = { from: part(720), to: part(721) };
  good(await slice.choose(at, aCaller('mei'), { quiet, allowed: { 'asked-for': all, service: all, promotional: all } }));
  // What a stage says is held for three days after a purchase.
  good(await slice.order(at, 'mei', anOrder('o-1', 9_000, { placedAt: new Date(now()).toISOString() })));
  await pass(120_000);
  setOffset(3 * DAY_MS + 200_000);
  good(await slice.arrive(at, 'catalog', [anArrival(1, aProduct('kettle', { title: { en: 'Iron kettle' }, brand: {}, category: {}, tags: [] }))]));
  await pass(3 * DAY_MS + 200_000);
  expect(await pushed()).toEqual([]);
  await pass(3 * DAY_MS + 210_000);
  expect((await pushed()).toSorted()).toEqual(['arrival held channel-failed', 'stage held outranked']);
});
