import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RapportGoEvent, RapportSignedInEvent } from '../events.ts';
import { isFocused, inAllWays, mount, said, violations } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const SHOP = 's4k2m9x0q7w1e8r5';
const token = `setup_${SHOP}_${'a'.repeat(43)}`;

async function fillIn(): Promise<void> {
  await page.getByLabelText('Name of the shop').fill('Morning Mountain');
  await page.getByLabelText('Currency').selectOptions('TWD');
  await page.getByLabelText('繁體中文').click();
  await page.getByLabelText('Address of the shop').fill('morning-mountain.example/products');
  await page.getByLabelText('Your e-mail address').fill('mei@morning-mountain.example');
  await userEvent.keyboard('{Enter}');
}

test('makes the shop that the link names, from what was typed', async () => {
  const { other } = await mount('console-set-up', { token });
  await fillIn();
  await expect.poll(() => isFocused(page.getByRole('heading', { name: 'The shop is made' }))).toBe(true);
  expect(JSON.parse(other.came[0]?.body ?? '')).toEqual({
    name: 'Morning Mountain',
    currency: 'TWD',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    locales: ['en', 'zh-Hant'],
    origins: ['https://morning-mountain.example'],
    ownerEmail: 'mei@morning-mountain.example',
    mailFrom: 'mei@morning-mountain.example',
  });
  expect(other.came[0]?.headers.get('authorization')).toBe(`Bearer ${token}`);
});

test('shows the tag and the keys once, and goes on when they are kept', async () => {
  const { element } = await mount('console-set-up', { token });
  const signedIn = vi.fn<(event: RapportSignedInEvent) => void>();
  const went = vi.fn<(event: RapportGoEvent) => void>();
  element.addEventListener('rapport-signed-in', signedIn);
  element.addEventListener('rapport-go', went);
  await fillIn();
  await expect.element(said(`data-shop="pk_${SHOP}`)).toBeVisible();
  await expect.element(said(`sk_${SHOP}_`)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Copy: Identity secret' })).toBeVisible();
  expect(signedIn.mock.calls[0]?.[0].shopId).toBe(SHOP);
  expect(await violations()).toEqual([]);
  const goOn = page.getByRole('button', { name: 'Go on to the catalogue' });
  await expect.element(goOn).toBeDisabled();
  await page.getByLabelText('I have kept', { exact: false }).click();
  await goOn.click();
  expect(went.mock.calls[0]?.[0].path).toBe('/console/catalogue');
});

test('a used link leads to the sign-in of its shop', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/shops', { code: 'shop-exists' });
  await mount('console-set-up', { token, other });
  await fillIn();
  await expect.element(said('This set-up link has been used.')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', `/console/sign-in?shop=${SHOP}`);
});

test('what can’t be taken is named, and nothing typed is lost', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/shops', { code: 'invalid-body', body: { issues: [{ path: 'ownerEmail', message: 'Invalid email' }] } });
  await mount('console-set-up', { token, other });
  await fillIn();
  await expect.element(said('ownerEmail: Invalid email')).toBeVisible();
  await expect.element(page.getByLabelText('Name of the shop')).toHaveValue('Morning Mountain');
});

test('an incomplete link says where the whole one is', async () => {
  await mount('console-set-up', { token: 'setup_half' });
  await expect.element(page.getByText('This page needs the whole set-up link.')).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-set-up', { token });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('button', { name: locale === 'en' ? 'Make the shop' : '建立商店' })).toBeVisible();
  });
});
