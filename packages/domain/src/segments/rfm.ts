/** Where the shop's customers are cut into fifths (recency, frequency, money) and tenths (value). Found over all slices, sent to each. */
export interface Cuts {
  /** Days since the last order, ascending: at most the first is a 5. */
  readonly recencyDays: readonly number[];
  readonly orders: readonly number[];
  readonly spentMinor: readonly number[];
  readonly value: readonly number[];
  /** Whether tenths are of what stays with the shop or of what is paid; absent = of what is paid. */
  readonly by?: 'margin' | 'revenue';
  /** What of a payment usually stays with the shop, of whom it isn't known. */
  readonly share?: number;
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

/** Scores a customer from 1 to 5 in each, 5 the best; the middle where nothing was cut yet. */
export const rfmOf = (cuts: Cuts, customer: { readonly recencyDays: number; readonly orders: number; readonly spentMinor: number }): Rfm => {
  const recency = cuts.recencyDays.length === 0 ? 3 : 5 - cuts.recencyDays.filter((cut) => customer.recencyDays > cut).length;
  const frequency = cuts.orders.length === 0 ? 3 : 1 + cuts.orders.filter((cut) => customer.orders > cut).length;
  const money = cuts.spentMinor.length === 0 ? 3 : 1 + cuts.spentMinor.filter((cut) => customer.spentMinor > cut).length;
  return { recency, frequency, money, group: groupOf(recency, Math.round((frequency + money) / 2), customer.orders) };
};

/** What somebody's value counts in the order of tenths: what stays of it, by their own share or the shop's usual one, or all of it where costs aren't known. */
export const worthOf = ({ by = 'revenue', share: usual = 1 }: Cuts, value: number, share: number | null): number =>
  by === 'margin' ? Math.round(value * (share ?? usual)) : value;

/** The tenth that a value falls into, 10 the best. */
export const decileOf = (cuts: Cuts, value: number, share: number | null = null): number => {
  const worth = worthOf(cuts, value, share);
  return 1 + cuts.value.filter((cut) => worth > cut).length;
};

const groupOf = (recency: number, weight: number, orders: number): RfmGroup => {
  if (recency >= 4) {
    if (orders === 1) return 'newcomers';
    return weight >= 4 ? 'champions' : weight === 3 ? 'loyal' : 'promising';
  }
  if (recency === 3) return weight >= 4 ? 'loyal' : 'wavering';
  if (weight >= 4) return 'cannot-lose';
  return recency === 2 ? 'sleeping' : 'gone';
};
