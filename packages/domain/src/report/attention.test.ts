import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRule } from '../segments/index.ts';
import { ATTENTION, attentionRule, dueOn } from './index.ts';

it('work lists are rules that can be read', () => {
  for (const list of ATTENTION) expect(parseRule(attentionRule(list, 7)).ok).toBe(true);
});

it('a week is due on its Monday or the day after, once; a review in the first week of every other month', () => {
  expect(dueOn('2026-11-23')).toEqual([{ what: 'week', key: '2026-11-23' }]);
  expect(dueOn('2026-11-24')).toEqual([{ what: 'week', key: '2026-11-23' }]);
  expect(dueOn('2026-11-25')).toEqual([]);
  expect(dueOn('2026-11-01')).toEqual([{ what: 'review', key: '2026-11' }]);
  expect(dueOn('2026-12-01')).toEqual([{ what: 'week', key: '2026-11-30' }]);
});

it('over years every week is told once, and six reviews a year, whatever mornings of a pair were missed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.infiniteStream(fc.boolean()), (from, missed) => {
      const begin = Date.UTC(2000, 0, 3) + from * 7 * 86_400_000;
      const keys = new Set<string>();
      let skipped = false;
      for (let day = 0; day < 7 * 52; day += 1) {
        const today = new Date(begin + day * 86_400_000).toISOString().slice(0, 10);
        skipped = !skipped && missed.next().value === true;
        if (!skipped) for (const { what, key } of dueOn(today)) keys.add(`${what} ${key}`);
      }
      expect([...keys].filter((key) => key.startsWith('week'))).toHaveLength(52);
      const reviews = [...keys].filter((key) => key.startsWith('review')).length;
      expect(reviews >= 5 && reviews <= 7).toBe(true);
    }),
    { numRuns: 50 },
  );
});
