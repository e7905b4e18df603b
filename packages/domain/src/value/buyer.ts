import { WEEK_MS } from './tuning.ts';

/** What counts of somebody's purchases, in weeks: purchases of one day are one. @see Fader, Hardie & Lee (2005) */
export interface Buyer {
  /** Purchases after the first. */
  readonly again: number;
  /** From the first purchase to the last; 0 without a second. */
  readonly recency: number;
  /** From the first purchase to today. */
  readonly age: number;
  /** Mean of what a repeat purchase brought, in any unit; 0 without one. */
  readonly mean: number;
}

/** One purchase: when, and what it brought. */
export interface Purchase {
  readonly atMs: number;
  readonly amount: number;
}

const DAY_MS = 86_400_000;

/** Purchases in any order as a buyer, or null without one. Days are counted from 1970 in UTC; a purchase later than `nowMs` is taken as today's. */
export const buyerOf = (purchases: readonly Purchase[], nowMs: number): Buyer | null => {
  const byDay = new Map<number, number>();
  for (const { atMs, amount } of purchases) {
    const day = Math.floor(Math.min(atMs, nowMs) / DAY_MS);
    byDay.set(day, (byDay.get(day) ?? 0) + amount);
  }
  if (byDay.size === 0) return null;
  const days = [...byDay.keys()].toSorted((a, b) => a - b);
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  const again = days.length - 1;
  const later = days.slice(1).reduce((sum, day) => sum + (byDay.get(day) ?? 0), 0);
  const today = Math.floor(nowMs / DAY_MS);
  return { again, recency: ((last - first) * DAY_MS) / WEEK_MS, age: ((today - first) * DAY_MS) / WEEK_MS, mean: again === 0 ? 0 : later / again };
};

/** Buyers with the same history, once, and how many they are: a fit looks at each history once. */
export interface Histories {
  readonly again: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly people: Float64Array;
}

/** Groups buyers by (purchases, recency, age). */
export const histories = (buyers: readonly Buyer[]): Histories => {
  const groups = new Map<string, { buyer: Buyer; people: number }>();
  for (const buyer of buyers) {
    const key = `${buyer.again} ${buyer.recency} ${buyer.age}`;
    const group = groups.get(key);
    if (group) group.people += 1;
    else groups.set(key, { buyer, people: 1 });
  }
  const all = [...groups.values()];
  return {
    again: Float64Array.from(all, ({ buyer }) => buyer.again),
    recency: Float64Array.from(all, ({ buyer }) => buyer.recency),
    age: Float64Array.from(all, ({ buyer }) => buyer.age),
    people: Float64Array.from(all, ({ people }) => people),
  };
};
