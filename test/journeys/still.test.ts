import { afterAll, beforeAll, expect, it } from 'vitest';
import { aBrowser, aHouse, noteShifts, shiftsOf, slowDown, until, type House, type TestBrowser } from '../harness/index.ts';

// On the pages of the demo shop nothing moves when our components come, on a phone and on a wide window, for somebody nobody knows and for one who has just agreed. The
// worker answers late, so that whatever is drawn while it is waited for is seen.

const ANSWERS_AFTER_MS = 300;
const LOOKS = {
  wide: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const;

let house: House;
let browser: TestBrowser;
let shop = '';
let paths: readonly string[] = [];

beforeAll(async () => {
  house = await aHouse();
  browser = await aBrowser();
  ({ url: shop } = await house.demo());
  const firstLink = async (path: string, pattern: RegExp): Promise<string> => {
    const [link] = pattern.exec(await (await fetch(shop + path)).text()) ?? [];
    if (!link) throw new Error(`${path} leads to nothing like ${pattern.source}`);
    return link;
  };
  const product = await firstLink('/en', /\/en\/products\/[\w-]+/);
  const maker = await firstLink(product, /\/en\/makers\/[\w-]+/);
  paths = [
    '/en',
    product,
    maker,
    '/en/search?q=nothing-like-this',
    '/zh-Hant/search?q=nothing-like-this',
    '/en/search?q=tea',
    '/en/basket',
    '/en/account',
  ];
});
afterAll(async () => {
  await browser?.dispose();
  await house?.dispose();
});

it.each(Object.entries(LOOKS))('nothing moves: %s', async (_, look) => {
  const { page } = await browser.aPerson({ permissions: [], ...look });
  await noteShifts(page);
  await slowDown(page, ANSWERS_AFTER_MS);
  const moved = async (who: string, path: string): Promise<string[]> => {
    await page.goto(shop + path);
    await page.waitForLoadState('networkidle');
    await until(
      () =>
        page.evaluate(() =>
          [...document.querySelectorAll('*')].every(
            (one) => !one.localName.startsWith('rapport-') || (one.matches(':defined') && !one.shadowRoot?.querySelector('.bone')),
          ),
        ),
      { what: `${path} to be drawn` },
    );
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    return (await shiftsOf(page)).map(({ value, what }) => `${who} ${path}: ${value} ${what}`);
  };
  const all: string[] = [];
  for (const path of [...paths, '/en/wishes']) all.push(...(await moved('nobody', path)));
  await page.goto(`${shop}/en`);
  await page.getByText('Yes, you may').click();
  await until(async () => (await page.evaluate(() => localStorage.getItem('rapport.session'))) !== null, { what: 'the person to be known' });
  for (const path of [...paths, '/en/wishes']) all.push(...(await moved('known', path)));
  expect(all).toEqual([]);
  await page.context().close();
});
