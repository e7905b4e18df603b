import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DIST, ROOT } from '../serve/paths.ts';

const MARKS = join(DIST, '.built.json');

/** One hash over the names and contents of all files that a step reads; tests are left out, they build nothing. */
export function fingerprint(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns], { cwd: ROOT, withFileTypes: true, exclude: isLeftOut })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Has this step been built from exactly these inputs? */
export const isBuilt = (step: string, print: string): boolean => marks()[step] === print;

/** Notes that a step is built; an empty print forgets it, so that a step broken off in the middle is done again. */
export function mark(step: string, print: string): void {
  mkdirSync(dirname(MARKS), { recursive: true });
  writeFileSync(MARKS, JSON.stringify({ ...marks(), [step]: print }, null, 2));
}

const marks = (): Record<string, string> => (existsSync(MARKS) ? (JSON.parse(readFileSync(MARKS, 'utf8')) as Record<string, string>) : {});

const isLeftOut = (entry: { name: string }): boolean => entry.name === 'node_modules' || entry.name.endsWith('.test.ts');
