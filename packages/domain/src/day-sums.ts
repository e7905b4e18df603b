import type { TimelineEntry } from '@rapport/protocol';
import type { Summary } from './summary.ts';

/** What a moment adds to the sums of its day. */
export type DaySums = Readonly<Partial<Record<DaySum, number>>>;
export type DaySum =
  | 'newcomers'
  | 'joined'
  | 'visits'
  | 'views'
  | 'searches'
  | 'baskets'
  | 'orders'
  | 'repeatOrders'
  | 'revenueMinor'
  | 'refunds'
  | 'refundedMinor'
  | 'pointsEarned'
  | 'pointsSpent'
  | 'pointsExpired'
  | 'messages'
  | 'messagesRead';

/** What somebody's entries add to the sums of the day, given how they stood before and after. */
export const sumsOf = (before: Summary | null, after: Summary, entries: readonly TimelineEntry[], isVisit: boolean): DaySums => {
  const count = (name: string): number => entries.filter((entry) => entry.name === name).length;
  const points = (name: string): number =>
    entries
      .filter((entry) => entry.name === name)
      .reduce((sum, { detail }) => sum + (typeof detail['points'] === 'number' ? detail['points'] : 0), 0);
  const [ordersBefore, spentBefore] = [before?.orders ?? 0, before?.spentMinor ?? 0];
  const orders = Math.max(0, after.orders - ordersBefore);
  const spent = after.spentMinor - spentBefore;
  const all: Record<DaySum, number> = {
    newcomers: before === null ? 1 : 0,
    joined: (before?.joinedAtMs ?? null) === null && after.joinedAtMs !== null ? 1 : 0,
    visits: isVisit ? 1 : 0,
    views: count('view_item'),
    searches: count('search'),
    baskets: count('add_to_cart'),
    orders,
    repeatOrders: Math.min(orders, Math.max(0, after.orders - Math.max(1, ordersBefore))),
    revenueMinor: Math.max(0, spent),
    refunds: Math.max(0, after.refunds - (before?.refunds ?? 0)),
    refundedMinor: Math.max(0, -spent),
    pointsEarned: points('points_earned'),
    pointsSpent: points('reward_redeemed'),
    pointsExpired: points('points_expired'),
    messages: count('message_sent'),
    messagesRead: count('message_read'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value > 0));
};
