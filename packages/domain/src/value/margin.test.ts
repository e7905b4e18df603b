import fc from 'fast-check';
import { expect, it } from 'vitest';
import { marginOf, marginShare } from './index.ts';

const line = (paidMinor: number, costMinor: number | null, keptMinor = paidMinor) => ({ paidMinor, costMinor, keptMinor });

it('an order brings what was paid less what its goods cost, of lines whose cost is known', () => {
  expect(marginOf([line(5_400, 3_000), line(3_600, null)])).toEqual({ costedMinor: 5_400, marginMinor: 2_400 });
  expect(marginOf([line(5_400, null), line(3_600, null)])).toEqual({ costedMinor: 0, marginMinor: 0 });
  // Given away, it costs what it costs.
  expect(marginOf([line(0, 3_000)])).toEqual({ costedMinor: 0, marginMinor: -3_000 });
});

it('what went back takes its share of the cost along', () => {
  expect(marginOf([line(5_400, 3_000, 2_700), line(3_600, 100, 0)])).toEqual({ costedMinor: 2_700, marginMinor: 1_200 });
});

it('a share is known where the cost of half of what was paid is', () => {
  expect(marginShare({ costedMinor: 5_400, marginMinor: 2_700, spentMinor: 10_000 })).toBe(0.5);
  expect(marginShare({ costedMinor: 4_000, marginMinor: 2_000, spentMinor: 10_000 })).toBeNull();
  expect(marginShare({ costedMinor: 0, marginMinor: 0, spentMinor: 0 })).toBeNull();
});

it('without cost the margin is all that is still paid, and cost takes exactly that off', () => {
  const lines = fc.array(fc.tuple(fc.nat(100_000), fc.nat(50_000)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lines, (all) => {
      const paid = all.reduce((sum, [minor]) => sum + minor, 0);
      const at = (factor: number) => marginOf(all.map(([minor, cost]) => line(minor, cost * factor)));
      expect(at(0)).toEqual({ costedMinor: paid, marginMinor: paid });
      expect(at(1).marginMinor).toBe(paid - all.reduce((sum, [, cost]) => sum + cost, 0));
    }),
  );
});
