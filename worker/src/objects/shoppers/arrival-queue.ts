import type { Met } from '@rapport/domain/shopper';
import type { Arrival } from '../ports.ts';
import type { Looked } from './arrival-finder.ts';

/** Changes looked up together, at most: what they share is read once. */
const LOOKED_UP_AT_ONCE = 32;
/** People told in one transaction. */
export const PEOPLE_A_CHUNK = 50;
/** Watches looked at before other calls get their turn. */
const REACHED_AT_ONCE = 300;

/** Somebody whom a product concerns. */
export interface Found {
  readonly shopper: string;
  readonly met: readonly Met[];
}

/** Some people whom a change concerns, few enough for one transaction. `ends`: with them the change is done. */
export interface Portion {
  readonly change: Arrival;
  readonly found: readonly Found[];
  readonly ends: boolean;
}

/** The next changes that can be looked up together: of no product twice, for what is told of the first may change what the second finds. */
export function together(changes: readonly Arrival[], from: number): readonly Arrival[] {
  const products = new Set<string>();
  let to = from;
  for (; to < changes.length && to < from + LOOKED_UP_AT_ONCE; to += 1) {
    const change = changes[to];
    const ids = change ? [change.product.id, change.rootId, change.formerId].filter((id) => id !== undefined) : [];
    if (ids.some((id) => products.has(id))) break;
    for (const id of ids) products.add(id);
  }
  return changes.slice(from, Math.max(to, from + 1));
}

/** People whom a change concerns, as many at a time as go into one transaction. */
export const inPortions = (change: Arrival, found: readonly Found[]): Portion[] =>
  Array.from({ length: Math.ceil(found.length / PEOPLE_A_CHUNK) }, (_, index) => {
    const from = index * PEOPLE_A_CHUNK;
    return { change, found: found.slice(from, from + PEOPLE_A_CHUNK), ends: from + PEOPLE_A_CHUNK >= found.length };
  });

/** Whether the first change reaches more watches than are looked at in one piece. */
export const isLarge = ([first]: readonly Looked[]): boolean => (first?.numbers?.length ?? 0) > REACHED_AT_ONCE;

/** How many of the first changes reach no more watches together than are looked at in one piece; at least one. */
export function fitting(queue: readonly Looked[]): number {
  let [count, watches] = [0, 0];
  for (const { numbers } of queue) {
    watches += numbers?.length ?? 0;
    if (count > 0 && watches > REACHED_AT_ONCE) break;
    count += 1;
  }
  return count;
}
