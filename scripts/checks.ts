import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpus } from 'node:os';
import { inspect } from 'node:util';
import { runTool, type Outcome } from './run.ts';
import { ROOT } from './serve/paths.ts';

/** One thing that is either in order or not. `output` says what is wrong. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<Pick<Outcome, 'code' | 'output'>>;
}

/** Format, lint and types of every project: all that can be said without running anything. */
export const CHECKS: readonly Check[] = [
  { name: 'format', run: () => runTool('prettier/bin/prettier.cjs', ['--check', '--cache', '--log-level', 'warn', '.']) },
  { name: 'lint (rules, arrows between rooms, components)', run: () => runTool('oxlint/bin/oxlint', ['--deny-warnings']) },
  ...projects().map((path) => ({
    name: `types of ${path}`,
    run: () => runTool('typescript/bin/tsc', ['-p', path, '--pretty', 'false', ...remembered(path)]),
  })),
];

/** Runs the checks, as many at a time as the machine has cores, and tells each as it ends. Returns how many passed and failed. */
export async function runChecks(checks: readonly Check[] = CHECKS): Promise<{ passed: number; failed: number }> {
  const waiting = [...checks];
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output } = await check.run().catch((error: unknown) => ({ code: 1, output: inspect(error) }));
      if (code !== 0) failed += 1;
      console.log(code === 0 ? `  ok      ${check.name}` : `  FAILED  ${check.name}\n${output.trimEnd()}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, cpus().length) }, worker));
  return { passed: checks.length - failed, failed };
}

/** What the compiler knew last time, so that a second check of a project looks only at what changed. */
function remembered(path: string): string[] {
  return ['--incremental', '--tsBuildInfoFile', join(ROOT, 'node_modules/.cache/types', `${path.replaceAll('/', '-')}.tsbuildinfo`)];
}

/** The projects that tsconfig.json refers to, so that a new room is checked from its first day. */
function projects(): string[] {
  const { references } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as { references: { path: string }[] };
  return references.map(({ path }) => path.replace('./', ''));
}
