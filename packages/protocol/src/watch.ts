import * as z from 'zod';
import { LIMITS } from './wire.ts';

/** A wish the shopper keeps. The first kind: the words of a search. */
export const Watch = z.object({
  id: z.string(),
  kind: z.enum(['search']),
  query: z.string(),
  createdAtMs: z.int(),
  /** When it last said something; null = not yet. */
  toldAtMs: z.int().nullable(),
});
export type Watch = z.infer<typeof Watch>;

/** Body of POST /v1/me/watches. Asking for the same thing twice gives the watch that exists. */
export const WatchRequest = z.strictObject({
  kind: z.enum(['search']),
  query: z.string().trim().min(1).max(LIMITS.queryChars),
});
export type WatchRequest = z.infer<typeof WatchRequest>;
