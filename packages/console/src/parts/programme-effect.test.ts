import { expect, test } from 'vitest';
import { aShop } from '../testing/a-shop.ts';
import { giveBack, ordersUntil, pointsOf } from './programme-effect.ts';

const { programme } = aShop().settings;

test('an example earns what the ledger would give', () => {
  expect(pointsOf(programme, 4000, 'EUR')).toBe(40);
  expect(pointsOf({ ...programme, pointsPerUnit: 0.1 }, 1999, 'EUR')).toBe(1);
  expect(pointsOf(programme, 4000, 'JPY')).toBe(4000);
});

test('orders until a reward count the points for joining first', () => {
  expect(ordersUntil(300, 50, 40)).toBe(7);
  expect(ordersUntil(50, 50, 40)).toBe(0);
  expect(ordersUntil(300, 0, 0)).toBe(null);
});

test('a reward gives back a share of what was spent for it', () => {
  const [tin, shipping] = programme.rewards;
  if (!tin || !shipping) throw new Error('the shop has two rewards');
  expect(giveBack(tin, programme, 'EUR')).toBe(0.05);
  expect(giveBack(shipping, programme, 'EUR')).toBe(null);
});
