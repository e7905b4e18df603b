import { expect, test } from 'vitest';
import { ours, popularity, score, taught } from '../test/bench/recommend-quality.ts';
import { DATA, haveSets, readSet, setNames } from '../test/bench/recommend-sets.ts';

// A small part of what `npm run bench -- recommend` measures, so that a loss of quality shows at once. Needs the public sets, which are no part of the repository.

const has = (name: string): boolean => haveSets() && setNames().includes(name);
const CASES = 1_500;

test.skipIf(!has('yc100k'))(`keeps the floor on Yoochoose 100k (data in ${DATA})`, { timeout: 60_000 }, () => {
  const set = readSet('yc100k');
  const { recommender } = taught(set);
  const own = score(set, ours(recommender, set), CASES);
  expect(own.hit).toBeGreaterThan(0.68);
  expect(own.rank).toBeGreaterThan(0.36);
  expect(own.hit).toBeGreaterThan(5 * score(set, popularity(set), CASES).hit);
});

test.skipIf(!has('amazon-Beauty'))('keeps the floor on Amazon Beauty', { timeout: 60_000 }, () => {
  const set = readSet('amazon-Beauty');
  const { recommender } = taught(set);
  const own = score(set, ours(recommender, set), CASES);
  expect(own.hit).toBeGreaterThan(0.08);
  expect(own.rank).toBeGreaterThan(0.048);
});
