import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { aBrowser, aSite, until } from '../harness/index.ts';
import type { Site, TestBrowser } from '../harness/index.ts';
import { askAgain, AXE, EVERY, putEvery } from './every-component.ts';
import { PAGES } from './foreign-pages.ts';
import { faults, isDrawn, runTag, words } from './run-tag.ts';

// Every component on a shop's page that is mirrored, narrow or in forced colours, with longer words than ours: nothing overflows, nothing loses its edge, and each part that is named is there.

let cells: Cells;
let shop: Site;
let browser: TestBrowser;

beforeAll(async () => {
  cells = await startCells(Date.now());
  browser = await aBrowser();
  shop = await aSite(({ pathname }) => PAGES[pathname.slice(1)]?.('', '') ?? '');
});
afterAll(async () => {
  await shop.dispose();
  await browser.dispose();
  await cells.stop();
});

/** Does what is done to the components once: what opens, opens; what is asked for, is said yes to. */
const touchAll = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const tap = async (selector: string): Promise<void> => {
      for (const host of document.querySelectorAll('main > *'))
        for (const one of host.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []) one.click();
      await new Promise((next) => setTimeout(next));
    };
    await tap('[aria-expanded=false]');
    await tap('[part=action]:enabled');
    await tap('[part=reward] .filled');
  });

it.each([320, 1440])('every component is whole at %i px, mirrored, with longer words and in forced colours', async (width) => {
  const { page, errors } = await browser.aPerson({ reducedMotion: 'reduce', viewport: { width, height: 900 } });
  await page.goto(`${shop.url}/mirrored`);
  await putEvery(page);
  await runTag(cells.url, page, { host: `${cells.url}/s/mirrored/en` });
  await askAgain(page);
  for (const { name } of EVERY) if (name !== 'panel') await isDrawn(page, `rapport-${name}`);
  await page.locator('rapport-recommendations .card').first().waitFor();
  expect(await words(page, 'rapport-rewards')).toContain('\u202eReewaards');
  await page.evaluate(AXE);
  const look = (): Promise<unknown> =>
    page.evaluate(async () => {
      const { axe: tool } = globalThis as unknown as { axe: typeof import('axe-core') };
      // A page of ours alone has no regions; the bell says 120 where its badge shows 99+.
      const { violations } = await tool.run(document, { rules: { region: { enabled: false }, 'label-content-name-mismatch': { enabled: false } } });
      const inside = [...document.querySelectorAll('*')]
        .filter((one) => one.localName.startsWith('rapport-') && one.shadowRoot)
        .flatMap((host) => [host, ...(host.shadowRoot as ShadowRoot).querySelectorAll('*')].map((one) => [host.localName, one] as const));
      const wide = inside
        .filter(([, one]) => {
          const { overflowX, position } = getComputedStyle(one);
          return one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && overflowX === 'visible' && position !== 'absolute';
        })
        .map(([name, one]) => `${name} ${one.localName}.${one.className} ${one.scrollWidth}/${one.clientWidth}`);
      // A button without its ground is words, a sheet the page below it: an edge says that it is one. What one is at is said by a ring.
      const bare = inside
        .filter(
          ([, one]) =>
            one.matches('button, a[href], input, select, .floating') && one.checkVisibility() && matchMedia('(forced-colors: active)').matches,
        )
        .filter(([, one]) => {
          const { borderTopWidth, borderTopStyle } = getComputedStyle(one);
          const hasEdge = parseFloat(borderTopWidth) >= 1 && borderTopStyle !== 'none';
          (one as HTMLElement).focus({ focusVisible: true } as FocusOptions);
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          // What lies behind an open dialog can't be reached.
          const hasRing = !one.matches(':focus') || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
          return (one.matches('.filled, .plain:enabled, input, select, .floating') && !hasEdge) || !hasRing;
        })
        .map(([name, one]) => `${name} ${one.localName}.${one.className}`);
      return {
        axe: violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`),
        wide,
        bare,
        page: document.documentElement.scrollWidth - innerWidth,
      };
    });
  const fine = { axe: [], wide: [], bare: [], page: 0 };
  /** Parts that were there at some moment: `rewards::part(action)`. */
  const seen = new Set<string>();
  const seeParts = async (): Promise<void> => {
    const there = await page.evaluate(() =>
      [...document.querySelectorAll('main > *, rapport-panel')].flatMap((host) =>
        [...(host.shadowRoot?.querySelectorAll('[part], [exportparts]') ?? [])]
          .flatMap((one) => `${one.getAttribute('part') ?? ''} ${one.getAttribute('exportparts') ?? ''}`.split(/[\s,]+/))
          .map((part) => `${host.localName.slice('rapport-'.length)}::part(${part})`),
      ),
    );
    for (const part of there) seen.add(part);
  };
  expect(await look()).toEqual(fine);
  await seeParts();
  await touchAll(page);
  await until(async () => (await words(page, 'rapport-offers')).includes('HALF-TIN-2'), { what: 'the code of the offer' });
  await seeParts();
  await page.locator('rapport-inbox button').first().hover();
  await page.emulateMedia({ forcedColors: 'active' });
  expect(['in forced colours', await look()]).toEqual(['in forced colours', fine]);
  // What would lie over the panel, and what the panel has itself.
  await page.evaluate(() => document.querySelectorAll('main > :is(rapport-consent, rapport-preferences)').forEach((one) => one.remove()));
  await page.locator('rapport-launcher button').click();
  for (const place of ['home', 'rewards', 'for-you', 'inbox']) {
    await page.locator(`rapport-panel #tab-${place}`).click();
    expect([place, await look()]).toEqual([place, fine]);
    await seeParts();
  }
  await page.locator('rapport-panel header button').first().click();
  expect(['settings', await look()]).toEqual(['settings', fine]);
  await seeParts();
  const named = EVERY.map(({ name, parts }) => parts.map((part) => `${name}::part(${part})`));
  expect(named.flat().filter((part) => !seen.has(part))).toEqual([]);
  expect(named.filter((parts) => parts.length === 0)).toEqual([]);
  expect(faults(errors)).toEqual([]);
});
