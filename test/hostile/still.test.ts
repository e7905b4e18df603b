import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../scripts/serve/paths.ts';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { ATTRIBUTES } from '../../scripts/shots/states.ts';
import { aBrowser, aSite, noteShifts, shiftsOf, slowDown, until, type Site, type TestBrowser } from '../harness/index.ts';

// A page that keeps the room that docs/embedding.md names moves by nothing while the components come, wherever they stand in its first window.

const DOCS = readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8');
const RESERVED = /```css\n([\s\S]*?)```/.exec(DOCS)?.[1] ?? '';
const TAGS = [...new Set([...RESERVED.matchAll(/rapport-([a-z]+)/g)].map(([, name]) => name ?? ''))];
/** How long the worker takes to answer, in ms: long enough for a skeleton to be drawn. */
const ANSWERS_AFTER_MS = 300;

let cells: Cells;
let shop: Site;
let browser: TestBrowser;

beforeAll(async () => {
  cells = await startCells(Date.now());
  browser = await aBrowser();
  shop = await aSite(({ pathname }) => {
    const [, state = '', name = ''] = pathname.split('/');
    const consent = state === 'stranger' ? 'denied' : 'granted';
    return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bowl</title>
      <style>body { font: 16px/1.5 system-ui; margin: 24px } ${RESERVED}</style>
      <script async src="${cells.url}/rapport.js" data-shop="pk_cell" data-host="${cells.url}/s/${state}/en" data-locale="en" data-consent="${consent}"></script>
      <h1>Bowl</h1><rapport-${name} ${ATTRIBUTES[name] ?? ''}></rapport-${name}><p>What stands below it.</p><p>And below that.</p></html>`;
  });
});
afterAll(async () => {
  await shop.dispose();
  await browser.dispose();
  await cells.stop();
});

it('names room for whatever stands in the text of a product’s page', () => {
  expect(TAGS.toSorted()).toEqual(['earn', 'inbox', 'points', 'recommendations', 'watch']);
});

it.each(['many', 'stranger'].flatMap((state) => [390, 1440].flatMap((width) => TAGS.map((name) => [state, width, name] as const))))(
  '%s, %i px: rapport-%s moves nothing',
  async (state, width, name) => {
    const { page } = await browser.aPerson({ viewport: { width, height: 900 } });
    await noteShifts(page);
    await slowDown(page, ANSWERS_AFTER_MS);
    await page.goto(`${shop.url}/${state}/${name}`);
    await page.waitForLoadState('networkidle');
    await until(
      () =>
        page.evaluate(
          (tag) => Boolean(customElements.get(tag)) && !document.querySelector(tag)?.shadowRoot?.querySelector('.bone'),
          `rapport-${name}`,
        ),
      { what: `rapport-${name} to be drawn` },
    );
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(await shiftsOf(page)).toEqual([]);
    await page.context().close();
  },
);
