import { expect, it } from 'vitest';
import { mailbox, referralGifts, referralOrder, referralRules } from './referral.ts';

const programme = (rules: Parameters<typeof referralRules>[0]['rules']) => ({
  pointsPerUnit: 1,
  signUpPoints: 0,
  pendingDays: 0,
  rewards: [],
  rules,
});
const aRule = { id: 'friend', on: 'referral' as const, title: {}, points: 10, limits: {} };

it('takes the order whose return period ends first, and none where there is none', () => {
  const orders = [
    { placedAtMs: 1, ripeAtMs: 30 },
    { placedAtMs: 2, ripeAtMs: 20 },
    { placedAtMs: 3, ripeAtMs: 20 },
  ];
  expect(referralOrder(orders)?.placedAtMs).toBe(2);
  expect(referralOrder([])).toBeNull();
});

it('counts rules for recommendations while they run: from their first moment up to, not including, their last', () => {
  const boxed = { ...aRule, id: 'boxed', fromMs: 10, untilMs: 20 };
  const rules = programme([aRule, boxed, { ...aRule, id: 'other', on: 'review' }]);
  const at = (atMs: number): string[] => referralRules(rules, atMs).map(({ id }) => id);
  expect([at(9), at(10), at(19), at(20)]).toEqual([['friend'], ['friend', 'boxed'], ['friend', 'boxed'], ['friend']]);
  expect(referralRules(programme(undefined), 5)).toEqual([]);
});

it('leaves out rules that give nobody anything, and keeps those for the friend alone', () => {
  const rules = programme([
    { ...aRule, points: 0 },
    { ...aRule, id: 'guest', points: 0, friendPoints: 7 },
    { ...aRule, id: 'both', friendPoints: 3 },
  ]);
  expect(referralGifts(rules, 0)).toEqual([
    { rule: 'guest', points: 0, friendPoints: 7 },
    { rule: 'both', points: 10, friendPoints: 3 },
  ]);
});

it('knows one box behind many spellings, and two boxes apart', () => {
  expect(mailbox(' Mei+Tea@People.Example ')).toBe('mei@people.example');
  expect(mailbox('m.e.i@googlemail.com')).toBe('mei@gmail.com');
  expect(mailbox('m.e.i@people.example')).toBe('m.e.i@people.example');
  expect(mailbox('mei+a+b@gmail.com')).toBe('mei@gmail.com');
  expect(mailbox('mei')).toBe('mei@');
});
