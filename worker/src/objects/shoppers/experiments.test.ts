import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import type { Order } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { setOffset } from '../../platform/clock.ts';
import { drawOf } from '../../platform/hash.ts';
import type { SlicePort, At } from '../ports.ts';
import { ExperimentsDesk } from './experiments-desk.ts';
import { ExperimentsStore } from './experiments-store.ts';
import { ShoppersStore } from './shoppers-store.ts';
import { aCaller, anOrder, aSlice, someSettings } from './testing.ts';

const KEY = 'a-key-of-the-holdout';
const half = someSettings({ holdoutPercent: 50 });
const ids = Array.from({ length: 40 }, (_, i) => `shp_${i}`);
const inHoldout = (id: string): boolean => drawOf(KEY, id) < 0.5;
const held = ids.find(inHoldout) ?? '';
const free = ids.find((id) => !inHoldout(id)) ?? '';

afterEach(async () => {
  setOffset(0);
  await reset();
});

const order = (id: string, placedAt: string, more: Partial<Order> = {}): Order => anOrder(id, 5_000, { placedAt, ...more });

const meet = (slice: SlicePort, at: At, id: string) => slice.consent(at, aCaller(id), { ...CONSENT });
const CONSENT = { personalisation: 'granted', messages: 'granted', source: 'banner', words: '' } as const;

const groupsOf = (stub: DurableObjectStub): Promise<Record<string, string | null>> =>
  runInDurableObject(stub, (_, { storage }) =>
    Object.fromEntries(
      storage.sql
        .exec<{ id: string; trial_group: string | null }>('SELECT id, trial_group FROM shopper')
        .toArray()
        .map((row) => [row.id, row.trial_group]),
    ),
  );

const expose = (stub: DurableObjectStub, id: string): Promise<boolean> =>
  runInDurableObject(stub, (_, { storage }) => {
    const desk = new ExperimentsDesk(new ExperimentsStore(storage.sql));
    const person = new ShoppersStore(storage.sql).person(id);
    if (!person) throw new Error('nobody there');
    return desk.expose(person, { thing: 'offer:spring', place: 'banner', needed: ['personalisation'] });
  });

it('draws about five of a hundred, and the same again with the same key', () => {
  const draws = Array.from({ length: 20_000 }, (_, i) => drawOf(KEY, `shp_${i}`));
  const share = draws.filter((draw) => draw < 0.05).length / draws.length;
  expect(share).toBeGreaterThan(0.045);
  expect(share).toBeLessThan(0.055);
  expect(drawOf(KEY, 'shp_1')).toBe(draws[1]);
  expect(drawOf('another', 'shp_1')).not.toBe(draws[1]);
});

it('writes the group down once: another share, another key and an eviction change nothing', async () => {
  const { stub, slice, at } = await aSlice('once', half, KEY);
  for (const id of ids) await meet(slice, at, id);
  const before = await groupsOf(stub);
  for (const id of ids) expect(before[id]).toBe(inHoldout(id) ? 'holdout' : 'treated');
  await slice.configure(at, someSettings({ holdoutPercent: 0 }), 2, 'another-key-of-it');
  await evictDurableObject(stub);
  for (const id of ids) await meet(slice, at, id);
  expect(await groupsOf(stub)).toEqual(before);
});

it('lets everybody in as long as the shop has given no key', async () => {
  const { stub, slice, at } = await aSlice('keyless', half);
  await meet(slice, at, held);
  expect(await groupsOf(stub)).toEqual({ [held]: null });
  expect(await expose(stub, held)).toBe(true);
});

it('shows to the treated, notes a ghost for the holdout, and counts orders before and since', async () => {
  const { stub, slice, at } = await aSlice('ghost', half, KEY);
  const today = new Date().toISOString();
  for (const id of [held, free]) {
    await meet(slice, at, id);
    await slice.order(at, id, order(`${id}-old`, '2020-01-01T00:00:00Z', { discountMinor: 700 }));
  }
  expect(await expose(stub, held)).toBe(false);
  expect(await expose(stub, free)).toBe(true);
  await expose(stub, free);
  setOffset(60_000);
  for (const id of [held, free]) await slice.order(at, id, order(`${id}-new`, new Date(Date.now() + 60_000).toISOString(), { discountMinor: 500 }));
  await slice.order(at, free, order(`${free}-late`, today.replace(/^\d{4}/, '2019'), { status: 'refunded' }));
  const answer = await slice.lifts(at, '');
  if (!answer.ok) throw new Error('refused');
  const { heaps, next } = answer.piece;
  expect(next).toBeNull();
  for (const heap of [heaps.holdout, heaps.attention]) expect(heap.first).toMatchObject({ one: 1, orders: 1, revenue: 4_500 });
  const [before, since] = [
    { orders: 1, revenueMinor: 4_300, discountMinor: 700 },
    { orders: 1, revenueMinor: 4_500, discountMinor: 500 },
  ];
  expect(answer.piece.times).toMatchObject({ holdout: { before, since }, attention: { before, since }, discount: { before: { orders: 0 } } });
  // The same stands with each of them, for whoever helps them.
  const row = await slice.person(at, held);
  expect(row).toMatchObject({ person: { lift: { group: 'holdout', crossed: false, discounted: false, exposures: 1, before, since } } });
  const exposures = await runInDurableObject(stub, (_, { storage }) =>
    storage.sql.exec('SELECT shopper, ghost FROM exposure ORDER BY ghost').toArray(),
  );
  expect(exposures).toEqual([
    { shopper: free, ghost: 0 },
    { shopper: held, ghost: 1 },
  ]);
});

it('lets the member’s group win in a merge, flags who was in both, and keeps the earlier exposure', async () => {
  const { stub, slice, at } = await aSlice('merge', half, KEY);
  for (const id of [held, free]) await meet(slice, at, id);
  await expose(stub, held);
  await slice.order(at, held, order('o-1', new Date(Date.now() + 1_000).toISOString()));
  await slice.leave(at, held, free);
  for (let page = 0; ;) {
    const out = await slice.exportPerson(at, held, page);
    if (!out.ok) throw new Error('refused');
    const taken = await slice.importPerson(at, free, held, page, out.rows);
    if (!taken.ok) throw new Error('refused');
    page = taken.through;
    if (out.rows === null) break;
  }
  await slice.forward(at, held, free);
  expect((await groupsOf(stub))[free]).toBe('treated');
  const answer = await slice.lifts(at, '');
  if (!answer.ok) throw new Error('refused');
  expect(answer.piece).toMatchObject({ crossed: 1, heaps: { attention: { first: { one: 1, orders: 1 } }, holdout: { first: { one: 0 } } } });
});
