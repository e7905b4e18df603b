import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { readProduct } from '../../packages/domain/src/watches/index.ts';
import type { Product } from '../../packages/protocol/src/index.ts';
import type { Arrival } from '../../worker/src/objects/arrival.ts';
import { cpuMs } from './cpu.ts';
import { figure, quantile, type Figure } from './frame.ts';
import type { Arrived } from './watch/arrived.ts';
import { hasPostgres, servePostgres } from './watch/postgres.ts';
import { serveFiled } from './watch/serve.ts';
import { realTexts, Words } from './watch/texts.ts';

// What a product costs against many watches: one product a slice, a whole import, and the same job by PostgreSQL and by one row of FTS5, in one run.
// RAPPORT_WATCHES=1000000 measures the full size; the default is smaller, so that the bench ends in a minute or two.

const SLICES = 3;
const TOTAL = Number(process.env['RAPPORT_WATCHES'] ?? 100_000);
const IMPORTED = Number(process.env['RAPPORT_PRODUCTS'] ?? Math.min(10_000, Math.ceil(TOTAL / 100)));
const ONE_BY_ONE = 200;
/** Products before those that are timed: the runtime has compiled what it runs often, and nothing else. */
const WARMING = 20;
const SIZES = [...[10_000, 100_000, 1_000_000].filter((size) => size < TOTAL), TOTAL];
const NIKE = 1_000;

interface Counted {
  readonly watches: number;
  readonly keys: number;
  readonly words: number;
  readonly bytes: number;
}

/** Runs the measurements, the smallest number of watches first; what they say of themselves goes to stderr. */
export async function bench(): Promise<Figure[]> {
  const texts = realTexts();
  const words = new Words(texts, 50_000, 7);
  const queries = Array.from({ length: TOTAL }, (_, i) => (i < NIKE ? 'nike' : words.query()));
  const products = Array.from({ length: IMPORTED + ONE_BY_ONE + WARMING }, (_, i) => aProduct(i, texts, words));
  const common = commonOf(products);
  const figures: Figure[] = [];
  console.error(
    `load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}, ${texts.length} real texts, ${SLICES} slices`,
  );
  const filed = await serveFiled();
  const seq = { next: 1 };
  try {
    let done = 0;
    for (const size of SIZES) {
      const began = performance.now();
      while (done < size) {
        const part = Math.min(5_000, Math.ceil((size - done) / SLICES));
        await Promise.all(
          Array.from({ length: SLICES }, (_, slice) => {
            const from = done + slice * part;
            return filed.ask(slice, { do: 'fill', from, queries: queries.slice(from, Math.min(from + part, size)), common });
          }),
        );
        done = Math.min(size, done + part * SLICES);
      }
      const counts = await Promise.all(Array.from({ length: SLICES }, (_, slice) => filed.ask<Counted>(slice, { do: 'count' })));
      console.error(`${size} watches filed in ${((performance.now() - began) / 1_000).toFixed(1)} s: ${JSON.stringify(counts)}`);
      figures.push(...(await oneByOne(filed, size, products.slice(0, ONE_BY_ONE + WARMING), seq)));
    }
    figures.push(...(await popular(filed, seq)), ...(await imported(filed, products.slice(ONE_BY_ONE + WARMING), seq)));
    figures.push(...(await beside(filed, queries, products)));
  } finally {
    await filed.stop();
  }
  return figures;
}

type Filed = Awaited<ReturnType<typeof serveFiled>>;
interface Seq {
  next: number;
}
const arrival = (product: Product, seq: Seq): Arrival => ({
  seq: (seq.next += 1),
  changeKind: 'new',
  product: { ...product, description: {} },
  reading: readProduct(product, textOf(product)),
  atMs: 0,
});

/** One product after the other against one slice: how long the slice itself was at it, and from outside, with the call and the disk that its answer waits for. */
async function oneByOne(filed: Filed, size: number, products: readonly Product[], seq: Seq): Promise<Figure[]> {
  const [took, own, pings]: [number[], number[], number[]] = [[], [], []];
  let met = 0;
  for (const product of products.slice(0, WARMING)) await filed.ask(0, { do: 'arrive', source: 'one', arrivals: [arrival(product, seq)] });
  const timedOnes = products.slice(WARMING);
  const beganMs = cpuMs(filed.pid());
  for (const product of timedOnes) {
    const one = arrival(product, seq);
    took.push(
      await timed(async () => {
        const arrived = await filed.ask<Arrived>(0, { do: 'arrive', source: 'one', arrivals: [one] });
        met += arrived.met;
        own.push(arrived.tookMs);
      }),
    );
  }
  const tookMs = cpuMs(filed.pid()) - beganMs;
  for (let i = 0; i < timedOnes.length; i += 1) pings.push(await timed(() => filed.ask(1, { do: 'ping' })));
  const name = `one product, ${size / 1_000} k watches over ${SLICES} slices`;
  console.error(`${name}: ${(met / timedOnes.length).toFixed(1)} met a product in a slice`);
  const reference = quantile(pings, 0.5);
  return [
    figure({ name: `${name}, the slice's own time, p99`, value: quantile(own, 0.99), unit: 'ms', floor: 5, better: 'less' }),
    figure({ name: `${name}, with the call and the disk, p50`, value: quantile(took, 0.5), unit: 'ms', reference, better: 'less' }),
    figure({ name: `${name}, with the call and the disk, p99`, value: quantile(took, 0.99), unit: 'ms', reference, floor: 5, better: 'less' }),
    figure({ name: `${name}, processor time with the call`, value: tookMs / timedOnes.length, unit: 'ms', better: 'less' }),
  ];
}

/** A word that a thousand watches wait for. */
async function popular(filed: Filed, seq: Seq): Promise<Figure[]> {
  const took: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const one = arrival({ ...BLANK, id: `nike${i}`, title: { en: `Nike shoe ${i}` } }, seq);
    took.push(await timed(() => filed.ask(0, { do: 'arrive', source: 'one', arrivals: [one] })));
  }
  return [
    figure({
      name: `a product that ${Math.round(NIKE / SLICES)} in the slice wait for, by one word, p50`,
      value: quantile(took, 0.5),
      unit: 'ms',
      better: 'less',
    }),
  ];
}

/** A whole import into every slice, in the batches the catalogue sends, while others ask. */
async function imported(filed: Filed, products: readonly Product[], seq: Seq): Promise<Figure[]> {
  const arrivals = products.map((product) => arrival(product, seq));
  const pings: number[] = [];
  let isOver = false;
  let met = 0;
  const beganMs = cpuMs(filed.pid());
  const tookMs = await timed(async () => {
    const asking = (async () => {
      while (!isOver) {
        pings.push(await timed(() => filed.ask(pings.length % SLICES, { do: 'ping' })));
        await pause(20);
      }
    })();
    await Promise.all(
      Array.from({ length: SLICES }, async (_, slice) => {
        for (let at = 0; at < arrivals.length; at += 100) {
          // Not `met += await …`: three slices count at the same time.
          const arrived = await filed.ask<Arrived>(slice, { do: 'arrive', source: 'import', arrivals: arrivals.slice(at, at + 100) });
          met += arrived.met;
        }
      }),
    );
    isOver = true;
    await asking;
  });
  console.error(`${products.length} products met ${met} watches`);
  const name = `${products.length} products against ${TOTAL / 1_000} k watches`;
  return [
    figure({ name, value: tookMs / 1_000, unit: 's', floor: 30, better: 'less' }),
    figure({ name: `${name}: processor time`, value: (cpuMs(filed.pid()) - beganMs) / 1_000, unit: 's', better: 'less' }),
    figure({ name: `${name}: other requests meanwhile, p99`, value: quantile(pings, 0.99), unit: 'ms', floor: 100, better: 'less' }),
  ];
}

/** The same job by others, on as many watches as a slice has; FTS5 on the first thousand, for it asks each of them. */
async function beside(filed: Filed, queries: readonly string[], products: readonly Product[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  const some = products.slice(0, 50);
  const thousand = queries.slice(NIKE, NIKE + 1_000).map((query) =>
    query
      .split(' ')
      .map((word) => `"${word}"`)
      .join(' '),
  );
  const fts: number[] = [];
  for (const product of some) fts.push(await timed(() => filed.ask(0, { do: 'fts', text: textOf(product), queries: thousand })));
  figures.push(figure({ name: 'SQLite FTS5, one row, 1 k watches, p50', value: quantile(fts, 0.5), unit: 'ms', better: 'less' }));
  if (!hasPostgres()) {
    console.error('PostgreSQL 15 is not here: nothing to compare with.');
    return figures;
  }
  const mine = queries.filter((_, i) => i % SLICES === 0);
  const postgres = await servePostgres(mine);
  try {
    const took: number[] = [];
    for (const product of some) took.push(await timed(() => postgres.meets(textOf(product))));
    figures.push(figure({ name: `PostgreSQL 15, ${mine.length} tsquery rows, p50`, value: quantile(took, 0.5), unit: 'ms', better: 'less' }));
    figures.push(figure({ name: `PostgreSQL 15, ${mine.length} tsquery rows, p99`, value: quantile(took, 0.99), unit: 'ms', better: 'less' }));
  } finally {
    await postgres.stop();
  }
  return figures;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const BLANK: Product = {
  id: '',
  title: {},
  description: {},
  url: {},
  image: '',
  brand: {},
  category: {},
  author: {},
  series: '',
  tags: [],
  variants: [{ id: 'v', sku: '', title: {}, priceMinor: 1_000, compareAtMinor: null, stock: null, available: true }],
};

/** A real text with some words of the vocabulary, so that no two are the same. */
function aProduct(number: number, texts: readonly string[], words: Words): Product {
  const real = texts[number % Math.max(1, texts.length)] ?? '';
  const made = Array.from({ length: 12 }, () => words.word()).join(' ');
  return { ...BLANK, id: `p${number}`, title: { en: `${real.split('\n')[0] ?? ''} ${made}`.slice(0, 200) }, description: { en: `${real} ${made}` } };
}

const textOf = ({ title, description }: Product): string => `${title['en'] ?? ''}\n${description['en'] ?? ''}`;

/** In how many of a thousand products a word stands; as the catalogue counts it. */
function commonOf(products: readonly Product[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const product of products.slice(0, 1_000))
    for (const word of readProduct(product, textOf(product)).spaced) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries([...counts].filter(([, count]) => count >= 2));
}
