import type { Hand } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { inAllWays, isFocused, mount, said, violations } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const handsLaid = (other: OtherSide): (readonly [string, Hand])[] =>
  other.came.filter(({ method }) => method === 'PATCH').map(({ path, body }) => [path.split('/').at(-1) ?? '', JSON.parse(body) as Hand]);

test('says first what was chosen, then each placement by itself; of fewer than five people nothing', async () => {
  await mount('console-recommendations');
  await expect.element(said('In 28 days 8,400 products were seen in rows; 4.2% of them were chosen.')).toBeVisible();
  await page.viewport(1200, 900);
  await expect.element(page.getByRole('row', { name: 'For you 812 2,140 4.2% 80% 2' })).toBeVisible();
  await expect.element(page.getByRole('row', { name: 'Similar to this one – – – – 0' })).toBeVisible();
  await page.viewport(414, 896);
  await expect.element(page.getByRole('row', { name: 'For you 4.2% 2' })).toBeVisible();
});

test('pins a product that is found by its words, at the first free place', async () => {
  const { other } = await mount('console-recommendations');
  await expect.element(page.getByRole('list', { name: 'Pins' }).getByText('Rough-glazed tea bowl')).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Find the product to pin' });
  await search.fill('a');
  await userEvent.keyboard('{Enter}');
  const title = other.has.products[0]?.title['en'] ?? Object.values(other.has.products[0]?.title ?? {})[0] ?? '';
  await page
    .getByRole('button', { name: new RegExp(title) })
    .first()
    .click();
  await expect.element(said('Kept. It holds within five seconds.')).toBeVisible();
  expect(handsLaid(other).at(-1)).toMatchObject([
    'for-you',
    {
      pins: [
        { productId: 'bowl', place: 1 },
        { productId: other.has.products[0]?.id, place: 2 },
      ],
    },
  ]);
  expect(isFocused(search)).toBe(true);
});

test('leaves products out and moves them by rule, in one placement or all; what was laid can be taken away', async () => {
  const { other } = await mount('console-recommendations');
  await page.getByRole('button', { name: 'All placements' }).click();
  await expect.element(page.getByRole('list', { name: 'Left out and moved' }).getByText('Maker: Tani')).toBeVisible();
  await page.getByLabelText('What to do').selectOptions('move');
  await page.getByLabelText('Times further up').selectOptions('× 3');
  await page.getByLabelText('Products by').selectOptions('Tag');
  await page.getByLabelText('Tag').fill('spring');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect.element(page.getByText('Tag: spring')).toBeVisible();
  expect(handsLaid(other).at(-1)).toEqual([
    'all',
    { pins: [], exclude: [{ by: 'brand', value: 'Tani' }], boosts: [{ by: 'tag', value: 'spring', times: 3 }] },
  ]);
  await page.getByRole('button', { name: 'Remove: Maker: Tani' }).click();
  await expect.element(page.getByText('Maker: Tani')).not.toBeInTheDocument();
  expect(handsLaid(other).at(-1)?.[1].exclude).toEqual([]);
});

test('shows what one shopper would get, why, and what the owner’s hand did; anew after each change', async () => {
  const { other } = await mount('console-recommendations');
  await page.getByRole('searchbox', { name: 'Shopper’s name or address' }).fill('a');
  await userEvent.keyboard('{Enter}');
  const name = other.has.shoppers[0]?.name ?? '';
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await expect.element(said('Your pin')).toBeVisible();
  await expect.element(said('Others looked at it with “The Book of Steam” · moved × 2')).toBeVisible();
  const asked = (): number => other.came.filter(({ path }) => path.endsWith('/recommendations')).length;
  expect(other.came.find(({ path }) => path.endsWith('/recommendations'))?.query.get('placement')).toBe('for-you');
  const before = asked();
  await page.getByRole('button', { name: 'Remove: Rough-glazed tea bowl' }).click();
  await expect.poll(asked).toBeGreaterThan(before);
  other.has.tried = { items: [], holdout: true };
  await page.getByRole('button', { name: 'Similar to this one' }).click();
  await expect.element(said('In the control group')).toBeVisible();
  await expect.element(page.getByRole('searchbox', { name: 'Find the product of the page' })).toBeVisible();
});

test('says what went wrong when a hand can’t be laid', async () => {
  const other = new OtherSide();
  other.refuse.set('PATCH /v1/placements/for-you', { code: 'role-not-allowed' });
  await mount('console-recommendations', { other });
  await page.getByRole('button', { name: 'Remove: Rough-glazed tea bowl' }).click();
  await expect.element(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect.element(page.getByRole('list', { name: 'Pins' }).getByText('Rough-glazed tea bowl')).toBeVisible();
});

test('axe finds nothing, in both languages and lights', async () => {
  await mount('console-recommendations');
  await inAllWays(async (locale) => {
    await expect.element(said(locale === 'en' ? 'Your hand: For you' : '您的安排：為您挑選')).toBeVisible();
  });
  expect(await violations()).toEqual([]);
});
