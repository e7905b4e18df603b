import * as z from 'zod';
import { Consent, ConsentRecord } from './consent.ts';
import { OfferPage } from './offer.ts';
import { Balance, Reward, Voucher } from './points.ts';
import { RecommendationRow } from './product.ts';
import { Watch } from './watch.ts';

/** Everything the components on a page need of one shopper: one data call for all of them. */
export const ShopperView = z.object({
  kind: z.enum(['guest', 'member']),
  name: z.string().nullable(),
  consent: Consent,
  points: Balance,
  unread: z.int(),
  watches: z.array(Watch),
  rewards: z.array(Reward),
  vouchers: z.array(Voucher),
  /** Grows with every change; a smaller one is old news. */
  version: z.int(),
  /** The version of the components' texts in the shop's own words, where it has any: told with a shopper's first view, so that a page need not ask before it draws. */
  texts: z.int().optional(),
});
export type ShopperView = z.infer<typeof ShopperView>;

/** The view, and with it the rows and offers that a page shows, in the order in which it asked for them; null = that could not be had, and may be asked for by itself. */
export const PageView = ShopperView.extend({ rows: z.array(RecommendationRow.nullable()), offers: z.array(OfferPage.nullable()) });
export type PageView = z.infer<typeof PageView>;

/** Body of POST /v1/session: a guest token, given after consent only. */
export const SessionRequest = z.strictObject({ consent: ConsentRecord, locale: z.string().max(35) });
export type SessionRequest = z.infer<typeof SessionRequest>;

export const SessionGiven = z.object({ token: z.string(), expiresAtMs: z.int() });
export type SessionGiven = z.infer<typeof SessionGiven>;

/** Body of POST /v1/identify. `guestToken` is the caller's own guest session, which is promoted or merged. */
export const IdentifyRequest = z.strictObject({
  identityToken: z.string().max(4000),
  guestToken: z.string().max(2000).optional(),
  consent: ConsentRecord.optional(),
});
export type IdentifyRequest = z.infer<typeof IdentifyRequest>;

export const Identified = SessionGiven.extend({ view: ShopperView });
export type Identified = z.infer<typeof Identified>;

/** Answer to a batch of events. */
export const EventsTaken = z.object({ accepted: z.int(), duplicates: z.int() });
export type EventsTaken = z.infer<typeof EventsTaken>;

/** What a socket says. `view` = the shopper's state changed; `message` = something was told. */
export const LiveMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), view: ShopperView }),
  z.object({ type: z.literal('message'), messageId: z.string(), unread: z.int() }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/** One person in a list of the console. */
export const ShopperRow = z.object({
  id: z.string(),
  kind: z.enum(['guest', 'member']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  firstSeenAtMs: z.int(),
  lastSeenAtMs: z.int(),
  orders: z.int(),
  spentMinor: z.int(),
  pointsPending: z.int(),
  pointsAvailable: z.int(),
  watches: z.int(),
});
export type ShopperRow = z.infer<typeof ShopperRow>;

/** A page of people. All slices are asked and merged, as of slightly different moments. */
export const ShopperPage = z.object({ shoppers: z.array(ShopperRow), next: z.string().nullable() });
export type ShopperPage = z.infer<typeof ShopperPage>;

/** Everything that is held of a person: by table, every row with every column. */
export const PersonExport = z.object({
  exportedAtMs: z.int(),
  shopId: z.string(),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
export type PersonExport = z.infer<typeof PersonExport>;
