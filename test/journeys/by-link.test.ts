import type { PreferencesView } from '@rapport/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signsIn, type Visitor } from '../faults/people.ts';
import { aBrowser, aHouse, linkToken, taken, type House, type TestBrowser } from '../harness/index.ts';
import { AXE } from '../hostile/every-component.ts';
import { newAlbum, shot } from './album.ts';
import { PHONE } from './shopper.ts';

// What stands behind the links of a mail, for whoever holds one: no script, no sign-in, and opening it changes nothing.

const ZH_PHONE = { ...PHONE, locale: 'zh-TW' };

let house: House;
let browser: TestBrowser;
let mei: Visitor;

beforeAll(async () => {
  newAlbum(/^link-/);
  [house, browser] = await Promise.all([aHouse(), aBrowser()]);
  mei = await signsIn(house, 'mei');
});
afterAll(async () => {
  await browser.dispose();
  await house.dispose();
});

const kept = async (): Promise<PreferencesView['preferences']> =>
  (await taken<PreferencesView>(await house.api.shopper(mei.token)('GET', '/v1/me/preferences'))).preferences;
const link = (action: 'prefs' | 'stop', about = ''): string =>
  `${house.url}/v1/${action === 'prefs' ? 'preferences' : 'stop'}/${linkToken(house, action, mei.id, about)}`;
const opened = async (url: string, options: Parameters<TestBrowser['aPerson']>[0] = {}): Promise<Page> => {
  const { page } = await browser.aPerson({ javaScriptEnabled: false, ...options });
  await page.goto(url);
  return page;
};
/** What axe says of a page on light ground and on dark, and its picture, whole. Both need script, which the page itself does without, past its policy. */
const looked = async (url: string, name: string, options: Parameters<TestBrowser['aPerson']>[0] = {}): Promise<string[]> => {
  const { page } = await browser.aPerson({ bypassCSP: true, ...options });
  await page.goto(url);
  await shot(page, name, { full: true, dark: true });
  await page.evaluate(AXE);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run());
    found.push(...violations.map(({ id, nodes }) => `${name}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`));
  }
  await page.context().close();
  return found;
};
const letsFollow = async (follows: 'offered' | 'allowed'): Promise<void> => {
  await taken(await (await house.api.staff())('PATCH', '/v1/shop', { follows }));
};

it('takes what somebody ticks, times and all, and shows it again', async () => {
  const page = await opened(link('prefs'));
  await page.getByRole('checkbox', { name: 'Offers: Mail' }).uncheck();
  await page.getByRole('group', { name: 'How often' }).getByRole('radio', { name: 'Once a week' }).check();
  await page.getByRole('checkbox', { name: 'Use my own' }).check();
  await page.getByLabel('From').fill('20:30');
  await page.getByLabel('to', { exact: true }).fill('07:15');
  await page.getByRole('checkbox', { name: /^Fewer messages/ }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect(await kept()).toMatchObject({ frequency: 'weekly', fewer: true, quiet: { from: '20:30', to: '07:15' }, follows: false });
  expect((await kept()).allowed).toMatchObject({ promotional: { email: false }, 'asked-for': { email: true, inbox: true } });
  expect(await page.getByRole('checkbox', { name: 'Offers: Mail' }).isChecked()).toBe(false);
  expect(await page.getByRole('radio', { name: 'Once a week' }).isChecked()).toBe(true);
  await page.getByRole('checkbox', { name: 'Use my own' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  expect((await kept()).quiet).toBe(null);
});

it('asks whether things are followed for them only where the shop does that, and takes a yes and a no', async () => {
  const page = await opened(link('prefs'));
  const tick = page.getByRole('checkbox', { name: /^Follow for me what I often come back to/ });
  expect(await tick.count()).toBe(0);
  await letsFollow('allowed');
  await expect
    .poll(async () => {
      await page.reload();
      return tick.count();
    })
    .toBe(1);
  await tick.check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect((await kept()).follows).toBe(true);
  expect(await tick.isChecked()).toBe(true);
  // A page that was opened before the question was asked says nothing of it.
  await letsFollow('offered');
  await expect
    .poll(async () => {
      await page.reload();
      return tick.count();
    })
    .toBe(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect((await kept()).follows).toBe(true);
  await letsFollow('allowed');
});

it('ends everything with one button, and begins again with another', async () => {
  const page = await opened(link('prefs'), ZH_PHONE);
  await page.getByRole('button', { name: '全部關閉' }).click();
  await page.getByText('已全部關閉，您不會收到任何通知。').waitFor();
  expect((await kept()).off).toBe(true);
  expect(await looked(link('prefs'), 'link-off-phone-zh', ZH_PHONE)).toEqual([]);
  await page.getByRole('button', { name: '重新開啟' }).click();
  await page.getByRole('button', { name: '儲存' }).waitFor();
  expect((await kept()).off).toBe(false);
});

it('ends one kind of mail with one button; opening the page ends nothing', async () => {
  const page = await opened(link('stop', 'asked-for'));
  expect((await kept()).allowed['asked-for'].email).toBe(true);
  await page.getByRole('button', { name: 'End these mails' }).click();
  await page.getByText('Done. No more of these mails.').waitFor();
  expect((await kept()).allowed['asked-for']).toMatchObject({ email: false, inbox: true });
});

it('has nothing that axe would object to, in both languages and on both grounds', async () => {
  expect(await looked(link('prefs'), 'link-preferences')).toEqual([]);
  expect(await looked(link('prefs'), 'link-preferences-phone-zh', ZH_PHONE)).toEqual([]);
  expect(await looked(link('stop', 'service'), 'link-stop')).toEqual([]);
  expect(await looked(link('stop', 'service'), 'link-stop-phone-zh', ZH_PHONE)).toEqual([]);
});
