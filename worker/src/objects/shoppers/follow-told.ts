import { follow, followMessage, nextMoveAtMs } from '@rapport/domain/knowing';
import type { DaySum, Summary } from '@rapport/domain/knowing';
import type { Changed } from '@rapport/domain/shopper';
import { now } from '../../platform/clock.ts';
import type { KnowingDesk } from './knowing-desk.ts';
import { isOnlyTold } from './told-store.ts';
import type { OpenWishes, ToldStore } from './told-store.ts';

const NO_WISHES: OpenWishes = { open: 0, sinceMs: null };

/**
 * Takes in that many were told of something, as `KnowingDesk.follow` does for one: looked up together, and of whom nothing else changed only that is written.
 * Inside the transaction that tells them.
 */
export function followTold(told: readonly Changed[], knowing: KnowingDesk, store: ToldStore): void {
  const ids = told.map(({ person }) => person.id);
  const [reached, wishes, shop, nowMs] = [store.reached(ids), store.openWishes(ids), knowing.knowledge(), now()];
  const sums: Partial<Record<DaySum, number>> = {};
  const narrow: { shopper: string; summary: Pick<Summary, 'messages' | 'lastMessageAtMs' | 'wishes' | 'openWishSinceMs'> }[] = [];
  const others: Changed[] = [];
  for (const one of told) {
    const [known, [entry, ...more]] = [reached.get(one.person.id), one.entries];
    const isMessage = entry?.name === 'message_sent' && more.length === 0;
    const counts = known && isMessage ? followMessage(known, one.person, entry.atMs, shop, nowMs) : null;
    if (counts === null) {
      others.push(one);
      continue;
    }
    const { open, sinceMs } = wishes.get(one.person.id) ?? NO_WISHES;
    narrow.push({ shopper: one.person.id, summary: { ...counts, wishes: open, openWishSinceMs: sinceMs } });
    sums.messages = (sums.messages ?? 0) + 1;
  }
  const summaries = store.summaries(others.map(({ person }) => person.id));
  for (const { person, entries } of others) {
    const before = summaries.get(person.id) ?? null;
    const happened = { person, entries, orders: null, wishes: wishes.get(person.id) ?? NO_WISHES, traits: {} };
    const { summary, change, nextMoveAtMs: nextMs, sums: added } = follow(before, null, happened, shop, nowMs);
    for (const [name, count] of Object.entries(added) as [DaySum, number][]) sums[name] = (sums[name] ?? 0) + count;
    if (before !== null && change === null && isOnlyTold(before, summary)) narrow.push({ shopper: person.id, summary });
    else knowing.store.saveSummary(person.id, summary);
    if (before === null || change !== null || nextMoveAtMs(before, shop, nowMs) !== nextMs) knowing.moved(person.id, change, nextMs);
    if (change !== null) knowing.onMoved(person.id);
  }
  store.saveCounts(narrow);
  knowing.store.addSums(knowing.today(), sums);
}
