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
  services = [(name = "main", worker = .bare), (name = "objects", disk = (path = "OBJECTS", writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const bare :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  bindings = [(name = "BARE", durableObjectNamespace = (className = "BareObject"))],
  durableObjectNamespaces = [(className = "BareObject", uniqueKey = "bare-v1", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
);
`;

/** Serves the bare object in plain workerd, as our worker is served. */
export async function serveBare(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'rapport-bare-'));
  mkdirSync(join(dir, 'objects'));
  await bundle('test/bench/bare/bare-worker.ts', join(dir, 'index.js'));
  writeFileSync(join(dir, 'bare.capnp'), CONFIG.replace('OBJECTS', join(dir, 'objects')));
  const workerd = (createRequire(import.meta.url)('workerd') as { default: string }).default;
  const child = startChild(
    workerd,
    ['serve', join(dir, 'bare.capnp'), '--control-fd=3'],
    { cwd: dir, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
    { name: 'bare', logFile: join(dir, 'bare.log') },
  );
  const port = await firstLine(child, child.process.stdio[3] as Readable, (line) => (JSON.parse(line) as { port?: number }).port);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await child.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
