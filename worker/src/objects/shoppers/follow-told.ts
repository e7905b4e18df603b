import { follow, nextMoveAtMs } from '@rapport/domain/knowing';
import type { DaySum, Summary } from '@rapport/domain/knowing';
import type { Changed } from '@rapport/domain/shopper';
import { now } from '../../platform/clock.ts';
import type { KnowingDesk } from './knowing-desk.ts';
import { isOnlyTold } from './told-store.ts';
import type { ToldStore } from './told-store.ts';

/**
 * Takes in that many were told of something, as `KnowingDesk.follow` does for one: looked up together, and of whom nothing else changed only that is written.
 * Inside the transaction that tells them.
 */
export function followTold(told: readonly Changed[], knowing: KnowingDesk, store: ToldStore): void {
  const ids = told.map(({ person }) => person.id);
  const [known, wishes, shop] = [store.summaries(ids), store.openWishes(ids), knowing.knowledge()];
  const sums: Partial<Record<DaySum, number>> = {};
  const narrow: { shopper: string; summary: Summary }[] = [];
  for (const { person, entries } of told) {
    const before = known.get(person.id) ?? null;
    const happened = { person, entries, orders: null, wishes: wishes.get(person.id) ?? { open: 0, sinceMs: null }, traits: {} };
    const { summary, change, nextMoveAtMs: nextMs, sums: added } = follow(before, null, happened, shop, now());
    for (const [name, count] of Object.entries(added) as [DaySum, number][]) sums[name] = (sums[name] ?? 0) + count;
    if (before !== null && change === null && isOnlyTold(before, summary)) narrow.push({ shopper: person.id, summary });
    else knowing.store.saveSummary(person.id, summary);
    if (before === null || change !== null || nextMoveAtMs(before, shop, now()) !== nextMs) knowing.moved(person.id, change, nextMs);
    if (change !== null) knowing.onMoved(person.id);
  }
  store.saveCounts(narrow);
  knowing.store.addSums(knowing.today(), sums);
}
