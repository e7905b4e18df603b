import type { OfferView } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aRunningOffer } from '../contract/a-shop-day.ts';
import { aHouse, until, type House } from '../harness/index.ts';
import { whileDead, type Disk } from './disk.ts';
import { signsIn, type Visitor } from './people.ts';
import { areHeld, attempt, die } from './stop.ts';

// An offer there are only ten of, over three slices. Ten get it, whatever dies between holding, deciding, confirming and answering; what nobody got in the end is back.

const PLACES = ['claim.held', 'claim.saved', 'drain.shop', 'drain.taken'] as const;
const HOLDS_ARE_OVER_MS = 11 * 60_000;
const STOCK = 10;
const FOREVER = new Promise<never>(() => undefined);

let house: House;
const people: Visitor[] = [];

beforeAll(async () => {
  house = await aHouse({ clock: true });
  for (let index = 0; index < 40; index += 1) people.push(await signsIn(house, `r${index}`));
});
afterAll(() => house.dispose());

const look = async ({ token }: Visitor): Promise<OfferView[]> =>
  ((await (await house.api.shopper(token)('GET', '/v1/me/offers?placement=cart')).json()) as { offers: OfferView[] }).offers;
const take = (offer: string, { token }: Visitor, key: string): Promise<Response> =>
  house.api.shopper(token)('POST', `/v1/me/offers/${offer}/claim`, undefined, { 'idempotency-key': key });
const outcome = async (response: Response): Promise<{ status: number; text: string }> => ({ status: response.status, text: await response.text() });
const budget = { units: STOCK, moneyMinor: 10 * STOCK * 100, perShopper: 100 };
const gives = { kind: 'percent', percent: 10, mostMinor: 1_000 } as const;

/** How an offer stands on the disk. */
const standing = (disk: Disk, offer: string): { used: unknown; money: unknown; held: number; claims: number; codes: number } => {
  const claims = disk.rows('Shoppers', 'SELECT code FROM claim WHERE offer = ?', offer).map(({ code }) => String(code));
  return {
    used: disk.rows('Shop', 'SELECT used FROM stock WHERE resource = ?', `offer:${offer}`)[0]?.['used'],
    money: disk.rows('Shop', 'SELECT used FROM stock WHERE resource = ?', `offer-money:${offer}`)[0]?.['used'],
    held: disk.rows('Shop', "SELECT id FROM hold WHERE state = 'held' AND resource LIKE ?", `%${offer}`).length,
    claims: claims.length,
    codes: new Set(claims).size,
  };
};

test('five hundred want the last ten at once: ten get one, asking again gives the same answer, and nobody is shown it any more', async () => {
  const offer = await aRunningOffer(house, { gives, budget, priority: 100 });
  for (const visitor of people) expect((await look(visitor)).map(({ id }) => id)).toContain(offer);
  const tries = Array.from({ length: 500 }, (_, index) => ({ who: people[index % people.length] as Visitor, key: `rush-${index}` }));
  const answers = await Promise.all(tries.map(async (one) => ({ one, ...(await outcome(await take(offer, one.who, one.key))) })));
  const given = answers.filter(({ status }) => status === 201);
  expect(given).toHaveLength(STOCK);
  expect(answers.filter(({ status, text }) => status === 409 && text.includes('out-of-stock'))).toHaveLength(490);
  for (const { one, text } of given.slice(0, 3)) expect(await outcome(await take(offer, one.who, one.key))).toEqual({ status: 201, text });
  const winners = new Set(given.map(({ one }) => one.who.id));
  const loser = people.find(({ id }) => !winners.has(id)) as Visitor;
  await until(async () => !(await look(loser)).some(({ id }) => id === offer), { what: 'the slices to hear that it is used up' });
});

test(
  'whatever dies between any two steps: never more than ten, money and number agree, and what nobody got is back',
  { timeout: 120_000 },
  async () => {
    const offer = await aRunningOffer(house, { gives, budget, priority: 100 });
    for (const visitor of people) await look(visitor);
    for (const [wave, place] of PLACES.entries()) {
      await die(house, { at: place, passes: 0 });
      const calls = people.slice(wave * 2, wave * 2 + 2).map((who) => attempt(take(offer, who, `${place}-${who.id}`).then(outcome)));
      expect(await areHeld(house, place.startsWith('claim') ? Promise.all(calls) : FOREVER), place).toBe(true);
      await Promise.all([die(house), ...calls]);
    }
    await Promise.all(people.slice(10).map(async (who) => outcome(await take(offer, who, `rest-${who.id}`))));
    await house.setClock(HOLDS_ARE_OVER_MS);
    await until(async () => (await whileDead(house, (disk) => standing(disk, offer))).held === 0, {
      timeoutMs: 60_000,
      everyMs: 500,
      what: 'the holds to be settled',
    });
    let last = 0;
    await until(
      async () => {
        last += 1;
        return (await outcome(await take(offer, people[last % people.length] as Visitor, `last-${last}`))).status === 409;
      },
      { timeoutMs: 30_000, everyMs: 20, what: 'the last to be given' },
    );
    await until(async () => (await whileDead(house, (disk) => standing(disk, offer))).held === 0, {
      timeoutMs: 30_000,
      everyMs: 500,
      what: 'the confirmations',
    });
    expect(await whileDead(house, (disk) => standing(disk, offer))).toEqual({
      used: STOCK,
      money: STOCK * 1_000,
      held: 0,
      claims: STOCK,
      codes: STOCK,
    });
  },
);
