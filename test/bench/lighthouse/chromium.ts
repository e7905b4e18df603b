import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../../scripts/serve/until.ts';

/** A browser that listens for Lighthouse. */
export interface Ended {
  readonly port: number;
  end(): Promise<void>;
}

/** Starts Chromium without a window on a profile of its own, and waits until it says on which port it listens. */
export async function launched(executable: string, flags: readonly string[], profile: string): Promise<Ended> {
  const child = spawn(executable, [...flags, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const file = join(profile, 'DevToolsActivePort');
  await until(async () => existsSync(file), { timeoutMs: 60_000, what: 'Chromium to listen' });
  const port = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const end = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return { port, end };
}
