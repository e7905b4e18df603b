import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, STATIC } from '../../scripts/serve/paths.ts';

// What the script tag knows of its parts, against what is built. A tag without a chunk stays an empty box on somebody's page, and nothing says so.

const loader = readFileSync(join(STATIC, 'rapport.js'), 'utf8');
/** `ui:"DzTt4o offers points"` in the loader. */
const table = [...loader.matchAll(/([a-z]+):"([\w-]{6})((?: [a-z]+)*)"/g)].map(([, name = '', hash = '', tags = '']) => ({
  name,
  file: join(STATIC, 'assets', `${name}.${hash}.js`),
  tags: tags.split(' ').filter(Boolean),
}));
const known = table.flatMap(({ tags }) => tags.map((tag) => `rapport-${tag}`));

test('every chunk that the loader knows is there and defines the tags it is fetched for', () => {
  expect(table.map(({ name }) => name)).toEqual(expect.arrayContaining(['tracker', 'ui', 'calls', 'member']));
  const missing = table.flatMap(({ file, tags }) => {
    const code = readFileSync(file, 'utf8');
    // Its own code, or that of a chunk it brings along.
    const all =
      code + [...code.matchAll(/from"\.\/([^"]+)"/g)].map(([, other]) => readFileSync(join(STATIC, 'assets', other ?? ''), 'utf8')).join('');
    return tags.filter((tag) => !all.includes(`define("rapport-${tag}"`));
  });
  expect(missing).toEqual([]);
});

test('no component writes a style into its markup, which a strict page forbids', () => {
  const written = globSync('assets/*.js', { cwd: STATIC }).filter((file) => / style=/.test(readFileSync(join(STATIC, file), 'utf8')));
  expect(written).toEqual([]);
});

test('every tag that the components’ page names is one the loader knows', () => {
  const named = [...readFileSync(join(ROOT, 'docs/components.md'), 'utf8').matchAll(/^## `<(rapport-[a-z-]+)>`/gm)].map(([, tag]) => tag ?? '');
  expect(named.length).toBeGreaterThan(12);
  expect(named.filter((tag) => !known.includes(tag) && !INNER.includes(tag))).toEqual([]);
  expect(known.toSorted()).toEqual(defined().filter((tag) => !INNER.includes(tag)));
});

/** Parts of other components, which those bring along. */
const INNER = ['rapport-home', 'rapport-inbox-list', 'rapport-inbox-panel'];

const defined = (): string[] =>
  globSync('packages/elements/src/*/rapport-*.ts', { cwd: ROOT })
    .map((file) => basename(file, '.ts'))
    .toSorted();
