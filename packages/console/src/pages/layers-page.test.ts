import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { anAudienceRow } from '../testing/people.ts';
import { aShop } from '../testing/a-shop.ts';
import { inAllWays, mount } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const PATRON = { id: 'patron', name: { en: 'Patrons', 'zh-Hant': '老主顧' }, rule: { and: [{ '>=': [{ var: 'spent' }, 100_000] }] } };
const PRESS = { id: 'press', name: { en: 'Press', 'zh-Hant': '媒體' }, rule: { and: [{ in: ['press', { var: 'lists' }] }] } };
const side = () => new OtherSide({ shop: aShop({ settings: { layers: [PATRON, PRESS] } }), audience: [anAudienceRow()] });
const sent = (other: OtherSide): unknown[] =>
  other.came.filter(({ method }) => method === 'PATCH').map(({ body }) => (JSON.parse(body) as { layers: unknown }).layers);

test('shows the layers in their order, and how many people each holds', async () => {
  await mount('console-layers', { other: side() });
  await expect.element(page.getByRole('row', { name: /Patrons.*1/ })).toBeVisible();
  const names = page
    .getByRole('row')
    .elements()
    .map((row) => row.querySelector('a')?.textContent ?? '');
  expect(names).toEqual(['', 'Patrons', 'Press', 'Member', 'Guest']);
  await expect.element(page.getByRole('link', { name: 'Press' })).toHaveAttribute('href', '/console/shoppers?layer=press');
  await expect.element(page.getByRole('button', { name: 'Move Patrons up' })).toBeDisabled();
});

test('changes their order, and makes a new one with a name in both languages', async () => {
  const other = side();
  await mount('console-layers', { other });
  await page.getByRole('button', { name: 'Move Press up' }).click();
  await expect.poll(() => sent(other)).toEqual([[PRESS, PATRON]]);
  await page.getByRole('button', { name: 'New layer' }).click();
  await page.getByLabelText('Name, English').fill('Friends');
  await page.getByLabelText('Condition 1: with what').fill('4');
  await page.getByRole('button', { name: 'Save' }).click();
  const friends = { id: 'friends', name: { en: 'Friends' }, rule: { and: [{ '>=': [{ var: 'orders' }, 4] }] } };
  await expect.poll(() => sent(other).at(-1)).toEqual([PRESS, PATRON, friends]);
  await expect.element(page.getByRole('button', { name: 'Edit Friends' })).toBeVisible();
});

test('offers no field that a layer may not ask of, and says where a rule could not be read', async () => {
  const other = side();
  await mount('console-layers', { other });
  await page.getByRole('button', { name: 'Edit Patrons' }).click();
  const options = [...(page.getByLabelText('Condition 1: what').element() as HTMLSelectElement).options].map(({ value }) => value);
  expect(options).toContain('lists');
  expect(options).not.toContain('layer');
  other.refuse.set('PATCH /v1/shop', { code: 'invalid-body' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect.element(page.getByLabelText('Name, English')).toHaveValue('Patrons');
});

test('reads well in both languages and both lights', async () => {
  await mount('console-layers', { other: side() });
  await page.getByRole('button', { name: 'New layer' }).click();
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'Layers' : '層級', exact: true })).toBeVisible();
  });
});
