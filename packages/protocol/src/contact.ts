import * as z from 'zod';

const isTimeZone = (name: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // The runtime says so by throwing, and knows no other way.
    return false;
  }
};
/** An IANA name such as Europe/Berlin. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'a name such as Europe/Berlin');

/** What a message is for. `asked-for`: the shopper left a wish and this answers it · `service`: something of theirs needs them to know · `promotional`: the shop would like it. */
export const Purpose = z.enum(['asked-for', 'service', 'promotional']);
export type Purpose = z.infer<typeof Purpose>;

/** Ways to reach a shopper. The inbox is on the shop's own pages, makes no noise and needs no address. */
export const Channel = z.enum(['inbox', 'email', 'push']);
export type Channel = z.infer<typeof Channel>;

/** A time of day, `21:00`, on the shopper's own clock. */
export const DayTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export type DayTime = z.infer<typeof DayTime>;

/** A part of every day, from (included) to (not included); `from` after `to` goes over midnight, the same twice = never. */
export const DayPart = z.strictObject({ from: DayTime, to: DayTime });
export type DayPart = z.infer<typeof DayPart>;

/** A part of some days; 1 = Monday … 7 = Sunday. A window over midnight belongs to the day it begins on. */
export const SendWindow = DayPart.extend({ days: z.array(z.int().min(1).max(7)).min(1).max(7) });
export type SendWindow = z.infer<typeof SendWindow>;

/** The owner's rules for contact by mail and push, all channels counted together. Windows and caps are in the shopper's own time. */
export const ContactRules = z.strictObject({
  /** Messages that may be sent within any 24 hours, 7 days, 30 days. 0 = none. */
  caps: z.strictObject({ day: z.int().min(0).max(50), week: z.int().min(0).max(200), month: z.int().min(0).max(500) }),
  /** Least time between two, in minutes. What comes in between leaves together. */
  gapMinutes: z
    .int()
    .min(0)
    .max(7 * 1440),
  /** When nobody is disturbed. */
  quiet: DayPart,
  /** The only times at which mail and push that are not a service may leave; empty = any. */
  windows: z.array(SendWindow).max(20),
  /** How many mails leave in a minute at most, over all slices; unset = 600. */
  mailsAMinute: z.int().min(1).max(60_000).optional(),
});
export type ContactRules = z.infer<typeof ContactRules>;

/** How often somebody wants to hear of what they wait for. */
export const Frequency = z.enum(['at-once', 'daily', 'weekly']);
export type Frequency = z.infer<typeof Frequency>;

const Switches = z.strictObject({ inbox: z.boolean(), email: z.boolean(), push: z.boolean() });

/** What a shopper wants to hear, where and when. */
export const Preferences = z.strictObject({
  /** By purpose and channel. */
  allowed: z.strictObject({ 'asked-for': Switches, service: Switches, promotional: Switches }),
  /** Their own quiet hours; null = the shop's. */
  quiet: DayPart.nullable(),
  /** Where they live; null = the shop's zone. */
  timeZone: TimeZone.nullable(),
  frequency: Frequency,
  /** Half as much, twice as far apart. */
  fewer: z.boolean(),
  /** Everything off, whatever else stands here. */
  off: z.boolean(),
  /** Whether what they come back to often is followed for them, where the shop offers that. */
  follows: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

/** Body of PATCH /v1/me/preferences: what is named is changed. */
export const PreferencesPatch = Preferences.partial().strict();
export type PreferencesPatch = z.infer<typeof PreferencesPatch>;

/** Where mail to a shopper goes. `unconfirmed` = asked for by somebody who has yet to follow the link in the first mail. */
export const MailAddress = z.object({ email: z.string().nullable(), state: z.enum(['none', 'unconfirmed', 'confirmed']) });
export type MailAddress = z.infer<typeof MailAddress>;

/** Answer of GET and PATCH /v1/me/preferences. */
export const PreferencesView = z.object({
  preferences: Preferences,
  mail: MailAddress,
  /** Whether this shop sends mail at all. */
  mailWorks: z.boolean(),
  /** Browsers that take push messages for this shopper. */
  pushDevices: z.int(),
  /** The shop's public key for push (VAPID), as a browser's `subscribe` takes it. */
  pushKey: z.string(),
  /** The shop's name, and its quiet hours and zone, where the shopper has none of their own. */
  shop: z.object({ name: z.string(), quiet: DayPart, timeZone: z.string() }),
});
export type PreferencesView = z.infer<typeof PreferencesView>;

/** Body of POST /v1/me/email: asks for mail to an address; null = only to the one that the shop knows. */
export const MailWish = z.strictObject({ email: z.email().max(320).nullable() });
export type MailWish = z.infer<typeof MailWish>;

const Key = (least: number) =>
  z
    .string()
    .min(least)
    .max(200)
    .regex(/^[A-Za-z0-9_-]+=*$/);
/** Body of POST /v1/me/push: what a browser's `PushSubscription.toJSON()` gives. */
export const PushSubscribed = z.object({
  endpoint: z.url().max(1000),
  keys: z.object({ p256dh: Key(80), auth: Key(16) }),
});
export type PushSubscribed = z.infer<typeof PushSubscribed>;

/** Body of POST /v1/me/push/end. */
export const PushEnded = z.strictObject({ endpoint: z.string().min(1).max(1000) });
export type PushEnded = z.infer<typeof PushEnded>;
