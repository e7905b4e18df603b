import fc from 'fast-check';
import { expect, it } from 'vitest';
import { marginOf, marginShare } from './index.ts';

const line = (totalMinor: number, quantity: number, costMinor: number | null) => ({ totalMinor, quantity, costMinor });

it('an order brings what was paid less what its goods cost, of lines whose cost is known', () => {
  const order = { subtotalMinor: 10_000, discountMinor: 1_000, lines: [line(6_000, 2, 1_500), line(4_000, 1, null)] };
  expect(marginOf(order)).toEqual({ costedMinor: 5_400, marginMinor: 2_400 });
  expect(marginOf({ ...order, lines: order.lines.map((one) => ({ ...one, costMinor: null })) })).toEqual({ costedMinor: 0, marginMinor: 0 });
  // Given away, it costs what it costs.
  expect(marginOf({ subtotalMinor: 6_000, discountMinor: 6_000, lines: [line(6_000, 2, 1_500)] })).toEqual({ costedMinor: 0, marginMinor: -3_000 });
});

it('a share is known where the cost of half of what was paid is', () => {
  expect(marginShare({ costedMinor: 5_400, marginMinor: 2_700, spentMinor: 10_000 })).toBe(0.5);
  expect(marginShare({ costedMinor: 4_000, marginMinor: 2_000, spentMinor: 10_000 })).toBeNull();
  expect(marginShare({ costedMinor: 0, marginMinor: 0, spentMinor: 0 })).toBeNull();
});

it('without cost the margin is all that was paid, and each piece’s cost takes exactly that off', () => {
  const lines = fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 9 }), fc.nat(50_000)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lines, fc.nat(50_000), (all, discountMinor) => {
      const subtotalMinor = all.reduce((sum, [total]) => sum + total, 0);
      const at = (factor: number) => marginOf({ subtotalMinor, discountMinor, lines: all.map(([total, n, cost]) => line(total, n, cost * factor)) });
      expect(at(0)).toEqual({ costedMinor: Math.max(0, subtotalMinor - discountMinor), marginMinor: Math.max(0, subtotalMinor - discountMinor) });
      expect(at(1).marginMinor).toBe(at(0).marginMinor - all.reduce((sum, [, n, cost]) => sum + n * cost, 0));
    }),
  );
});
