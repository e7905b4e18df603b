import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, importCatalogue, taken, until, type House } from '../harness/index.ts';
import { aChance, LONG } from './chance.ts';
import { aGuest, aView, insist, type Visitor } from './people.ts';
import { die } from './stop.ts';

// Two shops see the same visits, in the same order. One of them dies all the time. What the two have learnt is the same: nothing of what was acknowledged
// is forgotten on its way from the slices to the recommender, and nothing is learnt twice.

const PRODUCTS = 12;
// More parcels than the recommender keeps in its journal before it writes what they changed.
const VISITORS = LONG ? 600 : 130;
const VIEWS = 4;
const KILLS = LONG ? 60 : 12;

let houses: { killed: House; twin: House };
const chance = aChance('outbox');

beforeAll(async () => {
  const [killed, twin] = await Promise.all([aHouse({ clock: true }), aHouse({ clock: true })]);
  houses = { killed, twin };
  // Only what the shop sells is learnt.
  const file = ['id,title,price,currency,stock', ...Array.from({ length: PRODUCTS }, (_, index) => `p${index},Product ${index},9.00,EUR,3`)].join(
    '\n',
  );
  for (const house of [killed, twin]) await importCatalogue(house.api.secret, file, 'rapport-csv');
});
afterAll(() => Promise.all([houses.killed.dispose(), houses.twin.dispose()]));

/** How strongly each product leads to each other one, to four places: the two shops' clocks differ by the time that dying takes. */
async function learnt(house: House): Promise<Record<string, Record<string, number>>> {
  const ids = Array.from({ length: PRODUCTS }, (_, index) => `p${index}`);
  const { neighbours } = await taken<{ neighbours: Record<string, { productId: string; score: number }[]> }>(
    await house.api.page('POST', '/v1/test/learnt', { shopId: house.shop.shopId, ids }),
  );
  const scores = (all: readonly { productId: string; score: number }[]): [string, number][] =>
    all
      .map(({ productId, score }): [string, number] => [productId, Math.round(score * 10_000)])
      .toSorted(([one], [other]) => one.localeCompare(other));
  return Object.fromEntries(ids.map((id) => [id, Object.fromEntries(scores(neighbours[id] ?? []))]));
}

test('a recommender that is killed all the time learns what its twin learns', { timeout: LONG ? 600_000 : 120_000 }, async () => {
  const visitors: { killed: Visitor; twin: Visitor; tour: number[] }[] = [];
  for (let index = 0; index < VISITORS; index += 1) {
    // Some products are met far more often than others, so that no order hangs on a hair.
    const tour = Array.from({ length: VIEWS }, () => Math.floor(PRODUCTS * (chance.below(1_000) / 1_000) ** 2));
    visitors.push({ killed: await aGuest(houses.killed), twin: await aGuest(houses.twin), tour });
  }
  const views = VISITORS * VIEWS;
  const deaths = new Set(chance.shuffled(Array.from({ length: views }, (_, view) => view)).slice(0, KILLS));
  for (let view = 0; view < views; view += 1) {
    const visitor = visitors[view % VISITORS];
    const event = aView(`p${visitor?.tour[Math.floor(view / VISITORS)]}`);
    const see = (name: 'killed' | 'twin'): Promise<Response> =>
      insist('a view', () => houses[name].api.shopper(visitor?.[name].token ?? '')('POST', '/v1/events', { events: [event] }));
    await Promise.all([see('killed'), see('twin')]);
    if (deaths.has(view)) await die(houses.killed);
  }
  const expected = await learnt(houses.twin);
  expect(Object.values(expected).flatMap((scores) => Object.keys(scores)).length).toBeGreaterThan(PRODUCTS * 4);
  // What was still in an outbox when the machine died leaves with the alarm.
  let last = '';
  await until(
    async () => {
      const before = last;
      last = JSON.stringify(await learnt(houses.killed));
      return last === JSON.stringify(expected) || last === before;
    },
    { timeoutMs: 40_000, everyMs: 6_000, what: 'nothing more to be learnt' },
  );
  expect(await learnt(houses.killed)).toEqual(expected);
});
