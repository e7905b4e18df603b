import { expect, it } from 'vitest';
import { accountOf } from './account.ts';
import { earn } from './earn.ts';
import { anEarning, DAY, Ledger, refund } from './ledger.testing.ts';
import { givenByRule, leftOf, limitsInAll } from './limits.ts';

const given = (...lots: readonly (readonly [day: number, points: number, rule?: string])[]) => {
  const ledger = new Ledger();
  for (const [index, [day, points, rule = 'visit']] of lots.entries()) {
    ledger.do((account) => earn(account, anEarning(`${index}`, points, { atMs: day * DAY, rule })));
  }
  return ledger;
};

it('is without end where there is no limit, or only one of all shoppers', () => {
  expect([undefined, {}, { allPoints: 1 }].map((limits) => leftOf(limits, 'visit', given([0, 9]).account.lots, 0, 'UTC'))).toEqual([
    Infinity,
    Infinity,
    Infinity,
  ]);
});

it('counts the day, the month and the life of a rule, whichever leaves least', () => {
  const { lots } = given([0, 10], [1, 10], [40, 10], [1, 99, 'other']).account;
  expect(leftOf({ dayPoints: 15 }, 'visit', lots, DAY, 'UTC')).toBe(5);
  expect(leftOf({ dayPoints: 15 }, 'visit', lots, 2 * DAY, 'UTC')).toBe(15);
  expect(leftOf({ monthPoints: 25 }, 'visit', lots, 2 * DAY, 'UTC')).toBe(5);
  expect(leftOf({ monthPoints: 25 }, 'visit', lots, 40 * DAY, 'UTC')).toBe(15);
  expect(leftOf({ lifePoints: 31 }, 'visit', lots, 90 * DAY, 'UTC')).toBe(1);
  expect(leftOf({ lifePoints: 20 }, 'visit', lots, 90 * DAY, 'UTC')).toBe(0);
  expect(leftOf({ dayPoints: 15, monthPoints: 22, lifePoints: 99 }, 'visit', lots, DAY, 'UTC')).toBe(2);
});

it('counts days where the shop is', () => {
  const { lots } = given([0.8, 10]).account;
  expect(leftOf({ dayPoints: 15 }, 'visit', lots, DAY, 'Asia/Taipei')).toBe(5);
  expect(leftOf({ dayPoints: 15 }, 'visit', lots, DAY, 'UTC')).toBe(15);
});

it('counts what orders earned at whatever rate as one, and keeps counting what was refunded', () => {
  const ledger = given([0, 10, 'amount@1'], [0, 10, 'amount@2.5'], [0, 10, 'amounts']);
  ledger.do(refund('0', 0));
  expect(leftOf({ lifePoints: 50 }, 'amount', accountOf(ledger.rows).lots, DAY, 'UTC')).toBe(30);
});

it('names what all shoppers together may get: by orders, and by rules that say so', () => {
  const rule = { on: 'event' as const, title: {}, points: 5 };
  const rules = [
    { ...rule, id: 'visit', limits: { allPoints: 100 } },
    { ...rule, id: 'none', limits: { allPoints: 0 } },
    { ...rule, id: 'free', limits: { dayPoints: 3 } },
  ];
  const programme = { pointsPerUnit: 1, signUpPoints: 0, pendingDays: 0, rewards: [] };
  expect(limitsInAll({ ...programme, rules, orderLimits: { allPoints: 9_000 } })).toEqual({ amount: 9_000, visit: 100, none: 0 });
  expect(limitsInAll({ ...programme, orderLimits: { dayPoints: 1 } })).toEqual({});
  expect(limitsInAll(programme)).toEqual({});
});

it('adds up what rows give by rule: what was earned, at whatever rate, and nothing else', () => {
  const ledger = given([0, 10, 'amount@1'], [0, 5, 'amount@2'], [0, 7, 'visit'], [1, 2, 'visit']);
  ledger.do(refund('0', 0));
  ledger.do((account) => earn(account, { ...anEarning('plain', 4), rule: null }));
  expect(givenByRule(ledger.rows)).toEqual({ amount: 15, visit: 9 });
  expect(givenByRule([])).toEqual({});
});
