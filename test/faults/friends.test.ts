import type { PointsView, ReferralView } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aHouse, taken, until, type House } from '../harness/index.ts';
import { aChance, LONG } from './chance.ts';
import { whileDead } from './disk.ts';
import { aGuest, anOrder, insist, setProgramme, signsIn, type Visitor } from './people.ts';
import { areHeld, attempt, die } from './stop.ts';

// What belongs to more than one person: a member brings a friend, and everybody together may get only so much. Both cross from slice to slice, and whatever dies on the
// way, each friend counts once and no limit is passed by a point.

const PLACES = ['drain.shop', 'drain.taken', 'referral.claimed', 'referral.thanked', 'referral.welcomed'] as const;
const [THANKS, WELCOME] = [200, 50];
const FOREVER = new Promise<never>(() => undefined);

let house: House;
let mei: Visitor;
let code: string;
const chance = aChance('friends');

const referral = async (who: Visitor): Promise<ReferralView> => taken(await house.api.shopper(who.token)('GET', '/v1/me/referral'));
const claim = (who: Visitor, what: string): Promise<Response> => house.api.shopper(who.token)('POST', '/v1/me/referral', { code: what });
const points = async (who: Visitor): Promise<PointsView> => taken(await house.api.shopper(who.token)('GET', '/v1/me/points'));
const buys = (customer: string, id: string, units = 7): Promise<Response> =>
  insist('an order', () => house.api.secret('POST', '/v1/orders', anOrder(id, units, { customer: { id: customer } })));
const problem = async (response: Response): Promise<string> => ((await response.json()) as { type?: string }).type?.split('/').at(-1) ?? 'none';

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await setProgramme(house, {
    pointsPerUnit: 1,
    rules: [
      { id: 'friend', on: 'referral', title: {}, points: THANKS, friendPoints: WELCOME, limits: {} },
      { id: 'visit', on: 'event', title: {}, points: 7, limits: { allPoints: 100 } },
    ],
  });
  mei = await signsIn(house, 'mei');
  code = (await referral(mei)).code ?? '';
});
afterAll(() => house.dispose());

test('a member has a code, and nobody can use it who is the same person, has bought, or was recommended before', async () => {
  expect(await referral(mei)).toEqual({
    code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
    points: THANKS,
    friendPoints: WELCOME,
    friends: 0,
    mine: 'none',
  });
  const guest = await aGuest(house);
  expect((await referral(guest)).code).toBeNull();
  expect(await problem(await claim(guest, 'ZZZZ-ZZZZ'))).toBe('not-found');
  expect(await problem(await claim(mei, code))).toBe('own-referral');
  expect(await problem(await claim(await signsIn(house, 'mei+again'), code))).toBe('own-referral');
  const regular = await signsIn(house, 'regular');
  await buys('regular', 'before');
  expect(await problem(await claim(regular, code))).toBe('not-new');
  const ann = await signsIn(house, 'ann');
  expect((await claim(ann, ` ${code.toLowerCase().replace('-', ' ')}`)).status).toBe(200);
  expect((await claim(ann, code)).status, 'the same again').toBe(200);
  expect(await problem(await claim(ann, (await referral(regular)).code ?? ''))).toBe('limit-reached');
  expect((await referral(ann)).mine).toBe('waiting');
});

test('a guest who says it and then signs in is one friend; and whom one brought can’t bring one', async () => {
  const guest = await aGuest(house);
  expect((await claim(guest, code)).status).toBe(200);
  const bo = await signsIn(house, 'bo', guest);
  await buys('bo', 'bo-1');
  await until(async () => (await points(bo)).available === 7 + WELCOME, { what: 'the friend to be welcomed', timeoutMs: 20_000 });
  await until(async () => (await points(mei)).available === THANKS, { what: 'the member to be thanked', timeoutMs: 20_000 });
  expect((await referral(mei)).friends).toBe(1);
  expect((await referral(bo)).mine).toBe('counted');
  // Mei has never bought: bo may name her, but it doesn't count both ways.
  expect((await claim(mei, (await referral(bo)).code ?? '')).status).toBe(200);
  await buys('mei', 'mei-1');
  await buys('bo', 'bo-2');
  await until(async () => (await referral(mei)).mine === 'counted', { what: 'it to be looked at', timeoutMs: 20_000 });
  expect([(await points(mei)).available, (await points(bo)).available]).toEqual([THANKS + 7, 14 + WELCOME]);
});

test('whatever dies between any two steps: the member is thanked once for each friend, and each friend welcomed once', async () => {
  const before = (await points(mei)).available;
  const friends: string[] = [];
  for (const place of chance.shuffled(PLACES).slice(0, LONG ? PLACES.length : 2)) {
    const name = `friend-${place.replace('.', '-')}`;
    const friend = await signsIn(house, name);
    expect((await claim(friend, code)).status).toBe(200);
    await die(house, { at: place });
    const bought = attempt(buys(name, name));
    expect(await areHeld(house, FOREVER), place).toBe(true);
    await Promise.all([die(house), bought]);
    // A shop that heard nothing says it again, and then once more.
    await buys(name, name);
    await buys(name, name);
    friends.push(friend.id);
  }
  await until(async () => (await points(mei)).available >= before + THANKS * friends.length, { what: 'all to be thanked for', timeoutMs: 60_000 });
  const rows = await until(
    () =>
      whileDead(house, (disk) => {
        const given = disk.rows('Shoppers', "SELECT shopper, points FROM ledger WHERE rule = 'friend' AND kind = 'earn'");
        const waiting = disk.rows('Shop', "SELECT key FROM agenda WHERE kind = 'referral'");
        return waiting.length === 0 && friends.every((id) => given.some(({ shopper }) => shopper === id)) ? given : null;
      }),
    { what: 'all to be welcomed', timeoutMs: 60_000, everyMs: 1_000 },
  );
  expect(rows.filter(({ shopper }) => friends.includes(String(shopper))).map((row) => row['points'])).toEqual(friends.map(() => WELCOME));
  expect(rows.filter(({ shopper }) => shopper === mei.id).map((row) => row['points'])).toEqual(
    Array.from({ length: friends.length + 1 }, () => THANKS),
  );
});

test('all together get no point more than the limit, and no point less, though everybody asks at once and the worker dies while they do', async () => {
  const award = (who: string, id: string): Promise<Response> =>
    insist('an award', () => house.api.secret('POST', '/v1/points/awards', { for: { customerId: who }, id, on: 'event' }));
  await die(house, { at: 'points.leased', passes: 2 });
  const first = Array.from({ length: 8 }, (_, index) => attempt(award(`v${index}`, `early-${index}`)));
  expect(await areHeld(house, Promise.all(first))).toBe(true);
  await Promise.all([die(house), ...first]);
  await Promise.all(Array.from({ length: 30 }, (_, index) => award(`v${index}`, `late-${index}`)));
  const { given, leased, uses } = await whileDead(house, (disk) => ({
    given: disk.rows('Shoppers', "SELECT points FROM ledger WHERE rule = 'visit' AND kind = 'earn'").map((row) => Number(row['points'])),
    leased: disk.rows('Shop', "SELECT points FROM limit_lease WHERE rule = 'visit'").map((row) => Number(row['points'])),
    uses: disk.rows('Shoppers', "SELECT leased, used FROM limit_use WHERE rule = 'visit'"),
  }));
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  expect([sum(given), sum(leased), sum(uses.map(({ used }) => Number(used)))]).toEqual([100, 100, 100]);
});

test('orders keep to a limit of all as well, and a preview says so before', async () => {
  await setProgramme(house, { orderLimits: { allPoints: 95 } });
  await Promise.all(Array.from({ length: 12 }, (_, index) => buys(`o${index}`, `limited-${index}`, 10)));
  const given = await whileDead(house, (disk) =>
    disk.rows('Shoppers', "SELECT points FROM ledger WHERE rule LIKE 'amount@%' AND order_id LIKE 'limited-%'").map((row) => Number(row['points'])),
  );
  expect(given.reduce((total, one) => total + one, 0)).toBe(95);
  const preview = await house.api.shopper(mei.token)('POST', '/v1/me/preview', { lines: [{ productId: 'pot', totalMinor: 1_000 }] });
  expect(await taken(preview)).toMatchObject({ points: 0 });
});
