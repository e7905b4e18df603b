import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

test('says first what shoppers hold, then how it came to that', async () => {
  await mount('console-points-days');
  await expect.element(said('Shoppers hold 12,480 points, +180 in these days.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /In all 400 120 12,480/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /12 May 2026 300/ })).toBeVisible();
});

test('asks for the time that was chosen, and hands the same out as a file', async () => {
  const other = new OtherSide();
  await mount('console-points-days', { other });
  await page.getByRole('combobox', { name: 'Time' }).selectOptions('13 weeks');
  await expect.poll(() => other.came.at(-1)?.query.get('from')).toBe('2026-02-11');
  expect(other.came.at(-1)?.query.get('to')).toBe('2026-05-12');
  await expect
    .element(page.getByRole('link', { name: 'Download as CSV' }))
    .toHaveAttribute('href', '/v1/points/days?from=2026-02-11&to=2026-05-12&as=csv');
});

test('says what is owed, and what the forgotten held', async () => {
  const other = new OtherSide();
  other.has.pointsDays = { ...other.has.pointsDays, debt: 40, forgotten: 75 };
  await mount('console-points-days', { other });
  await expect.element(said('40 points are owed by shoppers for refunds.')).toBeVisible();
  await expect.element(said('75 points were held by people who had themselves forgotten')).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-points-days');
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('columnheader', { name: locale === 'en' ? 'Issued' : '發出' })).toBeVisible();
  });
});
