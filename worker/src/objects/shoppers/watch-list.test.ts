import { reset } from 'cloudflare:test';
import type { StaffWatch, WatchKind } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { aCaller, aSlice, someSettings } from './testing.ts';

afterEach(reset);

const CONSENT = { personalisation: 'granted', messages: 'granted', source: 'banner', words: '' } as const;

it('lists every watch of everybody once, page by page, and one kind alone', async () => {
  const { slice, at } = await aSlice('list', someSettings());
  const nothing = { product: null, common: {} };
  for (const id of ['shp_b', 'shp_a', 'shp_a-1']) {
    await slice.consent(at, aCaller(id), CONSENT);
    for (const query of ['matcha bowl', 'tea tray']) {
      const made = await slice.watch(at, aCaller(id), { kind: 'search', query, filters: {}, frequency: 'at-once' }, nothing);
      expect(made.ok).toBe(true);
    }
  }
  await slice.watch(at, aCaller('shp_b'), { kind: 'follow', what: 'brand', name: 'Kato', frequency: 'weekly' }, nothing);
  const all = async (kind: WatchKind | null, limit: number): Promise<StaffWatch[]> => {
    const found: StaffWatch[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page = await slice.watchList(at, kind, after, limit);
      if (!page.ok) throw new Error('refused');
      expect(page.watches.length).toBeLessThanOrEqual(limit);
      found.push(...page.watches);
      after = page.next;
    }
    return found;
  };
  const listed = await all(null, 2);
  expect(listed.map(({ shopperId }) => shopperId)).toEqual(['shp_a', 'shp_a', 'shp_a-1', 'shp_a-1', 'shp_b', 'shp_b', 'shp_b']);
  expect(new Set(listed.map(({ watch }) => watch.id)).size).toBe(7);
  // The order of marks is the order of rows: pages of several slices are put together by it.
  expect(listed.map(({ mark }) => mark)).toEqual(listed.map(({ mark }) => mark).toSorted());
  expect(await all('follow', 1)).toMatchObject([{ shopperId: 'shp_b', name: null, watch: { query: 'Kato', frequency: 'weekly', toldAtMs: null } }]);
  expect(await all('stock', 50)).toEqual([]);
});
