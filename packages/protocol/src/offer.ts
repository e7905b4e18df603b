import * as z from 'zod';
import { Channel, DayPart, Purpose } from './contact.ts';
import { LIMITS } from './wire.ts';

const minor = z.int().min(0).max(1e12);
const moment = z.int().min(0).max(8.64e15);
const shopId = z.string().min(1).max(LIMITS.idChars);
const name = z.string().min(1).max(200);
const Texts = z.record(z.string().max(35), z.string().max(500));
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** What an offer gives. Money it can cost at most is `valueMinor`, `mostMinor` or `costMinor`; a budget in money counts that much for each taken. */
export const OfferGives = z.discriminatedUnion('kind', [
  /** The next order's points, times this; up to three decimals count. Named categories or products only, where there are any. */
  z.strictObject({
    kind: z.literal('points'),
    times: z.number().min(1).max(100),
    categories: z.array(name).max(20).default([]),
    products: z.array(shopId).max(100).default([]),
    costMinor: minor.default(0),
  }),
  z.strictObject({ kind: z.literal('amount'), valueMinor: minor.min(1) }),
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(1).max(100), mostMinor: minor.nullable().default(null) }),
  z.strictObject({ kind: z.literal('gift'), productId: shopId, costMinor: minor.default(0) }),
  z.strictObject({ kind: z.literal('free-shipping'), costMinor: minor.default(0) }),
  z.strictObject({ kind: z.literal('early-access') }),
  z.strictObject({ kind: z.literal('content') }),
]);
export type OfferGives = z.infer<typeof OfferGives>;

/** The eight stages of a shopper's life with the shop. */
export const OfferStage = z.enum(['prospect', 'welcome', 'getting-to-know', 'active', 'closer', 'at-risk', 'lost', 'won-back']);
export type OfferStage = z.infer<typeof OfferStage>;

/** Who. What names nothing asks for nothing; of what is named in one list, one is enough; all lists count. */
export const OfferAudience = z.strictObject({
  kinds: z
    .array(z.enum(['guest', 'member']))
    .max(2)
    .default([]),
  stages: z.array(OfferStage).max(8).default([]),
  tiers: z.array(z.string().min(1).max(64)).max(20).default([]),
  segments: z.array(z.string().min(1).max(64)).max(20).default([]),
  /** What somebody likes, as in `category:Tea` or `maker:Kato`. */
  interests: z.array(z.string().min(3).max(220)).max(20).default([]),
  ordersFrom: z.int().min(0).max(100_000).nullable().default(null),
  ordersTo: z.int().min(0).max(100_000).nullable().default(null),
});
export type OfferAudience = z.infer<typeof OfferAudience>;

/** Where on a page an offer stands. */
export const OfferPlacement = z.enum(['panel', 'banner', 'product', 'cart', 'after-purchase']);
export type OfferPlacement = z.infer<typeof OfferPlacement>;

/** How an offer reaches somebody: on a page, by a message, or by somebody who talks to them. */
export const OfferChannel = z.enum(['page', ...Channel.options, 'agent']);
export type OfferChannel = z.infer<typeof OfferChannel>;

/** When, by the clock of the shop. */
export const OfferCalendar = z.strictObject({
  fromMs: moment.nullable().default(null),
  /** The first moment at which it is over. */
  untilMs: moment.nullable().default(null),
  /** 1 = Monday … 7 = Sunday; none = every day. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  hours: DayPart.nullable().default(null),
  /** Parts of every year, both days included; over the turn of the year where `to` comes first. None = all of it. */
  seasons: z
    .array(z.strictObject({ from: MonthDay, to: MonthDay }))
    .max(6)
    .default([]),
});
export type OfferCalendar = z.infer<typeof OfferCalendar>;

/** How much there is. Exact over the whole shop: the last one is given once. */
export const OfferBudget = z.strictObject({
  units: z.int().min(0).max(1e9).nullable().default(null),
  moneyMinor: minor.nullable().default(null),
  perShopper: z.int().min(1).max(1_000).default(1),
});
export type OfferBudget = z.infer<typeof OfferBudget>;

const draft = {
  /** For the owner only. */
  name: z.string().trim().min(1).max(120),
  gives: OfferGives,
  audience: OfferAudience.prefault({}),
  placements: z.array(OfferPlacement).max(5).default([]),
  channels: z
    .array(z.enum(['inbox', 'email', 'push', 'agent']))
    .max(4)
    .default([]),
  /** Only beside these products, or products of these categories; none = anywhere. */
  products: z.array(shopId).max(100).default([]),
  categories: z.array(name).max(20).default([]),
  calendar: OfferCalendar.prefault({}),
  budget: OfferBudget.prefault({}),
  /** Baskets under this don't get it; a basket that isn't there yet is told what is missing. */
  minimumMinor: minor.default(0),
  /** Days that somebody who took it has to use it. */
  validDays: z.int().min(1).max(365).default(30),
  /** The higher goes first. Of equals, what works better for people like these. */
  priority: z.int().min(0).max(100).default(50),
  /** Offers that nobody has together with this one, whichever of the two says so. */
  excludes: z.array(z.string().min(1).max(64)).max(50).default([]),
  /** A title and a sentence for every language of the shop. */
  title: Texts,
  text: Texts.default({}),
  picture: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https$/ }).max(2000),
      z
        .string()
        .regex(/^\/[^/\\]/)
        .max(2000),
    ])
    .default(''),
};
const isCounted = (offer: { gives: OfferGives; budget: OfferBudget }): boolean =>
  offer.budget.moneyMinor === null || offer.gives.kind !== 'percent' || offer.gives.mostMinor !== null;

/** Body of POST /v1/offers. */
export const OfferDraft = z
  .strictObject(draft)
  .refine(isCounted, { path: ['gives', 'mostMinor'], error: 'a budget in money needs to know the most it can cost' });
export type OfferDraft = z.infer<typeof OfferDraft>;

/** `ended` is for good; the others can follow each other. */
export const OfferState = z.enum(['draft', 'running', 'paused', 'ended']);
export type OfferState = z.infer<typeof OfferState>;

/** An offer as it stands. A change makes a new version; whoever was promised an older one keeps it. */
export const Offer = z.object({ ...draft, id: z.string(), version: z.int().min(1), state: OfferState, changedAtMs: z.int() });
export type Offer = z.infer<typeof Offer>;

/** Body of PATCH /v1/offers/{id}: either another state, or the whole offer anew. */
export const OfferChange = z.union([z.strictObject({ state: OfferState }), OfferDraft]);
export type OfferChange = z.infer<typeof OfferChange>;

/** Why somebody sees an offer; the page writes the sentence. `value` is what was met: the stage, the tier, the interest. */
export const OfferWhy = z.object({
  code: z.enum(['everybody', 'members', 'stage', 'tier', 'segment', 'interest', 'orders', 'product', 'promised']),
  value: z.string().optional(),
});
export type OfferWhy = z.infer<typeof OfferWhy>;

/** Why an offer is not given; exactly one. */
export const OfferWithheld = z.enum([
  // of the offer
  'draft',
  'paused',
  'ended',
  'not-yet',
  'over',
  'wrong-time',
  'wrong-place',
  'used-up',
  // of the person
  'declined',
  'not-for-them',
  'no-consent',
  'had-enough',
  'bought-already',
  'not-for-this',
  // of the rules
  'case-open',
  'cool-down',
  'rule',
  'contact',
  'authority',
  'excluded',
  'outranked',
  'holdout',
]);
export type OfferWithheld = z.infer<typeof OfferWithheld>;

/**
 * At most so many in any stretch of so many days; null = any purpose, any channel. Pages don't count: whoever opens one came by themselves. What is promotional is held back on
 * every channel, the inbox included; what was asked for and services wait by mail and push alone, and come to the inbox at once.
 */
export const ContactLimit = z
  .strictObject({
    id: z.string().min(1).max(64),
    purpose: Purpose.nullable(),
    channel: Channel.nullable(),
    most: z.int().min(0).max(1_000),
    days: z.union([z.literal(1), z.literal(7), z.literal(30), z.literal(365)]),
  })
  .refine(({ purpose, channel }) => channel !== 'inbox' || purpose === null || purpose === 'promotional', {
    path: ['channel'],
    error: 'the inbox never waits for what was asked for, nor for a service',
  });
export type ContactLimit = z.infer<typeof ContactLimit>;

/** People like these get nothing of this on these ways; none named = on no way. */
export const ContactBar = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  audience: OfferAudience,
  channels: z.array(OfferChannel).max(5),
});
export type ContactBar = z.infer<typeof ContactBar>;

const authority = z.strictObject({ percent: z.int().min(0).max(100), amountMinor: minor });

/** What holds for everything that is meant to sell, besides caps of mail and push, quiet hours and consent (`ContactRules`). */
export const OfferRules = z.strictObject({
  limits: z
    .array(ContactLimit)
    .max(50)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'two limits have one id'),
  bars: z
    .array(ContactBar)
    .max(50)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'two rules have one id'),
  /** Days without offers after a complaint, after a refund, and days without messages after so many in a row that nobody opened. */
  coolDownDays: z.strictObject({ complaint: z.int().min(0).max(365), refund: z.int().min(0).max(365), unanswered: z.int().min(0).max(365) }),
  unanswered: z.int().min(1).max(20),
  /** No offers while a complaint or question of theirs is open. */
  notWhileOpen: z.boolean(),
  /** Days without promotional messages after a purchase. */
  afterPurchaseDays: z.int().min(0).max(90),
  /** What staff may promise in a conversation, by role; owners and managers anything. */
  authority: z.strictObject({ marketer: authority, agent: authority, analyst: authority }),
});
export type OfferRules = z.infer<typeof OfferRules>;

/** An offer as one shopper sees it. */
export const OfferView = z.object({
  id: z.string(),
  version: z.int(),
  gives: OfferGives,
  title: z.record(z.string(), z.string()),
  text: z.record(z.string(), z.string()),
  picture: z.string(),
  minimumMinor: z.int(),
  /** What the basket lacks; null = no basket is known, or nothing is lacking. */
  missingMinor: z.int().nullable(),
  untilMs: z.int().nullable(),
  why: z.array(OfferWhy),
  /** `open` = can be taken; `taken` = theirs, with a code where one is needed; `used` = done. */
  state: z.enum(['open', 'taken', 'used']),
  code: z.string().nullable(),
});
export type OfferView = z.infer<typeof OfferView>;

/** What a page asks with. */
export const OfferAsk = z.object({
  placement: OfferPlacement,
  product: shopId.optional(),
  category: name.optional(),
  basketMinor: z.coerce.number().int().min(0).max(1e12).optional(),
});
export type OfferAsk = z.infer<typeof OfferAsk>;

/** Offers for a place, and the currency of their amounts. */
export const OfferPage = z.object({ offers: z.array(OfferView), currency: z.string() });
export type OfferPage = z.infer<typeof OfferPage>;

/** Answer to POST /v1/me/offers/{id}/claim. */
export const OfferTaken = z.object({ offer: OfferView });
export type OfferTaken = z.infer<typeof OfferTaken>;
