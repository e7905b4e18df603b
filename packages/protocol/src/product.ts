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
  tags: z.array(z.string()),
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

/** What an import found, row by row. Line numbers count from 1, the header being line 1. */
export const ImportReport = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
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
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ImportFormat = z.enum(['shopify-csv', 'rapport-csv']);
export type ImportFormat = z.infer<typeof ImportFormat>;
