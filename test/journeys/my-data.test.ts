import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonExport, ShopperView } from '@rapport/protocol';
import { aBrowser, aHouse, taken, type House, type TestBrowser } from '../harness/index.ts';
import { newAlbum, shot } from './album.ts';
import { Shopper } from './shopper.ts';

// A member of the demo shop sees what they agreed to, changes it, takes everything with them, and has themselves forgotten.

let house: House;
let browser: TestBrowser;
let front: string;

beforeAll(async () => {
  newAlbum(/^settings/);
  house = await aHouse();
  browser = await aBrowser();
  front = (await house.demo()).url;
});
afterAll(async () => {
  await browser.dispose();
  await house.dispose();
});

it('shows a member what is agreed to, hands it all over, and forgets them', async () => {
  const mei = await Shopper.arrives(browser, front, house.url);
  await mei.joins('en', 'Mei', 'mei@people.example');
  await mei.opens('/en/account');
  await mei.agrees('Yes, you may');
  const { page } = mei;
  const settings = page.locator('rapport-preferences');
  const remember = settings.getByRole('switch', { name: 'Remember what I look at' });
  await expect.poll(() => remember.isChecked()).toBe(true);
  await remember.uncheck();
  await expect.poll(() => mei.asked.find(({ path }) => path === '/v1/me/consent')?.status).toBe(200);
  await page.reload();
  await expect.poll(() => remember.isChecked()).toBe(false);
  const { token } = await mei.session();
  const { consent } = await taken<ShopperView>(await house.api.shopper(token)('GET', '/v1/me'));
  expect(consent).toEqual({ personalisation: 'denied', messages: 'granted' });
  await shot(page, 'settings', { full: true });

  const [file] = await Promise.all([page.waitForEvent('download'), settings.getByRole('button', { name: 'Download everything' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^rapport-\d{4}-\d\d-\d\d\.json$/);
  const { tables } = JSON.parse(readFileSync(await file.path(), 'utf8')) as PersonExport;
  expect(tables['shopper']?.[0]).toMatchObject({ name: 'Mei', email: 'mei@people.example' });
  expect(tables['consent']?.map(({ source }) => source)).toContain('preferences');

  await settings.getByRole('button', { name: 'Forget me' }).click();
  await settings.getByRole('button', { name: 'Yes, forget me' }).click();
  await settings.getByText('You are forgotten.').waitFor();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('rapport.')))).toEqual([]);
  expect((await house.api.shopper(token)('GET', '/v1/me')).status).toBe(410);
  expect(mei.errors.filter((error) => !error.includes('410'))).toEqual([]);
});
