import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { RecommendationRow } from '@rapport/protocol';
import { aHouse, importCatalogue, taken, type House } from '../harness/index.ts';
import { cpuMs } from './cpu.ts';
import { figure, quantile, type Figure } from './frame.ts';
import { answered, type Ask } from './load.ts';

// What a placement costs end to end, through the built bundle in plain workerd: asked at a steady rate whether or not the answers come, as pages do; and how soon an
// answer knows what somebody has just looked at.

const PRODUCTS = 1_000;
const GUESTS = 200;
const VISITS = 3_000;
const RATE = 200;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20);
const WARM_SECONDS = 3;
const PLACEMENTS = ['similar', 'bought-together', 'for-you', 'next', 'trending', 'new-for-you', 'recently-seen', 'replenish'] as const;
const FRESH_TIMES = 20;
const FRESH_LIMIT_MS = 10_000;

/** Measures a placement by HTTP and how fresh it is. */
export async function measureHttp(): Promise<Figure[]> {
  await using house = await aHouse();
  const rows = Array.from(
    { length: PRODUCTS },
    (_, index) => `p-${index},Product ${index},Maker ${index % 40},Kind ${index % 25},${5 + (index % 90)}.00,EUR,9`,
  );
  await importCatalogue(house.api.secret, ['id,title,brand,category,price,currency,stock', ...rows].join('\n'), 'rapport-csv');
  const guests = await Promise.all(Array.from({ length: GUESTS }, () => guest(house)));
  for (let visit = 0; visit < VISITS; visit += GUESTS) {
    await Promise.all(
      guests.map((token, index) =>
        look(
          house,
          token,
          [0, 1, 2].map((step) => kin(visit + index, step)),
        ),
      ),
    );
  }
  const rate = async (asked: (turn: number) => Ask, seconds: number): Promise<{ latenciesMs: number[]; cpuMs: number }> => {
    const beforeMs = cpuMs(house.worker.pid());
    const latenciesMs = await steadily(asked, seconds);
    return { latenciesMs, cpuMs: cpuMs(house.worker.pid()) - beforeMs };
  };
  const row = (turn: number): Ask => {
    const placement = PLACEMENTS[turn % PLACEMENTS.length];
    const query = `placement=${placement}&count=8&locale=en${turn % 2 ? `&product=p-${turn % PRODUCTS}` : ''}`;
    return { method: 'GET', url: `${house.url}/v1/me/recommendations?${query}`, headers: { authorization: `Bearer ${guests[turn % GUESTS]}` } };
  };
  const hello = await rate(() => ({ method: 'GET', url: house.url + house.keyed('/v1/config') }), SECONDS / 2);
  // Right before it is measured: objects that nobody asks for ten seconds leave the memory, and waking one is a figure of its own.
  await steadily(row, WARM_SECONDS);
  const own = await rate(row, SECONDS);
  const [atOnceMs, othersMs] = [await ownFreshness(house), await othersFreshness(house)];
  const reference = (q: number): number => quantile(hello.latenciesMs, q);
  return [
    figure({
      name: `a placement by HTTP at ${RATE}/s, p50, beside /v1/config`,
      value: quantile(own.latenciesMs, 0.5),
      unit: 'ms',
      reference: reference(0.5),
      floor: 5,
      better: 'less',
    }),
    figure({
      name: `a placement by HTTP at ${RATE}/s, p99, beside /v1/config`,
      value: quantile(own.latenciesMs, 0.99),
      unit: 'ms',
      reference: reference(0.99),
      floor: 20,
      better: 'less',
    }),
    figure({
      name: 'a placement by HTTP, processor of the worker',
      value: own.cpuMs / own.latenciesMs.length,
      unit: 'ms/request',
      reference: hello.cpuMs / hello.latenciesMs.length,
      better: 'less',
    }),
    figure({ name: 'own next answer knows a view that was taken, misses', value: atOnceMs, unit: `of ${FRESH_TIMES}`, floor: 0, better: 'less' }),
    figure({ name: 'others’ answers know a view, longest wait', value: Math.max(...othersMs), unit: 'ms', floor: 5_000, better: 'less' }),
    figure({ name: 'others’ answers know a view, p50', value: quantile(othersMs, 0.5), unit: 'ms', better: 'less' }),
  ];
}

/** Asks at the rate, each when its time has come; how long each answer took from then on, ms. */
async function steadily(asked: (turn: number) => Ask, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const latenciesMs: number[] = [];
  const waiting: Promise<void>[] = [];
  const startedMs = performance.now();
  for (let turn = 0; turn < RATE * seconds; turn += 1) {
    const dueMs = startedMs + (turn * 1_000) / RATE;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0.5) await new Promise((resolve) => setTimeout(resolve, waitMs));
    // From when it went out: that this machine woke us late is not the worker's.
    const outMs = performance.now();
    waiting.push(answered(agent, asked(turn)).then(() => void latenciesMs.push(performance.now() - outMs)));
  }
  await Promise.all(waiting);
  agent.destroy();
  return latenciesMs;
}

/** How often an answer did not know what its own shopper had just looked at. */
async function ownFreshness(house: House): Promise<number> {
  let misses = 0;
  for (let time = 0; time < FRESH_TIMES; time += 1) {
    const token = await guest(house);
    const product = `p-${(time * 37) % PRODUCTS}`;
    await look(house, token, [product]);
    const { items } = await ask(house, token, 'placement=recently-seen&count=1');
    if (items[0]?.productId !== product) misses += 1;
  }
  return misses;
}

/** How long until somebody else is told of a pair of products that nobody had met together, ms. */
async function othersFreshness(house: House): Promise<number[]> {
  const waitedMs: number[] = [];
  const other = await guest(house);
  for (let time = 0; time < FRESH_TIMES; time += 1) {
    // Of different kinds and makers, so that only somebody's visit speaks for them.
    const [first, second] = [`p-${700 + time}`, `p-${313 - time * 7}`];
    const person = await guest(house);
    await look(house, person, [first, second]);
    const startedMs = performance.now();
    while (performance.now() - startedMs < FRESH_LIMIT_MS) {
      const { items } = await ask(house, other, `placement=similar&product=${first}&count=24`);
      if (items.some(({ productId, reason }) => productId === second && reason.code === 'viewed-together')) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    waitedMs.push(performance.now() - startedMs);
  }
  return waitedMs;
}

const ask = async (house: House, token: string, query: string): Promise<RecommendationRow> =>
  taken(await house.api.shopper(token)('GET', `/v1/me/recommendations?${query}&locale=en`));

const guest = async (house: House): Promise<string> => {
  const consent = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' };
  return (await taken<{ token: string }>(await house.api.page('POST', house.keyed('/v1/session'), { consent, locale: 'en' }))).token;
};

const look = async (house: House, token: string, products: readonly string[]): Promise<void> => {
  const events = products.map((productId) => ({ id: randomUUID(), name: 'view_item', ageMs: 0, items: [{ productId }] }));
  await taken(await house.api.shopper(token)('POST', '/v1/events', { events }));
};

/** A visit's products: of one kind among the first 600, the first ones more often. */
const kin = (visit: number, step: number): string =>
  `p-${(Math.floor((((visit * 2_654_435_761) % 2 ** 32) / 2 ** 32) * 24) * 25 + ((visit * 7 + step * 3) % 25)) % 600}`;
