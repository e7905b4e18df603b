import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ShopView, Standing } from '@rapport/protocol';
import { importCatalogue } from '../../scripts/serve/shop.ts';
import { aBrowser, aHouse, freePort, taken, type House, type TestBrowser } from '../harness/index.ts';
import { ahead, newAlbum, shot } from './album.ts';
import { openShopFront, type ShopFront } from './shop-front.ts';
import { Shopper } from './shopper.ts';

// What somebody does with points in the demo shop: sees what a kettle would bring, buys it, waits, takes rewards for what it brought, uses one voucher by its link and
// gives another back; and reads on one list how it all came about.

const DAY_MS = 86_400_000;
const KETTLE = '/en/products/arare-iron-kettle';
const OTHERS = ['/en/products/alishan-spring-oolong', '/en/products/cup-february-plum'];
const ADDRESS = { street: 'Karl-Heine-Straße 12', postcode: '04229', city: 'Leipzig' };

let house: House;
let browser: TestBrowser;
let front: ShopFront;

beforeAll(async () => {
  newAlbum(/^points/);
  const port = await freePort();
  house = await aHouse({ clock: true, shop: { origins: [`http://localhost:${port}`] } });
  [browser, front] = await Promise.all([aBrowser(), openShopFront(house.worker.dataDir, port, house.url, house.shop)]);
  await importCatalogue(house.api.secret, await front.file('catalogue.csv'), 'rapport-csv');
});
afterAll(async () => {
  await browser.dispose();
  await front.close();
  await house.dispose();
});

it('a member brings a friend by their link', async () => {
  const mei = await Shopper.arrives(browser, front.url, house.url);
  await mei.joins('en', 'Ana', 'ana@people.example');
  const staff = await house.api.staff();
  const { settings } = await taken<ShopView>(await staff('GET', '/v1/shop'));
  const friend = { id: 'friend', on: 'referral', title: {}, points: 100, friendPoints: 50, limits: {} };
  await taken(await staff('PATCH', '/v1/shop', { programme: { ...settings.programme, rules: [friend] } }));
  await mei.opens('/en/account');
  await mei.sees('Nobody has come by it yet.');
  const link = await mei.page.locator('rapport-refer [part=code] code').last().innerText();
  const lin = await Shopper.arrives(browser, front.url, house.url);
  await lin.opens(link.slice(front.url.length));
  await lin.sees(/A friend sent you/);
  await lin.page.locator('#name').fill('Lin');
  await lin.page.locator('#email').fill('lin@people.example');
  await lin.page.locator('form.address button').click();
  await lin.sees('A friend brought you: 50 points come once your first order is kept.');
  await shot(lin.page, 'points-4-friend', { full: true, dark: true });
  expect([...mei.errors, ...lin.errors]).toEqual([]);
}, 180_000);

it('sees what it brings, buys, waits, takes rewards, uses one and gives one back, and can read it all', async () => {
  const mei = await Shopper.arrives(browser, front.url, house.url, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = mei;
  await mei.joins('en', 'Mei', 'mei@people.example');

  // What it would bring follows what is chosen, and is what it brings.
  await mei.opens(KETTLE);
  await mei.sees('Brings 480 points.');
  await page.locator('#quantity').fill('2');
  await mei.sees('Brings 960 points.');
  await page.locator('#quantity').fill('1');
  await mei.sees('Brings 480 points.');
  await shot(page, 'points-1-preview');
  await page.getByRole('button', { name: 'Put in the basket' }).click();
  await page.waitForURL('**/products/**');
  await mei.opens('/en/basket');
  await mei.sees('Brings 480 points.');
  await mei.opens('/en/checkout');
  const order = await mei.checksOut(ADDRESS);
  await mei.opens('/en/account');
  await mei.sees('480 points on the way');
  expect(await statement(mei)).toEqual([
    [`Order ${order}`, '+480 on the way', 'Balance 50'],
    ['Welcome', '+50', 'Balance 50'],
  ]);

  await page.goto('about:blank');
  await house.setClock(15 * DAY_MS);
  front.setClock(15 * DAY_MS);
  await page.context().addInitScript(ahead(15 * DAY_MS));
  await mei.opens('/en/account');
  await mei.sees('You have 530 points to use.');

  // One voucher is copied and taken straight to the checkout.
  const first = await redeems(mei, '€12 off');
  await page
    .locator('rapport-rewards')
    .getByRole('button', { name: `Copy ${first}` })
    .click();
  await mei.sees('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);
  const second = await redeems(mei, '€5 off');
  expect(second).not.toBe(first);
  await shot(page, 'points-2-vouchers', { full: true, dark: true });
  for (const product of OTHERS) await mei.takes(product, 'Put in the basket');
  await mei.opens('/en/account');
  await page.locator('rapport-vouchers [part=voucher]', { hasText: first }).getByRole('link', { name: 'Use it now' }).click();
  await page.waitForURL('**/checkout#voucher');
  await mei.sees(`${first} is taken off.`);
  const next = await mei.checksOut(ADDRESS);

  // The other is given back: the shopper can do that as long as it is unused.
  await mei.opens('/en/account');
  const own = page.locator('rapport-vouchers [part=voucher]', { hasText: second });
  await own.getByRole('button', { name: /Give it back/ }).click();
  await own.getByRole('button', { name: 'Yes, give it back' }).click();
  await mei.sees('Given back. Its points are yours again.');
  await mei.sees('You have 330 points to use.');
  expect(await page.locator('rapport-vouchers').getByRole('link', { name: 'Use it now' }).count()).toBe(0);
  expect((await statement(mei)).filter(([what]) => !what?.includes(next))).toEqual([
    ['Back from a voucher you gave up', '+100', 'Balance 330'],
    ['Given for a reward', '−100', 'Balance 230'],
    // A row for each lot that gave some: the welcome first, it is older.
    ['Given for a reward', '−150', 'Balance 330'],
    ['Given for a reward', '−50', 'Balance 480'],
    [`Ready to use, from order ${order}`, '+480', 'Balance 530'],
    [`Order ${order}`, '+480 on the way', 'Balance 50'],
    ['Welcome', '+50', 'Balance 50'],
  ]);
  await shot(page, 'points-3-statement', { full: true, dark: true });
  const told = await house.api.secret('POST', '/v1/points/balance', { for: { email: 'mei@people.example' } });
  expect(await taken<Standing>(told)).toMatchObject({ available: 330, debt: 0 });
  expect(mei.errors).toEqual([]);
}, 180_000);

/** Takes a reward; answers with the voucher's code. */
async function redeems({ page }: Shopper, title: string): Promise<string> {
  const rewards = page.locator('rapport-rewards');
  await rewards.getByRole('button', { name: `Use points for “${title}”` }).click();
  await rewards.getByRole('button', { name: 'Yes, use them' }).click();
  const reward = rewards.locator('[part=reward]', { hasText: title });
  return reward.locator('[part=code] code').innerText();
}

/** The statement as it stands on the page: what happened, what it changed, what there was afterwards. */
async function statement({ page }: Shopper): Promise<string[][]> {
  const rows = page.locator('rapport-statement [part=row]');
  await rows.first().waitFor();
  return rows.evaluateAll((all) =>
    all.map((row) => ['.what > span', '[part=change]', '.figures .quiet'].map((one) => row.querySelector(one)?.textContent?.trim() ?? '')),
  );
}
