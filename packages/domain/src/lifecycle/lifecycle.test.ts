import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_RULES, nextStageAtMs, noOrders, NO_TROUBLES, orderFacts, reasonsOf, stageAt, STAGES, stagesAt } from './index.ts';
import type { LifeFacts, StageRules } from './index.ts';

const DAY_MS = 86_400_000;
const NOW = 20_000 * DAY_MS;
const day = (n: number): number => NOW + n * DAY_MS;

/** Somebody who joined on a day and bought on others, as known on the last of them. */
const life = (joined: number | null, orders: readonly number[], seen = 0): LifeFacts => ({
  joinedAtMs: joined === null ? null : day(joined),
  lastSeenAtMs: day(Math.max(seen, joined ?? 0, ...orders)),
  ...orderFacts(orders.map(day), day(100_000)),
});
const at = (facts: LifeFacts, n: number): string => stageAt(facts, FIRST_RULES, day(n));

describe('a life', () => {
  it('begins as a prospect and stays one for ever without joining or buying', () => {
    const guest = noOrders(null, NOW);
    expect(at(guest, 0)).toBe('prospect');
    expect(nextStageAtMs(guest, FIRST_RULES, NOW)).toBeNull();
    expect(at(guest, 4_000)).toBe('prospect');
  });

  it('welcomes who joins, gets to know them, misses them, and gives them up', () => {
    const member = life(0, []);
    expect([0, 13.9, 14, 119.9, 120, 299.9, 300, 4_000].map((n) => at(member, n))).toEqual([
      'welcome',
      'welcome',
      'getting-to-know',
      'getting-to-know',
      'at-risk',
      'at-risk',
      'lost',
      'lost',
    ]);
  });

  it('knows who buys again as active, and from the fifth order as closer', () => {
    expect(at(life(0, [20]), 25)).toBe('welcome');
    expect(at(life(0, [20]), 40)).toBe('getting-to-know');
    expect(at(life(0, [20, 45]), 50)).toBe('active');
    expect(at(life(0, [20, 45, 70, 95, 120]), 121)).toBe('closer');
  });

  it('measures silence by somebody’s own rhythm from the third order on', () => {
    const often = life(0, [0, 15, 30, 45]);
    expect([at(often, 74), at(often, 75), at(often, 119), at(often, 120)]).toEqual(['active', 'at-risk', 'at-risk', 'lost']);
    const daily = life(0, [0, 1, 2, 3]);
    expect([at(daily, 23), at(daily, 24)]).toEqual(['active', 'at-risk']);
  });

  it('celebrates who comes back after having been lost, and only them', () => {
    const back = life(0, [0, 30, 60, 460]);
    expect([at(back, 460), at(back, 489), at(back, 490)]).toEqual(['won-back', 'won-back', 'active']);
    expect(at(life(0, [0, 30, 60, 150]), 151)).toBe('active');
  });

  it('takes orders in any order, and forgets those that were undone', () => {
    expect(orderFacts([day(30), day(0), day(60)], NOW + 1e12)).toEqual(orderFacts([day(0), day(30), day(60)], NOW + 1e12));
    expect(at({ ...life(0, [], 40), ...orderFacts([], NOW) }, 41)).toBe('getting-to-know');
  });
});

const rules: fc.Arbitrary<StageRules> = fc.record({
  welcomeDays: fc.integer({ min: 1, max: 90 }),
  wonBackDays: fc.integer({ min: 1, max: 365 }),
  usualGapDays: fc.double({ min: 1, max: 400, noNaN: true }),
  riskGaps: fc.double({ min: 1, max: 6, noNaN: true }),
  lostGaps: fc.double({ min: 1, max: 20, noNaN: true }),
  closeOrders: fc.integer({ min: 1, max: 12 }),
});
const history = fc.record({
  joined: fc.option(fc.integer({ min: -900, max: 0 })),
  seen: fc.integer({ min: -900, max: 0 }),
  orders: fc.array(fc.double({ min: -1_500, max: 0, noNaN: true }), { maxLength: 9 }),
});
const factsOf = ({ joined, seen, orders }: { joined: number | null; seen: number; orders: number[] }): LifeFacts => ({
  joinedAtMs: joined === null ? null : day(joined),
  lastSeenAtMs: day(seen),
  ...orderFacts(
    orders.map((n) => Math.round(day(n))),
    NOW,
  ),
});

describe('whatever happened', () => {
  it('is in exactly one stage, at any time and under any rules', () => {
    fc.assert(
      fc.property(history, rules, fc.double({ min: 0, max: 4_000, noNaN: true }), (lived, set, later) => {
        expect(stagesAt(factsOf(lived), set, day(later))).toHaveLength(1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('knows when the stage changes next: it doesn’t before, and does then', () => {
    fc.assert(
      fc.property(history, rules, fc.double({ min: 0, max: 1, noNaN: true }), (lived, set, part) => {
        const facts = factsOf(lived);
        const stage = stageAt(facts, set, NOW);
        const nextMs = nextStageAtMs(facts, set, NOW);
        const untilMs = (nextMs ?? day(20_000)) - 1;
        expect(stageAt(facts, set, NOW + Math.floor((untilMs - NOW) * part))).toBe(stage);
        expect(stageAt(facts, set, untilMs)).toBe(stage);
        if (nextMs !== null) expect(stageAt(facts, set, nextMs)).not.toBe(stage);
      }),
      { numRuns: 1_000 },
    );
  });

  it('after a year of silence and more, customers are lost and nobody waits for ever', () => {
    fc.assert(
      fc.property(history, (lived) => {
        const facts = factsOf(lived);
        let atMs: number | null = NOW;
        let changes = 0;
        while (atMs !== null) {
          atMs = nextStageAtMs(facts, FIRST_RULES, atMs);
          changes += 1;
        }
        expect(changes).toBeLessThanOrEqual(STAGES.length);
        expect(stageAt(facts, FIRST_RULES, day(4_000))).toBe(lived.orders.length > 0 || lived.joined !== null ? 'lost' : 'prospect');
      }),
    );
  });
});

it('says why somebody turned away: what was measured first, silence last, three at the most', () => {
  const facts = life(0, [0, 30]);
  const troubles = { ...NO_TROUBLES, lastRefundAtMs: day(35), openWishSinceMs: day(20), lastBasketLeftAtMs: day(50) };
  expect(reasonsOf('at-risk', facts, troubles, FIRST_RULES, day(160))).toEqual([
    { code: 'refund', count: 125 },
    { code: 'wish-unanswered', count: 140 },
    { code: 'silence', count: 130 },
  ]);
  expect(reasonsOf('active', facts, troubles, FIRST_RULES, day(40))).toEqual([]);
  expect(reasonsOf('lost', facts, { ...NO_TROUBLES, lastRefundAtMs: day(-400) }, FIRST_RULES, day(400)).map(({ code }) => code)).toEqual(['silence']);
});
