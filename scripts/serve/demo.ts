import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../fail.ts';
import { startChild, type Child } from './child.ts';
import { ROOT } from './paths.ts';
import { until } from './until.ts';

/** What the demo shop knows of Rapport: the same that the owner of any shop is shown. */
export interface DemoConfig {
  readonly rapportUrl: string;
  readonly shopId: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly identitySecret: string;
}

/** Where the shop finds its key ring, keeps its orders and listens. */
export interface DemoOptions {
  /** Path of a JSON file that holds a `DemoConfig`. */
  readonly configFile: string;
  readonly dataDir: string;
  readonly port: number;
}

/** Starts the demo shop front and waits until it answers. */
export async function startDemo({ configFile, dataDir, port }: DemoOptions): Promise<{ url: string; child: Child }> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const env = { ...process.env, DEMO_CONFIG: configFile, DEMO_DATA: dataDir, PORT: String(port) };
  const args = ['--disable-warning=ExperimentalWarning', join(ROOT, 'demo', 'src', 'main.ts')];
  const notes = { name: 'shop', logFile: join(dataDir, 'shop.log') };
  const child = startChild(process.execPath, args, { cwd: join(ROOT, 'demo'), env, stdio: ['ignore', 'pipe', 'pipe'] }, notes);
  const url = `http://localhost:${port}`;
  const isGone = child.ended.then(() => {
    throw new Trouble(`The demo shop could not be started.\n${child.lastLines()}`);
  });
  await Promise.race([until(async () => (await fetch(url)).ok, { timeoutMs: 20_000, what: 'the demo shop to answer' }), isGone]);
  return { url, child };
}
