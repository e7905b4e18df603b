import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ProfileField } from '@rapport/protocol';
import { aShop } from '../testing/a-shop.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const TEA: ProfileField = {
  id: 'tea',
  type: 'choice',
  label: { en: 'Which tea do you drink most?', 'zh-Hant': '您最常喝哪一種茶？' },
  purpose: { en: 'So that we write about that only.', 'zh-Hant': '我們只寄相關的消息。' },
  choices: ['Oolong', 'Green'],
  points: 20,
  keepDays: 365,
  isAsked: true,
  seenBy: 'helpers',
};
const CUPS: ProfileField = {
  ...TEA,
  id: 'cups',
  type: 'number',
  label: { en: 'How many cups a day?', 'zh-Hant': '一天喝幾杯？' },
  points: 0,
  isAsked: false,
};
const side = (role = 'owner', profileFields = [TEA, CUPS]) => {
  const shop = aShop({ settings: { locales: ['en', 'zh-Hant'], profileFields } });
  return new OtherSide({ shop: { ...shop, staff: { ...shop.staff, role } } });
};
const sent = (other: OtherSide): ProfileField[] => {
  const last = other.came.findLast(({ method }) => method === 'PATCH');
  return (JSON.parse(last?.body ?? '{"profileFields":[]}') as { profileFields: ProfileField[] }).profileFields;
};

test('lists what is asked in its order, and lets something be asked earlier', async () => {
  const other = side();
  await mount('console-questions', { other });
  await expect.element(page.getByRole('row', { name: /Which tea do you drink most\?.*20/ })).toBeVisible();
  await expect.element(said('not asked just now')).toBeVisible();
  await page.getByRole('button', { name: 'Ask “How many cups a day?” earlier' }).click();
  await expect.poll(() => sent(other).map(({ id }) => id)).toEqual(['cups', 'tea']);
});

test('adds a question with its reason, in the shop’s languages, and gives it an id that stays', async () => {
  const other = side('owner', []);
  await mount('console-questions', { other });
  await expect.element(said('Nothing is asked yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add a question' }).click();
  await page.getByLabelText('Question, English').fill('Which tea, mostly?');
  await page.getByLabelText('What it is for, English').fill('For better letters.');
  await page.getByLabelText('Answers to choose from').fill('Oolong');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(said('Two answers at least.')).toBeVisible();
  await page.getByLabelText('Answers to choose from').fill('Oolong\nGreen\nGreen');
  await page.getByLabelText('Points for an answer').fill('15');
  await page.getByLabelText('Who may see the answers').selectOptions('owners');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => sent(other))
    .toEqual([
      {
        id: 'which_tea_mostly',
        type: 'choice',
        label: { en: 'Which tea, mostly?' },
        purpose: { en: 'For better letters.' },
        choices: ['Oolong', 'Green'],
        points: 15,
        keepDays: 730,
        isAsked: true,
        seenBy: 'owners',
      },
    ]);
});

test('asks before it removes a question, and says what becomes of the answers', async () => {
  const other = side();
  await mount('console-questions', { other });
  await page.getByRole('button', { name: 'Remove: Which tea do you drink most?' }).click();
  await expect.element(page.getByRole('dialog', { name: 'Remove the question?' })).toBeVisible();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect.poll(() => sent(other).map(({ id }) => id)).toEqual(['cups']);
});

test('shows a marketer what is asked, without a way to change it', async () => {
  await mount('console-questions', { other: side('marketer') });
  await expect.element(said('Which tea do you drink most?')).toBeVisible();
  expect(page.getByRole('button').elements()).toEqual([]);
});

test('reads well in both languages and both lights, the editor too', async () => {
  await mount('console-questions', { other: side() });
  await page.getByRole('button', { name: 'Edit “Which tea do you drink most?”' }).click();
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'What we ask people' : '我們問顧客的事' })).toBeVisible();
  });
});
