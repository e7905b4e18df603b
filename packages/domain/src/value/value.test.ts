import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hypergeometric, lnGamma } from './gamma.ts';
import { beginFit, buyerOf, expectedPurchases, expectedSpend, fitAll, learntFrom, pAlive, sampleOf, score, stepFit } from './index.ts';
import type { Buyer } from './index.ts';

// What the published data say of these formulas stands in scripts/clv.test.ts, where files can be read.

const PUBLISHED = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const SPEND = { p: 6.25, q: 3.74, v: 15.44 };

it('knows ln Γ to thirteen digits', () => {
  for (let n = 1, lnFactorial = 0; n < 120; lnFactorial += Math.log(n), n += 1)
    expect(lnGamma(n) / Math.max(1, lnFactorial)).toBeCloseTo(lnFactorial / Math.max(1, lnFactorial), 12);
  expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
  for (const x of [0.03, 0.2, 0.49, 0.9, 3.7, 41.5]) expect(lnGamma(x + 1) - lnGamma(x)).toBeCloseTo(Math.log(x), 12);
});

it('knows ₂F₁ where it has a closed form', () => {
  for (const z of [0.01, 0.3, 0.77, 0.95]) {
    expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 10);
    expect(hypergeometric(0.7, 1.3, 1.3, z)).toBeCloseTo((1 - z) ** -0.7, 10);
  }
});

it('gives the worked example of the paper', () => {
  const buyer = { again: 2, recency: 30.43, age: 38.86 };
  expect(pAlive(PUBLISHED, buyer, 'bg')).toBeCloseTo(0.726579, 6);
  expect(expectedPurchases(PUBLISHED, buyer, 39)).toBeCloseTo(1.226028, 6);
});

const weeks = fc.double({ min: 0, max: 300, noNaN: true });
const someone = fc
  .record({ again: fc.integer({ min: 0, max: 60 }), one: weeks, other: weeks, mean: fc.double({ min: 0.01, max: 1e6, noNaN: true }) })
  .map(({ again, one, other, mean }): Buyer => ({
    again,
    recency: again === 0 ? 0 : Math.min(one, other),
    age: Math.max(one, other),
    mean: again === 0 ? 0 : mean,
  }));
const parameter = fc.double({ min: 0.05, max: 20, noNaN: true });

it('gives chances between 0 and 1, expectations that grow with time, and no value below nothing, whatever the parameters', () => {
  fc.assert(
    fc.property(fc.record({ r: parameter, alpha: parameter, a: parameter, b: parameter }), someone, (rates, buyer) => {
      const alive = pAlive(rates, buyer, 'mbg');
      expect(alive).toBeGreaterThanOrEqual(0);
      expect(alive).toBeLessThanOrEqual(1);
      const [soon, later] = [expectedPurchases(rates, buyer, 4), expectedPurchases(rates, buyer, 40)];
      expect(soon).toBeGreaterThanOrEqual(-1e-9);
      expect(later).toBeGreaterThanOrEqual(soon - 1e-9);
      const mean = expectedSpend(SPEND, buyer);
      expect(mean).toBeGreaterThan(0);
    }),
  );
});

it('takes purchases of one day as one, in any order, and never looks ahead of today', () => {
  const day = (n: number) => n * 86_400_000;
  const purchases = [day(100), day(100) + 5_000, day(110), day(400)].map((atMs) => ({ atMs, amount: 10 }));
  const buyer = buyerOf(purchases.toReversed(), day(131));
  expect(buyer).toEqual({ again: 2, recency: 31 / 7, age: 31 / 7, mean: 10 });
  expect(buyerOf([], day(1))).toBeNull();
});

/** A shop of customers who buy at one rate for ever, and one of whom half never come back. */
const aShop = (customers: number, every: number): Buyer[] =>
  Array.from({ length: customers }, (_, i) => ({
    again: i % 2 === 0 ? 0 : 1 + (i % 7),
    recency: i % 2 === 0 ? 0 : (1 + (i % 7)) * every,
    age: 40 + (i % 20),
    mean: i % 2 === 0 ? 0 : 2_000 + (i % 11) * 300,
  }));

it('says when there is too little history, and orders people by silence all the same', () => {
  const learnt = fitAll(sampleOf(aShop(40, 4)));
  expect(learnt).toMatchObject({ basis: 'too-little-history', purchases: null, customers: 40 });
  const quiet = score(learnt, { again: 4, recency: 16, age: 50, mean: 2_000 });
  const recent = score(learnt, { again: 4, recency: 49, age: 50, mean: 2_000 });
  expect(quiet.basis).toBe('too-little-history');
  expect(recent.alive).toBeGreaterThan(quiet.alive);
  expect(recent.value).toBeGreaterThan(quiet.value);
});

it('can be cut anywhere: stored between any two steps it comes to the same end', () => {
  const sample = sampleOf(aShop(300, 4));
  const whole = fitAll(sample);
  let fit = beginFit(sample);
  while (fit.stage !== 'done') fit = JSON.parse(JSON.stringify(stepFit(fit, sample))) as typeof fit;
  expect(learntFrom(fit, sample)).toEqual(whole);
  expect(whole.basis).toBe('model');
});

it('falls back to a shrunken mean where spend has no maximum', () => {
  // Everybody spends exactly their own mean each time: within people nothing varies, and p would grow for ever.
  const buyers = Array.from({ length: 400 }, (_, i): Buyer => ({ again: 1 + (i % 9), recency: 10 + (i % 9), age: 30, mean: 1_000 }));
  const learnt = fitAll(sampleOf(buyers));
  expect(learnt.spend).toBeNull();
  const { value } = score(learnt, buyers[0] as Buyer);
  expect(Number.isFinite(value)).toBe(true);
  expect(value).toBeGreaterThan(0);
});
