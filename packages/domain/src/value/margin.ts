/** A line of an order with what one piece of it cost the shop; null = the shop doesn't say. Money in minor units. */
export interface CostedLine {
  /** Its part of what was paid, and what of that is still paid after refunds. */
  readonly paidMinor: number;
  readonly keptMinor: number;
  /** What all its pieces cost the shop; null = not known. */
  readonly costMinor: number | null;
}

/** What was paid for goods whose cost is known, and what of that is left after the cost; less than nothing where they were sold below it. */
export interface Margin {
  readonly costedMinor: number;
  readonly marginMinor: number;
}

/**
 * What an order still brings over the cost of its goods, of the lines whose cost is known. With the money the goods come back, so a line bears its cost by the part of it
 * that is still paid; one that was given away bears it whole.
 */
export const marginOf = (lines: readonly CostedLine[]): Margin => {
  const known = lines.filter(({ costMinor }) => costMinor !== null);
  const costedMinor = Math.round(known.reduce((sum, { keptMinor }) => sum + keptMinor, 0));
  const share = ({ paidMinor, keptMinor }: CostedLine): number => (paidMinor > 0 ? keptMinor / paidMinor : 1);
  return { costedMinor, marginMinor: costedMinor - Math.round(known.reduce((sum, line) => sum + share(line) * (line.costMinor ?? 0), 0)) };
};

/** The part of what somebody pays that stays with the shop; null where the cost of less than half of what they bought is known. */
export const marginShare = ({ costedMinor, marginMinor, spentMinor }: Margin & { readonly spentMinor: number }): number | null =>
  costedMinor > 0 && costedMinor * 2 >= spentMinor ? marginMinor / costedMinor : null;
