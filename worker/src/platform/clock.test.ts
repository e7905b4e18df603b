import { afterEach, expect, it } from 'vitest';
import { now, offset, realTime, setOffset } from './clock.ts';

afterEach(() => setOffset(0));

it('shows the time of the machine when nobody has moved it', () => {
  const beforeMs = Date.now();
  const shownMs = now();
  expect(shownMs).toBeGreaterThanOrEqual(beforeMs);
  expect(shownMs).toBeLessThanOrEqual(Date.now());
});

it('runs ahead by its offset and says when the machine will be there', () => {
  setOffset(86_400_000);
  expect(offset()).toBe(86_400_000);
  expect(now() - Date.now()).toBeGreaterThan(86_399_000);
  const shownMs = now();
  expect(realTime(shownMs)).toBe(shownMs - 86_400_000);
});

it('refuses half milliseconds', () => {
  expect(() => setOffset(0.5)).toThrow(RangeError);
  expect(() => setOffset(Number.NaN)).toThrow(RangeError);
});
