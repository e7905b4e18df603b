import { afterAll, beforeAll, expect, it } from 'vitest';
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { ROOT } from '../../scripts/serve/paths.ts';
import { FILE, identityOf } from '../contract/a-shop-day.ts';
import { aBrowser, aHouse, aSite, importCatalogue, until } from '../harness/index.ts';
import type { House, Site, TestBrowser } from '../harness/index.ts';

// The strictest page that a shop may have: nothing from elsewhere but what is named, no inline script or style, no text that becomes script.

const NONCE = 'bm9uY2Utb2YtdGhlLXRlc3Q';
let house: House;
let browser: TestBrowser;
let shop: Site;
let identity: string;

/** What README tells a shop to name: the worker, for scripts, for calls and for the line that stays open. Nothing else. */
const policy = (worker: string): string =>
  [
    "default-src 'self'",
    `script-src 'nonce-${NONCE}' ${worker}`,
    `connect-src 'self' ${worker} ${worker.replace('http', 'ws')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

const TAGS = globSync('packages/elements/src/*/rapport-*.ts', { cwd: ROOT })
  .map((file) => basename(file, '.ts'))
  .toSorted();

const page = (worker: string, key: string, consent: string): string => `<!doctype html><html lang="en"><title>Tea</title>
<script async nonce="${NONCE}" src="${worker}/rapport.js" data-shop="${key}" data-locale="en" data-consent="${consent}"
  ${consent === 'granted' ? `data-identity="${identity}"` : ''}></script>
<h1>Tea</h1>${TAGS.map((tag) => `<${tag}${tag === 'rapport-watch' ? ' query="matcha bowl"' : ''}></${tag}>`).join('\n')}</html>`;

beforeAll(async () => {
  house = await aHouse();
  await importCatalogue(house.api.secret, FILE, 'rapport-csv');
  identity = await identityOf(house, 'mei');
  browser = await aBrowser();
  shop = await aSite(({ pathname }, answer) => {
    answer.setHeader('content-security-policy', policy(house.url));
    return page(house.url, house.shop.publishableKey, pathname === '/ask' ? 'ask' : 'granted');
  });
});
afterAll(async () => {
  await shop.dispose();
  await browser.dispose();
  await house.dispose();
});

/** Opens a page and waits until these components have drawn something; answers with everything that the policy stopped and the page complained of. */
async function visit(path: string, drawn: readonly string[]): Promise<string[]> {
  const { page: tab, errors } = await browser.aPerson();
  await tab.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    document.addEventListener('securitypolicyviolation', (event) => seen.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
  });
  await tab.goto(`${shop.url}/${path}`);
  for (const tag of drawn)
    await until(
      // The first thing in a component may be a place that is only spoken, and empty: any of them counts.
      () =>
        tab.evaluate(
          (name) =>
            [...(document.querySelector(name)?.shadowRoot?.querySelectorAll('*') ?? [])].some((one) => one.getBoundingClientRect().height > 1),
          tag,
        ),
      {
        what: `${tag} to be drawn`,
        timeoutMs: 15_000,
      },
    );
  if (drawn.includes('rapport-preferences')) {
    await tab.locator('rapport-watch [part=button]').click();
    await tab.locator('rapport-watch .kept').waitFor();
    await Promise.all([tab.waitForEvent('download'), tab.locator('rapport-preferences [part=download]').click()]);
  }
  if (drawn.includes('rapport-inbox')) {
    // Its panel is fetched when it is wanted.
    await tab.locator('rapport-inbox button').first().click();
    await until(() => tab.evaluate(() => customElements.get('rapport-inbox-panel') !== undefined), { what: 'the panel of the inbox' });
  }
  const seen = await tab.evaluate(() => (window as unknown as { seen: string[] }).seen);
  return [...seen, ...errors.filter((error) => !error.includes('favicon'))];
}

it('shows its components on a page with the strictest policy, without a single violation', async () => {
  expect(
    await visit('', ['rapport-points', 'rapport-recommendations', 'rapport-rewards', 'rapport-watch', 'rapport-preferences', 'rapport-inbox']),
  ).toEqual([]);
});

it('asks there whether it may, without a violation either', async () => {
  expect(await visit('ask', ['rapport-consent', 'rapport-recommendations', 'rapport-watch'])).toEqual([]);
});

it('tells what happened without a line once there is one again: all of it, once', async () => {
  const { page: tab } = await browser.aPerson();
  const told: string[] = [];
  let lost = 0;
  const isEvents = (url: string): boolean => new URL(url).pathname === '/v1/events';
  tab.on('requestfailed', (request) => void (lost += isEvents(request.url()) ? 1 : 0));
  tab.on('response', (answer) => {
    if (!isEvents(answer.url()) || answer.status() !== 202) return;
    const { events } = JSON.parse(answer.request().postData() ?? '') as { events: { name: string; query?: string }[] };
    told.push(...events.map(({ name, query }) => query ?? name));
  });
  // No pause between two tries: only `online` can then wake a tracker that has given up.
  await tab.addInitScript(() => (Math.random = () => 0));
  await tab.goto(shop.url);
  await until(() => told.length > 0, { what: 'the page to be told', timeoutMs: 30_000 });
  const before = told.length;
  await tab.context().setOffline(true);
  const search = (term: string): Promise<void> =>
    tab.evaluate(
      (searched) =>
        (window as unknown as { rapport: { track(name: string, about: object): void } }).rapport.track('search', { search_term: searched }),
      term,
    );
  await search('gaiwan');
  await until(() => lost >= 3, { what: 'three tries without an answer', timeoutMs: 30_000 });
  await search('kyusu');
  await tab.context().setOffline(false);
  await until(() => told.length >= before + 2, { what: 'what waited to be told', timeoutMs: 30_000 });
  expect(told.slice(before)).toEqual(['gaiwan', 'kyusu']);
});

it('is really held by that policy: a foreign script and a style in a tag are stopped', async () => {
  const { page: tab } = await browser.aPerson();
  await tab.goto(shop.url);
  const stopped = await tab.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => {
          seen.push(event.effectiveDirective);
          if (seen.length === 2) resolve(seen);
        });
        document.body.setAttribute('style', 'color: red');
        try {
          document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>');
        } catch {
          // Trusted Types throw as well as report.
        }
      }),
  );
  expect(stopped.toSorted()).toEqual(['require-trusted-types-for', 'style-src-attr']);
});
