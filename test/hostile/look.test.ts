import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { aBrowser, until } from '../harness/index.ts';
import type { TestBrowser } from '../harness/index.ts';
import { askAgain, AXE, EVERY, putEvery } from './every-component.ts';
import { isDrawn, runTag } from './run-tag.ts';

// Every component at once, as somebody meets it: on light and on dark ground, in each language, from right to left, and where motion is not wanted.

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

/** Every component, drawn by the tag from the answers of a state. */
async function everyComponent(page: Page, locale: string, state: string): Promise<void> {
  // A page of the same origin: the tag then loads as it does at home.
  await page.route(`${cells.url}/look`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="${locale}"><meta name="viewport" content="width=device-width"><title>Bowl</title>
<style>:root { color-scheme: light dark } body { background: light-dark(#faf8f4, #171714); color: light-dark(#1b1b18, #ece8de) }</style></html>`,
    }),
  );
  await page.goto(`${cells.url}/look`);
  if (state === 'mirrored') await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await putEvery(page);
  await runTag(cells.url, page, { host: `/s/${state}/${locale}`, locale });
  await askAgain(page);
}

it.each([
  ['en', 'many'],
  ['zh-Hant', 'many'],
  ['en', 'mirrored'],
])('axe finds nothing on light ground nor on dark, in %s, %s', async (locale, state) => {
  const { page } = await browser.aPerson({ reducedMotion: 'reduce', colorScheme: 'light', viewport: { width: 1024, height: 900 } });
  await everyComponent(page, locale, state);
  for (const { name } of EVERY) if (name !== 'panel') await isDrawn(page, `rapport-${name}`);
  await page.locator('rapport-recommendations .card').first().waitFor();
  await page.evaluate(AXE);
  /** What is wrong on light ground, then what the dark one adds: colours. */
  const found = async (root: string): Promise<string[]> => {
    const run = (isDark: boolean): Promise<string[]> =>
      page.evaluate(
        async ([context, only]) => {
          const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
          // A page of ours alone has no regions; the bell says 120 where its badge shows 99+.
          const usual = { rules: { region: { enabled: false }, 'label-content-name-mismatch': { enabled: false } } };
          const { violations } = await axe.run(context, only ? { runOnly: ['color-contrast'] } : usual);
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join(', ')}`);
        },
        [root, isDark] as const,
      );
    const light = await run(false);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await run(true);
    await page.emulateMedia({ colorScheme: 'light' });
    return [...light, ...dark.map((one) => `dark: ${one}`)];
  };
  expect(await found('html')).toEqual([]);
  await page.evaluate(() => document.querySelectorAll('main > :is(rapport-consent, rapport-preferences)').forEach((one) => one.remove()));
  await page.locator('rapport-launcher button').click();
  for (const place of ['home', 'rewards', 'for-you', 'inbox']) {
    await page.locator(`rapport-panel #tab-${place}`).click();
    expect([place, await found('rapport-panel')]).toEqual([place, []]);
  }
  await page.locator('rapport-panel header button').first().click();
  expect(await found('rapport-panel')).toEqual([]);
  await page.close();
});

/** What moves on a page at this moment, in any shadow: `rapport-panel arrive`, and what of it is changed. */
const moving = (page: Page): Promise<{ what: string; changes: string[] }[]> =>
  page.evaluate(() => {
    const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
      root,
      ...[...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? roots(one.shadowRoot) : [])),
    ];
    const all = new Set(roots(document).flatMap((root) => root.getAnimations()));
    return [...all].map((one) => {
      const { target } = one.effect as KeyframeEffect;
      const root = target?.getRootNode();
      const frames = (one.effect as KeyframeEffect).getKeyframes();
      const changes = new Set(frames.flatMap((frame) => Object.keys(frame)));
      for (const about of ['offset', 'computedOffset', 'easing', 'composite']) changes.delete(about);
      const name = one instanceof CSSAnimation ? one.animationName : one instanceof CSSTransition ? one.transitionProperty : one.id;
      return { what: `${root instanceof ShadowRoot ? root.host.localName : 'page'} ${name}`, changes: [...changes] };
    });
  });

it.each(['no-preference', 'reduce'] as const)(
  'moves by opacity and transform alone, and not at all where that is asked for: %s',
  async (reducedMotion) => {
    const { page } = await browser.aPerson({ reducedMotion, viewport: { width: 390, height: 800 } });
    // A fiftieth of the pace, so that a look in between sees what runs however slow the machine is.
    const tools = await page.context().newCDPSession(page);
    await tools.send('Animation.enable');
    await tools.send('Animation.setPlaybackRate', { playbackRate: 0.02 });
    const seen = new Map<string, string[]>();
    const look = async (): Promise<void> => {
      for (const { what, changes } of await moving(page)) seen.set(what, changes);
    };
    await everyComponent(page, 'en', 'loading');
    await isDrawn(page, 'rapport-statement');
    await look();
    await everyComponent(page, 'en', 'many');
    for (const name of ['launcher', 'recommendations', 'consent', 'preferences']) await isDrawn(page, `rapport-${name}`);
    await look();
    // What a tap changes, seen in the same moment.
    const tap = (host: string, selector: string): Promise<void> =>
      page.evaluate(
        ([tag, inner]) => {
          const one = document.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(inner);
          if (!one) throw new Error(`There is no ${inner} in ${tag}`);
          one.click();
        },
        [host, selector] as const,
      );
    await tap('rapport-preferences', 'input');
    await look();
    await tap('rapport-inbox', 'button');
    await until(() => page.evaluate(() => Boolean(document.querySelector('rapport-inbox')?.shadowRoot?.querySelector('rapport-inbox-panel'))), {
      what: 'the bell’s list',
    });
    await look();
    await page.keyboard.press('Escape');
    await look();
    await tap('rapport-launcher', 'button');
    await until(() => page.evaluate(() => Boolean(document.querySelector('rapport-panel')?.shadowRoot?.querySelector('dialog[open]'))), {
      what: 'the panel',
    });
    await look();
    await tap('rapport-panel', '#tab-rewards');
    await look();
    await page.keyboard.press('Escape');
    await look();
    if (reducedMotion === 'reduce') expect([...seen.keys()]).toEqual([]);
    else {
      expect([...seen].filter(([, changes]) => changes.some((name) => name !== 'opacity' && name !== 'transform'))).toEqual([]);
      const all = ['statement breathe', 'launcher appear', 'consent rise', 'preferences transform', 'panel arrive', 'panel opacity'];
      expect([...seen.keys()]).toEqual(expect.arrayContaining(all.map((what) => `rapport-${what}`)));
    }
    await page.close();
  },
);

it.each([
  ['row', 'a mouse', true],
  ['row', 'a finger', false],
  ['carousel', 'a finger', true],
])('a %s has arrows for %s: %s', async (layout, means, has) => {
  const touch = means === 'a finger';
  const { page } = await browser.aPerson({ reducedMotion: 'reduce', viewport: { width: 390, height: 844 }, isMobile: touch, hasTouch: touch });
  await page.goto(`${cells.url}/cell/recommendations/many/en`);
  const row = page.locator('rapport-recommendations');
  await row.locator('.card').first().waitFor();
  await row.evaluate((one, is) => one.setAttribute('layout', is), layout);
  const session = await page.context().newCDPSession(page);
  interface Buttons {
    nodes: { backendDOMNodeId: number; role: { value: string }; name: { value: string } }[];
  }
  /** The arrows that are there now: the browser draws them, so the page has no elements for them. */
  const arrows = async (): Promise<Buttons['nodes']> =>
    ((await session.send('Accessibility.getFullAXTree')) as unknown as Buttons).nodes.filter(
      ({ role, name }) => role?.value === 'button' && /^(Back|Further)$/.test(name?.value),
    );
  const names = async (): Promise<string> => (await arrows()).map(({ name }) => name.value).join();
  await until(async () => (await names()) === (has ? 'Further' : ''), { what: 'the arrow to what is further' });
  const at = (): Promise<number> => row.locator('ul').evaluate((list) => list.scrollLeft);
  const [further] = await arrows();
  if (further) {
    const { model } = await session.send('DOM.getBoxModel', { backendNodeId: further.backendDOMNodeId });
    const [left = 0, top = 0] = model.border;
    await page.mouse.click(left + model.width / 2, top + model.height / 2);
    await until(async () => (await at()) > 0 && (await names()).startsWith('Back'), { what: 'the row to have moved' });
  }
  expect(Boolean(further)).toBe(has);
});
