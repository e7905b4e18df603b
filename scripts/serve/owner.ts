import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../fail.ts';
import { until } from './until.ts';

/** Who uses a data folder: the process that started the worker, and the worker itself. */
interface Owner {
  readonly starter: number;
  readonly worker: number | null;
}

/**
 * Makes a data folder ours: two workers on the same files would spoil them.
 * Refuses when another living process of ours has it. A worker whose starter was killed is ended first, by the id
 * that its starter noted and only while that process still serves this very folder.
 */
export async function claimFolder(folder: string, worker: number | null = null): Promise<void> {
  mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(folder);
  const file = join(dataDir, 'run', 'owner.json');
  const noted = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Owner) : null;
  if (noted && noted.starter !== process.pid) {
    if (isAlive(noted.starter, 'node')) {
      throw new Trouble(
        `The folder ${dataDir} is in use by another Rapport (process ${noted.starter}); stop that one or choose another with --data.`,
      );
    }
    const orphan = noted.worker;
    if (orphan !== null && isAlive(orphan, join(dataDir, 'run', 'worker.capnp'))) {
      process.kill(orphan, 'SIGKILL');
      await until(() => !isAlive(orphan, join(dataDir, 'run', 'worker.capnp')), { timeoutMs: 5_000, what: 'the worker left behind to end' });
    }
  }
  writeFileSync(file, JSON.stringify({ starter: process.pid, worker } satisfies Owner), { mode: 0o600 });
}

/** Does this process live, and is it the one we mean? An id may have gone to a stranger since. */
function isAlive(pid: number, inCommand: string): boolean {
  const command = `/proc/${pid}/cmdline`;
  if (existsSync('/proc/self/cmdline')) return existsSync(command) && readIfThere(command).includes(inCommand);
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The file's text, or nothing when the process ended while we looked. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
