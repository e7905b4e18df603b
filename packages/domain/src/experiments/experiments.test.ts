import * as fc from 'fast-check';
import { studentQuantile } from './student.ts';
import { describe, expect, it } from 'vitest';
import {
  addHeaps,
  compare,
  difference,
  estimate,
  exposureOf,
  groupAfterMerge,
  groupOf,
  lift,
  NO_HEAPS,
  pointWorth,
  ratioOf,
  report,
  sumUp,
  addSums,
} from './index.ts';
import type { Heaps, PersonTally } from './index.ts';
import { SCIPY } from './testing/scipy-fixtures.ts';

const Tally = fc.record({
  orders: fc.integer({ min: 0, max: 9 }),
  goodsMinor: fc.integer({ min: 0, max: 99_999 }),
  discountMinor: fc.integer({ min: 0, max: 500 }),
  pointsMinor: fc.integer({ min: 0, max: 500 }),
  days: fc.integer({ min: 1, max: 400 }),
});

describe('the statistics', () => {
  it('agree with scipy on the quantiles of Student', () => {
    for (const { p, dof, value } of SCIPY.quantiles) expect(studentQuantile(p, dof)).toBeCloseTo(value, 6);
  });

  it.each(SCIPY.cases.map((one, index) => ({ ...one, index })))(
    'agree with scipy on every interval of crowd $index',
    ({ treated, holdout, expected }) => {
      const [a, b] = [sumUp(treated), sumUp(holdout)];
      const close = (got: { value: number; low: number; high: number } | null, want: { value: number; low: number; high: number } | null): void => {
        expect(got === null).toBe(want === null);
        for (const key of ['value', 'low', 'high'] as const) {
          if (got && want) expect(Math.abs(got[key] - want[key])).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(want[key])));
        }
      };
      for (const { over, under, ...want } of expected) {
        const [x, y] = [ratioOf(a, over, under), ratioOf(b, over, under)];
        if (!x || !y) throw new Error('a ratio is missing');
        close(estimate(x), want.treated);
        close(estimate(y), want.holdout);
        close(difference(x, y), want.difference);
        close(lift(x, y), want.lift);
      }
    },
  );

  it('are the same whichever slice a person stands in', () => {
    fc.assert(
      fc.property(fc.array(Tally, { maxLength: 30 }), fc.integer({ min: 0, max: 30 }), (people, cut) => {
        const [whole, parts] = [sumUp(people), addSums(sumUp(people.slice(0, cut)), sumUp(people.slice(cut)))];
        expect(parts).toEqual(whole);
      }),
    );
  });

  it('lean with skewed money, and stay the usual ones where nothing is skewed', () => {
    const person = (goodsMinor: number): PersonTally => ({ orders: 1, goodsMinor, discountMinor: 0, pointsMinor: 0, days: 1 });
    const even = ratioOf(sumUp([10, 20, 30, 40, 50].map(person)), 'revenue', 'one');
    const skewed = ratioOf(sumUp([10, 10, 12, 15, 90].map(person)), 'revenue', 'one');
    if (!even || !skewed) throw new Error('a ratio is missing');
    const [plain, lean] = [estimate(even), estimate(skewed)];
    expect(plain.high - plain.value).toBeCloseTo(plain.value - plain.low, 9);
    expect(plain.high - plain.value).toBeCloseTo(studentQuantile(0.975, 4) * Math.sqrt(even.variance), 6);
    // A few large orders may be missing from the sample, never a few negative ones.
    expect(lean.high - lean.value).toBeGreaterThan(lean.value - lean.low);
  });

  it('say nothing about fewer than two people, and nothing over nothing', () => {
    const one: PersonTally = { orders: 1, goodsMinor: 100, discountMinor: 0, pointsMinor: 0, days: 3 };
    expect(ratioOf(sumUp([one]), 'revenue', 'one')).toBeNull();
    expect(
      ratioOf(
        sumUp([
          { ...one, orders: 0 },
          { ...one, orders: 0 },
        ]),
        'revenue',
        'orders',
      ),
    ).toBeNull();
    expect(compare(sumUp([]), sumUp([])).every((metric) => metric.treated === null && metric.lift === null)).toBe(true);
  });
});

describe('groups', () => {
  it('put about the share of evenly drawn people into the holdout', () => {
    const draws = Array.from({ length: 10_000 }, (_, i) => (i + 0.5) / 10_000);
    expect(draws.filter((draw) => groupOf(draw, 0.05) === 'holdout')).toHaveLength(500);
    expect(groupOf(0, 0)).toBe('treated');
  });

  it.each([
    ['treated', 'holdout', { group: 'treated', crossed: true }],
    ['holdout', 'treated', { group: 'holdout', crossed: true }],
    ['holdout', 'holdout', { group: 'holdout', crossed: false }],
    [null, 'holdout', { group: 'holdout', crossed: false }],
    ['treated', null, { group: 'treated', crossed: false }],
  ] as const)('member %s and guest %s', (member, guest, after) => expect(groupAfterMerge(member, guest)).toEqual(after));

  it('count an exposure only where showing would have been allowed, alike in both', () => {
    const consent = { personalisation: 'granted', messages: 'pending' } as const;
    expect(exposureOf('treated', consent, ['personalisation'])).toBe('shown');
    expect(exposureOf('holdout', consent, ['personalisation'])).toBe('ghost');
    for (const group of ['treated', 'holdout'] as const) expect(exposureOf(group, consent, ['messages', 'personalisation'])).toBeNull();
  });

  it('take the best fixed reward for what a point is worth', () => {
    const rewards = [
      { kind: 'amount', valueMinor: 500, costPoints: 100 },
      { kind: 'amount', valueMinor: 1200, costPoints: 200 },
      { kind: 'percent', valueMinor: null, costPoints: 1 },
    ] as const;
    expect(pointWorth(rewards)).toBe(6);
    expect(pointWorth([])).toBe(0);
  });
});

describe('the report', () => {
  const crowd = (people: number, buyers: number, spends: number): PersonTally[] =>
    Array.from({ length: people }, (_, i) => ({
      orders: i < buyers ? 1 + (i % 2) : 0,
      goodsMinor: i < buyers ? (1 + (i % 2)) * (spends + ((i % 5) - 2) * 100) : 0,
      discountMinor: 0,
      pointsMinor: 0,
      days: 60,
    }));
  const heaps = (treated: PersonTally[], holdout: PersonTally[], discount: PersonTally[] = []): Heaps => ({
    attention: sumUp(treated),
    holdout: sumUp(holdout),
    discount: sumUp(discount),
  });

  it('says nothing of nobody', () => {
    const said = report(NO_HEAPS, 0, 0);
    expect(said).toMatchObject({ enough: false, moreDays: null, groups: { treated: { people: 0 }, holdout: { people: 0 } } });
  });

  it('finds a great difference and says so', () => {
    const said = report(heaps(crowd(2_000, 1_200, 4_000), crowd(400, 150, 3_000)), 90, 3);
    expect(said).toMatchObject({ enough: true, moreDays: 0, crossed: 3, days: 90 });
    const revenue = said.metrics.find(({ metric }) => metric === 'revenue');
    expect(revenue?.lift?.low).toBeGreaterThan(0.5);
    expect(said.metrics.find(({ metric }) => metric === 'order-frequency')?.treated?.value).toBeCloseTo((1_800 / 2_000 / 60) * 30, 9);
  });

  it('asks for more days while the interval holds zero and is wide, and for the month in any case', () => {
    const few = report(heaps(crowd(300, 90, 3_100), crowd(80, 32, 3_000)), 40, 0);
    expect(few.enough).toBe(false);
    expect(few.moreDays).toBeGreaterThan(40);
    const early = report(heaps(crowd(2_000, 1_200, 4_000), crowd(400, 150, 3_000)), 10, 0);
    expect(early).toMatchObject({ enough: false, moreDays: 18 });
  });

  it('keeps those who got a discount apart, and adds both up for the whole', () => {
    const said = report(addHeaps(heaps(crowd(100, 50, 3_000), []), heaps([], crowd(50, 20, 3_000), crowd(30, 30, 3_000))), 50, 0);
    expect(said.groups).toMatchObject({
      treated: { people: 130, buyers: 80 },
      attention: { people: 100 },
      discount: { people: 30 },
      holdout: { people: 50 },
    });
    expect(said.attention[0]?.treated?.value).toBeCloseTo(0.5, 9);
    expect(said.discount[0]?.treated?.value).toBeCloseTo(1, 9);
  });
});
