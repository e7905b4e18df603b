import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHROMIUM_FLAGS, needChromium } from '../../scripts/chromium.ts';
import { Trouble } from '../../scripts/fail.ts';
import { run } from '../../scripts/run.ts';
import { startDemo } from '../../scripts/serve/demo.ts';
import { ROOT } from '../../scripts/serve/paths.ts';
import { aHouse, freePort } from '../harness/index.ts';
import { figure, median, type Figure } from './frame.ts';
import { launched, type Ended } from './lighthouse/chromium.ts';

// Lighthouse on the demo shop with the tag and without it: a house with its demo, and a second demo that knows of no house. The pages are asked for in turn, in a fresh
// profile each, with Lighthouse's own slow phone; medians are compared, since one run moves by more than what is measured.

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const HOME = join(ROOT, 'test', 'bench', 'lighthouse');

interface Report {
  readonly lhr: {
    readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
    readonly audits: Readonly<Record<string, Audit>>;
  };
}
interface Audit {
  readonly score: number | null;
  readonly scoreDisplayMode: string;
  readonly numericValue?: number;
}
type Lighthouse = (url: string, flags: object) => Promise<Report | undefined>;

export async function bench(): Promise<Figure[]> {
  const lighthouse = await needLighthouse();
  await using house = await aHouse();
  const { url: withTag } = await house.demo();
  const dataDir = join(house.dir, 'plain');
  // Without a configuration the demo shop knows nothing of us: the same pages, no tag, none of our elements.
  const { url: plain, child } = await startDemo({ configFile: '', dataDir, port: await freePort() });
  try {
    const product = await firstProduct(withTag);
    const paths = { home: '/en', product };
    const scores = new Map<string, number[]>();
    const put = (name: string, value: number): void => void scores.set(name, [...(scores.get(name) ?? []), value]);
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [page, path] of Object.entries(paths))
        for (const [kind, base] of [
          ['plain', plain],
          ['tag', withTag],
        ] as const) {
          const { categories, audits } = await audit(lighthouse, base + path);
          for (const category of ['performance', 'accessibility', 'best-practices'])
            put(`${page} ${category} ${kind}`, (categories[category]?.score ?? NaN) * 100);
          for (const [name, id] of Object.entries(TIMES)) put(`${page} ${name} ${kind}`, audits[id]?.numericValue ?? NaN);
        }
    return Object.keys(paths).flatMap((page) => judged(page, (name) => median(scores.get(`${page} ${name}`) ?? [])));
  } finally {
    await child.stop();
  }
}

/** What is told besides the scores, by Lighthouse's names. */
const TIMES = { 'blocking time': 'total-blocking-time', 'largest paint': 'largest-contentful-paint', shift: 'cumulative-layout-shift' } as const;

const judged = (page: string, of: (name: string) => number): Figure[] => [
  figure({
    name: `${page}: points of performance lost by the tag`,
    value: of('performance plain') - of('performance tag'),
    unit: 'points',
    better: 'less',
    floor: 2,
    goal: 0,
  }),
  figure({
    name: `${page}: performance with the tag`,
    value: of('performance tag'),
    unit: 'of 100',
    reference: of('performance plain'),
    better: 'more',
  }),
  figure({
    name: `${page}: accessibility with the tag`,
    value: of('accessibility tag'),
    unit: 'of 100',
    reference: of('accessibility plain'),
    better: 'more',
    floor: 100,
    goal: 100,
  }),
  figure({
    name: `${page}: best practices with the tag`,
    value: of('best-practices tag'),
    unit: 'of 100',
    reference: of('best-practices plain'),
    better: 'more',
  }),
  ...Object.keys(TIMES).map((name) =>
    figure({
      name: `${page}: ${name} with the tag`,
      value: of(`${name} tag`),
      unit: name === 'shift' ? 'CLS' : 'ms',
      reference: of(`${name} plain`),
      better: 'less',
    }),
  ),
];

async function audit(lighthouse: Lighthouse, url: string): Promise<Report['lhr']> {
  const profile = mkdtempSync(join(tmpdir(), 'rapport-lighthouse-'));
  let browser: Ended | undefined;
  try {
    browser = await launched(await needChromium(), [...CHROMIUM_FLAGS], profile);
    const report = await lighthouse(url, {
      port: browser.port,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices'],
    });
    if (!report) throw new Error(`Lighthouse told nothing of ${url}`);
    return report.lhr;
  } finally {
    await browser?.end();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Lighthouse from its own folder, installed there when it is first wanted: what it brings is more than everything else we install. */
async function needLighthouse(): Promise<Lighthouse> {
  const entry = join(HOME, 'node_modules', 'lighthouse', 'core', 'index.js');
  if (!existsSync(entry)) {
    const { code, output } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--workspaces=false'], { cwd: HOME });
    if (code !== 0) throw new Trouble(`Lighthouse could not be installed in ${HOME}.\n${output}`);
  }
  return ((await import(pathToFileURL(entry).href)) as { default: Lighthouse }).default;
}

async function firstProduct(shop: string): Promise<string> {
  const page = await (await fetch(`${shop}/en`)).text();
  const path = /href="(\/en\/products\/[^"]+)"/.exec(page)?.[1];
  if (!path) throw new Error('The demo shows no product on its first page');
  return path;
}
