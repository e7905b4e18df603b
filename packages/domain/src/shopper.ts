/* oxlint-disable max-lines -- the one file that calls the rooms and passes values between them */
import type { Consent, ConsentRecord, Frequency, MessageReason, Product, Programme, ShopEvent, TimelineEntry, Watch } from '@rapport/protocol';
import type { Group } from './experiments/index.ts';
import { accountOf, apply, award, earn, exponentOf, lapsesAtMs } from './points/index.ts';
import type { Movement } from './points/index.ts';

/** Products looked at that are remembered for "because you viewed", the newest first. */
const RECENT_KEPT = 50;
/** How much an event says about a wish for a product; R4 measures these on real data. */
const WEIGHTS: Readonly<Partial<Record<ShopEvent['name'], number>>> = { view_item: 1, add_to_wishlist: 2, add_to_cart: 3, purchase: 5 };

/** One person as a slice holds them. Amounts in minor units, times in ms since 1970. */
export interface Person {
  readonly id: string;
  /** The name under which the rest of the shop knows this person's behaviour; it leads back to them only here. */
  readonly alias: string;
  readonly kind: 'guest' | 'member';
  readonly name: string | null;
  readonly email: string | null;
  readonly locale: string;
  readonly firstSeenAtMs: number;
  readonly lastSeenAtMs: number;
  readonly orders: number;
  readonly spentMinor: number;
  readonly pointsPending: number;
  readonly pointsAvailable: number;
  readonly unread: number;
  readonly consent: Consent;
  /** Ids of products looked at, the newest first. */
  readonly recent: readonly string[];
  /** Ids of products bought, the newest first. */
  readonly bought: readonly string[];
  /** Grows by one with every change. */
  readonly version: number;
  /** Whether they get offers, promotional messages and personal ranking; null = not drawn yet, which counts as yes. */
  readonly group: Group | null;
}

/** Somebody nothing is known of yet. */
export const stranger = (id: string, alias: string, locale: string, nowMs: number): Person => ({
  id,
  alias,
  kind: 'guest',
  name: null,
  email: null,
  locale,
  firstSeenAtMs: nowMs,
  lastSeenAtMs: nowMs,
  orders: 0,
  spentMinor: 0,
  pointsPending: 0,
  pointsAvailable: 0,
  unread: 0,
  consent: { personalisation: 'pending', messages: 'pending' },
  recent: [],
  bought: [],
  version: 0,
  group: null,
});

/** The moment, and ids for what comes into being at it. */
export interface Moment {
  readonly nowMs: number;
  readonly newId: () => string;
}

/** What a product meant to somebody, on its way to the recommender. */
export interface Interest {
  readonly productId: string;
  readonly weight: number;
  readonly atMs: number;
}

/** A person after something happened, with what has to be written down. */
export interface Changed {
  readonly person: Person;
  readonly entries: readonly TimelineEntry[];
}

const entry = ({ nowMs, newId }: Moment, name: string, source: TimelineEntry['source'], detail: TimelineEntry['detail']): TimelineEntry => ({
  id: newId(),
  name,
  atMs: nowMs,
  source,
  detail,
});

const touched = (person: Person, change: Partial<Person>): Person => ({ ...person, ...change, version: person.version + 1 });

const front = (ids: readonly string[], kept: readonly string[], most: number): string[] => [...new Set([...ids, ...kept])].slice(0, most);

/** An order that only a page has spoken of, and what it would bring if the shop confirms it. */
export interface Reported {
  readonly orderId: string;
  readonly points: number;
}

/** What a page reported. Nothing of value follows from it: a page can say anything. A purchase is shown as waiting for the shop's word, outside the ledger. */
export const observe = (
  person: Person,
  events: readonly ShopEvent[],
  shop: { readonly currency: string; readonly programme: Programme },
  nowMs: number,
): Changed & { readonly interests: readonly Interest[]; readonly reported: readonly Reported[] } => {
  const reported = events.flatMap(({ name, orderId, valueMinor, currency }) => {
    if (name !== 'purchase' || orderId === undefined || valueMinor === undefined || currency !== shop.currency) return [];
    const order = { subtotalMinor: valueMinor, discountMinor: 0, lines: [] };
    return [{ orderId, points: award(order, shop.programme, exponentOf(currency)).points }];
  });
  const entries = events.map(({ id, name, ageMs, ...detail }): TimelineEntry => ({ id, name, atMs: nowMs - ageMs, source: 'page', detail }));
  const interests = events.flatMap(({ name, ageMs, items }) => {
    const weight = WEIGHTS[name];
    return weight === undefined ? [] : (items ?? []).map(({ productId }) => ({ productId, weight, atMs: nowMs - ageMs }));
  });
  const viewed = events.filter(({ name }) => name === 'view_item').flatMap(({ items }) => (items ?? []).map(({ productId }) => productId));
  return {
    person: touched(person, { lastSeenAtMs: nowMs, recent: front(viewed.toReversed(), person.recent, RECENT_KEPT) }),
    entries,
    interests,
    reported,
  };
};

/** What they agreed to, or took back. */
export const agree = (person: Person, record: ConsentRecord, moment: Moment): Changed => {
  const { personalisation, messages, source } = record;
  const given = personalisation === 'granted' || messages === 'granted';
  return {
    person: touched(person, { consent: { personalisation, messages }, ...(personalisation === 'denied' ? { recent: [] } : {}) }),
    entries: [entry(moment, given ? 'consent_given' : 'consent_withdrawn', 'page', { personalisation, messages, source })],
  };
};

/** A guest becomes a member in place: nothing is copied, joining is worth points once. */
export const promote = (
  person: Person,
  ledger: readonly Movement[],
  member: { readonly name: string | null; readonly email: string | null; readonly locale: string | null },
  { programme, timeZone }: { readonly programme: Programme; readonly timeZone: string },
  moment: Moment,
): Changed & { readonly movements: readonly Movement[] } => {
  const account = accountOf(ledger);
  const { movements } = earn(account, {
    key: 'sign-up',
    atMs: moment.nowMs,
    points: programme.signUpPoints,
    lotId: 'sign-up',
    orderId: null,
    maturesAtMs: null,
    expiresAtMs: lapsesAtMs(programme, moment.nowMs, timeZone),
    reason: 'sign-up',
    rule: 'sign-up',
  });
  const after = apply(account, movements);
  const joined = person.kind === 'guest' ? [entry(moment, 'sign_up', 'shop', {})] : [];
  const earned = movements.length > 0 ? [entry(moment, 'points_earned', 'rapport', { points: programme.signUpPoints, reason: 'sign-up' })] : [];
  return {
    person: touched(person, {
      kind: 'member',
      name: member.name ?? person.name,
      email: member.email ?? person.email,
      locale: member.locale ?? person.locale,
      pointsPending: after.pending,
      pointsAvailable: after.available,
    }),
    movements,
    entries: [...joined, ...earned],
  };
};

/**
 * A watch of one person that a product answers, and what to say of it. The seam between watches and messages: whoever finds matches hands over the person, the
 * product and all of these at once, so that one message lists every reason.
 */
export interface Met {
  readonly watchId: string;
  readonly kind: Watch['kind'];
  /** How often this watch may speak. */
  readonly frequency: Frequency;
  readonly reason: MessageReason;
}

/** A product that came in, and whether it can be bought. */
export interface Incoming {
  readonly product: Product;
  readonly available: boolean;
}
