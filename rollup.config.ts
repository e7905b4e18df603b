import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import type { OutputOptions, Plugin, RollupOptions } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { withOneHelper, withoutHooks, withSmallParts, withValues } from './scripts/build/smaller.ts';
import { languages, withShortWords } from './scripts/build/words.ts';

// All browser bundles. `rapport.js` is a classic script and comes last: it carries the hashed names of the chunks built before it.
//   tracker  consent, capture, delivery: a graph of its own, so that it shares no chunk with the components
//   ui       lit, the client and the components most pages have, in one request
//   others   packages/embed/src/chunks: further components that are wanted together, each with the tags it brings; a language one chunk (decision 0027)

const STATIC = 'dist/static';
const CONSOLE = 'packages/console/src/app.ts';
/** Plain name → file name of each chunk that the loader may ask for. */
const chunkNames: Record<string, string> = {};

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
const SHARED = /\/client\/src\/calls\/(inbox|points|preferences|rewards|watches)|\/watch\/watch-words|\/internal\/(asked|member-events)/;
/** What a member's own page and the panel hold, whoever asks for it first. */
const MEMBER = /\/elements\/src\/(panel|preferences|rewards\/(rewards|rapport)|statement|tier|vouchers|watches)/;
/** The list behind the bell, which is a place of the panel as well. */
const INBOX = /\/inbox-(panel|list|words)|rapport-inbox-(panel|list)/;
/** What is in the chunk of who asks for it. */
const LAZY = /\/embed\/src\/(calls|chunks\/|demo\/|extras)|\/elements\/src\/(consent|earn|launcher|locales|watch)\//;
const chunkOf = (id: string): string | null => {
  if (SHARED.test(id)) return 'shared';
  if (MEMBER.test(id) || id.endsWith('/chunks/member.ts')) return 'member';
  if (INBOX.test(id)) return 'inbox';
  return LAZY.test(id) ? null : 'ui';
};

const plugins = (more: Plugin[], between: Plugin[] = []): Plugin[] => [
  resolve({ exportConditions: ['browser', 'production'], extensions: ['.ts', '.js'] }),
  minifyTemplateLiterals(),
  esbuild({ target: 'es2022', tsconfig: 'tsconfig.base.json' }),
  ...between,
  terser({
    module: true,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true, keep_fargs: false, pure_getters: true },
    format: { comments: false },
  }),
  ...more,
];

/** Each chunk by its name: its hash and the tags that it defines, `DzTt4o offers points`. */
const table = (): Record<string, string> =>
  Object.fromEntries(Object.entries(chunkNames).map(([name, file]) => [name, [file.slice(name.length + 1, -3), ...tagsOf(name)].join(' ')]));

/** Forgets the output of an earlier build: hashed names never collide, but old ones would stay for ever. */
const emptied = (...folders: string[]): Plugin => ({
  name: 'emptied',
  generateBundle() {
    for (const folder of folders) for (const file of globSync(`${STATIC}/${folder}/*.js`)) rmSync(file);
  },
});

const named: Plugin = {
  name: 'named',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.isEntry) chunkNames[file.name] = file.fileName;
  },
};

const assets: OutputOptions = {
  dir: `${STATIC}/assets`,
  format: 'es',
  entryFileNames: '[name].[hash:6].js',
  chunkFileNames: '[name].[hash:6].js',
  hoistTransitiveImports: false,
};

/** Writes the table of the chunks into the loader. */
const withChunkNames: Plugin = {
  name: 'with-chunk-names',
  renderChunk: (code) => ({ code: code.replaceAll('RAPPORT_CHUNKS', JSON.stringify(table())), map: null }),
};

/** dist/static/manifest.json: bytes of each script, raw and brotli 11, for `npm run size`. */
const weighed: Plugin = {
  name: 'weighed',
  writeBundle() {
    const files = globSync('**/*.js', { cwd: STATIC }).sort();
    const weights = files.map((file) => {
      const bytes = readFileSync(`${STATIC}/${file}`);
      return [file, { rawBytes: bytes.length, brotliBytes: brotliCompressSync(bytes).length }] as const;
    });
    writeFileSync(
      `${STATIC}/manifest.json`,
      `${JSON.stringify({ chunks: chunkNames, languages: languages(), files: Object.fromEntries(weights) }, null, 2)}\n`,
    );
  },
};

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
    output: assets,
    plugins: plugins([emptied('assets'), named], [withValues]),
  },
  {
    input: { ...ENTRIES },
    preserveEntrySignatures: 'allow-extension',
    output: {
      ...assets,
      manualChunks: chunkOf,
    },
    plugins: [withSmallParts, withShortWords(), ...plugins([named], [withOneHelper, withValues, withoutHooks])],
  },
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
          plugins: plugins([emptied('console'), consoleDoor]),
        },
      ]
    : []),
  {
    input: 'packages/embed/src/embed.ts',
    output: { file: `${STATIC}/rapport.js`, format: 'iife' },
    plugins: [withChunkNames, ...plugins([weighed])],
  },
];

export default bundles;
