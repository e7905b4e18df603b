import type { PointsView, ShopperView, Voucher } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, taken, until, type House } from '../harness/index.ts';
import { aChance, LONG } from './chance.ts';
import { whileDead } from './disk.ts';
import { aReward, setProgramme, signsIn, type Visitor } from './people.ts';
import { areHeld, attempt, die } from './stop.ts';

// Codes that the owner brought, and vouchers that are given up: whatever dies between any two steps, no code goes to two people, and what is given up comes back once,
// the points to whoever paid them and the thing to the shelf.

const CODES = Array.from({ length: 8 }, (_, index) => `BRING-${index}`);
const FOREVER = new Promise<never>(() => undefined);

let house: House;
const people: Visitor[] = [];
const chance = aChance('vouchers');

beforeAll(async () => {
  house = await aHouse({ clock: true });
  const rewards = [{ ...aReward('pooled', 10), codes: 'pool' as const }, aReward('rare', 10, 3), aReward('till', 10)];
  await setProgramme(house, { signUpPoints: 500, rewards });
  for (let index = 0; index < 10; index += 1) people.push(await signsIn(house, `w${index}`));
});
afterAll(() => house.dispose());

const redeem = (who: Visitor, rewardId: string, key: string): Promise<Response> =>
  house.api.shopper(who.token)('POST', '/v1/me/redemptions', { rewardId }, { 'idempotency-key': key });
/** Says it until there is an answer that will stand. */
const stands = (say: () => Promise<Response>): Promise<{ status: number; text: string }> =>
  until(
    async () => {
      const response = await attempt(say());
      if (response instanceof Error || response.status >= 500 || response.status === 429) return null;
      return { status: response.status, text: await response.text() };
    },
    { timeoutMs: 30_000, everyMs: 100, what: 'an answer that stands' },
  );
const voucherIn = (text: string): Voucher => (JSON.parse(text) as { voucher: Voucher }).voucher;
const balance = async (who: Visitor): Promise<number> =>
  (await taken<PointsView>(await house.api.shopper(who.token)('GET', '/v1/me/points'))).available;
const bring = (codes: readonly string[]): Promise<Response> => house.api.secret('POST', '/v1/rewards/pooled/codes', { codes });

test('every code of a pool goes to one person and one only, whatever dies while it is taken; then there are no more', async () => {
  expect(await taken(await bring(CODES))).toEqual({ added: 8, left: 8, all: 8 });
  expect(await taken(await bring(CODES)), 'the same again').toEqual({ added: 0, left: 8, all: 8 });
  const places = chance.shuffled(['redeem.held', 'redeem.saved', 'drain.shop', 'drain.taken'] as const).slice(0, LONG ? 4 : 2);
  const given: string[] = [];
  for (const [index, place] of places.entries()) {
    await die(house, { at: place });
    const taking = attempt(redeem(people[index] as Visitor, 'pooled', 'mine'));
    expect(await areHeld(house, FOREVER), place).toBe(true);
    await Promise.all([die(house), taking]);
    const { status, text } = await stands(() => redeem(people[index] as Visitor, 'pooled', 'mine'));
    expect([place, status]).toEqual([place, 201]);
    given.push(voucherIn(text).code);
    expect(await stands(() => redeem(people[index] as Visitor, 'pooled', 'mine')), 'the same command').toEqual({ status, text });
  }
  const crowd = await Promise.all(people.slice(places.length).map((who) => stands(() => redeem(who, 'pooled', 'crowd'))));
  for (const { status, text } of crowd) if (status === 201) given.push(voucherIn(text).code);
  expect(given.toSorted()).toEqual([...CODES].toSorted());
  expect(crowd.filter(({ status, text }) => status === 409 && text.includes('out-of-stock'))).toHaveLength(10 - CODES.length);
  expect(await taken(await bring(['LATE-1']))).toEqual({ added: 1, left: 1, all: 9 });
  expect((await stands(() => redeem(people[9] as Visitor, 'pooled', 'late'))).text).toContain('LATE-1');
});

test('a code of a pool that was given up is not given again: somebody has seen it', async () => {
  const [first] = people as [Visitor];
  const me = house.api.shopper(first.token);
  const before = await balance(first);
  const code = (await taken<ShopperView>(await me('GET', '/v1/me'))).vouchers.find(({ rewardId }) => rewardId === 'pooled')?.code ?? '';
  expect(CODES).toContain(code);
  expect((await me('POST', `/v1/me/vouchers/${code}/cancel`)).status).toBe(200);
  expect(await balance(first)).toBe(before + 10);
  expect(await taken(await bring([code]))).toMatchObject({ added: 0, left: 0 });
});

test('what is given up comes back once, whatever dies on the way: points to their lots, the thing to the shelf', async () => {
  const [ann, bo, cy, dee] = people.slice(0, 4) as [Visitor, Visitor, Visitor, Visitor];
  const codes: string[] = [];
  for (const who of [ann, bo, cy]) codes.push(voucherIn((await stands(() => redeem(who, 'rare', 'rare'))).text).code);
  expect((await stands(() => redeem(dee, 'rare', 'none-left'))).status).toBe(409);
  for (const place of ['drain.shop', 'drain.taken'] as const) {
    const [who, code] = place === 'drain.shop' ? ([ann, codes[0]] as const) : ([bo, codes[1]] as const);
    const giveUp = (): Promise<Response> => house.api.shopper(who.token)('POST', `/v1/me/vouchers/${code}/cancel`);
    const before = await balance(who);
    await die(house, { at: place });
    const first = attempt(giveUp());
    expect(await areHeld(house, FOREVER), place).toBe(true);
    await Promise.all([die(house), first]);
    expect((await stands(giveUp)).status).toBe(200);
    expect((await stands(giveUp)).status).toBe(200);
    expect(await balance(who), place).toBe(before + 10);
    // One came back: one more can be had, and no second.
    const again = `again-${place}`;
    let tries = 0;
    await until(async () => (await redeem(dee, 'rare', `${again}-${(tries += 1)}`)).status === 201, {
      what: 'it to be back on the shelf',
      timeoutMs: 20_000,
      everyMs: 200,
    });
    expect((await stands(() => redeem(cy, 'rare', again))).status, 'and no second').toBe(409);
  }
  const { used, holds } = await whileDead(house, (disk) => ({
    used: disk.rows('Shop', "SELECT used FROM stock WHERE resource = 'reward:rare'").map((row) => row['used']),
    holds: disk.rows('Shop', "SELECT state FROM hold WHERE resource = 'reward:rare' AND state <> 'released'").length,
  }));
  expect([used, holds]).toEqual([[3], 3]);
});

test('a voucher counts only for whoever took it, where the till says who is there', async () => {
  const [ann] = people as [Visitor];
  const { code } = voucherIn((await stands(() => redeem(ann, 'till', 'till'))).text);
  const check = async (customerId?: string): Promise<unknown> =>
    taken(
      await house.api.secret('POST', '/v1/vouchers/validate', { code, subtotalMinor: 9_000, currency: 'EUR', ...(customerId ? { customerId } : {}) }),
    );
  expect(await check('w1')).toEqual({ valid: false, reason: 'other-customer' });
  expect(await check('nobody-we-know')).toEqual({ valid: false, reason: 'other-customer' });
  expect(await check('w0')).toMatchObject({ valid: true, worthMinor: 500 });
  expect(await check()).toMatchObject({ valid: true });
  const use = (customerId: string): Promise<Response> => house.api.secret('POST', '/v1/vouchers/use', { code, orderId: 'o', customerId });
  const refused = await use('w1');
  expect([refused.status, await refused.json()]).toMatchObject([409, { title: 'This voucher belongs to somebody else' }]);
  expect((await use('w0')).status).toBe(200);
  const unknown = await house.api.secret('POST', '/v1/vouchers/use', { code: 'NONE-0000', orderId: 'o', customerId: 'w1' });
  expect(unknown.status).toBe(404);
});
