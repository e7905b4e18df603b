import { join } from 'node:path';
import { LIMITS, PATHS } from '@rapport/protocol/wire';
import type { Plugin } from 'rollup';
import { ROOT } from '../serve/paths.ts';

// What makes the script tag smaller without making the source worse (decision 0027). Each says the same in fewer bytes.

const SMALL_DIR = join(ROOT, 'packages', 'embed', 'src', 'small');
/** Parts of packages that do here what the originals do, by the name they are imported by. */
const SMALL: Readonly<Record<string, string>> = {
  '@lit/localize': 'localize',
  './locale.ts': 'locale',
  'lit/decorators.js': 'decorators',
  './css-tag.js': 'css-tag',
};
const OURS = /\/packages\/(client|embed|elements|tracker)\/src\//;

/** Smaller parts instead of the originals. */
export const withSmallParts: Plugin = {
  name: 'with-small-parts',
  resolveId: (id) => (id in SMALL ? join(SMALL_DIR, `${SMALL[id]}.ts`) : null),
};

/** Values for the names of paths and limits, so that a page carries those it uses. */
export const valued = (code: string): string =>
  code.replace(/\b(PATHS|LIMITS)\.(\w+)\b/g, (told, table: string, name: string) => {
    const value = ({ PATHS, LIMITS } as Record<string, Readonly<Record<string, string | number>>>)[table]?.[name];
    return value === undefined ? told : JSON.stringify(value);
  });

export const withValues: Plugin = {
  name: 'with-values',
  transform: (code, id) => (OURS.test(id) ? { code: valued(code), map: null } : null),
};

/** What esbuild writes above every module that has decorators. */
const HELPER = /^var __defProp = [\s\S]*?\nvar __decorateClass = [\s\S]*?\n\};\n/m;

/** One helper for all modules: our fields have one decorator each, which gives nothing back. Comes after esbuild. */
export const withOneHelper: Plugin = {
  name: 'with-one-helper',
  transform: (code, id) =>
    OURS.test(id) && HELPER.test(code)
      ? {
          code: `import { decorate as __decorateClass } from ${JSON.stringify(join(SMALL_DIR, 'decorators.ts'))};\n${code.replace(HELPER, '')}`,
          map: null,
        }
      : null,
};

/** Lit without its hooks for polyfills of shadow DOM and for rendering on a server, and without the list of versions on a page that only its warnings read. */
export const unhooked = (code: string): string =>
  code.replace(/\b\w+\.\w+(PolyfillSupport|HydrateSupport)\b/g, '(void 0)').replace(/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, '0');

export const withoutHooks: Plugin = {
  name: 'without-hooks',
  transform: (code, id) => (/\/(lit-html|lit-element|reactive-element)\.js$/.test(id) ? { code: unhooked(code), map: null } : null),
};
