import * as z from 'zod';
import { LayerDefinition, ProfileField, Segment, StageRulesPatch } from './audience.ts';
import { ContactRules, TimeZone } from './contact.ts';
import { OfferRules } from './offer.ts';
import { Programme } from './points.ts';
import { Hands } from './recommendation.ts';
import { Locale } from './locale.ts';
import { StaticList } from './static-list.ts';
import { NoticeRules } from './notice.ts';
import { Lexicon } from './watch.ts';
import { ReminderRule, StageWords } from './reminder.ts';
import { ShopWording } from './wording.ts';

const Currency = z.string().regex(/^[A-Z]{3}$/);
const Origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^/?#@\s]+$/, 'scheme, host and port only, as in https://shop.example');

/** The owner's knobs, stored in the `Shop` object and pushed to the slices. */
export const ShopSettings = z.object({
  name: z.string().trim().min(1).max(120),
  currency: Currency,
  timeZone: TimeZone,
  locales: z.array(Locale).min(1).max(20),
  /** Pages that may use the publishable key, exact scheme, host and port. Empty = any, until the owner names one. */
  origins: z.array(Origin).max(50),
  /** Address that mail is sent from; '' = mail is off. */
  mailFrom: z.union([z.literal(''), z.email()]),
  programme: Programme,
  /** Rules for contact by mail and push; unset = the considerate ones of `notify/rules`. */
  contact: ContactRules.optional(),
  /** Rules for everything that is meant to sell; unset = the considerate ones of `offers/default-rules`. */
  offerRules: OfferRules.optional(),
  /** Of a hundred people, how many get no offers, so that the others can be compared with somebody; unset = 5. Whoever is in a group stays there when this changes. */
  holdoutPercent: z.int().min(0).max(50).optional(),
  /** What the owner is told of by itself; unset = everything, by mail, too, and wants from five people on. */
  notices: NoticeRules.optional(),
  /** What becomes of a maker that somebody comes back to often: nothing, they are asked whether they follow it, or they may let it be followed for them; unset = they are asked. */
  follows: z.enum(['off', 'offered', 'allowed']).optional(),
  /** How watches read the shop's language; nothing = words as they stand. */
  lexicon: Lexicon.optional(),
  /** Where the stages of a life begin; unset = as the shop's own rhythm says. */
  stages: StageRulesPatch.optional(),
  /** The owner's segments, and what is asked of people. */
  segments: z.array(Segment).max(100).optional(),
  /** The owner's layers above guests and members, the first that fits counts; unset = one, VIP. */
  layers: z
    .array(LayerDefinition)
    .max(12)
    .refine((layers) => new Set(layers.map(({ id }) => id)).size === layers.length, 'each id once')
    .optional(),
  /** Lists that people are put on; who is on them stands with each person. */
  lists: z.array(StaticList).max(50).optional(),
  profileFields: z
    .array(ProfileField)
    .max(40)
    .refine((fields) => new Set(fields.map(({ id }) => id)).size === fields.length, 'each id once')
    .refine((fields) => fields.every(({ type, choices = [] }) => type !== 'choice' || choices.length > 1), 'a choice has two answers or more')
    .optional(),
  /** What people are reminded of after a purchase. */
  reminders: z.array(ReminderRule).max(100).optional(),
  /** What is said when a stage of somebody's life begins; unset = Rapport's own words. */
  stageWords: StageWords.optional(),
  /** How long what pages saw is kept, and guests who left nothing of worth; an owner may only shorten it. */
  retention: z.object({ eventDays: z.int().min(1).max(395), guestDays: z.int().min(1).max(395) }),
  /** The owner's hand over recommendations; changed by PATCH /v1/placements/{placement}. */
  recommendations: Hands.optional(),
  /** Types of message that some webhook endpoint asks for; follows from the endpoints and is not set by hand. */
  webhookTypes: z.array(z.string()).optional(),
  /** What the components say instead of their own words; changed by PATCH /v1/wording. */
  wording: ShopWording.optional(),
});
export type ShopSettings = z.infer<typeof ShopSettings>;

/** Body of POST /v1/shops. `slices` can't be changed later by settings: a slice splits instead. */
export const ShopRequest = z.strictObject({
  name: z.string().trim().min(1).max(120),
  currency: Currency,
  timeZone: TimeZone.default('UTC'),
  locales: z.array(Locale).min(1).max(20),
  origins: z.array(Origin).max(50).default([]),
  ownerEmail: z.email().max(320),
  slices: z.int().min(1).max(256).default(1),
  mailFrom: z.union([z.literal(''), z.email()]).default(''),
  holdoutPercent: z.int().min(0).max(50).optional(),
  /** Who belongs to the control group follows from this key; fixed by tests, otherwise made by chance. */
  holdoutKey: z.string().min(16).max(64).optional(),
});
export type ShopRequest = z.infer<typeof ShopRequest>;

/** Answer to the creation of a shop; the only time the secrets are shown. */
export const ShopMade = z.object({
  shopId: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  identitySecret: z.string(),
  webhookSecret: z.string(),
});
export type ShopMade = z.infer<typeof ShopMade>;

/** Body of PATCH /v1/shop: what is named is changed. The currency stays: points and prices were counted in it. */
export const SettingsPatch = ShopSettings.omit({ currency: true, lists: true, recommendations: true, webhookTypes: true, wording: true })
  .partial()
  .strict();
export type SettingsPatch = z.infer<typeof SettingsPatch>;

/** A shop as its staff sees it. */
export const ShopView = z.object({
  shopId: z.string(),
  publishableKey: z.string(),
  settings: ShopSettings,
  version: z.int(),
  slices: z.int(),
  staff: z.object({ email: z.string(), role: z.string() }),
  products: z.int(),
  lastEventAtMs: z.int().nullable(),
});
export type ShopView = z.infer<typeof ShopView>;

/** What a page may know before anybody agreed to anything: cacheable, the same for all. */
export const ShopConfig = z.object({
  shopId: z.string(),
  name: z.string(),
  currency: z.string(),
  locales: z.array(z.string()),
  pointsPerUnit: z.number(),
  signUpPoints: z.int(),
  /** Whether bringing a friend brings points, to either. Missing = not told. */
  referral: z.boolean().optional(),
  /** The shop says some things in its own words, this version of them: see GET /v1/config/texts. Missing = it doesn't. */
  texts: z.int().optional(),
});
export type ShopConfig = z.infer<typeof ShopConfig>;

/** Body of POST /v1/staff/codes. */
export const CodeRequest = z.strictObject({ shopId: z.string().min(1).max(64), email: z.email().max(320) });
export type CodeRequest = z.infer<typeof CodeRequest>;

/** Body of POST /v1/staff/sessions. */
export const SignIn = CodeRequest.extend({ code: z.string().regex(/^\d{6}$/) }).strict();
export type SignIn = z.infer<typeof SignIn>;

/** What staff may do: owner everything; manager all but staff and keys; marketer programme, offers and catalogue; agent people; analyst figures only. */
export const Role = z.enum(['owner', 'manager', 'marketer', 'agent', 'analyst']);
export type Role = z.infer<typeof Role>;

export const StaffMember = z.object({ email: z.string(), role: Role });
export type StaffMember = z.infer<typeof StaffMember>;

/** Body of POST /v1/staff: takes somebody on, or gives them another role. */
export const StaffRequest = z.strictObject({ email: z.email().max(320), role: Role });
export type StaffRequest = z.infer<typeof StaffRequest>;

/** A secret key as it is listed; the key itself is shown once, when it is made. */
export const SecretKey = z.object({
  id: z.string(),
  /** Its last four signs. */
  ending: z.string(),
  madeAtMs: z.int(),
  /** To the hour; null = never. */
  lastUsedAtMs: z.int().nullable(),
  /** When it stops working; null = it goes on. */
  endsAtMs: z.int().nullable(),
});
export type SecretKey = z.infer<typeof SecretKey>;

/** How long something old goes on beside its successor, in ms; at most 30 days. */
export const Overlap = z.strictObject({
  overlapMs: z
    .int()
    .min(0)
    .max(30 * 86_400_000)
    .default(0),
});
export type Overlap = z.infer<typeof Overlap>;

/**
 * Body of POST /v1/webhook-secret. `secret` is one that the shop system gave out and that can't be chosen there (Shopify's admin); without it one is made.
 * WooCommerce decodes HTML in its own, so that signs which HTML knows are not taken.
 */
export const WebhookSecretRequest = Overlap.extend({
  secret: z
    .string()
    .regex(/^[A-Za-z0-9_+/=-]{24,200}$/)
    .refine(
      (secret) => !secret.startsWith('whsec_') || /^whsec_([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(secret),
      'base64 after whsec_',
    )
    .optional(),
});
export type WebhookSecretRequest = z.infer<typeof WebhookSecretRequest>;

/** A line of the audit trail, which nobody can rewrite. */
export const AuditEntry = z.object({ id: z.int(), atMs: z.int(), who: z.string(), what: z.string(), detail: z.record(z.string(), z.unknown()) });
export type AuditEntry = z.infer<typeof AuditEntry>;
