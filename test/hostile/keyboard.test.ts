import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { aBrowser, until } from '../harness/index.ts';
import type { TestBrowser } from '../harness/index.ts';
import { EVERY } from './every-component.ts';

// Every component by keyboard alone: Tab comes to each control once, in the order in which they stand, each shows that it is the one, and answers to its keys.

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

/** What lies over the page has its own tests: launcher.test.ts, panel.test.ts, inbox.test.ts. Points, tier, earn and a short statement are words; follows and reminders stand
 * in watches, contact in preferences. */
const NAMES = EVERY.map(({ name }) => name).filter((name) => !/^(launcher|panel|inbox|points|tier|earn|statement|follows)$/.test(name));

/** A component of its own page, with what it folds away open; in it `controls()`, all that can be used, and `at()`, the one that has the focus. */
async function open(name: string): Promise<Page> {
  const { page } = await browser.aPerson({ reducedMotion: 'reduce', viewport: { width: 1024, height: 2400 } });
  await page.addInitScript(() => {
    const deep = (root: Document | ShadowRoot): Element[] =>
      [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
    const USED = 'button:enabled, a[href], input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';
    const controls = (): Element[] => deep(document).filter((one) => one.matches(USED) && one.checkVisibility());
    const at = (): Element | null => {
      let one = document.activeElement;
      while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
      return one === document.body ? null : one;
    };
    Object.assign(window, { deep, controls, at });
  });
  await page.goto(`${cells.url}/cell/${name}/many/en`);
  await until(() => page.evaluate(() => (window as unknown as Tools).controls().length > 0), { what: `controls in ${name}` });
  // What a component asks for later stands in it as well.
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    for (const one of (window as unknown as Tools).deep(document)) if (one instanceof HTMLDetailsElement) one.open = true;
  });
  return page;
}
interface Tools {
  deep(root: Document): Element[];
  controls(): Element[];
  at(): Element | null;
}

/** The number of the control that has the focus, -1 outside of them. */
const where = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { controls, at } = window as unknown as Tools;
    const one = at();
    return one ? controls().indexOf(one) : -1;
  });

it.each(NAMES)('Tab comes to each control of rapport-%s in order, and each shows it', async (name) => {
  const page = await open(name);
  const all = await page.evaluate(() =>
    (window as unknown as Tools)
      .controls()
      .map((one) => `${one.localName} ${one.getAttribute('type') ?? ''} ${one.getAttribute('role') ?? ''} ${one.textContent?.trim()}`),
  );
  const visited: number[] = [];
  const seen = new Set<number>();
  // A field of a time has stops of its own, for hours, minutes and its clock, which the browser rings by itself.
  for (let press = 0; press < all.length * 4 && visited.at(-1) !== all.length - 1; press += 1) {
    await page.keyboard.press('Tab');
    const now = await where(page);
    if (now !== visited.at(-1)) visited.push(now);
    const ring = await page.evaluate(() => {
      const one = (window as unknown as Tools).at();
      const { outlineStyle, outlineWidth } = one ? getComputedStyle(one) : { outlineStyle: 'none', outlineWidth: '0' };
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    });
    if (ring) seen.add(now);
  }
  expect(visited.map((one) => all[one])).toEqual(all);
  expect(all.filter((_, at) => !seen.has(at))).toEqual([]);
  await page.close();
});

it.each(NAMES)('each control of rapport-%s answers to its keys, and nothing else asks to be tapped', async (name) => {
  const page = await open(name);
  const mute = await page.evaluate(() => {
    const { deep, controls } = window as unknown as Tools;
    const used = new Set(controls());
    const isPart = (one: Element): boolean => used.has(one) || one.localName === 'label' || Boolean(one.parentElement && isPart(one.parentElement));
    return deep(document)
      .filter((one) => getComputedStyle(one).cursor === 'pointer' && one.checkVisibility() && !isPart(one))
      .map((one) => one.localName);
  });
  expect(mute).toEqual([]);
  // What a key does is seen and held back, so that the next control is still there.
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const type of ['click', 'input'])
      addEventListener(
        type,
        (event) => {
          if (event.composedPath()[0] === (window as unknown as Tools).at()) heard.push(type);
          if (type !== 'click') return;
          event.preventDefault();
          event.stopImmediatePropagation();
        },
        true,
      );
  });
  // Held by themselves: what is chosen in one may switch another off for a moment.
  const kinds = await page.evaluate(() => {
    const all = (window as unknown as Tools).controls();
    Object.assign(window, { all });
    return all.map((one) => [one.localName, one.getAttribute('type') ?? '', one.textContent?.trim() ?? ''] as const);
  });
  const deaf: string[] = [];
  for (const [at, [tag, type, said]] of kinds.entries()) {
    const keys =
      tag === 'a'
        ? ['Enter']
        : tag === 'select'
          ? ['ArrowDown+ArrowUp']
          : tag !== 'input'
            ? ['Enter', ' ']
            : /checkbox|radio/.test(type)
              ? [' ']
              : ['1'];
    for (const key of keys) {
      const heard = await page.evaluate((number) => {
        (window as unknown as { all: HTMLElement[] }).all[number]?.focus();
        const list = (window as unknown as { heard: string[] }).heard;
        list.length = 0;
        return list.length;
      }, at);
      // A choice at its end moves only back.
      for (const one of key.split('+')) await page.keyboard.press(one);
      const now = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.length);
      if (now === heard) deaf.push(`${tag} ${type} ${said} by “${key}”`);
    }
  }
  expect(deaf).toEqual([]);
  await page.close();
});

it.each([
  ['offers', 'Take it', 'Enter', 'HALF-TIN-2'],
  ['offers', 'Why do I see this?', ' ', 'Because'],
  ['vouchers', 'Give it back', ' ', 'Keep it'],
  ['preferences', 'Forget', 'Enter', 'keep it'],
])('in rapport-%s, “%s” does by “%s” what it says', async (name, button, key, then) => {
  const page = await open(name);
  await page.locator(`rapport-${name} button`, { hasText: button }).first().focus();
  await page.keyboard.press(key);
  const answer = page.locator(`rapport-${name}`).getByText(then).first();
  await answer.waitFor();
  expect(await answer.isVisible()).toBe(true);
  await page.close();
});
