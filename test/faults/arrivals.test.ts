import { setTimeout as pause } from 'node:timers/promises';
import type { BroughtReport, ImportReport } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, importCatalogue, muteStages, taken, until, type House } from '../harness/index.ts';
import { aChance, LONG, sorted } from './chance.ts';
import { whileDead } from './disk.ts';
import { aGuest, type Visitor } from './people.ts';
import { die } from './stop.ts';

// Two hundred wishes wait in three slices, and a file with three hundred new products comes in. The machine dies while it is read, applied, told, taken in.

const PEOPLE = 100;
const PRODUCTS = 300;
const KILLS = LONG ? 40 : 10;

let house: House;
const waiting: Visitor[] = [];
const chance = aChance('arrivals');

/** Product j comes from kiln j mod 100; person i waits for the kilns i and i + 1. */
const FILE = [
  'id,title,price,currency,stock',
  ...Array.from({ length: PRODUCTS }, (_, index) => `piece-${index},Piece ${index} of kiln k${index % PEOPLE},9.00,EUR,3`),
].join('\n');
const wanted = (index: number): string[] =>
  Array.from({ length: PRODUCTS }, (_, product) => product)
    .filter((product) => [index, (index + 1) % PEOPLE].includes(product % PEOPLE))
    .map((product) => `piece-${product}`);

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await muteStages(house);
  await importCatalogue(house.api.secret, 'id,title,price,currency,stock\npot,pot,48.00,EUR,3', 'rapport-csv');
  for (let index = 0; index < PEOPLE; index += 1) {
    const who = await aGuest(house);
    waiting.push(who);
    for (const kiln of [index, (index + 1) % PEOPLE]) {
      await taken(await house.api.shopper(who.token)('POST', '/v1/me/watches', { kind: 'search', query: `kiln k${kiln}` }));
    }
  }
});
afterAll(() => house.dispose());

const reports = async (): Promise<ImportReport[]> => (await taken<{ imports: ImportReport[] }>(await house.api.secret('GET', '/v1/imports'))).imports;

/** What everybody was told, on the disk. */
const told = (): Promise<string[][]> =>
  whileDead(house, (disk) =>
    waiting.map(({ id }) =>
      disk
        .rows('Shoppers', 'SELECT product FROM message WHERE shopper = ?', id)
        .map(({ product }) => (JSON.parse(String(product)) as { id: string }).id),
    ),
  );

test('everybody is told of each match exactly once, whatever dies on the way', { timeout: LONG ? 300_000 : 120_000 }, async () => {
  const started = await until(() => importing(), { timeoutMs: 20_000, what: 'the file to be taken' });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(chance.below(kill < KILLS / 2 ? 60 : 250));
    await die(house);
  }
  await until(async () => (await reports()).find(({ id }) => id === started.id)?.state === 'done', {
    timeoutMs: 60_000,
    everyMs: 150,
    what: 'the import to end',
  });
  for (const [index, who] of waiting.entries()) {
    const unread = async (): Promise<number> => (await taken<{ unread: number }>(await house.api.shopper(who.token)('GET', '/v1/me'))).unread;
    await until(async () => (await unread()) >= wanted(index).length, { timeoutMs: 60_000, everyMs: 300, what: `person ${index} to be told` });
  }
  for (const [index, products] of (await told()).entries()) expect(sorted(products), `person ${index}`).toEqual(sorted(wanted(index)));
});

test('the report of the import says who waits for what came in, and of no product that fewer than three wait for', async () => {
  const [report] = await reports();
  const staff = await house.api.staff();
  const pages: BroughtReport[] = [];
  for (let after: string | null = ''; after !== null; after = pages.at(-1)?.next ?? null)
    pages.push(await taken(await staff('GET', `/v1/imports/${report?.id}/waiting?limit=100${after === '' ? '' : `&after=${after}`}`)));
  expect(pages.map(({ looked, all, products }) => [looked, all, products])).toEqual([
    [100, PRODUCTS, []],
    [100, PRODUCTS, []],
    [100, PRODUCTS, []],
  ]);
  // Two wait for each product, a hundred for all of them.
  for (const { people } of pages) expect(people).toBeGreaterThan(50);
});

test('the same file again tells nobody', async () => {
  const report = await importCatalogue(house.api.secret, FILE, 'rapport-csv');
  expect([report.productsSame, report.arrivals]).toEqual([PRODUCTS, 0]);
  for (const [index, products] of (await told()).entries()) expect(products, `person ${index}`).toHaveLength(wanted(index).length);
});

const importing = async (): Promise<ImportReport> => taken(await house.api.secret('POST', '/v1/imports?format=rapport-csv', FILE));
