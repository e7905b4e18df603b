import type { Tiers } from '@rapport/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_TIER, scoreOf, tierNow, type TierFacts, type TierState } from './tier.ts';

const DAY = 86_400_000;
const list: Tiers['list'] = [
  { id: 'silver', title: {}, from: 100, perks: [] },
  { id: 'gold', title: {}, from: 300, perks: [] },
  { id: 'black', title: {}, from: 900, perks: [] },
];
const tiers = (change: Partial<Tiers> = {}): Tiers => ({
  by: 'spend',
  window: { kind: 'rolling', days: 100 },
  graceDays: 10,
  down: 'one-step',
  list,
  ...change,
});
const spent = (...marks: readonly (readonly [day: number, minor: number])[]): TierFacts => ({
  orders: marks.map(([day, keptMinor]) => ({ placedAtMs: day * DAY, keptMinor })),
  earned: marks.map(([day, minor]) => ({ atMs: day * DAY, points: minor / 2 })),
});
const step = (facts: TierFacts, state: TierState, day: number, change: Partial<Tiers> = {}) => tierNow(tiers(change), state, facts, day * DAY, 'UTC');

describe('what counts', () => {
  const facts = spent([0, 100], [50, 200], [99, 50]);
  it.each([
    ['spend', { kind: 'life' }, 200, 350],
    ['orders', { kind: 'life' }, 200, 3],
    ['points', { kind: 'life' }, 200, 175],
    ['spend', { kind: 'life' }, 60, 300],
    ['spend', { kind: 'rolling', days: 100 }, 99, 350],
    ['spend', { kind: 'rolling', days: 100 }, 100, 250],
    ['spend', { kind: 'rolling', days: 100 }, 199, 0],
    ['spend', { kind: 'year' }, 364, 350],
    ['spend', { kind: 'year' }, 365, 350],
    ['spend', { kind: 'year' }, 730, 0],
  ] as const)('by %s in %j on day %i is %i', (by, window, day, score) => {
    expect(scoreOf(tiers({ by, window }), facts, day * DAY, 'UTC')).toBe(score);
  });

  it('takes the better of this year and the last, not both', () => {
    expect(scoreOf(tiers({ window: { kind: 'year' } }), spent([10, 100], [400, 250]), 500 * DAY, 'UTC')).toBe(250);
    expect(scoreOf(tiers({ window: { kind: 'year' } }), spent([10, 300], [400, 250]), 500 * DAY, 'UTC')).toBe(300);
  });
});

describe('a standing', () => {
  it('rises at once, to the highest that is reached', () => {
    expect(step(spent([0, 99]), NO_TIER, 0)).toEqual({ state: NO_TIER, score: 99, nextAtMs: null });
    expect(step(spent([0, 100]), NO_TIER, 0).state).toEqual({ tier: 'silver', sinceMs: 0, belowSinceMs: null });
    expect(step(spent([0, 900]), NO_TIER, 0).state.tier).toBe('black');
  });

  it('is looked at again when what made it leaves the window', () => {
    expect(step(spent([3, 100], [40, 100]), NO_TIER, 50).nextAtMs).toBe(103 * DAY);
    expect(step(spent([3, 100]), NO_TIER, 3, { window: { kind: 'year' } }).nextAtMs).toBe(365 * DAY);
    expect(step(spent([3, 100]), NO_TIER, 3, { window: { kind: 'life' } }).nextAtMs).toBeNull();
  });

  it('is kept for its grace, and again if it is reached in time', () => {
    const gold: TierState = { tier: 'gold', sinceMs: 0, belowSinceMs: null };
    const below = step(spent([150, 100]), gold, 200);
    expect(below).toEqual({ state: { ...gold, belowSinceMs: 200 * DAY }, score: 100, nextAtMs: 210 * DAY });
    expect(step(spent([150, 100]), below.state, 209).state.tier).toBe('gold');
    expect(step(spent([150, 100], [205, 250]), below.state, 205).state).toEqual(gold);
  });

  it('falls one step and holds that for a whole window, or all the way', () => {
    const black: TierState = { tier: 'black', sinceMs: 0, belowSinceMs: 200 * DAY };
    expect(step(spent(), black, 210).state).toEqual({ tier: 'gold', sinceMs: 210 * DAY, belowSinceMs: 310 * DAY });
    expect(step(spent(), step(spent(), black, 210).state, 319).state.tier).toBe('gold');
    expect(step(spent(), step(spent(), black, 210).state, 320).state.tier).toBe('silver');
    expect(step(spent([150, 300]), black, 210).state).toEqual({ tier: 'gold', sinceMs: 210 * DAY, belowSinceMs: null });
    expect(step(spent(), black, 210, { down: 'by-balance' }).state).toEqual({ tier: null, sinceMs: 210 * DAY, belowSinceMs: null });
    expect(step(spent(), black, 210, { window: { kind: 'year' } }).state.belowSinceMs).toBe(365 * DAY);
    expect(step(spent(), { ...black, belowSinceMs: null }, 210, { window: { kind: 'life' }, graceDays: 0 }).state.tier).toBeNull();
  });

  it('is none where the programme has no tiers, and begins anew where its tier is gone', () => {
    expect(tierNow(undefined, { tier: 'gold', sinceMs: 1, belowSinceMs: null }, spent([0, 900]), 1, 'UTC')).toEqual({
      state: NO_TIER,
      score: 0,
      nextAtMs: null,
    });
    expect(step(spent([0, 100]), { tier: 'gone', sinceMs: 1, belowSinceMs: null }, 5).state.tier).toBe('silver');
    expect(step(spent(), { tier: 'gone', sinceMs: 1, belowSinceMs: null }, 5).state.tier).toBeNull();
  });

  it('changes nothing more when it is asked again at the same moment', () => {
    const marks = fc.array(fc.tuple(fc.nat(400), fc.nat(500)), { maxLength: 8 });
    const change = fc.record({
      window: fc.constantFrom<Tiers['window']>({ kind: 'rolling', days: 50 }, { kind: 'year' }, { kind: 'life' }),
      down: fc.constantFrom<Tiers['down']>('one-step', 'by-balance'),
      graceDays: fc.nat(30),
    });
    fc.assert(
      fc.property(marks, change, fc.nat(600), fc.constantFrom(null, 'silver', 'gold', 'black'), (given, how, day, tier) => {
        const once = step(spent(...given), { tier, sinceMs: 0, belowSinceMs: null }, day, how);
        expect(step(spent(...given), once.state, day, how)).toEqual(once);
        expect(once.nextAtMs === null || once.nextAtMs > day * DAY).toBe(true);
      }),
    );
  });
});
