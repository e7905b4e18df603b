import { expect, test } from 'vitest';
import { isWithin, pageBudgets, type Weights } from './sizes.ts';

const ENGLISH = new Map([
  ['rapport', 1_000],
  ['tracker', 4_000],
  ['ui', 14_000],
  ['member', 9_000],
  ['calls', 400],
]);
const CHINESE = new Map([...ENGLISH, ['ui', 14_200], ['member', 9_500]] as [string, number][]);
const sizes = (...languages: Weights[]): (number | undefined)[] =>
  pageBudgets(new Map(languages.map((weights, at) => [`language ${at}`, weights]))).map(({ sizeBytes }) => sizeBytes);

test('the heaviest language counts, and no other with it', () => {
  expect(sizes(ENGLISH, CHINESE)).toEqual([1_000, 4_000, 5_000, 19_200, 28_700]);
  expect(sizes(ENGLISH)).toEqual([1_000, 4_000, 5_000, 19_000, 28_000]);
});

test('a chunk that nobody has thought of counts', () => {
  expect(sizes(new Map([...ENGLISH, ['hats', 700]])).at(-1)).toBe(28_700);
});

test('what is not there is not within its budget, and no language hides it', () => {
  expect(pageBudgets(new Map([['en', new Map([['rapport', 900]])]])).map(isWithin)).toEqual([true, false, false, false, false]);
  expect(sizes(ENGLISH, new Map([['rapport', 1_000]])).slice(1)).toEqual([undefined, undefined, undefined, undefined]);
});
