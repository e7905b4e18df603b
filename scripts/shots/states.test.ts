import type { PointsView, ShopperView, StatementRow } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { standingAt } from './states.ts';
import { demoAnswers } from '../../packages/embed/src/demo/answers.ts';

const answers = demoAnswers('en', Date.UTC(2026, 4, 3));
const { rows } = answers['GET /v1/me/statement'] as { rows: StatementRow[] };
const points = answers['GET /v1/me/points'] as PointsView;
const view = answers['GET /v1/me'] as ShopperView;

/** The movements, the oldest first, each of which must lead to how things stood after it. */
const isSound = (newestFirst: readonly StatementRow[]): boolean =>
  newestFirst.toReversed().every(({ change, after }, at, all) => {
    const before = all[at - 1]?.after ?? { available: 0, pending: 0, debt: 0 };
    return (['available', 'pending', 'debt'] as const).every((sum) => before[sum] + change[sum] === after[sum]);
  });

test('the demo’s balances follow from its movements, and its movements from what was taken', () => {
  expect(isSound(rows)).toBe(true);
  const { pending, available, debt, spent } = points;
  expect(rows[0]?.after).toEqual({ pending, available, debt });
  expect(view.points).toMatchObject({ pending, available });
  const spends = rows.filter(({ kind }) => kind === 'spend');
  expect(spends.reduce((sum, row) => sum - row.change.available, 0)).toBe(spent);
  expect(view.vouchers.map(({ rewardId, madeAtMs }) => [view.rewards.find(({ id }) => id === rewardId)?.costPoints, madeAtMs])).toEqual(
    spends.map(({ points: cost, atMs }) => [cost, atMs]),
  );
});

test.each([0, 1_234_567])('a contact sheet’s movements end at %i', (available) => {
  const sheet = standingAt(available, rows);
  expect(isSound(sheet)).toBe(true);
  expect(sheet[0]?.after).toEqual({ pending: 0, available, debt: 0 });
});
