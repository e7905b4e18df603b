import type { StaffWatch, Watch } from '@rapport/protocol';
import { A_SEARCH, NOW_MS } from './a-shop.ts';

const DAY = 86_400_000;
const one = (id: string, shopperId: string, name: string | null, watch: Partial<Watch>): StaffWatch => ({
  ...{ mark: `${shopperId} ${id}`, shopperId, name },
  watch: { ...A_SEARCH, id, query: '', createdAtMs: NOW_MS - 9 * DAY, toldAtMs: null, ...watch },
});

/** Three wishes of two people, two on the first page; nobody waits for stock. */
export function someWatches(query: URLSearchParams): Response {
  const all = [
    one('wat_1', 'shp_lin', 'Lin', { query: '抹茶碗', toldAtMs: NOW_MS - 2 * DAY }),
    one('wat_2', 'shp_guest', null, { kind: 'follow', what: 'brand', query: 'Kato', frequency: 'weekly', inferred: true }),
    one('wat_3', 'shp_lin', 'Lin', { kind: 'price', productId: 'gong-fu', query: 'Gong fu pot', paused: true }),
  ].filter(({ watch }) => query.get('kind') === null || watch.kind === query.get('kind'));
  const isFirst = query.get('after') === null;
  const watches = isFirst ? all.slice(0, 2) : all.slice(2);
  return Response.json({ watches, next: isFirst && all.length > 2 ? (watches.at(-1)?.mark ?? null) : null });
}
