/* oxlint-disable max-lines -- everything that moves a person's points, composed from the rooms in one place */
import type { Order, OrderStatus, Programme, Refused, Reward, TimelineEntry, Voucher } from '@rapport/protocol';
import {
  accountOf,
  amountRule,
  apply,
  earn,
  expire,
  exponentOf,
  giveBack,
  judge,
  kept,
  lapsesAtMs,
  leftOf,
  mature,
  nextBirthdayMs,
  spentBy,
} from './points/index.ts';
import { NO_TIER, adjust, birthdayOf, idleAtMs, nextDueAtMs, referralGifts, referralOrder } from './points/index.ts';
import { reverse, spend, tierNow, warnings, withdraw } from './points/index.ts';
import type { Account, AwardOrder, Judged, Movement, ReferralGift, Refund, TierFacts, TierState } from './points/index.ts';
import type { Changed, Moment, Person } from './shopper.ts';
import { marginOf } from './value/index.ts';
import type { Margin } from './value/index.ts';

/** What of a shop its points depend on. */
export interface PointsShop {
  readonly currency: string;
  readonly timeZone: string;
  /** All versions of the programme, the oldest first; at least one. */
  readonly versions: readonly VersionOf[];
  /** What is left here of limits of all shoppers together, by rule (`amount` for orders); a rule that isn't named has no such limit. */
  readonly leftInAll?: Readonly<Record<string, number>>;
}

/** A version of the programme, and from when it counted. */
export interface VersionOf {
  readonly version: number;
  readonly fromMs: number;
  readonly programme: Programme;
}

/** What is kept of a person for their points, besides the ledger. */
export interface PointsState {
  readonly tier: TierState;
  /** As told, `--MM-DD` or `YYYY-MM-DD`; null = not told. */
  readonly birthday: string | null;
  readonly birthdaySetAtMs: number | null;
}

/** The state of somebody nothing is known of. */
export const NO_STATE: PointsState = { tier: NO_TIER, birthday: null, birthdaySetAtMs: null };

/** Everything a decision about points is made from. */
export interface Purse {
  readonly person: Person;
  readonly ledger: readonly Movement[];
  readonly state: PointsState;
  /** Orders that count, for the tiers. */
  readonly orders: TierFacts['orders'];
  /** Warnings told before: the moment and the step, as `atMs:days`. */
  readonly warned?: ReadonlySet<string>;
  /** Who recommended the shop to them, as long as that waits for an order; null = nobody, or it has counted. */
  readonly referredBy?: string | null;
}

/** A recommendation that counts from now on: who made it, and what it brings. */
export interface Referred {
  readonly by: string;
  readonly gifts: readonly ReferralGift[];
}

/** A purse after a decision, with what has to be written down. */
export interface Moved extends Changed {
  readonly ok: true;
  readonly movements: readonly Movement[];
  readonly state: PointsState;
  /** When something becomes due by itself; null = nothing does. */
  readonly dueAtMs: number | null;
  /** Warnings told by this, as in `Purse.warned`. */
  readonly warned: readonly string[];
  /** A recommendation that this made count, once; absent = none did. */
  readonly referred?: Referred;
}

const DAY_MS = 86_400_000;

/** The version that counts at a moment: the last one that had begun, or the first for anything before it. Throws where there is none at all. */
export const versionAt = (versions: readonly VersionOf[], atMs: number): VersionOf => {
  const found = versions.findLast(({ fromMs }) => fromMs <= atMs) ?? versions[0];
  if (!found) throw new Error('a shop without a programme');
  return found;
};

/** The programme as it is today. */
const live = (shop: PointsShop): Programme => (shop.versions.at(-1) ?? versionAt(shop.versions, 0)).programme;

/** What is kept of an order. */
export interface KnownOrder {
  readonly id: string;
  readonly status: OrderStatus;
  readonly totalMinor: number;
  /** How it was judged; null = it never counted. */
  readonly judgement: Judgement | null;
  readonly refunds: readonly Refund[];
}

/** An order's judgement with all that it was made from, so that it can be made again. */
export interface Judgement {
  readonly version: number;
  readonly placedAtMs: number;
  readonly judgedAtMs: number;
  readonly tier: string | null;
  readonly isFirst: boolean;
  /** What was left of the limits of each rule that has any. */
  readonly left: Readonly<Record<string, number>>;
  readonly order: AwardOrder;
  readonly judged: Judged;
  /** What the goods of each line cost the shop then; null = not known. Nobody but staff sees it. */
  readonly costs?: readonly (number | null)[];
}

/** Facts that come from elsewhere, fetched before the decision. */
export interface OrderFacts {
  /** What multipliers may ask of products, by id. */
  readonly products?: Readonly<
    Record<string, { readonly brands: readonly string[]; readonly categories: readonly string[]; readonly costs?: Costs }>
  >;
}

/** What one piece of each variant costs the shop, by the variant's id. */
export type Costs = Readonly<Record<string, number>>;

/** What the goods of each line cost the shop, as far as that is known. Of a line that names no variant the product's cost counts where all variants cost the same. */
export const costsOf = ({ lines }: Pick<Order, 'lines'>, { products = {} }: OrderFacts): readonly (number | null)[] =>
  lines.map(({ productId, variantId, quantity }) => {
    const costs = (Object.hasOwn(products, productId) ? products[productId]?.costs : undefined) ?? {};
    const [first = null, ...others] = new Set(Object.values(costs));
    const named = variantId !== undefined && Object.hasOwn(costs, variantId) ? costs[variantId] : undefined;
    const cost = named ?? (variantId === undefined && others.length === 0 ? first : null);
    return cost === null ? null : cost * quantity;
  });

/** What an order still brings over the cost of its goods after its refunds, by the costs of when it was judged; null where they were not noted. */
export const marginIn = ({ judgement: made, refunds }: KnownOrder): Margin | null => {
  if (!made?.costs) return null;
  const { linesMinor, isAnyLeft } = kept(made.judged, refunds);
  const { costs } = made;
  const lines = made.judged.lines.map(({ paidMinor }, at) => ({ paidMinor, keptMinor: linesMinor[at] ?? 0, costMinor: costs[at] ?? null }));
  return marginOf(isAnyLeft ? lines : []);
};

const FURTHER: Readonly<Record<OrderStatus, number>> = { paid: 0, fulfilled: 1, cancelled: 2, refunded: 2 };
const isUndone = (status: OrderStatus): boolean => status === 'cancelled' || status === 'refunded';

/** The order with what is known of its products. */
const withFacts = ({ subtotalMinor, discountMinor, taxMinor, shippingMinor, lines }: AwardOrder, facts: OrderFacts): AwardOrder => ({
  subtotalMinor,
  discountMinor,
  ...(taxMinor === undefined ? {} : { taxMinor }),
  ...(shippingMinor === undefined ? {} : { shippingMinor }),
  lines: lines.map(({ productId, totalMinor }) => {
    const known = facts.products !== undefined && Object.hasOwn(facts.products, productId) ? facts.products[productId] : undefined;
    return known ? { productId, totalMinor, brands: known.brands, categories: known.categories } : { productId, totalMinor };
  }),
});

/** What all shoppers together may still get by a rule, as far as it is known here. */
const leftInAll = ({ leftInAll: left }: PointsShop, rule: string): number =>
  left !== undefined && Object.hasOwn(left, rule) ? (left[rule] ?? 0) : Infinity;

/** Judges an order as it would count for this shopper at this moment: the one function behind preview, award and replay. */
export const judgement = (
  purse: Purse,
  order: AwardOrder,
  placedAtMs: number,
  shop: PointsShop,
  nowMs: number,
  facts: OrderFacts = {},
): Judgement => {
  const { version, programme } = versionAt(shop.versions, placedAtMs);
  const { lots } = accountOf(purse.ledger);
  const limited = [{ id: 'amount', limits: programme.orderLimits }, ...(programme.rules ?? [])].filter(
    ({ id, limits }) => Object.keys(limits ?? {}).length > 0 || leftInAll(shop, id) !== Infinity,
  );
  const left = Object.fromEntries(
    limited.map(({ id, limits }) => {
      const own = leftOf(limits, id, lots, nowMs, shop.timeZone);
      return [id, Math.min(own, leftInAll(shop, id), Number.MAX_SAFE_INTEGER)];
    }),
  );
  const asked = {
    version,
    placedAtMs,
    judgedAtMs: nowMs,
    tier: purse.state.tier.tier,
    isFirst: purse.orders.length === 0,
    left,
    order: withFacts(order, facts),
  };
  return { ...asked, judged: judgeAgain(asked, programme, shop.currency) };
};

/** Makes a judgement again from what it was made from, by this or another programme. */
export const judgeAgain = (made: Omit<Judgement, 'judged'>, programme: Programme, currency: string, left = made.left): Judged =>
  judge(made.order, programme, {
    atMs: made.placedAtMs,
    tier: made.tier,
    exponent: exponentOf(currency),
    isFirst: made.isFirst,
    left: (rule) => (Object.hasOwn(left, rule) ? (left[rule] ?? 0) : Infinity),
  });

/** An order, taken. */
export interface OrderMoved extends Moved {
  /** false when nothing changed by this report. */
  readonly changed: boolean;
  readonly order: KnownOrder;
  /** Points that this report took back. */
  readonly reversed: number;
}

/**
 * An order, or its next status, from a trusted source, with all refunds it is said to have. The same report twice, or an older one that arrives late, changes
 * nothing. It is judged once, by the version of the day it was placed; its points wait for the end of the return period. Cancelling or refunding undoes exactly
 * what it earned, in any split.
 * @returns `order-conflict` when the order has another total or currency than was known
 */
export const takeOrder = (
  purse: Purse,
  known: KnownOrder | null,
  order: Order,
  refunds: readonly Refund[],
  shop: PointsShop,
  moment: Moment,
  facts: OrderFacts = {},
): OrderMoved | Refused => {
  if (order.currency !== shop.currency) return { ok: false, problem: 'order-conflict', detail: `The shop counts in ${shop.currency}.` };
  if (known && known.totalMinor !== order.totalMinor) return { ok: false, problem: 'order-conflict', detail: 'It is known with another total.' };
  const isFurther = !known || FURTHER[known.status] < FURTHER[order.status];
  const status = known && !isFurther ? known.status : order.status;
  const after = join(known?.refunds ?? [], refunds);
  const newOnes = after.slice(known?.refunds.length ?? 0);
  const isNew = newOnes.length > 0;
  const base: KnownOrder = known ?? { id: order.id, status, totalMinor: order.totalMinor, judgement: null, refunds: [] };
  if (!isFurther && (!isNew || isUndone(status))) return { ...closing(purse, [], [], shop, moment), changed: false, order: base, reversed: 0 };
  const placedAtMs = Math.min(Date.parse(order.placedAt), moment.nowMs);
  const counts = base.judgement !== null || (known === null && !isUndone(status));
  const made =
    base.judgement ?? (counts ? { ...judgement(purse, order, placedAtMs, shop, moment.nowMs, facts), costs: costsOf(order, facts) } : null);
  const now: KnownOrder = { ...base, status, refunds: after, judgement: made };
  const earned = made && !base.judgement ? earnings(purse, now, made, shop, moment.nowMs) : [];
  const taken = reversing(apply(accountOf(purse.ledger), earned), now, live(shop), moment.nowMs);
  const lines = order.lines.map(({ productId, title, quantity }) => ({ productId, title, quantity }));
  const detail = { orderId: order.id, totalMinor: order.totalMinor, currency: order.currency, lines };
  const entries = isFurther
    ? [entry(moment, `order_${status}`, 'shop', detail)]
    : [entry(moment, 'order_refunded_in_part', 'shop', { orderId: order.id, items: itemsOf(now, newOnes) })];
  const counted = counting(purse, known, now, order);
  const person = { ...counted.person, lastSeenAtMs: moment.nowMs };
  const closed = closing({ ...purse, ...counted, person }, [...earned, ...taken], entries, shop, moment);
  return { ...closed, changed: true, order: now, reversed: pointsOf(taken, 'reverse') };
};

/** Money of a known order went back, outside a report of the whole order. The same refund again changes nothing. */
export const refundOrder = (purse: Purse, known: KnownOrder, refund: Refund, shop: PointsShop, moment: Moment): OrderMoved => {
  const refunds = join(known.refunds, [refund]);
  if (refunds.length === known.refunds.length || isUndone(known.status)) {
    return { ...closing(purse, [], [], shop, moment), changed: false, order: known, reversed: 0 };
  }
  const now: KnownOrder = { ...known, refunds };
  const taken = reversing(accountOf(purse.ledger), now, live(shop), moment.nowMs);
  const items = itemsOf(known, [refund]);
  const entries = [entry(moment, 'order_refunded_in_part', 'shop', { orderId: known.id, amountMinor: refund.amountMinor, items })];
  const closed = closing({ ...purse, ...counting(purse, known, now, null) }, taken, entries, shop, moment);
  return { ...closed, changed: true, order: now, reversed: pointsOf(taken, 'reverse') };
};

/** An order that is known is called off. Again changes nothing. */
export const cancelOrder = (purse: Purse, known: KnownOrder, reason: string, shop: PointsShop, moment: Moment): OrderMoved => {
  if (isUndone(known.status)) return { ...closing(purse, [], [], shop, moment), changed: false, order: known, reversed: 0 };
  const now: KnownOrder = { ...known, status: 'cancelled' };
  const taken = reversing(accountOf(purse.ledger), now, live(shop), moment.nowMs);
  const entries = [entry(moment, 'order_cancelled', 'shop', { orderId: known.id, reason })];
  const closed = closing({ ...purse, ...counting(purse, known, now, null) }, taken, entries, shop, moment);
  return { ...closed, changed: true, order: now, reversed: pointsOf(taken, 'reverse') };
};

/** Products whose money went back, as far as the refunds name lines. */
const itemsOf = ({ judgement }: KnownOrder, refunds: readonly Refund[]): { productId: string }[] => {
  const lines = judgement?.judged.lines ?? [];
  const ids = refunds.flatMap((refund) => refund.lines.flatMap(({ line }) => lines[line]?.productId ?? []));
  return [...new Set(ids)].map((productId) => ({ productId }));
};

/** The refunds of an order, each once, whatever was known and said. */
const join = (known: readonly Refund[], said: readonly Refund[]): readonly Refund[] => {
  const byId = new Map(known.map((refund) => [refund.id, refund]));
  for (const refund of said) if (!byId.has(refund.id)) byId.set(refund.id, refund);
  return [...byId.values()];
};

/** What an order that is judged for the first time brings. */
const earnings = (purse: Purse, order: KnownOrder, made: Judgement, shop: PointsShop, nowMs: number): readonly Movement[] => {
  const { programme } = versionAt(shop.versions, made.placedAtMs);
  const common = {
    atMs: nowMs,
    orderId: order.id,
    maturesAtMs: nowMs + programme.pendingDays * DAY_MS,
    expiresAtMs: lapsesAtMs(programme, nowMs, shop.timeZone),
  };
  let account = accountOf(purse.ledger);
  const rows: Movement[] = [];
  const worth = { lotId: lotOf(order.id), rule: amountRule(made.judged.pointsPerUnit), points: made.judged.points, reason: 'order' };
  const bonuses = made.judged.bonuses.map(({ rule, points }) => ({ lotId: lotOf(order.id, rule), rule, points, reason: 'first-order' }));
  for (const one of [worth, ...bonuses]) {
    const { movements } = earn(account, { ...common, ...one, key: one.lotId });
    rows.push(...movements);
    account = apply(account, movements);
  }
  return rows;
};

/** The lot of an order: of its worth, or of a rule that answered to it. */
export const lotOf = (orderId: string, rule?: string): string => (rule === undefined ? `order:${orderId}` : `order:${orderId}:by:${rule}`);

/** What an order keeps of its points, as `reverse` wants to know it. */
export const keepsOf = (order: KnownOrder): Readonly<Record<string, number>> => {
  if (isUndone(order.status) || !order.judgement) return {};
  const { judged } = order.judgement;
  const { points, isAnyLeft } = kept(judged, order.refunds);
  const bonuses = isAnyLeft ? judged.bonuses.map((bonus) => [lotOf(order.id, bonus.rule), bonus.points] as const) : [];
  return Object.fromEntries([[lotOf(order.id), points] as const, ...bonuses]);
};

const reversing = (account: Account, order: KnownOrder, programme: Programme, atMs: number): readonly Movement[] => {
  const reason = isUndone(order.status) ? order.status : 'refund';
  const said = { key: `${lotOf(order.id)}:reverse`, orderId: order.id, keepPoints: keepsOf(order), policy: programme.refunds ?? 'debt' };
  return reverse(account, { ...said, atMs, reason }).movements;
};

/** How the counts of a person change by an order's new state; an order whose money all went back no longer counts. */
const counting = (
  purse: Purse,
  before: KnownOrder | null,
  after: KnownOrder,
  order: Order | null,
): { readonly person: Person; readonly orders: TierFacts['orders'] } => {
  const { person } = purse;
  const [was, is] = [worthOf(before), worthOf(after)];
  const bought =
    order && !isUndone(after.status)
      ? front(
          order.lines.map(({ productId }) => productId),
          person.bought,
        )
      : person.bought;
  const others = before?.judgement ? without(purse.orders, markOf(before)) : purse.orders;
  const mark = markOf(after);
  return {
    person: {
      ...person,
      bought,
      orders: Math.max(0, person.orders + (is.counts ? 1 : 0) - (was.counts ? 1 : 0)),
      spentMinor: Math.max(0, person.spentMinor + is.spentMinor - was.spentMinor),
    },
    orders: mark ? [...others, mark] : others,
  };
};

/** What an order is to the tiers; null when it doesn't count. */
export const markOf = (order: KnownOrder): TierFacts['orders'][number] | null => {
  if (isUndone(order.status) || !order.judgement) return null;
  const { isAnyLeft, refundedMinor } = kept(order.judgement.judged, order.refunds);
  if (!isAnyLeft) return null;
  const { placedAtMs, judgedAtMs, judged } = order.judgement;
  return { placedAtMs, judgedAtMs, keptMinor: judged.paidMinor - refundedMinor };
};

const without = (orders: TierFacts['orders'], mark: TierFacts['orders'][number] | null): TierFacts['orders'] => {
  const at = orders.findIndex((one) => one.placedAtMs === mark?.placedAtMs && one.keptMinor === mark.keptMinor);
  return at < 0 ? orders : orders.toSpliced(at, 1);
};

/** What an order is to the counts of whoever placed it. */
export const worthOf = (order: KnownOrder | null): { readonly counts: boolean; readonly spentMinor: number } => {
  if (!order?.judgement || isUndone(order.status)) return { counts: false, spentMinor: 0 };
  const { isAnyLeft, refundedMinor } = kept(order.judgement.judged, order.refunds);
  return { counts: isAnyLeft, spentMinor: isAnyLeft ? Math.max(0, order.totalMinor - refundedMinor) : 0 };
};

const BOUGHT_KEPT = 200;
const front = (ids: readonly string[], before: readonly string[]): string[] => [...new Set([...ids, ...before])].slice(0, BOUGHT_KEPT);

/** Something other than an order brought points. */
export interface Grant {
  /** Unique for the shopper; the lot's id too. */
  readonly key: string;
  readonly rule: string;
  readonly points: number;
  readonly reason: string;
  /** Another lapse than the programme's; absent = the programme's. */
  readonly expiresAtMs?: number;
}

/** Points by a rule, cut to what its limits leave. Nothing moves when that is none, or the key is known. */
export const grant = (purse: Purse, given: Grant, shop: PointsShop, moment: Moment): Moved =>
  closing(purse, granting(purse.ledger, given, shop, moment.nowMs), [], shop, moment);

const granting = (ledger: readonly Movement[], given: Grant, shop: PointsShop, nowMs: number): readonly Movement[] => {
  const programme = live(shop);
  const account = accountOf(ledger);
  const limits = programme.rules?.find(({ id }) => id === given.rule)?.limits;
  const points = Math.min(given.points, leftOf(limits, given.rule, account.lots, nowMs, shop.timeZone), leftInAll(shop, given.rule));
  const { key, rule, reason } = given;
  const expiresAtMs = given.expiresAtMs ?? lapsesAtMs(programme, nowMs, shop.timeZone);
  return earn(account, { key, lotId: key, rule, reason, points, atMs: nowMs, orderId: null, maturesAtMs: null, expiresAtMs }).movements;
};

/** Staff or the back end give points, or take some; `not-enough-points` when there are fewer than are to be taken. */
export const adjusted = (
  purse: Purse,
  by: { readonly key: string; readonly points: number; readonly reason: string },
  shop: PointsShop,
  moment: Moment,
): Moved | Refused => {
  const account = accountOf(purse.ledger);
  const { key, reason } = by;
  const atMs = moment.nowMs;
  const lot = {
    key,
    lotId: key,
    orderId: null,
    maturesAtMs: null,
    expiresAtMs: lapsesAtMs(live(shop), atMs, shop.timeZone),
    rule: 'manual',
    reason,
    atMs,
  };
  const done = by.points > 0 ? adjust(account, { ...lot, points: by.points }) : withdraw(account, { key, points: -by.points, reason, atMs });
  return done.ok ? closing(purse, done.movements, [], shop, moment) : done;
};

/** Takes a reward for points. @returns `not-enough-points`, or the voucher with the rows that pay for it */
export const redeem = (
  purse: Purse,
  reward: Reward,
  command: { readonly id: string; readonly code: string },
  shop: PointsShop,
  moment: Moment,
): (Moved & { readonly voucher: Voucher }) | Refused => {
  const spent = spend(accountOf(purse.ledger), { key: `redeem:${command.id}`, atMs: moment.nowMs, points: reward.costPoints, reason: 'reward' });
  if (!spent.ok) return spent;
  const { kind, valueMinor, percent, minimumMinor, id: rewardId } = reward;
  const voucher: Voucher = {
    code: command.code,
    kind,
    valueMinor,
    percent,
    minimumMinor,
    rewardId,
    state: 'ready',
    madeAtMs: moment.nowMs,
    usedAtMs: null,
  };
  const told = entry(moment, 'reward_redeemed', 'rapport', { rewardId, points: reward.costPoints, code: command.code });
  return { ...closing(purse, spent.movements, [told], shop, moment), voucher };
};

/** Gives an unused voucher up: its points go back to the lots they came from. @param command the one that took it */
export const cancelVoucher = (purse: Purse, voucher: Voucher, command: string, shop: PointsShop, moment: Moment): Moved => {
  const allocation = spentBy(purse.ledger, command);
  const given = giveBack(accountOf(purse.ledger), { key: `cancel:${command}`, atMs: moment.nowMs, allocation, spentAtMs: voucher.madeAtMs });
  const told = entry(moment, 'voucher_cancelled', 'rapport', {
    rewardId: voucher.rewardId,
    points: pointsOf(given.movements, 'give-back'),
    code: voucher.code,
  });
  return closing(purse, given.movements, [told], shop, moment);
};

/** What has become due by itself: waiting points that can be spent, points that lapse, a birthday, a standing that changes, a word of warning. */
export const due = (purse: Purse, shop: PointsShop, moment: Moment): Moved => {
  const { nowMs } = moment;
  const programme = live(shop);
  let account = accountOf(purse.ledger);
  const rows: Movement[] = [];
  const take = ({ movements }: { readonly movements: readonly Movement[] }): void => {
    rows.push(...movements);
    account = apply(account, movements);
  };
  take(mature(account, { key: `mature:${nowMs}`, atMs: nowMs }));
  take(expire(account, { key: `expire:${nowMs}`, atMs: nowMs }));
  const idle = idleAtMs(programme, account, shop.timeZone);
  if (idle !== null && idle <= nowMs) take(expire(account, { key: `idle:${nowMs}`, atMs: nowMs, all: true }));
  const celebrated = birthdayGrants(purse, account, shop, nowMs);
  const before = rows.length;
  for (const given of celebrated) take({ movements: granting([...purse.ledger, ...rows], given, shop, nowMs) });
  // A birthday on which limits leave nothing is over all the same.
  const marks = celebrated.length > 0 && rows.length === before ? [`${BIRTHDAY}${nowMs}`] : [];
  const after = { ...purse, warned: new Set([...(purse.warned ?? []), ...marks]) };
  const referred = referral(purse, shop, nowMs);
  const closed = referred
    ? closing({ ...after, referredBy: null }, rows, [entry(moment, 'referral_counted', 'rapport', {})], shop, moment)
    : closing(after, rows, [], shop, moment);
  return { ...closed, warned: [...closed.warned, ...marks], ...(referred ? { referred } : {}) };
};

/** When a recommendation counts that waits for an order; null = nothing waits, or nothing was kept yet. */
const referralAtMs = (purse: Purse, shop: PointsShop): { readonly placedAtMs: number; readonly ripeAtMs: number } | null => {
  if ((purse.referredBy ?? null) === null) return null;
  const kept = purse.orders.map(({ placedAtMs, judgedAtMs }) => ({
    placedAtMs,
    ripeAtMs: (judgedAtMs ?? placedAtMs) + versionAt(shop.versions, placedAtMs).programme.pendingDays * DAY_MS,
  }));
  return referralOrder(kept);
};

/** The recommendation that counts now, judged by the version of the day on which the order was placed. It counts once, also where it brings nothing. */
const referral = (purse: Purse, shop: PointsShop, nowMs: number): Referred | null => {
  const first = referralAtMs(purse, shop);
  if (!first || first.ripeAtMs > nowMs) return null;
  return { by: purse.referredBy ?? '', gifts: referralGifts(versionAt(shop.versions, first.placedAtMs).programme, first.placedAtMs) };
};

const birthdayRules = (programme: Programme, nowMs: number) =>
  (programme.rules ?? []).filter(({ on, fromMs, untilMs }) => on === 'birthday' && nowMs >= (fromMs ?? 0) && nowMs < (untilMs ?? Infinity));

/** How a mark of a birthday begins that brought nothing, and the lots of those that did. */
const BIRTHDAY = 'birthday:';

/** When a birthday was last celebrated, by any rule. */
const lastBirthdayMs = (account: Account, { warned }: Purse): number | null => {
  const given = account.lots.filter(({ id }) => id.startsWith(BIRTHDAY)).map(({ createdAtMs }) => createdAtMs);
  const marked = [...(warned ?? [])].filter((mark) => mark.startsWith(BIRTHDAY)).map((mark) => Number(mark.slice(BIRTHDAY.length)));
  const moments = [...given, ...marked];
  return moments.length > 0 ? Math.max(...moments) : null;
};

const birthdayAtMs = (purse: Purse, account: Account, shop: PointsShop, nowMs: number): number | null => {
  const birthday = purse.state.birthday === null ? null : birthdayOf(purse.state.birthday);
  if (!birthday || birthdayRules(live(shop), nowMs).length === 0) return null;
  return nextBirthdayMs(birthday, lastBirthdayMs(account, purse), nowMs, shop.timeZone);
};

const birthdayGrants = (purse: Purse, account: Account, shop: PointsShop, nowMs: number): readonly Grant[] => {
  const at = birthdayAtMs(purse, account, shop, nowMs);
  if (at === null || at > nowMs || purse.person.kind !== 'member') return [];
  return birthdayRules(live(shop), nowMs).map(({ id, points }) => ({ key: `birthday:${id}:${nowMs}`, rule: id, points, reason: 'birthday' }));
};

/** A shopper tells their birthday. It can be changed once in 365 days; true when it was taken. */
export const toldBirthday = (state: PointsState, told: string, nowMs: number): PointsState | null => {
  if (!birthdayOf(told) || state.birthday === told) return null;
  if (state.birthdaySetAtMs !== null && nowMs - state.birthdaySetAtMs < 365 * DAY_MS) return null;
  return { ...state, birthday: told, birthdaySetAtMs: nowMs };
};

const pointsOf = (movements: readonly Movement[], kind: Movement['kind']): number =>
  movements.reduce((sum, row) => sum + (row.kind === kind ? row.points : 0), 0);

const entry = ({ nowMs, newId }: Moment, name: string, source: TimelineEntry['source'], detail: TimelineEntry['detail']): TimelineEntry => ({
  id: newId(),
  name,
  atMs: nowMs,
  source,
  detail,
});

/** What the time line says of rows: one entry for each kind and order. */
const told = (movements: readonly Movement[], moment: Moment): readonly TimelineEntry[] => {
  const NAMES: Readonly<Partial<Record<Movement['kind'], string>>> = {
    earn: 'points_earned',
    mature: 'points_available',
    expire: 'points_expired',
    reverse: 'points_reversed',
    adjust: 'points_adjusted',
  };
  const grouped = new Map<string, { name: string; points: number; reason: string; orderId: string | null }>();
  for (const { kind, points, reason, orderId, from } of movements) {
    const name = NAMES[kind];
    if (name === undefined) continue;
    const order = kind === 'earn' || kind === 'reverse' ? orderId : null;
    const key = JSON.stringify([name, reason, order]);
    const signed = kind === 'adjust' && from !== 'issued' ? -points : points;
    grouped.set(key, { name, reason, orderId: order, points: (grouped.get(key)?.points ?? 0) + signed });
  }
  return [...grouped.values()].map(({ name, points, reason, orderId }) =>
    entry(moment, name, 'rapport', { points, ...(name === 'points_available' ? {} : { reason }), ...(orderId === null ? {} : { orderId }) }),
  );
};

/** Ends every decision: what the person's sums are now, how they stand, what is said of it and when to look again. */
export const closing = (purse: Purse, movements: readonly Movement[], entries: readonly TimelineEntry[], shop: PointsShop, moment: Moment): Moved => {
  const { nowMs } = moment;
  const programme = live(shop);
  const account = accountOf([...purse.ledger, ...movements]);
  const earned = account.lots
    .filter(({ id }) => !id.startsWith('import:'))
    .map((lot) => ({ atMs: lot.createdAtMs, points: lot.earned - lot.reversed }));
  const standing = tierNow(programme.tiers, purse.state.tier, { orders: purse.orders, earned }, nowMs, shop.timeZone);
  const [from, to] = [purse.state.tier.tier, standing.state.tier];
  const warning = warnings(programme, account, nowMs, shop.timeZone, (atMs, days) => purse.warned?.has(`${atMs}:${days}`) ?? false);
  const all = [
    ...entries,
    ...told(movements, moment),
    ...(from === to ? [] : [entry(moment, 'tier_changed', 'rapport', { from, to })]),
    ...warning.due.map(({ atMs, points, days }) => entry(moment, 'points_expiring', 'rapport', { points, atMs, days })),
  ];
  const state = { ...purse.state, tier: standing.state };
  const moments = [
    nextDueAtMs(account),
    idleAtMs(programme, account, shop.timeZone),
    standing.nextAtMs,
    warning.nextAtMs,
    referralAtMs(purse, shop)?.ripeAtMs ?? null,
    purse.person.kind === 'member' ? birthdayAtMs(purse, account, shop, nowMs) : null,
  ].filter((at) => at !== null);
  const changed = movements.length > 0 || all.length > 0;
  return {
    ok: true,
    person: changed
      ? {
          ...purse.person,
          pointsPending: account.pending,
          pointsAvailable: account.available,

          version: purse.person.version + 1,
        }
      : purse.person,
    movements,
    entries: all,
    state,
    dueAtMs: moments.length > 0 ? Math.min(...moments) : null,
    warned: warning.due.map(({ atMs, days }) => `${atMs}:${days}`),
  };
};
