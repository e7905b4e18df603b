import { Temporal } from 'temporal-polyfill';

/** Parts of a calendar that lapsing may be rounded up to. */
export type Period = 'day' | 'month' | 'quarter' | 'year';

const local = (atMs: number, timeZone: string): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);

/** The day of a moment where the shop is, as in `2026-11-22`. */
export const dayOf = (atMs: number, timeZone: string): string => local(atMs, timeZone).toPlainDate().toString();

/** The month of a moment where the shop is, as in `2026-11`. */
export const monthOf = (atMs: number, timeZone: string): string => dayOf(atMs, timeZone).slice(0, 7);

/** The year of a moment where the shop is. */
export const yearOf = (atMs: number, timeZone: string): number => local(atMs, timeZone).year;

/** The moment at which a year begins where the shop is. */
export const yearStartMs = (year: number, timeZone: string): number =>
  Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(timeZone).epochMilliseconds;

/**
 * So many months later: `exact` keeps the time of day, a period means the end of the one that moment falls into (the first moment after it). The last
 * day of a month stays one: 31 January and a month is 28 February.
 */
export function monthsLater(atMs: number, months: number, roundTo: Period | 'exact', timeZone: string): number {
  const then = local(atMs, timeZone).add({ months });
  if (roundTo === 'exact') return then.epochMilliseconds;
  const day = then.toPlainDate();
  return periodAfter(day, roundTo).toZonedDateTime(timeZone).epochMilliseconds;
}

function periodAfter(day: Temporal.PlainDate, period: Period): Temporal.PlainDate {
  switch (period) {
    case 'day':
      return day.add({ days: 1 });
    case 'month':
      return day.with({ day: 1 }).add({ months: 1 });
    case 'quarter':
      return day.with({ day: 1, month: day.month - ((day.month - 1) % 3) }).add({ months: 3 });
    case 'year':
      return day.with({ day: 1, month: 1 }).add({ years: 1 });
  }
}

/** Month and day of a birthday told as `--MM-DD` or `YYYY-MM-DD`; null when there is no such day. */
export function birthdayOf(told: string): { readonly month: number; readonly day: number } | null {
  const found = /^(?:-|\d{4})-(\d{2})-(\d{2})$/.exec(told);
  if (!found) return null;
  const [month, day] = [Number(found[1]), Number(found[2])];
  try {
    // 2024 has every day that there is.
    Temporal.PlainDate.from({ year: told.startsWith('-') ? 2024 : Number(told.slice(0, 4)), month, day }, { overflow: 'reject' });
    return { month, day };
  } catch {
    return null;
  }
}

/**
 * The next moment at which a birthday may be celebrated: the beginning of the day where the shop is, or `nowMs` if that day is today, and never less than
 * 365 days (of the calendar) after the last time. 29 February is the 28th in other years.
 */
export function nextBirthdayMs(
  birthday: { readonly month: number; readonly day: number },
  lastAtMs: number | null,
  nowMs: number,
  timeZone: string,
): number {
  const today = local(nowMs, timeZone).toPlainDate();
  const last = lastAtMs === null ? null : local(lastAtMs, timeZone).toPlainDate();
  // This year's, else the next; one that comes too soon after the last makes it the one after that.
  const days = [0, 1, 2].map((ahead) => Temporal.PlainDate.from({ year: today.year + ahead, ...birthday }, { overflow: 'constrain' }));
  const isTooSoon = (day: Temporal.PlainDate): boolean => last !== null && last.until(day, { largestUnit: 'days' }).days < 365;
  const day = days.find((one) => Temporal.PlainDate.compare(one, today) >= 0 && !isTooSoon(one)) ?? last?.add({ years: 1 }) ?? today;
  return Math.max(nowMs, day.toZonedDateTime(timeZone).epochMilliseconds);
}
