import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RapportSignedInEvent } from '../events.ts';
import { isFocused, inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const shopId = 's4k2m9x0q7w1e8r5';

test('signs in with nothing but the keyboard', async () => {
  const { element, other } = await mount('console-sign-in', { shopId });
  const signedIn = vi.fn<(event: RapportSignedInEvent) => void>();
  element.addEventListener('rapport-signed-in', signedIn);
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.keyboard('mei@morning-mountain.example{Enter}');
  await expect.poll(() => isFocused(page.getByLabelText('Code'))).toBe(true);
  await userEvent.keyboard('123 456{Enter}');
  await vi.waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
  expect(JSON.parse(other.came[0]?.body ?? '')).toEqual({ shopId, email: 'mei@morning-mountain.example' });
  expect(JSON.parse(other.came[1]?.body ?? '')).toEqual({ shopId, email: 'mei@morning-mountain.example', code: '123456' });
});

test('a wrong code is said in words, and another can be asked for', async () => {
  await mount('console-sign-in', { shopId });
  await page.getByLabelText('E-mail address').fill('mei@morning-mountain.example');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.getByLabelText('Code').fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect.element(said('This code is wrong or too old.')).toBeVisible();
  await page.getByRole('button', { name: 'Another address or a new code' }).click();
  await expect.poll(() => isFocused(page.getByLabelText('E-mail address'))).toBe(true);
  await expect.element(page.getByLabelText('E-mail address')).toHaveValue('mei@morning-mountain.example');
});

test('says how long to wait after too many tries', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/staff/codes', { code: 'slow-down', body: { retryAfterMs: 42_000 } });
  await mount('console-sign-in', { shopId, other });
  await page.getByLabelText('E-mail address').fill('mei@morning-mountain.example');
  await userEvent.keyboard('{Enter}');
  await expect.element(said('Wait 42 seconds, then try again.')).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-sign-in', { shopId });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'Sign in' : '登入' })).toBeVisible();
  });
});
