import type { Programme } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { aShop } from '../testing/a-shop.ts';
import { draftOf, minorOf, newReward, readDraft } from './programme-draft.ts';

const { programme } = aShop().settings;

test('a programme that is only looked at comes back unchanged', () => {
  expect(readDraft(draftOf(programme, 'EUR'), 'EUR')).toEqual({ ok: true, programme });
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
  const base = { pointsPerUnit: 1, signUpPoints: 0, pendingDays: 0, rewards: [] };
  const read = readDraft({ base, pointsPerUnit: '', signUpPoints: '1.5', pendingDays: '366', rewards: [reward] }, 'EUR');
  expect(read.ok ? [] : [...read.wrong].toSorted()).toEqual(['cost-r', 'pendingDays', 'pointsPerUnit', 'signUpPoints', 'title-r', 'value-r']);
});

test('what belongs to another kind of reward is not saved', () => {
  const [tin] = draftOf(programme, 'EUR').rewards;
  if (!tin) throw new Error('the shop has a first reward');
  const read = readDraft({ ...draftOf(programme, 'EUR'), rewards: [{ ...tin, kind: 'percent', percent: '10' }] }, 'EUR');
  expect(read.ok && read.programme.rewards[0]).toMatchObject({ kind: 'percent', percent: 10, valueMinor: null });
});

test('what no field shows stays as it is', () => {
  const whole: Programme = {
    ...aShop().settings.programme,
    tiers: { by: 'spend', window: { kind: 'life' }, graceDays: 0, down: 'one-step', list: [{ id: 'gold', title: {}, from: 1, perks: [] }] },
    refunds: 'clamp',
    rewards: aShop().settings.programme.rewards.map((reward) => ({ ...reward, perShopper: 2 })),
  };
  const read = readDraft({ ...draftOf(whole, 'EUR'), pointsPerUnit: '2' }, 'EUR');
  expect(read).toEqual({ ok: true, programme: { ...whole, pointsPerUnit: 2 } });
});
