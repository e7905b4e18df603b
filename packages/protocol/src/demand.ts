import * as z from 'zod';

/** Query of GET /v1/demand: `csv` is the same as a buying list. */
export const DemandQuery = z.object({ as: z.enum(['json', 'csv']).default('json') });
export type DemandQuery = z.infer<typeof DemandQuery>;

/** What several people look for and the shop does not have: searched for and not found, or wished. */
export const DemandRow = z.object({
  /** As most of them wrote it. */
  words: z.string(),
  people: z.int(),
  /** How many of them asked to be told. */
  wishing: z.int(),
  /** The middle of what they would pay at most, in minor units; null where fewer than three said so. */
  ceilingMinor: z.int().nullable(),
  lastAtMs: z.int(),
});
export type DemandRow = z.infer<typeof DemandRow>;

/** What most people want first. `fewest`: wants of fewer people are not shown to anybody. */
export const DemandBoard = z.object({ wants: z.array(DemandRow), fewest: z.int(), atMs: z.int() });
export type DemandBoard = z.infer<typeof DemandBoard>;
