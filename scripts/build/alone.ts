import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DIST } from '../serve/paths.ts';
import { until } from '../serve/until.ts';

const LOCK = join(DIST, '.building');

/** Does the work while no other process builds: `npm start` and `npm test` may run at the same time, and dist/ is one folder. */
export async function alone<T>(work: () => Promise<T>, lock: string = LOCK): Promise<T> {
  mkdirSync(dirname(lock), { recursive: true });
  await until(() => take(lock), { timeoutMs: 300_000, everyMs: 100, what: 'another build to end' });
  const leave = (): void => rmSync(lock, { force: true });
  process.once('exit', leave);
  try {
    return await work();
  } finally {
    process.off('exit', leave);
    leave();
  }
}

/** Takes the lock; one that a killed process left behind is taken away first. */
function take(lock: string): boolean {
  // Linked, not written, so that nobody ever reads a lock without an owner in it.
  const mine = `${lock}-${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine);
  }
  if (!isAlive(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
  return false;
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
