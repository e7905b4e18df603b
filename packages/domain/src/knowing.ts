import type { TimelineEntry } from '@rapport/protocol';
import { sumsOf } from './day-sums.ts';
import type { DaySums } from './day-sums.ts';
import { followIdeas } from './follow-ideas.ts';
import type { FollowIdea } from './follow-ideas.ts';
import { likings, notice } from './interest/index.ts';
import type { Liking, Sighting, Traits } from './interest/index.ts';
import { FIRST_RULES, nextStageAtMs, orderFacts, reasonsOf, stageAt } from './lifecycle/index.ts';
import type { Reason, Stage, StageRules } from './lifecycle/index.ts';
import { decileOf, FIRST_LAYERS, layerAt, nextTurnMs, NO_CUTS, PLAIN_LAYERS, readLayers, rfmOf } from './segments/index.ts';
import type { Cuts, ReadLayer, ShapedCustomer } from './segments/index.ts';
import { productsIn, sightingsIn } from './sightings.ts';
import { buyerIn, factsOf, newcomer, NO_TASTE, troublesOf } from './summary.ts';
import type { Known, Summary, Taste } from './summary.ts';
import { buyerOf, marginShare, NOTHING_LEARNT, score } from './value/index.ts';
import type { Learnt } from './value/index.ts';

export type { DaySum, DaySums } from './day-sums.ts';
export { followingOf, mayLetFollow, openIdeas } from './follow-ideas.ts';
export type { FollowIdea } from './follow-ideas.ts';
export { followMessage } from './message-told.ts';
export type { Reached } from './message-told.ts';
export { productsIn } from './sightings.ts';
export { buyerIn, factsOf, newcomer, NO_TASTE, troublesOf } from './summary.ts';
export type { Known, Summary, Taste } from './summary.ts';

/** An order as far as it says something of its buyer. */
export interface PastOrder {
  readonly atMs: number;
  /** What of it is still paid after refunds. */
  readonly totalMinor: number;
  readonly stands: boolean;
  /** What is still paid for goods of known cost, and what of it is left; 0 where no cost is known. */
  readonly costedMinor: number;
  readonly marginMinor: number;
}

/** What was learnt of the whole shop, and its rules. */
export interface ShopKnowledge {
  readonly rules: StageRules;
  readonly learnt: Learnt;
  readonly cuts: Cuts;
  /** Decimals of the shop's money. */
  readonly exponent: number;
  /** The layers in their order, and the zone in which their days begin. */
  readonly layers: readonly ReadLayer[];
  readonly timeZone: string;
}

export const NO_KNOWLEDGE: ShopKnowledge = {
  rules: FIRST_RULES,
  learnt: NOTHING_LEARNT,
  cuts: NO_CUTS,
  exponent: 2,
  layers: readLayers(FIRST_LAYERS, []),
  timeZone: 'UTC',
};

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
  /** What they last paid for one piece of a product, by id, if one of the entries is a look at something. */
  readonly paidMinor?: Readonly<Record<string, number>>;
  readonly traits: Readonly<Record<string, Traits>>;
}

/** A stage that began. */
export interface StageChange {
  readonly from: Stage;
  readonly to: Stage;
  readonly atMs: number;
  readonly reasons: readonly Reason[];
}

/** What time or an event moved. */
export interface Settled {
  readonly summary: Summary;
  readonly change: StageChange | null;
  /** When the stage or the layer changes by itself, or null for never. */
  readonly nextMoveAtMs: number | null;
}

export interface Followed extends Settled {
  /** Null = as it was. */
  readonly taste: Taste | null;
  /** What they have now come back to often enough to be asked whether they follow it. */
  readonly ideas: readonly FollowIdea[];
  readonly sums: DaySums;
}

/** What of somebody's taste a layer may ask for. */
type Asked = Pick<Taste, 'likes' | 'profile' | 'lists'>;

const DAY_MS = 86_400_000;
/** After so long without a sign a visit is a new one. As analytics tags count. */
const VISIT_MS = 30 * 60_000;

/** Entries by which somebody meets a price. */
const LOOKS: ReadonlySet<string> = new Set(['view_item', 'add_to_cart']);

/**
 * Carries a summary on by what just happened: counts, taste, orders, scores, stage and layer, in one go and without a look at the past beyond the orders given.
 * @param taste null = nothing happened that says something of taste or layer (a message was sent): both stay as they are
 */
export const follow = (before: Summary | null, taste: Taste | null, happened: Happened, shop: ShopKnowledge, nowMs: number): Followed => {
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
    lastPriceRiseAtMs: dearerIn(happened) ? nowMs : known.lastPriceRiseAtMs,
    consent: person.consent,
    openComplaints: happened.complaints ?? known.openComplaints,
    ...(wishes ? { wishes: wishes.open, openWishSinceMs: wishes.sinceMs } : {}),
  };
  const bought = orders ? withOrders(counted, orders, shop, nowMs) : counted;
  // An order that moves on from paid to sent was bought once.
  const isNewOrder = bought.orders > known.orders;
  const telling = isNewOrder ? entries : entries.filter(({ name }) => name !== 'order_fulfilled');
  const sightings = person.consent.personalisation === 'granted' ? sightingsIn(telling, happened.traits) : [];
  const learnt = sightings.length === 0 ? null : tasteAfter(taste ?? NO_TASTE, sightings, shop, nowMs);
  const settled = settle(bought, before !== null && taste === null ? null : (learnt?.taste ?? taste ?? NO_TASTE), shop, nowMs);
  // Whoever is new has been in no layer before.
  const summary = before === null ? { ...settled.summary, layerSinceMs: null, layerBefore: null } : settled.summary;
  const ideas =
    learnt === null
      ? []
      : followIdeas(
          learnt.liked,
          sightings.map(({ traits }) => traits),
        );
  return { ...settled, summary, taste: learnt?.taste ?? null, ideas, sums: sumsOf(before, summary, entries, isVisit) };
};

/** What time alone did to somebody: the stage and the layer that may have changed because nothing happened. */
export const elapse = (known: Summary, taste: Asked, shop: ShopKnowledge, nowMs: number): Settled => settle(known, taste, shop, nowMs);

/** Scores anew by what was learnt since; the stage and the layer, too, for the rules may have changed. */
export const rescore = (known: Summary, taste: Asked, shop: ShopKnowledge, nowMs: number): Settled =>
  elapse(scored(known, shop, nowMs), taste, shop, nowMs);

/** When somebody's stage or layer changes if nothing happens until then; null for never. */
export const nextMoveAtMs = (known: Summary, { rules, layers }: ShopKnowledge, nowMs: number): number | null => {
  const moments = [nextStageAtMs(known, rules, nowMs), nextTurnMs(layers, () => factsOf(known, NO_TASTE), nowMs)].filter((atMs) => atMs !== null);
  return moments.length === 0 ? null : Math.min(...moments);
};

/** A customer as the shop's cuts are made from them, scored by what was learnt; null for who never bought. */
export const shapedIn = (known: Summary, learnt: Learnt, nowMs: number): ShapedCustomer | null => {
  const buyer = buyerIn(known, nowMs);
  if (!buyer) return null;
  const { orders, spentMinor, costedMinor, marginMinor } = known;
  const value = Math.round(score(learnt, buyer).value);
  return { recencyDays: recencyOf(known, nowMs), orders, spentMinor, value, share: marginShare(known), costedMinor, marginMinor };
};

const recencyOf = ({ lastOrderAtMs }: Summary, nowMs: number): number => Math.max(0, Math.floor((nowMs - (lastOrderAtMs ?? nowMs)) / DAY_MS));

/** Whether a product that is looked at is dearer now than when they bought it. */
const dearerIn = ({ entries, paidMinor, traits }: Happened): boolean =>
  paidMinor !== undefined &&
  entries.some(
    ({ name, detail }) =>
      LOOKS.has(name) &&
      productsIn(detail).some((id) => {
        const [paid, now] = [
          Object.hasOwn(paidMinor, id) ? paidMinor[id] : undefined,
          Object.hasOwn(traits, id) ? traits[id]?.priceMinor : undefined,
        ];
        return paid !== undefined && typeof now === 'number' && now > paid;
      }),
  );

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
      costedMinor: standing.reduce((sum, one) => sum + one.costedMinor, 0),
      marginMinor: standing.reduce((sum, one) => sum + one.marginMinor, 0),
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
  const recencyDays = recencyOf(known, nowMs);
  const { recency, frequency, money, group } = rfmOf(cuts, { recencyDays, orders: known.orders, spentMinor: known.spentMinor });
  const valueMinor = Math.round(value);
  const valueDecile = cuts.value.length === 0 ? null : decileOf(cuts, valueMinor, marginShare(known));
  return { ...known, alive, expectedOrders: expected, valueMinor, valueDecile, recency, frequency, money, rfm: group };
};

/** That a guest joined is no move from layer to layer. */
export const isMove = (from: string, to: string): boolean => from !== to && !(isPlain(from) && isPlain(to));
const isPlain = (layer: string): boolean => (PLAIN_LAYERS as readonly string[]).includes(layer);

/** The stage first, for a layer may ask of it. Without taste the layer stays. */
const settle = (known: Summary, taste: Asked | null, shop: ShopKnowledge, nowMs: number): Settled => {
  const stage = stageAt(known, shop.rules, nowMs);
  const hasMoved = stage !== known.stage;
  const reasons = hasMoved ? reasonsOf(stage, known, troublesOf(known), shop.rules, nowMs) : [];
  const staged = hasMoved ? { ...known, stage, stageSinceMs: nowMs } : known;
  const layer = taste === null ? staged.layer : layerAt(shop.layers, factsOf(staged, taste), { nowMs, timeZone: shop.timeZone });
  const summary =
    layer === staged.layer
      ? staged
      : { ...staged, layer, ...(isMove(staged.layer, layer) ? { layerSinceMs: nowMs, layerBefore: staged.layer } : {}) };
  return {
    summary,
    change: hasMoved ? { from: known.stage, to: stage, atMs: nowMs, reasons } : null,
    nextMoveAtMs: nextMoveAtMs(summary, shop, nowMs),
  };
};

const tasteAfter = (taste: Taste, sightings: readonly Sighting[], { exponent }: ShopKnowledge, nowMs: number): { taste: Taste; liked: Liking[] } => {
  const interests = sightings.reduce((known, sighting) => notice(known, sighting, exponent), taste.interests);
  const liked = likings(interests, nowMs);
  return { taste: { ...taste, interests, likes: liked.map(({ facet, key }) => `${facet}:${key}`) }, liked };
};
