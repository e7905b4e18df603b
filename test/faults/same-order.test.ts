import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, until, type House } from '../harness/index.ts';
import { aChance } from './chance.ts';
import { whileDead } from './disk.ts';
import { anOrder, aReward, setProgramme, signsIn } from './people.ts';
import { attempt, die } from './stop.ts';

// A shop's back end that hears nothing sends again, over every connection it has, while the worker dies under it. One entry, and one answer.

const SENDS = 1_000;
const CONNECTIONS = 16;
const KILLS = 3;

let house: House;
const chance = aChance('same-order');

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, { pointsPerUnit: 1, signUpPoints: 500, rewards: [aReward('five', 100)] });
});
afterAll(() => house.dispose());

/** Asks so often over so many connections while the worker is killed three times in between; the answers that came. */
async function thousandfold(ask: () => Promise<Response>): Promise<{ status: number; text: string }[]> {
  const answers: { status: number; text: string }[] = [];
  let sent = 0;
  let killed = 0;
  const killAt = chance.shuffled(Array.from({ length: 8 }, (_, part) => 60 + part * 110)).slice(0, KILLS);
  killAt.sort((a, b) => a - b);
  const one = async (): Promise<void> => {
    while (sent < SENDS) {
      sent += 1;
      const came = await attempt(ask().then(async (response) => ({ status: response.status, text: await response.text() })));
      if (!(came instanceof Error) && came.status < 500 && came.status !== 429) answers.push(came);
    }
  };
  const kills = (async () => {
    for (const at of killAt) {
      await until(() => sent >= at, { timeoutMs: 60_000, everyMs: 1, what: 'the moment to die' });
      await die(house);
      killed += 1;
    }
  })();
  await Promise.all([kills, ...Array.from({ length: CONNECTIONS }, one)]);
  expect([sent, killed]).toEqual([SENDS, KILLS]);
  // Whatever died with the worker: the last word is an answer.
  await until(async () => (await ask()).ok, { timeoutMs: 20_000, what: 'an answer at last' });
  return answers;
}

test('the same order a thousand times over sixteen connections, three kills in between: one entry, one answer', async () => {
  const order = anOrder('again', 42, { customer: { id: 'again', email: 'again@people.example' } });
  const answers = await thousandfold(() => house.api.secret('POST', '/v1/orders', order));
  const said = answers.map(({ status, text }) => ({ http: status, ...(JSON.parse(text) as { changed: boolean }) }));
  // `changed` says which of them was the first to be heard; a kill may have taken that answer along.
  expect(said.filter(({ changed }) => changed).length).toBeLessThanOrEqual(1);
  expect(new Set(said.map((one) => JSON.stringify({ ...one, changed: false }))).size).toBe(1);
  expect(said[0]).toMatchObject({ http: 200, orderId: 'again', pointsAvailable: 42 });
  expect(answers.length).toBeGreaterThan(SENDS / 3);
  const rows = await whileDead(house, (disk) => disk.rows('Shoppers', "SELECT points FROM ledger WHERE order_id = 'again'"));
  expect(rows).toEqual([{ points: 42 }]);
});

test('the same redemption a thousand times: one voucher, one answer to the letter', async () => {
  const who = await signsIn(house, 'redeems');
  const take = () => house.api.shopper(who.token)('POST', '/v1/me/redemptions', { rewardId: 'five' }, { 'idempotency-key': 'again' });
  const answers = await thousandfold(take);
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  const [spent, vouchers] = await whileDead(house, (disk) => [
    disk.rows('Shoppers', "SELECT points FROM ledger WHERE kind = 'spend' AND shopper = ?", who.id),
    disk.rows('Shoppers', 'SELECT state FROM voucher WHERE shopper = ?', who.id),
  ]);
  expect([spent, vouchers]).toEqual([[{ points: 100 }], [{ state: 'ready' }]]);
});
