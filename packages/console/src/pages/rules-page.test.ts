import type { SettingsPatch } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aShop } from '../testing/a-shop.ts';
import { inAllWays, isFocused, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';
import { anOfferRow } from '../testing/some-offers.ts';

const tiers = { by: 'points', list: [{ id: 'gold', title: { en: 'Gold' }, from: 1_000 }] };
const sent = (other: OtherSide): SettingsPatch =>
  JSON.parse(other.came.findLast(({ method, path }) => method === 'PATCH' && path === '/v1/shop')?.body ?? '{}') as SettingsPatch;
const save = () => page.getByRole('button', { name: 'Save the rules' }).click();

test('says what holds in a sentence, takes other numbers of every kind, and keeps the rest', async () => {
  const { other } = await mount('console-rules');
  await expect.element(said('Promotional messages: at most 1 a week and 3 a month, none between 21:00 and 09:00.')).toBeVisible();
  await page.getByRole('group', { name: 'Limit 2' }).getByLabelText('at most').fill('2');
  await page.getByLabelText('Minutes between two').fill('240');
  await page.getByLabelText('in a week').fill('4');
  await page.getByLabelText('Quiet from').fill('20:00');
  await page.getByLabelText('Mails a minute').fill('90');
  await page.getByRole('button', { name: 'Add times' }).click();
  const times = page.getByRole('group', { name: 'Times 1' });
  await times.getByLabelText('Fri').click();
  await times.getByLabelText('Ends at').fill('16:30');
  await page.getByLabelText('after a complaint').fill('45');
  await page.getByLabelText('so many of them in a row').fill('3');
  await page.getByLabelText('No offers while a question or complaint of theirs is open').click();
  await page.getByLabelText('Analysts, per cent').fill('5');
  await page.getByLabelText('Agents, in EUR').fill('12.50');
  await save();
  await expect.element(said('Saved. It holds from now on.')).toBeVisible();
  const { offerRules, contact } = sent(other);
  const windows = [{ days: [1, 2, 3, 4], from: '10:00', to: '16:30' }];
  expect(contact).toEqual({
    caps: { day: 2, week: 4, month: 12 },
    gapMinutes: 240,
    quiet: { from: '20:00', to: '09:00' },
    windows,
    mailsAMinute: 90,
  });
  expect(offerRules?.limits.map(({ id, most }) => `${id} ${most}`)).toEqual(['one-a-week 1', 'three-a-month 2', 'twenty-a-year 20']);
  expect(offerRules).toMatchObject({
    notWhileOpen: false,
    unanswered: 3,
    coolDownDays: { complaint: 45, refund: 14, unanswered: 30 },
    authority: { agent: { percent: 10, amountMinor: 1_250 }, analyst: { percent: 5, amountMinor: 0 } },
  });
});

test('makes limits and rules of one’s own, and takes them away', async () => {
  const shop = aShop();
  const other = new OtherSide({ shop: { ...shop, settings: { ...shop.settings, programme: { ...shop.settings.programme, tiers } as never } } });
  const { element } = await mount('console-rules', { other });
  element.addEventListener('rapport-shop', (event) => (element.shop = event.shop));
  await page.getByRole('button', { name: 'Remove: Limit 3' }).click();
  await page.getByRole('button', { name: 'Add a limit' }).click();
  const limit = page.getByRole('group', { name: 'Limit 3' });
  await limit.getByLabelText('at most').fill('4');
  await limit.getByLabelText('What is counted').selectOptions('messages of every kind');
  await limit.getByLabelText('By which way').selectOptions('by push');
  await limit.getByLabelText('Over how long').selectOptions('in any 30 days');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await save();
  await expect.element(page.getByText('A rule needs a name.')).toBeVisible();
  await expect.element(page.getByText('Choose one way at least.')).toBeVisible();
  expect(isFocused(page.getByLabelText('What the rule is called'))).toBe(true);
  await page.getByLabelText('What the rule is called').fill('Leave the lost in peace');
  const rule = page.getByRole('group').filter({ hasText: 'They get no offers by' }).last();
  await rule.getByLabelText('E-mail').click();
  await rule.getByLabelText('Push').click();
  await page.getByLabelText('Lost', { exact: true }).click();
  await page.getByLabelText('Gold').click();
  await save();
  await expect.element(said('Saved. It holds from now on.')).toBeVisible();
  const { offerRules } = sent(other);
  expect(offerRules?.limits.at(-1)).toMatchObject({ most: 4, purpose: null, channel: 'push', days: 30 });
  expect(offerRules?.limits.map(({ id }) => id)).not.toContain('twenty-a-year');
  expect(offerRules?.bars).toMatchObject([
    { name: 'Leave the lost in peace', channels: ['email', 'push'], audience: { kinds: [], stages: ['lost'], tiers: ['gold'], segments: [] } },
  ]);
  await page.getByText('Leave the lost in peace').click();
  await page.getByRole('button', { name: 'Remove: Leave the lost in peace' }).click();
  await save();
  await expect.poll(() => sent(other).offerRules?.bars).toEqual([]);
});

test('a rule that is no number is not saved', async () => {
  const { other } = await mount('console-rules');
  await page.getByRole('group', { name: 'Limit 1' }).getByLabelText('at most').fill('many');
  await save();
  await expect.element(page.getByText('A whole number that is not negative.')).toBeVisible();
  expect(other.came.some(({ method }) => method === 'PATCH')).toBe(false);
});

test('times without a day are not saved; what was asked for can be limited by mail and push, never in the inbox', async () => {
  const { other } = await mount('console-rules');
  await page.getByRole('button', { name: 'Add times' }).click();
  const times = page.getByRole('group', { name: 'Times 1' });
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) await times.getByLabelText(day).click();
  const limit = page.getByRole('group', { name: 'Limit 1' });
  await limit.getByLabelText('By which way').selectOptions('in the inbox');
  await limit.getByLabelText('What is counted').selectOptions('what was asked for');
  await expect.element(limit.getByRole('option', { name: 'in the inbox' })).not.toBeInTheDocument();
  await save();
  await expect.element(page.getByText('Choose a day at least, and two different times.')).toBeVisible();
  expect(other.came.some(({ method }) => method === 'PATCH')).toBe(false);
  await page.getByRole('button', { name: 'Remove: Times 1' }).click();
  await save();
  await expect.poll(() => sent(other).offerRules?.limits[0]).toEqual({ id: 'one-a-week', most: 1, purpose: 'asked-for', channel: null, days: 7 });
  expect(sent(other).contact).not.toHaveProperty('mailsAMinute');
});

test('shows what a person would get now, and names the rule that says no as its owner knows it', async () => {
  await mount('console-rules');
  await page.getByRole('searchbox').fill('lin');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect.element(page.getByText('a contact rule · promotional messages: at most 1 in any week')).toBeVisible();
});

test('names the offers that nobody has together, each pair once', async () => {
  const rows = [
    anOfferRow({ excludes: ['off_gift'] }),
    anOfferRow({ id: 'off_gift', name: 'A cup with your pot', excludes: ['off_spring', 'off_gone'] }),
  ];
  await mount('console-rules', { other: new OtherSide({ offers: rows }) });
  await expect.element(page.getByRole('link', { name: 'Spring harvest' })).toHaveAttribute('href', '/console/offers/off_spring');
  expect(page.getByRole('link', { name: 'A cup with your pot' }).elements()).toHaveLength(1);
});

test('an earlier version is looked at in the form first, and holds once it is saved', async () => {
  const { other } = await mount('console-rules');
  await expect.element(page.getByRole('cell', { name: 'Limits · Time between two' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Take up again: Version 2' }).click();
  await expect.element(said('Version 2 stands in the form. It holds once you save it.')).toBeVisible();
  await expect.element(page.getByRole('group', { name: 'Limit 2' }).getByLabelText('at most')).toHaveValue('2');
  expect(other.came.some(({ method }) => method === 'PATCH')).toBe(false);
  await save();
  await expect.poll(() => sent(other).contact?.gapMinutes).toBe(240);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-rules');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await inAllWays(async () => {
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
