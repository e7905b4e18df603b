import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const BIN = '/usr/lib/postgresql/15/bin';
/** PostgreSQL refuses to run as root; Debian's own user does it there. */
const IS_ROOT = userInfo().uid === 0;

/** A command of PostgreSQL's and its arguments, as the user that may run it. */
const aside = (command: string, args: readonly string[]): [string, string[]] => {
  const path = join(BIN, command);
  return IS_ROOT ? ['runuser', ['-u', 'postgres', '--', path, ...args]] : [path, [...args]];
};

/** Whether PostgreSQL 15 from Debian is here. */
export const hasPostgres = (): boolean => existsSync(join(BIN, 'postgres'));

/** The same searches as tsquery rows with Debian's PostgreSQL, in a folder of its own; all that PostgreSQL may do to be fast and forgetful. */
export async function servePostgres(queries: readonly string[]): Promise<{ meets(text: string): Promise<number>; stop(): Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'rapport-postgres-'));
  if (IS_ROOT) chownSync(dir, Number(execFileSync('id', ['-u', 'postgres'])), Number(execFileSync('id', ['-g', 'postgres'])));
  execFileSync(...aside('initdb', ['-D', join(dir, 'data'), '-A', 'trust', '-U', 'bench', '--no-sync']), { stdio: 'ignore' });
  const flags = [
    '-D',
    join(dir, 'data'),
    '-k',
    dir,
    '-c',
    'listen_addresses=',
    '-c',
    'fsync=off',
    '-c',
    'shared_buffers=256MB',
    '-c',
    'max_parallel_workers_per_gather=0',
  ];
  const child = spawn(...aside('postgres', flags), { stdio: 'ignore' });
  const client = await reached(dir);
  await client.query('CREATE TABLE watch (id int PRIMARY KEY, q tsquery NOT NULL)');
  for (let at = 0; at < queries.length; at += 10_000) {
    const part = queries.slice(at, at + 10_000);
    await client.query("INSERT INTO watch SELECT $1::int + n, plainto_tsquery('english', q) FROM unnest($2::text[]) WITH ORDINALITY AS t (q, n)", [
      at,
      part,
    ]);
  }
  await client.query('CREATE INDEX ON watch USING gist (q tsquery_ops)');
  await client.query('ANALYZE watch');
  return {
    async meets(text) {
      const { rows } = await client.query<{ n: string }>("SELECT count(*) AS n FROM watch WHERE q @@ to_tsvector('english', $1)", [text]);
      return Number(rows[0]?.n);
    },
    async stop() {
      await client.end();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      execFileSync(...aside('pg_ctl', ['stop', '-D', join(dir, 'data'), '-m', 'immediate']), { stdio: 'ignore' });
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function reached(dir: string): Promise<pg.Client> {
  for (let tries = 0; tries < 150; tries += 1) {
    const client = new pg.Client({ host: dir, user: 'bench', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch {
      await wait(200); // it is still starting
    }
  }
  throw new Error('PostgreSQL did not start');
}
