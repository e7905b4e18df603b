import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, until } from '../../harness/index.ts';

/** A PostgreSQL of our own, in a folder that goes with it. */
export interface Postgres extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly version: string;
  /** Its process; each client has one of its own below it. */
  readonly pid: number;
}

const PLACES = ['/usr/lib/postgresql/15/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/17/bin'];
/** PostgreSQL refuses to run as root; these have no rights of their own. */
const NOBODIES = ['postgres', 'nobody'];

interface Runner {
  readonly uid: number;
  readonly gid: number;
}

/** Whom to run it as: whoever we are, or, for root, somebody with fewer rights. Null when there is nobody. */
function runner(): Runner | null {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (uid !== 0) return { uid, gid };
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = NOBODIES.map((name) => users.find(([user]) => user === name)).find((row) => row !== undefined);
  return found ? { uid: Number(found[2]), gid: Number(found[3]) } : null;
}

/**
 * Starts PostgreSQL with what it comes with, `synchronous_commit` on as it is by default, on a free port of this machine. Null, with the reason, where it can't be had: a
 * bench then measures without it and says so.
 */
export async function aPostgres(): Promise<Postgres | { readonly absent: string }> {
  const bin = PLACES.find((place) => existsSync(join(place, 'postgres')));
  if (bin === undefined) return { absent: `there is no PostgreSQL in ${PLACES[0]}` };
  const as = runner();
  if (as === null) return { absent: 'it does not run as root, and there is no other user to run it as' };
  const dir = mkdtempSync(join(tmpdir(), 'rapport-postgres-'));
  chmodSync(dir, 0o700);
  if (as.uid !== process.getuid?.()) chownSync(dir, as.uid, as.gid);
  const data = join(dir, 'data');
  const options = { uid: as.uid, gid: as.gid, cwd: dir, env: { PATH: bin, LC_ALL: 'C' } };
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'bench', '--auth=trust', '--encoding=UTF8'], options);
  if (made.status !== 0) {
    rmSync(dir, { recursive: true, force: true });
    return { absent: `initdb: ${made.stderr.toString().trim().slice(-300)}` };
  }
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', dir, '-c', 'synchronous_commit=on', '-c', 'fsync=on'];
  const child = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = (): boolean => spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0;
  await until(ready, { timeoutMs: 60_000, everyMs: 100, what: 'PostgreSQL to be ready' });
  return {
    host: '127.0.0.1',
    port,
    user: 'bench',
    database: 'postgres',
    pid: child.pid ?? 0,
    version: spawnSync(join(bin, 'postgres'), ['--version']).stdout.toString().trim(),
    async [Symbol.asyncDispose]() {
      child.kill('SIGINT');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
