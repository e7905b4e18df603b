import { expect, test } from 'vitest';
import { isWithin, pageBudgets } from './sizes.ts';

const WEIGHTS = new Map([
  ['rapport', 1_000],
  ['tracker', 4_000],
  ['ui', 14_000],
  ['member', 9_000],
  ['fr', 2_900],
  ['zh-hant', 3_000],
  ['calls', 400],
]);
const sizes = (weights = WEIGHTS): (number | undefined)[] => pageBudgets(weights, ['fr', 'zh-hant']).map(({ sizeBytes }) => sizeBytes);

test('`ui` is no language: a page counts it, and every component counts the heaviest language besides', () => {
  expect(sizes()).toEqual([1_000, 4_000, 5_000, 19_000, 31_000]);
});

test('a chunk that nobody has thought of counts', () => {
  expect(sizes(new Map([...WEIGHTS, ['hats', 700]])).at(-1)).toBe(31_700);
});

test('what is not there is not within its budget', () => {
  const some = new Map([['rapport', 900]]);
  expect(pageBudgets(some, []).map(isWithin)).toEqual([true, false, false, false, true]);
});
