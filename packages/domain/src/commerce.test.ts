import type { OrderStatus, Programme } from '@rapport/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, Till, aProgramme, aPurse, aRefund, aShop, anOrder, at } from './commerce.testing.ts';
import { cancelOrder, judgeAgain, judgement, keepsOf, redeem, refundOrder, takeOrder } from './commerce.ts';
import type { KnownOrder, PointsShop } from './commerce.ts';
import { accountOf, balanceOf } from './points/index.ts';

const shop = aShop();
const order = (
  till: Till,
  id: string,
  lines: number | readonly number[],
  more: Parameters<typeof anOrder>[2] & { atMs?: number; shop?: PointsShop } = {},
) =>
  till.take((purse) =>
    takeOrder(purse, till.known.get(id) ?? null, anOrder(id, lines, more), [], more.shop ?? shop, at(more.atMs ?? more.placedAtMs ?? 0)),
  );
const known = (till: Till, id: string): KnownOrder => {
  const found = till.known.get(id);
  if (!found) throw new Error(`${id} is not known`);
  return found;
};
const balance = (till: Till): string => {
  const { pending, available, debt } = accountOf(till.purse.ledger);
  return `${pending} pending, ${available} available, ${debt} owed`;
};

describe('takeOrder', () => {
  const status = fc.constantFrom<OrderStatus>('paid', 'fulfilled', 'cancelled', 'refunded');
  const reports = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), status }), { maxLength: 30 });

  it('ends at the same points, orders and revenue for every order and number of reports with the same last words', () => {
    fc.assert(
      fc.property(reports, (steps) => {
        const totals = { a: 1_999, b: 10_000, c: 333 };
        const till = new Till();
        const earnedOnce = new Set<string>();
        const undone = new Set<string>();
        for (const [index, step] of steps.entries()) {
          const taken = order(till, step.id, totals[step.id as 'a'], { status: step.status, atMs: index });
          if (taken.changed) (step.status === 'paid' || step.status === 'fulfilled' ? earnedOnce : undone).add(step.id);
          expect(Object.values(balanceOf(till.purse.ledger)).reduce((sum, one) => sum + one, 0)).toBe(0);
        }
        const standing = [...earnedOnce].filter((id) => !undone.has(id));
        const points = standing.reduce((sum, id) => sum + Math.floor(totals[id as 'a'] / 100), 0);
        const { person, ledger } = till.purse;
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
    const till = new Till();
    order(till, 'a', 1);
    expect(takeOrder(till.purse, known(till, 'a'), anOrder('a', 2), [], shop, at(1))).toMatchObject({ problem: 'order-conflict' });
    expect(takeOrder(aPurse(), null, { ...anOrder('a', 2), currency: 'USD' }, [], shop, at(1))).toMatchObject({ problem: 'order-conflict' });
  });

  it('judges an order by the version of the day it was placed, whenever it is told', () => {
    const two = aShop(aProgramme(), aProgramme({ pointsPerUnit: 10 }));
    const till = new Till();
    order(till, 'old', 1_000, { placedAtMs: 999 * DAY, atMs: 1_500 * DAY, shop: two });
    order(till, 'new', 1_000, { placedAtMs: 1_000 * DAY, atMs: 1_500 * DAY, shop: two });
    expect([known(till, 'old').judgement?.version, known(till, 'new').judgement?.version]).toEqual([1, 2]);
    expect(accountOf(till.purse.ledger).pending).toBe(10 + 100);
  });

  it('takes an order that claims to be of tomorrow for one of today', () => {
    const two = aShop(aProgramme(), aProgramme({ pointsPerUnit: 10 }));
    const till = new Till();
    order(till, 'a', 1_000, { placedAtMs: 2_000 * DAY, atMs: 10 * DAY, shop: two });
    expect(known(till, 'a').judgement).toMatchObject({ version: 1, placedAtMs: 10 * DAY });
  });

  it('takes refunds that come with the order, also with its first report', () => {
    const till = new Till();
    till.take((purse) => takeOrder(purse, null, anOrder('a', [6_000, 4_000]), [aRefund('r1', 4_000, 1)], shop, at(0)));
    expect(balance(till)).toBe('60 pending, 0 available, 0 owed');
    expect(till.purse.person).toMatchObject({ orders: 1, spentMinor: 6_000 });
    till.take((purse) =>
      takeOrder(purse, known(till, 'a'), anOrder('a', [6_000, 4_000]), [aRefund('r1', 4_000, 1), aRefund('r2', 6_000)], shop, at(1)),
    );
    expect(balance(till)).toBe('0 pending, 0 available, 0 owed');
    expect(till.purse.person).toMatchObject({ orders: 0, spentMinor: 0 });
  });
});

describe('refunds', () => {
  const Story = fc.record({
    lines: fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 6 }),
    discount: fc.double({ min: 0, max: 1, noNaN: true }),
    rate: fc.constantFrom(0.1, 1, 1.7, 25),
    factor: fc.constantFrom(0, 1, 1.5, 3),
    cap: fc.option(fc.integer({ min: 0, max: 400 })),
    refunds: fc.array(fc.record({ line: fc.option(fc.nat(5)), amount: fc.integer({ min: 0, max: 30_000 }) }), { minLength: 1, maxLength: 10 }),
    shuffle: fc.array(fc.nat(100), { minLength: 10, maxLength: 10 }),
  });
  const play = (
    story: (typeof Story)['generate'] extends (...args: never[]) => { value: infer T } ? T : never,
    turned: boolean,
    whole: boolean,
  ): Till => {
    const { lines, discount, rate, factor, cap, refunds, shuffle } = story;
    const multipliers = [{ id: 'm', title: {}, factor, products: ['p0'], priority: 0, stacks: true }];
    const rules = [{ id: 'first', on: 'first-order' as const, title: {}, points: 40, limits: {} }];
    const programme: Programme = aProgramme({
      pointsPerUnit: rate,
      multipliers,
      rules,
      ...(cap === null ? {} : { orderLimits: { lifePoints: cap } }),
    });
    const here = aShop(programme);
    const till = new Till();
    const discountMinor = Math.floor(lines.reduce((sum, one) => sum + one, 0) * discount);
    till.take((purse) => takeOrder(purse, null, anOrder('a', lines, { discountMinor }), [], here, at(0)));
    const all = refunds.map(({ line, amount }, index) => aRefund(`r${index}`, amount, line === null || line >= lines.length ? undefined : line));
    const sorted = turned
      ? all
          .map((one, index) => ({ one, by: shuffle[index] ?? 0 }))
          .toSorted((a, b) => a.by - b.by)
          .map(({ one }) => one)
      : all;
    for (const [index, one] of sorted.entries()) till.take((purse) => refundOrder(purse, known(till, 'a'), one, here, at(index + 1)));
    if (whole) till.take((purse) => refundOrder(purse, known(till, 'a'), aRefund('all', 10_000_000), here, at(99)));
    return till;
  };

  it('end at the same points in whatever order they arrive, and never take more than was earned', () => {
    fc.assert(
      fc.property(Story, (story) => {
        const [one, other] = [play(story, false, false), play(story, true, false)];
        expect(balance(one)).toBe(balance(other));
        const account = accountOf(one.purse.ledger);
        for (const lot of account.lots) expect(lot.reversed).toBeLessThanOrEqual(lot.earned);
        expect(one.purse.person).toMatchObject({ orders: other.purse.person.orders, spentMinor: other.purse.person.spentMinor });
      }),
      { numRuns: 500 },
    );
  });

  it('leave nothing of an order that went back whole, however it was cut', () => {
    fc.assert(
      fc.property(Story, (story) => {
        const till = play(story, true, true);
        expect(Object.values(balanceOf(till.purse.ledger)).every((one) => one === 0)).toBe(true);
        expect(till.purse.person).toMatchObject({ orders: 0, spentMinor: 0 });
        expect(till.purse.orders).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('take what the line brought that came back, not a share of the rest', () => {
    const here = aShop(aProgramme({ multipliers: [{ id: 'triple', title: {}, factor: 3, products: ['p1'], priority: 0, stacks: true }] }));
    const till = new Till();
    order(till, 'a', [10_000, 10_000], { shop: here });
    expect(balance(till)).toBe('400 pending, 0 available, 0 owed');
    till.take((purse) => refundOrder(purse, known(till, 'a'), aRefund('r', 10_000, 1), here, at(1)));
    expect(balance(till)).toBe('100 pending, 0 available, 0 owed');
  });

  it('are counted by the rule of the order’s day, not by today’s', () => {
    const two = aShop(aProgramme(), aProgramme({ pointsPerUnit: 0 }));
    const till = new Till();
    order(till, 'a', [5_000, 5_000], { shop: two });
    till.take((purse) => refundOrder(purse, known(till, 'a'), aRefund('r', 5_000, 0), two, at(1_001 * DAY)));
    expect(accountOf(till.purse.ledger)).toMatchObject({ pending: 50, debt: 0 });
  });

  it('change nothing when they are told again, or after the whole was called off', () => {
    const till = new Till();
    order(till, 'a', [5_000, 5_000]);
    const refund = (id: string) => till.take((purse) => refundOrder(purse, known(till, 'a'), aRefund(id, 5_000, 0), shop, at(1)));
    expect([refund('r').reversed, refund('r').changed]).toEqual([50, false]);
    expect(till.take((purse) => cancelOrder(purse, known(till, 'a'), 'no stock', shop, at(2))).reversed).toBe(50);
    expect(till.take((purse) => cancelOrder(purse, known(till, 'a'), 'no stock', shop, at(3))).changed).toBe(false);
    expect(refund('late').changed).toBe(false);
    expect(balance(till)).toBe('0 pending, 0 available, 0 owed');
  });

  it('of spent points are owed, or written off where the owner says so, and named as that', () => {
    for (const [refunds, owed, borne] of [
      ['debt', 100, 0],
      ['clamp', 0, 100],
    ] as const) {
      const here = aShop(aProgramme({ refunds, pendingDays: 0 }));
      const till = new Till();
      order(till, 'a', 10_000, { shop: here });
      const reward = here.versions[0]?.programme.rewards[0];
      if (!reward) throw new Error('a reward is missing');
      till.take((purse) => redeem(purse, reward, { id: 'k', code: 'ABCD' }, here, at(1)));
      till.take((purse) => cancelOrder(purse, known(till, 'a'), 'back', here, at(2)));
      expect(accountOf(till.purse.ledger)).toMatchObject({ debt: owed, writtenOff: borne, available: 0, spent: 100 });
      expect(till.purse.ledger.some((row) => row.kind === 'write-off')).toBe(borne > 0);
    }
  });
});

describe('preview', () => {
  it('equals what the same order is awarded, for any basket, programme and history', () => {
    const Case = fc.record({
      lines: fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 8 }),
      discountMinor: fc.integer({ min: 0, max: 40_000 }),
      before: fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 4 }),
      rate: fc.constantFrom(0, 0.033333, 1, 2.5),
      factor: fc.constantFrom(0.5, 1, 2),
      stacks: fc.boolean(),
      cap: fc.option(fc.integer({ min: 0, max: 900 })),
    });
    fc.assert(
      fc.property(Case, ({ lines, discountMinor, before, rate, factor, stacks, cap }) => {
        const here = aShop(
          aProgramme({
            pointsPerUnit: rate,
            multipliers: [
              { id: 'season', title: {}, factor, fromMs: 0, untilMs: 500 * DAY, priority: 1, stacks },
              { id: 'brand', title: {}, factor: 3, brands: ['Ito'], priority: 0, stacks: true },
            ],
            tiers: {
              by: 'spend',
              window: { kind: 'life' },
              graceDays: 0,
              down: 'one-step',
              list: [{ id: 'gold', title: {}, from: 40_000, pointsPerUnit: 2, perks: [] }],
            },
            rules: [{ id: 'first', on: 'first-order', title: {}, points: 33, limits: {} }],
            ...(cap === null ? {} : { orderLimits: { dayPoints: cap } }),
          }),
        );
        const till = new Till();
        before.forEach((amount, index) => order(till, `b${index}`, amount, { atMs: index, placedAtMs: index, shop: here }));
        const basket = anOrder('a', lines, { discountMinor, placedAtMs: 100 });
        const facts = { products: { p0: { brands: ['Ito'], categories: [] } } };
        const preview = judgement(till.purse, basket, 100, here, 100, facts).judged;
        const start = accountOf(till.purse.ledger).pending;
        const taken = till.take((purse) => takeOrder(purse, null, basket, [], here, at(100), facts));
        const promised = preview.points + preview.bonuses.reduce((sum, { points }) => sum + points, 0);
        expect(accountOf(till.purse.ledger).pending - start).toBe(promised);
        const { judgement: made } = taken.order;
        if (!made) throw new Error('it was not judged');
        expect(made.judged).toEqual(preview);
        expect(judgeAgain(made, here.versions[0]?.programme ?? aProgramme(), 'EUR')).toEqual(made.judged);
        const keeps = keepsOf(taken.order);
        for (const lot of accountOf(till.purse.ledger).lots.filter(({ orderId }) => orderId === 'a')) expect(keeps[lot.id]).toBe(lot.earned);
      }),
      { numRuns: 500 },
    );
  });
});
