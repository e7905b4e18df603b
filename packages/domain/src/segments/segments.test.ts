import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindRule, cutsOf, decileOf, isIn, NO_CUTS, parseRule, rfmOf, runnable } from './index.ts';
import type { Facts } from './index.ts';

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
  const cuts = cutsOf(customers);

  it('cut customers into fifths and tenths of about equal size, and give ties the same score', () => {
    const recency = customers.map((one) => rfmOf(cuts, one).recency);
    for (const score of [1, 2, 3, 4, 5]) expect(recency.filter((one) => one === score).length).toBeGreaterThan(150);
    for (let decile = 1; decile <= 10; decile += 1) expect(customers.filter(({ value }) => decileOf(cuts, value) === decile)).toHaveLength(100);
    const same = cutsOf(Array.from({ length: 50 }, () => ({ recencyDays: 3, orders: 1, spentMinor: 5, value: 1 })));
    expect(rfmOf(same, { recencyDays: 3, orders: 1, spentMinor: 5 })).toMatchObject({ recency: 5, frequency: 1, money: 1, group: 'newcomers' });
  });

  it('name who buys lately and much, and whom the shop can’t afford to lose', () => {
    expect(rfmOf(cuts, { recencyDays: 2, orders: 12, spentMinor: 5_000 }).group).toBe('champions');
    expect(rfmOf(cuts, { recencyDays: 350, orders: 12, spentMinor: 5_000 }).group).toBe('cannot-lose');
    expect(rfmOf(cuts, { recencyDays: 360, orders: 1, spentMinor: 200 }).group).toBe('gone');
    expect(rfmOf(cuts, { recencyDays: 1, orders: 1, spentMinor: 200 }).group).toBe('newcomers');
    expect(rfmOf(NO_CUTS, { recencyDays: 1, orders: 1, spentMinor: 200 })).toMatchObject({ recency: 3, group: 'wavering' });
  });
});
