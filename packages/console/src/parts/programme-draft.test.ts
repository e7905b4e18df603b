import type { Programme } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { aShop } from '../testing/a-shop.ts';
import { dayEnd, dayStart, dayText } from './day-text.ts';
import { newRule, newTimes } from './earning-draft.ts';
import { draftOf, minorOf, newReward, readDraft } from './programme-draft.ts';
import { newTier } from './terms-draft.ts';

const shop = aShop().settings;
const { programme } = shop;

test('a programme that is only looked at comes back unchanged', () => {
  expect(readDraft(draftOf(programme, shop), shop)).toEqual({ ok: true, programme });
});

test('amounts are read with comma or point, in the decimals of the currency', () => {
  expect(minorOf('40.00', 'EUR')).toBe(4000);
  expect(minorOf('40,5', 'EUR')).toBe(4050);
  expect(minorOf('40.555', 'EUR')).toBe(null);
  expect(minorOf('40', 'JPY')).toBe(40);
  expect(minorOf('40.5', 'JPY')).toBe(null);
  expect(minorOf('-1', 'EUR')).toBe(null);
  expect(minorOf('1e3', 'EUR')).toBe(null);
});

test('every field that can’t be read is named', () => {
  const reward = { ...newReward(), id: 'r' };
  const draft = { ...draftOf(programme, shop), pointsPerUnit: '', signUpPoints: '1.5', pendingDays: '366', rewards: [reward] };
  const read = readDraft(draft, shop);
  expect(read.ok ? [] : [...read.wrong].toSorted()).toEqual(['cost-r', 'pendingDays', 'pointsPerUnit', 'signUpPoints', 'title-r', 'value-r']);
});

test('what belongs to another kind of reward is not saved', () => {
  const [tin] = draftOf(programme, shop).rewards;
  if (!tin) throw new Error('the shop has a first reward');
  const read = readDraft({ ...draftOf(programme, shop), rewards: [{ ...tin, kind: 'percent', percent: '10' }] }, shop);
  expect(read.ok && read.programme.rewards[0]).toMatchObject({ kind: 'percent', percent: 10, valueMinor: null });
});

test('a whole programme comes back unchanged, whatever is in it', () => {
  const whole: Programme = {
    ...aShop().settings.programme,
    tiers: { by: 'spend', window: { kind: 'life' }, graceDays: 0, down: 'one-step', list: [{ id: 'gold', title: {}, from: 1, perks: [] }] },
    refunds: 'clamp',
    counted: { tax: true, shipping: false, discounts: false },
    rules: [
      { id: 'birthday', on: 'birthday', title: { en: 'For you' }, points: 100, limits: {} },
      {
        id: 'friend',
        on: 'referral',
        title: {},
        points: 200,
        friendPoints: 50,
        limits: { monthPoints: 400, allPoints: 9_000 },
        fromMs: 1_000,
        untilMs: 2_000_000_000_123,
      },
      { id: 'visit', on: 'event', name: 'visit', title: {}, points: 5, limits: { dayPoints: 5, lifePoints: 0 } },
    ],
    orderLimits: { dayPoints: 500 },
    multipliers: [{ id: 'tea', title: { en: 'Tea week' }, factor: 1.5, categories: ['Tea', 'Ware'], tiers: ['gold'], priority: 7, stacks: false }],
    expiry: { kind: 'lot', months: 12, roundTo: 'quarter' },
    warnDays: [60, 14],
    maxSharePercent: 30,
    rewards: aShop().settings.programme.rewards.map((reward) => ({ ...reward, perShopper: 2, codes: 'pool' })),
  };
  expect(readDraft(draftOf(whole, shop), shop)).toEqual({ ok: true, programme: whole });
  const read = readDraft({ ...draftOf(whole, shop), pointsPerUnit: '2' }, shop);
  expect(read).toEqual({ ok: true, programme: { ...whole, pointsPerUnit: 2 } });
});

test('days are the shop’s, and the last day counts whole', () => {
  expect(dayStart('2026-11-22', 'Asia/Taipei')).toBe(Date.parse('2026-11-21T16:00:00Z'));
  expect(dayEnd('2026-11-22', 'Asia/Taipei')).toBe(Date.parse('2026-11-22T16:00:00Z'));
  // The days on which the clocks change are 23 and 25 hours long.
  for (const [day, hours] of [
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ] as const)
    expect(((dayEnd(day, 'Europe/Berlin') ?? 0) - (dayStart(day, 'Europe/Berlin') ?? 0)) / 3_600_000).toBe(hours);
  expect(dayText(Date.parse('2026-11-21T16:00:00Z'), 'Asia/Taipei')).toBe('2026-11-22');
  expect(dayStart('tomorrow', 'UTC')).toBeNull();
});

test('rules, multipliers and standings that can’t be read are named at their fields', () => {
  const rule = { ...newRule('referral'), id: 'r', points: 'many', friend: '-1', all: '1.5', from: '2026-05-02', until: '2026-05-01' };
  const times = { ...newTimes(), id: 't', factor: '200', what: 'brands' as const, names: ' , ' };
  const tiers = [
    { ...newTier(), id: 'a', title: { en: 'Silver' }, from: '200' },
    { ...newTier(), id: 'b', from: '100' },
  ];
  const draft = draftOf(programme, shop);
  const read = readDraft({ ...draft, rules: [rule], times: [times], terms: { ...draft.terms, tiers, warn: '30, soon', share: '0' } }, shop);
  const names = ['all-r', 'factor-t', 'friend-r', 'from-b', 'names-t', 'points-r', 'share', 'title-b', 'until-r', 'warn'];
  expect(read.ok ? [] : [...read.wrong].toSorted()).toEqual(names);
});
