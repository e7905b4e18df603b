/** Days of the shop's calendar, as a date field has them. */

/** The day of a moment where the shop is, as in `2026-11-22`. */
export const dayText = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs);

/** The first moment of a day where the shop is; null when that is no day. */
export function dayStart(day: string, timeZone: string): number | null {
  const utcMs = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(utcMs)) return null;
  // What the clock there is ahead at about this moment, and then at the moment that this gives.
  const near = utcMs - aheadMs(utcMs, timeZone);
  return utcMs - aheadMs(near, timeZone);
}

/** The first moment of the day after. */
export const dayEnd = (day: string, timeZone: string): number | null => {
  const start = dayStart(day, timeZone);
  return start === null ? null : dayStart(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), timeZone);
};

function aheadMs(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1_000) * 1_000;
}
