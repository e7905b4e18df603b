import { rollup, type OutputChunk } from 'rollup';
import { expect, test } from 'vitest';
import { inShort, withoutNothing } from './short.ts';

/** Chunks of a small house: `base` gives two things, `page` takes them and asks for `later`, which only runs. */
const FILES: Readonly<Record<string, string>> = {
  page: "import { tell, told } from 'base'; export const start = () => { tell(1); import('later'); return told; };",
  base: 'export const told = []; export const tell = (what) => { told.push(what); };',
  later: "import { tell } from 'base'; const second = 2; tell(second);",
};
const build = async (): Promise<Map<string, OutputChunk>> => {
  const files = { name: 'files', resolveId: (id: string) => id, load: (id: string) => FILES[id] ?? null };
  const bundle = await rollup({ input: { page: 'page' }, plugins: [files, inShort], preserveEntrySignatures: 'allow-extension' });
  const { output } = await bundle.generate({
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    manualChunks: (id) => (id === 'base' ? 'base' : null),
  });
  return new Map(output.filter((file) => file.type === 'chunk').map((file) => [file.fileName, file]));
};

test('a thing keeps its short name from chunk to chunk; what others ask for by name keeps that', async () => {
  const chunks = await build();
  const code = [...chunks.values()].map((chunk) => chunk.code);
  const imports = code.flatMap((text) => text.match(/import\{[^}]*\}/g) ?? []);
  expect(imports).toHaveLength(2);
  for (const list of imports) expect(list).not.toContain(' as ');
  expect(chunks.get('base.js')?.code).toMatch(/export\{\w,\w\};$/);
  expect(chunks.get('page.js')?.code).toMatch(/export\{\w+ as start\};$/);
  expect(code.join('')).not.toContain('second');
});

test('what was made runs', async () => {
  const chunks = await build();
  const urls = new Map<string, string>();
  const urlOf = (file: string): string => {
    const known = urls.get(file);
    if (known) return known;
    const code = (chunks.get(file)?.code ?? '').replace(/"\.\/(\w+\.js)"/g, (_, name: string) => JSON.stringify(urlOf(name)));
    const url = `data:text/javascript,${encodeURIComponent(code)}`;
    urls.set(file, url);
    return url;
  };
  const { start } = (await import(/* @vite-ignore */ urlOf('page.js'))) as { start: () => number[] };
  const told = start();
  await expect.poll(() => told, { timeout: 20_000 }).toEqual([1, 2]);
});

test('a chunk that only has to run is asked for without a name', () => {
  const code = 'var later = /*#__PURE__*/Object.freeze({\n  __proto__: null\n});\nconst a = 1;\nexport { a, later as l };';
  expect(withoutNothing(code).trim()).toBe('const a = 1;\nexport{a};');
  expect(withoutNothing("await import('./later.js').then(function (n) { return n.l; });")).toBe("await import('./later.js');");
});

test('what would be lost stops the build', () =>
  expect(() => withoutNothing('var later = /*#__PURE__*/Object.freeze({\n  __proto__: null,\n  a: a\n});\nexport { later as l };')).toThrow(
    'several things',
  ));
