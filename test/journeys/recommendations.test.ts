import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { aBrowser, aHouse, OWNER, type House, type TestBrowser } from '../harness/index.ts';
import { newAlbum, shot } from './album.ts';
import { Owner } from './owner.ts';
import { Shopper } from './shopper.ts';

// A shopper looks at three cups: the row on the next page follows and says why. One is not for them, for good. Then the owner pins a kettle.

let house: House;
let browser: TestBrowser;
let mei: Shopper;
let owner: Owner;

const CUPS = ['cup-january-snow', 'cup-february-plum', 'cup-june-wave'] as const;

beforeAll(async () => {
  newAlbum(/^recommend/);
  house = await aHouse();
  browser = await aBrowser();
  const { url } = await house.demo();
  mei = await Shopper.arrives(browser, url, house.url);
  owner = await Owner.arrives(browser, house);
  await mei.joins('en', 'Mei', 'mei@people.example');
  await mei.opens('/en/account');
  await mei.agrees('Yes, you may');
});
afterAll(async () => {
  await browser.dispose();
  await house.dispose();
});
afterEach(() => {
  if (mei.errors.length + owner.errors.length > 0) throw new Error([...mei.errors, ...owner.errors].join('\n'));
});

const titles = async (): Promise<string[]> => (await mei.recommended()).map(({ title }) => title);

it('three things of a kind were looked at: the row on the next page follows, and says why', async () => {
  const seen: string[] = [];
  for (const cup of CUPS) {
    await mei.opens(`/en/products/${cup}`);
    seen.push((await mei.page.locator('h1').first().innerText()).trim());
    await mei.recommended();
  }
  await mei.opens('/en');
  const row = await mei.recommended();
  expect(row.length).toBeGreaterThanOrEqual(4);
  const because = row.filter(({ reason }) => seen.some((title) => reason.includes(title)));
  expect(because.length).toBeGreaterThanOrEqual(3);
  expect(row.map(({ title }) => title).filter((title) => seen.includes(title))).toEqual([]);
  await mei.page.locator('rapport-recommendations').scrollIntoViewIfNeeded();
  await mei.page.locator('rapport-recommendations li').nth(1).hover();
  await shot(mei.page, 'recommend-row', { dark: true });
});

it('“not for me” takes a product out of every row for good; undo brings it back, by keyboard too', async () => {
  const row = mei.page.locator('rapport-recommendations');
  const [first = '', second = ''] = await titles();
  await row.getByRole('button', { name: `Not for me: ${first}` }).click();
  await row.getByText(`“${first}” won’t be shown again.`).waitFor();
  await row.getByRole('button', { name: `Not for me: ${second}` }).focus();
  await mei.page.keyboard.press('Enter');
  await row.getByText(`“${second}” won’t be shown again.`).waitFor();
  await shot(mei.page, 'recommend-hidden');
  await mei.page.keyboard.press('Enter');
  await row.getByRole('link', { name: second }).waitFor();
  await expect.poll(() => mei.asked.filter(({ path, status }) => path.startsWith('/v1/me/hidden') && status === 204).length).toBe(3);
  await mei.page.reload();
  expect(await titles()).not.toContain(first);
  expect(await titles()).toContain(second);
  for (const path of [`/en/products/${CUPS[0]}`, '/en/basket', '/en']) {
    await mei.opens(path);
    expect([path, (await titles()).includes(first)]).toEqual([path, false]);
  }
});

it('the owner pins a product: it stands where they put it, and the console shows what one shopper gets and why', async () => {
  await owner.signsIn(house.shop.shopId, OWNER);
  await owner.goes('Recommendations');
  const { page } = owner;
  await page.getByRole('searchbox', { name: 'Find the product to pin' }).fill('kettle');
  await page.keyboard.press('Enter');
  const kettle = page.locator('console-hand console-pick li button').first();
  const name = (await kettle.locator('span').innerText()).trim();
  await kettle.click();
  await page.getByText('Kept. It holds within five seconds.').waitFor();
  await page.getByRole('searchbox', { name: 'Shopper’s name or address' }).fill('mei@');
  await page.keyboard.press('Enter');
  await page.locator('console-try console-pick li button').first().click();
  await page.getByText('Your pin').waitFor();
  await shot(page, 'recommend-console', { full: true, dark: true });

  await expect
    .poll(
      async () => {
        await mei.opens('/en');
        return (await mei.recommended())[0];
      },
      { timeout: 15_000 },
    )
    .toEqual({ title: name, reason: 'Picked by the shop' });
  await shot(mei.page, 'recommend-pinned');
});
