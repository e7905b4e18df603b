/** What one person did since they first saw, or would have seen, something. Amounts in minor units. */
export interface PersonTally {
  readonly orders: number;
  /** Goods before discounts, without tax and shipping. */
  readonly goodsMinor: number;
  /** Taken off by offers and codes; what points paid for stands in `pointsMinor` alone. */
  readonly discountMinor: number;
  /** What the points given are worth at the till. */
  readonly pointsMinor: number;
  /** Days since the first exposure, at least a fraction of one. */
  readonly days: number;
}

/** The six numbers of a person that a report is made from; `one` counts people. */
export const MEASURES = ['one', 'buyer', 'repeater', 'orders', 'revenue', 'net', 'days'] as const;
export type Measure = (typeof MEASURES)[number];

/** The ratios that a report says: sums of the first over sums of the second. */
export const RATIOS = [
  ['buyer', 'one'],
  ['repeater', 'buyer'],
  ['orders', 'days'],
  ['revenue', 'orders'],
  ['revenue', 'one'],
  ['net', 'one'],
] as const satisfies readonly (readonly [Measure, Measure])[];

/** Sums of all measures and of all their products: enough for every mean, ratio and interval, and two slices' sums simply add up. */
export interface Sums {
  readonly first: Readonly<Record<Measure, number>>;
  /** By `a*b` with a before b in `MEASURES`, squares included. */
  readonly second: Readonly<Record<string, number>>;
  /** The same for products of three, as far as a ratio of `RATIOS` needs them: by them one sees how skewed it is. */
  readonly third: Readonly<Record<string, number>>;
}

const measured = ({ orders, goodsMinor, discountMinor, pointsMinor, days }: PersonTally): Readonly<Record<Measure, number>> => {
  const revenue = goodsMinor - discountMinor;
  return { one: 1, buyer: orders > 0 ? 1 : 0, repeater: orders > 1 ? 1 : 0, orders, revenue, net: revenue - pointsMinor, days };
};

const tripleOf = (...measures: readonly [Measure, Measure, Measure]): string =>
  measures.toSorted((a, b) => MEASURES.indexOf(a) - MEASURES.indexOf(b)).join('*');
const TRIPLES: readonly (readonly [a: number, b: number, c: number, name: string])[] = [
  ...new Map(
    RATIOS.flatMap(([over, under]) =>
      (
        [
          [over, over, over],
          [over, over, under],
          [over, under, under],
          [under, under, under],
        ] as const
      ).map(([one, two, three]) => {
        const name = tripleOf(one, two, three);
        return [name, [MEASURES.indexOf(one), MEASURES.indexOf(two), MEASURES.indexOf(three), name] as const] as const;
      }),
    ),
  ).values(),
];
const PAIRS = MEASURES.flatMap((a, i) => MEASURES.slice(i).map((b) => [a, b, `${a}*${b}`] as const));

/** Nobody yet. */
export const NO_SUMS: Sums = {
  first: { one: 0, buyer: 0, repeater: 0, orders: 0, revenue: 0, net: 0, days: 0 },
  second: Object.fromEntries(PAIRS.map(([, , pair]) => [pair, 0])),
  third: Object.fromEntries(TRIPLES.map(([, , , name]) => [name, 0])),
};

/** The sums of these people. */
export const sumUp = (people: Iterable<PersonTally>): Sums => {
  const first = new Float64Array(MEASURES.length);
  const second = new Float64Array(PAIRS.length);
  const third = new Float64Array(TRIPLES.length);
  for (const person of people) {
    const one = measured(person);
    const values = MEASURES.map((measure) => one[measure]);
    let pair = 0;
    for (let a = 0; a < values.length; a += 1) {
      const value = values[a] ?? 0;
      first[a] = (first[a] ?? 0) + value;
      for (let b = a; b < values.length; b += 1) {
        second[pair] = (second[pair] ?? 0) + value * (values[b] ?? 0);
        pair += 1;
      }
    }
    for (let t = 0; t < TRIPLES.length; t += 1) {
      const [a, b, c] = TRIPLES[t] as (typeof TRIPLES)[number];
      third[t] = (third[t] ?? 0) + (values[a] ?? 0) * (values[b] ?? 0) * (values[c] ?? 0);
    }
  }
  return {
    first: Object.fromEntries(MEASURES.map((measure, a) => [measure, first[a]])) as Record<Measure, number>,
    second: Object.fromEntries(PAIRS.map(([, , pair], at) => [pair, second[at] ?? 0])),
    third: Object.fromEntries(TRIPLES.map(([, , , name], at) => [name, third[at] ?? 0])),
  };
};

/** Two crowds as one. */
export const addSums = (a: Sums, b: Sums): Sums => ({
  first: Object.fromEntries(MEASURES.map((measure) => [measure, a.first[measure] + b.first[measure]])) as Record<Measure, number>,
  second: Object.fromEntries(PAIRS.map(([, , pair]) => [pair, (a.second[pair] ?? 0) + (b.second[pair] ?? 0)])),
  third: Object.fromEntries(TRIPLES.map(([, , , name]) => [name, (a.third[name] ?? 0) + (b.third[name] ?? 0)])),
});

/** The sum of the product of two measures. */
export const product = ({ second }: Sums, a: Measure, b: Measure): number =>
  second[MEASURES.indexOf(a) <= MEASURES.indexOf(b) ? `${a}*${b}` : `${b}*${a}`] ?? 0;

/** The sum of the product of three measures, of which two may be the same. */
export const tripled = ({ third }: Sums, a: Measure, b: Measure, c: Measure): number => third[tripleOf(a, b, c)] ?? 0;
