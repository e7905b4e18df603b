import { afterAll, beforeAll, expect, test } from 'vitest';
import { slot } from '../../worker/src/platform/ids.ts';
import { aHouse, importCatalogue, muteStages, taken, until, type House } from '../harness/index.ts';
import { aChance, LONG, sorted } from './chance.ts';
import { whileDead, type Disk, type Row } from './disk.ts';
import { aGuest, anEvent, anOrder, aReward, insist, setProgramme, signsIn, type Visitor } from './people.ts';
import { areHeld, attempt, die } from './stop.ts';

// Somebody looked around for weeks as a guest, on a device where nobody ever signed in. Then they do, and it turns out that the shop has known them
// for long. Everything they left as a guest has to come over exactly once, however often the machine dies on the way.

const STEPS = ['begun', 'left', 'read', 'landed', 'saved', 'finished', 'copied', 'forwarded', 'cleaned'] as const;
const IN_PAGES = ['read', 'landed', 'saved'];
const GUESTS = LONG ? 44 : 11;
const KILLS_A_GUEST = 5;
const CARRIED = ['consent', 'event', 'watch', 'message', 'told', 'trace', 'shop_order', 'ledger', 'voucher', 'command'] as const;

interface Pair {
  readonly name: string;
  readonly guest: Visitor;
  readonly member: Visitor;
}

let house: House;
const chance = aChance('merge');
const hits = new Map<string, number>(STEPS.map((step) => [step, 0]));

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await muteStages(house);
  // A shop's first file is what it has, not news.
  await importCatalogue(house.api.secret, 'id,title,price,currency,stock\npot,pot,48.00,EUR,3', 'rapport-csv');
  await setProgramme(house, { signUpPoints: 50, rewards: [aReward('tea', 10)] });
});
afterAll(() => house.dispose());

/** The third of the hash range that an id falls into. */
const sliceOf = (id: string): number => Math.floor((slot(id) * 3) / 65_536);

const post = (who: Visitor, path: string, body: unknown, headers = {}): Promise<Response> =>
  house.api.shopper(who.token)('POST', path, body, headers);

async function lookAround(who: Visitor, batches: number, wishes: readonly string[]): Promise<void> {
  for (let batch = 0; batch < batches; batch += 1) {
    await taken(await post(who, '/v1/events', { events: Array.from({ length: 100 }, () => anEvent()) }));
  }
  for (const query of wishes) await taken(await post(who, '/v1/me/watches', { kind: 'search', query }));
}

/** A guest with six hundred events, wishes, an order with points and a voucher; and, in another slice, the member they will turn out to be. */
async function aPair(name: string): Promise<Pair> {
  const member = await signsIn(house, name);
  let guest = await aGuest(house);
  while (sliceOf(guest.id) === sliceOf(member.id)) guest = await aGuest(house);
  await lookAround(member, 1, [`${name} kettle`, `${name} tray`]);
  await lookAround(guest, 6, [`${name} kettle`, `${name} bowl`, `${name} whisk`, `${name} jar`]);
  await taken(await house.api.secret('POST', '/v1/orders', anOrder(`${name}-first`, 120, { shopperToken: guest.token })));
  const view = async (): Promise<{ points: { available: number } }> => taken(await house.api.shopper(guest.token)('GET', '/v1/me'));
  await until(async () => (await view()).points.available === 120, { everyMs: 100, what: 'the points to be available' });
  await taken(await post(guest, '/v1/me/redemptions', { rewardId: 'tea' }, { 'idempotency-key': `${name}-tea` }));
  return { name, guest, member };
}

/** Products that answer the guests' wishes for bowls and whisks. */
const arrivals = (pairs: readonly Pair[]): string =>
  [
    'id,title,price,currency,stock',
    ...pairs.flatMap(({ name }) => [`${name}-bowl,${name} bowl,40.00,EUR,3`, `${name}-whisk,${name} whisk,12.00,EUR,3`]),
  ].join('\n');

/** All that is known of a person, in whatever slice it stands. */
const everythingOf = (disk: Disk, id: string): Record<string, Row[]> =>
  Object.fromEntries(CARRIED.map((table) => [table, disk.rows('Shoppers', `SELECT * FROM "${table}" WHERE shopper = ?`, id)]));

/** Signs the guest in as who they are, and kills the worker at these steps of what follows. */
async function mergeDespite(pair: Pair, steps: readonly string[]): Promise<void> {
  const late = anEvent('page_view', { title: 'late' });
  const both = anOrder(`${pair.name}-both`, 30, {});
  const asGuest = { ...both, shopperToken: pair.guest.token };
  const asMember = { ...both, customer: { id: pair.name } };
  const meanwhile: Promise<unknown>[] = [];
  const startAt = chance.below(steps.length);
  const places = steps.map((step) => ({ at: `merge.${step}`, passes: IN_PAGES.includes(step) ? chance.below(4) : 0 }));
  await die(house, places[0]);
  for (const [index, step] of steps.entries()) {
    const signingIn = attempt(signsIn(house, pair.name, pair.guest));
    if (await areHeld(house, signingIn)) hits.set(step, (hits.get(step) ?? 0) + 1);
    if (index === startAt) {
      const report = (order: object): Promise<Response> => insist('an order', () => house.api.secret('POST', '/v1/orders', order));
      for (const order of chance.shuffled([asGuest, asMember])) meanwhile.push(report(order));
      meanwhile.push(insist('a late event', () => post(pair.guest, '/v1/events', { events: [late] })));
    }
    await Promise.all([die(house, places[index + 1]), signingIn]);
  }
  await Promise.all(meanwhile);
  const { id } = await until(() => signsIn(house, pair.name, pair.guest), { what: 'to be signed in' });
  expect(id).toBe(pair.member.id);
  await until(async () => (await taken<{ kind: string }>(await house.api.shopper(pair.guest.token)('GET', '/v1/me'))).kind === 'member', {
    timeoutMs: 30_000,
    everyMs: 100,
    what: 'the guest to have become the member',
  });
  const again = await taken<{ changed: boolean }>(await house.api.secret('POST', '/v1/orders', chance.of([asGuest, asMember])));
  expect(again.changed, 'an order that is known').toBe(false);
}

const sum = (rows: readonly Row[], account: string): number =>
  rows.reduce(
    (total, row) =>
      total + (row['to_account'] === account ? Number(row['points']) : 0) - (row['from_account'] === account ? Number(row['points']) : 0),
    0,
  );

test(
  'a guest who turns out to be a member brings everything over exactly once, whatever dies on the way',
  { timeout: LONG ? 900_000 : 180_000 },
  async () => {
    const pairs: Pair[] = [];
    for (let index = 0; index < GUESTS; index += 1) pairs.push(await aPair(`p${index}`));
    await importCatalogue(house.api.secret, arrivals(pairs), 'rapport-csv');
    for (const { guest } of pairs) {
      await until(async () => (await taken<{ unread: number }>(await house.api.shopper(guest.token)('GET', '/v1/me'))).unread === 2, {
        everyMs: 150,
        what: 'two messages',
      });
    }
    const before = await whileDead(house, (disk) =>
      pairs.map(({ guest, member }) => ({ guest: everythingOf(disk, guest.id), member: everythingOf(disk, member.id) })),
    );

    let kills = 0;
    for (const [index, pair] of pairs.entries()) {
      const first = index * KILLS_A_GUEST;
      const chosen = new Set(Array.from({ length: KILLS_A_GUEST }, (_, kill) => STEPS[(first + kill) % STEPS.length]));
      const steps = STEPS.filter((step) => chosen.has(step));
      await mergeDespite(pair, steps);
      kills += steps.length;
    }
    console.info(`${kills} kills:`, Object.fromEntries(hits));
    expect(kills).toBeGreaterThanOrEqual(50);
    expect([...hits].filter(([, count]) => count === 0)).toEqual([]);

    await whileDead(house, (disk) => {
      for (const [index, { name, guest, member }] of pairs.entries()) {
        const [was, is] = [before[index], everythingOf(disk, member.id)];
        if (!was) throw new Error('unreachable');
        const both = (table: string, what: (row: Row) => unknown): unknown[] =>
          sorted([...(was.guest[table] ?? []), ...(was.member[table] ?? [])].map(what));
        const now = (table: string, what: (row: Row) => unknown): unknown[] => sorted((is[table] ?? []).map(what));
        const kept = (id: Row): boolean =>
          !['merged', 'order_paid', 'points_earned', 'points_available'].includes(String(id['name'])) && !String(id['detail']).includes('late');

        expect(was.guest['event']?.length, 'more than one page of events').toBeGreaterThan(500);
        expect(sorted((is['event'] ?? []).filter(kept).map((row) => row['id']))).toEqual(
          sorted([...(was.guest['event'] ?? []), ...(was.member['event'] ?? [])].filter(kept).map((row) => row['id'])),
        );
        for (const [entry, times] of Object.entries({ merged: 1, order_paid: 2, points_earned: 3 })) {
          expect(
            (is['event'] ?? []).filter((row) => row['name'] === entry),
            `${name}: ${entry}`,
          ).toHaveLength(times);
        }
        expect(
          (is['event'] ?? []).filter((row) => String(row['detail']).includes('late')),
          'the late event',
        ).toHaveLength(1);
        expect(now('watch', (row) => row['query'])).toEqual(sorted(['kettle', 'tray', 'bowl', 'whisk', 'jar'].map((what) => `${name} ${what}`)));
        for (const table of ['message', 'trace', 'consent'] as const)
          expect(
            now(table, (row) => row['id']),
            table,
          ).toEqual(both(table, (row) => row['id']));
        expect(now('told', (row) => row['subject'])).toEqual(both('told', (row) => row['subject']));
        expect(now('voucher', (row) => [row['code'], row['state']])).toEqual(both('voucher', (row) => [row['code'], row['state']]));
        expect(now('command', (row) => [row['id'], row['answer']])).toEqual(both('command', (row) => [row['id'], row['answer']]));
        expect(now('shop_order', (row) => row['id'])).toEqual(sorted([`${name}-first`, `${name}-both`]));

        const ledger = is['ledger'] ?? [];
        expect(sorted(ledger.filter((row) => row['kind'] === 'earn').map((row) => [row['lot'], row['points']]))).toEqual(
          sorted([
            ['order:' + name + '-both', 30],
            ['order:' + name + '-first', 120],
            ['sign-up', 50],
          ]),
        );
        const [person] = disk.rows('Shoppers', "SELECT * FROM shopper WHERE id = ? AND state = 'live'", member.id);
        expect([sum(ledger, 'available'), sum(ledger, 'pending')]).toEqual([person?.['points_available'], person?.['points_pending']]);
        expect(sum(ledger, 'available') + sum(ledger, 'pending')).toBe(50 + 120 - 10 + 30);
        expect(person?.['unread']).toBe(2);
        expect([person?.['orders'], person?.['spent_minor']]).toEqual([2, 15_000]);

        expect(Object.values(everythingOf(disk, guest.id)).flat(), 'nothing is left of the guest').toEqual([]);
        expect(disk.rows('Shoppers', 'SELECT state, into_shopper FROM shopper WHERE id = ?', guest.id)).toEqual([
          { state: 'gone', into_shopper: member.id },
        ]);
      }
    });
  },
);

test('whoever signs in on the same device while a merge is under way does not become the member', async () => {
  const member = await signsIn(house, 'mei');
  const guest = await aGuest(house);
  await lookAround(guest, 1, []);
  await die(house, { at: 'merge.left', passes: 0 });
  const merging = attempt(signsIn(house, 'mei', guest));
  expect(await areHeld(house, merging)).toBe(true);
  const sister = await signsIn(house, 'mei-sister', guest);
  expect([member.id, guest.id]).not.toContain(sister.id);
  await Promise.all([die(house), merging]);
  expect((await signsIn(house, 'mei', guest)).id).toBe(member.id);
  expect((await signsIn(house, 'mei-sister', guest)).id).toBe(sister.id);
});

test('a guest is merged into who they are, not into another guest who once had the same order', async () => {
  const [first, second, member] = [await aGuest(house), await aGuest(house), await signsIn(house, 'jun')];
  await taken(await house.api.secret('POST', '/v1/orders', anOrder('shared', 20, { shopperToken: first.token })));
  await taken(await house.api.secret('POST', '/v1/orders', anOrder('shared', 20, { shopperToken: second.token, customer: { id: 'jun' } })));
  const points = async (who: Visitor): Promise<number> => {
    const { points } = await taken<{ points: { available: number; pending: number } }>(await house.api.shopper(who.token)('GET', '/v1/me'));
    return points.available + points.pending;
  };
  // A name that a checkout reports makes nobody that person: only signing in does. The order stays where it was first reported.
  expect([await points(first), await points(second), await points(member)], 'earned once, where it was first reported').toEqual([20, 0, 50]);
  const { id } = await signsIn(house, 'jun', first);
  expect(id).toBe(member.id);
  await until(async () => (await points(member)) === 70, { everyMs: 100, what: 'the first guest to have become jun' });
});
