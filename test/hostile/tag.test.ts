import { chromium, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, needChromium } from '../../scripts/chromium.ts';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { aBrowser, aSite, until } from '../harness/index.ts';
import type { Site, TestBrowser } from '../harness/index.ts';
import { PAGES } from './foreign-pages.ts';
import { faults, isDrawn, runTag as runTagOf, words } from './run-tag.ts';

// The tag where a page is not what a tag would wish for: put there twice or late, in a frame, behind a blocker, swapped away, left and come back to.

let cells: Cells;
let shops: Site;
let browser: TestBrowser;

const components = '<rapport-points></rapport-points><rapport-rewards></rapport-rewards><rapport-launcher></rapport-launcher>';

beforeAll(async () => {
  cells = await startCells(Date.now());
  browser = await aBrowser();
  shops = await aSite(({ pathname, searchParams }) => {
    const tag = `<script async src="${cells.url}/rapport.js" data-shop="pk_cell" data-host="${cells.url}/s/zero/en" data-locale="en" data-consent="granted"></script>`;
    return PAGES[pathname.slice(1)]?.('', searchParams.has('ours') ? components + tag : components) ?? '';
  });
});
afterAll(async () => {
  await shops.dispose();
  await browser.dispose();
  await cells.stop();
});

/** A plain page with components on it, and no tag yet. */
async function open(): Promise<{ page: Page; errors: string[] }> {
  const person = await browser.aPerson({ reducedMotion: 'reduce' });
  await person.page.goto(`${shops.url}/plain`);
  return person;
}

/** Runs the tag on a page, as somebody with no points unless `data` names another host. */
const runTag = (page: Page, data: Record<string, string> = {}, type = ''): Promise<void> =>
  runTagOf(cells.url, page, { host: `${cells.url}/s/zero/en`, ...data }, type);

it('runs as a module, where no script is the current one, and once where it is put twice', async () => {
  const { page, errors } = await open();
  const trackers: string[] = [];
  page.on('request', (request) => void (request.url().endsWith('/tracker.js') && trackers.push(request.url())));
  await runTag(page, { position: 'end' }, 'module');
  await runTag(page, { position: 'start' });
  await isDrawn(page, 'rapport-launcher');
  await isDrawn(page, 'rapport-points');
  expect(await page.evaluate(() => [...document.querySelectorAll('rapport-launcher')].length)).toBe(1);
  expect(trackers).toHaveLength(1);
  expect(faults(errors)).toEqual([]);
});

it.each(['first', 'next'])('asks six things at most of a person’s %s view with four components, all of their data at once', async (view) => {
  const { page } = await open();
  const asked: string[] = [];
  const show = async (): Promise<void> => {
    await page.evaluate(() => {
      document.querySelectorAll('rapport-rewards, rapport-launcher').forEach((other) => other.remove());
      document.body.append(
        document.createElement('rapport-recommendations'),
        document.createElement('rapport-inbox'),
        document.createElement('rapport-offers'),
      );
    });
    await runTag(page);
    await until(
      () => page.evaluate(() => (document.querySelector('rapport-recommendations')?.shadowRoot?.querySelector('.card img') ?? null) !== null),
      {
        what: 'a row of products',
      },
    );
  };
  if (view === 'next') {
    await show();
    await until(() => page.evaluate(() => localStorage.getItem('rapport.session') !== null), { what: 'a session that is kept' });
    await page.reload();
  }
  page.on('request', (request) => {
    if (request.url().startsWith(cells.url) && request.method() !== 'OPTIONS' && request.resourceType() !== 'image')
      asked.push(`${request.method()} ${new URL(request.url()).pathname.replace(/^.*(?=\/v1\/|\/\w+\.js$)/, '')}`);
  });
  await show();
  // Leaving sends what waits, so that nothing has to be waited for.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await until(() => asked.includes('POST /v1/events'), { what: 'the page view to leave' });
  const session = view === 'first' ? ['POST /v1/session'] : [];
  expect(asked.toSorted()).toEqual(
    ['GET /rapport.js', 'GET /tracker.js', 'GET /ui.js', 'POST /v1/events', 'POST /v1/me/page', ...session].toSorted(),
  );
});

it('runs in a frame that may keep nothing', async () => {
  const { page, errors } = await open();
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    document.body.append(Object.assign(frame, { src }));
  }, `${shops.url}/plain?ours`);
  await until(() => page.frames().length === 2, { what: 'the frame' });
  const frame = page.frames()[1] as Frame;
  await isDrawn(frame, 'rapport-points');
  await isDrawn(frame, 'rapport-rewards');
  expect(faults(errors)).toEqual([]);
});

it('keeps the calls where its script is blocked, and leaves the page alone where its worker is', async () => {
  const { page, errors } = await open();
  await page.route(`${cells.url}/**`, (route) => route.abort());
  await page.evaluate(() => Object.assign(window, { rapport: [['track', 'search', { search_term: 'tea' }]] }));
  await expect(runTag(page)).rejects.toThrow(/./);
  expect(await page.evaluate(() => (window as unknown as { rapport: unknown[] }).rapport.length)).toBe(1);
  await page.unroute(`${cells.url}/**`);
  await page.route(`${cells.url}/s/**`, (route) => route.abort());
  await runTag(page);
  await isDrawn(page, 'rapport-rewards');
  expect(await page.evaluate(() => Array.isArray((window as unknown as { rapport: unknown }).rapport))).toBe(false);
  expect(faults(errors).filter((error) => !error.includes('ERR_FAILED'))).toEqual([]);
});

it('counts and redeems on a page without TLS, where a browser has fewer means', async () => {
  const { page, errors } = await browser.aPerson({ reducedMotion: 'reduce' });
  await page.goto(`${shops.url.replace('127.0.0.1', 'shop.test')}/plain`);
  expect(await page.evaluate(() => [isSecureContext, 'randomUUID' in crypto])).toEqual([false, false]);
  const sent: Record<string, unknown>[] = [];
  page.on('request', (request) => {
    const call = `${request.method()} ${new URL(request.url()).pathname.replace(/^.*(?=\/v1\/)/, '')}`;
    sent.push({ call, key: request.headers()['idempotency-key'], body: request.postData() });
  });
  await runTag(page, { host: `${cells.url}/s/many/en` });
  await isDrawn(page, 'rapport-rewards');
  await page
    .locator('rapport-rewards')
    .getByRole('button', { name: /Use points/ })
    .first()
    .click();
  await page.locator('rapport-rewards [part=reward] .filled').first().click();
  await until(() => sent.some(({ call }) => call === 'POST /v1/me/redemptions'), { what: 'the points to be used' });
  expect(sent.find(({ call }) => call === 'POST /v1/me/redemptions')?.['key']).toMatch(/^[\x21-\x7e]{20,255}$/);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await until(() => sent.some(({ call }) => call === 'POST /v1/events'), { what: 'the page view to leave' });
  const { events } = JSON.parse(String(sent.find(({ call }) => call === 'POST /v1/events')?.['body'])) as { events: { id: string }[] };
  expect(events.map(({ id }) => id)).toEqual(events.map(() => expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)));
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(faults(errors)).toEqual([]);
});

it.each(['at once', 'in a view transition'])('outlives a body that is swapped %s', async (how) => {
  const { page, errors } = await open();
  await runTag(page, { position: 'end', consent: 'ask' });
  await isDrawn(page, 'rapport-launcher');
  await isDrawn(page, 'rapport-consent');
  for (let time = 0; time < 2; time += 1)
    await page.evaluate(async (isMoved) => {
      const swap = (): void => {
        const body = document.createElement('body');
        body.append(document.createElement('rapport-rewards'), document.createElement('rapport-points'));
        document.documentElement.replaceChild(body, document.body);
      };
      history.pushState(null, '', `?${Math.random()}`);
      if (isMoved) await document.startViewTransition(swap).finished;
      else swap();
    }, how !== 'at once');
  for (const name of ['rapport-launcher', 'rapport-consent', 'rapport-points', 'rapport-rewards']) await isDrawn(page, name);
  expect(await page.evaluate(() => document.querySelectorAll('body > rapport-launcher, body > rapport-consent').length)).toBe(2);
  await page.locator('rapport-consent button').first().click();
  await page.locator('rapport-launcher button').click();
  await page.locator('rapport-panel').getByRole('tab', { name: 'Rewards' }).click();
  expect(faults(errors)).toEqual([]);
});

it('comes back whole from the cache of pages', async () => {
  const kept = await chromium.launch({
    executablePath: await needChromium(),
    args: [...CHROMIUM_FLAGS],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await kept.newPage();
    await page.goto(`${shops.url}/plain?ours`);
    await isDrawn(page, 'rapport-points');
    await page.evaluate(() => Object.assign(window, { isKept: true }));
    await page.goto(`${shops.url}/bootstrap`);
    // Such a page loads nothing, so there is no load to wait for.
    await page.goBack({ waitUntil: 'commit', timeout: 5_000 }).catch(() => null);
    await until(() => page.evaluate(() => 'isKept' in window), { what: 'the page as it was left' });
    await page.locator('rapport-launcher button').click();
    await page.locator('rapport-panel').getByRole('tab', { name: 'Rewards' }).click();
    expect(await words(page, 'rapport-points')).not.toBe('');
  } finally {
    await kept.close();
  }
});
