import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { award, MAX_AWARD_POINTS } from './award.ts';
import { exponentOf } from './currency.ts';
import { amountRule, rateOf } from './rule.ts';

/** An order of lines by amount, with a discount on the whole. */
const anOrder = (amounts: readonly number[], discountMinor = 0) => ({
  subtotalMinor: amounts.reduce((sum, amount) => sum + amount, 0),
  discountMinor,
  lines: amounts.map((totalMinor, index) => ({ productId: `p${index}`, totalMinor })),
});
const at = (pointsPerUnit: number) => ({ pointsPerUnit });
/** The same in BigInt, for comparison. */
const exact = (netMinor: number, pointsPerUnit: number, exponent: number): number =>
  Number((BigInt(netMinor) * BigInt(Math.round(pointsPerUnit * 1e6))) / (10n ** BigInt(exponent) * 1_000_000n));

const minor = fc.integer({ min: 0, max: 1e9 });
const rate = fc.oneof(
  fc.constantFrom(0, 0.1, 0.5, 1, 1.1, 2, 10, 0.000001, 10_000),
  fc.integer({ min: 0, max: 1e10 }).map((n) => n / 1e6),
);
const exponent = fc.constantFrom(0, 2, 3);
const amounts = fc.array(minor, { minLength: 1, maxLength: 20 });

describe('award', () => {
  it('gives a point for each whole unit, less discount, without tax and shipping', () => {
    expect(award({ ...anOrder([4_999, 1_500], 500) }, at(1), 2).points).toBe(59);
  });

  it('rounds down once an order, not once a line', () => {
    const line = { netMinor: 199, factor: 1, multipliers: [] };
    expect(award(anOrder([199, 199, 199]), at(1), 2)).toEqual({
      points: 5,
      netMinor: 597,
      pointsPerUnit: 1,
      lines: [
        { ...line, productId: 'p0', points: 2 },
        { ...line, productId: 'p1', points: 2 },
        { ...line, productId: 'p2', points: 1 },
      ],
    });
  });

  it.each([
    ['JPY', 1_000, 0.01, 10],
    ['TWD', 100_000, 0.1, 100],
    ['KWD', 12_345, 1, 12],
    ['EUR', 110, 1.1, 1],
    ['EUR', 30_000, 0.1, 30],
    ['EUR', 290, 0.1 + 0.2, 0],
    ['EUR', 1_000, 0.1 + 0.2, 3],
  ])('counts %s %i at %f as %i', (currency, netMinor, pointsPerUnit, points) => {
    expect(award(anOrder([netMinor]), at(pointsPerUnit), exponentOf(currency)).points).toBe(points);
  });

  it('gives nothing for an order that is all discount, or free', () => {
    expect(award(anOrder([500], 900), at(1), 2).points).toBe(0);
    expect(award(anOrder([0, 0]), at(1), 2).points).toBe(0);
  });

  it('shares out evenly when the lines carry no amounts', () => {
    const order = { subtotalMinor: 500, discountMinor: 0, lines: anOrder([0, 0]).lines };
    expect(award(order, at(1), 2).lines.map((line) => line.points)).toEqual([3, 2]);
  });

  it('stays exact at the limits of the protocol', () => {
    expect(award(anOrder([999_999_999_999]), at(0.123457), 2).points).toBe(exact(999_999_999_999, 0.123457, 2));
    expect(award(anOrder([1e12]), at(10_000), 0).points).toBe(MAX_AWARD_POINTS);
  });

  it('is what exact arithmetic says', () => {
    fc.assert(
      fc.property(minor, rate, exponent, (netMinor, pointsPerUnit, digits) => {
        const points = award(anOrder([netMinor]), at(pointsPerUnit), digits).points;
        expect(points).toBe(Math.min(MAX_AWARD_POINTS, exact(netMinor, pointsPerUnit, digits)));
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('has lines that add up to the order, each within a point of its share, none for a line without amount', () => {
    fc.assert(
      fc.property(amounts, rate, exponent, fc.double({ min: 0, max: 1, noNaN: true }), (lines, pointsPerUnit, digits, part) => {
        const order = anOrder(lines);
        const { points, lines: shares } = award({ ...order, discountMinor: Math.floor(order.subtotalMinor * part) }, at(pointsPerUnit), digits);
        expect(shares.reduce((sum, line) => sum + line.points, 0)).toBe(points);
        shares.forEach((share, index) => {
          const amount = lines[index] ?? 0;
          const fair = order.subtotalMinor > 0 ? (points * amount) / order.subtotalMinor : 0;
          expect(Math.abs(share.points - fair)).toBeLessThan(1.01);
          expect(amount === 0 && share.points > 0).toBe(false);
        });
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('never gives less for more', () => {
    fc.assert(
      fc.property(minor, minor, rate, exponent, (some, more, pointsPerUnit, digits) => {
        const less = award(anOrder([some]), at(pointsPerUnit), digits).points;
        expect(award(anOrder([some + more]), at(pointsPerUnit), digits).points).toBeGreaterThanOrEqual(less);
      }),
    );
  });

  it('never gives more for an order sent in slices', () => {
    fc.assert(
      fc.property(amounts, rate, exponent, (parts, pointsPerUnit, digits) => {
        const whole = award(anOrder(parts), at(pointsPerUnit), digits).points;
        fc.pre(whole < MAX_AWARD_POINTS);
        const sliced = parts.reduce((sum, part) => sum + award(anOrder([part]), at(pointsPerUnit), digits).points, 0);
        expect(sliced).toBeLessThanOrEqual(whole);
      }),
    );
  });
});

describe('exponentOf', () => {
  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['TWD', 2],
    ['ZZZ', 2],
  ])('knows that %s has %i decimals', (currency, digits) => expect(exponentOf(currency)).toBe(digits));
});

describe('amountRule', () => {
  it('is read back as the rate it was written with', () => {
    fc.assert(
      fc.property(rate, (pointsPerUnit) => {
        expect(rateOf(amountRule(pointsPerUnit))).toBe(pointsPerUnit);
      }),
    );
  });

  it('is not found in other rules', () => {
    expect([null, 'sign-up', 'amount@', 'amount@x', 'amount@-1'].map(rateOf)).toEqual([null, null, null, null, null]);
  });
});
