import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, taken, until, type House } from '../harness/index.ts';
import { whileDead } from './disk.ts';
import { aGuest, anOrder, setProgramme, type Visitor } from './people.ts';
import { die } from './stop.ts';

// Points wait fourteen days. The machine is off when the day comes, and nobody calls after it is on again.

const DAY_MS = 86_400_000;

let house: House;
const waiting: Visitor[] = [];

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, { pendingDays: 14 });
});
afterAll(() => house.dispose());

async function somebodyWaits(units: number): Promise<Visitor> {
  const who = await aGuest(house);
  await taken(await house.api.secret('POST', '/v1/orders', anOrder(`order-${who.id}`, units, { shopperToken: who.token })));
  waiting.push(who);
  return who;
}

/** Puts the alarms on the disk back by so much: for the machine's clock, this is time that went by while it was off. */
async function sleepFor(ms: number): Promise<void> {
  await house.kill9();
  for (const file of globSync('objects/*/metadata.sqlite', { cwd: house.worker.dataDir })) {
    using db = new DatabaseSync(join(house.worker.dataDir, file));
    // workerd keeps nanoseconds.
    db.prepare('UPDATE _cf_ALARM SET scheduled_time = scheduled_time - ?').run(BigInt(ms) * 1_000_000n);
  }
}

/** Balances as they stand on the disk, while the worker runs and without asking it. */
const balances = (): Map<string, [unknown, unknown]> =>
  new Map(
    globSync('objects/rapport-ShoppersObject-v1/*.sqlite', { cwd: house.worker.dataDir })
      .filter((file) => !file.endsWith('metadata.sqlite'))
      .flatMap((file) => {
        using db = new DatabaseSync(join(house.worker.dataDir, file), { readOnly: true });
        const rows = db.prepare('SELECT id, points_pending, points_available FROM shopper').all();
        return rows.map((row): [string, [unknown, unknown]] => [String(row['id']), [row['points_pending'], row['points_available']]]);
      }),
  );

test('what became due while the machine was off is done when it is on, without anybody calling', async () => {
  for (let index = 0; index < 9; index += 1) await somebodyWaits(30);
  await sleepFor(15 * DAY_MS);
  await house.worker.restart({ TEST_CLOCK_OFFSET_MS: String(15 * DAY_MS) });
  await until(() => waiting.every(({ id }) => String(balances().get(id)) === '0,30'), {
    timeoutMs: 20_000,
    everyMs: 200,
    what: 'all points to be available',
  });
  await die(house);
  expect(waiting.map(({ id }) => String(balances().get(id)))).toEqual(waiting.map(() => '0,30'));
});

test('one whose turn always fails stops nobody else, and is tried later', async () => {
  const poisoned = await somebodyWaits(10);
  const others: Visitor[] = [];
  for (let index = 0; index < 12; index += 1) others.push(await somebodyWaits(20));
  await whileDead(house, (disk) => {
    for (const slice of disk.objects('Shoppers')) {
      slice.run("UPDATE shopper SET recent = '{' WHERE id = ?", poisoned.id);
      // First in its lane, so that everybody else in the slice stands behind it.
      slice.run("UPDATE agenda SET due_at_ms = 1, lane = 0 WHERE kind = 'due' AND key = ?", poisoned.id);
    }
  });
  await sleepFor(15 * DAY_MS);
  await house.worker.restart({ TEST_CLOCK_OFFSET_MS: String(15 * DAY_MS) });
  await until(() => others.every(({ id }) => String(balances().get(id)) === '0,20'), {
    timeoutMs: 20_000,
    everyMs: 200,
    what: 'everybody else to have points',
  });
  expect(balances().get(poisoned.id)).toEqual([10, 0]);
  await whileDead(house, (disk) => {
    const [item] = disk.rows('Shoppers', "SELECT attempts, parked, error FROM agenda WHERE kind = 'due' AND key = ?", poisoned.id);
    expect(item?.['attempts']).toBeGreaterThan(0);
    expect(item?.['error']).not.toBe('');
    for (const slice of disk.objects('Shoppers')) {
      slice.run("UPDATE shopper SET recent = '[]' WHERE id = ?", poisoned.id);
      slice.run("UPDATE agenda SET due_at_ms = 1 WHERE kind = 'due' AND key = ?", poisoned.id);
    }
  });
  await die(house, { clockMs: 15 * DAY_MS });
  await house.setClock(15 * DAY_MS);
  await until(() => String(balances().get(poisoned.id)) === '0,10', { timeoutMs: 20_000, everyMs: 200, what: 'the repaired one to be served' });
});
