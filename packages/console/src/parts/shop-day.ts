const DAY_MS = 86_400_000;

/** By how much the shop's clock is ahead of UTC at a moment, in ms. */
const aheadMs = (timeZone: string, atMs: number): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(atMs / 1_000) * 1_000;
};

/** When a day such as `2026-05-01` begins on the shop's wall, in ms since 1970. */
export const dayBegins = (day: string, timeZone: string): number => {
  const utcMs = Date.parse(`${day}T00:00:00Z`);
  const guessMs = utcMs - aheadMs(timeZone, utcMs);
  return utcMs - aheadMs(timeZone, guessMs);
};

/** The first moment after a day. */
export const dayEnds = (day: string, timeZone: string): number =>
  dayBegins(new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10), timeZone);

/** The day it is on the shop's wall at a moment. */
export const shopDay = (atMs: number, timeZone: string): string => new Date(atMs + aheadMs(timeZone, atMs)).toISOString().slice(0, 10);
