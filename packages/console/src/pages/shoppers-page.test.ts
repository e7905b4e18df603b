import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aShopper } from '../testing/a-shop.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const guest = aShopper({ id: 'shp_abcdef123456', kind: 'guest', name: null, email: null, orders: 0, spentMinor: 0, pointsAvailable: 0 });
const people = [aShopper(), aShopper({ id: 'shp_2', name: '陳志明', email: 'zm@example.tw' }), guest];

beforeEach(() => history.replaceState(null, ''));

test('lists people with what they spent and have, and leads to each', async () => {
  await mount('console-shoppers', { other: new OtherSide({ shoppers: people }) });
  await expect.element(page.getByRole('link', { name: 'Lin Yu-Ting' })).toHaveAttribute('href', '/console/shoppers/shp_7Qm2xLw0Vt');
  await expect.element(page.getByRole('link', { name: 'Guest …123456' })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Lin Yu-Ting.*€318.50.*326/ })).toBeVisible();
});

test('says that its rows are of slightly different moments', async () => {
  await mount('console-shoppers');
  await expect.element(said('its rows are as of slightly different moments')).toBeVisible();
});

test('searches by name or address, and remembers the search for the way back', async () => {
  const other = new OtherSide({ shoppers: people });
  await mount('console-shoppers', { other });
  await page.getByRole('searchbox').fill('zm@');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('link', { name: '陳志明' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Lin Yu-Ting' })).not.toBeInTheDocument();
  await mount('console-shoppers', { other });
  await expect.element(page.getByRole('searchbox')).toHaveValue('zm@');
  expect(other.came.at(-1)?.query.get('query')).toBe('zm@');
});

test('brings more, a page at a time', async () => {
  const other = new OtherSide({ shoppers: people, pageRows: 2 });
  await mount('console-shoppers', { other });
  await page.getByRole('button', { name: 'More' }).click();
  await expect.element(page.getByRole('link', { name: 'Guest …123456' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'More' })).not.toBeInTheDocument();
  expect(other.came.at(-1)?.query.get('after')).toBe('2');
});

test('a refusal leaves the list and says what to do', async () => {
  const other = new OtherSide({ shoppers: people, pageRows: 2 });
  await mount('console-shoppers', { other });
  await expect.element(page.getByRole('button', { name: 'More' })).toBeVisible();
  other.refuse.set('GET /v1/shoppers', { code: 'overloaded' });
  await page.getByRole('button', { name: 'More' }).click();
  await expect.element(said('Try again in a moment.')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Lin Yu-Ting' })).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-shoppers', { other: new OtherSide({ shoppers: people }) });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('columnheader', { name: locale === 'en' ? 'Points' : '點數' })).toBeVisible();
  });
});
