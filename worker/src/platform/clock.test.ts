import { afterEach, expect, it } from 'vitest';
import { now, offset, realTime, setOffset } from './clock.ts';

afterEach(() => setOffset(0));

it('shows the time of the machine when nobody has moved it', () => {
  expect(Math.abs(now() - Date.now())).toBeLessThan(50);
});

it('runs ahead by its offset and says when the machine will be there', () => {
  setOffset(86_400_000);
  expect(offset()).toBe(86_400_000);
  expect(now() - Date.now()).toBeGreaterThan(86_399_000);
  expect(realTime(now())).toBe(now() - 86_400_000);
});

it('refuses half milliseconds', () => {
  expect(() => setOffset(0.5)).toThrow(RangeError);
  expect(() => setOffset(Number.NaN)).toThrow(RangeError);
});
