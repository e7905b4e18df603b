import * as z from 'zod';
import { DaySums, StagesReport } from './audience.ts';

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

const shared = { id: z.string(), atMs: z.int() };

/** Something the owner should know; the same goes to the owners by mail, unless they want none. */
export const Notice = z.discriminatedUnion('kind', [
  z.object({ ...shared, kind: z.literal('day'), detail: DayNotice }),
  z.object({ ...shared, kind: z.literal('want'), detail: WantNotice }),
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
