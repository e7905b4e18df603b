import type { TimelineEntry } from '@rapport/protocol';
import { sumsOf } from './day-sums.ts';
import type { DaySums } from './day-sums.ts';
import { likings, notice } from './interest/index.ts';
import type { Sighting, Sign, Traits } from './interest/index.ts';
import { FIRST_RULES, nextStageAtMs, orderFacts, reasonsOf, stageAt } from './lifecycle/index.ts';
import type { Reason, Stage, StageRules } from './lifecycle/index.ts';
import { decileOf, NO_CUTS, rfmOf } from './segments/index.ts';
import type { Cuts } from './segments/index.ts';
import { buyerIn, newcomer, troublesOf } from './summary.ts';
import type { Known, Summary, Taste } from './summary.ts';
import { buyerOf, NOTHING_LEARNT, score } from './value/index.ts';
import type { Learnt } from './value/index.ts';
import { words } from './watches/index.ts';

export type { DaySum, DaySums } from './day-sums.ts';
export { buyerIn, factsOf, layerOf, newcomer, NO_TASTE, troublesOf } from './summary.ts';
export type { Known, Summary, Taste } from './summary.ts';

/** An order as far as it says something of its buyer. */
export interface PastOrder {
  readonly atMs: number;
  readonly totalMinor: number;
  readonly stands: boolean;
}

/** What was learnt of the whole shop, and its rules. */
export interface ShopKnowledge {
  readonly rules: StageRules;
  readonly learnt: Learnt;
  readonly cuts: Cuts;
  /** Decimals of the shop's money. */
  readonly exponent: number;
}

export const NO_KNOWLEDGE: ShopKnowledge = { rules: FIRST_RULES, learnt: NOTHING_LEARNT, cuts: NO_CUTS, exponent: 2 };

/** What happened, with everything that was looked up for it. */
export interface Happened {
  readonly person: Known;
  readonly entries: readonly TimelineEntry[];
  /** All their orders, if one of the entries is about an order. */
  readonly orders: readonly PastOrder[] | null;
  /** Their open wishes, if one of the entries is about a wish or a message. */
  readonly wishes: { readonly open: number; readonly sinceMs: number | null } | null;
  /** Their open complaints, if one of the entries is about a case. */
  readonly complaints?: number | null;
  readonly traits: Readonly<Record<string, Traits>>;
}

/** A stage that began. */
export interface StageChange {
  readonly from: Stage;
  readonly to: Stage;
  readonly atMs: number;
  readonly reasons: readonly Reason[];
}

export interface Followed {
  readonly summary: Summary;
  /** Null = as it was. */
  readonly taste: Taste | null;
  readonly change: StageChange | null;
  /** When the stage changes by itself, or null for never. */
  readonly nextStageAtMs: number | null;
  readonly sums: DaySums;
}

const DAY_MS = 86_400_000;
/** After so long without a sign a visit is a new one. As analytics tags count. */
const VISIT_MS = 30 * 60_000;

const SIGNS: Readonly<Record<string, Sign>> = {
  view_item: 'look',
  add_to_wishlist: 'wish',
  add_to_cart: 'basket',
  remove_from_cart: 'unbasket',
  order_paid: 'purchase',
  order_fulfilled: 'purchase',
  order_refunded: 'return',
  order_refunded_in_part: 'return',
  product_hidden: 'not-for-me',
};

/** Carries a summary on by what just happened: counts, taste, orders, scores and stage, in one go and without a look at the past beyond the orders given. */
export const follow = (before: Summary | null, taste: Taste, happened: Happened, shop: ShopKnowledge, nowMs: number): Followed => {
  const { person, entries, orders, wishes } = happened;
  const known = before ?? newcomer(person);
  const pages = entries.filter(({ source }) => source === 'page');
  const isVisit = pages.length > 0 && (before === null || nowMs - known.lastSeenAtMs > VISIT_MS);
  const count = (name: string): number => entries.filter((entry) => entry.name === name).length;
  const lastOf = (name: string, beforeMs: number | null): number | null =>
    entries.reduce<number | null>((last, entry) => (entry.name === name ? Math.max(last ?? 0, entry.atMs) : last), beforeMs);
  const sent = count('message_sent');
  const counted: Summary = {
    ...known,
    kind: person.kind,
    locale: person.locale,
    lastSeenAtMs: Math.max(known.lastSeenAtMs, person.lastSeenAtMs),
    joinedAtMs: known.joinedAtMs ?? (person.kind === 'member' ? nowMs : null),
    visits: known.visits + (isVisit ? 1 : 0),
    views: known.views + count('view_item'),
    searches: known.searches + count('search'),
    baskets: known.baskets + count('add_to_cart'),
    lastViewAtMs: lastOf('view_item', known.lastViewAtMs),
    lastBasketAtMs: lastOf('add_to_cart', known.lastBasketAtMs),
    messages: known.messages + sent,
    lastMessageAtMs: lastOf('message_sent', known.lastMessageAtMs),
    lastUndeliveredAtMs: lastOf('message_bounced', known.lastUndeliveredAtMs),
    points: person.pointsAvailable,
    pointsPending: person.pointsPending,
    consent: person.consent,
    openComplaints: happened.complaints ?? known.openComplaints,
    ...(wishes ? { wishes: wishes.open, openWishSinceMs: wishes.sinceMs } : {}),
  };
  const bought = orders ? withOrders(counted, orders, shop, nowMs) : counted;
  const { summary, change } = settle(bought, shop, nowMs);
  // An order that moves on from paid to sent was bought once.
  const isNewOrder = summary.orders > known.orders;
  const telling = isNewOrder ? entries : entries.filter(({ name }) => name !== 'order_fulfilled');
  const sightings = person.consent.personalisation === 'granted' ? sightingsIn(telling, happened.traits) : [];
  return {
    summary,
    taste: sightings.length === 0 ? null : tasteAfter(taste, sightings, shop, nowMs),
    change,
    nextStageAtMs: nextStageAtMs(summary, shop.rules, nowMs),
    sums: sumsOf(before, summary, entries, isVisit),
  };
};

/** What time alone did to somebody: the stage that may have changed because nothing happened. */
export const elapse = (
  known: Summary,
  shop: ShopKnowledge,
  nowMs: number,
): { summary: Summary; change: StageChange | null; nextStageAtMs: number | null } => ({
  ...settle(known, shop, nowMs),
  nextStageAtMs: nextStageAtMs(known, shop.rules, nowMs),
});

/** Scores anew by what was learnt since; the stage, too, for the rules may have changed. */
export const rescore = (
  known: Summary,
  shop: ShopKnowledge,
  nowMs: number,
): { summary: Summary; change: StageChange | null; nextStageAtMs: number | null } => elapse(scored(known, shop, nowMs), shop, nowMs);

const withOrders = (known: Summary, orders: readonly PastOrder[], shop: ShopKnowledge, nowMs: number): Summary => {
  const standing = orders.filter(({ stands }) => stands);
  const undone = orders.length - standing.length;
  const buyer = buyerOf(
    standing.map(({ atMs, totalMinor }) => ({ atMs, amount: totalMinor })),
    nowMs,
  );
  return scored(
    {
      ...known,
      ...orderFacts(
        standing.map(({ atMs }) => atMs),
        nowMs,
      ),
      spentMinor: standing.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
      refunds: undone,
      lastRefundAtMs: undone > known.refunds ? nowMs : known.lastRefundAtMs,
      again: buyer?.again ?? 0,
      meanMinor: buyer?.mean ?? 0,
    },
    shop,
    nowMs,
  );
};

const scored = (known: Summary, { learnt, cuts }: ShopKnowledge, nowMs: number): Summary => {
  const buyer = buyerIn(known, nowMs);
  if (!buyer || known.lastOrderAtMs === null) {
    return {
      ...known,
      alive: null,
      expectedOrders: null,
      valueMinor: null,
      valueDecile: null,
      recency: null,
      frequency: null,
      money: null,
      rfm: null,
    };
  }
  const { alive, expected, value } = score(learnt, buyer);
  const recencyDays = Math.max(0, Math.floor((nowMs - known.lastOrderAtMs) / DAY_MS));
  const { recency, frequency, money, group } = rfmOf(cuts, { recencyDays, orders: known.orders, spentMinor: known.spentMinor });
  const valueMinor = Math.round(value);
  const valueDecile = cuts.value.length === 0 ? null : decileOf(cuts, valueMinor);
  return { ...known, alive, expectedOrders: expected, valueMinor, valueDecile, recency, frequency, money, rfm: group };
};

const settle = (known: Summary, { rules }: ShopKnowledge, nowMs: number): { summary: Summary; change: StageChange | null } => {
  const stage = stageAt(known, rules, nowMs);
  if (stage === known.stage) return { summary: known, change: null };
  const reasons = reasonsOf(stage, known, troublesOf(known), rules, nowMs);
  return { summary: { ...known, stage, stageSinceMs: nowMs }, change: { from: known.stage, to: stage, atMs: nowMs, reasons } };
};

const tasteAfter = (taste: Taste, sightings: readonly Sighting[], { exponent }: ShopKnowledge, nowMs: number): Taste => {
  const interests = sightings.reduce((known, sighting) => notice(known, sighting, exponent), taste.interests);
  return { ...taste, interests, likes: likings(interests, nowMs).map(({ facet, key }) => `${facet}:${key}`) };
};

const sightingsIn = (entries: readonly TimelineEntry[], traits: Readonly<Record<string, Traits>>): Sighting[] =>
  entries.flatMap(({ name, atMs, detail }): Sighting[] => {
    const query = name === 'search' && typeof detail['query'] === 'string' ? detail['query'] : null;
    if (query !== null)
      return [{ sign: 'search', atMs, traits: { maker: '', category: '', series: '', priceMinor: null, words: words(query).slice(0, 8) } }];
    const sign = SIGNS[name];
    if (sign === undefined) return [];
    return productsIn(detail).flatMap((id) => {
      const found = Object.hasOwn(traits, id) ? traits[id] : undefined;
      return found ? [{ sign, atMs, traits: found }] : [];
    });
  });

/** Products that an entry speaks of. */
export const productsIn = (detail: TimelineEntry['detail']): string[] => {
  if (typeof detail['productId'] === 'string') return [detail['productId']];
  const listed = detail['items'] ?? detail['lines'];
  return Array.isArray(listed) ? listed.flatMap((one: { productId?: unknown }) => (typeof one.productId === 'string' ? [one.productId] : [])) : [];
};
