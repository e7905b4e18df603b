import { chromium, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, needChromium } from '../../scripts/chromium.ts';
import { startCells, type Cells } from '../../scripts/shots/server.ts';
import { aBrowser, aSite, until } from '../harness/index.ts';
import type { Site, TestBrowser } from '../harness/index.ts';
import { askAgain, AXE, EVERY, putEvery } from './every-component.ts';
import { PAGES } from './foreign-pages.ts';

// The tag where a page is not what a tag would wish for: put there twice or late, in a frame, behind a blocker, swapped away, left and come back to, mirrored.

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

/** Puts a script tag on a page as a shop's own script would, and waits until it has run. */
const runTag = (page: Page, data: Record<string, string> = {}, type = ''): Promise<void> =>
  page.evaluate(
    ([src, host, own, kind]) =>
      new Promise((ran, failed) => {
        const script = Object.assign(document.createElement('script'), { src: `${src}/rapport.js`, type: kind, onload: ran, onerror: failed });
        Object.assign(script.dataset, { shop: 'pk_cell', host, locale: 'en', consent: 'granted', ...own });
        document.head.append(script);
      }) as Promise<void>,
    [cells.url, `${cells.url}/s/zero/en`, data, type] as const,
  );
const words = (page: Page | Frame, tagName: string): Promise<string> =>
  page.evaluate((name) => document.querySelector(name)?.shadowRoot?.textContent ?? '', tagName);
const isDrawn = (page: Page | Frame, tagName: string): Promise<unknown> =>
  until(async () => (await words(page, tagName)).trim() !== '', { what: `${tagName} to be drawn` });
const faults = (errors: readonly string[]): string[] => errors.filter((error) => !/favicon|404|WebSocket/.test(error));

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
  await page.goto(`${shops.url}/mirrored`);
  await putEvery(page);
  await runTag(page, { host: `${cells.url}/s/mirrored/en` });
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
