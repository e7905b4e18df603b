import type { DaySums } from '@rapport/protocol';
import { dayIn } from './points-days.ts';

const DAY_MS = 86_400_000;

/** The last days of a zone's calendar, today the last of them. */
export const lastDays = (nowMs: number, timeZone: string, count: number): string[] => {
  const dayOf = dayIn(timeZone);
  // Half a day back from now for each: no day of 23 or 25 hours is met twice or left out.
  const names = Array.from({ length: (count + 1) * 2 }, (_, i) => dayOf(nowMs - (i * DAY_MS) / 2));
  return [...new Set(names)].slice(0, count).toReversed();
};

/** A day on which nothing happened. */
export const emptyDay = (day: string): DaySums => ({
  day,
  newcomers: 0,
  joined: 0,
  visits: 0,
  views: 0,
  searches: 0,
  baskets: 0,
  orders: 0,
  repeatOrders: 0,
  revenueMinor: 0,
  refunds: 0,
  refundedMinor: 0,
  pointsEarned: 0,
  pointsSpent: 0,
  pointsExpired: 0,
  messages: 0,
  messagesRead: 0,
});

/** Sums of several slices by day, in the order of the days asked for. */
export const daysTogether = (days: readonly string[], parts: readonly DaySums[]): DaySums[] =>
  days.map((day) => {
    const sum: Record<string, string | number> = { ...emptyDay(day) };
    for (const part of parts) {
      if (part.day !== day) continue;
      for (const [name, value] of Object.entries(part)) if (typeof value === 'number') sum[name] = Number(sum[name]) + value;
    }
    return sum as unknown as DaySums;
  });
