import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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

/** Bytes on the wire by chunk: `rapport`, `tracker`, `ui` … */
export type Weights = ReadonlyMap<string, number>;

const brotli = (bytes: Buffer): number => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const gzip = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length;

/** What of the page's scripts weighs what in a language, as they are built now: the loader, and every chunk of that language. */
const weigh = (language: string): Weights =>
  new Map(
    globSync(['rapport.js', `v/*-*/${language}/*.js`], { cwd: STATIC }).map((file) => [
      basename(file, '.js'),
      brotli(readFileSync(join(STATIC, file))),
    ]),
  );

/** What is no component: answers to the shop's own code (`rapport.points.balance()`), `rapport.demo()`, and what `data-theme` and `data-results` ask for. */
const ASKED_BY_CODE = ['calls', 'demo', 'extras'];
/** What a page with points, offers, recommendations and the bell loads by itself. */
const FIRST_PAGE = ['rapport', 'tracker', 'ui'];

/**
 * What counts for which figure. Whoever reads a page reads one language, and loads it in that language: what counts is the heaviest one. Everything that is built for a
 * page counts in "every component", so that no chunk can be forgotten by its name.
 */
export function pageBudgets(byLanguage: ReadonlyMap<string, Weights>): readonly Budget[] {
  const sum = (weights: Weights | undefined, names: readonly string[]): number | undefined =>
    names.every((name) => weights?.has(name)) ? names.reduce((bytes, name) => bytes + (weights?.get(name) ?? 0), 0) : undefined;
  const heaviest = (namesOf: (weights: Weights) => readonly string[]): [language: string, sizeBytes: number | undefined] =>
    [...byLanguage]
      .map(([language, weights]) => [language, sum(weights, namesOf(weights))] as [string, number | undefined])
      .toSorted(([, a = Infinity], [, b = Infinity]) => b - a)[0] ?? ['', undefined];
  const always = heaviest(() => ['rapport', 'tracker']);
  const page = heaviest(() => FIRST_PAGE);
  const every = heaviest((weights) => [...new Set([...FIRST_PAGE, ...[...weights.keys()].filter((name) => !ASKED_BY_CODE.includes(name))])]);
  return [
    { part: 'loader: rapport.js', limitBytes: 1_200, sizeBytes: heaviest(() => ['rapport'])[1] },
    { part: 'tracker', limitBytes: 4_300, sizeBytes: heaviest(() => ['tracker'])[1] },
    { part: 'always loaded: loader and tracker', limitBytes: 5_120, sizeBytes: always[1] },
    {
      part: `a page with points, offers, recommendations and the bell, in ${page[0]}; the bell’s list comes when it is reached for`,
      limitBytes: 20_000,
      sizeBytes: page[1],
    },
    { part: `every component and its list, in ${every[0]}`, limitBytes: 45_000, sizeBytes: every[1] },
  ];
}

/** All budgets, measured on what is built now. */
export const budgets = (): readonly Budget[] => [
  ...pageBudgets(new Map(languages().map((language) => [language, weigh(language)]))),
  { part: 'worker bundle (gzip)', limitBytes: 1_000_000, sizeBytes: gzip(readFileSync(BUNDLE)) },
];

/** True when a part is there and within its budget. */
export const isWithin = ({ sizeBytes, limitBytes }: Budget): boolean => sizeBytes !== undefined && sizeBytes <= limitBytes;
