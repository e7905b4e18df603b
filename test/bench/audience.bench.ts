import { randomUUID } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller } from '../../scripts/serve/shop.ts';
import { aHouse, taken, type House } from '../harness/index.ts';
import { bundle } from './bundle.ts';
import { figure, median, quantile, type Figure } from './frame.ts';

// A million people over three slices: what a count and the first page of a list take, alone and while events come in, and what those events wait meanwhile.
// One thread serves everybody on one machine, so that both sides are measured together.

const PEOPLE = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000);
const SLICES = 3;
const A_SECOND = 200;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20);
const GUESTS = 100;

/** What an owner asks: by stage and value, by time, with everything joined, and a rule that holds of very few. */
const RULES: Readonly<Record<string, object>> = {
  'at risk and worth it': { and: [{ '==': [{ var: 'stage' }, 'at-risk'] }, { '>=': [{ var: 'value' }, 20_000] }] },
  'bought lately, may be told': {
    and: [{ 'within-days': [{ var: 'lastOrderAt' }, 60] }, { '==': [{ var: 'consent.messages' }, 'granted'] }, { '>=': [{ var: 'orders' }, 2] }],
  },
  'a VIP of late who leaves much': {
    and: [{ '==': [{ var: 'layer' }, 'vip'] }, { 'within-days': [{ var: 'layerSince' }, 365] }, { '>=': [{ var: 'margin' }, 2_000] }],
  },
  'likes a maker, or has told a town': { or: [{ in: ['maker:Kato', { var: 'likes' }] }, { '!': { known: [{ var: 'joinedAt' }] } }] },
};

export async function bench(): Promise<Figure[]> {
  await using house = await aHouse({ slices: SLICES, clock: true });
  await fill(house);
  const staff = await house.api.staff();
  const tokens = await guests(house);
  const quiet = await questions(staff, 5);
  const alone = await pace(house, tokens, SECONDS / 2);
  let asking = true;
  const busy: Asked[] = [];
  const owner = (async () => {
    while (asking) busy.push(await questions(staff, 1));
  })();
  const together = await pace(house, tokens, SECONDS);
  asking = false;
  await owner;
  const all = (of: (asked: Asked) => readonly number[]): number[] => busy.flatMap(of);
  return [
    figure({ name: 'people in all', value: quiet.everybody, unit: 'people', better: 'more' }),
    figure({ name: 'count, nothing else to do', value: median(quiet.countsMs), unit: 'ms', floor: 1_000, better: 'less' }),
    figure({ name: 'first page, nothing else to do', value: median(quiet.listsMs), unit: 'ms', floor: 200, better: 'less' }),
    figure({ name: `count, beside ${A_SECOND} requests/s`, value: median(all((one) => one.countsMs)), unit: 'ms', floor: 1_000, better: 'less' }),
    figure({
      name: `count p95, beside ${A_SECOND} requests/s`,
      value: quantile(
        all((one) => one.countsMs),
        0.95,
      ),
      unit: 'ms',
      better: 'less',
    }),
    figure({ name: `first page, beside ${A_SECOND} requests/s`, value: median(all((one) => one.listsMs)), unit: 'ms', floor: 200, better: 'less' }),
    figure({ name: 'requests taken while asked', value: together.length / SECONDS, unit: 'requests/s', reference: A_SECOND, better: 'more' }),
    figure({ name: 'p50 of a request while asked', value: quantile(together, 0.5), unit: 'ms', reference: quantile(alone, 0.5), better: 'less' }),
    figure({
      name: 'p99 of a request while asked',
      value: quantile(together, 0.99),
      unit: 'ms',
      reference: quantile(alone, 0.99),
      floor: 100,
      better: 'less',
    }),
  ];
}

async function fill(house: House): Promise<void> {
  const filling = join(house.worker.dataDir, 'run', 'filling.js');
  await bundle('test/bench/audience/audience-worker.ts', filling);
  copyFileSync(filling, join(house.worker.dataDir, 'run', 'index.js'));
  await house.restart();
  for (let slice = 0; slice < SLICES; slice += 1) {
    const began = performance.now();
    const people = Math.ceil(PEOPLE / SLICES);
    const answer = await fetch(new URL(`/bench/fill?shop=${house.shop.shopId}&slice=${slice}&people=${people}`, house.url));
    if (!answer.ok) throw new Error(`a slice was not filled: ${await answer.text()}`);
    console.error(`slice ${slice}: ${people} people in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  }
}

interface Asked {
  readonly countsMs: readonly number[];
  readonly listsMs: readonly number[];
  readonly everybody: number;
}

/** Every rule, so often: counted, and the first page of its list. */
async function questions(staff: Caller, times: number): Promise<Asked> {
  const [countsMs, listsMs]: number[][] = [[], []];
  let everybody = 0;
  for (let i = 0; i < times; i += 1) {
    for (const [name, rule] of Object.entries(RULES)) {
      let began = performance.now();
      const count = await taken<{ people: number; everybody: number }>(await staff('POST', '/v1/audience/count', { rule }));
      const countMs = performance.now() - began;
      countsMs?.push(countMs);
      everybody = count.everybody;
      began = performance.now();
      const page = await taken<{ people: unknown[] }>(await staff('POST', '/v1/audience/list', { rule, limit: 50 }));
      listsMs?.push(performance.now() - began);
      if (page.people.length !== 50) throw new Error(`${name}: a page of ${page.people.length}`);
      if (times > 1 && i === 0) console.error(`${name}: ${count.people} people, counted in ${countMs.toFixed(0)} ms`);
    }
  }
  return { countsMs: countsMs ?? [], listsMs: listsMs ?? [], everybody };
}

async function guests(house: House): Promise<string[]> {
  const consent = { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' };
  const tokens: string[] = [];
  for (let i = 0; i < GUESTS; i += 1) {
    tokens.push((await taken<{ token: string }>(await house.api.page('POST', house.keyed('/v1/session'), { consent, locale: 'en' }))).token);
  }
  return tokens;
}

/** Events at a steady pace, whether or not the last were answered: what waits, waits in the open. */
async function pace(house: House, tokens: readonly string[], seconds: number): Promise<number[]> {
  const latenciesMs: number[] = [];
  const under: Promise<void>[] = [];
  const startedMs = performance.now();
  for (let i = 0; i < seconds * A_SECOND; i += 1) {
    const waitMs = startedMs + (i * 1_000) / A_SECOND - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const event = { id: randomUUID(), name: 'view_item', ageMs: 5, items: [{ productId: `p-${i % 50}` }] };
    const askedMs = performance.now();
    under.push(
      house.api
        .shopper(tokens[i % tokens.length] ?? '')('POST', '/v1/events', { events: [event] })
        .then(async (response) => {
          await taken(response);
          latenciesMs.push(performance.now() - askedMs);
        }),
    );
  }
  await Promise.all(under);
  return latenciesMs;
}
