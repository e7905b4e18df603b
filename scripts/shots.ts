import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { build } from './build/build.ts';
import { CHROMIUM_FLAGS, needChromium } from './chromium.ts';
import { main } from './fail.ts';
import { ROOT } from './serve/paths.ts';
import { startCells } from './shots/server.ts';
import { COMPONENTS, FLOATING, STATES } from './shots/states.ts';

// `npm run shots`: a contact sheet. Every component in every state, at 320, 390 and 1440 px, light and dark, in both languages, drawn by the built script tag
// from answers that stand in a table. One picture a component, width, scheme and language, all its states in it, into dist/shots (or --to FOLDER).

const WIDTHS = [320, 390, 1440] as const;
const SCHEMES = ['light', 'dark'] as const;
const LOCALES = ['en', 'zh-Hant'] as const;
/** States beside one another, as many as fit a picture that a person can look at. */
const ABREAST = { 320: 7, 390: 7, 1440: 2 } as const;
const HEIGHT = { 320: 640, 390: 780, 1440: 800 } as const;

interface Sheet {
  readonly component: string;
  readonly width: (typeof WIDTHS)[number];
  readonly scheme: 'light' | 'dark';
  readonly locale: string;
  /** In the colours of the system only, as somebody with forced colours sees it. */
  readonly forced: boolean;
}

/** How long a sheet must have stayed as it is before it is taken, and how long it is waited for at most. What still loads by design stays as it is, too. */
const REST_MS = 2_500;
const MOST_MS = 60_000;

/** Waits until nothing in any cell has changed for a while. Runs on the sheet. */
async function settled({ restMs, mostMs }: { readonly restMs: number; readonly mostMs: number }): Promise<void> {
  const told = (root: Document | ShadowRoot): string =>
    [...root.querySelectorAll('*')].map((one) => (one.shadowRoot ? told(one.shadowRoot) : '')).join('') +
    (root.textContent ?? '').length +
    root.childElementCount;
  const state = (): string =>
    [...document.querySelectorAll('iframe')].map((frame) => (frame.contentDocument ? told(frame.contentDocument) : '')).join();
  const until = performance.now() + mostMs;
  for (let before = '', since = performance.now(); performance.now() - since < restMs && performance.now() < until;) {
    const now = state();
    if (now !== before) [before, since] = [now, performance.now()];
    await new Promise((next) => setTimeout(next, 200));
  }
}

async function take(browser: Browser, url: string, folder: string, { component, width, scheme, locale, forced }: Sheet): Promise<void> {
  const gap = 16;
  const page = await browser.newPage({
    viewport: { width: ABREAST[width] * (width + gap) + gap, height: 120 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    forcedColors: forced ? 'active' : 'none',
  });
  await page.route(`${url}/sheet`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>Contact sheet</title>' }),
  );
  await page.goto(`${url}/sheet`);
  await page.evaluate(
    ({ states, cell, cellWidth, height, abreast, ends }) => {
      document.body.style.cssText = `margin: 16px; display: grid; gap: 16px; grid-template-columns: repeat(${abreast}, ${cellWidth}px); align-items: start; background: #888; font: 14px system-ui`;
      for (const state of states) {
        const box = document.createElement('div');
        const frame = document.createElement('iframe');
        Object.assign(frame, { src: `${cell}/${state}/${ends}` });
        frame.style.cssText = `display: block; border: 0; width: ${cellWidth}px; height: ${height}px`;
        box.append(state, frame);
        document.body.append(box);
      }
    },
    { states: STATES, cell: `/cell/${component}`, cellWidth: width, height: HEIGHT[width], abreast: ABREAST[width], ends: locale },
  );
  // Pictures that are loaded when they come into sight have to be in it.
  await page.setViewportSize({
    width: ABREAST[width] * (width + gap) + gap,
    height: await page.evaluate(() => document.documentElement.scrollHeight),
  });
  await page.evaluate(settled, { restMs: REST_MS, mostMs: MOST_MS });
  if (!FLOATING.includes(component))
    await page.evaluate(() =>
      document
        .querySelectorAll('iframe')
        .forEach((frame) => (frame.style.height = `${Math.max(60, frame.contentDocument?.documentElement.getBoundingClientRect().height ?? 0)}px`)),
    );
  await page.screenshot({ path: join(folder, `${component}-${width}-${forced ? 'forced-' : ''}${scheme}-${locale}.png`), fullPage: true });
  await page.close();
}

await main(async () => {
  const { values, positionals } = parseArgs({
    options: { to: { type: 'string' }, few: { type: 'boolean' }, forced: { type: 'boolean' }, width: { type: 'string' } },
    allowPositionals: true,
  });
  await build();
  const folder = values.to ?? join(ROOT, 'dist', 'shots');
  mkdirSync(folder, { recursive: true });
  const widths = WIDTHS.filter((width) => (values.few ? width === 390 : !values.width || width === Number(values.width)));
  const wanted = positionals.length > 0 ? COMPONENTS.filter((name) => positionals.includes(name)) : COMPONENTS;
  const cells = await startCells(Date.now());
  const browser = await chromium.launch({ executablePath: await needChromium(), args: [...CHROMIUM_FLAGS] });
  try {
    // `--few`: the narrow light English and the dark Chinese only, for a look in between. `--forced`: in the colours of the system.
    // `--width 1440`: that width alone.
    for (const component of wanted)
      for (const width of widths)
        for (const scheme of SCHEMES)
          for (const locale of LOCALES)
            if (!values.few || (scheme === 'light') === (locale === 'en'))
              await take(browser, cells.url, folder, { component, width, scheme, locale, forced: values.forced ?? false });
  } finally {
    await browser.close();
    await cells.stop();
  }
  console.log(`The contact sheet lies in ${folder}`);
  return 0;
});
