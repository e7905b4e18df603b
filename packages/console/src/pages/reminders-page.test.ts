import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { newReminder, reminderDraftOf, reminderOf } from '../parts/reminder-draft.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';
import { aReminder, aReminderPreview } from '../testing/reminders.ts';

const sent = (other: OtherSide): object[] =>
  other.came.filter(({ method, path }) => method === 'POST' && path === '/v1/reminders').map(({ body }) => JSON.parse(body) as object);

test('lists what people are reminded of, when, and what was learnt', async () => {
  await page.viewport(1440, 900);
  await mount('console-reminders');
  await expect.element(said('One rule reminds people of what they bought.')).toBeVisible();
  await expect
    .element(page.getByRole('row', { name: /Warranty of kettles.*24 months after the purchase, 30 days earlier.*A service/ }))
    .toBeVisible();
  await expect.element(page.getByRole('row', { name: /Tea again.*Paused.*when it is likely to be used up.*To buy again/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Morning sencha 34 212 times/ })).toBeVisible();
});

test('counts whom a new rule concerns while it is written, and saves it with words in each language', async () => {
  const { other } = await mount('console-reminders');
  await page.getByRole('button', { name: 'A warranty ends' }).click();
  await page.getByLabelText('Name').fill('Lamp warranty');
  await page.getByLabelText('Categories').fill('Lamps, 燈');
  await expect.element(said('1,204 people bought it: 3 would hear of it within a day, 41 within a month, 902 later.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('row', { name: /Lamp warranty/ })).toBeVisible();
  expect(sent(other)).toMatchObject([
    { id: 'lamp-warranty', kind: 'reminder', of: { by: 'category', names: ['Lamps', '燈'] }, after: { by: 'months', months: 24 }, earlierDays: 30 },
  ]);
});

test('says which fields need another look, pauses and removes', async () => {
  const { other } = await mount('console-reminders', {
    other: new OtherSide({ reminderPreview: aReminderPreview({ basis: { fixed: 0, own: 0, learnt: 0, none: 7 } }) }),
  });
  await page.getByRole('button', { name: 'Something is used up' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('alert').filter({ hasText: 'some fields need another look' })).toBeVisible();
  await page.getByLabelText('Categories').fill('Tea');
  await expect.element(said('For 7 purchases nobody knows yet how long they last.')).toBeVisible();
  await page.getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('button', { name: 'Pause Warranty of kettles' }).click();
  await expect.element(page.getByRole('button', { name: 'Resume Warranty of kettles' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Tea again' }).click();
  await expect.element(page.getByRole('row', { name: /Tea again/ })).not.toBeInTheDocument();
  expect(sent(other)).toMatchObject([{ id: 'kettle-warranty', paused: true }]);
});

test('what the form shows is the rule, there and back', () => {
  for (const rule of [
    aReminder(),
    aReminder({ kind: 'renewal', of: { by: 'product', ids: ['a', 'b'] }, after: { by: 'days', days: 9 }, earlierDays: 0, leadsTo: 'c' }),
    aReminder({ of: { by: 'brand', names: ['Kato'] }, after: { by: 'used-up', days: null } }),
  ]) {
    expect(reminderOf(reminderDraftOf(rule), [])).toEqual(rule);
  }
  expect(reminderOf(newReminder('reminder', ['en']), [])).toEqual(['name', 'of']);
  expect(reminderOf({ ...newReminder('replenish', ['de']), number: '', earlier: 'x' }, [])).toEqual(['name', 'of', 'earlier']);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-reminders');
  await page.getByRole('button', { name: 'Offer a renewal' }).click();
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'A new reminder' : '新增提醒' })).toBeVisible();
  });
});
