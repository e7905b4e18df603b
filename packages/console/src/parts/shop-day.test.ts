import { expect, test } from 'vitest';
import { dayBegins, dayEnds, shopDay } from './shop-day.ts';

test.each([
  ['2026-05-01', 'UTC', '2026-05-01T00:00:00Z'],
  ['2026-05-01', 'Asia/Taipei', '2026-04-30T16:00:00Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00Z'],
])('%s in %s begins at %s, and is that day until it ends', (day, zone, begins) => {
  expect(new Date(dayBegins(day, zone)).toISOString()).toBe(new Date(begins).toISOString());
  expect(shopDay(dayBegins(day, zone), zone)).toBe(day);
  expect(shopDay(dayEnds(day, zone) - 1, zone)).toBe(day);
  expect(shopDay(dayEnds(day, zone), zone)).not.toBe(day);
});
