import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rollup';
import { ROOT } from '../serve/paths.ts';

// How the words of the components travel: in the code every message has a telling id (`points.next`), on the wire a number; a language is a list of texts in that order.

const ELEMENTS = 'packages/elements/src';
/** The languages that there are, by the names of their chunks: every file of packages/elements/src/locales but its test. */
export const languages = (): string[] =>
  globSync(`${ELEMENTS}/locales/*.ts`, { cwd: ROOT })
    .map((file) => basename(file, '.ts'))
    .filter((name) => !name.endsWith('.test'))
    .sort();

/** A message as `str` makes it. */
interface Told {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

const ID = /\{\s*id: '([a-z.-]+)',?\s*\}/g;

/** The ids that a text of code names, each once, in order. */
export const idsIn = (code: string): string[] => [...new Set([...code.matchAll(ID)].map(([, id]) => id ?? ''))].sort();

/** Code with numbers for ids. @throws when an id has no number. */
export const numbered = (code: string, ids: readonly string[]): string =>
  code.replace(ID, (_, id: string) => {
    const at = ids.indexOf(id);
    if (at < 0) throw new Error(`The message ${id} has no number`);
    return String(at);
  });

/** A language as the list that the script tag reads: `{0}` for the first value of the source. */
export const listed = (templates: Readonly<Record<string, string | Told>>, ids: readonly string[]): (string | null)[] =>
  ids.map((id) => {
    const told = templates[id];
    if (told === undefined || typeof told === 'string') return told ?? null;
    return told.strings.reduce((text, part, at) => `${text}{${String(told.values[at - 1])}}${part}`);
  });

/** Every id of the components. */
const allIds = (): string[] =>
  idsIn(
    globSync(`${ELEMENTS}/**/*.ts`, { cwd: ROOT, exclude: ['**/*.test.ts'] })
      .map((file) => readFileSync(join(ROOT, file), 'utf8'))
      .join('\n'),
  );

/** Gives messages numbers and writes languages as lists. */
export const withShortWords = (): Plugin => {
  const ids = allIds();
  return {
    name: 'with-short-words',
    async load(id) {
      if (!id.includes(`/${ELEMENTS}/locales/`)) return null;
      const { templates } = (await import(`${pathToFileURL(id).href}?${statSync(id).mtimeMs}`)) as { templates: Record<string, string | Told> };
      return `export const templates = ${JSON.stringify(listed(templates, ids))};`;
    },
    transform: (code, id) => (id.includes(`/${ELEMENTS}/`) && !id.includes('/locales/') ? { code: numbered(code, ids), map: null } : null),
  };
};
