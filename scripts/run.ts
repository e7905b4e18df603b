import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './serve/paths.ts';

/** What a finished program left behind. */
export interface Outcome {
  readonly code: number;
  /** Everything it wrote, both streams in the order they came. */
  readonly output: string;
  /** It was ended because its time was over. */
  readonly late: boolean;
}

/** How to run a program: shown while it runs, or kept quiet and returned. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly show?: boolean;
  readonly cwd?: string;
  /** When to end it whatever it does; without one it may take for ever. */
  readonly deadlineMs?: number;
}

/** Runs a program of node_modules/.bin with our own Node, so that a script's PATH decides nothing. */
export const runTool = (tool: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> =>
  run(process.execPath, [join(ROOT, 'node_modules', ...tool.split('/')), ...args], options);

/** Runs a program to its end. Ctrl-C ends it with us. */
export function run(command: string, args: readonly string[], { env = {}, show = false, cwd = ROOT, deadlineMs }: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    const endWithUs = (): void => void child.kill('SIGTERM');
    process.once('exit', endWithUs);
    let late = false;
    const deadline = deadlineMs && setTimeout(() => (late = child.kill('SIGKILL')), deadlineMs);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', endWithUs);
      clearTimeout(deadline);
      resolve({ code: code ?? 1, output, late });
    });
  });
}
