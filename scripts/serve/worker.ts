import { copyFileSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Trouble } from '../fail.ts';
import { firstLine, startChild, type Child } from './child.ts';
import { serveConfig } from './config.ts';
import { claimFolder } from './owner.ts';
import { BUNDLE, STATIC } from './paths.ts';

/** How to start a worker. */
export interface WorkerOptions {
  /** The one folder that holds its objects, its log and its configuration. */
  readonly dataDir: string;
  /** 0, the default, takes any free one; a restart keeps the one that was taken. */
  readonly port?: number;
  /** Text bindings: RAPPORT_SECRET, SMTP_URL, PUBLIC_URL … */
  readonly env: Readonly<Record<string, string>>;
  /** Opens connections to this machine (mailbox, webhooks of a test): demo and tests only. */
  readonly loopback: boolean;
  /** The test configuration: the clock may be moved, the routes of tests and benches are open. */
  readonly testClock?: boolean;
  /** Certificates (PEM) that are trusted beside those every browser trusts. */
  readonly trusted?: readonly string[];
}

/** A running worker: API, rapport.js and console on one origin. */
export interface RunningWorker {
  readonly url: string;
  readonly dataDir: string;
  readonly logFile: string;
  /** Process id of the workerd that runs now. */
  pid(): number;
  /** Resolves when the present process has ended, asked or not. */
  ended(): Promise<unknown>;
  /** Ends it as a power cut would: nothing is flushed, nothing is said. */
  kill9(): Promise<void>;
  stop(): Promise<void>;
  /** Starts again on the same port with the same data; first stops what still runs. `changes` are bindings with other values than before. */
  restart(changes?: Readonly<Record<string, string>>): Promise<void>;
}

/** Starts the built bundle in plain workerd and waits until it listens. Needs `npm run build` before. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  if (!existsSync(BUNDLE)) throw new Trouble('There is no dist/worker/index.js yet: run `npm run build` first.');
  const runDir = join(options.dataDir, 'run');
  mkdirSync(join(options.dataDir, 'objects'), { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(options.dataDir);
  await claimFolder(dataDir);
  copyFileSync(BUNDLE, join(runDir, 'index.js'));
  const logFile = join(dataDir, 'run', 'worker.log');
  let env: Record<string, string> = { ...options.env, ...(options.testClock ? { RAPPORT_MODE: 'test', TEST_CLOCK_OFFSET_MS: '0' } : {}) };
  let port = options.port ?? 0;
  let child = await launch();

  async function launch(): Promise<Child> {
    const file = join(dataDir, 'run', 'worker.capnp');
    const config = serveConfig({
      bundle: 'index.js',
      objectsDir: join(dataDir, 'objects'),
      staticDir: realpathSync(STATIC),
      address: `127.0.0.1:${port}`,
      textBindings: Object.keys(env),
      loopback: options.loopback,
      trusted: options.trusted ?? [],
    });
    writeFileSync(file, config, { mode: 0o600 });
    const started = startChild(
      workerdPath(),
      ['serve', file, '--control-fd=3'],
      { cwd: dataDir, env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
      { name: 'worker', logFile },
    );
    await claimFolder(dataDir, started.pid);
    try {
      port = await firstLine(started, started.process.stdio[3] as Readable, portOf);
    } catch (error) {
      throw new Trouble(`The worker could not be started. ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    return started;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    logFile,
    pid: () => child.pid,
    ended: () => child.ended,
    kill9: async () => void (await child.kill9()),
    stop: async () => void (await child.stop()),
    async restart(changes = {}) {
      await child.stop();
      env = { ...env, ...changes };
      child = await launch();
    },
  };
}

/** The port in workerd's own notice that it listens. */
function portOf(line: string): number | undefined {
  const notice = JSON.parse(line) as { event?: string; socket?: string; port?: number };
  return notice.event === 'listen' && notice.socket === 'http' ? notice.port : undefined;
}

/** The binary itself, not its Node wrapper: a wrapper would take the signals meant for it. */
function workerdPath(): string {
  const require = createRequire(import.meta.url);
  return (require('workerd') as { default: string }).default;
}
