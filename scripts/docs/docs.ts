import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../serve/paths.ts';
import { elementPages } from './elements.ts';
import { problemsPage } from './problems.ts';
import { wordingPages } from './wording.ts';

/** Text by path, from the root of the repository. */
export type Pages = Readonly<Record<string, string>>;

/** Everything that is written from code. */
export async function pages(): Promise<Pages> {
  return { 'docs/problems.md': problemsPage(), ...(await openapi()), ...(await elementPages()), ...(await wordingPages()) };
}

/** Paths whose file differs from what the code says now. */
export const stale = (wanted: Pages): string[] =>
  Object.entries(wanted)
    .filter(([path, text]) => !existsSync(join(ROOT, path)) || readFileSync(join(ROOT, path), 'utf8') !== text)
    .map(([path]) => path);

/** Writes the pages that differ, and says which. */
export function write(wanted: Pages): string[] {
  const paths = stale(wanted);
  for (const path of paths) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), wanted[path] ?? '');
  }
  return paths;
}

/** The OpenAPI document, from the worker's own description of its routes. */
async function openapi(): Promise<Pages> {
  const file = join(ROOT, 'worker', 'src', 'openapi.ts');
  if (!existsSync(file)) return {};
  const { openapi: describe } = (await import(pathToFileURL(file).href)) as { openapi: () => object };
  return { 'docs/openapi.json': `${JSON.stringify(describe(), null, 2)}\n` };
}
