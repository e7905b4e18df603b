import type { Programme } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aNewShop } from '../testing/a-shop.ts';
import { isFocused, inAllWays, mount, said, violations } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

/** Opens or closes a section, or one of its list, by its heading. */
const fold = (title: string): Promise<void> => page.getByRole('heading', { name: title, exact: true }).click();

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
  await fold('Rewards');
  await page.getByRole('button', { name: 'Add a reward' }).click();
  await expect.poll(() => isFocused(page.getByLabelText('Name in English'))).toBe(true);
  await userEvent.keyboard('A tin on us');
  await page.getByLabelText('Worth, in EUR').fill('15');
  await page.getByLabelText('Costs, in points').fill('300');
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await expect.element(page.getByText('Saved. It holds for orders from now on.')).toBeVisible();
  const patch = other.came.find(({ method }) => method === 'PATCH');
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
  expect(other.came.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(await violations()).toEqual([]);
});

test('a reward can be removed', async () => {
  const { other } = await mount('console-programme');
  await fold('Rewards');
  await fold('A tin on us');
  await page.getByRole('button', { name: 'Remove: A tin on us' }).click();
  await userEvent.click(page.getByRole('button', { name: 'Save the programme' }));
  await expect.element(said('Saved.')).toBeVisible();
  expect(other.has.shop.settings.programme.rewards.map((reward) => reward.id)).toEqual(['rew_ship']);
});

test('another kind of reward asks for what it needs', async () => {
  await mount('console-programme');
  await fold('Rewards');
  await fold('A tin on us');
  await page.getByLabelText('Kind').first().selectOptions('percent');
  await expect.element(page.getByLabelText('Percent')).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-programme');
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'What it does' : '實際效果' })).toBeVisible();
  });
});

const saved = (other: OtherSide): Programme =>
  (JSON.parse(other.came.findLast(({ method }) => method === 'PATCH')?.body ?? '{}') as { programme: Programme }).programme;
const save = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await expect.element(said('Saved.')).toBeVisible();
};

test('points for a friend, a multiplier for a season and a limit for everybody are set without writing any code', async () => {
  const { other } = await mount('console-programme');
  await fold('Other ways to earn');
  await page.getByLabelText('Add points for').selectOptions('referral');
  await expect.poll(() => isFocused(page.getByLabelText('Points for the member'))).toBe(true);
  await userEvent.keyboard('200');
  await page.getByLabelText('Points for the friend').fill('50');
  await page.getByText('At most, and when').click();
  await page.getByLabelText('Everybody together').last().fill('10000');
  await page.getByRole('textbox', { name: 'Name in English' }).fill('For bringing a friend');
  await fold('More points for some things');
  await page.getByRole('button', { name: 'Add a multiplier' }).click();
  await page.getByRole('textbox', { name: 'Name in English' }).last().fill('Tea weeks');
  await page.getByText('Where several apply').click();
  await page.getByLabelText('Priority').fill('7');
  await page.getByRole('combobox', { name: 'For' }).selectOptions('categories');
  await page.getByLabelText('Their names').fill('Tea\nWare');
  await page.getByLabelText('From').last().fill('2026-06-01');
  await page.getByLabelText('Until and with').last().fill('2026-06-30');
  await save();
  const { rules, multipliers } = saved(other);
  expect(rules).toMatchObject([
    { on: 'referral', title: { en: 'For bringing a friend' }, points: 200, friendPoints: 50, limits: { allPoints: 10_000 } },
  ]);
  expect(multipliers).toMatchObject([
    {
      title: { en: 'Tea weeks' },
      factor: 2,
      priority: 7,
      categories: ['Tea', 'Ware'],
      fromMs: Date.parse('2026-06-01T00:00:00+08:00'),
      untilMs: Date.parse('2026-07-01T00:00:00+08:00'),
      stacks: true,
    },
  ]);
});

test('standings, lapsing and refunds are chosen in words', async () => {
  const { other } = await mount('console-programme');
  await fold('Standings');
  await page.getByRole('button', { name: 'Add a standing' }).click();
  await expect.poll(() => isFocused(page.getByRole('group', { name: 'Standing 1' }).getByLabelText('Name in English'))).toBe(true);
  await userEvent.keyboard('Silver');
  await page.getByLabelText('From, in EUR').fill('250');
  await fold('When points lapse');
  await page.getByLabelText('Points lapse').selectOptions('lot');
  await page.getByLabelText('Days before at which shoppers are told').fill('60, 14');
  await fold('Refunds and vouchers');
  await page.getByLabelText('Points of a refunded order that are spent already').selectOptions('clamp');
  await page.getByLabelText('A voucher pays at most, in percent of an order').fill('30');
  await save();
  expect(saved(other)).toMatchObject({
    tiers: { by: 'spend', window: { kind: 'rolling', days: 365 }, graceDays: 30, list: [{ title: { en: 'Silver' }, from: 25_000 }] },
    expiry: { kind: 'lot', months: 12, roundTo: 'month' },
    warnDays: [60, 14],
    refunds: 'clamp',
    maxSharePercent: 30,
  });
  expect(await violations()).toEqual([]);
});

test('a field that is folded away opens when it can’t be read', async () => {
  const { other } = await mount('console-programme');
  await page.getByText('The most that orders earn').click();
  await page.getByLabelText('A shopper, in a day').fill('lots');
  await page.getByText('The most that orders earn').click();
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await expect.poll(() => isFocused(page.getByLabelText('A shopper, in a day'))).toBe(true);
  expect(other.came.some(({ method }) => method === 'PATCH')).toBe(false);
});

test('a list of sections says in a line what stands in each; what can’t be read opens all that it is folded into', async () => {
  const { other } = await mount('console-programme');
  for (const words of ['None yet', 'Everybody alike', 'A tin on us · Free shipping', 'Never', 'What was spent is owed'])
    await expect.element(page.getByText(words).first()).toBeVisible();
  await fold('Rewards');
  await fold('Free shipping');
  await page.getByLabelText('Costs, in points').last().fill('many');
  await fold('Free shipping');
  await fold('Rewards');
  await page.getByRole('button', { name: 'Save the programme' }).click();
  await expect.poll(() => isFocused(page.getByLabelText('Costs, in points').last())).toBe(true);
  expect(other.came.some(({ method }) => method === 'PATCH')).toBe(false);
});

test('every version stands below, with what changed in it', async () => {
  await mount('console-programme');
  await expect.element(page.getByRole('row', { name: /Points for a unit: 1 instead of 2 · 14 days to wait instead of 30/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /As the shop began/ })).toBeVisible();
});

test('codes of another system are brought for a reward that takes them', async () => {
  const { other } = await mount('console-codes', { reward: 'rew_tin' });
  await page.getByLabelText('Bring codes').fill('SPRING-1\nSPRING-2  x');
  await page.getByRole('button', { name: 'Bring them' }).click();
  await expect.element(page.getByText('“x” can’t be a code.')).toBeVisible();
  await page.getByLabelText('Bring codes').fill('SPRING-1\nSPRING-2');
  await page.getByRole('button', { name: 'Bring them' }).click();
  await expect.element(said('2 were new. 5 of 12 are left.')).toBeVisible();
  expect(other.came.map(({ path, body }) => [path, body])).toEqual([['/v1/rewards/rew_tin/codes', '{"codes":["SPRING-1","SPRING-2"]}']]);
});
