import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aShop } from '../testing/a-shop.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const side = (role = 'owner'): OtherSide => {
  const shop = aShop();
  return new OtherSide({ shop: { ...shop, staff: { ...shop.staff, role } }, lists: [{ id: 'press', name: 'Press', people: 12 }] });
};

test('lists lists with how many people are on each, and hands them out as files', async () => {
  await mount('console-lists', { other: side() });
  await expect.element(page.getByRole('row', { name: /Press press 12/ })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Download Press as a file' })).toHaveAttribute('href', '/v1/lists/press/export');
});

test('makes a list by its name', async () => {
  const other = side('marketer');
  await mount('console-lists', { other });
  await page.getByLabelText('A new list').fill('Tea evening');
  await page.getByRole('button', { name: 'Add the list' }).click();
  await expect.element(page.getByRole('row', { name: /Tea evening tea-evening 0/ })).toBeVisible();
  expect(page.getByRole('button', { name: 'Bring people for Press' }).elements()).toEqual([]);
});

test('reads a file and says line by line what it could not place', async () => {
  const other = side();
  await mount('console-lists', { other });
  await page.getByRole('button', { name: 'Bring people for Press' }).click();
  await page.getByLabelText('CSV file').upload(new File(['email\nmei@tea.example\nnobody@tea.example\n'], 'press.csv', { type: 'text/csv' }));
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect.element(said('Lines read: 2. People changed: 1. So already: 0. Lines that name nobody: 1.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /3 The shop knows nobody by this\./ })).toBeVisible();
  expect(other.came.find(({ path }) => path === '/v1/lists/press/people')?.query.get('as')).toBe('add');
});

test('asks before it removes a list', async () => {
  const other = side();
  await mount('console-lists', { other });
  await page.getByRole('button', { name: 'Remove: Press' }).click();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect.element(said('There is no list yet.')).toBeVisible();
});

test('reads well in both languages and both lights, the form for a file too', async () => {
  await mount('console-lists', { other: side() });
  await page.getByRole('button', { name: 'Bring people for Press' }).click();
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'Lists of people' : '顧客名單' })).toBeVisible();
  });
});
