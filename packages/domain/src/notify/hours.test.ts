import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, nextDigest, openFrom, type Hours } from './hours.ts';
import { DAY_MS, HOUR_MS } from './notify.testing.ts';

const NIGHT: Hours = { quiet: { from: '21:00', to: '09:00' }, windows: [] };
const ZONES = Intl.supportedValuesOf('timeZone');
const utc = (text: string): number => Date.parse(`${text}Z`);
const minuteIn = (zone: string, atMs: number): number => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(atMs);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return read('hour') * 60 + read('minute');
};

describe('quiet hours', () => {
  it.each([
    ['Europe/Berlin', '2026-11-22T12:00', '2026-11-22T12:00'],
    ['Europe/Berlin', '2026-11-22T20:00', '2026-11-23T08:00'],
    ['Europe/Berlin', '2026-11-22T19:59', '2026-11-22T19:59'],
    // The night the clock goes forward, and the one it goes back: nine is nine.
    ['Europe/Berlin', '2026-03-28T22:00', '2026-03-29T07:00'],
    ['Europe/Berlin', '2026-10-24T22:00', '2026-10-25T08:00'],
    ['Asia/Kolkata', '2026-06-01T16:00', '2026-06-02T03:30'],
    ['Asia/Kathmandu', '2026-06-01T16:00', '2026-06-02T03:15'],
    ['Australia/Lord_Howe', '2026-04-04T11:00', '2026-04-04T22:30'],
    ['Pacific/Kiritimati', '2026-01-01T08:00', '2026-01-01T19:00'],
  ])('%s: what is ready at %s leaves at %s', (zone, from, to) => expect(openFrom(NIGHT, zone, utc(from))).toBe(utc(to)));

  it('an hour that comes twice is quiet twice, and one that does not come is over at once', () => {
    const early: Hours = { quiet: { from: '22:00', to: '01:30' }, windows: [] };
    // New York, 1 November 2026: 01:30 EDT is 05:30 UTC, then 01:00 comes again at 06:00 UTC.
    expect(openFrom(early, 'America/New_York', utc('2026-11-01T05:00'))).toBe(utc('2026-11-01T05:30'));
    expect(openFrom(early, 'America/New_York', utc('2026-11-01T06:10'))).toBe(utc('2026-11-01T06:30'));
    // 8 March 2026: there is no 02:30; quiet until then ends when the clock jumps, at 07:00 UTC.
    const gap: Hours = { quiet: { from: '22:00', to: '02:30' }, windows: [] };
    expect(openFrom(gap, 'America/New_York', utc('2026-03-08T05:00'))).toBe(utc('2026-03-08T07:00'));
  });

  it('the same time twice is never quiet', () => {
    const none: Hours = { quiet: { from: '09:00', to: '09:00' }, windows: [] };
    expect(openFrom(none, 'UTC', utc('2026-11-22T03:00'))).toBe(utc('2026-11-22T03:00'));
  });

  it('in every zone, round every change of the clock: opens at the first minute at which the wall says so', { timeout: 120_000 }, () => {
    const zone = fc.constantFrom(...ZONES);
    const from = fc.constantFrom('21:00', '22:30', '00:00', '23:45', '02:15');
    const to = fc.constantFrom('09:00', '07:15', '02:30', '01:00', '03:00');
    const atMs = fc.oneof(
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
      // Hours around the usual changes: last Sundays of March and October, the American ones, Lord Howe, Egypt.
      fc
        .tuple(
          fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04', '2026-04-24', '2026-09-06'),
          fc.integer({ min: -20 * 60, max: 30 * 60 }),
        )
        .map(([day, minutes]) => utc(`${day}T00:00`) + minutes * 60_000),
    );
    fc.assert(
      fc.property(zone, from, to, atMs, (name, start, end, anyMs) => {
        const nowMs = Math.floor(anyMs / 60_000) * 60_000;
        const hours: Hours = { quiet: { from: start, to: end }, windows: [] };
        const opens = openFrom(hours, name, nowMs);
        if (opens === null) throw new Error('never');
        // The oracle is the platform's own calendar, minute by minute.
        const [a, b] = [start, end].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) as [number, number];
        const quiet = (ms: number): boolean => {
          const minute = minuteIn(name, ms);
          return a <= b ? minute >= a && minute < b : minute >= a || minute < b;
        };
        expect(quiet(opens)).toBe(false);
        expect(opens - nowMs).toBeLessThan(DAY_MS + 2 * HOUR_MS);
        if (opens > nowMs) expect(quiet(opens - 60_000)).toBe(true);
        for (let ms = nowMs; ms < opens; ms += 15 * 60_000) expect(quiet(ms)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('opens in every zone there is, at nine on the wall, in summer and in winter', { timeout: 60_000 }, () => {
    for (const zone of ZONES) {
      for (const atMs of [Date.UTC(2026, 0, 15, 0), Date.UTC(2026, 6, 15, 13)]) {
        const opens = openFrom(NIGHT, zone, atMs) ?? 0;
        if (opens > atMs) expect([zone, minuteIn(zone, opens)]).toEqual([zone, 9 * 60]);
        else expect([zone, minuteIn(zone, opens) >= 9 * 60 && minuteIn(zone, opens) < 21 * 60]).toEqual([zone, true]);
      }
    }
  });
});

describe('send windows', () => {
  const weekdays: Hours = { quiet: { from: '21:00', to: '09:00' }, windows: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }] };

  it('waits for Monday, and for the end of the night in it', () =>
    expect(openFrom(weekdays, 'Europe/Berlin', utc('2026-11-21T12:00'))).toBe(utc('2026-11-23T08:00')));
  it('a window over midnight belongs to the day it begins on', () => {
    const late: Hours = { quiet: { from: '00:00', to: '00:00' }, windows: [{ days: [5], from: '22:00', to: '02:00' }] };
    expect(isOpen(late, 'UTC', utc('2026-11-21T01:00'))).toBe(true);
    expect(isOpen(late, 'UTC', utc('2026-11-22T01:00'))).toBe(false);
  });
  it.each([1, 2, 6, 7])('of day %i begins at its minute and ends at its minute of the next, in any week', (day) => {
    const none = { from: '00:00', to: '00:00' };
    // One window over midnight, and one of the day after the next, within the day.
    const later = ((day + 1) % 7) + 1;
    const hours: Hours = {
      quiet: none,
      windows: [
        { days: [day], from: '22:00', to: '02:00' },
        { days: [later], from: '10:00', to: '11:00' },
      ],
    };
    // Monday, 23 November 2026, and on.
    const mondayMs = utc('2026-11-23T00:00');
    const open = Array.from({ length: 7 * 24 * 2 }, (_, half) => half).filter((half) => isOpen(hours, 'UTC', mondayMs + half * 30 * 60_000));
    const halves = (of: number, from: number, to: number): number[] =>
      Array.from({ length: (to - from) * 2 }, (_, i) => ((of - 1) * 48 + from * 2 + i) % (7 * 48));
    expect(open).toEqual([...halves(day, 22, 26), ...halves(later, 10, 11)].toSorted((a, b) => a - b));
  });
  it('says when there is none', () => {
    const never: Hours = { quiet: { from: '08:00', to: '20:00' }, windows: [{ days: [1], from: '09:00', to: '10:00' }] };
    expect(openFrom(never, 'UTC', utc('2026-11-21T01:00'))).toBeNull();
  });
});

describe('digests', () => {
  it.each([
    ['daily', 'Asia/Taipei', '2026-11-22T00:59', '2026-11-22T01:00'],
    ['daily', 'Asia/Taipei', '2026-11-22T01:00', '2026-11-23T01:00'],
    ['weekly', 'Asia/Taipei', '2026-11-22T01:00', '2026-11-23T01:00'],
    ['weekly', 'America/New_York', '2026-10-28T12:00', '2026-11-02T14:00'],
  ] as const)('%s in %s: after %s comes %s', (frequency, zone, from, to) => expect(nextDigest(frequency, zone, utc(from))).toBe(utc(to)));
  it('is none for who wants to hear at once', () => expect(nextDigest('at-once', 'UTC', 0)).toBeNull());
});
