/** A line of an order with what one piece of it cost the shop; null = the shop doesn't say. Money in minor units. */
export interface CostedLine {
  readonly totalMinor: number;
  readonly quantity: number;
  readonly costMinor: number | null;
}

/** What was paid for goods whose cost is known, and what of that is left after the cost; less than nothing where they were sold below it. */
export interface Margin {
  readonly costedMinor: number;
  readonly marginMinor: number;
}

/** What an order brings over the cost of its goods, of the lines whose cost is known. A discount on the whole order counts on each line by its share. */
export const marginOf = (order: {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly lines: readonly CostedLine[];
}): Margin => {
  const listed = order.lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  const share = listed > 0 ? Math.max(0, order.subtotalMinor - order.discountMinor) / listed : 0;
  const known = order.lines.filter(({ costMinor }) => costMinor !== null);
  const costedMinor = Math.round(known.reduce((sum, { totalMinor }) => sum + totalMinor * share, 0));
  return { costedMinor, marginMinor: costedMinor - known.reduce((sum, { quantity, costMinor }) => sum + quantity * (costMinor ?? 0), 0) };
};

/** The part of what somebody pays that stays with the shop; null where the cost of less than half of what they bought is known. */
export const marginShare = ({ costedMinor, marginMinor, spentMinor }: Margin & { readonly spentMinor: number }): number | null =>
  costedMinor > 0 && costedMinor * 2 >= spentMinor ? marginMinor / costedMinor : null;
