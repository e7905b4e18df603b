import type { OfferCalendar, Offer } from '@rapport/protocol';
import { Temporal } from 'temporal-polyfill';

/** What the clock on the shop's wall says. */
export interface Wall {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** Minutes since midnight. */
  readonly minute: number;
  /** `MM-DD`. */
  readonly day: string;
}

const QUARTER_MS = 900_000;
const KEPT = 200;
const offsets = new Map<string, number>();

/** Every zone's offset changes at full quarters of an hour only, so it is looked up once for each: a decision must not wait for a calendar. */
const offsetMs = (zone: string, atMs: number): number => {
  const quarter = Math.floor(atMs / QUARTER_MS);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const found = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
  if (offsets.size >= KEPT) offsets.clear();
  offsets.set(key, found);
  return found;
};

/** The time in a zone, as people there would say it. */
export const wallAt = (zone: string, atMs: number): Wall => {
  const local = new Date(atMs + offsetMs(zone, atMs));
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    day: `${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`,
  };
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a minute of the day lies in a part of it; the same time twice = never. */
export const isInPart = ({ from, to }: { readonly from: string; readonly to: string }, minute: number): boolean => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
};

/** Whether a day lies in a part of the year, both ends included. */
export const isInSeason = ({ from, to }: { readonly from: string; readonly to: string }, day: string): boolean =>
  from <= to ? day >= from && day <= to : day >= from || day <= to;

/** Why it isn't an offer's time, or null when it is. */
export const timeOf = (
  { fromMs, untilMs, weekdays, hours, seasons }: OfferCalendar,
  nowMs: number,
  wall: Wall,
): 'not-yet' | 'over' | 'wrong-time' | null => {
  if (fromMs !== null && nowMs < fromMs) return 'not-yet';
  if (untilMs !== null && nowMs >= untilMs) return 'over';
  if (weekdays.length > 0 && !weekdays.includes(wall.weekday)) return 'wrong-time';
  if (hours !== null && !isInPart(hours, wall.minute)) return 'wrong-time';
  if (seasons.length > 0 && !seasons.some((season) => isInSeason(season, wall.day))) return 'wrong-time';
  return null;
};

/** Whether an offer leaves as a message at all. */
export const isMessaged = ({ state, channels }: Offer): boolean => state === 'running' && channels.some((channel) => channel !== 'agent');

const DAYS_AHEAD = 8;

/**
 * When an offer's time begins next, after `afterMs`; null = it never begins again. Seasons further away than eight days answer with the eighth day: ask again then.
 */
export const opensAfter = (calendar: OfferCalendar, zone: string, afterMs: number): number | null => {
  const { fromMs, untilMs, weekdays, hours, seasons } = calendar;
  if (untilMs !== null && afterMs >= untilMs) return null;
  if (fromMs !== null && afterMs < fromMs && weekdays.length === 0 && hours === null && seasons.length === 0) return fromMs;
  if (weekdays.length === 0 && hours === null && seasons.length === 0) return null;
  const startMs = Math.max(afterMs, fromMs ?? 0);
  const today = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zone).toPlainDate();
  const isTime = (ms: number): boolean => timeOf(calendar, ms, wallAt(zone, ms)) === null;
  if (fromMs !== null && afterMs < fromMs && isTime(fromMs)) return fromMs;
  let lastMs = startMs;
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = today.add({ days: ahead });
    lastMs = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(hours?.from ?? '00:00') }).epochMilliseconds;
    if (lastMs > startMs && isTime(lastMs) && !isTime(lastMs - 60_000)) return lastMs;
  }
  return untilMs !== null && lastMs >= untilMs ? null : lastMs;
};
