import type { PointsDay } from '@rapport/protocol';
import { csvLine } from './csv.ts';

/** Points that moved between two accounts in one hour, over many shoppers. */
export interface HourSum {
  /** When the hour began, in ms. */
  readonly hourMs: number;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly points: number;
}

const HOUR_MS = 3_600_000;
/** What shoppers could ask for. */
const OWED: ReadonlySet<string> = new Set(['pending', 'available']);
const EMPTY = { issued: 0, available: 0, spent: 0, givenBack: 0, expired: 0, reversed: 0 };

/** The day that a moment falls on, as the calendar of a zone has it: `2026-05-03`. */
export const dayIn = (timeZone: string): ((atMs: number) => string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (atMs) => format.format(atMs);
};

/** Every day from one to another, both counted in; [] when they stand the wrong way round. */
export const daysFrom = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let atMs = Date.parse(`${from}T00:00:00Z`); atMs <= Date.parse(`${to}T00:00:00Z`); atMs += 24 * HOUR_MS)
    days.push(new Date(atMs).toISOString().slice(0, 10));
  return days;
};

/**
 * Points by day. `opening` is what was owed before the first of the sums, which may begin earlier than the first day: what lies before it is added to the
 * opening. Zones half an hour off have their days cut at the hour below.
 */
export const pointsDays = (sums: readonly HourSum[], opening: number, days: readonly string[], timeZone: string): PointsDay[] => {
  const dayOf = dayIn(timeZone);
  const first = days[0] ?? '';
  const moved = new Map<string, { -readonly [K in keyof typeof EMPTY]: number } & { owed: number }>();
  let liability = opening;
  for (const { hourMs, kind, from, to, points } of sums) {
    const owed = (OWED.has(to) ? points : 0) - (OWED.has(from) ? points : 0);
    const day = dayOf(hourMs);
    if (day < first) {
      liability += owed;
      continue;
    }
    const sum = moved.get(day) ?? { ...EMPTY, owed: 0 };
    sum.owed += owed;
    moved.set(day, sum);
    // Two people became one, or two again: nothing was given or taken.
    if (kind === 'transfer') continue;
    if (from === 'issued') sum.issued += points;
    if (to === 'available' && kind !== 'give-back') sum.available += points;
    if (to === 'spent') sum.spent += points;
    if (kind === 'give-back') sum.givenBack += points;
    if (to === 'expired') sum.expired += points;
    if (to === 'issued') sum.reversed += points;
  }
  return days.map((day) => {
    const { owed, ...sum } = moved.get(day) ?? { ...EMPTY, owed: 0 };
    liability += owed;
    return { day, ...sum, liability };
  });
};

/** The same as a CSV file, with a line of names. */
export const pointsDaysCsv = (days: readonly PointsDay[]): string =>
  [
    csvLine(['day', 'issued', 'available', 'spent', 'given_back', 'expired', 'reversed', 'liability']),
    ...days.map((one) => csvLine([one.day, one.issued, one.available, one.spent, one.givenBack, one.expired, one.reversed, one.liability])),
  ].join('');
