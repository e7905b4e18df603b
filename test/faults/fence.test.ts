import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, importCatalogue, taken, until, type House } from '../harness/index.ts';
import { aChance, LONG, sorted } from './chance.ts';
import { whileDead } from './disk.ts';
import { aGuest, anEvent, anOrder, aReward, insist, setProgramme, signsIn, type Visitor } from './people.ts';
import { areHeld, attempt, die } from './stop.ts';

// The data of a slice is carried into a fresh object while the shop is open: pages go on sending, the back end goes on reporting orders, people take
// rewards. The machine dies in the middle, again and again. Nobody notices, and the old object stays dead.

const PLACES = ['watched', 'read', 'landed', 'caught-up', 'sealed', 'copied', 'switched', 'destroyed'] as const;
const MOVES = LONG ? 45 : 20;
const WRITERS = 6;

let house: House;
const chance = aChance('fence');

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, { signUpPoints: 100_000, rewards: [aReward('cup', 1)] });
});
afterAll(() => house.dispose());

interface Acknowledged {
  readonly events: Set<string>;
  readonly orders: Set<string>;
  readonly codes: Set<string>;
}

/** Somebody's day at the shop, until it closes: each thing is said until it is heard, with the same ids. */
async function live(name: string, acked: Acknowledged, isOpen: () => boolean): Promise<void> {
  const who = await until(() => signsIn(house, name), { what: 'to be signed in' });
  for (let turn = 0; isOpen(); turn += 1) {
    const events = [anEvent(), anEvent(), anEvent()];
    await insist('events', () => house.api.shopper(who.token)('POST', '/v1/events', { events }));
    for (const { id } of events) acked.events.add(id);
    const order = anOrder(`${name}-${turn}`, 10, { customer: { id: name } });
    await insist('an order', () => house.api.secret('POST', '/v1/orders', order));
    acked.orders.add(order.id);
    const key = { 'idempotency-key': `${name}-${turn}` };
    const given = await insist('a reward', () => house.api.shopper(who.token)('POST', '/v1/me/redemptions', { rewardId: 'cup' }, key));
    acked.codes.add(((await given.json()) as { voucher: { code: string } }).voucher.code);
    await pause(chance.below(20));
  }
}

const move = async (slice: number): Promise<{ generation: number }> =>
  taken(await house.api.page('POST', '/v1/test/move', { shopId: house.shop.shopId, slice }));

test(
  'a slice moves while people write and the machine dies: nothing acknowledged is lost, nothing comes twice, nothing stays behind',
  { timeout: LONG ? 600_000 : 150_000 },
  async () => {
    const acked: Acknowledged = { events: new Set(), orders: new Set(), codes: new Set() };
    let open = true;
    const lives = Promise.all(Array.from({ length: WRITERS }, (_, writer) => live(`w${writer}`, acked, () => open)));
    const hits = new Map<string, number>();
    const generations = [1, 1, 1];
    for (let turn = 0; turn < MOVES; turn += 1) {
      const slice = turn % 3;
      const place = PLACES[turn % (PLACES.length + 1)];
      if (place !== undefined) {
        await die(house, { at: `move.${place}`, passes: place === 'read' || place === 'landed' ? chance.below(16) : 0 });
        const moving = attempt(move(slice));
        if (await areHeld(house, moving)) hits.set(place, (hits.get(place) ?? 0) + 1);
        await pause(chance.below(100));
        await Promise.all([die(house), moving]);
      }
      const { generation } = await until(() => move(slice), { timeoutMs: 60_000, what: 'the slice to have moved' });
      expect(generation).toBeGreaterThan(generations[slice] ?? 0);
      generations[slice] = generation;
    }
    open = false;
    await lives;
    console.info(
      `${acked.events.size} events, ${acked.orders.size} orders, ${acked.codes.size} vouchers; killed at`,
      Object.fromEntries(hits),
      'generations',
      generations,
    );
    for (const place of PLACES) expect(hits.get(place), place).toBeGreaterThan(0);

    const stranger: Visitor = await aGuest(house);
    for (const [slice, generation] of generations.entries()) {
      for (let named = 1; named < generation; named += 1) {
        for (const claimed of [named, generation]) {
          const call = { shopId: house.shop.shopId, slice, named, claimed, shopper: stranger.id, events: [anEvent()] };
          const answers = await taken<{ ok: boolean; problem: string }[]>(await house.api.page('POST', '/v1/test/stale', call));
          expect(answers.map(({ problem }) => problem)).toEqual(['moved', 'moved', 'moved']);
        }
      }
    }

    await whileDead(house, (disk) => {
      const all = disk.objects('Shoppers');
      const seated = all.filter((object) => object.all('SELECT * FROM seat').length > 0);
      expect(sorted(seated.map((object) => object.all('SELECT generation FROM seat')[0]?.['generation']))).toEqual(sorted(generations));
      for (const object of all.filter((one) => !seated.includes(one))) {
        for (const table of ['shopper', 'event', 'ledger', 'agenda', 'setup', 'outbox', 'heard'])
          expect(object.all(`SELECT * FROM "${table}"`), `${object.file} ${table}`).toEqual([]);
      }
      const ids = disk.rows('Shoppers', "SELECT id FROM event WHERE source = 'page' AND name = 'page_view'").map((row) => String(row['id']));
      expect(new Set(ids).size, 'no event twice').toBe(ids.length);
      expect(
        [...acked.events].filter((id) => !ids.includes(id)),
        'no event lost',
      ).toEqual([]);
      const earned = disk
        .rows('Shoppers', "SELECT order_id FROM ledger WHERE kind = 'earn' AND order_id IS NOT NULL")
        .map((row) => String(row['order_id']));
      expect(earned.toSorted(), 'each order earns once').toEqual([...acked.orders].toSorted());
      const codes = disk.rows('Shoppers', 'SELECT code FROM voucher').map((row) => String(row['code']));
      expect(codes.toSorted(), 'each voucher once').toEqual([...acked.codes].toSorted());
      for (const { id, ...person } of disk.rows(
        'Shoppers',
        "SELECT id, points_pending, points_available, orders FROM shopper WHERE state = 'live'",
      )) {
        const [ledger] = disk
          .rows(
            'Shoppers',
            `SELECT total(points * ((to_account IN ('available', 'pending')) - (from_account IN ('available', 'pending')))) AS points,
           count(*) FILTER (WHERE kind = 'earn' AND order_id IS NOT NULL) AS orders FROM ledger WHERE shopper = ?`,
            String(id),
          )
          .filter((row) => Number(row['points']) > 0);
        expect([Number(person['points_pending']) + Number(person['points_available']), person['orders']]).toEqual([
          ledger?.['points'],
          ledger?.['orders'],
        ]);
      }
    });
  },
);

const LATER_MS = 15 * 86_400_000;

const points = async (who: Visitor): Promise<{ pending: number; available: number }> =>
  (await taken<{ points: { pending: number; available: number } }>(await house.api.shopper(who.token)('GET', '/v1/me'))).points;

test('what becomes due in the middle of a move is done once, by the copy', async () => {
  await setProgramme(house, { pendingDays: 14 });
  const people: Visitor[] = [];
  for (let index = 0; index < 12; index += 1) {
    const who = await aGuest(house);
    people.push(who);
    await taken(await house.api.secret('POST', '/v1/orders', anOrder(`patient-${index}`, 70, { shopperToken: who.token })));
  }
  for (const slice of [0, 1, 2]) {
    await die(house, { at: 'move.landed', passes: 2 + chance.below(6) });
    const moving = attempt(move(slice));
    expect(await areHeld(house, moving)).toBe(true);
    // The copy begins its life half full, on a day when everything in it is due, and is left lying for a while.
    await Promise.all([die(house, { at: 'move.landed', passes: 1, clockMs: LATER_MS }), moving]);
    const goingOn = attempt(move(slice));
    expect(await areHeld(house, goingOn)).toBe(true);
    for (let asked = 0; asked < 200; asked += 1) await house.api.page('GET', '/v1/test/hello');
    await Promise.all([die(house, { clockMs: LATER_MS }), goingOn]);
    await until(() => move(slice), { timeoutMs: 60_000, what: 'the slice to have moved' });
  }
  for (const who of people) await until(async () => (await points(who)).available === 70, { everyMs: 150, what: 'points to have matured' });
  await die(house);
});

test('news that come in during a move are told to everybody, once', { timeout: 120_000 }, async () => {
  await importCatalogue(house.api.secret, 'id,title,price,currency,stock\npot,pot,48.00,EUR,3', 'rapport-csv');
  const waiting: Visitor[] = [];
  for (let index = 0; index < 30; index += 1) {
    waiting.push(await aGuest(house));
    await taken(await house.api.shopper(waiting[index]?.token ?? '')('POST', '/v1/me/watches', { kind: 'search', query: `glaze w${index % 15}` }));
  }
  const news = Array.from({ length: 60 }, (_, index) => `glaze-${index},Glaze W${index % 15} of kiln ${index},9.00,EUR,3`);
  const importing = importCatalogue(house.api.secret, ['id,title,price,currency,stock', ...news].join('\n'), 'rapport-csv');
  for (const slice of [0, 1, 2]) await until(() => move(slice), { timeoutMs: 60_000, what: 'the slice to have moved' });
  await importing;
  const unread = async (who: Visitor): Promise<number> =>
    (await taken<{ unread: number }>(await house.api.shopper(who.token)('GET', '/v1/me'))).unread;
  for (const who of waiting) await until(async () => (await unread(who)) >= 4, { timeoutMs: 30_000, everyMs: 150, what: 'four pieces of news' });
  await whileDead(house, (disk) => {
    for (const { id } of waiting) expect(disk.rows('Shoppers', 'SELECT id FROM message WHERE shopper = ?', id)).toHaveLength(4);
  });
});
