import type { Consent } from '@rapport/protocol';
import { NO_INTERESTS } from './interest/index.ts';
import type { Interests } from './interest/index.ts';
import { noOrders } from './lifecycle/index.ts';
import type { LifeFacts, Stage, Troubles } from './lifecycle/index.ts';
import type { Facts } from './segments/index.ts';
import type { Buyer } from './value/index.ts';

/** What is known of somebody beside their profile, in one row: lists, segments, stages and reports read nothing else. Times in ms since 1970, money in minor units. */
export interface Summary extends LifeFacts {
  readonly kind: 'guest' | 'member';
  readonly locale: string;
  readonly firstSeenAtMs: number;
  readonly stage: Stage;
  readonly stageSinceMs: number;
  /** Guest, free member, or one of the owner's own: exactly one at any time. */
  readonly layer: string;
  /** When the layer began and what it was before; null = they have never been in another. */
  readonly layerSinceMs: number | null;
  readonly layerBefore: string | null;
  readonly spentMinor: number;
  /** Of what they paid: for goods whose cost is known, and what of that is left after the cost. */
  readonly costedMinor: number;
  readonly marginMinor: number;
  readonly refunds: number;
  readonly lastRefundAtMs: number | null;
  readonly visits: number;
  readonly views: number;
  readonly searches: number;
  readonly baskets: number;
  readonly lastViewAtMs: number | null;
  /** When something was last put in the basket without an order since. */
  readonly lastBasketAtMs: number | null;
  readonly wishes: number;
  readonly openWishSinceMs: number | null;
  readonly messages: number;
  readonly lastMessageAtMs: number | null;
  readonly lastUndeliveredAtMs: number | null;
  /** When they met something dearer than they had bought it. */
  readonly lastPriceRiseAtMs: number | null;
  readonly openComplaints: number;
  readonly points: number;
  readonly pointsPending: number;
  /** Days with a purchase after the first, and what such a day brought on average. */
  readonly again: number;
  readonly meanMinor: number;
  readonly alive: number | null;
  readonly expectedOrders: number | null;
  readonly valueMinor: number | null;
  readonly valueDecile: number | null;
  readonly recency: number | null;
  readonly frequency: number | null;
  readonly money: number | null;
  readonly rfm: string | null;
  readonly consent: Consent;
}

/** Somebody's taste and what they told, which only some questions need. */
export interface Taste {
  readonly interests: Interests;
  /** What they like, as `facet:key`, the strongest first. */
  readonly likes: readonly string[];
  readonly profile: Readonly<Record<string, string | number | boolean>>;
  readonly lists: readonly string[];
}

export const NO_TASTE: Taste = { interests: NO_INTERESTS, likes: [], profile: {}, lists: [] };

/** What of a person's row the summary repeats. */
export interface Known {
  readonly kind: 'guest' | 'member';
  readonly locale: string;
  readonly firstSeenAtMs: number;
  readonly lastSeenAtMs: number;
  readonly pointsAvailable: number;
  readonly pointsPending: number;
  readonly consent: Consent;
}

/** The summary of somebody who was never seen before. */
export const newcomer = (person: Known): Summary => ({
  ...noOrders(null, person.lastSeenAtMs),
  kind: person.kind,
  locale: person.locale,
  firstSeenAtMs: person.firstSeenAtMs,
  stage: 'prospect',
  stageSinceMs: person.firstSeenAtMs,
  layer: person.kind,
  layerSinceMs: null,
  layerBefore: null,
  spentMinor: 0,
  costedMinor: 0,
  marginMinor: 0,
  refunds: 0,
  lastRefundAtMs: null,
  visits: 0,
  views: 0,
  searches: 0,
  baskets: 0,
  lastViewAtMs: null,
  lastBasketAtMs: null,
  wishes: 0,
  openWishSinceMs: null,
  messages: 0,
  lastMessageAtMs: null,
  lastUndeliveredAtMs: null,
  lastPriceRiseAtMs: null,
  openComplaints: 0,
  points: 0,
  pointsPending: 0,
  again: 0,
  meanMinor: 0,
  alive: null,
  expectedOrders: null,
  valueMinor: null,
  valueDecile: null,
  recency: null,
  frequency: null,
  money: null,
  rfm: null,
  consent: person.consent,
});

/** The summary in the words that rules use. */
export const factsOf = (summary: Summary, taste: Pick<Taste, 'likes' | 'profile' | 'lists'>): Facts => ({
  kind: summary.kind,
  locale: summary.locale,
  layer: summary.layer,
  layerSince: summary.layerSinceMs,
  firstSeenAt: summary.firstSeenAtMs,
  lastSeenAt: summary.lastSeenAtMs,
  joinedAt: summary.joinedAtMs,
  stage: summary.stage,
  stageSince: summary.stageSinceMs,
  orders: summary.orders,
  spent: summary.spentMinor,
  margin: summary.costedMinor > 0 ? summary.marginMinor : null,
  firstOrderAt: summary.firstOrderAtMs,
  lastOrderAt: summary.lastOrderAtMs,
  refunds: summary.refunds,
  lastRefundAt: summary.lastRefundAtMs,
  visits: summary.visits,
  views: summary.views,
  searches: summary.searches,
  baskets: summary.baskets,
  lastViewAt: summary.lastViewAtMs,
  lastBasketAt: summary.lastBasketAtMs,
  wishes: summary.wishes,
  messages: summary.messages,
  lastMessageAt: summary.lastMessageAtMs,
  points: summary.points,
  alive: summary.alive,
  expectedOrders: summary.expectedOrders,
  value: summary.valueMinor,
  valueDecile: summary.valueDecile,
  recency: summary.recency,
  frequency: summary.frequency,
  money: summary.money,
  rfm: summary.rfm,
  'consent.personalisation': summary.consent.personalisation,
  'consent.messages': summary.consent.messages,
  likes: taste.likes,
  lists: taste.lists,
  ...Object.fromEntries(Object.entries(taste.profile).map(([id, value]) => [`profile.${id}`, value])),
});

/** What may have gone wrong between the shop and somebody, for the reasons of their stage. */
export const troublesOf = (summary: Summary): Troubles => ({
  lastRefundAtMs: summary.lastRefundAtMs,
  openComplaints: summary.openComplaints,
  lastUndeliveredAtMs: summary.lastUndeliveredAtMs,
  openWishSinceMs: summary.openWishSinceMs,
  lastBasketLeftAtMs: summary.lastBasketAtMs !== null && summary.lastBasketAtMs > (summary.lastOrderAtMs ?? 0) ? summary.lastBasketAtMs : null,
  lastPriceRiseAtMs: summary.lastPriceRiseAtMs,
});

/** Somebody's purchases as the value models count them; null for who never bought. */
export const buyerIn = ({ orders, again, firstOrderAtMs, lastOrderAtMs, meanMinor }: Summary, nowMs: number): Buyer | null => {
  if (orders === 0 || firstOrderAtMs === null || lastOrderAtMs === null) return null;
  const day = (atMs: number): number => Math.floor(atMs / DAY_MS);
  return {
    again,
    recency: again === 0 ? 0 : (day(lastOrderAtMs) - day(firstOrderAtMs)) / 7,
    age: Math.max(0, day(nowMs) - day(firstOrderAtMs)) / 7,
    mean: meanMinor,
  };
};

const DAY_MS = 86_400_000;
