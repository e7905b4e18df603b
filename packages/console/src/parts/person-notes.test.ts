import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

test('notes what staff heard, and says so', async () => {
  const other = new OtherSide();
  const { element } = await mount('console-person-notes', { other, shopperId: 'shp_1' });
  let noted = 0;
  element.addEventListener('rapport-noted', () => (noted += 1));
  await expect.element(page.getByRole('button', { name: 'Note it' })).toBeDisabled();
  await page.getByLabelText('What it was').selectOptions('interview');
  await page.getByLabelText('What was said').fill('Drinks oolong at work');
  await page.getByRole('button', { name: 'Note it' }).click();
  await expect.element(said('It stands in the time line.')).toBeVisible();
  await expect.element(page.getByLabelText('What was said')).toHaveValue('');
  expect(other.came.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/v1/shoppers/shp_1/notes', { kind: 'interview', text: 'Drinks oolong at work' }],
  ]);
  expect(noted).toBe(1);
});

test('keeps the words where they could not be noted', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/shoppers/shp_1/notes', { code: 'not-found' });
  await mount('console-person-notes', { other, shopperId: 'shp_1' });
  await page.getByLabelText('What was said').fill('Called about a lid');
  await page.getByRole('button', { name: 'Note it' }).click();
  await expect.element(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect.element(page.getByLabelText('What was said')).toHaveValue('Called about a lid');
});

test('reads well in both languages and both lights', async () => {
  await mount('console-person-notes', { shopperId: 'shp_1' });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('button', { name: locale === 'en' ? 'Note it' : '記下' })).toBeVisible();
  });
});
