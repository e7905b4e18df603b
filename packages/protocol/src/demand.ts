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

/** A product that came in, and how many people keep a wish that it meets. */
export const WaitedFor = z.object({ productId: z.string(), title: z.string(), people: z.int(), sinceMs: z.int() });
export type WaitedFor = z.infer<typeof WaitedFor>;

/** What most people want first. `arrivals`: of the newest products those that several wait for. `fewest`: what fewer people want is not shown to anybody. */
export const DemandBoard = z.object({ wants: z.array(DemandRow), arrivals: z.array(WaitedFor), fewest: z.int(), atMs: z.int() });
export type DemandBoard = z.infer<typeof DemandBoard>;
