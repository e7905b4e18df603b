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
