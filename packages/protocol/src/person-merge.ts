import * as z from 'zod';
import { ShopperRow } from './shopper.ts';

/** Body of POST /v1/merges: two rows that are one person. Everything of `merge` goes to `keep`, who stays. */
export const MergeRequest = z
  .strictObject({ keep: z.string().min(1).max(64), merge: z.string().min(1).max(64) })
  .refine(({ keep, merge }) => keep !== merge, 'two people, not one');
export type MergeRequest = z.infer<typeof MergeRequest>;

/** Why a merge can't be undone: the person was erased, it is undone already, what it needs is no longer kept, something is under way, they were merged on since. */
export const MergeFinal = z.enum(['erased', 'undone', 'too-late', 'running', 'merged-on']);
export type MergeFinal = z.infer<typeof MergeFinal>;

/** A merge of two members. `running` ends by itself, as `merged` or as `undone`. */
export const PersonMerge = z.object({
  id: z.string(),
  state: z.enum(['running', 'merged', 'undone']),
  keptId: z.string(),
  mergedId: z.string(),
  /** Who stayed, as they are now; null after they were erased or while they live on as somebody else. */
  kept: ShopperRow.nullable(),
  /** Who went, as they were then; null where nothing of them is kept aside any more. */
  merged: z.object({ name: z.string().nullable(), email: z.string().nullable(), points: z.int() }).nullable(),
  atMs: z.int(),
  by: z.string(),
  undoneAtMs: z.int().nullable(),
  undoneBy: z.string().nullable(),
  /** null = it can be undone. */
  final: MergeFinal.nullable(),
});
export type PersonMerge = z.infer<typeof PersonMerge>;

/** Answer to GET /v1/merges, the newest first. */
export const PersonMerges = z.object({ merges: z.array(PersonMerge), next: z.string().nullable() });
export type PersonMerges = z.infer<typeof PersonMerges>;
