import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

test('says first what most people want, then the rest of it', async () => {
  await mount('console-demand');
  await expect.element(said('41 people look for “抹茶碗”. 2 more things are wanted by several.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /抹茶碗 41 23/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /the second lamp 3 0/ })).toBeVisible();
});

test('has room on a desk for what they would pay, and when it was last sought', async () => {
  await page.viewport(1440, 900);
  await mount('console-demand');
  await expect.element(page.getByRole('row', { name: /抹茶碗 41 23 up to €90\.00 11 May 2026/ })).toBeVisible();
});

test('says of what came in how many wait for it, and nothing where nobody does', async () => {
  await mount('console-demand');
  const arrived = page.getByRole('table', { name: 'Came in, and waited for' });
  await expect.element(arrived.getByRole('row', { name: /Shino matcha bowl 23/ })).toBeVisible();
  await expect.element(arrived.getByRole('row', { name: /Cast-iron kettle, 1\.2 l 4/ })).toBeVisible();
  const other = new OtherSide();
  other.has.demand = { ...other.has.demand, arrivals: [] };
  await mount('console-demand', { other });
  await expect.element(said('41 people look for “抹茶碗”. 2 more things are wanted by several.')).toBeVisible();
  expect(arrived.elements()).toEqual([]);
});

test('hands the buying list out as a file', async () => {
  await mount('console-demand');
  await expect.element(page.getByRole('link', { name: 'Buying list as CSV' })).toHaveAttribute('href', '/v1/demand?as=csv');
});

test('says so when nothing is missing', async () => {
  const other = new OtherSide();
  other.has.demand = { ...other.has.demand, wants: [] };
  await mount('console-demand', { other });
  await expect.element(said('Nothing that several people look for is missing.')).toBeVisible();
  expect(page.getByRole('table', { name: 'Looked for in vain' }).elements()).toEqual([]);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-demand');
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('columnheader', { name: locale === 'en' ? 'People' : '人數' })).toBeVisible();
  });
});
