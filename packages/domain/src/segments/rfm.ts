/** Where the shop's customers are cut into fifths (recency, frequency, money) and tenths (value). Found over all slices, sent to each. */
export interface Cuts {
  /** Days since the last order, ascending: at most the first is a 5. */
  readonly recencyDays: readonly number[];
  readonly orders: readonly number[];
  readonly spentMinor: readonly number[];
  readonly value: readonly number[];
}

/** Cuts of a shop that knows nobody yet: everybody is in the middle. */
export const NO_CUTS: Cuts = { recencyDays: [], orders: [], spentMinor: [], value: [] };

export interface Rfm {
  readonly recency: number;
  readonly frequency: number;
  readonly money: number;
  readonly group: RfmGroup;
}

/** Named groups, by how lately and how often. */
export const RFM_GROUPS = ['champions', 'loyal', 'promising', 'newcomers', 'wavering', 'cannot-lose', 'sleeping', 'gone'] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

const FIFTHS = [0.2, 0.4, 0.6, 0.8];
const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Finds the cuts among customers. Values that many share are never cut apart: they all score alike. */
export const cutsOf = (
  customers: readonly { readonly recencyDays: number; readonly orders: number; readonly spentMinor: number; readonly value: number }[],
): Cuts => ({
  recencyDays: quantiles(
    customers.map(({ recencyDays }) => recencyDays),
    FIFTHS,
  ),
  orders: quantiles(
    customers.map(({ orders }) => orders),
    FIFTHS,
  ),
  spentMinor: quantiles(
    customers.map(({ spentMinor }) => spentMinor),
    FIFTHS,
  ),
  value: quantiles(
    customers.map(({ value }) => value),
    TENTHS,
  ),
});

/** Scores a customer from 1 to 5 in each, 5 the best; the middle where nothing was cut yet. */
export const rfmOf = (cuts: Cuts, customer: { readonly recencyDays: number; readonly orders: number; readonly spentMinor: number }): Rfm => {
  const recency = cuts.recencyDays.length === 0 ? 3 : 5 - cuts.recencyDays.filter((cut) => customer.recencyDays > cut).length;
  const frequency = cuts.orders.length === 0 ? 3 : 1 + cuts.orders.filter((cut) => customer.orders > cut).length;
  const money = cuts.spentMinor.length === 0 ? 3 : 1 + cuts.spentMinor.filter((cut) => customer.spentMinor > cut).length;
  return { recency, frequency, money, group: groupOf(recency, Math.round((frequency + money) / 2), customer.orders) };
};

/** The tenth that a value falls into, 10 the best. */
export const decileOf = ({ value: cuts }: Cuts, value: number): number => 1 + cuts.filter((cut) => value > cut).length;

const groupOf = (recency: number, weight: number, orders: number): RfmGroup => {
  if (recency >= 4) {
    if (orders === 1) return 'newcomers';
    return weight >= 4 ? 'champions' : weight === 3 ? 'loyal' : 'promising';
  }
  if (recency === 3) return weight >= 4 ? 'loyal' : 'wavering';
  if (weight >= 4) return 'cannot-lose';
  return recency === 2 ? 'sleeping' : 'gone';
};

const quantiles = (values: readonly number[], parts: readonly number[]): number[] => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? [] : parts.map((part) => sorted[Math.ceil(part * sorted.length) - 1] ?? 0);
};
