import type { Consent, Channel, Offer, OfferAudience, OfferPlacement, OfferStage, OfferWhy, Purpose } from '@rapport/protocol';
import type { OfferChannel } from '@rapport/protocol';

/** An offer as somebody was promised it: the terms they saw, whatever the shop has made of it since. */
export interface OfferPromise {
  readonly offer: Offer;
  readonly atMs: number;
  /** Until when it is theirs; null = as long as the offer runs. */
  readonly untilMs: number | null;
  /** Taken: they have a code, or it counts for their next order. */
  readonly taken: boolean;
}

/** A message that left at a moment, whatever it was for; by two channels at once it is still one. */
export interface Contact {
  readonly atMs: number;
  readonly purpose: Purpose;
  readonly channels: readonly Channel[];
  /** It left once more, later, by another way: this counts for its own channels alone. */
  readonly again?: boolean;
}

/** All that is looked at of a person when offers are chosen. Times in ms since 1970. */
export interface Standing {
  readonly id: string;
  readonly group: 'holdout' | 'treated' | null;
  readonly consent: Consent;
  readonly kind: 'guest' | 'member';
  readonly stage: OfferStage | null;
  readonly tier: string | null;
  readonly segments: readonly string[];
  /** The strongest first, as in `category:Tea`. */
  readonly interests: readonly string[];
  readonly orders: number;
  readonly lastOrderAtMs: number | null;
  readonly bought: readonly string[];
  readonly promises: readonly OfferPromise[];
  /** How often each offer was taken, by its id. */
  readonly taken: Readonly<Record<string, number>>;
  /** "Not for me." */
  readonly declined: readonly string[];
  /** Messages that left in the last year, the newest first. */
  readonly contacts: readonly Contact[];
  /** Promotional messages in a row, the last ones, that nobody opened. */
  readonly unanswered: number;
  readonly openCase: boolean;
  readonly complaintAtMs: number | null;
  readonly refundAtMs: number | null;
}

/** Where somebody is met. */
export interface Situation {
  readonly channel: OfferChannel;
  /** On a page only. */
  readonly placement: OfferPlacement | null;
  readonly productId: string | null;
  readonly categories: readonly string[];
  readonly basketMinor: number | null;
  /** Who talks to them, on the channel `agent`. */
  readonly role: 'owner' | 'manager' | 'marketer' | 'agent' | 'analyst' | null;
}

const meets = (asked: readonly string[], has: readonly string[]): string | undefined => asked.find((one) => has.includes(one));

/** Whether somebody belongs to an audience, and by what; null = they don't. */
export const whyIn = (audience: OfferAudience, person: Standing): OfferWhy[] | null => {
  const { kinds, stages, tiers, segments, interests, ordersFrom, ordersTo } = audience;
  const why: OfferWhy[] = [];
  if (kinds.length > 0) {
    if (!kinds.includes(person.kind)) return null;
    if (person.kind === 'member' && kinds.length === 1) why.push({ code: 'members' });
  }
  if (stages.length > 0) {
    if (person.stage === null || !stages.includes(person.stage)) return null;
    why.push({ code: 'stage', value: person.stage });
  }
  if (tiers.length > 0) {
    if (person.tier === null || !tiers.includes(person.tier)) return null;
    why.push({ code: 'tier', value: person.tier });
  }
  if (segments.length > 0) {
    const met = meets(segments, person.segments);
    if (met === undefined) return null;
    why.push({ code: 'segment', value: met });
  }
  if (interests.length > 0) {
    const met = meets(interests, person.interests);
    if (met === undefined) return null;
    why.push({ code: 'interest', value: met });
  }
  if (ordersFrom !== null || ordersTo !== null) {
    if (person.orders < (ordersFrom ?? 0) || person.orders > (ordersTo ?? Infinity)) return null;
    why.push({ code: 'orders', value: String(person.orders) });
  }
  return why;
};

/** Whether belonging to an audience says something of a person that they have to agree to being known. Being a member is what they said themselves. */
export const isPersonal = ({ stages, segments, interests, ordersFrom, ordersTo }: OfferAudience): boolean =>
  stages.length + segments.length + interests.length > 0 || ordersFrom !== null || ordersTo !== null;
