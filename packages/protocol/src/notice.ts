import * as z from 'zod';
import { DaySums, StagesReport } from './audience.ts';
import { FieldQuality } from './quality.ts';

/** Yesterday: its sums, those of the same day a week before, the layers as they stand, who moved, and the points that members hold. Nothing is said of fewer than five people. */
export const DayNotice = z.object({
  day: DaySums,
  weekBefore: DaySums,
  everybody: StagesReport.shape.everybody,
  layers: StagesReport.shape.layers,
  flows: StagesReport.shape.flows,
  points: StagesReport.shape.points,
});
export type DayNotice = z.infer<typeof DayNotice>;

/** As many people as the owner named look for the same thing in vain. Told once. */
export const WantNotice = z.object({
  /** As most of them wrote it. */
  words: z.string(),
  people: z.int(),
  /** How many of them asked to be told. */
  wishing: z.int(),
  /** The middle of what they would pay at most, in minor units; null where fewer than three said so. */
  ceilingMinor: z.int().nullable(),
});
export type WantNotice = z.infer<typeof WantNotice>;

/** How good what is known of members is, every week; told where there are five members or more. Counts of people are null where they would show fewer than five. */
export const QualityNotice = z.object({
  members: z.int(),
  fields: z.array(FieldQuality),
  /** Pairs of rows that are likely one person; null = some, but fewer than five. */
  duplicates: z.int().nullable(),
  /** How many people were compared where the shop has more than can be at once; null = everybody was. */
  among: z.int().nullable().default(null),
});
export type QualityNotice = z.infer<typeof QualityNotice>;

/** Whose standing changed within so many days, list by list. The notice says how many, null for fewer than five; who they are stands in the list that staff work through. */
export const AttentionNotice = z.object({
  days: z.int(),
  lists: z.array(z.object({ list: z.enum(['quiet', 'undone', 'layer']), people: z.int().nullable() })),
});
export type AttentionNotice = z.infer<typeof AttentionNotice>;

const shared = { id: z.string(), atMs: z.int() };

/** Something the owner should know; the same goes to the owners by mail, unless they want none. */
export const Notice = z.discriminatedUnion('kind', [
  z.object({ ...shared, kind: z.literal('day'), detail: DayNotice }),
  z.object({ ...shared, kind: z.literal('want'), detail: WantNotice }),
  z.object({ ...shared, kind: z.literal('quality'), detail: QualityNotice }),
  /** Every week. */
  z.object({ ...shared, kind: z.literal('standing'), detail: AttentionNotice }),
  /** Every two months. */
  z.object({ ...shared, kind: z.literal('review'), detail: AttentionNotice }),
]);
export type Notice = z.infer<typeof Notice>;

/** The newest first. `next` goes in as `before`. */
export const NoticePage = z.object({ notices: z.array(Notice), next: z.string().nullable() });
export type NoticePage = z.infer<typeof NoticePage>;

/** What the owner wants to be told, and how. */
export const NoticeRules = z.strictObject({
  /** Owners get every notice by mail, too. */
  mail: z.boolean().default(true),
  /** From how many people on a want is worth a notice. */
  wantFrom: z.int().min(3).max(10_000).default(5),
});
export type NoticeRules = z.infer<typeof NoticeRules>;
