import * as z from 'zod';
import { Placement, ProductCard, Recommendation } from './product.ts';
import { LIMITS } from './wire.ts';

/** Rules of one placement by which products are left out, and by which they are moved, at the most. */
const MAX_EXCLUSIONS = 100;
const MAX_BOOSTS = 50;
const id = z.string().min(1).max(LIMITS.idChars);

/** Products by what they have in common; words in any of the shop's languages, upper and lower case alike. */
export const ProductRule = z.strictObject({
  by: z.enum(['product', 'brand', 'author', 'series', 'category', 'tag']),
  value: z.string().trim().min(1).max(200),
});
export type ProductRule = z.infer<typeof ProductRule>;

/** A product that stands at a place of its own, counted from 1. Of two for one place the later one moves on by one. */
export const Pin = z.strictObject({ productId: id, place: z.int().min(1).max(LIMITS.recommendations) });
export type Pin = z.infer<typeof Pin>;

/** Products that stand as if they were so many times further up (above 1) or down (below 1). */
export const Boost = ProductRule.extend({ times: z.number().min(0.1).max(10) }).strict();
export type Boost = z.infer<typeof Boost>;

/** What the owner wants of a placement, whoever looks at it. An exclusion stands above a pin. */
export const Hand = z.strictObject({
  pins: z.array(Pin).max(LIMITS.recommendations),
  exclude: z.array(ProductRule).max(MAX_EXCLUSIONS),
  boosts: z.array(Boost).max(MAX_BOOSTS),
});
export type Hand = z.infer<typeof Hand>;

/** Where a hand lies: one placement, or all of them. */
export const HandPlace = z.enum(['all', ...Placement.options]);
export type HandPlace = z.infer<typeof HandPlace>;

/** The owner's hand over all placements, as it stands in the settings; what isn't named is empty. */
export const Hands = z.partialRecord(HandPlace, Hand);
export type Hands = z.infer<typeof Hands>;

/** How a placement did. Only what pages reported; whoever wants to can forge that, so nothing of value follows from it. */
export const RowFigures = z.object({
  /** People who were shown it; estimated, to about 3 in 100. */
  people: z.int(),
  /** Rows that were seen, products seen in them, products chosen. */
  rows: z.int(),
  seen: z.int(),
  chosen: z.int(),
  /** Different products that were seen; estimated, to about 3 in 100. */
  products: z.int(),
});
export type RowFigures = z.infer<typeof RowFigures>;

/** A placement as its owner sees it. `figures` null = fewer than five people were shown it, so that nothing is told of them. */
export const PlacementView = z.object({ placement: HandPlace, hand: Hand, figures: RowFigures.nullable() });
export type PlacementView = z.infer<typeof PlacementView>;

/** All placements; the figures are of the last `days` days, `products` is how many there are to be shown, `titles` names those that hands speak of. */
export const PlacementList = z.object({
  placements: z.array(PlacementView),
  days: z.int(),
  products: z.int(),
  titles: z.record(z.string(), z.string()),
});
export type PlacementList = z.infer<typeof PlacementList>;

/** What somebody would be shown just now, and why. Nothing is counted by it. */
export const TriedRow = z.object({
  items: z.array(
    Recommendation.extend({
      /** It stands here by the owner's word. */
      pinned: z.boolean(),
      /** What the owner's boosts came to; 1 = nothing. */
      times: z.number(),
    }),
  ),
  /** They are of the group that gets no personal ranking, so that it can be told what the ranking is worth. */
  holdout: z.boolean(),
});
export type TriedRow = z.infer<typeof TriedRow>;

/** Body of POST /v1/me/hidden: "not for me". */
export const HideRequest = z.strictObject({ productId: id });
export type HideRequest = z.infer<typeof HideRequest>;

/** Products that a shopper doesn't want to see in any row, the latest first; those that have left the shop are left out. */
export const HiddenProducts = z.object({ products: z.array(ProductCard) });
export type HiddenProducts = z.infer<typeof HiddenProducts>;
