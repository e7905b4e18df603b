import type { Programme } from '@rapport/protocol';
import { describe, expect, it } from 'vitest';
import { judge, kept, type Judged, type Refund } from './order.ts';

const programme = (change: Partial<Programme> = {}): Programme => ({ pointsPerUnit: 1, signUpPoints: 0, pendingDays: 0, rewards: [], ...change });
const order = (amounts: readonly number[], discountMinor = 0) => ({
  subtotalMinor: amounts.reduce((sum, one) => sum + one, 0),
  discountMinor,
  lines: amounts.map((totalMinor, at) => ({ productId: `p${at}`, totalMinor })),
});
const asked = { exponent: 2, isFirst: false, atMs: 50, tier: null, left: () => Infinity };
const judged = (amounts: readonly number[], discountMinor = 0, left = Infinity): Judged =>
  judge(order(amounts, discountMinor), programme(), { ...asked, left: () => left });
const back = (amountMinor: number, ...lines: readonly (readonly [line: number, amountMinor: number])[]): Refund => ({
  id: `${amountMinor}`,
  amountMinor,
  lines: lines.map(([line, amount]) => ({ line, amountMinor: amount })),
});

describe('judge', () => {
  it('knows what was paid for each line, and cuts to what a limit leaves', () => {
    expect(judged([6_000, 4_000], 1_000, 30)).toMatchObject({
      points: 30,
      countedPoints: 90,
      netMinor: 9_000,
      paidMinor: 9_000,
      bonuses: [],
      lines: [
        { points: 54, paidMinor: 5_400 },
        { points: 36, paidMinor: 3_600 },
      ],
    });
    expect(judged([100], 900)).toMatchObject({ points: 0, paidMinor: 0 });
  });

  it('asks for the limit of what orders earn, and says at which rate it counted', () => {
    const left = (rule: string): number => (rule === 'amount' ? 30 : Infinity);
    expect(judge(order([10_000]), programme({ pointsPerUnit: 2 }), { ...asked, left })).toMatchObject({
      points: 30,
      countedPoints: 200,
      pointsPerUnit: 2,
    });
  });

  it('gives what a first order brings, in its time and within its limit', () => {
    const rules: Programme['rules'] = [
      { id: 'a', on: 'first-order', title: {}, points: 20, limits: {}, fromMs: 50 },
      { id: 'b', on: 'first-order', title: {}, points: 20, limits: {}, fromMs: 51 },
      { id: 'c', on: 'first-order', title: {}, points: 20, limits: {}, untilMs: 50 },
      { id: 'd', on: 'first-order', title: {}, points: 20, limits: {}, untilMs: 51 },
      { id: 'e', on: 'review', title: {}, points: 20, limits: {} },
      { id: 'f', on: 'first-order', title: {}, points: 0, limits: {} },
      { id: 'g', on: 'first-order', title: {}, points: 1, limits: {} },
    ];
    const bonuses = (isFirst: boolean) =>
      judge(order([100]), programme({ rules }), { ...asked, isFirst, left: (rule) => (rule === 'd' ? 7 : Infinity) }).bonuses;
    expect(bonuses(true)).toEqual([
      { rule: 'a', points: 20 },
      { rule: 'd', points: 7 },
      { rule: 'g', points: 1 },
    ]);
    expect(bonuses(false)).toEqual([]);
  });
});

describe('kept', () => {
  it.each([
    ['all of it without a refund', [], 100, [60, 40], [6_000, 4_000], true, 0],
    ['nothing of a line that went back', [back(4_000, [1, 4_000])], 60, [60, 0], [6_000, 0], true, 4_000],
    ['a part of a line, rounded down', [back(1_050, [1, 1_050])], 89, [60, 29], [6_000, 2_950], true, 1_050],
    ['a part of all where no line is named', [back(5_000)], 50, [30, 20], [3_000, 2_000], true, 5_000],
    ['both after each other', [back(4_000, [1, 4_000]), back(3_000)], 30, [30, 0], [3_000, 0], true, 7_000],
    ['what is over the lines as of all', [back(7_000, [1, 4_000])], 30, [30, 0], [3_000, 0], true, 7_000],
    ['no more than there was of a line', [back(9_000, [1, 9_000])], 60, [60, 0], [6_000, 0], true, 4_000],
    ['nothing when all went back', [back(10_000)], 0, [0, 0], [0, 0], false, 10_000],
    ['nothing when more went back', [back(6_000, [0, 6_000]), back(99_999)], 0, [0, 0], [0, 0], false, 10_000],
    ['all where a line is named that isn’t there', [back(500, [9, 500])], 100, [60, 40], [6_000, 4_000], true, 0],
  ] as const)('is %s', (_, refunds, points, lines, linesMinor, isAnyLeft, refundedMinor) => {
    expect(kept(judged([6_000, 4_000]), refunds)).toEqual({ points, lines, linesMinor, isAnyLeft, refundedMinor });
  });

  it('takes what a limit had cut first', () => {
    expect(kept(judged([6_000, 4_000], 0, 70), [back(2_000)]).points).toBe(70);
    expect(kept(judged([6_000, 4_000], 0, 70), [back(4_000)]).points).toBe(60);
  });

  it('keeps a gift’s points until anything at all is said to have gone back of a free order', () => {
    expect(kept(judged([0, 0]), []).isAnyLeft).toBe(true);
    expect(kept(judged([0, 0]), [back(0)]).isAnyLeft).toBe(false);
    expect(kept(judged([5_000, 0]), [back(2_500)])).toMatchObject({ points: 25, isAnyLeft: true });
  });

  it('is all but nothing as long as the smallest coin of it is left', () => {
    expect(kept(judged([100]), [back(99)])).toMatchObject({ isAnyLeft: true, points: 0 });
    const dear = judge(order([1, 99]), programme({ pointsPerUnit: 100 }), asked);
    expect(kept(dear, [back(1, [0, 1])])).toMatchObject({ points: 99, lines: [0, 99] });
    expect(kept(judged([1_000]), [back(400, [0, 400])])).toMatchObject({ points: 6, lines: [6] });
  });

  it('of an order that cost nothing but earned is all, until it is said to have gone back', () => {
    const free = judge(order([1_000], 1_000), programme({ counted: { tax: false, shipping: false, discounts: true } }), asked);
    expect(free).toMatchObject({ points: 10, paidMinor: 0 });
    expect(kept(free, [])).toMatchObject({ points: 10, lines: [10], isAnyLeft: true });
    expect(kept(free, [back(0)])).toMatchObject({ points: 0, lines: [0], isAnyLeft: false });
  });

  it('of a line that nothing was paid for is all of it as long as anything of the order is left', () => {
    const taxed = { ...order([1, 999], 990), taxMinor: 10_000 };
    const given = judge(taxed, programme({ pointsPerUnit: 10, counted: { tax: true, shipping: false, discounts: false } }), asked);
    expect(given.lines.map(({ points, paidMinor }) => [points, paidMinor])).toEqual([
      [1, 0],
      [1_000, 10],
    ]);
    expect(kept(given, [back(5)]).lines).toEqual([1, 500]);
    expect(kept(given, [back(10)]).lines).toEqual([0, 0]);
  });

  it('is counted on the whole where an order came without lines', () => {
    const bare = judge(order([]), programme(), asked);
    expect(kept(bare, [])).toMatchObject({ points: 0, isAnyLeft: true });
    const sum = { subtotalMinor: 1_000, discountMinor: 0, lines: [] };
    const one = judge(sum, programme(), asked);
    expect([[], [back(500)], [back(1_000)]].map((refunds) => kept(one, refunds).points)).toEqual([10, 5, 0]);
    const free = judge({ ...sum, discountMinor: 1_000 }, programme({ counted: { tax: false, shipping: false, discounts: true } }), asked);
    expect([[], [back(0)]].map((refunds) => kept(free, refunds).points)).toEqual([10, 0]);
  });
});
