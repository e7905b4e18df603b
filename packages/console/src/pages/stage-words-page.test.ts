import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';

test('shows what each stage says, and pauses one', async () => {
  await page.viewport(1440, 900);
  const { other } = await mount('console-stage-words');
  await expect.element(said('All eight stages say one thing when they begin.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /At risk.*How are you/ })).toBeVisible();
  await page.getByRole('button', { name: 'Pause Lost' }).click();
  await expect
    .poll(() => other.came.filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body) as object))
    .toMatchObject([{ stageWords: { lost: { paused: true, title: { en: 'A goodbye, and one question' } } } }]);
});

test('rewords one stage and leaves the others as they are', async () => {
  const { other } = await mount('console-stage-words');
  await page.getByRole('button', { name: 'Edit Closer' }).click();
  await page
    .getByLabelText(/^Title/)
    .first()
    .fill('First in line[, {name}][, {nothing}]');
  await expect.element(page.getByText(/First in line, Mei/)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => other.came.filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body) as object))
    .toMatchObject([{ stageWords: { closer: { paused: false, title: { en: 'First in line[, {name}][, {nothing}]' } } } }]);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-stage-words');
  await page.getByRole('button', { name: 'Edit Welcome' }).click();
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent(locale === 'en' ? 'Words for each stage' : '各階段的話語');
  });
});
