/** What an award is counted from; an `Order` of the protocol fits as it is. All amounts in minor units of the order's currency. */
export interface AwardOrder {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly lines: readonly { readonly productId: string; readonly totalMinor: number }[];
}

/** The part of a `Programme` that counts points. */
export interface AwardRate {
  /** Points for one major unit of the currency; up to six decimals count, 0 to 10,000. */
  readonly pointsPerUnit: number;
}

/** Points of one order, whole and by line; the lines always add up to `points`. */
export interface Award {
  readonly points: number;
  /** In the order of the order's lines. */
  readonly lines: readonly { readonly productId: string; readonly points: number }[];
}

/** Decimals of `pointsPerUnit` that count: 0.1 + 0.2 is not 0.3 in binary, so the rate is an integer of millionths. */
const MILLIONTHS = 1_000_000;

/** The most points one order can earn. Far above any real order; it keeps every sum a safe integer. */
export const MAX_AWARD_POINTS = 1_000_000_000_000;

/**
 * Points an order earns: rounded down once an order (never once a line, which would lose up to a point a line), over subtotal less discount.
 * Tax and shipping earn nothing. Splitting an order can only lose points, never win some. The lines get whole points by largest remainder, ties to the earlier line,
 * so that a later partial refund knows what each line brought. Imports nothing: the page counts its preview with this very function.
 * @param exponent Decimals of the order's currency: 2 for EUR, 0 for JPY, 3 for KWD; see `exponentOf`.
 */
export function award(order: AwardOrder, programme: AwardRate, exponent: number): Award {
  const netMinor = Math.max(0, order.subtotalMinor - order.discountMinor);
  const rate = Math.round(programme.pointsPerUnit * MILLIONTHS);
  const points = Math.min(MAX_AWARD_POINTS, divide(netMinor, rate, 10 ** exponent * MILLIONTHS).whole);
  return { points, lines: spread(points, order.lines) };
}

/** Shares `points` out by the lines' amounts; when no line has an amount, evenly. */
function spread(points: number, lines: AwardOrder['lines']): Award['lines'] {
  const sum = lines.reduce((total, line) => total + line.totalMinor, 0);
  const shares = lines.map((line, index) => ({
    productId: line.productId,
    index,
    ...divide(points, sum > 0 ? line.totalMinor : 1, sum > 0 ? sum : lines.length),
  }));
  let left = points - shares.reduce((total, share) => total + share.whole, 0);
  const lucky = new Set<number>();
  for (const share of shares.toSorted((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left === 0) break;
    lucky.add(share.index);
    left -= 1;
  }
  return shares.map((share) => ({ productId: share.productId, points: share.whole + (lucky.has(share.index) ? 1 : 0) }));
}

/**
 * a × b ÷ d exactly, though a × b may pass 2^53: binary long multiplication that carries whole and rest, without BigInt (which minifiers for old pages can't lower).
 * Needs whole numbers ≥ 0 and 0 < d < 2^51.
 */
function divide(a: number, b: number, d: number): { whole: number; rest: number } {
  const step = b % d;
  let whole = 0;
  let rest = 0;
  for (const bit of a.toString(2)) {
    whole *= 2;
    rest = rest * 2 + (bit === '1' ? step : 0);
    const carry = Math.floor(rest / d);
    whole += carry;
    rest -= carry * d;
  }
  return { whole: whole + a * Math.floor(b / d), rest };
}
