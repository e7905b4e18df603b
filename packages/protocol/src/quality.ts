import * as z from 'zod';
import { ShopperRow } from './shopper.ts';

/** A count of people; null = some, but fewer than five. */
const People = z.int().nullable();

/** How good one field is over the shop's members. `fresh` null = it is not noted when it was told. */
export const FieldQuality = z.object({
  /** `name`, `email`, or `profile.` with the id of a question. */
  field: z.string(),
  known: People,
  valid: People,
  fresh: People,
});
export type FieldQuality = z.infer<typeof FieldQuality>;

/** How good what is known of members is. Every slice is asked; nothing is said of fewer than five people. */
export const QualityReport = z.object({ members: People, fields: z.array(FieldQuality), atMs: z.int() });
export type QualityReport = z.infer<typeof QualityReport>;

/** By what two rows may be one person. */
export const DuplicateSign = z.enum(['email', 'phone', 'name-address']);
export type DuplicateSign = z.infer<typeof DuplicateSign>;

/** Two rows that are likely one person, the likeliest first; `likely` from 0 to 1. */
export const DuplicatePair = z.object({ likely: z.number(), because: z.array(DuplicateSign), people: z.tuple([ShopperRow, ShopperRow]) });
export type DuplicatePair = z.infer<typeof DuplicatePair>;

/** `found` = pairs in all, of which the likeliest are shown; `looked` = people looked at; `isAll` = nobody was left out, which happens past 300,000. */
export const DuplicateReport = z.object({ pairs: z.array(DuplicatePair), found: z.int(), looked: z.int(), isAll: z.boolean(), atMs: z.int() });
export type DuplicateReport = z.infer<typeof DuplicateReport>;
