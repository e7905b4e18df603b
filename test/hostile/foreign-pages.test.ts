import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { ATTRIBUTES } from '../../scripts/shots/states.ts';
import { aBrowser, aSite, until } from '../harness/index.ts';
import type { Site, TestBrowser } from '../harness/index.ts';
import { EVERY } from './every-component.ts';
import { HOSTILE, PAGES } from './foreign-pages.ts';

// The tag on pages that other people wrote, with style sheets that were never meant for it: every component looks as it does on a plain page, and the page
// looks as it did without us.

let cells: Cells;
let shops: Site;
let browser: TestBrowser;

/** What lies in the page's text. The panel comes with the launcher, and the question for consent would lie over what is looked at: both are looked at by themselves. */
const IN_TEXT = EVERY.map(({ name }) => name).filter((name) => !/^(launcher|panel|consent)$/.test(name));
const TAGS = [...IN_TEXT, 'launcher'].map((name) => `rapport-${name}`);
const components = `<div class="ours">${IN_TEXT.map((name) => `<rapport-${name} ${ATTRIBUTES[name] ?? ''}></rapport-${name}>`).join('')}</div><rapport-launcher></rapport-launcher>`;
const tag = (consent: string): string =>
  `<script async src="${cells.url}/rapport.js" data-shop="pk_cell" data-host="${cells.url}/s/zero/en" data-locale="en" data-consent="${consent}"></script>`;

beforeAll(async () => {
  cells = await startCells(Date.now());
  browser = await aBrowser();
  shops = await aSite(({ pathname, searchParams }) => {
    const page = PAGES[pathname.slice(1)] ?? PAGES['plain'];
    const css = HOSTILE[searchParams.get('css') ?? ''] ?? '';
    const ours = searchParams.has('ours');
    const head = `<meta name="viewport" content="width=device-width"><style>${css}</style>`;
    if (searchParams.has('ask')) return (page ?? ((): string => ''))(head, tag('ask'));
    return (page ?? ((): string => ''))(head, ours ? components + tag('granted') : components);
  });
});
afterAll(async () => {
  await shops.dispose();
  await browser.dispose();
  await cells.stop();
});

/** Opens a page and waits until every component has drawn. */
async function open(path: string, ours = true): Promise<{ page: Page; errors: string[] }> {
  const { page, errors } = await browser.aPerson({ reducedMotion: 'reduce' });
  await page.goto(`${shops.url}/${path}${path.includes('?') ? '&' : '?'}${ours ? 'ours' : ''}`);
  if (ours)
    await until(
      () =>
        page.evaluate(
          (tags) =>
            tags.every((name) => {
              const root = document.querySelector(name)?.shadowRoot;
              return root?.querySelector('[part]') && !root.querySelector('.bone');
            }),
          TAGS,
        ),
      { what: `${path} to be drawn`, timeoutMs: 20_000 },
    );
  return { page, errors };
}

/** What a person sees of each button and text of ours: that it is there, how high it is, and in which letters. */
const looks = (page: Page, letters = true): Promise<Record<string, unknown>> =>
  page.evaluate(
    ([isLettered, tags]) => {
      const found: Record<string, unknown> = {};
      for (const host of document.querySelectorAll(tags.join())) {
        // What lies in the text takes its display from the page, where a page resets it; what floats keeps its place.
        if (host.localName === 'rapport-launcher') found[host.localName] = getComputedStyle(host).position;
        for (const [at, one] of [...(host.shadowRoot?.querySelectorAll('button, h2, .number') ?? [])].entries()) {
          const { display, fontSize, cursor, minBlockSize, paddingInlineStart } = getComputedStyle(one);
          found[`${host.localName} ${one.localName} ${at}`] = [
            display,
            isLettered && fontSize,
            cursor,
            // A title keeps the room of one line of its letters.
            (isLettered || one.localName !== 'h2') && minBlockSize,
            paddingInlineStart,
            one.getBoundingClientRect().height >= 18,
          ];
        }
      }
      return found;
    },
    [letters, TAGS] as const,
  );

/** What it looks like where nothing is in its way, looked at once. */
const plainLooks = new Map<boolean, Record<string, unknown>>();
const onPlain = async (letters = true): Promise<Record<string, unknown>> => {
  const known = plainLooks.get(letters) ?? (await looks((await open('plain')).page, letters));
  plainLooks.set(letters, known);
  return known;
};

it.each(Object.keys(PAGES).filter((name) => name !== 'plain'))('looks on a page of %s as it does on a plain one', async (name) => {
  const other = await open(name);
  expect(await looks(other.page)).toEqual(await onPlain());
  expect(other.errors.filter((error) => !/favicon|404|WebSocket/.test(error))).toEqual([]);
});

it.each(Object.keys(HOSTILE))('stays whole under %s', async (css) => {
  // A page that unsets everything unsets the size of our letters, too: they become its own.
  const letters = !css.includes('unset');
  const { page } = await open(`plain?css=${encodeURIComponent(css)}`);
  expect(await looks(page, letters)).toEqual(await onPlain(letters));
  // It can be used as well as seen.
  await page.locator('rapport-launcher button').click();
  await page.locator('rapport-panel').getByRole('tab', { name: 'Rewards' }).click();
  await page.locator('rapport-panel').getByRole('button', { name: 'Close' }).first().click();
});

it.each(Object.keys(HOSTILE))('asks whether it may under %s', async (css) => {
  const { page } = await browser.aPerson({ reducedMotion: 'reduce' });
  await page.goto(`${shops.url}/plain?ask&css=${encodeURIComponent(css)}`);
  const buttons = page.locator('rapport-consent button');
  await buttons.first().waitFor();
  for (const button of await buttons.all()) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await buttons.first().click();
  await buttons.first().waitFor({ state: 'detached' });
});

it.each([390, 1440])('nothing is wider than a page of %i px that unsets everything, and products stand beside one another', async (width) => {
  const { page } = await open(`plain?css=${encodeURIComponent('everything unset')}`);
  await page.setViewportSize({ width, height: 900 });
  const { wide, cards, rows } = await page.evaluate(() => {
    const boxes = [...(document.querySelector('rapport-recommendations')?.shadowRoot?.querySelectorAll('.card') ?? [])].map((card) =>
      card.getBoundingClientRect(),
    );
    return { wide: document.documentElement.scrollWidth - innerWidth, cards: boxes.length, rows: new Set(boxes.map(({ top }) => top)).size };
  });
  expect(wide).toBeLessThanOrEqual(0);
  expect(cards).toBeGreaterThan(rows);
});

it.each(Object.keys(PAGES))('leaves a page of %s as it was', async (name) => {
  const measure = (page: Page): Promise<unknown> =>
    page.evaluate(() =>
      [...document.querySelectorAll('body *:not(.ours *, .ours, script, style, rapport-launcher, rapport-panel)')]
        .filter((one) => !one.localName.startsWith('rapport-'))
        .map((one) => {
          const { color, fontFamily, fontSize, display, margin, padding, border } = getComputedStyle(one);
          return [one.localName, color, fontFamily, fontSize, display, margin, padding, border].join();
        }),
    );
  const before = await measure((await open(name, false)).page);
  expect(await measure((await open(name)).page)).toEqual(before);
});

it('says a shop’s own words from the first sight on, and everything else as before', async () => {
  const { page, errors } = await browser.aPerson({ reducedMotion: 'reduce' });
  const json = (body: object): object => ({ json: body, headers: { 'access-control-allow-origin': '*' } });
  const texts = [{ ids: ['rewards.title'], instead: 'Rewards', strings: ['Thank-yous'], order: [] }];
  // A shopper's view says that there are such words; of somebody unknown the shop's settings do.
  await page.route(/\/v1\/(me|me\/page|config\?.*)$/, async (route) => {
    const answer = (await (await route.fetch()).json()) as object;
    await route.fulfill(json({ ...answer, texts: 1 }));
  });
  // Late on purpose: nothing may be drawn in other words meanwhile.
  await page.route('**/v1/config/texts?*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.fulfill(json({ texts }));
  });
  await page.addInitScript(() => {
    const said = Object.assign(window, { said: new Set<string>() }).said;
    const look = (): void => {
      said.add(document.querySelector('rapport-rewards')?.shadowRoot?.querySelector('h2')?.textContent?.trim() ?? '');
      requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(`${shops.url}/plain?ours`);
  const words = (): Promise<string[]> => page.evaluate(() => [...(window as unknown as { said: Set<string> }).said]);
  await until(async () => (await words()).includes('Thank-yous'), { what: 'the shop’s own words' });
  expect(await words()).toEqual(['', 'Thank-yous']);
  await until(() => page.evaluate(() => document.querySelector('rapport-rewards')?.shadowRoot?.textContent?.includes('You have')), {
    what: 'ours beside them',
  });
  expect(errors.filter((error) => !/favicon|404|WebSocket/.test(error))).toEqual([]);
});

it('runs the other way in a language that runs the other way', async () => {
  const { page } = await open('mirrored');
  const sides = await page.evaluate(() => {
    const middle = (one: Element | null | undefined): number => {
      const { left, right } = one?.getBoundingClientRect() ?? new DOMRect();
      return (left + right) / 2 / innerWidth;
    };
    const rewards = document.querySelector('rapport-rewards')?.shadowRoot;
    return {
      launcher: middle(document.querySelector('rapport-launcher')),
      what: middle(rewards?.querySelector('.what > div')),
      button: middle(rewards?.querySelector('.act')),
      direction: getComputedStyle(document.querySelector('rapport-rewards') as Element).direction,
      wide: document.documentElement.scrollWidth - innerWidth,
    };
  });
  expect(sides.direction).toBe('rtl');
  expect(sides.launcher).toBeLessThan(0.3);
  expect(sides.button).toBeLessThan(sides.what);
  expect(sides.wide).toBeLessThanOrEqual(0);
});
