import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, bucketOf, FUNNEL_STEPS, funnelLines, ROUND_LIFE_MS, type FunnelStep, type FunnelSum, type Reached, type Round } from './index.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 4, 3, 12);
const aWalk = fc.array(fc.record({ step: fc.constantFrom(...FUNNEL_STEPS), afterMs: fc.nat({ max: 2 * ROUND_LIFE_MS }) }), { maxLength: 60 });

/** Everything that somebody reached, in rounds. */
const walked = (steps: readonly { readonly step: FunnelStep; readonly afterMs: number }[]): Reached[][] => {
  const rounds: Reached[][] = [];
  let round: Round | null = null;
  let atMs = START;
  for (const { step, afterMs } of steps) {
    atMs += afterMs;
    const before: Round | null = round;
    const next = advance(before, step, atMs, 'today');
    if (before === null || (next.round ?? before).beganAtMs !== before.beganAtMs || next.reached.some((one) => one.step === 'view_item'))
      rounds.push([]);
    rounds.at(-1)?.push(...next.reached);
    ({ round } = next);
  }
  return rounds;
};

describe('advance', () => {
  it('counts a step once a round, never a later one without those before it', () => {
    fc.assert(
      fc.property(aWalk, (steps) => {
        for (const round of walked(steps)) {
          const names = round.map(({ step }) => step);
          expect(names).toEqual(FUNNEL_STEPS.slice(0, names.length));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives as many purchases as were made, each with a round of its own', () => {
    fc.assert(
      fc.property(aWalk, (steps) => {
        const bought = walked(steps)
          .flat()
          .filter(({ step }) => step === 'purchase');
        expect(bought).toHaveLength(steps.filter(({ step }) => step === 'purchase').length);
      }),
      { numRuns: 500 },
    );
  });

  it('tells the time from one step to the next, and none where the one before was not seen', () => {
    const viewed = advance(null, 'view_item', START, '2026-05-03');
    expect(viewed.reached).toEqual([{ day: '2026-05-03', step: 'view_item', waitMs: null }]);
    const again = advance(viewed.round, 'view_item', START + MINUTE, '2026-05-03');
    expect(again.reached).toEqual([]);
    const put = advance(again.round, 'add_to_cart', START + 5 * MINUTE, '2026-05-04');
    expect(put.reached).toEqual([{ day: '2026-05-03', step: 'add_to_cart', waitMs: 5 * MINUTE }]);
    const bought = advance(put.round, 'purchase', START + 9 * MINUTE, '2026-05-04');
    expect(bought).toEqual({
      round: null,
      reached: [
        { day: '2026-05-03', step: 'begin_checkout', waitMs: null },
        { day: '2026-05-03', step: 'purchase', waitMs: null },
      ],
    });
  });

  it('begins anew for whoever comes back after a month', () => {
    const { round } = advance(null, 'add_to_cart', START, 'may');
    const later = advance(round, 'view_item', START + ROUND_LIFE_MS + 1, 'june');
    expect(later.reached).toEqual([{ day: 'june', step: 'view_item', waitMs: null }]);
    expect(advance(round, 'view_item', START + ROUND_LIFE_MS, 'june').reached).toEqual([]);
  });
});

describe('funnelLines', () => {
  const of = (counts: readonly number[]): FunnelSum[] =>
    counts.flatMap((rounds, index) => [{ step: FUNNEL_STEPS[index] ?? 'purchase', bucket: -1, rounds }]);

  it('shows no number that stands for one to four, nor two that differ by so few', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 4, maxLength: 4 }), (counts) => {
        const nested = counts.toSorted((a, b) => b - a);
        const shown = funnelLines(of(nested)).flatMap(({ rounds }) => (rounds === null ? [] : [rounds]));
        for (const [index, rounds] of shown.entries()) {
          expect(rounds === 0 || rounds >= 5).toBe(true);
          const lost = (shown[index - 1] ?? rounds) - rounds;
          expect(lost === 0 || lost >= 5).toBe(true);
        }
      }),
    );
  });

  it('says what share comes how far, and when half of them have', () => {
    const sums: FunnelSum[] = [
      ...of([40]),
      { step: 'add_to_cart', bucket: bucketOf(null), rounds: 4 },
      { step: 'add_to_cart', bucket: bucketOf(30_000), rounds: 3 },
      { step: 'add_to_cart', bucket: bucketOf(3 * MINUTE), rounds: 3 },
    ];
    const [, put, , bought] = funnelLines(sums);
    expect(put).toEqual({ step: 'add_to_cart', rounds: 10, share: 0.25, medianWaitMs: MINUTE });
    expect(bought).toEqual({ step: 'purchase', rounds: 0, share: 0, medianWaitMs: null });
  });

  it.each([
    [null, -1],
    [0, 0],
    [59_999, 0],
    [MINUTE, 1],
    [2 * MINUTE, 2],
    [ROUND_LIFE_MS, 16],
  ])('puts a wait of %s ms into bucket %i', (waitMs, bucket) => expect(bucketOf(waitMs)).toBe(bucket));
});
