/** What an award is counted from; an `Order` of the protocol fits as it is. All amounts in minor units of the order's currency. */
export interface AwardOrder {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor?: number;
  readonly shippingMinor?: number;
  readonly lines: readonly AwardLine[];
}

/** A line, with what multipliers may ask of its product. */
export interface AwardLine {
  readonly productId: string;
  readonly totalMinor: number;
  /** In any language. */
  readonly brands?: readonly string[];
  readonly categories?: readonly string[];
}

/** More or less for some lines; a `Multiplier` of the protocol fits as it is. */
export interface AwardMultiplier {
  readonly id: string;
  readonly factor: number;
  readonly products?: readonly string[] | undefined;
  readonly brands?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  readonly fromMs?: number | undefined;
  readonly untilMs?: number | undefined;
  readonly priority: number;
  readonly stacks: boolean;
}

/** The part of a `Programme` that counts points. */
export interface AwardRate {
  /** Points for one major unit of the currency; up to six decimals count, 0 to 10,000. */
  readonly pointsPerUnit: number;
  readonly counted?: { readonly tax: boolean; readonly shipping: boolean; readonly discounts: boolean } | undefined;
  readonly multipliers?: readonly AwardMultiplier[] | undefined;
  readonly tiers?: { readonly list: readonly { readonly id: string; readonly pointsPerUnit?: number | undefined }[] } | undefined;
}

/** Who buys, and when. */
export interface AwardMoment {
  readonly atMs: number;
  /** The shopper's tier; null = none. */
  readonly tier: string | null;
}

/** Points of one line, and why. */
export interface LineAward {
  readonly productId: string;
  readonly points: number;
  /** What of the order's counted amount falls on the line. */
  readonly netMinor: number;
  /** 1 = as usual; in thousandths exact. */
  readonly factor: number;
  /** Ids of the multipliers that made the factor. */
  readonly multipliers: readonly string[];
}

/** Points of one order, whole and by line; the lines always add up to `points`. */
export interface Award {
  readonly points: number;
  readonly netMinor: number;
  readonly pointsPerUnit: number;
  /** In the order of the order's lines. */
  readonly lines: readonly LineAward[];
}

/** Decimals of `pointsPerUnit` that count: 0.1 + 0.2 is not 0.3 in binary, so the rate is an integer of millionths. */
const MILLIONTHS = 1_000_000;
/** Decimals of a factor that count. */
const THOUSANDTHS = 1_000;
/** What a factor is at most, in thousandths, however many stack: above it the arithmetic would no longer be exact. */
const MAX_FACTOR = 100 * THOUSANDTHS;

/** The most points one order can earn. Far above any real order; it keeps every sum a safe integer. */
export const MAX_AWARD_POINTS = 1_000_000_000_000;

/**
 * Points an order earns: rounded down once an order (never once a line, which would lose up to a point a line), over subtotal less discount.
 * Tax and shipping earn nothing unless the programme counts them. Splitting an order can only lose points, never win some. The lines get whole points by largest
 * remainder, ties to the earlier line, so that a later partial refund knows what each line brought. Imports nothing: the page counts its preview with this very function.
 * @param exponent Decimals of the order's currency: 2 for EUR, 0 for JPY, 3 for KWD; see `exponentOf`.
 * @param moment Who buys and when; without it neither tiers nor what is limited in time counts.
 */
export function award(order: AwardOrder, programme: AwardRate, exponent: number, moment?: AwardMoment): Award {
  const tier = programme.tiers?.list.find(({ id }) => id === moment?.tier);
  const pointsPerUnit = tier?.pointsPerUnit ?? programme.pointsPerUnit;
  const rate = Math.round(pointsPerUnit * MILLIONTHS);
  const netMinor = netOf(order, programme.counted);
  // A basket without lines is one line of nothing in particular.
  const lines = order.lines.length > 0 ? order.lines : [{ productId: '', totalMinor: netMinor }];
  const weights = lines.map((line) => line.totalMinor);
  const nets = spread(netMinor, weights);
  const factors = lines.map((line) => factorOf(line, programme.multipliers ?? [], moment));
  const exact = lines.map((_, at) => divide(nets[at] ?? 0, rate * (factors[at]?.thousandths ?? 0), 10 ** exponent * MILLIONTHS * THOUSANDTHS));
  const points = Math.min(MAX_AWARD_POINTS, sumOf(exact, 10 ** exponent * MILLIONTHS * THOUSANDTHS));
  const isUniform = factors.every(({ thousandths }) => thousandths === factors[0]?.thousandths);
  const shares = isUniform || points === MAX_AWARD_POINTS ? spread(points, weights) : remainders(points, exact);
  const made = lines.map(({ productId }, at) => ({
    productId,
    points: shares[at] ?? 0,
    netMinor: nets[at] ?? 0,
    factor: (factors[at]?.thousandths ?? 0) / THOUSANDTHS,
    multipliers: factors[at]?.ids ?? [],
  }));
  return { points, netMinor, pointsPerUnit, lines: order.lines.length > 0 ? made : [] };
}

/** What of an order counts, in minor units. */
function netOf({ subtotalMinor, discountMinor, taxMinor = 0, shippingMinor = 0 }: AwardOrder, counted: AwardRate['counted']): number {
  const goods = subtotalMinor - (counted?.discounts === true ? 0 : discountMinor);
  return Math.max(0, goods) + (counted?.tax === true ? taxMinor : 0) + (counted?.shipping === true ? shippingMinor : 0);
}

/** The factor of a line, and who made it: by priority; those that stack add what they give above one, one that doesn't is alone or not at all. */
function factorOf(
  line: AwardLine,
  multipliers: readonly AwardMultiplier[],
  moment: AwardMoment | undefined,
): { readonly thousandths: number; readonly ids: readonly string[] } {
  const ids: string[] = [];
  let thousandths = THOUSANDTHS;
  const applying = multipliers.filter((one) => applies(one, line, moment));
  for (const one of applying.toSorted((a, b) => b.priority - a.priority || b.factor - a.factor || (a.id < b.id ? -1 : 1))) {
    if (!one.stacks && ids.length > 0) continue;
    thousandths += Math.round(one.factor * THOUSANDTHS) - THOUSANDTHS;
    ids.push(one.id);
    if (!one.stacks) break;
  }
  return { thousandths: Math.min(MAX_FACTOR, Math.max(0, thousandths)), ids };
}

function applies(
  { products, brands, categories, tiers, fromMs, untilMs }: AwardMultiplier,
  line: AwardLine,
  moment: AwardMoment | undefined,
): boolean {
  if (tiers && !tiers.includes(moment?.tier ?? '')) return false;
  if (fromMs !== undefined && !(moment && moment.atMs >= fromMs)) return false;
  if (untilMs !== undefined && !(moment && moment.atMs < untilMs)) return false;
  const named = [products?.includes(line.productId), shares(brands, line.brands), shares(categories, line.categories)].filter(
    (one) => one !== undefined,
  );
  return named.length === 0 || named.includes(true);
}

/** Whether the two have one in common; undefined when nothing was asked. */
const shares = (asked: readonly string[] | undefined, has: readonly string[] | undefined): boolean | undefined =>
  asked === undefined ? undefined : (has ?? []).some((one) => asked.includes(one));

/** Shares a whole out by weights, by largest remainder, ties to the earlier; evenly when nothing has any weight. */
export function spread(whole: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => divide(whole, sum > 0 ? weight : 1, sum > 0 ? sum : weights.length));
  return remainders(whole, exact);
}

/** Parts rounded down, and what is then missing of the whole given to the largest rests. */
function remainders(whole: number, exact: readonly Part[]): readonly number[] {
  let left = whole - exact.reduce((total, part) => total + part.whole, 0);
  const lucky = new Set<number>();
  const order = exact.map((part, index) => ({ index, rest: part.rest })).toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order) {
    if (left <= 0) break;
    lucky.add(index);
    left -= 1;
  }
  return exact.map((part, index) => part.whole + (lucky.has(index) ? 1 : 0));
}

/** A number of whole units and a rest in parts of d. */
interface Part {
  readonly whole: number;
  readonly rest: number;
}

/** The parts together, rounded down. */
const sumOf = (parts: readonly Part[], d: number): number =>
  parts.reduce((sum, part) => sum + part.whole, 0) + Math.floor(parts.reduce((sum, part) => sum + part.rest, 0) / d);

/**
 * a × b ÷ d exactly, though a × b may pass 2^53: binary long multiplication that carries whole and rest, without BigInt (which minifiers for old pages can't lower).
 * Needs whole numbers ≥ 0 and 0 < d < 2^51. A result past 2^53 is only about right; an award is capped far below.
 */
export function divide(a: number, b: number, d: number): Part {
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
