import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { build, type Plugin } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { compile } from 'svelte/compiler';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePackages, PACKAGES, PUBLISHED } from '../../scripts/publish/packages.ts';
import { run, runTool } from '../../scripts/run.ts';
import { ROOT } from '../../scripts/serve/paths.ts';
import { identityOf } from '../contract/a-shop-day.ts';
import { aBrowser, aHouse, taken } from '../harness/index.ts';

// What a developer gets who installs our packages into a project of theirs: made, packed, installed into an empty folder, imported and type-checked there.

const project = mkdtempSync(join(tmpdir(), 'rapport-packages-'));

const SAMPLE = `
import { LIMITS, Placement } from '@rapport/protocol';
import { Client } from '@rapport/client';
import { previewEarning } from '@rapport/client/points';
import { RapportPoints } from '@rapport/elements';
import '@rapport/elements/points/rapport-points';
import { RapportOffers, RapportPoints as Points } from '@rapport/react';

const element: HTMLElement = new RapportPoints();
document.querySelector('rapport-points')!.compact = true;
export const shown = [element, Points, Client, previewEarning, Placement.options, LIMITS.idChars];
export type OnOffer = NonNullable<React.ComponentProps<typeof RapportOffers>['onOffer']>;
export const offered: OnOffer = (event) => console.log(event.type, event.offerId);
`;

const EXAMPLES = ['react.tsx', 'vue.ts', 'svelte.ts', 'plain.ts'];

/** What Svelte's own plugins do: a component becomes a module by its compiler. */
const SVELTE: Plugin = {
  name: 'svelte',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.svelte$/ }, ({ path }) => ({ contents: compile(readFileSync(path, 'utf8'), { filename: path }).js.code, loader: 'js' })),
};

beforeAll(async () => {
  await makePackages();
  cpSync(join(ROOT, 'docs', 'examples'), join(project, 'examples'), { recursive: true });
  for (const name of PUBLISHED) await npm(['pack', '--pack-destination', project, '--silent'], join(PACKAGES, name));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'a-shop', private: true, type: 'module' }));
  const wanted = [...tarballs(), 'react', 'react-dom', '@types/react', '@types/react-dom', 'lit', 'vue', 'svelte'].map((one) =>
    one.endsWith('.tgz') ? `./${one}` : `${one}@${versionOf(one)}`,
  );
  await npm(['install', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted], project);
}, 400_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

async function npm(args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run('npm', args, { cwd });
  if (code !== 0) throw new Error(`npm ${args[0]}: ${output}`);
}

const tarballs = (): string[] => readdirSync(project).filter((name) => name.endsWith('.tgz'));
const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

test.each(PUBLISHED)('%s is packed as publint and “are the types wrong” want it', async (name) => {
  const pkgDir = join(PACKAGES, name);
  const { messages } = await publint({ pkgDir, strict: true, pack: 'npm' });
  const pkg = JSON.parse(readFileSync(join(pkgDir, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  const tarball = tarballs().find((file) => file.startsWith(`rapport-${name}-`)) ?? '';
  const checked = await checkPackage(createPackageFromTarballData(readFileSync(join(project, tarball))));
  // Ours are modules only: nothing that is older than them, which can't import them, is promised anything.
  const isOld = (problem: Problem): boolean =>
    problem.kind === 'CJSResolvesToESM' || (problem.kind === 'NoResolution' && problem.resolutionKind === 'node10');
  const problems = 'problems' in checked ? checked.problems.filter((problem) => !isOld(problem)) : ['no types'];
  expect(problems).toEqual([]);
});

test('what is exported is there, with its types, for bundlers and for Node', { timeout: 300_000 }, async () => {
  writeFileSync(join(project, 'sample.ts'), SAMPLE);
  for (const [module, moduleResolution] of [
    ['ESNext', 'bundler'],
    ['NodeNext', 'nodenext'],
  ] as const) {
    const compilerOptions = {
      target: 'ES2024',
      module,
      moduleResolution,
      strict: true,
      noEmit: true,
      lib: ['ES2024', 'DOM', 'DOM.Iterable'],
      types: ['react'],
      jsx: 'react-jsx',
      allowImportingTsExtensions: true,
    };
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['sample.ts', ...EXAMPLES.map((file) => `examples/${file}`)] }),
    );
    const { output } = await runTool('typescript/bin/tsc', ['-p', project, '--pretty', 'false']);
    expect([moduleResolution, output]).toEqual([moduleResolution, '']);
  }
});

test('what needs no page runs in Node', async () => {
  const code = "import { LIMITS } from '@rapport/protocol'; import { Client } from '@rapport/client'; console.log(LIMITS.idChars > 0, typeof Client)";
  const { output } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: project });
  expect(output.trim()).toBe('true function');
  // A server component of React's uses them as they are: they say themselves that they are of the page.
  expect(readFileSync(join(project, 'node_modules/@rapport/react/src/points.js'), 'utf8')).toMatch(/^(\/\/.*\n)*'use client';/);
});

test('the examples for React, Vue, Svelte and a plain page are built with what was installed, and work', { timeout: 120_000 }, async () => {
  await using house = await aHouse();
  await taken(await house.api.secret('POST', '/v1/points/import', { rows: [{ id: 'old', for: { customerId: 'mei' }, points: 1_000 }] }));
  const pages = new Map<string, string>();
  for (const file of EXAMPLES) {
    const name = file.split('.', 1)[0];
    const { outputFiles } = await build({
      entryPoints: [join(project, 'examples', file)],
      bundle: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      plugins: [SVELTE],
      tsconfigRaw: {},
      define: { RAPPORT: JSON.stringify({ host: house.url, key: house.shop.publishableKey }), 'process.env.NODE_ENV': '"production"' },
    });
    pages.set(`/${name}.js`, outputFiles[0]?.text ?? '');
    pages.set(
      `/${name}`,
      `<!doctype html><html lang="en"><title>A shop</title><div id="app"></div><script type="module" src="/${name}.js"></script></html>`,
    );
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const type = path.endsWith('.js') ? 'text/javascript' : path === '/identity-token' ? 'application/json' : 'text/html';
    const send = (text: string): void => void response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
    if (path === '/identity-token') void identityOf(house, 'mei', Date.now()).then((identityToken) => send(JSON.stringify({ identityToken })));
    else send(pages.get(path) ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  await using browser = await aBrowser();
  try {
    for (const file of EXAMPLES) {
      const { page, errors } = await browser.aPerson();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${file.split('.', 1)[0]}`);
      await page
        .getByRole('button', { name: /^Use points for/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Yes, use them' }).click();
      await page.getByText(/Taken: \S{8,}/).waitFor();
      expect([file, errors.filter((error) => !error.includes('favicon'))]).toEqual([file, []]);
    }
  } finally {
    server.close();
  }
});
