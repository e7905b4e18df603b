import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTool } from '../run.ts';
import { ROOT } from '../serve/paths.ts';

// Each breach is planted in a copy of the house's skeleton and linted with the house's own configuration.
// A rule that never fires protects nothing, so every one is seen to fire here, and the allowed neighbour of each is seen to pass.

interface Plant {
  readonly says: string;
  readonly file: string;
  readonly code: string;
  readonly rule: string;
}

const BREACHES: readonly Plant[] = [
  {
    says: 'tracker does not import its sibling client',
    file: 'packages/tracker/src/a.ts',
    code: `export { x } from '@rapport/client';`,
    rule: 'arrows',
  },
  {
    says: 'tracker takes no value from protocol, which brings zod',
    file: 'packages/tracker/src/b.ts',
    code: `export { ShopEvent } from '@rapport/protocol';`,
    rule: 'arrows',
  },
  {
    says: 'no browser package imports zod',
    file: 'packages/client/src/a.ts',
    code: `import * as z from 'zod';\nexport const s = z.string();`,
    rule: 'arrows',
  },
  { says: 'elements never import the tracker', file: 'packages/elements/src/a.ts', code: `export { x } from '@rapport/tracker';`, rule: 'arrows' },
  { says: 'console does not import elements', file: 'packages/console/src/a.ts', code: `export { x } from '@rapport/elements';`, rule: 'arrows' },
  {
    says: 'a lazy import is an import',
    file: 'packages/console/src/b.ts',
    code: `export const x = () => import('@rapport/tracker');`,
    rule: 'arrows',
  },
  {
    says: 'the domain imports no value of protocol',
    file: 'packages/domain/src/watches/a.ts',
    code: `export { Watch } from '@rapport/protocol';`,
    rule: 'arrows',
  },
  {
    says: 'rooms of the domain do not import each other',
    file: 'packages/domain/src/watches/b.ts',
    code: `export { x } from '../points/index.ts';`,
    rule: 'arrows',
  },
  {
    says: 'the award rule imports nothing',
    file: 'packages/domain/src/points/award.ts',
    code: `export { x } from 'temporal-polyfill';`,
    rule: 'arrows',
  },
  { says: 'the domain knows no framework', file: 'packages/domain/src/notify/a.ts', code: `export { Hono } from 'hono';`, rule: 'arrows' },
  { says: 'wire is free of zod', file: 'packages/protocol/src/wire.ts', code: `export { x } from './event.ts';`, rule: 'arrows' },
  { says: 'guards do not import routes', file: 'worker/src/guards/a.ts', code: `export { x } from '../routes/events.ts';`, rule: 'arrows' },
  { says: 'objects do not import env', file: 'worker/src/objects/shop/a.ts', code: `export type { Env } from '../../env.ts';`, rule: 'arrows' },
  { says: 'objects do not import guards', file: 'worker/src/objects/shop/b.ts', code: `export { x } from '../../guards/x.ts';`, rule: 'arrows' },
  { says: 'objects know no HTTP framework', file: 'worker/src/objects/shop/c.ts', code: `export { Hono } from 'hono';`, rule: 'arrows' },
  { says: 'connectors do not import objects', file: 'worker/src/connectors/a.ts', code: `export { x } from '../objects/shop/x.ts';`, rule: 'arrows' },
  { says: 'the platform knows no Hono', file: 'worker/src/platform/a.ts', code: `export { Hono } from 'hono';`, rule: 'arrows' },
  { says: 'the platform knows no domain', file: 'worker/src/platform/b.ts', code: `export { x } from '@rapport/domain/points';`, rule: 'arrows' },
  { says: 'routes do not import app', file: 'worker/src/routes/a.ts', code: `export { x } from '../app.ts';`, rule: 'arrows' },
  { says: 'the demo imports nothing of ours', file: 'demo/src/a.ts', code: `export { x } from '@rapport/protocol';`, rule: 'arrows' },
  {
    says: 'nobody reaches into another package',
    file: 'packages/embed/src/a.ts',
    code: `export { x } from '../../tracker/src/queue.ts';`,
    rule: 'arrows',
  },
  { says: 'a test does not either', file: 'packages/embed/src/a.test.ts', code: `export { x } from '../../tracker/src/queue.ts';`, rule: 'arrows' },
  {
    says: 'zod is imported whole',
    file: 'worker/src/routes/b.ts',
    code: `import { z } from 'zod';\nexport const s = z.string();`,
    rule: 'whole-zod',
  },
  {
    says: 'the domain has no clock',
    file: 'packages/domain/src/notify/b.ts',
    code: `export const at = Date.now();`,
    rule: 'no-restricted-properties',
  },
  { says: 'the domain has no hidden clock', file: 'packages/domain/src/notify/c.ts', code: `export const at = new Date();`, rule: 'no-hidden-clock' },
  { says: 'the worker has one clock', file: 'worker/src/objects/shop/d.ts', code: `export const at = Date.now();`, rule: 'no-restricted-properties' },
  {
    says: 'the worker has one source of chance',
    file: 'worker/src/objects/shop/e.ts',
    code: `export const at = Math.random();`,
    rule: 'no-restricted-properties',
  },
  { says: 'only the log writes to the console', file: 'worker/src/routes/c.ts', code: `console.log('x');\nexport const x = 1;`, rule: 'no-console' },
  {
    says: 'no promise floats',
    file: 'worker/src/routes/d.ts',
    code: `async function go(): Promise<void> {}\nexport const x = () => { go(); };`,
    rule: 'no-floating-promises',
  },
  { says: 'no any', file: 'worker/src/routes/e.ts', code: `export const x = (y: any): string => String(y);`, rule: 'no-explicit-any' },
  {
    says: 'no error is swallowed',
    file: 'worker/src/routes/f.ts',
    code: `export const x = (): void => {\n  try {\n    JSON.parse('');\n  } catch {}\n};`,
    rule: 'no-empty',
  },
  {
    says: 'no circle of imports',
    file: 'worker/src/routes/g.ts',
    code: `import { h } from './h.ts';\nexport const g = (): number => h() + 1;`,
    rule: 'no-cycle',
  },
  { says: 'no enum', file: 'worker/src/routes/i.ts', code: `export enum E { A }`, rule: 'erasable' },
  {
    says: 'no parameter property',
    file: 'worker/src/routes/j.ts',
    code: `export class A {\n  constructor(readonly b: string) {}\n}`,
    rule: 'erasable',
  },
  { says: 'no default export', file: 'worker/src/routes/k.ts', code: `export default 1;`, rule: 'no-default-export' },
  { says: 'no drawer', file: 'worker/src/routes/utils.ts', code: `export const x = 1;`, rule: 'no-drawers' },
  {
    says: 'no mock of our own modules',
    file: 'worker/src/routes/l.test.ts',
    code: `import { vi } from 'vitest';\nvi.mock('./c.ts');`,
    rule: 'no-restricted-vi-methods',
  },
  {
    says: 'no file grows past 300 lines',
    file: 'worker/src/routes/m.ts',
    code: 'export const x = 1;\n'.concat('// more\n'.repeat(301)),
    rule: 'max-lines',
  },
  {
    says: 'a template binds no attribute twice',
    file: 'packages/elements/src/b.ts',
    code: "import { html } from 'lit';\nexport const t = (a: string): unknown => html`<p id=${a} id=${a}></p>`;",
    rule: 'no-duplicate-template-bindings',
  },
];

const ALLOWED: readonly Omit<Plant, 'rule'>[] = [
  {
    says: 'tracker takes types of protocol',
    file: 'packages/tracker/src/ok.ts',
    code: `export type { ShopEvent } from '@rapport/protocol';\nexport { PATHS } from '@rapport/protocol/wire';`,
  },
  {
    says: 'a room takes its own file and types of protocol',
    file: 'packages/domain/src/watches/ok.ts',
    code: `import type { Watch } from '@rapport/protocol';\nexport { x } from './words.ts';\nexport type W = Watch;`,
  },
  { says: 'shopper.ts calls the rooms', file: 'packages/domain/src/shopper.ts', code: `export { x } from './points/index.ts';` },
  {
    says: 'routes go inwards',
    file: 'worker/src/routes/ok.ts',
    code: `export { a } from '../guards/a1.ts';\nexport type { Env } from '../env.ts';\nexport { b } from '../platform/problem.ts';`,
  },
  { says: 'whole zod in the worker', file: 'worker/src/env.ts', code: `import * as z from 'zod';\nexport const s = z.string();` },
  {
    says: 'embed starts them all',
    file: 'packages/embed/src/ok.ts',
    code: `export { a } from '@rapport/elements';\nexport { b } from '@rapport/tracker';`,
  },
];

interface Finding {
  readonly filename: string;
  readonly code: string;
}

let house = '';
let findings: readonly Finding[] = [];

beforeAll(async () => {
  house = mkdtempSync(join(tmpdir(), 'rapport-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.base.json', 'scripts/lint', 'worker/tsconfig.json', 'packages/domain/tsconfig.json']) {
    cpSync(join(ROOT, name), join(house, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
  const circle = { file: 'worker/src/routes/h.ts', code: `import { g } from './g.ts';\nexport const h = (): number => g() + 1;` };
  for (const { file, code } of [...BREACHES, ...ALLOWED, circle]) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), `${code}\n`);
  }
  const { output } = await runTool('oxlint/bin/oxlint', ['--type-aware', '-f', 'json', 'packages', 'worker', 'demo'], { cwd: house });
  findings = (JSON.parse(output.slice(output.indexOf('{'))) as { diagnostics: Finding[] }).diagnostics;
}, 60_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

const rulesFor = (file: string): string[] => findings.filter((finding) => finding.filename === file).map((finding) => finding.code);

describe('a breach is found:', () => {
  test.each(BREACHES)('$says', ({ file, rule }) => {
    expect(rulesFor(file)).toContainEqual(expect.stringContaining(`(${rule})`));
  });
});

describe('what is allowed passes:', () => {
  test.each(ALLOWED)('$says', ({ file }) => {
    expect(rulesFor(file)).toEqual([]);
  });
});
