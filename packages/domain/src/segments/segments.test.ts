import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addShapes, bindRule, cutsIn, decileOf, isIn, NO_CUTS, parseRule, rfmOf, runnable, shapeOf } from './index.ts';
import type { Facts, ShapedCustomer } from './index.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;
const DECLARED = [
  { id: 'birthday', type: 'date' as const },
  { id: 'cats', type: 'number' as const },
  { id: 'constructor', type: 'text' as const },
];
const holds = (rule: unknown, facts: Facts, timeZone = 'Asia/Taipei'): boolean => {
  const parsed = parseRule(rule, DECLARED);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return isIn(runnable(bindRule(parsed.condition, { nowMs: NOW, timeZone })), facts);
};

describe('a rule', () => {
  it('speaks of numbers, choices, sets, times and what was told', () => {
    const facts: Facts = { orders: 3, stage: 'active', likes: ['maker:Kato'], lastOrderAt: NOW - 10 * DAY_MS, 'profile.cats': 2 };
    const rule = {
      and: [
        { '>=': [{ var: 'orders' }, 3] },
        { in: [{ var: 'stage' }, ['active', 'closer']] },
        { in: ['maker:Kato', { var: 'likes' }] },
        { 'within-days': [{ var: 'lastOrderAt' }, 14] },
        { '!=': [{ var: 'profile.cats' }, 1] },
        { '!': { known: [{ var: 'profile.birthday' }] } },
      ],
    };
    expect(holds(rule, facts)).toBe(true);
    expect(holds(rule, { ...facts, orders: 2 })).toBe(false);
    expect(holds({ '!': rule }, { ...facts, orders: 2 })).toBe(true);
  });

  it('holds of nothing that isn’t known, and its contrary of everything', () => {
    for (const facts of [{}, { orders: null }, { orders: '7' }, { orders: true }, { orders: ['7'] }] as Facts[]) {
      expect(holds({ '>': [{ var: 'orders' }, -1] }, facts)).toBe(false);
      expect(holds({ '<': [{ var: 'orders' }, 1e9] }, facts)).toBe(false);
      expect(holds({ '!=': [{ var: 'orders' }, 7] }, facts)).toBe(true);
    }
    expect(holds({ known: { var: 'profile.constructor' } }, {})).toBe(false);
  });

  it('begins a day at midnight of the shop, not of the machine', () => {
    const rule = { 'on-or-after': [{ var: 'firstSeenAt' }, '2026-05-03'] };
    const midnightInTaipei = Date.UTC(2026, 4, 2, 16);
    expect(holds(rule, { firstSeenAt: midnightInTaipei })).toBe(true);
    expect(holds(rule, { firstSeenAt: midnightInTaipei - 1 })).toBe(false);
    expect(holds(rule, { firstSeenAt: midnightInTaipei }, 'UTC')).toBe(false);
    // A day that begins at one o'clock, because the clock leaps over its midnight.
    expect(holds({ before: [{ var: 'firstSeenAt' }, '2026-04-24'] }, { firstSeenAt: Date.UTC(2026, 3, 23, 21, 59) }, 'Africa/Cairo')).toBe(true);
  });

  it('means everybody when it asks for nothing, and nobody when it offers no choice', () => {
    expect([holds({ and: [] }, {}), holds({ or: [] }, {}), holds({ '!': { or: [] } }, {})]).toEqual([true, false, true]);
  });

  it.each([
    [null, '', 'an object with one operator'],
    [{}, '', 'exactly one operator'],
    [{ and: [{ '==': [{ var: 'shoe' }, 1] }] }, '/and/0/==/0', 'there is no field shoe'],
    [{ '==': [{ var: 'profile.nothing' }, 1] }, '/==/0', 'there is no field profile.nothing'],
    [{ '==': [{ var: 'stage' }, 'happy'] }, '/==/1', 'stage is one of: prospect, welcome, getting-to-know, active, closer, at-risk, lost, won-back'],
    [{ '<': [{ var: 'stage' }, 1] }, '/</0', 'stage is not a number; times are compared with within-days, before-days, on-or-after and before'],
    [{ 'within-days': [{ var: 'orders' }, 1] }, '/within-days', 'orders is not a time'],
    [{ 'on-or-after': [{ var: 'joinedAt' }, '2026-13-01'] }, '/on-or-after/1', 'a day such as 2026-05-03'],
    [{ '>': [{ var: 'orders' }, '3'] }, '/>/1', 'a number'],
    [{ map: [{ var: 'orders' }, 3] }, '/map', 'this is none of the operators that a rule may have'],
    [{ '==': [{ var: 'locale' }, 'a\u0000b'] }, '/==/1', 'a text of at most 200 signs'],
  ])('is refused where it can’t be read: %j', (rule, path, message) => {
    expect(parseRule(rule, DECLARED)).toEqual({ ok: false, issues: [{ path, message }] });
  });

  it('is refused when it is too long or too deep', () => {
    expect(parseRule({ and: Array.from({ length: 41 }, () => ({ known: [{ var: 'orders' }] })) }).ok).toBe(false);
    let deep: unknown = { known: [{ var: 'orders' }] };
    for (let i = 0; i < 10; i += 1) deep = { '!': deep };
    expect(parseRule(deep).ok).toBe(false);
  });

  it('never throws, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (rule) => {
        expect(typeof parseRule(rule).ok).toBe('boolean');
      }),
    );
  });
});

describe('scores', () => {
  const customers = Array.from({ length: 1_000 }, (_, i) => ({
    recencyDays: i % 365,
    orders: 1 + (i % 12),
    spentMinor: 100 + ((i * 37) % 5_000),
    value: (i * 7919) % 10_007,
  }));
  const shaped = (all: readonly Pick<ShapedCustomer, 'recencyDays' | 'orders' | 'spentMinor' | 'value'>[]): ShapedCustomer[] =>
    all.map((one) => ({ share: null, costedMinor: 0, marginMinor: 0, ...one }));
  const cuts = cutsIn(shapeOf(shaped(customers)));

  it('cut customers into fifths and tenths of about equal size, and give ties the same score', () => {
    const recency = customers.map((one) => rfmOf(cuts, one).recency);
    for (const score of [1, 2, 3, 4, 5]) expect(recency.filter((one) => one === score).length).toBeGreaterThan(150);
    for (let decile = 1; decile <= 10; decile += 1) {
      const people = customers.filter(({ value }) => decileOf(cuts, value) === decile).length;
      // A bucket of the largest amounts holds half a percent of them.
      expect(Math.abs(people - 100)).toBeLessThanOrEqual(10);
    }
    const same = cutsIn(shapeOf(shaped(Array.from({ length: 50 }, () => ({ recencyDays: 3, orders: 1, spentMinor: 5, value: 1 })))));
    expect(rfmOf(same, { recencyDays: 3, orders: 1, spentMinor: 5 })).toMatchObject({ recency: 5, frequency: 1, money: 1, group: 'newcomers' });
  });

  it('go by what stays with the shop where that is known of half of the customers, and say so', () => {
    const some = (share: number | null, value: number): ShapedCustomer => ({
      recencyDays: 1,
      orders: 2,
      spentMinor: 10_000,
      value,
      share,
      costedMinor: share === null ? 0 : 10_000,
      marginMinor: share === null ? 0 : 10_000 * share,
    });
    const thrifty = Array.from({ length: 50 }, (_, i) => some(0.1, 10_000 + i * 100));
    const rich = Array.from({ length: 50 }, (_, i) => some(0.6, 5_000 + i * 50));
    const known = cutsIn(shapeOf([...thrifty, ...rich, ...Array.from({ length: 20 }, () => some(null, 8_000))]));
    expect(known).toMatchObject({ by: 'margin', share: 0.35 });
    expect(decileOf(known, 7_000, 0.6)).toBeGreaterThan(decileOf(known, 14_000, 0.1));
    // Of whom nothing is known the shop's usual share is taken.
    expect(decileOf(known, 8_000)).toBe(decileOf(known, 8_000, 0.35));
    const unknown = cutsIn(shapeOf([...rich, ...Array.from({ length: 60 }, (_, i) => some(null, 4_000 + i * 100))]));
    expect(unknown.by).toBe('revenue');
    expect(decileOf(unknown, 7_000, 0.6)).toBe(decileOf(unknown, 7_000));
    // Sold below cost: the last of all.
    expect(decileOf(known, 10_000, -0.2)).toBe(1);
  });

  it('are the same however the people are spread over slices', () => {
    const customer = fc.record({
      recencyDays: fc.nat(900),
      orders: fc.integer({ min: 1, max: 40 }),
      spentMinor: fc.nat(5_000_000),
      value: fc.nat(1_000_000),
      share: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
      costedMinor: fc.nat(5_000),
      marginMinor: fc.integer({ min: -5_000, max: 5_000 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(customer, { maxLength: 30 }), { maxLength: 5 }), (slices) => {
        const together = cutsIn(shapeOf(slices.flat()));
        expect(cutsIn(addShapes(slices.map(shapeOf)))).toEqual(together);
        for (const { value, share } of slices.flat()) {
          const decile = decileOf(together, value, share);
          expect(decile >= 1 && decile <= 10).toBe(true);
        }
        expect(together.value).toEqual(together.value.toSorted((a, b) => a - b));
      }),
    );
  });

  it('name who buys lately and much, and whom the shop can’t afford to lose', () => {
    expect(rfmOf(cuts, { recencyDays: 2, orders: 12, spentMinor: 5_000 }).group).toBe('champions');
    expect(rfmOf(cuts, { recencyDays: 350, orders: 12, spentMinor: 5_000 }).group).toBe('cannot-lose');
    expect(rfmOf(cuts, { recencyDays: 360, orders: 1, spentMinor: 200 }).group).toBe('gone');
    expect(rfmOf(cuts, { recencyDays: 1, orders: 1, spentMinor: 200 }).group).toBe('newcomers');
    expect(rfmOf(NO_CUTS, { recencyDays: 1, orders: 1, spentMinor: 200 })).toMatchObject({ recency: 3, group: 'wavering' });
  });
});
