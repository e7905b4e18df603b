import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, type House } from '../harness/index.ts';
import { aChance, LONG, sorted } from './chance.ts';
import { whileDead } from './disk.ts';
import { aGuest, anEvent, anOrder, insist, setProgramme, type Visitor } from './people.ts';
import { die } from './stop.ts';

// P1 of the reliability notes: what was answered with yes is there, whatever happens a millisecond later. What was never answered may be there or not, and
// saying it again with the same ids changes nothing.

const WRITERS = 8;
const KILLS = LONG ? 200 : 20;

let house: House;
const chance = aChance('acks');

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, { pendingDays: 14 });
});
afterAll(() => house.dispose());

test(
  'eight write while the machine dies again and again: no yes was wrong, nothing counts twice',
  { timeout: LONG ? 600_000 : 120_000 },
  async () => {
    const guests: Visitor[] = [];
    for (let index = 0; index < WRITERS * 4; index += 1) guests.push(await aGuest(house));
    const events = new Set<string>();
    const orders = new Map<string, number>();
    let answers = 0;
    let tries = 0;
    let open = true;
    const write = async (writer: number): Promise<void> => {
      for (let turn = 0; open; turn += 1) {
        const who = guests[writer * 4 + (turn % 4)] as Visitor;
        const batch = Array.from({ length: 10 }, () => anEvent());
        await insist('a batch', () => {
          tries += 1;
          return house.api.shopper(who.token)('POST', '/v1/events', { events: batch });
        });
        for (const { id } of batch) events.add(id);
        const order = anOrder(`${writer}-${turn}`, 1 + chance.below(50), { shopperToken: who.token });
        await insist('an order', () => {
          tries += 1;
          return house.api.secret('POST', '/v1/orders', order);
        });
        orders.set(order.id, order.totalMinor / 100);
        answers += 2;
      }
    };
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(150 + chance.below(400));
      await die(house);
    }
    open = false;
    await writing;
    console.info(`${KILLS} kills, ${answers} times yes in ${tries} tries: ${events.size} events, ${orders.size} orders`);
    expect(answers).toBeGreaterThan(KILLS);

    await whileDead(house, (disk) => {
      const kept = disk.rows('Shoppers', "SELECT id FROM event WHERE name = 'page_view'").map(({ id }) => String(id));
      expect(sorted(kept), 'every event, once').toEqual(sorted([...events]));
      const earned = disk.rows('Shoppers', "SELECT order_id, points FROM ledger WHERE kind = 'earn'").map((row) => [row['order_id'], row['points']]);
      expect(sorted(earned), 'the ledger is the orders').toEqual(sorted([...orders]));
      const people = disk.rows('Shoppers', 'SELECT orders, points_pending FROM shopper');
      const total = (column: string): number => people.reduce((sum, row) => sum + Number(row[column]), 0);
      expect([total('orders'), total('points_pending')]).toEqual([orders.size, [...orders.values()].reduce((sum, points) => sum + points, 0)]);
    });
  },
);
