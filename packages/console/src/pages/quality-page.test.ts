import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { DuplicateReport, QualityReport } from '@rapport/protocol';
import { aShop, aShopper } from '../testing/a-shop.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const side = (quality: Partial<QualityReport> = {}, twice: Partial<DuplicateReport> = {}): OtherSide => {
  const other = new OtherSide();
  other.has.quality = {
    members: 400,
    fields: [
      { field: 'name', known: 380, valid: 372, fresh: null },
      { field: 'email', known: 390, valid: 361, fresh: null },
      { field: 'profile.tea', known: 120, valid: 118, fresh: null },
    ],
    atMs: 0,
    ...quality,
  };
  const people: DuplicateReport['pairs'][number]['people'] = [
    aShopper({ id: 'shp_1', name: 'Mei Chen', email: 'mei@tea.example', orders: 7 }),
    aShopper({ id: 'shp_2', name: 'Chen Mei', email: 'mei+shop@tea.example', orders: 1 }),
  ];
  other.has.duplicates = { pairs: [{ likely: 0.985, because: ['email', 'phone'], people }], found: 1, looked: 412, isAll: true, atMs: 0, ...twice };
  return other;
};

test('says first how many can be reached, then field by field what is known, right and fresh', async () => {
  await mount('console-quality', { other: side() });
  await expect.element(said('361 of 400 members have an e-mail address that mail can reach.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /E-mail address 97\.5% 90\.3% –/ })).toBeVisible();
});

test('puts two who are likely one person side by side, with why', async () => {
  await mount('console-quality', { other: side() });
  await expect.element(said('likely: the same mailbox and the same telephone number.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: 'Orders 7 1' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Chen Mei' })).toHaveAttribute('href', '/console/shoppers/shp_2');
});

test('says that not everybody was compared where there are too many people for it', async () => {
  await mount('console-quality', { other: side({}, { looked: 300_000, isAll: false }) });
  await expect.element(said('Whoever came after these 300,000 is not in this list')).toBeVisible();
});

test('merges two after a look and a yes, and undoes it', async () => {
  const { other } = await mount('console-quality', { other: side() });
  await expect.element(said('Together: 8 orders')).toBeVisible();
  await expect.element(page.getByRole('radio', { name: 'Mei Chen' })).toBeChecked();
  await page.getByRole('radio', { name: 'Chen Mei' }).click();
  await page.getByRole('button', { name: 'Merge: Mei Chen, Chen Mei' }).click();
  await expect.element(said('From now on Mei Chen is found as Chen Mei')).toBeVisible();
  await page.getByRole('button', { name: 'Yes, merge them' }).click();
  await expect.element(said('Mei Chen is now Chen Mei')).toBeVisible();
  expect(other.came.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
    ['/v1/merges', { keep: 'shp_2', merge: 'shp_1' }],
  ]);
  await page.getByRole('button', { name: 'Undo: Mei Chen, Chen Mei' }).click();
  await page.getByRole('button', { name: 'Yes, undo it' }).click();
  await expect.element(said('Two again: Mei Chen and Chen Mei')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Undo: Mei Chen, Chen Mei' })).not.toBeInTheDocument();
});

test('offers to merge only to whoever may', async () => {
  const other = side();
  const shop = aShop();
  other.has.shop = { ...shop, staff: { ...shop.staff, role: 'agent' } };
  await mount('console-quality', { other });
  await expect.element(page.getByRole('row', { name: 'Orders 7 1' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: /Merge/ })).not.toBeInTheDocument();
  expect(other.came.map(({ path }) => path)).not.toContain('/v1/merges');
});

test('says so where nobody is there twice, and where there are too few to speak of', async () => {
  await mount('console-quality', { other: side({ members: null, fields: [] }, { pairs: [], found: 0 }) });
  await expect.element(said('There are too few members to say anything of their data.')).toBeVisible();
  await expect.element(said('Nobody among 412 people')).toBeVisible();
});

test('asks nothing of people for whom only figures are', async () => {
  const other = side();
  const shop = aShop();
  other.has.shop = { ...shop, staff: { ...shop.staff, role: 'analyst' } };
  await mount('console-quality', { other });
  await expect.element(said('361 of 400 members')).toBeVisible();
  expect(other.came.map(({ path }) => path)).not.toContain('/v1/duplicates');
});

test('reads well in both languages and both lights', async () => {
  await mount('console-quality', { other: side() });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'Data quality' : '資料品質' })).toBeVisible();
  });
});
