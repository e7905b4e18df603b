import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { aBrowser, until } from '../harness/index.ts';
import type { TestBrowser } from '../harness/index.ts';
import { EVERY } from './every-component.ts';

// Every component on the widest screen there is: nothing overflows, and no text runs on in lines that an eye loses.

let cells: Cells;
let browser: TestBrowser;

beforeAll(async () => {
  cells = await startCells(Date.now());
  browser = await aBrowser();
});
afterAll(async () => {
  await browser.dispose();
  await cells.stop();
});

/** The longest line in em of the component, as styles/rows.ts has it: some 80 letters, some 100 of the small ones. */
const LONGEST_EM = 44;

/** A panel that is opened by nobody has nothing to look at, and follows stand in watches. */
it.each(EVERY.map(({ name }) => name).filter((name) => name !== 'follows'))('rapport-%s neither overflows nor stretches at 3840 px', async (name) => {
  const { page } = await browser.aPerson({ reducedMotion: 'reduce', viewport: { width: 3840, height: 2160 } });
  for (const state of ['many', 'long']) {
    await page.goto(`${cells.url}/cell/${name}/${state}/en`);
    await until(() => page.evaluate((tag) => Boolean(document.querySelector(tag)?.shadowRoot?.querySelector('[part]')), `rapport-${name}`), {
      what: `rapport-${name}`,
    });
    await page.waitForLoadState('networkidle');
    const found = await page.evaluate((most) => {
      const deep = (root: Document | ShadowRoot): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
      const inside = deep(document).filter((one) => one.getRootNode() instanceof ShadowRoot && one.checkVisibility());
      const wide = inside.filter(
        (one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'visible',
      );
      const longest = (one: Element): number => {
        const range = document.createRange();
        const texts = [...one.childNodes].filter((child) => child instanceof Text);
        const lines = texts.flatMap((text) => {
          range.selectNodeContents(text);
          return [...range.getClientRects()].map(({ width }) => width);
        });
        const { host } = one.getRootNode() as ShadowRoot;
        return Math.round(Math.max(0, ...lines) / parseFloat(getComputedStyle(host).fontSize));
      };
      const stretched = inside.map((one) => [one.localName, one.className, longest(one)] as const).filter(([, , width]) => width > most);
      return {
        page: document.documentElement.scrollWidth - innerWidth,
        wide: wide.map((one) => `${one.localName}.${one.className}`),
        stretched: stretched.map((one) => one.join(' ')),
      };
    }, LONGEST_EM);
    expect([state, found]).toEqual([state, { page: 0, wide: [], stretched: [] }]);
  }
  await page.close();
});
