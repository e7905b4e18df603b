import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import type { OutputOptions, Plugin, RollupOptions } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';

// All browser bundles. `rapport.js` is a classic script and comes last: it carries the hashed names of the chunks built before it.
//   tracker  consent, capture, delivery: a graph of its own, so that it shares no chunk with the components
//   ui       lit, the client and the three components most pages have, in one request; further components and languages one chunk each

const STATIC = 'dist/static';
const CONSOLE = 'packages/console/src/app.ts';
/** Plain name → file name of each chunk that the loader may ask for. */
const chunkNames: Record<string, string> = {};

/** What of the components is not in the `ui` chunk: further elements, the inbox's list, languages. */
const LAZY =
  /\/embed\/src\/calls|\/client\/src\/calls\/|\/elements\/src\/(watch|watches|offers|rewards|earn|tier|statement|vouchers|preferences|consent|locales)\/|\/inbox-(panel|words)|rapport-inbox-panel/;

/** Every message of ours has its own id, so the code that would compute one from its words need not travel. */
const withoutMessageHashes: Plugin = {
  name: 'without-message-hashes',
  load: (id) => (id.endsWith('/@lit/localize/internal/id-generation.js') ? 'export const generateMsgId = () => "";' : null),
};

const plugins = (...more: Plugin[]): Plugin[] => [
  resolve({ exportConditions: ['browser', 'production'], extensions: ['.ts', '.js'] }),
  minifyTemplateLiterals(),
  esbuild({ target: 'es2022', tsconfig: 'tsconfig.base.json' }),
  terser({ module: true, ecma: 2020, compress: { passes: 3, unsafe_arrows: true, keep_fargs: false }, format: { comments: false } }),
  ...more,
];

const hashes = (): Record<string, string> =>
  Object.fromEntries(Object.entries(chunkNames).map(([name, file]) => [name, file.slice(name.length + 1, -3)]));

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

/** Writes the hashes of the chunks' names into the loader: `tracker.HASH.js` is `HASH` there. */
const withChunkNames: Plugin = {
  name: 'with-chunk-names',
  renderChunk: (code) => ({ code: code.replaceAll('RAPPORT_CHUNKS', JSON.stringify(hashes())), map: null }),
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
    writeFileSync(`${STATIC}/manifest.json`, `${JSON.stringify({ chunks: chunkNames, files: Object.fromEntries(weights) }, null, 2)}\n`);
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
    plugins: plugins(emptied('assets'), named),
  },
  {
    input: {
      ui: 'packages/embed/src/ui.ts',
      calls: 'packages/embed/src/calls.ts',
      watch: 'packages/elements/src/watch/rapport-watch.ts',
      watches: 'packages/elements/src/watches/rapport-watches.ts',
      offers: 'packages/elements/src/offers/rapport-offers.ts',
      rewards: 'packages/elements/src/rewards/rapport-rewards.ts',
      earn: 'packages/elements/src/earn/rapport-earn.ts',
      tier: 'packages/elements/src/tier/rapport-tier.ts',
      statement: 'packages/elements/src/statement/rapport-statement.ts',
      vouchers: 'packages/elements/src/vouchers/rapport-vouchers.ts',
      preferences: 'packages/elements/src/preferences/rapport-preferences.ts',
      consent: 'packages/elements/src/consent/rapport-consent.ts',
    },
    preserveEntrySignatures: 'allow-extension',
    output: {
      ...assets,
      manualChunks: (id) => (id.includes('/client/src/calls/') ? 'asks' : LAZY.test(id) ? null : 'ui'),
    },
    plugins: [withoutMessageHashes, ...plugins(named)],
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
          plugins: plugins(emptied('console'), consoleDoor),
        },
      ]
    : []),
  {
    input: 'packages/embed/src/embed.ts',
    output: { file: `${STATIC}/rapport.js`, format: 'iife' },
    plugins: [withChunkNames, ...plugins(weighed)],
  },
];

export default bundles;
