import * as z from 'zod';
import { LIMITS } from './wire.ts';

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

/** Query of GET /v1/imports/{id}/waiting: products looked at for one answer. */
export const BroughtQuery = z.object({
  after: z.string().min(1).max(300).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).default(LIMITS.pageRows),
});
export type BroughtQuery = z.infer<typeof BroughtQuery>;

/** Who waits for what an import brought: new, back in the shop or back in stock. */
export const BroughtReport = z.object({
  /** How many people keep a wish that one of the products looked at meets, each counted once; null where fewer than `fewest` do. */
  people: z.int().nullable(),
  /** Of the products looked at those that several people wait for, what most wait for first. */
  products: z.array(WaitedFor),
  /** Products looked at for this answer, of all that the import brought; 0 of 0 once the import is long ago. */
  looked: z.int(),
  all: z.int(),
  next: z.string().nullable(),
  fewest: z.int(),
});
export type BroughtReport = z.infer<typeof BroughtReport>;

/** What most people want first. `arrivals`: of the newest products those that several wait for. `fewest`: what fewer people want is not shown to anybody. */
export const DemandBoard = z.object({ wants: z.array(DemandRow), arrivals: z.array(WaitedFor), fewest: z.int(), atMs: z.int() });
export type DemandBoard = z.infer<typeof DemandBoard>;
