import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

test('shows sums, who stands where, and says nothing of fewer than five people', async () => {
  await mount('console-figures');
  await expect.element(page.getByRole('row', { name: /Getting to know.*1,122/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Won back.*fewer than 5/ }).first()).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Prospect → Welcome.*201/ })).toBeVisible();
  await expect.element(page.getByText('half of them within 8 minutes')).toBeInTheDocument();
  await expect.element(page.getByRole('row', { name: /Put one into the basket.*412 · 22/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /^Bought.*–/ })).toBeVisible();
  await expect.element(said('Value is estimated from 3,106 customers')).toBeVisible();
});

test('gives each chart as a table, too', async () => {
  await mount('console-figures');
  await page.getByText('As a table').click();
  await expect.element(page.getByRole('columnheader', { name: 'Revenue' })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /12 May 2026/ })).toBeVisible();
});

test('reads other spans', async () => {
  const other = new OtherSide();
  await mount('console-figures', { other });
  await page.getByRole('button', { name: '90 days' }).click();
  await expect.poll(() => other.came.filter(({ query }) => query.get('days') === '90').length).toBe(3);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-figures');
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'Figures' : '數據' })).toBeVisible();
  });
});
