import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { award, type AwardMultiplier } from './award.ts';

const line = (productId: string, totalMinor: number, more: object = {}) => ({ productId, totalMinor, ...more });
const order = (...lines: ReturnType<typeof line>[]) => ({
  subtotalMinor: lines.reduce((sum, one) => sum + one.totalMinor, 0),
  discountMinor: 0,
  lines,
});
const by = (id: string, factor: number, more: Partial<AwardMultiplier> = {}): AwardMultiplier => ({ id, factor, priority: 0, stacks: true, ...more });
const points = (multipliers: readonly AwardMultiplier[], moment?: { atMs: number; tier: string | null }): number =>
  award(order(line('a', 10_000, { brands: ['Ito', 'Abe'], categories: ['tea'] })), { pointsPerUnit: 1, multipliers }, 2, moment).points;

describe('multipliers', () => {
  it.each([
    ['adds what stacking ones give above one', [by('x', 2), by('y', 3)], 400],
    ['takes off what is below one', [by('x', 0.5)], 50],
    ['never goes below nothing', [by('x', 0), by('y', 0)], 0],
    ['goes no further than a hundred times', [by('x', 100), by('y', 100)], 10_000],
    ['lets one that doesn’t stack stand alone', [by('x', 5, { stacks: false, priority: 9 }), by('y', 3)], 500],
    ['passes one over that doesn’t stack after others have counted', [by('x', 5, { stacks: false }), by('y', 3, { priority: 9 })], 300],
    ['prefers the larger of equal priority', [by('x', 2, { stacks: false }), by('y', 3, { stacks: false })], 300],
    ['asks for the product', [by('x', 2, { products: ['b'] })], 100],
    ['asks for the product, any of them', [by('x', 2, { products: ['b', 'a'] })], 200],
    ['asks for the maker', [by('x', 2, { brands: ['Ito'] }), by('y', 2, { brands: ['Ono'] })], 200],
    ['asks for one of the line’s makers, not for all', [by('x', 2, { brands: ['Ito', 'Uno'] })], 200],
    ['asks for the category', [by('x', 2, { categories: ['tea'] }), by('y', 2, { categories: [] })], 200],
    ['asks for one of what it names', [by('x', 2, { products: ['b'], brands: ['Ito'] })], 200],
    ['wants a moment for what is limited in time', [by('x', 2, { fromMs: 0 }), by('y', 2, { untilMs: 9 })], 100],
    ['wants somebody for a tier', [by('x', 2, { tiers: ['gold'] })], 100],
  ] as const)('%s', (_, multipliers, expected) => expect(points(multipliers)).toBe(expected));

  it('counts from its first moment up to its last, for its tiers', () => {
    const season = [by('x', 2, { fromMs: 10, untilMs: 20 })];
    expect([9, 10, 19, 20].map((atMs) => points(season, { atMs, tier: null }))).toEqual([100, 200, 200, 100]);
    expect(['gold', 'silver', null].map((tier) => points([by('x', 2, { tiers: ['gold'] })], { atMs: 0, tier }))).toEqual([200, 100, 100]);
  });

  it('names those that made a line’s factor, the first by priority', () => {
    const made = award(
      order(line('a', 100), line('b', 100)),
      { pointsPerUnit: 1, multipliers: [by('x', 2, { products: ['a'] }), by('y', 3, { priority: 1 })] },
      2,
    );
    expect(made.lines).toEqual([
      { productId: 'a', points: 4, netMinor: 100, factor: 4, multipliers: ['y', 'x'] },
      { productId: 'b', points: 3, netMinor: 100, factor: 3, multipliers: ['y'] },
    ]);
  });

  it('shares out by what each line earned, not by what it cost, where factors differ', () => {
    const multipliers = [by('x', 2, { products: ['a'] })];
    const earned = (...lines: Parameters<typeof order>): number[] =>
      award(order(...lines), { pointsPerUnit: 1, multipliers }, 2).lines.map((one) => one.points);
    expect(earned(line('a', 150), line('b', 250))).toEqual([3, 2]);
    expect(earned(line('b', 250), line('a', 150))).toEqual([2, 3]);
    expect(earned(line('b', 250), line('b', 150), line('a', 150))).toEqual([3, 1, 3]);
  });

  it('gives what is left over to the earlier of equal lines', () => {
    const equal = ['a', 'b', 'c', 'd', 'e'].map((id) => line(id, 199));
    expect(award(order(...equal), { pointsPerUnit: 1 }, 2).lines.map((one) => one.points)).toEqual([2, 2, 2, 2, 1]);
  });

  it('shares out by cost at the most an order can earn, whatever the factors', () => {
    const huge = order(line('a', 1e12), line('b', 1e12));
    const made = award(huge, { pointsPerUnit: 10_000, multipliers: [by('x', 2, { products: ['a'] })] }, 0);
    expect(made.lines.map((one) => one.points)).toEqual([500_000_000_000, 500_000_000_000]);
    expect(made.points).toBe(1_000_000_000_000);
  });

  it('names equals by their ids, in whatever order they were written', () => {
    const [a, b] = [by('a', 2), by('b', 2)];
    for (const multipliers of [
      [a, b],
      [b, a],
    ]) {
      expect(award(order(line('p', 100)), { pointsPerUnit: 1, multipliers }, 2).lines[0]?.multipliers).toEqual(['a', 'b']);
    }
  });

  it('rounds down once an order, whatever the factors of its lines', () => {
    const multipliers = [by('x', 1.5, { products: ['a'] })];
    expect(award(order(line('a', 150), line('b', 175)), { pointsPerUnit: 1, multipliers }, 2)).toMatchObject({
      points: 4,
      lines: [{ points: 2 }, { points: 2 }],
    });
  });

  it('is what exact arithmetic says, and its lines add up', () => {
    const lines = fc.array(fc.record({ amount: fc.nat(5_000_000), is: fc.constantFrom('a', 'b', 'c') }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        lines,
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.constantFrom(0, 2, 3),
        (given, thousandths, rate, digits) => {
          const multipliers = [by('x', thousandths / 1_000, { products: ['a'] })];
          const made = award(order(...given.map(({ amount, is }) => line(is, amount))), { pointsPerUnit: rate / 1e6, multipliers }, digits);
          const sum = given.reduce((total, { amount, is }) => total + BigInt(amount) * BigInt(rate) * BigInt(is === 'a' ? thousandths : 1_000), 0n);
          const exact = sum / (10n ** BigInt(digits) * 1_000_000_000n);
          expect(BigInt(made.points)).toBe(exact > 1_000_000_000_000n ? 1_000_000_000_000n : exact);
          expect(made.lines.reduce((total, one) => total + one.points, 0)).toBe(made.points);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what counts of an order', () => {
  const whole = { ...order(line('a', 10_000)), discountMinor: 2_000, taxMinor: 1_900, shippingMinor: 500 };
  const counted = { tax: false, shipping: false, discounts: false };
  it.each([
    [undefined, 80],
    [counted, 80],
    [{ ...counted, tax: true }, 99],
    [{ ...counted, shipping: true }, 85],
    [{ ...counted, discounts: true }, 100],
  ] as const)('by %j is %i', (how, expected) => expect(award(whole, { pointsPerUnit: 1, counted: how }, 2).points).toBe(expected));

  it('is nothing more where an order says nothing of tax and shipping', () => {
    expect(award(order(line('a', 100)), { pointsPerUnit: 100, counted: { tax: true, shipping: true, discounts: true } }, 2).points).toBe(100);
  });

  it('is the tier’s rate where it has one', () => {
    const tiers = { list: [{ id: 'gold', pointsPerUnit: 2 }, { id: 'silver' }] };
    const got = ['gold', 'silver', null].map((tier) => award(whole, { pointsPerUnit: 1, tiers }, 2, { atMs: 0, tier }).points);
    expect(got).toEqual([160, 80, 80]);
  });

  it('is a basket of nothing in particular where it has no lines', () => {
    expect(award({ subtotalMinor: 500, discountMinor: 0, lines: [] }, { pointsPerUnit: 1, multipliers: [by('x', 2)] }, 2)).toMatchObject({
      points: 10,
      lines: [],
    });
  });
});
