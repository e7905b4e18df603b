import { copyFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aGuest, type Visitor } from '../faults/people.ts';
import { whileDead, type ObjectFile, type Row } from '../faults/disk.ts';
import { aHouse, importCatalogue, taken, until, type House } from '../harness/index.ts';
import { bundle } from './bundle.ts';
import { cpuMs } from './cpu.ts';
import { figure, quantile, type Figure } from './frame.ts';

// One product comes in that a hundred thousand people wait for, in three slices; each of them is decided by the full rules. How long until the last one has it in
// the inbox, until a thousand open pages have shown it, and what others feel of it meanwhile.

const WAITING = Number(process.env['BENCH_WAITING'] ?? 100_000);
const SOCKETS = Number(process.env['BENCH_SOCKETS'] ?? 1_000);
const SLICES = 3;
const PAST = 'id,title,price,currency,stock\npot,Pot,48.00,EUR,3';
const FIRST = 'id,title,price,currency,stock\nraku,Raku matcha bowl,70.00,EUR,2';
const ARRIVAL = 'id,title,price,currency,stock\nbowl,Shino matcha bowl,62.00,EUR,2';

export async function bench(): Promise<Figure[]> {
  await using house = await aHouse({ slices: SLICES });
  await importCatalogue(house.api.secret, PAST, 'rapport-csv');
  const pages: Visitor[] = [];
  for (let index = 0; index < SOCKETS; index += 1) {
    const who = await aGuest(house);
    pages.push(who);
    await taken(await house.api.shopper(who.token)('POST', '/v1/me/watches', { kind: 'search', query: 'matcha bowl' }));
  }
  const rowsEach = await rowsWritten(house, SOCKETS);
  await whileDead(house, (disk) => fill(disk.objects('Shoppers'), WAITING - SOCKETS));
  const shown = await openPages(house, pages);
  const loadBefore = loadavg()[0] ?? 0;
  const onlooker = watchOthers(house, pages[0]?.token ?? '');
  const cpuBeforeMs = cpuMs(house.worker.pid());
  const startedMs = performance.now();
  await taken(await house.api.secret('POST', '/v1/imports?format=rapport-csv', ARRIVAL));
  await until(async () => shown.size >= SOCKETS || null, { timeoutMs: 600_000, everyMs: 5, what: 'every open page to show it' });
  const shownMs = performance.now() - startedMs;
  const allMs = await lastRow(house, startedMs);
  const latenciesMs = await onlooker.stop();
  const tookMs = cpuMs(house.worker.pid()) - cpuBeforeMs;
  const ofArrival = "SELECT count(*) AS n, min(at_ms) AS first, max(at_ms) AS last FROM message WHERE product ->> '$.id' = 'bowl'";
  const rows = await whileDead(house, (disk) => disk.rows('Shoppers', ofArrival));
  const counted = rows.reduce((sum, { n }) => sum + Number(n), 0);
  if (counted !== WAITING) throw new Error(`${counted} messages stand there, not ${WAITING}`);
  const decidedMs = Math.max(...rows.map(({ last }) => Number(last))) - Math.min(...rows.map(({ first }) => Number(first)));
  return [
    figure({ name: 'load of the machine before (1 min)', value: loadBefore, unit: 'processes', better: 'less' }),
    figure({ name: 'first to last decision, by the rows', value: decidedMs / 1_000, unit: 's', goal: 5, floor: 20, better: 'less' }),
    figure({ name: 'import to the last inbox row, as asked from outside', value: allMs / 1_000, unit: 's', goal: 5, floor: 20, better: 'less' }),
    figure({ name: `import until ${SOCKETS} open pages showed it`, value: shownMs / 1_000, unit: 's', better: 'less' }),
    figure({ name: 'messages', value: WAITING / (decidedMs / 1_000), unit: 'messages/s', better: 'more' }),
    figure({ name: 'processor time of the worker', value: (tookMs * 1_000) / WAITING, unit: 'µs/message', better: 'less' }),
    figure({ name: 'rows written', value: rowsEach, unit: 'rows/message', better: 'less' }),
    figure({ name: 'p99 of others meanwhile', value: quantile(latenciesMs, 0.99), unit: 'ms', better: 'less' }),
    figure({ name: 'p50 of others meanwhile', value: quantile(latenciesMs, 0.5), unit: 'ms', better: 'less' }),
  ];
}

/** Rows that a message costs, counted by the same worker with objects that count, on those who are here so far; a first product is for that. */
async function rowsWritten(house: House, people: number): Promise<number> {
  const served = join(house.worker.dataDir, 'run', 'index.js');
  const kept = `${served}.kept`;
  copyFileSync(served, kept);
  await bundle('test/bench/counted/counted-worker.ts', served);
  await house.restart();
  await (await fetch(`${house.url}/bench/counts`)).arrayBuffer();
  await taken(await house.api.secret('POST', '/v1/imports?format=rapport-csv', FIRST));
  await lastRow(house, performance.now());
  const { rows, byStatement } = (await (await fetch(`${house.url}/bench/counts`)).json()) as { rows: number; byStatement: [string, number][] };
  for (const [statement, count] of byStatement.slice(0, 12))
    console.error(`${(count / people).toFixed(2)} rows a message: ${statement.slice(0, 70)}`);
  copyFileSync(kept, served);
  await house.restart();
  return rows / people;
}

/** Copies a person with their wish as often as is wanted, past the worker: through the API it would take an hour. */
function fill(objects: readonly ObjectFile[], count: number): void {
  const source = objects.find((object) => object.all('SELECT 1 FROM watch LIMIT 1').length > 0);
  const watch = source?.all('SELECT * FROM watch LIMIT 1')[0];
  const person = source?.all('SELECT * FROM shopper WHERE id = ?', watch?.['shopper'] ?? '')[0];
  const known = source?.all('SELECT * FROM audience WHERE shopper = ?', watch?.['shopper'] ?? '')[0];
  if (!watch || !person || !known) throw new Error('nobody to copy');
  for (const [slice, object] of objects.entries()) {
    const mine = Math.floor(count / objects.length) + (slice < count % objects.length ? 1 : 0);
    object.run('BEGIN');
    for (let index = 0; index < mine; index += 1) {
      const id = `shp_fill-${slice}-${index}`;
      insert(object, 'shopper', { ...person, id, alias: `as_fill-${slice}-${index}` });
      insert(object, 'audience', { ...known, shopper: id });
      insert(object, 'watch', { ...watch, shopper: id, id: `w-${slice}-${index}` });
    }
    object.run('COMMIT');
  }
}

const insert = (object: ObjectFile, name: string, row: Row): void =>
  object.run(
    `INSERT INTO ${name} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
      .map(() => '?')
      .join(', ')})`,
    ...Object.values(row),
  );

/** Opens a page for each; the set fills as they hear of the message. */
async function openPages(house: House, pages: readonly Visitor[]): Promise<Set<string>> {
  const shown = new Set<string>();
  for (const { token, id } of pages) {
    const socket = new WebSocket(`${house.url.replace('http', 'ws')}/v1/me/live`, ['rapport.v1', token]);
    socket.addEventListener('message', ({ data }) => {
      if ((JSON.parse(String(data)) as { type: string }).type === 'message') shown.add(id);
    });
    await new Promise<void>((open, fail) => {
      socket.addEventListener('open', () => open());
      socket.addEventListener('error', () => fail(new Error('a page could not connect')));
    });
  }
  return shown;
}

/** Asks for somebody's state again and again, as other pages do. */
function watchOthers(house: House, token: string): { stop(): Promise<number[]> } {
  const latenciesMs: number[] = [];
  let goes = true;
  const asking = (async () => {
    while (goes) {
      const atMs = performance.now();
      const response = await house.api.shopper(token)('GET', '/v1/me');
      await response.arrayBuffer();
      if (response.ok) latenciesMs.push(performance.now() - atMs);
      await pause(150);
    }
  })();
  return {
    async stop() {
      goes = false;
      await asking;
      return latenciesMs;
    },
  };
}

/** Waits until the message log says nothing new for a while, and gives the time until the last of it. */
async function lastRow(house: House, startedMs: number): Promise<number> {
  const staff = await house.api.staff();
  let last = '';
  let sinceMs = performance.now();
  while (performance.now() - sinceMs < 4_000) {
    const { traces } = await taken<{ traces: { id: string }[] }>(await staff('GET', '/v1/messages?limit=1'));
    const newest = traces[0]?.id ?? '';
    if (newest !== last) {
      last = newest;
      sinceMs = performance.now();
    }
    await pause(100);
  }
  return sinceMs - startedMs;
}
