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

// `npm run shots`: a contact sheet. Every component in every state, at 390 and 1440 px, light and dark, in both languages, drawn by the built script tag
// from answers that stand in a table. One picture a component, width, scheme and language, all its states in it, into dist/shots (or --to FOLDER).

const WIDTHS = [390, 1440] as const;
const SCHEMES = ['light', 'dark'] as const;
const LOCALES = ['en', 'zh-Hant'] as const;
/** States beside one another, as many as fit a picture that a person can look at. */
const ABREAST = { 390: 7, 1440: 2 } as const;
const HEIGHT = { 390: 780, 1440: 800 } as const;

interface Sheet {
  readonly component: string;
  readonly width: 390 | 1440;
  readonly scheme: 'light' | 'dark';
  readonly locale: string;
}

/** Waits until every cell has asked what it wanted and nothing moves; what still loads by design is given the same time. */
const REST_MS = 2_500;

async function take(browser: Browser, url: string, folder: string, { component, width, scheme, locale }: Sheet): Promise<void> {
  const gap = 16;
  const page = await browser.newPage({
    viewport: { width: ABREAST[width] * (width + gap) + gap, height: 120 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
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
  await page.waitForTimeout(REST_MS);
  if (!FLOATING.includes(component))
    await page.evaluate(() =>
      document
        .querySelectorAll('iframe')
        .forEach((frame) => (frame.style.height = `${Math.max(60, frame.contentDocument?.documentElement.getBoundingClientRect().height ?? 0)}px`)),
    );
  await page.screenshot({ path: join(folder, `${component}-${width}-${scheme}-${locale}.png`), fullPage: true });
  await page.close();
}

await main(async () => {
  const { values, positionals } = parseArgs({ options: { to: { type: 'string' }, few: { type: 'boolean' } }, allowPositionals: true });
  await build();
  const folder = values.to ?? join(ROOT, 'dist', 'shots');
  mkdirSync(folder, { recursive: true });
  const wanted = positionals.length > 0 ? COMPONENTS.filter((name) => positionals.includes(name)) : COMPONENTS;
  const cells = await startCells(Date.now());
  const browser = await chromium.launch({ executablePath: await needChromium(), args: [...CHROMIUM_FLAGS] });
  try {
    // `--few`: the narrow light English and the dark Chinese only, for a look in between.
    for (const component of wanted)
      for (const width of values.few ? ([390] as const) : WIDTHS)
        for (const scheme of SCHEMES)
          for (const locale of LOCALES)
            if (!values.few || (scheme === 'light') === (locale === 'en'))
              await take(browser, cells.url, folder, { component, width, scheme, locale });
  } finally {
    await browser.close();
    await cells.stop();
  }
  console.log(`The contact sheet lies in ${folder}`);
  return 0;
});
