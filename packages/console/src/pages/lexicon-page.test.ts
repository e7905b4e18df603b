import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount } from '../testing/mount.ts';

test('keeps words and letters that mean the same', async () => {
  const { other } = await mount('console-lexicon');
  await page.getByLabelText('Words').fill('mug, cup\n抹茶碗、茶碗');
  await page.getByLabelText('Letters').fill('臺台');
  await page.getByRole('button', { name: 'Save the words' }).click();
  await expect.element(page.getByText('Saved.')).toBeVisible();
  expect(other.has.shop.settings.lexicon).toEqual({
    synonyms: [
      ['mug', 'cup'],
      ['抹茶碗', '茶碗'],
    ],
    letters: ['臺台'],
  });
});

test('says which line can’t be used, and sends nothing', async () => {
  const { other } = await mount('console-lexicon');
  await page.getByLabelText('Words').fill('mug, cup\nbowl');
  await page.getByRole('button', { name: 'Save the words' }).click();
  await expect.element(page.getByText('Line 2 stands alone: it needs two or more.')).toBeVisible();
  await expect.element(page.getByLabelText('Words')).toHaveAttribute('aria-invalid', 'true');
  expect(other.came.filter(({ method }) => method === 'PATCH')).toEqual([]);
});

test('a line of letters that would not be read is refused, and all that was typed stays', async () => {
  const { other } = await mount('console-lexicon');
  const letters = page.getByLabelText('Letters');
  await letters.fill('臺台\n裏x');
  await page.getByRole('button', { name: 'Save the words' }).click();
  await expect.element(page.getByText('Line 2 stands alone: it needs two or more.')).toBeVisible();
  await letters.fill('臺台\n裏裡x');
  await page.getByRole('button', { name: 'Save the words' }).click();
  await expect.element(page.getByText('Line 2 has something other than letters of Chinese or Japanese.')).toBeVisible();
  await expect.element(letters).toHaveValue('臺台\n裏裡x');
  expect(other.came.filter(({ method }) => method === 'PATCH')).toEqual([]);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-lexicon');
  await inAllWays(async () => {
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
