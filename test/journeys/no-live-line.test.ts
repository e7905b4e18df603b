import { afterAll, beforeAll, expect, it } from 'vitest';
import { aBrowser, aHouse, importCatalogue, taken, type House, type TestBrowser } from '../harness/index.ts';
import { Shopper } from './shopper.ts';

// Between this page and the worker stands something that lets no live line through, as some companies' proxies do: the page asks instead.

let house: House;
let browser: TestBrowser;
let mei: Shopper;

beforeAll(async () => {
  [house, browser] = await Promise.all([aHouse({ slices: 1 }), aBrowser()]);
  mei = await Shopper.arrives(browser, (await house.demo()).url, house.url);
  await mei.page.routeWebSocket(/\/v1\/me\/live/, (line) => void line.close({ code: 1011 }));
  await mei.opens('/en');
  await mei.agrees('Yes, you may');
}, 120_000);
afterAll(async () => {
  await browser.dispose();
  await house.dispose();
});

it('rings the bell and fills the open list although no live line is to be had', { timeout: 90_000 }, async () => {
  const { token } = await mei.session();
  await taken(await house.api.shopper(token)('POST', '/v1/me/watches', { kind: 'search', query: 'zebra kettle' }));
  const file = (id: string, title: string): string => `id,title,price,currency,stock\n${id},${title},48.00,EUR,3`;
  await importCatalogue(house.api.secret, file('zebra-1', 'Zebra kettle'), 'rapport-csv');
  const inbox = mei.page.locator('rapport-inbox');
  await inbox.locator('[part=badge]').getByText('1').waitFor({ timeout: 40_000 });
  await inbox.getByRole('button').first().click();
  await mei.page.getByText('Zebra kettle').first().waitFor();
  await importCatalogue(house.api.secret, file('zebra-2', 'Large zebra kettle'), 'rapport-csv');
  await mei.page.getByText('Large zebra kettle').first().waitFor({ timeout: 40_000 });
  expect(mei.errors).toEqual([]);
});
