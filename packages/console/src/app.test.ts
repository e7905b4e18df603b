import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import './app.ts';
import { chooseLocale } from './locale.ts';
import { isFocused, light, said, violations } from './testing/mount.ts';
import { OtherSide } from './testing/other-side.ts';

const TESTER = location.href;

beforeEach(() => {
  light('light');
  localStorage.clear();
});

afterEach(async () => {
  document.body.replaceChildren();
  history.replaceState(null, '', TESTER);
  await chooseLocale('en');
});

async function open(path: string, other = new OtherSide()): Promise<OtherSide> {
  history.replaceState(null, '', path);
  localStorage.setItem('rapport-console-locale', 'en');
  const console = document.createElement('rapport-console');
  console.reach(other.fetch);
  document.body.replaceChildren(console);
  await console.updateComplete;
  return other;
}

test('leads from place to place, with a title and the focus in the content', async () => {
  await open('/console/');
  await expect.element(page.getByRole('heading', { name: 'Is it running?' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Home' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: 'Programme' }).click();
  await expect.element(page.getByRole('heading', { name: 'What it does' })).toBeVisible();
  expect(location.pathname).toBe('/console/programme');
  await expect.poll(() => document.title).toBe('Programme · Morning Mountain 晨山 · Rapport');
  await expect.poll(() => isFocused(page.getByRole('main'))).toBe(true);
  history.back();
  await expect.element(page.getByRole('heading', { name: 'Is it running?' })).toBeVisible();
});

test('opens a person from the list by keyboard', async () => {
  await open('/console/shoppers');
  const person = page.getByRole('link', { name: 'Lin Yu-Ting' });
  await expect.element(person).toBeVisible();
  (person.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'Lin Yu-Ting' })).toBeVisible();
  expect(location.pathname).toBe('/console/shoppers/shp_7Qm2xLw0Vt');
});

test('who is not signed in signs in first, then goes where they wanted to', async () => {
  await open('/console/settings?shop=ignored', new OtherSide({ signedIn: false }));
  await expect.element(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(page.getByRole('navigation').query()).toBeNull();
  await page.getByLabelText('Shop id').fill('s4k2m9x0q7w1e8r5');
  await page.getByLabelText('E-mail address').fill('mei@morning-mountain.example');
  await userEvent.keyboard('{Enter}');
  await page.getByLabelText('Code').fill('123456');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(location.pathname).toBe('/console/settings');
});

test('the sign-in link knows its shop, and so does the next visit', async () => {
  await open('/console/sign-in?shop=s4k2m9x0q7w1e8r5');
  await expect.element(page.getByLabelText('Shop id')).toHaveValue('s4k2m9x0q7w1e8r5');
  await open('/console/');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect.element(page.getByLabelText('Shop id')).toHaveValue('s4k2m9x0q7w1e8r5');
});

test('a session that ends in between leads to the sign-in', async () => {
  const other = await open('/console/');
  await expect.element(page.getByRole('heading', { name: 'Is it running?' })).toBeVisible();
  other.has.signedIn = false;
  await page.getByRole('link', { name: 'Shoppers' }).click();
  await expect.element(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('the set-up token leaves the address, and the keys are not lost to a click in the rail', async () => {
  const token = `setup_s4k2m9x0q7w1e8r5_${'a'.repeat(43)}`;
  await open(`/console/set-up#${token}`, new OtherSide({ signedIn: false }));
  expect(location.hash).toBe('');
  await page.getByLabelText('Name of the shop').fill('Morning Mountain');
  await page.getByLabelText('Your e-mail address').fill('mei@morning-mountain.example');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'The shop is made' })).toBeVisible();
  expect(page.getByRole('navigation').query()).toBeNull();
  await page.getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Go on to the catalogue' }).click();
  await expect.element(page.getByRole('heading', { name: 'Catalogue' })).toBeVisible();
});

test('speaks the language that was chosen, and stays with it', async () => {
  await open('/console/');
  await page.getByRole('button', { name: '繁體中文' }).click();
  await expect.element(page.getByRole('heading', { name: '運作正常嗎？' })).toBeVisible();
  expect(document.documentElement.lang).toBe('zh-Hant');
  expect(localStorage.getItem('rapport-console-locale')).toBe('zh-Hant');
});

test('a server that can’t answer is said in words, and can be asked again', async () => {
  const other = new OtherSide();
  other.refuse.set('GET /v1/shop', { code: 'internal', body: { instance: 'req_123' } });
  await open('/console/', other);
  await expect.element(said('Number of this request: req_123')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByRole('heading', { name: 'Is it running?' })).toBeVisible();
});

test('an address that is none says so', async () => {
  await open('/console/nowhere');
  await expect.element(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test.each(['light', 'dark'] as const)('has its landmarks and contrasts in the %s', async (scheme) => {
  light(scheme);
  await open('/console/');
  await expect.element(page.getByRole('heading', { name: 'Is it running?' })).toBeVisible();
  expect(await violations()).toEqual([]);
});
