import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Trouble } from '../fail.ts';

const OPEN_FILES_NEEDED = 2_048;

/** Makes sure that a folder is there and may be written to. */
export function needFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = join(dir, `.writable-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new Trouble(`The folder ${dir} can't be written to (${(error as NodeJS.ErrnoException).code}); choose another with --data DIR.`);
  }
}

/** Makes sure that nobody else listens on these ports, neither on 127.0.0.1 nor on ::1: a browser may ask either for "localhost". */
export async function needPorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    for (const host of ['127.0.0.1', '::1']) {
      const code = await tryPort(port, host);
      if (code === 'EACCES') throw new Trouble(`Port ${port} may not be used by you; choose another with --port N.`);
      if (code === 'EADDRINUSE') throw new Trouble(`Port ${port} is taken; choose another with --port N (Rapport uses ${ports.join(', ')}).`);
    }
  }
}

/** Why a port can't be listened on, or null when it can. A machine without IPv6 says EADDRNOTAVAIL for ::1, which is no obstacle. */
function tryPort(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** A sentence when few files may be open at once (each object holds some), else null. Only Linux tells. */
export function openFilesWarning(): string | null {
  const limits = '/proc/self/limits';
  const soft = existsSync(limits) ? Number(/^Max open files\s+(\d+)/m.exec(readFileSync(limits, 'utf8'))?.[1] ?? Infinity) : Infinity;
  return soft < OPEN_FILES_NEEDED
    ? `Only ${soft} files may be open at once; run \`ulimit -n ${OPEN_FILES_NEEDED}\` first if you have many shops.`
    : null;
}

/** The master secret of this folder: made once, readable by its owner only. All keys of all shops here depend on it. */
export function secretOf(dataDir: string): string {
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  const secret = readFileSync(file, 'utf8').trim();
  if (!/^[\w-]{43,}$/.test(secret)) throw new Trouble(`${file} doesn't hold a secret any more; the shops in this folder can't be opened without it.`);
  return secret;
}
