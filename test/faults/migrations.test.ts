import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, taken, until, type House } from '../harness/index.ts';
import { whileDead, type Kind } from './disk.ts';
import { aGuest, anEvent, anOrder, insist, setProgramme, type Visitor } from './people.ts';

// A new release has been rolled back: the folder is of tomorrow, the code is of today. And once somebody edited a migration that had long been applied.

const KINDS: readonly Kind[] = ['Shop', 'Shoppers', 'Catalog', 'Recommender'];
const FROM_TOMORROW = "INSERT INTO migration (id, sql, additive, at_ms) VALUES ('tomorrow-1', 'CREATE TABLE tomorrow (id TEXT)', ?, 1)";

let house: House;
let who: Visitor;

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, {});
  who = await aGuest(house);
});
afterAll(() => house.dispose());

const writes = (): Promise<Response> => house.api.shopper(who.token)('POST', '/v1/events', { events: [anEvent()] });
const spoil = (sql: string, ...values: (string | number)[]): Promise<void> =>
  whileDead(house, (disk) => KINDS.forEach((kind) => disk.objects(kind).forEach((object) => object.run(sql, ...values))));
const log = (): string => readFileSync(house.worker.logFile, 'utf8');

test('code that is older than its folder runs on when the newer migration only added', async () => {
  await taken(await writes());
  await whileDead(house, (disk) => {
    for (const kind of KINDS) {
      for (const object of disk.objects(kind)) {
        object.run('CREATE TABLE tomorrow (id TEXT)');
        object.run(FROM_TOMORROW, 1);
      }
    }
    for (const slice of disk.objects('Shoppers')) slice.run("ALTER TABLE event ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'");
  });
  await taken(await writes());
  await taken(await house.api.secret('POST', '/v1/orders', anOrder('old-code', 10, { shopperToken: who.token })));
  await taken(await house.api.page('GET', house.keyed('/v1/config')));
  for (const slice of [0, 1, 2]) {
    const call = { shopId: house.shop.shopId, slice };
    expect([200, 503], 'a move may wait for the new code, the shop may not').toContain((await house.api.page('POST', '/v1/test/move', call)).status);
  }
  await insist('a batch, wherever the slice is', writes);
});

test('an object that newer code has changed for good does not run, and says why', async () => {
  await spoil("UPDATE migration SET additive = 0 WHERE id = 'tomorrow-1'");
  expect((await writes()).status).toBe(500);
  await until(() => log().includes('Migration tomorrow-1 was applied by newer code'), { what: 'the reason in the log' });
  await spoil("UPDATE migration SET additive = 1 WHERE id = 'tomorrow-1'");
  await insist('a batch', writes);
});

test('an applied migration whose text was changed stops the object, with a line that names it, and nothing is lost', async () => {
  const points = async (): Promise<number> =>
    (await taken<{ points: { available: number } }>(await house.api.shopper(who.token)('GET', '/v1/me'))).points.available;
  await until(async () => (await points()) === 10, { everyMs: 150, what: 'the points of the order' });
  await spoil("UPDATE migration SET sql = sql || ' -- a harmless comment' WHERE id = 'shoppers-1'");
  const refused = await writes();
  expect(refused.status).toBe(500);
  expect(await refused.text(), 'the page learns nothing of it').not.toContain('igration');
  await until(() => log().includes('Migration shoppers-1 was changed after it had been applied'), { what: 'the reason in the log' });
  await spoil("UPDATE migration SET sql = replace(sql, ' -- a harmless comment', '') WHERE id = 'shoppers-1'");
  await insist('a batch', writes);
  expect(await points()).toBe(10);
});
