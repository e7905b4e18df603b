import * as z from 'zod';
import { Frequency } from './contact.ts';
import { LIMITS } from './wire.ts';

const Id = z.string().min(1).max(LIMITS.idChars);
const Name = z.string().trim().min(1).max(LIMITS.queryChars);
const AmountMinor = z.int().min(1).max(1_000_000_000_000);

/** What somebody may wait for: the words of a search, the next of a maker, a lower price, a variant that is back, more such as this one. */
export const WatchKind = z.enum(['search', 'follow', 'price', 'stock', 'like']);
export type WatchKind = z.infer<typeof WatchKind>;

/** What can be followed. */
export const Followed = z.enum(['brand', 'author', 'series', 'category', 'seller']);
export type Followed = z.infer<typeof Followed>;

/** What a product must be besides its words. Names are compared without regard to width and case; `size` is sought in the variants. */
export const WatchFilters = z.strictObject({
  /** At most this much, in minor units of the shop's currency. */
  maxPriceMinor: AmountMinor.optional(),
  category: Name.optional(),
  brand: Name.optional(),
  size: Name.optional(),
});
export type WatchFilters = z.infer<typeof WatchFilters>;

/** When a price is low enough: so many percent or so much below what it was, or my price. */
export const PriceGoal = z.union([
  z.strictObject({ percent: z.int().min(1).max(95) }),
  z.strictObject({ byMinor: AmountMinor }),
  z.strictObject({ toMinor: AmountMinor }),
]);
export type PriceGoal = z.infer<typeof PriceGoal>;

/** A wish the shopper keeps. */
export const Watch = z.object({
  id: z.string(),
  kind: WatchKind,
  /** What the list calls it: the words searched for, the name followed, the product's title. */
  query: z.string(),
  createdAtMs: z.int(),
  /** When it last said something; null = not yet. */
  toldAtMs: z.int().nullable(),
  paused: z.boolean(),
  frequency: Frequency,
  filters: WatchFilters,
  /** `follow`: what is followed by this name. */
  what: Followed.nullable(),
  /** `price`, `stock`, `like`: the product, and the variant where one was chosen. */
  productId: z.string().nullable(),
  variantId: z.string().nullable(),
  /** `price`: the goal, and the price it is counted from (when the watch was made, later when it last spoke). */
  goal: PriceGoal.nullable(),
  baselineMinor: z.int().nullable(),
  /** `follow`: kept for them because they come back to it often, as they and the shop allow. */
  inferred: z.literal(true).optional(),
});
export type Watch = z.infer<typeof Watch>;

const often = { frequency: Frequency.default('at-once'), paused: z.boolean().optional() };

/** Body of POST /v1/me/watches. Asking for the same thing twice gives the watch that exists. */
export const WatchRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('search'), query: Name, filters: WatchFilters.default({}), ...often }),
  z.strictObject({ kind: z.literal('follow'), what: Followed, name: Name, ...often }),
  z.strictObject({
    kind: z.literal('price'),
    productId: Id,
    variantId: Id.optional(),
    goal: PriceGoal,
    /** The price the goal is counted from; without it, what it costs now. */
    fromMinor: z.int().nonnegative().optional(),
    ...often,
  }),
  z.strictObject({ kind: z.literal('stock'), productId: Id, variantId: Id.optional(), ...often }),
  z.strictObject({ kind: z.literal('like'), productId: Id, ...often }),
]);
export type WatchRequest = z.infer<typeof WatchRequest>;
/** What a page says: without what stands by itself. */
export type WatchAsk = z.input<typeof WatchRequest>;

/** Body of PATCH /v1/me/watches/{id}: what is named is changed. Words and filters are of searches, the goal of prices. */
export const WatchPatch = z.strictObject({
  paused: z.boolean().optional(),
  frequency: Frequency.optional(),
  query: Name.optional(),
  filters: WatchFilters.optional(),
  goal: PriceGoal.optional(),
});
export type WatchPatch = z.infer<typeof WatchPatch>;

/** What somebody comes back to often: they may follow it with one tap, or say no. */
export const FollowIdea = z.object({
  id: z.string(),
  what: Followed.extract(['brand', 'author', 'series']),
  /** In the language asked for, as far as the shop has it. */
  name: z.string(),
  /** Whether they bought it, or only looked. */
  because: z.enum(['bought', 'looked']),
});
export type FollowIdea = z.infer<typeof FollowIdea>;

/** Answer of GET /v1/me/follows. */
export const FollowIdeas = z.object({
  ideas: z.array(FollowIdea),
  /** Whether such things are followed for them from now on; null = the shop doesn't do that, or they have not agreed to what it needs. Changed by PATCH /v1/me/preferences. */
  automatic: z.boolean().nullable(),
});
export type FollowIdeas = z.infer<typeof FollowIdeas>;

/** Body of PATCH /v1/me/follows: they don't want to follow it and are not asked again, or they may be asked after all. */
export const FollowAnswer = z.strictObject({ id: z.string().min(1).max(300), declined: z.boolean() });
export type FollowAnswer = z.infer<typeof FollowAnswer>;

/** Query of GET /v1/watches. */
export const WatchesQuery = z.object({
  after: z.string().min(1).max(300).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).default(50),
  kind: WatchKind.optional(),
});

/** A wish as staff sees it, with who keeps it. `mark` = where a list goes on after it. */
export const StaffWatch = z.object({ mark: z.string(), shopperId: z.string(), name: z.string().nullable(), watch: Watch });
export type StaffWatch = z.infer<typeof StaffWatch>;

/** Answer of GET /v1/watches, person by person. A page may be short: `next` alone says whether there is more. */
export const StaffWatches = z.object({ watches: z.array(StaffWatch), next: z.string().nullable() });
export type StaffWatches = z.infer<typeof StaffWatches>;

/** How the owner's language is read: words that mean the same, and letters of Chinese or Japanese that count as one (`臺台`). */
export const Lexicon = z.object({
  synonyms: z.array(z.array(Name).min(2).max(20)).max(500),
  letters: z.array(z.string().min(2).max(20)).max(2_000),
});
export type Lexicon = z.infer<typeof Lexicon>;
