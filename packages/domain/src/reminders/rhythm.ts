import { FEWEST_REPEATING, GAPS_A_PERSON, LONGEST_GAP_DAYS, OWN_GAPS } from './tuning.ts';

/** Something bought, as far as reminders ask. Times in ms since 1970. */
export interface Purchase {
  readonly orderId: string;
  /** Place of the line in its order, from 0. */
  readonly line: number;
  readonly productId: string;
  readonly title: string;
  readonly maker: string;
  readonly category: string;
  readonly quantity: number;
  readonly atMs: number;
  /** How many days one lasts, where the shop says so. */
  readonly lastsDays: number | null;
  /** It went back, or its order was called off. */
  readonly gone: boolean;
}

/** How soon a product is bought again: days for one piece, and from how many gaps that was learnt. */
export interface Rhythm {
  readonly days: number;
  readonly times: number;
}

/** Gaps between purchases of one product, counted by whole days; plain data, so that slices can hand it over and be added up. */
export interface Gaps {
  readonly people: number;
  readonly byDay: Readonly<Record<number, number>>;
}

const DAY_MS = 86_400_000;

/** In the order in which they were bought. */
export const inOrder = (a: Purchase, b: Purchase): number =>
  a.atMs - b.atMs || (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : a.line - b.line);

/** The gaps between one person's purchases of one product, the oldest first, in days for one piece. What was bought the same day is one purchase. */
export const gapsOf = (purchases: readonly Purchase[]): number[] => {
  const times: { atMs: number; quantity: number }[] = [];
  for (const { atMs, quantity } of purchases.filter(({ gone }) => !gone).toSorted(inOrder)) {
    const last = times.at(-1);
    if (last && atMs - last.atMs < DAY_MS) last.quantity += quantity;
    else times.push({ atMs, quantity });
  }
  return times
    .slice(1)
    .flatMap(({ atMs }, i) => {
      const before = times[i] ?? { atMs, quantity: 1 };
      const days = (atMs - before.atMs) / DAY_MS;
      return days > LONGEST_GAP_DAYS ? [] : [days / before.quantity];
    })
    .slice(-GAPS_A_PERSON);
};

/** The middle one, the lower of two; null of nothing. */
export const medianOf = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;

/**
 * How many days one piece lasts a person: as their own gaps say where there are enough of them, the middle between theirs and everybody's with one, else as
 * everybody's say; null where nobody knows.
 */
export const usualDays = (own: readonly number[], everybody: Rhythm | null): number | null => {
  const mine = medianOf(own);
  if (mine === null) return everybody?.days ?? null;
  return own.length >= OWN_GAPS || everybody === null ? mine : (mine + everybody.days) / 2;
};

/** One person's gaps, counted by product. */
export const countGaps = (purchases: readonly Purchase[]): Record<string, Gaps> => {
  const counted: Record<string, Gaps> = {};
  for (const [productId, bought] of Map.groupBy(purchases, (one) => one.productId)) {
    const byDay: Record<number, number> = {};
    for (const gap of gapsOf(bought)) {
      const day = Math.max(1, Math.round(gap));
      byDay[day] = (byDay[day] ?? 0) + 1;
    }
    if (Object.keys(byDay).length > 0) counted[productId] = { people: 1, byDay };
  }
  return counted;
};

/** Adds up the gaps of different people. */
export const addGaps = (parts: readonly Readonly<Record<string, Gaps>>[]): Record<string, Gaps> => {
  const sums: Record<string, Gaps> = {};
  for (const [productId, { people, byDay }] of parts.flatMap((part) => Object.entries(part))) {
    const known = sums[productId] ?? { people: 0, byDay: {} };
    const days: Record<number, number> = { ...known.byDay };
    for (const [day, times] of Object.entries(byDay)) days[Number(day)] = (days[Number(day)] ?? 0) + times;
    sums[productId] = { people: known.people + people, byDay: days };
  }
  return sums;
};

/** What everybody's gaps say, of the products that enough people bought again: the median. */
export const rhythmsOf = (gaps: Readonly<Record<string, Gaps>>): Record<string, Rhythm> => {
  const learnt: Record<string, Rhythm> = {};
  for (const [productId, { people, byDay }] of Object.entries(gaps)) {
    if (people < FEWEST_REPEATING) continue;
    const days = Object.entries(byDay).map(([day, times]) => ({ day: Number(day), times }));
    const times = days.reduce((sum, one) => sum + one.times, 0);
    let passed = 0;
    const middle = days.toSorted((a, b) => a.day - b.day).find((one) => (passed += one.times) > (times - 1) / 2);
    if (middle) learnt[productId] = { days: middle.day, times };
  }
  return learnt;
};
