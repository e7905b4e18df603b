import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aNewShop } from '../testing/a-shop.ts';
import { isFocused, inAllWays, mount, said, violations } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

test('shows what an order of 40.00 earns, while it is typed', async () => {
  await mount('console-programme');
  await expect.element(page.getByText('An order of €40.00 earns 40 points, to be spent after 14 days.')).toBeVisible();
  await page.getByLabelText('Points for 1 EUR').fill('2,5');
  await expect.element(said('An order of €40.00 earns 100 points')).toBeVisible();
  await expect.element(page.getByText('To be had after 3 such orders.')).toBeVisible();
  await page.getByLabelText('An order of, in EUR').fill('12.90');
  await expect.element(said('An order of €12.90 earns 32 points')).toBeVisible();
});

test('adds a reward, saves the whole programme, and says so', async () => {
  const other = new OtherSide({ shop: aNewShop() });
  await mount('console-programme', { other });
  await page.getByRole('button', { name: 'Add a reward' }).click();
  await expect.poll(() => isFocused(page.getByLabelText('Name in English'))).toBe(true);
  await userEvent.keyboard('A tin on us');
  await page.getByLabelText('Worth, in EUR').fill('15');
  await page.getByLabelText('Costs, in points').fill('300');
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await expect.element(page.getByText('Saved. It holds for orders from now on.')).toBeVisible();
  const [patch] = other.came;
  expect(patch?.method).toBe('PATCH');
  expect(JSON.parse(patch?.body ?? '')).toMatchObject({
    programme: {
      pointsPerUnit: 1,
      rewards: [{ kind: 'amount', title: { en: 'A tin on us' }, costPoints: 300, valueMinor: 1500, percent: null, minimumMinor: 0, stock: null }],
    },
  });
});

test('what can’t be read is named at its field, and nothing is saved', async () => {
  const { other } = await mount('console-programme');
  await page.getByLabelText('Days until they can be spent').fill('two weeks');
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await expect.poll(() => isFocused(page.getByLabelText('Days until they can be spent'))).toBe(true);
  await expect.element(page.getByText('A whole number from 0 to 365.')).toBeVisible();
  expect(other.came).toEqual([]);
  expect(await violations()).toEqual([]);
});

test('a reward can be removed', async () => {
  const { other } = await mount('console-programme');
  await page.getByRole('button', { name: 'Remove: Reward 1' }).click();
  await userEvent.click(page.getByRole('button', { name: 'Save the programme' }));
  await expect.element(said('Saved.')).toBeVisible();
  expect(other.has.shop.settings.programme.rewards.map((reward) => reward.id)).toEqual(['rew_ship']);
});

test('another kind of reward asks for what it needs', async () => {
  await mount('console-programme');
  await page.getByLabelText('Kind').first().selectOptions('percent');
  await expect.element(page.getByLabelText('Percent')).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-programme');
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'What it does' : '實際效果' })).toBeVisible();
  });
});
