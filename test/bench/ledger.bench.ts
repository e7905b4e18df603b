import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { anOrder, aReward, setProgramme, signsIn } from '../faults/people.ts';
import { aHouse } from '../harness/index.ts';
import { cpuMs } from './cpu.ts';
import { figure, quantile, type Figure } from './frame.ts';
import { load, type Ask, type Loaded } from './load.ts';
import { aPostgres, type Postgres } from './postgres/serve.ts';

// Earning and redeeming, each acknowledged only when it is on the disk: the whole product over HTTP in plain workerd, and the same facts in PostgreSQL, asked directly
// over its own wire, one transaction each, by as many clients. Half of the operations are orders, half redemptions.

const CLIENTS = 16;
const MEMBERS = 256;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
/** A client of ours may ask for so much at once and no more; the bench stays below. */
const MOST = 4_000;

export async function bench(): Promise<Figure[]> {
  const ours = await onWorkerd();
  const theirs = await onPostgres();
  if ('absent' in theirs) console.error(`PostgreSQL was not measured: ${theirs.absent}. There is no reference.`);
  else console.error(`beside ${theirs.version}, synchronous_commit on, fsync on, one round trip an operation`);
  const rate = ({ latenciesMs, seconds }: Loaded): number => latenciesMs.length / seconds;
  const beside = 'absent' in theirs ? null : theirs.loaded;
  const measured = (name: string, unit: string, better: 'more' | 'less', of: (loaded: Costed) => number): Figure =>
    figure({ name, unit, better, value: of(ours), ...(beside ? { reference: of(beside) } : {}) });
  return [
    measured(`durable earn + redeem, ${CLIENTS} clients`, 'operations/s', 'more', rate),
    ...[0.5, 0.99].map((q) => measured(`p${q * 100} of an operation`, 'ms', 'less', ({ latenciesMs }) => quantile(latenciesMs, q))),
    measured('processor, an operation', 'ms', 'less', ({ tookMs, latenciesMs }) => tookMs / latenciesMs.length),
  ];
}

/** A load with the processor time it took on the side that was asked. */
interface Costed extends Loaded {
  readonly tookMs: number;
}

async function costed(pid: number, run: () => Promise<Loaded>): Promise<Costed> {
  const beforeMs = cpuMs(pid);
  const loaded = await run();
  return { ...loaded, tookMs: cpuMs(pid) - beforeMs };
}

async function onWorkerd(): Promise<Costed> {
  await using house = await aHouse({ slices: 1, clock: true });
  await setProgramme(house, { signUpPoints: 1_000_000, rewards: [aReward('five', 10)] });
  const tokens: string[] = [];
  for (let index = 0; index < MEMBERS; index += 1) tokens.push((await signsIn(house, `b${index}`)).token);
  const back = { authorization: `Bearer ${house.shop.secretKey}`, 'content-type': 'application/json' };
  let turn = 0;
  const next = (): Ask | null => {
    turn += 1;
    if (turn > MOST * 2) return null;
    const who = Math.floor(turn / 2) % MEMBERS;
    if (turn % 2 === 0) {
      const body = JSON.stringify(anOrder(randomUUID(), 20, { customer: { id: `b${who}` } }));
      return { method: 'POST', url: `${house.url}/v1/orders`, headers: back, body };
    }
    const headers = { authorization: `Bearer ${tokens[who]}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    return { method: 'POST', url: `${house.url}/v1/me/redemptions`, headers, body: '{"rewardId":"five"}' };
  };
  await load(CLIENTS, SECONDS / 8, next);
  // Awaited here: the house goes with this function.
  return await costed(house.worker.pid(), () => load(CLIENTS, SECONDS, next));
}

async function onPostgres(): Promise<{ loaded: Costed; version: string } | { absent: string }> {
  const started = await aPostgres();
  if ('absent' in started) return started;
  await using postgres: Postgres = started;
  const pool = new Pool({ ...postgres, max: CLIENTS });
  // A connection that PostgreSQL closes when it is stopped is no failure of the bench; one that breaks earlier fails its operation. An idle one tells the pool, and what
  // nobody hears there ends the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await pool.query(readFileSync(fileURLToPath(new URL('postgres/ledger.sql', import.meta.url)), 'utf8'));
    await pool.query('INSERT INTO account SELECT who, 1000000, 0 FROM generate_series(0, $1::int) AS who', [MEMBERS - 1]);
    let turn = 0;
    const operation = async (): Promise<void> => {
      turn += 1;
      const who = Math.floor(turn / 2) % MEMBERS;
      const id = randomUUID();
      if (turn % 2 === 0) await pool.query('SELECT earn($1, $2, 20, $3, $4)', [who, id, JSON.stringify(anOrder(id, 20, {})), Date.now()]);
      else await pool.query('SELECT redeem($1, $2, $3, 10, $4)', [who, id, id.slice(0, 19), Date.now()]);
    };
    await driven(SECONDS / 8, operation);
    return { loaded: await costed(postgres.pid, () => driven(SECONDS, operation)), version: postgres.version };
  } finally {
    await pool.end();
  }
}

/** As `load` does it: so many clients, each waiting for its answer before it asks again. */
async function driven(seconds: number, operation: () => Promise<void>): Promise<Loaded> {
  const latenciesMs: number[] = [];
  const startedMs = performance.now();
  const one = async (): Promise<void> => {
    while (performance.now() - startedMs < seconds * 1_000) {
      const askedMs = performance.now();
      await operation();
      latenciesMs.push(performance.now() - askedMs);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, one));
  return { latenciesMs, seconds: (performance.now() - startedMs) / 1_000 };
}
