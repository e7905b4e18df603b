import type { Order, OrderStatus, Programme, ShopEvent } from '@rapport/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountOf, balanceOf } from './points/index.ts';
import type { Movement } from './points/index.ts';
import { agree, due, observe, promote, redeem, stranger, takeOrder } from './shopper.ts';
import type { KnownOrder, Person } from './shopper.ts';

const DAY_MS = 86_400_000;
let made = 0;
const at = (nowMs: number) => ({ nowMs, newId: () => `id-${(made += 1)}` });
const programme: Programme = {
  pointsPerUnit: 1,
  signUpPoints: 50,
  pendingDays: 14,
  rewards: [{ id: 'five', kind: 'amount', title: {}, costPoints: 100, valueMinor: 500, percent: null, minimumMinor: 0, stock: null }],
};
const shop = { currency: 'EUR', programme };
const aPerson = (change: Partial<Person> = {}): Person => ({
  ...stranger('shp_1', 'as_1', 'en', 0),
  consent: { personalisation: 'granted', messages: 'granted' },
  ...change,
});
const anOrder = (id: string, totalMinor: number, status: OrderStatus): Order => ({
  id,
  status,
  customer: { id: 'c' },
  currency: 'EUR',
  totalMinor,
  subtotalMinor: totalMinor,
  discountMinor: 0,
  taxMinor: 0,
  shippingMinor: 0,
  placedAt: '2026-05-03T10:00:00Z',
  lines: [{ productId: `p-${id}`, quantity: 1, unitPriceMinor: totalMinor, totalMinor }],
});

describe('observe', () => {
  it('remembers what was looked at, the newest first, and tells the recommender what it meant', () => {
    const event = (id: string, name: ShopEvent['name'], productId: string): ShopEvent => ({ id, name, ageMs: 10, items: [{ productId }] });
    const seen = observe(
      aPerson({ recent: ['old', 'a'] }),
      [event('1', 'view_item', 'a'), event('2', 'view_item', 'b'), event('3', 'add_to_cart', 'b')],
      shop,
      1_000,
    );
    expect(seen.person).toMatchObject({ recent: ['b', 'a', 'old'], lastSeenAtMs: 1_000, version: 1 });
    expect(seen.entries.map(({ name, atMs, source }) => [name, atMs, source])).toEqual([
      ['view_item', 990, 'page'],
      ['view_item', 990, 'page'],
      ['add_to_cart', 990, 'page'],
    ]);
    expect(seen.interests.map(({ productId, weight }) => [productId, weight])).toEqual([
      ['a', 1],
      ['b', 1],
      ['b', 3],
    ]);
  });

  it('gives no points and counts no order for a purchase that only the page reports', () => {
    const seen = observe(aPerson(), [{ id: '1', name: 'purchase', ageMs: 0, orderId: 'o', valueMinor: 9_999_999, currency: 'EUR' }], shop, 1);
    expect(seen.person).toMatchObject({ orders: 0, spentMinor: 0, pointsPending: 0, pointsAvailable: 0 });
    expect(seen.reported).toEqual([{ orderId: 'o', points: 99_999 }]);
  });
});

describe('agree', () => {
  it('forgets what was looked at when personalisation is taken back', () => {
    const { person, entries } = agree(
      aPerson({ recent: ['a'] }),
      { personalisation: 'denied', messages: 'denied', source: 'banner', words: '' },
      at(1),
    );
    expect(person).toMatchObject({ recent: [], consent: { personalisation: 'denied', messages: 'denied' } });
    expect(entries.map(({ name }) => name)).toEqual(['consent_withdrawn']);
  });
});

describe('promote', () => {
  it('gives the points for joining once, whatever is repeated', () => {
    const first = promote(aPerson(), [], { name: 'Mei', email: 'mei@x.example', locale: 'zh-Hant' }, programme, at(1));
    const again = promote(first.person, first.movements, { name: 'Mei', email: null, locale: null }, programme, at(2));
    expect(first.person).toMatchObject({ kind: 'member', name: 'Mei', pointsAvailable: 50 });
    expect(again.movements).toEqual([]);
    expect(again.person).toMatchObject({ pointsAvailable: 50, email: 'mei@x.example', locale: 'zh-Hant' });
  });
});

describe('takeOrder', () => {
  const status = fc.constantFrom<OrderStatus>('paid', 'fulfilled', 'cancelled', 'refunded');
  const reports = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), status }), { maxLength: 30 });

  it('ends at the same points, orders and revenue for every order and number of reports with the same last words', () => {
    fc.assert(
      fc.property(reports, (steps) => {
        const totals = { a: 1_999, b: 10_000, c: 333 };
        const known = new Map<string, KnownOrder>();
        let person = aPerson();
        let ledger: Movement[] = [];
        const earnedOnce = new Set<string>();
        const undone = new Set<string>();
        for (const [index, step] of steps.entries()) {
          const taken = takeOrder(person, ledger, known.get(step.id) ?? null, anOrder(step.id, totals[step.id as 'a'], step.status), shop, at(index));
          if (!taken.ok) throw new Error(taken.problem);
          ledger = [...ledger, ...taken.movements];
          person = taken.person;
          if (taken.changed) {
            known.set(step.id, { id: step.id, status: step.status, totalMinor: totals[step.id as 'a'] });
            if (step.status === 'paid' || step.status === 'fulfilled') earnedOnce.add(step.id);
            else undone.add(step.id);
          }
          expect(Object.values(balanceOf(ledger)).reduce((sum, one) => sum + one, 0)).toBe(0);
        }
        const standing = [...earnedOnce].filter((id) => !undone.has(id));
        const points = standing.reduce((sum, id) => sum + Math.floor(totals[id as 'a'] / 100), 0);
        expect([person.pointsPending, person.orders, person.spentMinor]).toEqual([
          points,
          standing.length,
          standing.reduce((sum, id) => sum + totals[id as 'a'], 0),
        ]);
        expect(accountOf(ledger).pending).toBe(points);
      }),
    );
  });

  it('refuses an order that is known with another total, and one in another currency', () => {
    expect(takeOrder(aPerson(), [], { id: 'a', status: 'paid', totalMinor: 1 }, anOrder('a', 2, 'fulfilled'), shop, at(1))).toMatchObject({
      problem: 'order-conflict',
    });
    expect(takeOrder(aPerson(), [], null, { ...anOrder('a', 2, 'paid'), currency: 'USD' }, shop, at(1))).toMatchObject({ problem: 'order-conflict' });
  });
});

describe('due', () => {
  it('makes points spendable when the return period is over, not a millisecond earlier, and once', () => {
    const taken = takeOrder(aPerson(), [], null, anOrder('a', 10_000, 'paid'), shop, at(0));
    if (!taken.ok) throw new Error(taken.problem);
    expect(taken.dueAtMs).toBe(14 * DAY_MS);
    expect(due(taken.person, taken.movements, at(14 * DAY_MS - 1)).movements).toEqual([]);
    const ripe = due(taken.person, taken.movements, at(14 * DAY_MS));
    expect(ripe).toMatchObject({ person: { pointsPending: 0, pointsAvailable: 100 }, dueAtMs: null });
    expect(due(ripe.person, [...taken.movements, ...ripe.movements], at(15 * DAY_MS)).movements).toEqual([]);
  });
});

describe('redeem', () => {
  it('takes the points and gives the voucher, or refuses and takes nothing', () => {
    const joined = promote(aPerson(), [], { name: null, email: null, locale: null }, { ...programme, signUpPoints: 130 }, at(1));
    const reward = programme.rewards[0];
    if (!reward) throw new Error('a reward is missing');
    const got = redeem(joined.person, joined.movements, reward, { id: 'k', code: 'ABCD' }, at(2));
    expect(got).toMatchObject({ ok: true, person: { pointsAvailable: 30 }, voucher: { code: 'ABCD', state: 'ready', valueMinor: 500 } });
    if (!got.ok) throw new Error(got.problem);
    expect(redeem(got.person, [...joined.movements, ...got.movements], reward, { id: 'l', code: 'EFGH' }, at(3))).toMatchObject({
      problem: 'not-enough-points',
    });
  });
});
