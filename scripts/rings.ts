import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run.ts';

/** A ring of tests (CONVENTIONS 10) and the vitest projects it consists of; `!name` takes all but these. */
export interface Ring {
  readonly name: string;
  readonly projects: readonly string[];
}

export const RINGS: readonly Ring[] = [
  { name: 'node', projects: ['node'] },
  { name: 'workerd', projects: ['!node', '!browser', '!house'] },
  { name: 'browser', projects: ['browser'] },
  { name: 'house', projects: ['house'] },
];

/** How many tests of a ring passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** As much of vitest's JSON report as is read here. */
export interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** The longest ring takes a third of this. One that hangs must end as a failure that says where it hung, not take everything else with it. */
const RING_DEADLINE_MS = 20 * 60_000;

/** Runs one ring, a line for each file as it ends. */
export async function runRing({ name, projects }: Ring): Promise<Tally> {
  const dir = mkdtempSync(join(tmpdir(), 'rapport-ring-'));
  const file = join(dir, 'report.json');
  const args = ['run', ...projects.flatMap((name) => ['--project', name]), '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code, late } = await runTool('vitest/vitest.mjs', args, { show: true, deadlineMs: RING_DEADLINE_MS });
  if (late) console.log(`${name} ring: ended after ${RING_DEADLINE_MS / 60_000} minutes; a file that has no line above never came to its end`);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : null;
  rmSync(dir, { recursive: true });
  return tally(report, code);
}

/**
 * Counts a report. A file that could not even be read has no tests and still is a failure; so is a ring that ended badly
 * although every test passed (an error nobody caught), and one that left no report.
 */
export function tally(report: VitestReport | null, code: number): Tally {
  if (!report) return { passed: 0, failed: 1 };
  const unread = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  const failed = report.numFailedTests + unread;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}
