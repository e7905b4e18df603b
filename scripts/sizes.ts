import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { languages } from './build/words.ts';
import { BUNDLE, STATIC } from './serve/paths.ts';

/** What a part may weigh on the wire, in bytes. Page files in brotli 11, as they are served; the worker in gzip, as Cloudflare counts it. */
export interface Budget {
  readonly part: string;
  readonly limitBytes: number;
  /** Undefined while no file of the part exists. */
  readonly sizeBytes: number | undefined;
}

/** Bytes on the wire by chunk: `rapport`, `tracker`, `ui`, `zh-hant` … */
export type Weights = ReadonlyMap<string, number>;

const brotli = (bytes: Buffer): number => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const gzip = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length;

/** What of the page's scripts weighs what, as they are built now. */
const weigh = (): Weights =>
  new Map(
    globSync(['rapport.js', 'assets/*.js'], { cwd: STATIC }).map((file) => [
      file.replace(/^assets\//, '').replace(/(\.[^.]*)?\.js$/, ''),
      brotli(readFileSync(join(STATIC, file))),
    ]),
  );

/** What is no component: answers to the shop's own code (`rapport.points.balance()`), `rapport.demo()`, and what `data-theme` and `data-results` ask for. */
const ASKED_BY_CODE = ['calls', 'demo', 'extras'];
/** What a page with points, offers, recommendations and the bell loads by itself. */
const FIRST_PAGE = ['rapport', 'tracker', 'ui'];

/**
 * What counts for which figure. Whoever reads a page reads one language, so of the languages (`tongues`) only the heaviest counts, and it counts whole; everything else that
 * is built for a page counts in "every component", so that no chunk can be forgotten by its name.
 */
export function pageBudgets(weights: Weights, tongues: readonly string[]): readonly Budget[] {
  const sum = (names: readonly string[]): number | undefined =>
    names.every((name) => weights.has(name)) ? names.reduce((bytes, name) => bytes + (weights.get(name) ?? 0), 0) : undefined;
  const heaviest = tongues.toSorted((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0)).slice(0, 1);
  const words = heaviest.map((name) => `${name} adds ${(weights.get(name) ?? 0).toLocaleString('en')} B`).join();
  const every = [...weights.keys()].filter((name) => !ASKED_BY_CODE.includes(name) && !tongues.includes(name));
  return [
    { part: 'loader: rapport.js', limitBytes: 1_200, sizeBytes: sum(['rapport']) },
    { part: 'tracker', limitBytes: 4_300, sizeBytes: sum(['tracker']) },
    { part: 'always loaded: loader and tracker', limitBytes: 5_120, sizeBytes: sum(['rapport', 'tracker']) },
    {
      part: `a page with points, offers, recommendations and the bell, in English (${words}); the bell’s list comes when it is reached for`,
      limitBytes: 20_000,
      sizeBytes: sum(FIRST_PAGE),
    },
    { part: `every component and its list, in ${heaviest.join()}`, limitBytes: 45_000, sizeBytes: sum([...every, ...heaviest]) },
  ];
}

/** All budgets, measured on what is built now. */
export const budgets = (): readonly Budget[] => [
  ...pageBudgets(weigh(), languages()),
  { part: 'worker bundle (gzip)', limitBytes: 1_000_000, sizeBytes: gzip(readFileSync(BUNDLE)) },
];

/** True when a part is there and within its budget. */
export const isWithin = ({ sizeBytes, limitBytes }: Budget): boolean => sizeBytes !== undefined && sizeBytes <= limitBytes;
