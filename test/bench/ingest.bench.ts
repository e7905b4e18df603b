import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aHouse, importCatalogue, taken, type House } from '../harness/index.ts';
import { serveBare } from './bare/serve.ts';
import { bundle } from './bundle.ts';
import { figure, quantile, type Figure } from './frame.ts';
import { load, type Ask, type Loaded } from './load.ts';

// How many events a shop on one machine takes in, what a batch waits, and what an event costs in the units that the big machine bills.

const CONNECTIONS = 16;
const SHOPPERS = 2_000;
const REGULARS = 200;
const BATCH = 10;
const PRODUCTS = 1_000;
/** The recommender learns of what the shop sells. */
const CATALOGUE = [
  'id,title,price,currency,stock',
  ...Array.from({ length: PRODUCTS }, (_, index) => `product-${index},Product ${index},9.00,EUR,3`),
].join('\n');
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20);
const COUNTED_SECONDS = Math.max(2, SECONDS / 2);

interface Counts {
  readonly rows: number;
  readonly alarms: number;
  readonly calls: number;
  readonly awakeMs: number;
  readonly byStatement: readonly (readonly [string, number])[];
}

interface Measured {
  readonly loaded: Loaded;
  /** Time on the processor that the worker took for it: other programs on the machine hardly change it. */
  readonly cpuMs: number;
  readonly counts: Counts;
  readonly countedEvents: number;
  readonly hello: Loaded;
}

export async function bench(): Promise<Figure[]> {
  const bare = await measureBare();
  const one = await measure(1);
  const three = await measure(3);
  const rate = ({ latenciesMs, seconds }: Loaded): number => latenciesMs.length / seconds;
  const figures: Figure[] = [figure({ name: 'hello route', value: rate(one.hello), unit: 'requests/s', better: 'more' })];
  for (const [name, { loaded, cpuMs: tookMs, counts, countedEvents }] of Object.entries({ '1 slice': one, '3 slices': three })) {
    const [batches, rows] = [rate(loaded), counts.rows + counts.alarms];
    figures.push(
      figure({ name: `events acknowledged, ${name}`, value: batches * BATCH, unit: 'events/s', reference: rate(bare) * BATCH, better: 'more' }),
      figure({ name: `batches, ${name}, beside hello`, value: batches, unit: 'batches/s', reference: rate(one.hello), better: 'more' }),
      ...[0.5, 0.99].map((q) =>
        figure({
          name: `p${q * 100} of a batch, ${name}`,
          value: quantile(loaded.latenciesMs, q),
          unit: 'ms',
          reference: quantile(bare.latenciesMs, q),
          better: 'less',
        }),
      ),
      figure({ name: `processor, ${name}`, value: tookMs / loaded.latenciesMs.length, unit: 'ms/batch', better: 'less' }),
      figure({
        name: `rows written, ${name}`,
        value: rows / countedEvents,
        unit: 'rows/event',
        reference: 1 / BATCH,
        floor: 6,
        goal: 3,
        better: 'less',
      }),
      figure({
        name: `calls of objects, ${name}`,
        value: (counts.calls / countedEvents) * 1_000,
        unit: 'RPCs/1,000 events',
        reference: 1_000 / BATCH,
        better: 'less',
      }),
      figure({ name: `objects awake, ${name}`, value: counts.awakeMs / countedEvents, unit: 's/1,000 events', better: 'less' }),
    );
    console.error(`${name}: what wrote the rows (per event), alarms ${(counts.alarms / countedEvents).toFixed(2)}`);
    for (const [query, written] of counts.byStatement)
      console.error(`  ${(written / countedEvents).toFixed(3)}  ${query.replaceAll(/\s+/g, ' ').slice(0, 110)}`);
  }
  return figures;
}

async function measureBare(): Promise<Loaded> {
  const bare = await serveBare();
  try {
    return await load(CONNECTIONS, SECONDS / 2, () => ({ method: 'POST', url: bare.url, body: aBatch() }));
  } finally {
    await bare.stop();
  }
}

/** The product's own bundle under load; then, on the same data, the same worker with objects that count. */
async function measure(slices: number): Promise<Measured> {
  await using house = await aHouse({ slices, clock: true });
  await importCatalogue(house.api.secret, CATALOGUE, 'rapport-csv');
  const all = await tokens(house);
  const next = posts(house, all);
  const hello = await load(CONNECTIONS, SECONDS / 4, () => ({ method: 'GET', url: `${house.url}/v1/test/hello` }));
  await load(CONNECTIONS, SECONDS / 10, next);
  const beforeMs = cpuMs(house.worker.pid());
  const loaded = await load(CONNECTIONS, SECONDS, next);
  const tookMs = cpuMs(house.worker.pid()) - beforeMs;

  const counting = join(house.worker.dataDir, 'run', 'counted.js');
  await bundle('test/bench/counted/counted-worker.ts', counting);
  copyFileSync(counting, join(house.worker.dataDir, 'run', 'index.js'));
  await house.restart();
  // What a newcomer costs once is not what an event costs: those who count have been here before.
  const regulars = all.slice(0, REGULARS);
  await load(CONNECTIONS, 60, posts(house, regulars, REGULARS));
  const known = posts(house, regulars);
  await fetch(`${house.url}/bench/counts`);
  const { latenciesMs } = await load(CONNECTIONS, COUNTED_SECONDS, known);
  const counts = (await (await fetch(`${house.url}/bench/counts`)).json()) as Counts;
  return { loaded, cpuMs: tookMs, counts, countedEvents: latenciesMs.length * BATCH, hello };
}

/** Processor time a process has taken so far, in ms: Linux counts it in hundredths of a second. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function tokens(house: House): Promise<string[]> {
  const consent = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' };
  const made: string[] = [];
  const make = async (): Promise<void> => {
    while (made.length < SHOPPERS) {
      const { token } = await taken<{ token: string }>(await house.api.page('POST', house.keyed('/v1/session'), { consent, locale: 'en' }));
      made.push(token);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, make));
  return made;
}

/** Batches of one shopper after another; null after so many. */
function posts(house: House, all: readonly string[], most = Number.POSITIVE_INFINITY): () => Ask | null {
  let turn = 0;
  return () => {
    turn += 1;
    if (turn > most) return null;
    const headers = { authorization: `Bearer ${all[turn % all.length]}`, 'content-type': 'text/plain' };
    return { method: 'POST', url: `${house.url}/v1/events`, headers, body: aBatch() };
  };
}

/** A visit: a few pages, five products, a search, a basket. */
function aBatch(): string {
  const product = (): object => ({ items: [{ productId: `product-${Math.floor(Math.random() ** 2 * PRODUCTS)}` }] });
  const event = (name: string, more: object): object => ({ id: randomUUID(), name, ageMs: 400, path: '/shelf', ...more });
  const visit = [
    ...Array.from({ length: 3 }, () => event('page_view', { title: 'Shelf' })),
    ...Array.from({ length: 5 }, () => event('view_item', product())),
    event('search', { query: 'tea bowl', resultsCount: 12 }),
    event('add_to_cart', product()),
  ];
  return JSON.stringify({ events: visit });
}
