import type { DayPart, Frequency, SendWindow } from '@rapport/protocol';
import { Temporal } from 'temporal-polyfill';

/** When somebody may be disturbed: not in the quiet part of a day, and in a window if there are any. */
export interface Hours {
  readonly quiet: DayPart;
  readonly windows: readonly SendWindow[];
}

/** A stretch of time in which nothing changes; `untilMs` null = for ever, as far as one looks. */
interface Stretch {
  readonly fromMs: number;
  readonly isOpen: boolean;
  readonly untilMs: number | null;
}

/** A window comes again within a week; a change of the clock may push it a day further. */
const DAYS_AHEAD = 9;
const KEPT = 500;
/** When a digest leaves: nine in the morning, weekly on a Monday. */
const DIGEST_AT = '09:00';

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a minute of the day lies in a part of it. */
const isIn = ({ from, to }: DayPart, minute: number): boolean => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
};

/** Whether a moment of a week lies in a window; after midnight the window of the day before counts on. */
const isInWindow = (window: SendWindow, day: number, minute: number): boolean => {
  const [start, end] = [minutesOf(window.from), minutesOf(window.to)];
  if (start <= end) return window.days.includes(day) && minute >= start && minute < end;
  return minute >= start ? window.days.includes(day) : minute < end && window.days.includes(day === 1 ? 7 : day - 1);
};

const zoned = (atMs: number, zone: string): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);

/** Whether somebody in this zone may be disturbed at this moment, by what the clock on their wall says. */
export const isOpen = ({ quiet, windows }: Hours, zone: string, atMs: number): boolean => {
  const here = zoned(atMs, zone);
  const minute = here.hour * 60 + here.minute;
  return !isIn(quiet, minute) && (windows.length === 0 || windows.some((window) => isInWindow(window, here.dayOfWeek, minute)));
};

const known = new Map<string, Stretch>();

/**
 * The first moment, from `atMs` on, at which somebody in this zone may be disturbed; null when there is none within nine days. Right on days with 23 and 25
 * hours and in zones of half and quarter hours: only the clock on the wall counts, so an hour that comes twice is quiet twice.
 */
export const openFrom = (hours: Hours, zone: string, atMs: number): number | null => {
  const { isOpen: already, untilMs } = stretchAt(hours, zone, atMs);
  return already ? atMs : untilMs;
};

/** Most people of a shop live in a few zones, so what was worked out once is kept while it lasts. */
const stretchAt = (hours: Hours, zone: string, atMs: number): Stretch => {
  const key = `${zone} ${hours.quiet.from}-${hours.quiet.to} ${hours.windows.map(({ days, from, to }) => `${days.join('')}:${from}-${to}`).join(' ')}`;
  const last = known.get(key);
  if (last && atMs >= last.fromMs && last.untilMs !== null && atMs < last.untilMs) return last;
  const found = stretch(hours, zone, atMs);
  if (known.size >= KEPT) known.clear();
  known.set(key, found);
  return found;
};

const stretch = (hours: Hours, zone: string, atMs: number): Stretch => {
  const open = isOpen(hours, zone, atMs);
  const change = changes(hours, zone, atMs).find((one) => one > atMs && isOpen(hours, zone, one) !== open);
  return { fromMs: atMs, isOpen: open, untilMs: change ?? null };
};

/** Every moment in the days to come at which something may begin or end: each time of day that is named, as often as it comes, midnights and changes of the clock. */
const changes = ({ quiet, windows }: Hours, zone: string, atMs: number): number[] => {
  const times = new Set(['00:00', quiet.from, quiet.to, ...windows.flatMap(({ from, to }) => [from, to])]);
  const today = zoned(atMs, zone).toPlainDate();
  const found: number[] = [];
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = today.add({ days: ahead });
    for (const time of times) {
      const wall = day.toPlainDateTime(Temporal.PlainTime.from(time));
      for (const disambiguation of ['earlier', 'later'] as const) found.push(wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds);
    }
  }
  const endMs = atMs + DAYS_AHEAD * 86_400_000;
  let turn = zoned(atMs, zone).getTimeZoneTransition('next');
  while (turn && turn.epochMilliseconds <= endMs) {
    found.push(turn.epochMilliseconds);
    turn = turn.getTimeZoneTransition('next');
  }
  return found.toSorted((a, b) => a - b);
};

/** When the next digest leaves, after `atMs`: nine in the morning on the shopper's clock, weekly on a Monday; null = at once. */
export const nextDigest = (frequency: Frequency, zone: string, atMs: number): number | null => {
  if (frequency === 'at-once') return null;
  const today = zoned(atMs, zone).toPlainDate();
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = today.add({ days: ahead });
    if (frequency === 'weekly' && day.dayOfWeek !== 1) continue;
    const at = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(DIGEST_AT) }).epochMilliseconds;
    if (at > atMs) return at;
  }
  return null;
};
