import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { BUNDLE, STATIC } from './serve/paths.ts';

/** What a part may weigh on the wire, in bytes. Page files in brotli 11, as they are served; the worker in gzip, as Cloudflare counts it. */
export interface Budget {
  readonly part: string;
  readonly limitBytes: number;
  /** Undefined while no file of the part exists. */
  readonly sizeBytes: number | undefined;
}

const brotli = (bytes: Buffer): number => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const gzip = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length;

/** Files of dist/static whose path fits any pattern. */
const files = (...patterns: string[]): string[] => globSync(patterns, { cwd: STATIC }).map((name) => join(STATIC, name));
const weigh = (paths: readonly string[]): number | undefined =>
  paths.length === 0 ? undefined : paths.reduce((sum, path) => sum + brotli(readFileSync(path)), 0);

/** A chunk of words: `zh-hant.HASH.js`. */
const LANGUAGE = /^[a-z]{2}(-[a-z]{2,4})?\./;

/** All budgets, measured on what is built now. Chunks are known by the first word of their names: `assets/tracker.HASH.js`. */
export function budgets(): readonly Budget[] {
  const loader = files('rapport.js');
  const tracker = files('assets/tracker.*.js');
  const ui = files('assets/ui.*.js');
  // A page speaks one language, so of the language chunks the heaviest counts.
  // What the shop's own code asks by `rapport.points.balance()` and the like is no component.
  const chunks = files('assets/*.js').filter((file) => !basename(file).startsWith('calls.'));
  const languages = chunks.filter((file) => LANGUAGE.test(basename(file)));
  const heaviest = languages.toSorted((a, b) => (weigh([b]) ?? 0) - (weigh([a]) ?? 0)).slice(0, 1);
  const page = [...loader, ...chunks.filter((file) => !languages.includes(file)), ...heaviest];
  return [
    { part: 'loader: rapport.js', limitBytes: 1_200, sizeBytes: weigh(loader) },
    { part: 'tracker', limitBytes: 4_300, sizeBytes: weigh(tracker) },
    { part: 'always loaded: loader and tracker', limitBytes: 5_120, sizeBytes: tracker.length ? weigh([...loader, ...tracker]) : undefined },
    // What a page with points, recommendations and the bell loads by itself; the bell's list comes when somebody reaches for it.
    {
      part: 'a page with points, recommendations, bell',
      limitBytes: 20_000,
      sizeBytes: ui.length ? weigh([...loader, ...tracker, ...ui]) : undefined,
    },
    { part: 'every component, one language', limitBytes: 45_000, sizeBytes: ui.length ? weigh(page) : undefined },
    { part: 'worker bundle (gzip)', limitBytes: 1_000_000, sizeBytes: gzip(readFileSync(BUNDLE)) },
  ];
}

/** True when a part is there and within its budget. */
export const isWithin = ({ sizeBytes, limitBytes }: Budget): boolean => sizeBytes !== undefined && sizeBytes <= limitBytes;
