import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, until, type House } from '../harness/index.ts';
import { aChance, LONG } from './chance.ts';
import { whileDead, type Disk } from './disk.ts';
import { aReward, setProgramme, signsIn, type Visitor } from './people.ts';
import { areHeld, attempt, die, holdAt } from './stop.ts';

// There are ten of a thing, and everybody wants it at once. Ten get it, whatever dies between taking one off the shelf, deciding, confirming and answering;
// and what nobody got in the end is back on the shelf.

/** Between each pair of steps of a redemption: hold | decide and save | answer, and: save | confirm | cross off. */
const PLACES = ['redeem.held', 'redeem.saved', 'drain.shop', 'drain.taken'] as const;
const ROUNDS = LONG ? 10 : 1;
const HOLDS_ARE_OVER_MS = 11 * 60_000;
const STOCK = 10;
const FOREVER = new Promise<never>(() => undefined);

let house: House;
const people: Visitor[] = [];
const chance = aChance('hold');

beforeAll(async () => {
  house = await aHouse({ clock: true });
  const rewards = ['rush', 'void', ...Array.from({ length: ROUNDS }, (_, round) => `rare${round}`)].map((id) => aReward(id, 1, STOCK));
  await setProgramme(house, { signUpPoints: 1_000, rewards: rewards.map((reward) => (reward.id === 'void' ? { ...reward, stock: 1 } : reward)) });
  for (let index = 0; index < 60; index += 1) people.push(await signsIn(house, `r${index}`));
});
afterAll(() => house.dispose());

/** A try to take a reward, and how it ended. */
interface Try {
  readonly who: Visitor;
  readonly key: string;
}
const take = (reward: string, { who, key }: Try): Promise<Response> =>
  house.api.shopper(who.token)('POST', '/v1/me/redemptions', { rewardId: reward }, { 'idempotency-key': key });
const outcome = async (response: Response): Promise<{ status: number; text: string }> => ({ status: response.status, text: await response.text() });
/** Asks with the same key until there is an answer that will stand. */
const settled = (reward: string, one: Try): Promise<{ status: number; text: string }> =>
  until(
    async () => {
      const answer = await outcome(await take(reward, one));
      return answer.status < 500 && answer.status !== 429 ? answer : null;
    },
    { timeoutMs: 30_000, everyMs: 100, what: 'an answer that stands' },
  );

/** How a reward stands on the disk. */
function standing(disk: Disk, reward: string): { used: unknown; held: number; confirmed: number; vouchers: string[]; paid: number } {
  const holds = disk.rows('Shop', 'SELECT state FROM hold WHERE resource = ?', `reward:${reward}`).map(({ state }) => state);
  const vouchers = disk.rows('Shoppers', 'SELECT shopper, code FROM voucher WHERE reward = ?', reward);
  const commands = disk
    .rows('Shoppers', 'SELECT id, answer FROM command WHERE answer IS NOT NULL')
    .filter(({ answer }) => String(answer).includes(`"${reward}"`));
  const paid = commands.map(
    ({ id }) => disk.rows('Shoppers', "SELECT points FROM ledger WHERE kind = 'spend' AND key LIKE ?", `redeem:${String(id)}%`).length,
  );
  return {
    used: disk.rows('Shop', 'SELECT used FROM stock WHERE resource = ?', `reward:${reward}`)[0]?.['used'],
    held: holds.filter((state) => state === 'held').length,
    confirmed: holds.filter((state) => state === 'confirmed').length,
    vouchers: vouchers.map(({ code }) => String(code)),
    paid: paid.reduce((sum, rows) => sum + rows, 0),
  };
}

test('five hundred try at once for ten: ten get one, and asking again gives the same answer to the letter', async () => {
  const tries = Array.from({ length: 500 }, (_, index): Try => ({ who: people[index % people.length] as Visitor, key: `rush-${index}` }));
  const answers = await Promise.all(tries.map(async (one) => ({ one, ...(await outcome(await take('rush', one))) })));
  const given = answers.filter(({ status }) => status === 201);
  expect(given).toHaveLength(STOCK);
  expect(answers.filter(({ status, text }) => status === 409 && text.includes('out-of-stock'))).toHaveLength(490);
  for (const { one, text } of given) expect(await outcome(await take('rush', one))).toEqual({ status: 201, text });
});

test('a command that was given up can never be taken any more, and what it held is free again', async () => {
  const [slow, quick] = [
    { who: people[0] as Visitor, key: 'slow' },
    { who: people[1] as Visitor, key: 'quick' },
  ];
  await holdAt(house, 'redeem.held', 1);
  const taking = attempt(take('void', slow));
  expect(await areHeld(house, taking)).toBe(true);
  expect((await take('void', quick)).status, 'the only one is held').toBe(409);
  await house.setClock(HOLDS_ARE_OVER_MS);
  let again = 0;
  await until(async () => (await take('void', { ...quick, key: `quick-${(again += 1)}` })).status === 201, {
    timeoutMs: 30_000,
    everyMs: 150,
    what: 'the hold to be given up',
  });
  // The clock goes back, so that it is not the deadline which refuses.
  await house.setClock(0);
  await holdAt(house, null);
  const late = await taking;
  expect(late instanceof Response && late.status).toBe(409);
  expect((await settled('void', slow)).status).toBe(409);
});

test('whatever dies between any two steps: never more than ten, and what nobody got is back', { timeout: LONG ? 600_000 : 120_000 }, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const reward = `rare${round}`;
    const known = new Map<Try, string>();
    const unknown: Try[] = [];
    for (const [wave, place] of chance.shuffled(PLACES).entries()) {
      await die(house, { at: place, passes: place.startsWith('redeem') ? chance.below(2) : 0 });
      const tries = chance
        .shuffled(people)
        .slice(0, 2)
        .map((who): Try => ({ who, key: `${reward}-${wave}-${who.id}` }));
      const calls = tries.map((one) => attempt(take(reward, one).then(outcome)));
      // What leaves the outbox leaves it after the answer.
      expect(await areHeld(house, place.startsWith('redeem') ? Promise.all(calls) : FOREVER), place).toBe(true);
      await Promise.all([die(house), ...calls]);
      for (const [index, one] of tries.entries()) {
        const answer = await calls[index];
        if (answer && !(answer instanceof Error) && answer.status === 201) known.set(one, answer.text);
        else unknown.push(one);
      }
    }
    // Some ask again at once, some only when their hold has run out.
    for (const one of unknown.slice(0, unknown.length / 2)) {
      const answer = await settled(reward, one);
      if (answer.status === 201) known.set(one, answer.text);
    }
    await die(house, { clockMs: HOLDS_ARE_OVER_MS });
    await house.setClock(HOLDS_ARE_OVER_MS);
    const late = await Promise.all(unknown.slice(unknown.length / 2).map(async (one) => ({ one, ...(await settled(reward, one)) })));
    for (const { one, status, text } of late) if (status === 201) known.set(one, text);
    for (const [one, text] of known) expect(await settled(reward, one)).toEqual({ status: 201, text });
    await until(() => whileDead(house, (disk) => standing(disk, reward).held === 0), {
      timeoutMs: 40_000,
      everyMs: 1_000,
      what: 'all holds to be resolved',
    });

    const crowd = await Promise.all(people.map((who) => settled(reward, { who, key: `${reward}-crowd` })));
    const lucky = crowd.filter(({ status }) => status === 201).map(({ text }) => text);
    await until(() => whileDead(house, (disk) => standing(disk, reward).held === 0), {
      timeoutMs: 40_000,
      everyMs: 1_000,
      what: 'all to be confirmed',
    });

    const end = await whileDead(house, (disk) => standing(disk, reward));
    const codes = [...known.values(), ...lucky].map((text) => (JSON.parse(text) as { voucher: { code: string } }).voucher.code);
    console.info(`${reward}: ${unknown.length} never heard back, ${known.size} got one all the same, ${lucky.length} got the rest`);
    expect(end.vouchers.toSorted(), 'whoever got one was told, whoever was told got one').toEqual(codes.toSorted());
    expect(end.vouchers).toHaveLength(STOCK);
    expect([end.used, end.confirmed, end.paid], 'taken off the shelf = given = paid for').toEqual([STOCK, STOCK, STOCK]);
    await die(house);
  }
});
