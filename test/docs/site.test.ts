import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '../../scripts/build/words.ts';
import { aBrowser, aHouse } from '../harness/index.ts';
import type { House, TestBrowser } from '../harness/index.ts';

// The documentation at /docs: whole, reachable, strict, and a component in it can be tried without a shop.

let house: House;
let browser: TestBrowser;
beforeAll(async () => {
  [house, browser] = await Promise.all([aHouse(), aBrowser()]);
});
afterAll(async () => {
  await browser.dispose();
  await house.dispose();
});

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults = async (page: Page): Promise<string[]> => {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { violations } = await (window as Window & { axe?: Axe }).axe!.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
};

describe('the pages', () => {
  test('every one is there with a strict policy, and every link and anchor in it leads somewhere', async () => {
    const pages = new Map<string, string>();
    const wanted = ['/docs', '/docs/'];
    const missing: string[] = [];
    const anchors: [from: string, to: string, id: string][] = [];
    while (wanted.length) {
      const path = wanted.pop() ?? '';
      if (pages.has(path)) continue;
      const answer = await fetch(house.url + path);
      const text = await answer.text();
      pages.set(path, text);
      if (answer.status !== 200) missing.push(`${path} ${answer.status}`);
      if (!path.startsWith('/docs')) continue;
      expect([path, answer.headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("default-src 'none'; script-src 'self'; style-src 'self'"),
      ]);
      for (const [, href = ''] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
        const url = new URL(href, house.url + path);
        if (url.origin !== house.url || path.endsWith('.css')) continue;
        if (url.hash) anchors.push([path, url.pathname, url.hash.slice(1)]);
        wanted.push(url.pathname);
      }
    }
    expect(missing).toEqual([]);
    expect(anchors.filter(([, to, id]) => !pages.get(to)?.includes(`id="${id}"`))).toEqual([]);
    expect(pages.size).toBeGreaterThan(60);
    expect((await fetch(`${house.url}/docs/nowhere`)).status).toBe(404);
    const typed = await fetch(`${house.url}/docs/components`, { redirect: 'manual' });
    expect([typed.status, typed.headers.get('location')]).toEqual([308, '/docs/components/']);
  });

  test.each(['/docs/', '/docs/components/rapport-rewards', '/docs/api/orders'])(
    '%s is for everybody: no fault found, wide and narrow, light and dark',
    async (path) => {
      for (const [width, colorScheme] of [
        [1440, 'light'],
        [390, 'dark'],
      ] as const) {
        const { page, errors } = await browser.aPerson({ viewport: { width, height: 900 }, colorScheme });
        await page.goto(house.url + path, { waitUntil: 'networkidle' });
        expect(await faults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(errors).toEqual([]);
        await page.context().close();
      }
    },
  );

  test('the search finds a component by one of its events, and goes there by the keyboard', async () => {
    const { page } = await browser.aPerson();
    await page.goto(`${house.url}/docs/`);
    await page.keyboard.press('/');
    await page.keyboard.type('redeeming rewards');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/docs/components/rapport-rewards');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('<rapport-rewards>');
  });
});

describe('the playground', () => {
  test('shows a component that follows its fields, and says the code of it; no worker is asked', async () => {
    const { page, errors } = await browser.aPerson();
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/v1/') && asked.push(request.url()));
    await page.goto(`${house.url}/docs/components/rapport-recommendations`);
    const shown = page.locator('[data-stage] rapport-recommendations');
    await shown.getByText('Rough-glazed tea bowl').waitFor();
    await page.getByRole('textbox', { name: 'heading' }).fill('More <of> this');
    await page.getByRole('spinbutton', { name: 'count' }).fill('2');
    await page.locator('[name="token:--rapport-accent"]').fill('#7a2e1d');
    await page.getByText('More <of> this').first().waitFor();
    expect(await page.locator('[data-code] code').textContent()).toBe(
      '<rapport-recommendations count="2">\n  <span slot="heading">More &lt;of> this</span>\n</rapport-recommendations>\n\n' +
        "/* in the page's style sheet */\n:root {\n  --rapport-accent: #7a2e1d;\n}",
    );
    expect(await shown.getAttribute('count')).toBe('2');
    expect(await shown.evaluate((element) => getComputedStyle(element).getPropertyValue('--rapport-accent'))).toBe('#7a2e1d');
    expect(await page.locator('[data-heard]').textContent()).toContain('rapport-seen');
    expect([asked, errors]).toEqual([[], []]);
  });

  test.each(languages())('speaks %s', async (language) => {
    const { page, errors } = await browser.aPerson();
    await page.goto(`${house.url}/docs/components/rapport-rewards?language=${language}`);
    await page
      .locator('[data-stage] rapport-rewards')
      .getByText(language === 'en' ? 'A tin of oolong' : '一罐烏龍')
      .first()
      .waitFor();
    expect(errors).toEqual([]);
  });
});
