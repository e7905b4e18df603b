import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBrowser, aHouse, aSite } from '../harness/index.ts';
import type { House, Site, TestBrowser } from '../harness/index.ts';

// A page that pins what it runs: one build by its address, and the loader by its hash.

let house: House;
let browser: TestBrowser;
let shop: Site;
let head = '';
let folder: string;
let integrity: Readonly<Record<string, string>>;

const get = (path: string): Promise<Response> => fetch(`${house.url}/${path}`);

beforeAll(async () => {
  house = await aHouse();
  browser = await aBrowser();
  ({ folder } = (await (await get('v/newest.json')).json()) as { folder: string });
  integrity = (await (await get(`${folder}/integrity.json`)).json()) as Record<string, string>;
  shop = await aSite((_, answer) => {
    answer.setHeader('content-security-policy', `script-src ${house.url} 'nonce-own'`);
    return `<!doctype html><html lang="en"><title>Tea</title>${head}<h1>Tea</h1><rapport-points></rapport-points></html>`;
  });
});
afterAll(async () => {
  await shop.dispose();
  await browser.dispose();
  await house.dispose();
});

/** Opens the page with this head; gives back the tab and the paths of scripts it fetched from the worker. */
async function open(tag: string): Promise<{ page: Awaited<ReturnType<TestBrowser['aPerson']>>['page']; scripts: string[] }> {
  head = tag;
  const { page } = await browser.aPerson();
  const scripts: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === house.url && pathname.endsWith('.js')) scripts.push(pathname.slice(1));
  });
  await page.goto(shop.url);
  return { page, scripts };
}
const drawn = (page: Awaited<ReturnType<typeof open>>['page']): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector('rapport-points')?.shadowRoot?.textContent?.includes('you spend'));

describe('the addresses', () => {
  it('say which build they are of, and are kept for a year; the others for five minutes', async () => {
    expect(folder).toMatch(/^v\/\d+\.\d+\.\d+-[0-9a-f]{10}$/);
    for (const path of [`${folder}/rapport.js`, `${folder}/rapport.module.js`, `${folder}/en/ui.js`, `${folder}/integrity.json`]) {
      const { status, headers } = await get(path);
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'public, max-age=31536000, immutable']);
      expect(headers.get('access-control-allow-origin')).toBe('*');
    }
    for (const path of ['rapport.js', 'rapport.module.js', 'v/newest.json']) {
      const { status, headers } = await get(path);
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'public, max-age=300, stale-while-revalidate=86400']);
    }
    expect((await get(`${folder.slice(0, -1)}x/rapport.js`)).status).toBe(404);
  });

  it('serve what integrity.json says of each file, and it says it of every script', async () => {
    expect(Object.keys(integrity)).toEqual(expect.arrayContaining(['rapport.js', 'rapport.module.js', 'en/tracker.js', 'zh-hant/member.js']));
    for (const [file, said] of Object.entries(integrity)) {
      const bytes = Buffer.from(await (await get(`${folder}/${file}`)).arrayBuffer());
      expect([file, `sha384-${createHash('sha384').update(bytes).digest('base64')}`]).toEqual([file, said]);
    }
  });
});

describe('a page that pins a build', () => {
  const pinned = (hash: string | undefined): string =>
    `<script async src="${house.url}/${folder}/rapport.js" integrity="${hash}" crossorigin="anonymous" data-shop="${house.shop.publishableKey}"></script>`;

  it('runs that loader, which loads from its own folder only and asks the worker above it', async () => {
    const { page, scripts } = await open(pinned(integrity['rapport.js']));
    await drawn(page);
    expect(scripts).toEqual(expect.arrayContaining([`${folder}/rapport.js`, `${folder}/en/tracker.js`, `${folder}/en/ui.js`]));
    expect(scripts.filter((path) => !path.startsWith(`${folder}/`))).toEqual([]);
  });

  it('doesn’t run one that isn’t what it was, and stays whole', async () => {
    const { page } = await open(pinned(integrity['rapport.module.js']));
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => [typeof Reflect.get(window, 'rapport'), document.querySelector('h1')?.textContent])).toEqual([
      'undefined',
      'Tea',
    ]);
  });
});

describe('the module', () => {
  it('starts by its tag, in the language of the page', async () => {
    const { page, scripts } = await open(
      `<script type="module" src="${house.url}/rapport.module.js" data-shop="${house.shop.publishableKey}" data-locale="zh-TW"></script>`,
    );
    await page.waitForFunction(() => document.querySelector('rapport-points')?.shadowRoot?.textContent?.includes('每消費'));
    expect(scripts).toContain(`${folder}/zh-hant/ui.js`);
    expect(scripts.filter((path) => path.includes('/en/'))).toEqual([]);
  });

  it('starts by a call, once, and gives back what the page may call', async () => {
    const { page } = await open(
      `<script type="module" nonce="own">import { start } from '${house.url}/${folder}/rapport.module.js';
       const first = start({ shop: '${house.shop.publishableKey}' });
       window.told = [first.version, first === start({ shop: 'pk_other' }), first === window.rapport];</script>`,
    );
    await drawn(page);
    const told = await page.evaluate(() => (window as Window & { told?: unknown[] }).told);
    expect(told).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/), true, true]);
  });
});
