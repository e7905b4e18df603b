import * as z from 'zod';
import { Stage } from './audience.ts';
import { Texts } from './product.ts';
import { LIMITS } from './wire.ts';

const Id = z.string().min(1).max(LIMITS.idChars);
const Name = z.string().trim().min(1).max(LIMITS.queryChars);
const Words = (most: number) =>
  z
    .record(z.string().max(35), z.string().max(most))
    .refine((texts) => Object.keys(texts).length <= 20, 'at most 20 languages')
    .refine((texts) => Object.values(texts).some((text) => text.trim() !== ''), 'at least one language');

/** What is said to somebody whose stage begins, by language, filled in as `lifecycle/words` says. */
export const StageWord = z.strictObject({ paused: z.boolean().default(false), title: Words(120), text: Words(400) });
export type StageWord = z.infer<typeof StageWord>;

/** The owner's own words, by stage; a stage that isn't named says Rapport's. */
export const StageWords = z.partialRecord(Stage, StageWord);
export type StageWords = z.infer<typeof StageWords>;

/** What a reminder is: `reminder` = a service about a thing they own (a warranty ends, a battery is due) · `renewal`, `replenish` = an offer to buy, so promotional. */
export const ReminderKind = z.enum(['reminder', 'renewal', 'replenish']);
export type ReminderKind = z.infer<typeof ReminderKind>;

/** Which bought products a rule is about. Names are compared without regard to width and case, in the shop's first language. */
export const ReminderScope = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('product'), ids: z.array(Id).min(1).max(200) }),
  z.strictObject({ by: z.literal('category'), names: z.array(Name).min(1).max(50) }),
  z.strictObject({ by: z.literal('brand'), names: z.array(Name).min(1).max(50) }),
]);
export type ReminderScope = z.infer<typeof ReminderScope>;

/** When it is said: so many days or months of the calendar after the purchase, or when the product is likely to be used up. */
export const ReminderAfter = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('days'), days: z.int().min(1).max(3_650) }),
  z.strictObject({ by: z.literal('months'), months: z.int().min(1).max(120) }),
  /** The product's own interval; else the learnt one, from how soon this person and everybody buys it again; else `days`, and where that is null nothing is said. */
  z.strictObject({ by: z.literal('used-up'), days: z.int().min(1).max(3_650).nullable() }),
]);
export type ReminderAfter = z.infer<typeof ReminderAfter>;

/** A rule of the owner's: who bought this hears that. */
export const ReminderRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** What the owner calls it. */
  name: z.string().trim().min(1).max(80),
  kind: ReminderKind,
  of: ReminderScope,
  after: ReminderAfter,
  /** Said so many days before that. */
  earlierDays: z.int().min(0).max(365).default(0),
  /** What it leads to, where that is another product: the renewal of a warranty, the battery of a lamp. Whoever has bought that isn't reminded. */
  leadsTo: Id.nullable().default(null),
  paused: z.boolean().default(false),
  /** By language. `{product}`, `{bought}` (the day of the purchase) and `{until}` (the day it is about) are filled in. */
  title: Words(120),
  text: Words(400),
});
export type ReminderRule = z.infer<typeof ReminderRule>;

/** What a rule would do, counted in people like a segment while it is edited: nothing is sent, shown or changed. */
export const ReminderPreview = z.object({
  /** People with a purchase that the rule is about, and for whom a moment is known. */
  owners: z.int(),
  /** Of them, who would next be reminded within a day, within 30 days, at any time later; each counts once. */
  today: z.int(),
  month: z.int(),
  later: z.int(),
  /** Where the time comes from, in purchases. */
  basis: z.object({ fixed: z.int(), own: z.int(), learnt: z.int(), none: z.int() }),
  atMs: z.int(),
});
export type ReminderPreview = z.infer<typeof ReminderPreview>;

/** The shop's rules, and how soon people buy the same again where enough of them did. */
export const ReminderList = z.object({
  rules: z.array(ReminderRule),
  rhythms: z.array(z.object({ productId: z.string(), title: Texts, days: z.number(), times: z.int() })),
});
export type ReminderList = z.infer<typeof ReminderList>;

/** A reminder as the shopper sees it: about what, when, and why. */
export const MyReminder = z.object({
  /** Stops or resumes it. */
  id: z.string(),
  kind: ReminderKind,
  productId: z.string(),
  product: z.string(),
  /** The words it will be said in. */
  title: z.string(),
  boughtAtMs: z.int(),
  dueAtMs: z.int(),
  stopped: z.boolean(),
});
export type MyReminder = z.infer<typeof MyReminder>;

/** Body of PATCH /v1/me/reminders. */
export const ReminderPatch = z.strictObject({ id: z.string().min(1).max(400), stopped: z.boolean() });
export type ReminderPatch = z.infer<typeof ReminderPatch>;
