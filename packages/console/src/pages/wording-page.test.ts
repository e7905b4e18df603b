import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, isFocused, mount, said } from '../testing/mount.ts';

const field = () => page.getByRole('textbox', { name: 'In your own words' });

test('shows the texts of a part, and says one in the shop’s own words', async () => {
  await page.viewport(1440, 900);
  const { other } = await mount('console-wording');
  await expect.element(said('Every text says what Rapport says by itself.')).toBeVisible();
  await page.getByLabelText('Part', { exact: true }).selectOptions('Rewards and vouchers');
  await page.getByRole('button', { name: 'Change “Use {cost} for “{title}”?”' }).click();
  await expect.poll(() => isFocused(field())).toBe(true);
  await field().fill('“{title}” for {cost}?');
  await expect.element(said('“A tin of oolong” for 340 points?')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(said('One text is in your own words.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /“\{title\}” for \{cost\}\?.*Use \{cost\}/ })).toBeVisible();
  expect(other.has.shop.settings.wording).toEqual({ version: 1, said: { en: { 'rewards.confirm': '“{title}” for {cost}?' } } });
  await page.getByRole('button', { name: /^Change ““\{title\}” for/ }).click();
  await page.getByRole('button', { name: 'As it was at first' }).click();
  await expect.element(said('Every text says what Rapport says by itself.')).toBeVisible();
});

test('a value that must stay is asked for before anything is saved, and so is one that nobody knows', async () => {
  const { other } = await mount('console-wording');
  await page.getByRole('searchbox', { name: 'Search all texts' }).fill('to use');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: 'Change “You have {have} to use.”' }).click();
  await field().fill('Points: {name}');
  await expect.element(said('{have} must stay in the text. Nothing is filled in for {name}.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  expect(other.came.filter(({ method }) => method === 'PATCH')).toEqual([]);
});

test('finds nothing, and says so', async () => {
  await mount('console-wording');
  await page.getByLabelText('Part', { exact: true }).selectOptions('In your own words');
  await expect.element(said('Nothing is in your own words yet.')).toBeVisible();
  await page.getByRole('searchbox').fill('zebra');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect.element(said('No text has these words.')).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-wording');
  await page.getByRole('button', { name: /^Change “May we remember you/ }).click();
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent(locale === 'en' ? 'Words on your pages' : '商店頁面上的用語');
  });
});
