import { loadavg } from 'node:os';
import { compare, sumUp } from '../../packages/domain/src/experiments/index.ts';
import type { PersonTally } from '../../packages/domain/src/experiments/index.ts';
import { chanceOf } from '../../packages/domain/src/offers/index.ts';
import { figure, quantile, type Figure } from './frame.ts';

// How far the holdout's report can be believed. First: 2,000 years in which offers do nothing at all; of the intervals of 95 % about one in twenty must leave zero out, no
// more and no fewer. Then the builder's merchant: 500 people looked after against 500 left alone for six months, lived 500 times.

const YEARS = Number(process.env['LIFT_YEARS'] ?? 2_000);
const PEOPLE = 10_000;
const HOLDOUT = PEOPLE * 0.05;
const POOL = 400_000;
const METRICS = ['buyers', 'repeat-rate', 'order-frequency', 'average-order', 'revenue', 'net'] as const;
const CASES = Number(process.env['LIFT_CASES'] ?? 500);

type Chance = () => number;
const normal = (chance: Chance): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
const poisson = (mean: number, chance: Chance): number => {
  const limit = Math.exp(-mean);
  let product = chance();
  let count = 0;
  while (product > limit) {
    product *= chance();
    count += 1;
  }
  return count;
};
/** Amounts as shops have them: many small, few large; `spread` is the deviation of the logarithm. */
const amount = (mean: number, spread: number, chance: Chance): number =>
  Math.round(Math.exp(Math.log(mean) - (spread * spread) / 2 + spread * normal(chance)));

/** Somebody's year in a shop: how often they buy differs widely between people, so does what they spend. */
const aYear = (chance: Chance): PersonTally => {
  const rate = Math.exp(-0.5 + 1 * normal(chance));
  const orders = poisson(Math.min(30, rate), chance);
  const level = amount(4_500, 0.5, chance);
  let goodsMinor = 0;
  for (let i = 0; i < orders; i += 1) goodsMinor += amount(level, 0.6, chance);
  const discountMinor = chance() < 0.2 ? Math.round(goodsMinor * 0.1) : 0;
  return { orders, goodsMinor, discountMinor, pointsMinor: Math.round(goodsMinor * 0.05), days: 30 + Math.floor(chance() * 335) };
};

/** The merchant's customers: 170 of 500 buy in half a year; looked after, 185 of 500, each 30 % more often and for 28 % more. */
const BASE = { buyers: 170 / 500, ordersOfBuyer: 3, orderMinor: 60_000, spread: 0.9 };
const aCustomer = (isLookedAfter: boolean, chance: Chance): PersonTally => {
  const more = isLookedAfter ? { buyers: 185 / 170, orders: 1.3, order: 1.28 } : { buyers: 1, orders: 1, order: 1 };
  const buys = chance() < BASE.buyers * more.buyers;
  const orders = buys ? 1 + poisson(BASE.ordersOfBuyer * more.orders - 1, chance) : 0;
  let goodsMinor = 0;
  for (let i = 0; i < orders; i += 1) goodsMinor += amount(BASE.orderMinor * more.order, BASE.spread, chance);
  return { orders, goodsMinor, discountMinor: 0, pointsMinor: 0, days: 182 };
};

export async function bench(): Promise<Figure[]> {
  console.log(`load ${loadavg()[0]?.toFixed(2)}`);
  return [...aaYears(), ...merchant()];
}

function aaYears(): Figure[] {
  const chance = chanceOf('two thousand years of nothing');
  const pool = Array.from({ length: POOL }, () => aYear(chance));
  const draw = (people: number): PersonTally[] => Array.from({ length: people }, () => pool[Math.floor(chance() * POOL)] as PersonTally);
  const out = new Map<string, number>();
  const note = (key: string, interval: { low: number; high: number } | null): void => {
    if (interval && (interval.low > 0 || interval.high < 0)) out.set(key, (out.get(key) ?? 0) + 1);
  };
  for (let year = 0; year < YEARS; year += 1) {
    for (const { metric, difference, lift } of compare(sumUp(draw(PEOPLE - HOLDOUT)), sumUp(draw(HOLDOUT)))) {
      note(`${metric} difference`, difference);
      note(`${metric} lift`, lift);
    }
  }
  const all = METRICS.flatMap((metric) => [`${metric} difference`, `${metric} lift`]);
  const share = (key: string): number => (100 * (out.get(key) ?? 0)) / YEARS;
  for (const key of all) console.log(`  A/A, ${YEARS} years, ${key}: ${share(key).toFixed(2)} % of the intervals leave zero out`);
  const mean = all.reduce((sum, key) => sum + share(key), 0) / all.length;
  return [
    figure({ name: `A/A, ${YEARS} years: intervals that leave zero out, all metrics`, value: mean, unit: '%', floor: 6, better: 'less' }),
    figure({ name: 'A/A: the same, not under', value: mean, unit: '%', floor: 4, better: 'more' }),
    figure({ name: 'A/A: the metric with most', value: Math.max(...all.map(share)), unit: '%', floor: 6, better: 'less' }),
    figure({ name: 'A/A: the metric with fewest', value: Math.min(...all.map(share)), unit: '%', floor: 4, better: 'more' }),
  ];
}

function merchant(): Figure[] {
  const chance = chanceOf('the builder’s merchant');
  const crowd = (isLookedAfter: boolean): PersonTally[] => Array.from({ length: 500 }, () => aCustomer(isLookedAfter, chance));
  const truth: Readonly<Record<string, number>> = {
    buyers: 185 / 170 - 1,
    'order-frequency': (185 / 170) * 1.3 - 1,
    'average-order': 0.28,
    revenue: (185 / 170) * 1.3 * 1.28 - 1,
  };
  const found = new Map<string, { out: number; low: number[]; high: number[]; value: number[]; held: number }>();
  for (let round = 0; round < CASES; round += 1) {
    for (const { metric, lift } of compare(sumUp(crowd(true)), sumUp(crowd(false)))) {
      if (!lift || truth[metric] === undefined) continue;
      const known = found.get(metric) ?? { out: 0, low: [], high: [], value: [], held: 0 };
      known.out += lift.low > 0 || lift.high < 0 ? 1 : 0;
      known.held += lift.low <= truth[metric] && lift.high >= truth[metric] ? 1 : 0;
      known.low.push(lift.low * 100);
      known.high.push(lift.high * 100);
      known.value.push(lift.value * 100);
      found.set(metric, known);
    }
  }
  return Object.entries(truth).flatMap(([metric, value]) => {
    const known = found.get(metric);
    if (!known) throw new Error(`${metric} was not measured`);
    const middle = (list: readonly number[]): string => quantile(list, 0.5).toFixed(0);
    console.log(
      `  merchant, ${CASES} times, ${metric}: true ${(value * 100).toFixed(0)} %, found in ${((100 * known.out) / CASES).toFixed(1)} % of the cases, ` +
        `middle ${middle(known.value)} % between ${middle(known.low)} and ${middle(known.high)} %, interval holds the truth in ${((100 * known.held) / CASES).toFixed(1)} %`,
    );
    return [
      figure({
        name: `merchant: ${metric} (+${(value * 100).toFixed(0)} %) found`,
        value: (100 * known.out) / CASES,
        unit: '% of cases',
        better: 'more',
      }),
      figure({
        name: `merchant: ${metric}, interval holds the truth`,
        value: (100 * known.held) / CASES,
        unit: '% of cases',
        floor: 92,
        better: 'more',
      }),
    ];
  });
}
