import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '../../scripts/build/words.ts';
import { ROOT, STATIC } from '../../scripts/serve/paths.ts';

// What the script tag knows of its parts, against what is built. A tag without a chunk stays an empty box on somebody's page, and nothing says so.

const FOLDER = (JSON.parse(readFileSync(join(STATIC, 'v/newest.json'), 'utf8')) as { folder: string }).folder;
const loader = readFileSync(join(STATIC, 'rapport.js'), 'utf8');
/** `{ui:"offers points",consent:"consent"}` in the loader. */
const table = [...(/\{ui:"[^}]+/.exec(loader)?.[0] ?? '').matchAll(/([a-z]+):"([a-z]+(?: [a-z]+)*)"/g)].map(([, name = '', tags = '']) => ({
  name,
  tags: tags.split(' '),
}));
const known = table.flatMap(({ tags }) => tags.map((tag) => `rapport-${tag}`));

test.each(languages())('every chunk that the loader knows is there in %s and defines the tags it is fetched for', (language) => {
  const folder = join(STATIC, FOLDER, language);
  const codeOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
  expect(table.map(({ name }) => name)).toEqual(expect.arrayContaining(['ui', 'consent', 'launcher', 'member', 'product']));
  for (const name of ['tracker', 'calls']) expect(codeOf(`${name}.js`)).not.toBe('');
  const missing = table.flatMap(({ name, tags }) => {
    const code = codeOf(`${name}.js`);
    // Its own code, or that of a chunk it brings along.
    const all = code + [...code.matchAll(/from"\.\/([^"]+)"/g)].map(([, other = '']) => codeOf(other)).join('');
    // By the one function that defines tags, whose name is short; events are called alike, and made by `super(…)`.
    return tags.filter((tag) => !new RegExp(`(?<![\\w$])[\\w$]{1,2}\\("rapport-${tag}",[\\w$]+\\)`).test(all));
  });
  expect(missing).toEqual([]);
});

test('a language is said whole: nothing of English is left in it', () => {
  const words = readFileSync(join(STATIC, FOLDER, 'en/ui.js'), 'utf8').match(/(?<=\w\(")[A-Z][a-z][^"]{6,}(?="\))/g) ?? [];
  expect(words.length).toBeGreaterThan(10);
  const chinese = readFileSync(join(STATIC, FOLDER, 'zh-hant/ui.js'), 'utf8');
  expect(words.filter((text) => chinese.includes(`("${text}")`))).toEqual([]);
});

test('no component writes a style into its markup, which a strict page forbids', () => {
  const written = globSync('v/*/*/*.js', { cwd: STATIC }).filter((file) => / style=/.test(readFileSync(join(STATIC, file), 'utf8')));
  expect(written).toEqual([]);
});

test('every tag that the components’ page names is one the loader knows', () => {
  const named = [...readFileSync(join(ROOT, 'docs/components.md'), 'utf8').matchAll(/^## `<(rapport-[a-z-]+)>`/gm)].map(([, tag]) => tag ?? '');
  expect(named.length).toBeGreaterThan(12);
  expect(named.filter((tag) => !known.includes(tag) && !INNER.includes(tag))).toEqual([]);
  expect(known.toSorted()).toEqual(defined().filter((tag) => !INNER.includes(tag)));
});

/** Parts of other components, which those bring along. */
const INNER = ['rapport-home', 'rapport-inbox-list', 'rapport-inbox-panel', 'rapport-follows', 'rapport-reminders'];

const defined = (): string[] =>
  globSync('packages/elements/src/*/rapport-*.ts', { cwd: ROOT })
    .map((file) => basename(file, '.ts'))
    .toSorted();
