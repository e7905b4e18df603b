import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysFrom, pointsDays, pointsDaysCsv } from './index.ts';
import type { HourSum } from './index.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 4, 1);
const sum = (day: number, kind: string, from: string, to: string, points: number, hour = 2): HourSum => ({
  hourMs: START_MS + (day * 24 + hour) * HOUR_MS,
  kind,
  from,
  to,
  points,
});

it('counts every day, also those on which nothing happened', () => {
  const sums = [
    sum(0, 'earn', 'issued', 'pending', 100),
    sum(2, 'mature', 'pending', 'available', 100),
    sum(2, 'spend', 'available', 'spent', 60),
    sum(2, 'give-back', 'spent', 'available', 10),
    sum(3, 'expire', 'available', 'expired', 20),
    sum(3, 'reverse', 'available', 'issued', 5),
  ];
  const days = pointsDays(sums, 7, daysFrom('2026-05-01', '2026-05-04'), 'UTC');
  expect(days.map(({ day, liability }) => [day, liability])).toEqual([
    ['2026-05-01', 107],
    ['2026-05-02', 107],
    ['2026-05-03', 57],
    ['2026-05-04', 32],
  ]);
  expect(days[2]).toEqual({ day: '2026-05-03', issued: 0, available: 100, spent: 60, givenBack: 10, expired: 0, reversed: 0, liability: 57 });
  expect(days[3]).toMatchObject({ expired: 20, reversed: 5 });
});

it('counts nothing as given or taken where two people became one', () => {
  const sums = [
    sum(0, 'earn', 'issued', 'available', 50),
    sum(1, 'transfer', 'available', 'elsewhere', 50),
    sum(1, 'transfer', 'elsewhere', 'available', 50),
  ];
  const [, second] = pointsDays(sums, 0, daysFrom('2026-05-01', '2026-05-02'), 'UTC');
  expect(second).toEqual({ day: '2026-05-02', issued: 0, available: 0, spent: 0, givenBack: 0, expired: 0, reversed: 0, liability: 50 });
});

it('cuts days where the shop’s calendar does, in summer time too', () => {
  const late = [sum(0, 'earn', 'issued', 'available', 10, 17)];
  expect(pointsDays(late, 0, daysFrom('2026-05-01', '2026-05-02'), 'Asia/Taipei').map(({ issued }) => issued)).toEqual([0, 10]);
  const spring: HourSum = { ...sum(0, 'earn', 'issued', 'available', 10), hourMs: Date.UTC(2026, 2, 29, 22) };
  expect(pointsDays([spring], 0, daysFrom('2026-03-29', '2026-03-30'), 'Europe/Berlin').map(({ issued }) => issued)).toEqual([0, 10]);
  expect(daysFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(daysFrom('2026-03-02', '2026-03-01')).toEqual([]);
});

it('ends at the sum of all that moved, whatever the days are', () => {
  const accounts = fc.constantFrom('issued', 'pending', 'available', 'spent', 'expired', 'debt');
  const one = fc.record({ day: fc.nat(20), from: accounts, to: accounts, points: fc.integer({ min: 1, max: 1e6 }) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), fc.nat(20), (moves, first) => {
      const sums = moves.map(({ day, from, to, points }) => sum(day, 'adjust', from, to, points));
      const owed = (name: string): number => (name === 'pending' || name === 'available' ? 1 : 0);
      const expected = moves.reduce((total, { from, to, points }) => total + points * (owed(to) - owed(from)), 3);
      const from = `2026-05-${String(first + 1).padStart(2, '0')}`;
      expect(pointsDays(sums, 3, daysFrom(from, '2026-05-31'), 'UTC').at(-1)?.liability).toBe(expected);
    }),
  );
});

it('writes a file that a spreadsheet opens', () => {
  const [day] = pointsDays([sum(0, 'earn', 'issued', 'available', 10)], 0, ['2026-05-01'], 'UTC');
  expect(pointsDaysCsv(day ? [day] : [])).toBe('day,issued,available,spent,given_back,expired,reversed,liability\r\n2026-05-01,10,10,0,0,0,0,10\r\n');
});
