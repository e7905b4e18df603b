import { expect, test } from 'vitest';
import { figure, median, quantile, table } from '../test/bench/frame.ts';

test('a figure is judged by its floor, in the direction that is better', () => {
  expect(figure({ name: 'rate', value: 900, unit: '/s', floor: 800, better: 'more' }).met).toBe(true);
  expect(figure({ name: 'time', value: 900, unit: 'ms', floor: 800, better: 'less' }).met).toBe(false);
  expect(figure({ name: 'time', value: 900, unit: 'ms', better: 'less' })).toEqual({
    name: 'time',
    value: 900,
    unit: 'ms',
    reference: null,
    ratio: null,
    floor: null,
    goal: null,
    met: null,
  });
});

test('a ratio is judged against what was measured beside it', () => {
  expect(figure({ name: 'rate', value: 600, reference: 1000, unit: '/s', floor: 0.5, better: 'more', judge: 'ratio' })).toMatchObject({
    ratio: 0.6,
    met: true,
  });
  expect(() => figure({ name: 'rate', value: 600, unit: '/s', floor: 0.5, better: 'more', judge: 'ratio' })).toThrow('not measured');
});

test('what could not be measured is an error, not a figure', () => {
  expect(() => figure({ name: 'rate', value: Number.NaN, unit: '/s', better: 'more' })).toThrow('rate was not measured');
});

test('quantiles lie between values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([1, 2])).toBe(1.5);
  expect(quantile([0, 10], 0.99)).toBeCloseTo(9.9);
});

test('the table names every figure', () => {
  const text = table([figure({ name: 'events', value: 1234.5678, unit: '/s', floor: 2000, better: 'more' })]);
  expect(text).toContain('events');
  expect(text).toContain('1,235');
  expect(text).toContain('NOT MET');
});
