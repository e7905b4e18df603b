import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import type { OutputOptions, Plugin, RollupOptions } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { nameFolder } from './scripts/build/folder.ts';
import { inShort, SHORT } from './scripts/build/short.ts';
import { withFields } from './scripts/build/fields.ts';
import { withInitials, withLists, withTags, withSides, withoutHooks, withSmallParts, withValues } from './scripts/build/smaller.ts';
import { languages, withWords } from './scripts/build/words.ts';

// All browser bundles, in the order in which they are made. What a page loads lies in a folder of its own, named after the version and all that is in it
// (`v/0.1.0-3f9c2a71b0`), so that every file in it may be kept for ever; in it a folder for each language (decision 0034).
//   tracker       consent, capture, delivery: a graph of its own, so that it shares no chunk with the components
//   ui            lit, the client and the components most pages have, in one request
//   others        packages/embed/src/chunks: further components that are wanted together, each with the tags it brings (decision 0027)
//   rapport.js    the loader, a classic script, and rapport.module.js, the same as a module: pinned ones in that folder, whose chunks lie beside them,
//                 and those with a name that never changes, which know the folder

const STATIC = 'dist/static';
/** Where a build grows until its name is known. */
const NEXT = `${STATIC}/v/next`;
const CONSOLE = 'packages/console/src/app.ts';

/** Entries of the components, by the names of their chunks. */
const ENTRIES: Readonly<Record<string, string>> = {
  ui: 'packages/embed/src/ui.ts',
  calls: 'packages/embed/src/calls.ts',
  ...Object.fromEntries(globSync('packages/embed/src/chunks/*.ts').map((file) => [basename(file, '.ts'), file])),
};

/** The tags that a chunk defines: what its entry imports. */
const tagsOf = (name: string): string[] =>
  [...readFileSync(ENTRIES[name] ?? 'package.json', 'utf8').matchAll(/\/rapport-([a-z]+)';/g)].map(([, tag]) => tag ?? '');

/** What several of the later chunks want. */
const SHARED =
  /\/client\/src\/calls\/(inbox|points|preferences|profile|rewards|watches)|\/watch\/watch-words|\/internal\/(ago|asked|close-outside|member-events)|\/styles\/(floating|sheet)/;
/** What a member's own page and the panel hold, whoever asks for it first. */
const MEMBER = /\/elements\/src\/(styles\/(rows|fields)|panel|preferences|profile|refer|rewards\/(rewards|rapport)|statement|tier|vouchers|watches)/;
/** The list behind the bell, which is a place of the panel as well. */
const INBOX = /\/inbox-(panel|list|words)|rapport-inbox-(panel|list)/;
/** What is in the chunk of who asks for it. */
const LAZY = /\/embed\/src\/(calls|chunks\/|demo\/|extras)|\/calls\/texts|\/internal\/language|\/elements\/src\/(consent|earn|launcher|watch)\//;
const chunkOf = (id: string): string | null => {
  if (SHARED.test(id)) return 'shared';
  if (MEMBER.test(id) || id.endsWith('/chunks/member.ts')) return 'member';
  if (INBOX.test(id)) return 'inbox';
  return LAZY.test(id) ? null : 'ui';
};

/** From source to code without types. `between` comes after the types are gone. */
const plain = (between: Plugin[] = []): Plugin[] => [
  resolve({ exportConditions: ['browser', 'production'], extensions: ['.ts', '.js'] }),
  // What makes the tag, here and in lit, holds no literal of its own; the plugin would complain of it at every build.
  minifyTemplateLiterals({ exclude: ['**/css-tag.*', '**/node_modules/**'] }),
  esbuild({ target: 'es2022', tsconfig: 'tsconfig.base.json' }),
  ...between,
];
const plugins = (more: Plugin[], between: Plugin[] = []): Plugin[] => [...plain(between), terser(SHORT), ...more];

/** Chunks that define components, each with their tags: `product: 'earn watch'`. */
const table = (): Record<string, string> =>
  Object.fromEntries(
    Object.keys(ENTRIES)
      .map((name) => [name, tagsOf(name).join(' ')] as const)
      .filter(([, tags]) => tags),
  );

const inLanguage = (language: string): OutputOptions => ({
  dir: `${NEXT}/${language}`,
  format: 'es',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  hoistTransitiveImports: false,
});

/** The folder of this build, once everything in it is made. */
let folder = '';
const named: Plugin = { name: 'named', buildStart: () => void (folder ||= nameFolder(NEXT, STATIC)) };

/** Writes into a loader which chunk brings which tags, where the chunks lie and where the worker is, both seen from the loader. */
const withPlaces = (chunks: () => string, root: string): Plugin => ({
  name: 'with-places',
  renderChunk: (code) => ({
    code: code
      .replaceAll('RAPPORT_TAGS', JSON.stringify(table()))
      .replaceAll('RAPPORT_CHUNKS', JSON.stringify(chunks()))
      .replaceAll('RAPPORT_ROOT', JSON.stringify(root)),
    map: null,
  }),
});

/** A loader and the same as a module: `before` is done first. */
const loaders = (dir: string, chunks: () => string, root: string, before: Plugin[]): RollupOptions[] =>
  (
    [
      ['embed', 'rapport.js', 'iife'],
      ['module', 'rapport.module.js', 'es'],
    ] as const
  ).map(([entry, file, format]) => ({
    input: `packages/embed/src/${entry}.ts`,
    output: { file: `${dir}/${file}`, format },
    plugins: [...before, withPlaces(chunks, root), ...plugins([])],
  }));

/** The page of the console names `app.js`, which never changes its name and only leads to the hashed one. */
const consoleDoor: Plugin = {
  name: 'console-door',
  generateBundle(_, bundle) {
    const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
    if (entry) this.emitFile({ type: 'asset', fileName: 'app.js', source: `import './${entry.fileName}';\n` });
  },
};

const bundles: RollupOptions[] = [
  {
    input: { tracker: 'packages/embed/src/page.ts' },
    output: languages().map(inLanguage),
    plugins: plugins([], [withValues]),
  },
  ...languages().map((language): RollupOptions => ({
    input: { ...ENTRIES },
    preserveEntrySignatures: 'allow-extension',
    output: { ...inLanguage(language), manualChunks: chunkOf },
    plugins: [
      withSmallParts,
      ...plain([withLists, withTags, withFields, withWords(language), withValues, withInitials, withSides, withoutHooks]),
      inShort,
    ],
  })),
  ...(existsSync(CONSOLE)
    ? [
        {
          input: { app: CONSOLE },
          output: {
            dir: `${STATIC}/console`,
            format: 'es',
            entryFileNames: '[name]-[hash].js',
            chunkFileNames: '[name]-[hash].js',
          } satisfies OutputOptions,
          plugins: plugins([consoleDoor]),
        },
      ]
    : []),
  {
    input: { site: 'scripts/site/browser/site.ts' },
    output: { dir: `${STATIC}/docs`, format: 'es', entryFileNames: '[name].js' },
    plugins: plugins([]),
  },
  ...loaders(NEXT, () => '', '../..', []),
  ...loaders(STATIC, () => `v/${folder}/`, '.', [named]),
];

export default bundles;
