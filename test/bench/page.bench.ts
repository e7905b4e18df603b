import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_FLAGS, needChromium } from '../../scripts/chromium.ts';
import { startCells } from '../../scripts/shots/server.ts';
import { figure, median, type Figure } from './frame.ts';
import { startGround } from './page/ground.ts';
import { aVisitor, visit, type Visit } from './page/measure.ts';
import { peers } from './page/peers.ts';

// What the tag costs a page, beside other makers' scripts on the same page in the same run: each case in a fresh browser context with a cold cache, at a fourth of the
// machine's pace, the cases interleaved, back ends that say yes to everything. Ratios of one run say more than milliseconds; both the median and the minimum are told.

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 11);
const CASES: Readonly<Record<string, RegExp>> = {
  plain: /nothing-of-ours/,
  number: /nothing-of-ours/,
  plausible: /\/peer\//,
  segment: /\/peer\//,
  posthog: /\/peer\/|\/posthog\//,
  react: /\/peer\//,
  novu: /\/peer\//,
  rapport: /rapport\.js|\/v\//,
  'rapport-four': /rapport\.js|\/v\//,
};

/** These are limits: whoever makes the tag heavier than they allow is told by a failure. */
export const isGate = true;

export async function bench(): Promise<Figure[]> {
  const cells = await startCells(Date.now());
  // The bundles can be told where their back ends are only once the ground is there.
  const scripts = new Map<string, string>();
  const ground = await startGround(cells, scripts);
  for (const [name, code] of await peers(ground.url)) scripts.set(name, code);
  const browser = await chromium.launch({
    executablePath: await needChromium(),
    args: [...CHROMIUM_FLAGS],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const visits = new Map<string, Visit[]>(Object.keys(CASES).map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [name, own] of Object.entries(CASES)) visits.get(name)?.push(await visit(browser, `${ground.url}/p/${name}`, own));
    return [...times(visits), ...(await effects(browser, ground.url, cells.url))];
  } finally {
    await browser.close();
    await ground.stop();
    await cells.stop();
  }
}

function times(visits: ReadonlyMap<string, readonly Visit[]>): Figure[] {
  const of = (name: string, what: keyof Visit): number[] => (visits.get(name) ?? []).map((one) => one[what]);
  const against = (ours: string, peer: string, floor: number): Figure[] =>
    (['median', 'minimum'] as const).map((kind) => {
      const least = (values: readonly number[]): number => (kind === 'median' ? median(values) : Math.min(...values));
      const [value, reference] = [least(of(ours, 'scriptMs')), least(of(peer, 'scriptMs'))];
      return figure({
        name: `script of ${ours} against ${peer}, ${kind}`,
        value,
        unit: 'ms',
        reference,
        judge: 'ratio',
        better: 'less',
        ...(kind === 'median' ? { floor } : {}),
      });
    });
  const extra = (name: string): number => median(of(name, 'allMs')) - median(of('plain', 'allMs'));
  const beyond = (ours: string, peer: string, floor: number): Figure =>
    figure({
      name: `all script beyond a plain page, ${ours} against ${peer}`,
      value: extra(ours),
      unit: 'ms',
      reference: extra(peer),
      judge: 'ratio',
      better: 'less',
      floor,
    });
  const click = median(of('rapport', 'clickMs')) - median(of('plain', 'clickMs'));
  return [
    ...against('rapport', 'plausible', 0.6),
    ...against('rapport', 'segment', 0.12),
    ...against('rapport', 'posthog', 0.05),
    ...against('rapport-four', 'react', 0.6),
    ...against('rapport-four', 'novu', 0.25),
    // A piece of work that names no file (what a promise does next) is in no case's own script, so everything beyond a plain page is judged as well.
    beyond('rapport', 'plausible', 1),
    beyond('rapport-four', 'react', 0.6),
    beyond('rapport-four', 'novu', 0.25),
    // Points and prices are numbers, and the peers' components have none: what the first of them costs any page is most of what ours cost.
    figure({ name: 'all script beyond a plain page, one number', value: extra('number'), unit: 'ms', better: 'less' }),
    figure({ name: 'blocking time of the tracker', value: median(of('rapport', 'blockingMs')), unit: 'ms', floor: 0, better: 'less' }),
    figure({ name: 'added to a click', value: Math.max(0, click), unit: 'ms', floor: 0.5, better: 'less' }),
    figure({ name: 'layout shift with four components', value: Math.max(...of('rapport-four', 'shift')), unit: 'CLS', floor: 0, better: 'less' }),
  ];
}

/** What a page asks and keeps, and whether it comes back from the cache of pages. */
async function effects(browser: Browser, url: string, worker: string): Promise<Figure[]> {
  const page = await aVisitor(browser);
  const asked: { call: string; bytes: number }[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === worker && request.method() !== 'OPTIONS')
      asked.push({ call: `${request.method()} ${pathname.replace(/^\/s\/\w+\/\w+/, '')}`, bytes: request.postData()?.length ?? 0 });
  });
  await page.goto(`${url}/p/rapport-three`);
  await page.locator('rapport-recommendations .card').first().waitFor();
  await page.waitForTimeout(6_000);
  const first = asked.splice(0);
  // The person is known from here on: a view that follows is the usual one.
  await page.goto(`${url}/p/rapport-three?again`);
  await page.locator('rapport-recommendations .card').first().waitFor();
  await page.waitForTimeout(6_000);
  const next = asked.splice(0);
  const posts = next.filter(({ call }) => call === 'POST /v1/events');
  const stored = await page.evaluate(
    () => Object.entries(localStorage).reduce((chars, [key, value]) => chars + key.length + String(value).length, 0) + document.cookie.length,
  );
  let restored = 0;
  for (let at = 0; at < 10; at += 1) {
    await page.evaluate(() => Object.assign(globalThis, { isKept: true }));
    await page.goto(`${url}/away`);
    // A page that comes back from the cache loads nothing, so there is no load to wait for.
    await page.goBack({ waitUntil: 'commit', timeout: 5_000 }).catch(() => null);
    await page.waitForTimeout(500);
    if (await page.evaluate(() => 'isKept' in globalThis).catch(() => false)) restored += 1;
  }
  await page.context().close();
  console.log(`first view: ${first.map(({ call }) => call).join(', ')}\nnext view: ${next.map(({ call, bytes }) => `${call} ${bytes}`).join(', ')}`);
  return [
    figure({
      name: 'requests of a view, three components',
      value: next.length,
      unit: 'requests',
      floor: 6,
      better: 'less',
    }),
    figure({ name: 'requests of a person’s first view, three components', value: first.length, unit: 'requests', floor: 6, better: 'less' }),
    figure({
      name: 'calls for the shopper’s data',
      value: Math.max(...[first, next].map((view) => view.filter(({ call }) => call.includes(' /v1/me')).length)),
      unit: 'calls',
      floor: 1,
      better: 'less',
    }),
    figure({ name: 'POSTs of events, a view', value: posts.length, unit: 'requests', floor: 1, better: 'less' }),
    figure({ name: 'bytes of such a POST', value: Math.max(0, ...posts.map(({ bytes }) => bytes)), unit: 'B', floor: 1_024, better: 'less' }),
    figure({ name: 'back from the cache of pages, of 10', value: restored, unit: 'times', floor: 10, better: 'more' }),
    figure({ name: 'kept in the browser', value: stored, unit: 'B', floor: 2_048, better: 'less' }),
  ];
}
