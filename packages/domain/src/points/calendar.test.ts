import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { birthdayOf, dayOf, monthOf, monthsLater, nextBirthdayMs, yearOf, yearStartMs } from './calendar.ts';

const at = (text: string): number => Date.parse(text);
const text = (ms: number): string => new Date(ms).toISOString();

describe('the shop’s calendar', () => {
  it('tells day, month and year where the shop is', () => {
    const moment = at('2026-12-31T20:00:00Z');
    expect([dayOf(moment, 'Asia/Taipei'), monthOf(moment, 'Asia/Taipei'), yearOf(moment, 'Asia/Taipei')]).toEqual(['2027-01-01', '2027-01', 2027]);
    expect([dayOf(moment, 'UTC'), monthOf(moment, 'UTC'), yearOf(moment, 'UTC')]).toEqual(['2026-12-31', '2026-12', 2026]);
    expect(text(yearStartMs(2027, 'Asia/Taipei'))).toBe('2026-12-31T16:00:00.000Z');
  });

  it.each([
    ['exact', '2026-02-28T10:00:00.000Z'],
    ['day', '2026-03-01T00:00:00.000Z'],
    ['month', '2026-03-01T00:00:00.000Z'],
    ['quarter', '2026-04-01T00:00:00.000Z'],
    ['year', '2027-01-01T00:00:00.000Z'],
  ] as const)('rounds a month after 31 January up to the end of its %s', (period, expected) => {
    expect(text(monthsLater(at('2026-01-31T10:00:00Z'), 1, period, 'UTC'))).toBe(expected);
  });

  it.each([
    ['2026-03-31T23:59:59Z', '2026-04-01T00:00:00.000Z'],
    ['2026-04-01T00:00:00Z', '2026-07-01T00:00:00.000Z'],
    ['2026-06-15T00:00:00Z', '2026-07-01T00:00:00.000Z'],
    ['2026-12-01T00:00:00Z', '2027-01-01T00:00:00.000Z'],
  ])('knows that the quarter of %s ends at %s', (moment, expected) => {
    expect(text(monthsLater(at(moment), 0, 'quarter', 'UTC'))).toBe(expected);
  });

  it('keeps the hour across a change of the clock', () => {
    expect(text(monthsLater(at('2026-03-01T11:00:00Z'), 1, 'exact', 'Europe/Berlin'))).toBe('2026-04-01T10:00:00.000Z');
  });

  it('never lapses before the months are over', () => {
    const moments = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 120 }), fc.constantFrom('UTC', 'Asia/Taipei', 'America/St_Johns'), (moment, months, zone) => {
        const exact = monthsLater(moment, months, 'exact', zone);
        const ends = (['day', 'month', 'quarter', 'year'] as const).map((period) => monthsLater(moment, months, period, zone));
        expect([exact, ...ends]).toEqual([exact, ...ends].toSorted((a, b) => a - b));
        expect(exact).toBeLessThan(ends[0] ?? 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a birthday', () => {
  it.each([
    ['--02-29', { month: 2, day: 29 }],
    ['1980-07-04', { month: 7, day: 4 }],
    ['1981-02-29', null],
    ['--02-30', null],
    ['--13-01', null],
    ['07-04', null],
    ['1980-07-04T00:00', null],
    ['x1980-07-04', null],
    ['80-07-04', null],
    ['19801980-07-04', null],
    ['1600-02-29', { month: 2, day: 29 }],
  ])('%s is %j', (told, expected) => expect(birthdayOf(told)).toEqual(expected));

  it('comes at the beginning of its day, or now if it is today', () => {
    const birthday = { month: 7, day: 4 };
    expect(text(nextBirthdayMs(birthday, null, at('2026-07-03T12:00:00Z'), 'UTC'))).toBe('2026-07-04T00:00:00.000Z');
    expect(text(nextBirthdayMs(birthday, null, at('2026-07-04T12:00:00Z'), 'UTC'))).toBe('2026-07-04T12:00:00.000Z');
    expect(text(nextBirthdayMs(birthday, null, at('2026-07-05T12:00:00Z'), 'UTC'))).toBe('2027-07-04T00:00:00.000Z');
    expect(text(nextBirthdayMs(birthday, null, at('2026-07-03T20:00:00Z'), 'Asia/Taipei'))).toBe('2026-07-03T20:00:00.000Z');
  });

  it('is celebrated from the first day on which there was a clock', () => {
    expect(text(nextBirthdayMs({ month: 7, day: 4 }, null, at('1970-06-01T12:00:00Z'), 'UTC'))).toBe('1970-07-04T00:00:00.000Z');
  });

  it('comes once in 365 days, whatever day it is changed to', () => {
    const last = at('2026-07-04T00:00:00Z');
    expect(text(nextBirthdayMs({ month: 7, day: 4 }, last, at('2026-07-04T00:00:01Z'), 'UTC'))).toBe('2027-07-04T00:00:00.000Z');
    expect(text(nextBirthdayMs({ month: 9, day: 1 }, last, at('2026-08-01T00:00:00Z'), 'UTC'))).toBe('2027-09-01T00:00:00.000Z');
    expect(text(nextBirthdayMs({ month: 7, day: 3 }, last, at('2026-08-01T00:00:00Z'), 'UTC'))).toBe('2028-07-03T00:00:00.000Z');
  });

  it('of 29 February is kept on the 28th in other years', () => {
    expect(text(nextBirthdayMs({ month: 2, day: 29 }, null, at('2026-01-01T00:00:00Z'), 'UTC'))).toBe('2026-02-28T00:00:00.000Z');
    expect(text(nextBirthdayMs({ month: 2, day: 29 }, null, at('2028-01-01T00:00:00Z'), 'UTC'))).toBe('2028-02-29T00:00:00.000Z');
  });
});
