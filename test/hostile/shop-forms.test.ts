import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../scripts/serve/paths.ts';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { aBrowser, aSite, until } from '../harness/index.ts';
import type { Site, TestBrowser } from '../harness/index.ts';
import { PAGES } from './foreign-pages.ts';

// What docs/embedding.md tells shops of other makers to write into their product forms: the preview follows the variant and the quantity there. Its scripts are run as they stand.

const recipes = readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8');
/** The script that the page tells to write, of all that follows a title. */
const scriptOf = (title: string): string => /<script>[^]*?<\/script>/.exec(recipes.slice(recipes.indexOf(`## ${title}`)))?.[0] ?? '';

/** What the maker's own script does when a variant is chosen: one writes its number into the form, the other says it by an event that is jQuery's. */
const DAWN = `<script>document.addEventListener('change', ({ target }) => {
  if (target.name !== 'Size') return;
  const id = document.querySelector('#product-form [name=id]');
  id.value = target.value;
  id.dispatchEvent(new Event('change', { bubbles: true }));
})</script>`;
const JQUERY = `<script>window.jQuery = (found) => ({ on: (name, heard) => document.querySelector(found).addEventListener(name, (event) => heard(event, event.detail)) });
document.addEventListener('change', ({ target }) => {
  if (target.name === 'attribute_pa_size') target.form.dispatchEvent(new CustomEvent('found_variation', { detail: { display_price: Number(target.value) } }));
})</script>`;

const earn = (more = ''): string => `<rapport-earn product="demo-0" amount="4800" ${more}></rapport-earn>`;
const quantity = (more = ''): string => `<input type="number" name="quantity" value="1" ${more}>`;

/** Products as their pages come: what stands in the form, and what stands beside it. */
const FORMS: Readonly<Record<string, readonly [maker: string, form: string, beside: string]>> = {
  'Liquid’s own form': [
    'shopify',
    `<select name="id" class="size"><option value="1" data-rapport-amount="4800">Small</option><option value="2" data-rapport-amount="9600">Large</option></select>${quantity()}${earn()}`,
    '',
  ],
  'a form of Dawn’s kind': [
    'shopify',
    '<input type="hidden" name="id" value="1">',
    `<select name="Size" class="size" form="product-form"><option value="1">Small</option><option value="2">Large</option></select>
${quantity('form="product-form"')}${earn(`data-prices='{ "1": 4800, "2": 9600 }'`)}${DAWN}${scriptOf('Shopify')}`,
  ],
  'form.cart': [
    'woocommerce',
    `<select name="attribute_pa_size" class="size"><option value="48">Small</option><option value="96">Large</option></select>${earn()}`,
    `${JQUERY}${scriptOf('WooCommerce')}`,
  ],
};

let cells: Cells;
let shops: Site;
let browser: TestBrowser;

beforeAll(async () => {
  cells = await startCells(Date.now());
  browser = await aBrowser();
  shops = await aSite(({ searchParams }) => {
    const [maker, form, beside] = FORMS[searchParams.get('form') ?? ''] ?? ['plain', '', ''];
    const tag = `<script async src="${cells.url}/rapport.js" data-shop="pk_cell" data-host="${cells.url}/s/zero/en" data-locale="en" data-consent="granted"></script>`;
    return PAGES[maker]?.(tag, beside, form) ?? '';
  });
});
afterAll(async () => {
  await shops.dispose();
  await browser.dispose();
  await cells.stop();
});

/** A point for each hundredth of what is asked about, so that the sentence shows what was asked. */
const countHundredths = (page: Page): Promise<unknown> =>
  page.route('**/v1/me/preview', async (route) => {
    const { lines } = route.request().postDataJSON() as { lines: readonly { totalMinor: number }[] };
    const answer = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...answer, points: lines[0]?.totalMinor }, headers: { 'access-control-allow-origin': '*' } });
  });

it.each(Object.keys(FORMS))('the preview follows variant and quantity in %s', async (form) => {
  const { page, errors } = await browser.aPerson({ reducedMotion: 'reduce' });
  await countHundredths(page);
  await page.goto(`${shops.url}/?form=${encodeURIComponent(form)}`);
  const says = (points: string): Promise<unknown> =>
    until(() => page.evaluate((said) => document.querySelector('rapport-earn')?.shadowRoot?.textContent?.includes(said), `Brings ${points} points`), {
      what: `${points} points`,
    });
  await says('4,800');
  await page.locator('.size').selectOption({ label: 'Large' });
  await says('9,600');
  await page.locator('[name=quantity]').fill('3');
  await says('28,800');
  await page.locator('.size').selectOption({ label: 'Small' });
  await says('14,400');
  expect(errors.filter((error) => !/favicon|404|WebSocket/.test(error))).toEqual([]);
});
