import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, importCatalogue, muteStages, taken, until, type House } from '../harness/index.ts';
import { aChance, LONG } from './chance.ts';
import { whileDead } from './disk.ts';
import { aPostOffice, type PostOffice } from './post-office.ts';
import { signsIn, type Visitor } from './people.ts';
import { die } from './stop.ts';

// Everybody waits for a piece of their own, hears of it in the inbox and by mail. The mail server refuses one mail in ten for the moment, and the machine dies
// again and again while mails leave. Nobody may miss it, nobody may find it twice in the inbox, and only a mail that was in flight may come again.

const PEOPLE = LONG ? 1_000 : 60;
const KILLS = LONG ? 20 : 6;
const SLICES = 3;
const HOUR_MS = 3_600_000;

let house: House;
let office: PostOffice;
const people: Visitor[] = [];
const chance = aChance('messages');
const FILE = [
  'id,title,price,currency,stock',
  ...Array.from({ length: PEOPLE }, (_, index) => `piece-${index},Piece of kiln k${index},9.00,EUR,3`),
].join('\n');
const address = (index: number): string => `p${index}@people.example`;

beforeAll(async () => {
  office = await aPostOffice(() => chance.below(10) === 0);
  house = await aHouse({ clock: true, slices: SLICES });
  const contact = {
    caps: { day: 50, week: 200, month: 500 },
    gapMinutes: 0,
    quiet: { from: '00:00', to: '00:00' },
    windows: [],
    mailsAMinute: 60_000,
  };
  // What else a shop says by itself would be counted, too.
  await muteStages(house);
  const notices = { mail: false, wantFrom: 5 };
  await taken(await (await house.api.staff())('PATCH', '/v1/shop', { contact, notices }));
  // The owner's code came to the usual mailbox; from now on mails go to the post office.
  await house.worker.restart({ SMTP_URL: office.smtpUrl });
  await importCatalogue(house.api.secret, 'id,title,price,currency,stock\npot,pot,48.00,EUR,3', 'rapport-csv');
  for (let index = 0; index < PEOPLE; index += 1) {
    const who = await signsIn(house, `p${index}`);
    people.push(who);
    await taken(await house.api.shopper(who.token)('POST', '/v1/me/watches', { kind: 'search', query: `kiln k${index}` }));
  }
}, 300_000);
afterAll(async () => {
  await house.dispose();
  await office.stop();
});

test('nobody misses a message or finds it twice, whatever fails and dies on the way', { timeout: LONG ? 900_000 : 180_000 }, async () => {
  await importCatalogue(house.api.secret, FILE, 'rapport-csv');
  const told = async (index: number): Promise<number> =>
    (await taken<{ unread: number }>(await house.api.shopper(people[index]?.token ?? '')('GET', '/v1/me'))).unread;
  for (const index of people.keys())
    await until(async () => (await told(index)) > 0, { timeoutMs: LONG ? 300_000 : 60_000, everyMs: 100, what: `person ${index} to be told` });
  const held = async (): Promise<number> => (await taken<{ held: number }>(await house.api.page('GET', '/v1/test/held'))).held;
  let clockMs = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // What was refused is tried again after a while: the clock runs ahead, so that it is always soon.
    clockMs += HOUR_MS;
    await die(house, { clockMs, ...(kill % 2 === 0 ? { at: 'message.handed-over', passes: chance.below(6) } : {}) });
    await house.setClock(clockMs);
    if (kill % 2 === 0)
      await until(async () => (await held()) > 0, { timeoutMs: 4_000, everyMs: 10, what: 'a mail in flight' }).catch(() => undefined);
    else await pause(150 + chance.below(400));
  }
  const missing = (): number => people.filter((_, index) => !office.taken.has(address(index))).length;
  for (let idle = 0; idle < 10 && missing() > 0;) {
    const before = missing();
    // Nothing wakes a slice at a time that only our clock has reached, but who sets it. While mails leave, a minute at a time: what waits too long is no longer true.
    await house.setClock((clockMs += idle === 0 ? 60_000 : HOUR_MS));
    await until(async () => missing() === 0 || null, { timeoutMs: 8_000, everyMs: 200, what: 'mails' }).catch(() => undefined);
    idle = missing() < before ? 0 : idle + 1;
  }
  expect(missing()).toBe(0);
  const again = [...office.taken.values()].reduce((sum, count) => sum + count - 1, 0);
  console.info(`${PEOPLE} people, ${KILLS} kills, ${office.refused()} mails refused for the moment, ${again} mails repeated`);
  // One in flight a slice and kill.
  expect(again).toBeLessThanOrEqual(KILLS * SLICES);
  const look = () =>
    whileDead(house, (disk) => ({
      messages: disk.rows('Shoppers', 'SELECT shopper, count(*) AS n, count(DISTINCT product) AS products FROM message GROUP BY shopper'),
      left: disk.rows('Shoppers', 'SELECT count(*) AS n FROM delivery'),
      untraced: disk.rows(
        'Shoppers',
        "SELECT count(*) AS n FROM message m WHERE NOT EXISTS (SELECT 1 FROM trace t WHERE t.message = m.id AND t.channel = 'email' AND t.outcome = 'sent')",
      ),
    }));
  let kept = await look();
  // Looking kills, too: what had just been handed over is still written down as on its way, and leaves once more.
  for (let tries = 0; tries < 5 && kept.left.some(({ n }) => Number(n) > 0); tries += 1) {
    await house.setClock((clockMs += 6 * HOUR_MS));
    await pause(1_500);
    kept = await look();
  }
  expect(kept.messages).toHaveLength(PEOPLE);
  for (const { n, products } of kept.messages) expect([n, products]).toEqual([1, 1]);
  expect([...kept.left, ...kept.untraced].map(({ n }) => n)).toEqual(Array.from({ length: 2 * SLICES }, () => 0));
});
