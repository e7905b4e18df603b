import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { firstLine, startChild } from '../../../scripts/serve/child.ts';
import { COMPATIBILITY_DATE } from '../../../scripts/serve/config.ts';
import { bundle } from '../bundle.ts';

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .filed), (name = "objects", disk = (path = "OBJECTS", writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const filed :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  compatibilityFlags = ["nodejs_compat"],
  bindings = [(name = "SLICE", durableObjectNamespace = (className = "FiledObject"))],
  durableObjectNamespaces = [(className = "FiledObject", uniqueKey = "filed-v1", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
);
`;

/** Serves slices that can be filled at once, in plain workerd. */
export async function serveFiled(
  flags: readonly string[] = [],
): Promise<{ ask<T>(slice: number, asked: object): Promise<T>; pid(): number; stop(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'rapport-filed-'));
  mkdirSync(join(dir, 'objects'));
  await bundle('test/bench/watch/watch-worker.ts', join(dir, 'index.js'));
  writeFileSync(join(dir, 'filed.capnp'), CONFIG.replace('OBJECTS', join(dir, 'objects')));
  const workerd = (createRequire(import.meta.url)('workerd') as { default: string }).default;
  const child = startChild(
    workerd,
    ['serve', join(dir, 'filed.capnp'), '--control-fd=3', ...flags],
    { cwd: dir, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
    { name: 'filed', logFile: join(dir, 'filed.log') },
  );
  const port = await firstLine(child, child.process.stdio[3] as Readable, (line) => {
    const said = JSON.parse(line) as { socket?: string; port?: number };
    return said.socket === 'http' ? said.port : undefined;
  });
  return {
    async ask<T>(slice: number, asked: object): Promise<T> {
      const answer = await fetch(`http://127.0.0.1:${port}/${slice}`, { method: 'POST', body: JSON.stringify(asked) });
      if (!answer.ok) throw new Error(`the slice answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
      return (await answer.json()) as T;
    },
    pid: () => child.process.pid ?? 0,
    async stop() {
      await child.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
