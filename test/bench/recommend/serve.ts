import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { firstLine, startChild, type Child } from '../../../scripts/serve/child.ts';
import { COMPATIBILITY_DATE } from '../../../scripts/serve/config.ts';
import { bundle } from '../bundle.ts';

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .model), (name = "objects", disk = (path = "OBJECTS", writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const model :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  bindings = [(name = "MODEL", durableObjectNamespace = (className = "ModelObject"))],
  durableObjectNamespaces = [(className = "ModelObject", uniqueKey = "model-v1", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
);
`;

/** The model in plain workerd. */
export interface ServedModel {
  ask<T>(path: string): Promise<T>;
  /** Memory that the process holds, bytes. */
  residentBytes(): number;
  /** Time on the processor so far, ms: other programs on the machine hardly change it. */
  processorMs(): number;
  /** Ends the process and starts another on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Serves it from a folder of its own. */
export async function serveModel(): Promise<ServedModel> {
  const dir = mkdtempSync(join(tmpdir(), 'rapport-model-'));
  mkdirSync(join(dir, 'objects'));
  await bundle('test/bench/recommend/recommend-worker.ts', join(dir, 'index.js'));
  writeFileSync(join(dir, 'model.capnp'), CONFIG.replace('OBJECTS', join(dir, 'objects')));
  const workerd = (createRequire(import.meta.url)('workerd') as { default: string }).default;
  let child: Child;
  let url = '';
  const start = async (): Promise<void> => {
    child = startChild(
      workerd,
      ['serve', join(dir, 'model.capnp'), '--control-fd=3'],
      { cwd: dir, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
      { name: 'model', logFile: join(dir, 'model.log') },
    );
    const port = await firstLine(child, child.process.stdio[3] as Readable, (line) => (JSON.parse(line) as { port?: number }).port);
    url = `http://127.0.0.1:${port}`;
  };
  await start();
  return {
    async ask<T>(path: string): Promise<T> {
      const answer = await fetch(`${url}${path}`);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}\n${child.lastLines()}`);
      return (await answer.json()) as T;
    },
    residentBytes: () => Number(/VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1_024,
    processorMs() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    async restart() {
      await child.kill9();
      await start();
    },
    async stop() {
      await child.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
