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
/** Somebody of their own for each policy: one person who reads that much in a minute is slowed down. */
let identities: ReadonlyMap<Policy, string>;

const lines = (worker: string): string => worker.replace('http', 'ws');
const TRUSTED = "require-trusted-types-for 'script'; trusted-types lit-html";

const strict = (worker: string, scripts: string): string =>
  `default-src 'self'; script-src ${scripts}; connect-src 'self' ${worker} ${lines(worker)}; object-src 'none'; base-uri 'none'; ${TRUSTED}`;

/** What README tells a shop to name, in each way there is: scripts by nonce, by the worker's name or by both; the worker for calls, and for the line that stays open. Nothing else. */
const POLICIES = {
  'nonce and host': (worker: string): string => strict(worker, `'nonce-${NONCE}' ${worker}`),
  'nonce alone': (worker: string): string => strict(worker, `'nonce-${NONCE}'`),
  'nonce and strict-dynamic': (worker: string): string => strict(worker, `'nonce-${NONCE}' 'strict-dynamic'`),
  'host in script-src': (worker: string): string => strict(worker, worker),
  'host in default-src': (worker: string): string => `default-src 'self' ${worker} ${lines(worker)}; ${TRUSTED}`,
} as const;
/** One word less than is needed: the line that stays open. */
const NO_LINE = 'host without wss';
type Policy = keyof typeof POLICIES | typeof NO_LINE;

const TAGS = globSync('packages/elements/src/*/rapport-*.ts', { cwd: ROOT })
  .map((file) => basename(file, '.ts'))
  .toSorted();

const page = (worker: string, key: string, consent: string, policy: Policy): string => `<!doctype html><html lang="en"><title>Tea</title>
<script async ${policy.startsWith('nonce') ? `nonce="${NONCE}"` : ''} src="${worker}/rapport.js" data-shop="${key}" data-locale="en" data-consent="${consent}"
  ${consent === 'granted' ? `data-identity="${identities.get(policy)}"` : ''}></script>
<h1>Tea</h1>${TAGS.map((tag) => `<${tag}${tag === 'rapport-watch' ? ' query="matcha bowl"' : ''}></${tag}>`).join('\n')}</html>`;

beforeAll(async () => {
  house = await aHouse();
  await importCatalogue(house.api.secret, FILE, 'rapport-csv');
  const policies = [...(Object.keys(POLICIES) as (keyof typeof POLICIES)[]), NO_LINE] as const;
  identities = new Map(await Promise.all(policies.map(async (policy, at) => [policy, await identityOf(house, `mei-${at}`)] as const)));
  browser = await aBrowser();
  shop = await aSite(({ pathname, searchParams }, answer) => {
    const policy = (searchParams.get('policy') ?? 'nonce and host') as Policy;
    answer.setHeader('content-security-policy', policy === NO_LINE ? `default-src 'self' ${house.url}; ${TRUSTED}` : POLICIES[policy](house.url));
    return page(house.url, house.shop.publishableKey, pathname === '/ask' ? 'ask' : 'granted', policy);
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

it.each(Object.keys(POLICIES))('shows its components on a page whose policy names %s, without a single violation', async (policy) => {
  expect(
    await visit(`?policy=${encodeURIComponent(policy)}`, [
      'rapport-points',
      'rapport-recommendations',
      'rapport-rewards',
      'rapport-watch',
      'rapport-preferences',
      'rapport-inbox',
    ]),
  ).toEqual([]);
});

it.each(Object.keys(POLICIES))('asks there whether it may, without a violation either, by %s', async (policy) => {
  expect(await visit(`ask?policy=${encodeURIComponent(policy)}`, ['rapport-consent', 'rapport-recommendations', 'rapport-watch'])).toEqual([]);
});

it('draws without the line that stays open where a policy forgets its name, and that line is all that is stopped', async () => {
  const { page: tab } = await browser.aPerson();
  const stopped: string[] = [];
  await tab.exposeFunction('tellStopped', (what: string) => void stopped.push(what));
  await tab.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      (window as unknown as { tellStopped(what: string): void }).tellStopped(`${effectiveDirective} ${new URL(blockedURI).protocol}`);
    }),
  );
  await tab.goto(`${shop.url}/?policy=${encodeURIComponent(NO_LINE)}`);
  await tab.locator('rapport-rewards [part]').first().waitFor();
  await until(() => stopped.length > 0, { what: 'the line to be stopped' });
  expect(new Set(stopped)).toEqual(new Set(['connect-src ws:']));
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
