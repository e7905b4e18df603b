import { createHash } from 'node:crypto';
import { globSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../packages/embed/package.json' with { type: 'json' };

/** The part of a folder's name that says what is in it: 10 hexadecimal digits. */
const MARK_DIGITS = 10;

/** Files of a folder by their paths in it, sorted. */
const filesIn = (dir: string): string[] =>
  globSync('**/*', { cwd: dir })
    .filter((file) => statSync(join(dir, file)).isFile())
    .sort();

/** `sha384-…`, as the `integrity` of a script tag says it. */
export const integrityOf = (bytes: Buffer): string => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/**
 * Gives the folder of a finished build its name, `0.1.0-3f9c2a71b0`: the version, and a mark made of every file in it, so that two builds share a name only when they are
 * the same. Puts into it what each file must be (`integrity.json`), and beside it which build is the newest (`v/newest.json`). Gives back the name.
 */
export function nameFolder(next: string, dir: string): string {
  const hash = createHash('sha256');
  const integrity: Record<string, string> = {};
  for (const file of filesIn(next)) {
    const bytes = readFileSync(join(next, file));
    hash.update(file).update('\0').update(bytes).update('\0');
    integrity[file] = integrityOf(bytes);
  }
  const name = `${manifest.version}-${hash.digest('hex').slice(0, MARK_DIGITS)}`;
  writeFileSync(join(next, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
  writeFileSync(join(dir, 'v', 'newest.json'), `${JSON.stringify({ folder: `v/${name}`, version: manifest.version }, null, 2)}\n`);
  renameSync(next, join(dir, 'v', name));
  return name;
}
