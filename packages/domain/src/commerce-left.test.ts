import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Till, aRefund, aShop, anOrder, at } from './commerce.testing.ts';
import { marginIn, refundOrder, takeOrder, worthOf } from './commerce.ts';
import type { OrderFacts } from './commerce.ts';

const shop = aShop();
const COSTS: OrderFacts = {
  products: {
    p0: { brands: [], categories: [], costs: { a: 300 } },
    p1: { brands: [], categories: [], costs: { a: 40, b: 40 } },
    // Variants of different cost, and the order does not say which.
    p2: { brands: [], categories: [], costs: { a: 1, b: 2 } },
  },
};

const refunds = fc.uniqueArray(
  fc.record({ id: fc.constantFrom('r1', 'r2', 'r3', 'r4'), line: fc.option(fc.nat(2)), amount: fc.integer({ min: 1, max: 900 }) }),
  {
    selector: ({ id }) => id,
    maxLength: 4,
  },
);

it('an order and its refunds, told in any order and as often as one likes, are the order with what is kept', () => {
  const lines = fc.tuple(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 2_000 }));
  const ways = fc.array(fc.record({ which: fc.nat(3), how: fc.constantFrom('refund', 'report', 'late'), many: fc.nat(4) }), { maxLength: 8 });
  fc.assert(
    fc.property(lines, fc.nat(600), refunds, ways, (amounts, discountMinor, planned, walk) => {
      const order = anOrder('o', amounts, { discountMinor });
      const all = planned.map(({ id, amount, line }) => aRefund(id, amount, line ?? undefined));
      const till = new Till();
      let clock = 1;
      const report = (told: readonly (typeof all)[number][]) =>
        till.take((purse) => takeOrder(purse, till.known.get('o') ?? null, order, told, shop, at((clock += 1)), COSTS));
      report(all.slice(0, walk.length % 3));
      for (const { which, how, many } of walk) {
        const one = all[which];
        const known = till.known.get('o');
        if (how === 'refund' && one && known) till.take((purse) => refundOrder(purse, known, one, shop, at((clock += 1))));
        // A report of an earlier moment names fewer of them than are known.
        else report(how === 'late' ? [] : all.toReversed().slice(0, many));
      }
      report(all);

      const straight = new Till();
      straight.take((purse) => takeOrder(purse, null, order, all, shop, at(1), COSTS));
      const [walked, told] = [till.known.get('o'), straight.known.get('o')];
      if (!walked || !told) throw new Error('an order that is not known');
      expect(worthOf(walked)).toEqual(worthOf(told));
      expect(marginIn(walked)).toEqual(marginIn(told));
      const { spentMinor, orders } = till.purse.person;
      expect([spentMinor, orders]).toEqual([worthOf(told).spentMinor, worthOf(told).counts ? 1 : 0]);
    }),
  );
});

it('a line that went back whole leaves neither what was paid for it nor its cost', () => {
  const till = new Till();
  const order = anOrder('o', [1_000, 400, 600]);
  till.take((purse) => takeOrder(purse, null, order, [], shop, at(1), COSTS));
  const left = () => [worthOf(till.known.get('o') ?? null).spentMinor, marginIn(till.known.get('o') ?? never())];
  const back = (id: string, minor: number, line?: number) => {
    const known = till.known.get('o') ?? never();
    till.take((purse) => refundOrder(purse, known, aRefund(id, minor, line), shop, at(2)));
  };
  // Of the third line nobody knows which variant it is: its cost is not known.
  expect(left()).toEqual([2_000, { costedMinor: 1_400, marginMinor: 1_060 }]);
  back('pot', 1_000, 0);
  expect(left()).toEqual([1_000, { costedMinor: 400, marginMinor: 360 }]);
  back('half of the rest', 500);
  expect(left()).toEqual([500, { costedMinor: 200, marginMinor: 180 }]);
  back('all', 5_000);
  expect(left()).toEqual([0, { costedMinor: 0, marginMinor: 0 }]);
});

const never = (): never => {
  throw new Error('an order that is not known');
};
