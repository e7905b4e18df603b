import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addWants, boardOf, FEWEST_WANTING, stemOf, waitedFor, wantsOf, type Sought } from './demand.ts';

const sought = (shopper: string, query: string, more: Partial<Sought> = {}): Sought => ({
  shopper,
  query,
  wished: false,
  ceilingMinor: null,
  lastAtMs: 1,
  ...more,
});

it('knows a want again in other words for it', () => {
  expect(new Set(['matcha bowl', 'Bowls for matcha', ' MATCHA  bowl'].map(stemOf)).size).toBe(1);
  expect(stemOf('抹茶 碗')).toBe(stemOf('抹茶碗'));
  expect(stemOf('the !')).toBe(stemOf('the'));
});

it('counts people, not searches, and says nothing of fewer than three', () => {
  const all = [
    sought('a', 'matcha bowl', { wished: true, ceilingMinor: 5_000, lastAtMs: 5 }),
    sought('a', 'matcha bowls', { lastAtMs: 9 }),
    sought('b', 'matcha bowl', { ceilingMinor: 9_000 }),
    sought('c', 'Matcha Bowl', { ceilingMinor: 7_000 }),
    sought('a', 'left-handed scissors'),
    sought('b', 'left-handed scissors'),
  ];
  expect(boardOf(wantsOf(all))).toEqual([{ words: 'Matcha Bowl', people: 3, wishing: 1, ceilingMinor: 7_000, lastAtMs: 9 }]);
});

it('comes to the same however the people are spread over slices', () => {
  const Any = fc.array(
    fc.record({
      shopper: fc.constantFrom(...'abcdefgh'),
      query: fc.constantFrom('matcha bowl', 'bowl', 'matcha bowls', '抹茶碗', 'left scissors', '!'),
      wished: fc.boolean(),
      ceilingMinor: fc.option(fc.integer({ min: 1, max: 99_999 })),
      lastAtMs: fc.integer({ min: 0, max: 1_000 }),
    }),
  );
  fc.assert(
    fc.property(Any, fc.integer({ min: 1, max: 4 }), (all, slices) => {
      const sliceOf = ({ shopper }: Sought): number => shopper.charCodeAt(0) % slices;
      const parts = Array.from({ length: slices }, (_, slice) => wantsOf(all.filter((one) => sliceOf(one) === slice)));
      const board = boardOf(addWants(parts));
      expect(board).toEqual(boardOf(addWants([wantsOf(all)])));
      for (const { people, wishing } of board) {
        expect(people).toBeGreaterThanOrEqual(FEWEST_WANTING);
        expect(wishing).toBeLessThanOrEqual(people);
      }
    }),
  );
});

it('says how many wait for what came in, over all slices, and never of fewer than three', () => {
  const things = [{ id: 'bowl' }, { id: 'kettle' }, { id: 'cup' }];
  const slices = [
    [2, 1, 0],
    [0, 1, 0],
    [5, 0, 3],
  ];
  expect(waitedFor(things, slices)).toEqual([
    { id: 'bowl', people: 7 },
    { id: 'cup', people: 3 },
  ]);
});
