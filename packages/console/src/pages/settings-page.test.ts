import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

test('saves what was changed, addresses cut to scheme and host', async () => {
  const { other } = await mount('console-settings');
  await page.getByLabelText('Name of the shop').fill('Morning Mountain');
  await page.getByLabelText('Addresses of the shop').fill('https://morning-mountain.example/\nwww.morning-mountain.example');
  await page.getByLabelText('日本語').click();
  await page.getByLabelText('Mail is sent from').fill('hello@morning-mountain.example');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect.element(page.getByText('Saved.')).toBeVisible();
  expect(other.has.shop.settings).toMatchObject({
    name: 'Morning Mountain',
    origins: ['https://morning-mountain.example', 'https://www.morning-mountain.example'],
    locales: ['en', 'zh-Hant', 'ja'],
    mailFrom: 'hello@morning-mountain.example',
    timeZone: 'Asia/Taipei',
    currency: 'EUR',
  });
});

test('one language stays', async () => {
  const { other } = await mount('console-settings');
  await page.getByLabelText('English').click();
  await page.getByLabelText('繁體中文').click();
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect.element(said('Choose one language at least.')).toBeVisible();
  expect(other.came).toEqual([]);
});

test('a refusal names the field and keeps what was typed', async () => {
  const other = new OtherSide();
  other.refuse.set('PATCH /v1/shop', { code: 'invalid-body', body: { issues: [{ path: 'origins.0', message: 'scheme, host and port only' }] } });
  await mount('console-settings', { other });
  await page.getByLabelText('Addresses of the shop').fill('not an address');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect.element(page.getByText('origins.0: scheme, host and port only')).toBeVisible();
  await expect.element(page.getByLabelText('Addresses of the shop')).toHaveValue('not an address');
});

test('reads well in both languages and both lights', async () => {
  await mount('console-settings');
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('button', { name: locale === 'en' ? 'Save the settings' : '儲存設定' })).toBeVisible();
  });
});

test('what the owner is told of is chosen', async () => {
  const { other } = await mount('console-settings');
  await page.getByLabelText('Tell me what people look for in vain, from so many people on').fill('9');
  await page.getByLabelText(/Send me that by mail/).click();
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect.poll(() => other.has.shop.settings.notices).toEqual({ mail: false, wantFrom: 9 });
});
