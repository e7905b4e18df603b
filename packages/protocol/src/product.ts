import * as z from 'zod';

/** Words in several languages, by BCP 47 tag; `''` is the text that stands when no language fits. */
export const Texts = z.record(z.string(), z.string());
export type Texts = z.infer<typeof Texts>;

/** What can be bought: one size, one glaze, one weight. */
export const Variant = z.object({
  id: z.string(),
  sku: z.string(),
  title: Texts,
  priceMinor: z.int(),
  compareAtMinor: z.int().nullable(),
  /** null = the shop doesn't count. */
  stock: z.int().nullable(),
  available: z.boolean(),
  /** The price's currency where it isn't the shop's: a feed may mix them. Such a price is shown and watched, never added up. */
  currency: z.string().optional(),
  /** What the trade knows it by, where the shop says so: GTIN (digits), the maker's own number. */
  gtin: z.string().optional(),
  mpn: z.string().optional(),
  /** What one piece costs the shop, where it says so; with tax where prices have it. Shown to staff only. */
  costMinor: z.int().optional(),
});
export type Variant = z.infer<typeof Variant>;

/** A product as the catalogue knows it. Prices in minor units of the shop's currency. */
export const Product = z.object({
  id: z.string(),
  title: Texts,
  description: Texts,
  url: Texts,
  image: z.string(),
  brand: Texts,
  category: Texts,
  author: Texts,
  series: z.string(),
  /** Who sells it, in a shop of several sellers. */
  seller: z.string().optional(),
  tags: z.array(z.string()),
  /** How many days one of it lasts in use, where the shop says so. */
  lastsDays: z.number().optional(),
  variants: z.array(Variant),
});
export type Product = z.infer<typeof Product>;

/** What a component needs to draw a product. */
export const ProductCard = z.object({
  productId: z.string(),
  title: z.string(),
  url: z.string(),
  image: z.string(),
  brand: z.string(),
  priceMinor: z.int(),
  compareAtMinor: z.int().nullable(),
  currency: z.string(),
  available: z.boolean(),
});
export type ProductCard = z.infer<typeof ProductCard>;

/** Why a product is shown: a code with its words' arguments; the page writes the sentence in its own language. */
export const Reason = z.object({
  code: z.enum(['viewed-together', 'bought-together', 'like-viewed', 'same-maker', 'trending', 'new', 'recently-seen', 'buy-again', 'picked']),
  /** Title of the product that the reason speaks of. */
  because: z.string().optional(),
});
export type Reason = z.infer<typeof Reason>;

export const Recommendation = ProductCard.extend({ reason: Reason });
export type Recommendation = z.infer<typeof Recommendation>;

export const Placement = z.enum(['similar', 'bought-together', 'for-you', 'next', 'trending', 'new-for-you', 'recently-seen', 'replenish']);
export type Placement = z.infer<typeof Placement>;

/** A row of recommendations. `recommendationId` comes back with the events that follow from it. */
export const RecommendationRow = z.object({ recommendationId: z.string(), items: z.array(Recommendation) });
export type RecommendationRow = z.infer<typeof RecommendationRow>;

/** What an import changes, counted in products before anything is applied. */
export const ImportFinding = z.object({
  /** Products that were there before: of this feed, or of the whole shop for a table. */
  known: z.int(),
  new: z.int(),
  /** Look new and are old ones under another id, by what they were recognised by. */
  renamed: z.object({ gtin: z.int(), link: z.int(), maker: z.int(), title: z.int() }),
  returned: z.int(),
  gone: z.int(),
  cheaper: z.int(),
  restocked: z.int(),
  /** Another title than before under the same id. */
  retitled: z.int(),
  /** Priced in another currency than the shop's. */
  foreign: z.int(),
});
export type ImportFinding = z.infer<typeof ImportFinding>;

/** Why the owner is asked: many new products look like old ones, or half the catalogue would leave or get cheaper at once. */
export const ImportHold = z.enum(['look-alike', 'gone', 'cheaper']);
export type ImportHold = z.infer<typeof ImportHold>;

/** What an import found, row by row. Line numbers count from 1, the header being line 1. */
export const ImportReport = z.object({
  id: z.string(),
  /** `held` = what was found looks wrong: nothing is applied until the owner says so. */
  state: z.enum(['running', 'held', 'done', 'failed']),
  format: z.string(),
  startedAtMs: z.int(),
  endedAtMs: z.int().nullable(),
  rowsRead: z.int(),
  productsMade: z.int(),
  productsChanged: z.int(),
  productsSame: z.int(),
  rowsRefused: z.int(),
  /** The first 200 refusals. */
  refusals: z.array(z.object({ line: z.int(), reason: z.string() })),
  /** Why it failed, in a sentence. */
  failure: z.string().nullable(),
  /** Changes found that somebody may be told of. The first import of a shop tells nobody. */
  arrivals: z.int(),
  /** What the file changes, product by product; null before it has been compared. */
  found: ImportFinding.nullable(),
  /** Why it is, or was, held; null = there was nothing to ask. */
  hold: ImportHold.nullable(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ImportFormat = z.enum(['shopify-csv', 'rapport-csv', 'merchant-feed']);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** Body of POST /v1/feeds: a Google Merchant feed that is fetched again and again. */
export const FeedRequest = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  everyHours: z.int().min(1).max(168).default(24),
});
export type FeedRequest = z.infer<typeof FeedRequest>;

/** A feed that is fetched on a schedule. */
export const Feed = z.object({
  id: z.string(),
  url: z.string(),
  everyHours: z.int(),
  askedAtMs: z.int().nullable(),
  /** What came of it last; `imported` and `importId` say where to read on. */
  outcome: z.enum(['waiting', 'imported', 'unchanged', 'failed']),
  /** Why it failed, in a sentence. */
  failure: z.string().nullable(),
  importId: z.string().nullable(),
});
export type Feed = z.infer<typeof Feed>;
