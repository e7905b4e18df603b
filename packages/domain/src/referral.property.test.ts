import type { Programme } from '@rapport/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, Till, aProgramme, aRefund, aShop, anOrder, at } from './commerce.testing.ts';
import { cancelOrder, due, refundOrder, takeOrder } from './commerce.ts';
import type { Referred } from './commerce.ts';

const rules: Programme['rules'] = [{ id: 'friend', on: 'referral', title: {}, points: 200, friendPoints: 50, limits: {} }];
const shop = aShop(aProgramme({ rules }));

/** Somebody who was recommended. */
const aFriend = (): Till => {
  const till = new Till();
  till.purse = { ...till.purse, referredBy: 'code-of-mei' };
  return till;
};

describe('a recommendation', () => {
  it('counts when the return period of the first kept order is over, not a millisecond earlier, and once', () => {
    const till = aFriend();
    till.take((purse) => takeOrder(purse, null, anOrder('a', 5_000), [], shop, at(0)));
    expect(till.dueAtMs).toBe(14 * DAY);
    expect(till.take((purse) => due(purse, shop, at(14 * DAY - 1))).referred).toBeUndefined();
    const counted = till.take((purse) => due(purse, shop, at(14 * DAY)));
    expect(counted.referred).toEqual({ by: 'code-of-mei', gifts: [{ rule: 'friend', points: 200, friendPoints: 50 }] });
    expect(counted.entries.map(({ name }) => name)).toContain('referral_counted');
    expect(till.take((purse) => due(purse, shop, at(15 * DAY))).referred).toBeUndefined();
  });

  it('counts once where nothing is given for it, and doesn’t come due again and again', () => {
    const bare = aShop(aProgramme({ pendingDays: 0 }));
    const till = aFriend();
    till.take((purse) => takeOrder(purse, null, anOrder('a', 5_000), [], bare, at(0)));
    expect(till.take((purse) => due(purse, bare, at(0))).referred).toEqual({ by: 'code-of-mei', gifts: [] });
    expect(till.take((purse) => due(purse, bare, at(0))).dueAtMs).toBeNull();
  });

  it('is judged by the programme of the day of the order', () => {
    const versions = [
      { version: 1, fromMs: 0, programme: aProgramme({ rules }) },
      { version: 2, fromMs: 5 * DAY, programme: aProgramme({ rules: [] }) },
    ];
    const changed = { ...shop, versions };
    const [before, after] = [aFriend(), aFriend()];
    before.take((purse) => takeOrder(purse, null, anOrder('a', 5_000), [], changed, at(0)));
    after.take((purse) => takeOrder(purse, null, anOrder('a', 5_000, { placedAtMs: 6 * DAY }), [], changed, at(6 * DAY)));
    expect(before.take((purse) => due(purse, changed, at(30 * DAY))).referred?.gifts).toHaveLength(1);
    expect(after.take((purse) => due(purse, changed, at(30 * DAY))).referred?.gifts).toEqual([]);
  });

  it('is none for somebody whom nobody recommended', () => {
    const till = new Till();
    till.take((purse) => takeOrder(purse, null, anOrder('a', 5_000), [], shop, at(0)));
    expect(till.take((purse) => due(purse, shop, at(20 * DAY))).referred).toBeUndefined();
  });

  it('counts exactly once if and only if an order was kept past its return period, whatever comes before, between and after', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('order' as const), order: fc.nat(3) }),
      fc.record({ do: fc.constant('refund' as const), order: fc.nat(3) }),
      fc.record({ do: fc.constant('part' as const), order: fc.nat(3) }),
      fc.record({ do: fc.constant('cancel' as const), order: fc.nat(3) }),
      fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const till = aFriend();
        const counted: Referred[] = [];
        const kept = new Map<number, number>();
        let nowMs = 0;
        let expected = 0;
        const look = (): void => {
          const { referred } = till.take((purse) => due(purse, shop, at(nowMs)));
          if (referred) counted.push(referred);
          if ([...kept.values()].some((ripeAtMs) => ripeAtMs <= nowMs)) expected = 1;
        };
        for (const one of steps) {
          nowMs += 1;
          if (one.do === 'wait') nowMs += one.days * DAY;
          look();
          if (one.do === 'wait') continue;
          const known = till.known.get(`${one.order}`) ?? null;
          if (one.do === 'order') {
            if (!known) kept.set(one.order, nowMs + 14 * DAY);
            till.take((purse) => takeOrder(purse, known, anOrder(`${one.order}`, 1_000, { placedAtMs: nowMs }), [], shop, at(nowMs)));
          } else if (known) {
            if (one.do === 'cancel') till.take((purse) => cancelOrder(purse, known, 'called off', shop, at(nowMs)));
            else till.take((purse) => refundOrder(purse, known, aRefund(one.do, one.do === 'part' ? 400 : 1_000), shop, at(nowMs)));
            if (one.do !== 'part') kept.delete(one.order);
          }
          expect(till.dueAtMs === null || till.dueAtMs > nowMs - 1).toBe(true);
        }
        nowMs += 100 * DAY;
        look();
        expect(counted).toHaveLength(expected);
      }),
      { numRuns: 300 },
    );
  });
});
