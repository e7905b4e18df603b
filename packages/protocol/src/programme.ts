import * as z from 'zod';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and dashes')
  .max(64);
const Texts = z.record(z.string().max(35), z.string().max(200));
const shopId = z.string().min(1).max(128);
const points = z.int().min(0).max(1_000_000_000);
const moment = z.int().min(0).max(8.64e15);

/** Names that rows of the ledger already bear for what is no rule of the owner's list. */
export const RESERVED_RULES = ['amount', 'sign-up', 'manual', 'import', 'transfer'] as const;

/**
 * The most a rule gives, in points: to one shopper in a day, in a month (both of the shop's time zone) and in their life, and to all shoppers together. What is
 * over is cut off, not put off. Absent = no limit. The limit of all counts what is given from the moment it is set, whoever gets it; it is kept by the shop's own object,
 * exactly, whichever slice asks.
 */
export const RuleLimits = z.strictObject({
  dayPoints: points.optional(),
  monthPoints: points.optional(),
  lifePoints: points.optional(),
  allPoints: points.optional(),
});
export type RuleLimits = z.infer<typeof RuleLimits>;

/**
 * What a rule of fixed points answers to. `event` and `review` are told by the shop's back end, `profile` by what a shopper answers. `referral` counts once the first
 * order of whoever was recommended is paid, kept and past its return period; the points are for who recommended the shop.
 */
export const RuleOn = z.enum(['first-order', 'birthday', 'profile', 'review', 'referral', 'event']);
export type RuleOn = z.infer<typeof RuleOn>;

/** Points that something other than money spent brings. */
export const EarningRule = z.strictObject({
  id: id.refine((name) => !(RESERVED_RULES as readonly string[]).includes(name), 'this name is taken by Rapport'),
  on: RuleOn,
  title: Texts.default({}),
  points: z.int().min(0).max(1_000_000),
  /** For `referral`: what the friend gets, at the same moment. Limits count both. */
  friendPoints: z.int().min(0).max(1_000_000).optional(),
  /** For `event`: its name; for `profile`: the question. Absent = any. */
  name: z.string().min(1).max(64).optional(),
  limits: RuleLimits.default({}),
  /** From when to when it counts, absent = always; the end is the first moment at which it no longer does. */
  fromMs: moment.optional(),
  untilMs: moment.optional(),
});
export type EarningRule = z.infer<typeof EarningRule>;

/**
 * More (or less) for a product, brand, category, tier, season or theme. What names nothing counts for everything. For each line, those that apply are taken by
 * priority, the highest first: those that stack add what they give above one (2 and 3 make 4); one that doesn't stack counts only if none has counted before it, and is
 * then the only one.
 */
export const Multiplier = z.strictObject({
  id,
  title: Texts.default({}),
  /** Up to three decimals count. 1 = as usual, 0 = nothing. */
  factor: z.number().min(0).max(100),
  products: z.array(shopId).max(500).optional(),
  brands: z.array(z.string().min(1).max(200)).max(100).optional(),
  categories: z.array(z.string().min(1).max(200)).max(100).optional(),
  tiers: z.array(id).max(20).optional(),
  fromMs: moment.optional(),
  untilMs: moment.optional(),
  priority: z.int().min(0).max(1_000).default(0),
  stacks: z.boolean().default(true),
});
export type Multiplier = z.infer<typeof Multiplier>;

/** A standing that is reached by what one did within the window. */
export const Tier = z.strictObject({
  id,
  title: Texts.default({}),
  /** What reaches it: minor units of money kept, points earned or orders, as the programme measures; above 0. */
  from: z.int().min(1).max(1e12),
  /** Overrides the programme's points a unit. */
  pointsPerUnit: z.number().min(0).max(10_000).optional(),
  perks: z.array(Texts).max(20).default([]),
});
export type Tier = z.infer<typeof Tier>;

/** How standings are measured, and how one falls: after the grace, one step at a time or straight to what the window says. */
export const Tiers = z.strictObject({
  by: z.enum(['spend', 'points', 'orders']),
  /** `rolling` looks back over so many days; `year` at the calendar year and the one before it, `life` at everything. */
  window: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rolling'), days: z.int().min(1).max(3_660) }),
    z.strictObject({ kind: z.literal('year') }),
    z.strictObject({ kind: z.literal('life') }),
  ]),
  /** Days a standing is kept after it is no longer reached. */
  graceDays: z.int().min(0).max(730).default(0),
  down: z.enum(['one-step', 'by-balance']).default('one-step'),
  /** The lowest first. Below it there is none. */
  list: z
    .array(Tier)
    .min(1)
    .max(20)
    .refine((tiers) => tiers.every((tier, at) => at === 0 || (tiers[at - 1]?.from ?? 0) < tier.from), 'each tier starts above the one before')
    .refine((tiers) => new Set(tiers.map((tier) => tier.id)).size === tiers.length, 'two tiers have one id'),
});
export type Tiers = z.infer<typeof Tiers>;

/**
 * When points lapse. `lot`: so many months after they were earned, rounded up to the end of a period of the shop's calendar. `idle`: all at once when so many
 * months have passed without earning or spending.
 */
export const Expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('lot'), months: z.int().min(1).max(120), roundTo: z.enum(['day', 'month', 'quarter', 'year']).default('day') }),
  z.strictObject({ kind: z.literal('idle'), months: z.int().min(1).max(120) }),
]);
export type Expiry = z.infer<typeof Expiry>;

/** What of an order earns besides the prices of its lines. */
export const Counted = z.strictObject({
  /** Tax earns too. */
  tax: z.boolean().default(false),
  shipping: z.boolean().default(false),
  /** What discounts took off earns all the same. */
  discounts: z.boolean().default(false),
});
export type Counted = z.infer<typeof Counted>;

/** The parts of a programme that may be left out; what is left out is as its comment says. */
export const ProgrammeParts = {
  /** Absent: neither tax nor shipping nor what discounts took off. */
  counted: Counted.optional(),
  /** Absent: none. */
  rules: z
    .array(EarningRule)
    .max(50)
    .refine((rules) => new Set(rules.map((rule) => rule.id)).size === rules.length, 'two rules have one id')
    .optional(),
  /** Limits of what orders earn. Absent: none. */
  orderLimits: RuleLimits.optional(),
  /** Absent: none. */
  multipliers: z
    .array(Multiplier)
    .max(50)
    .refine((list) => new Set(list.map((one) => one.id)).size === list.length, 'two multipliers have one id')
    .optional(),
  /** Absent: none. */
  tiers: Tiers.optional(),
  /** Absent: points never lapse. */
  expiry: Expiry.optional(),
  /** Days before they lapse at which a shopper is told, once each. Absent: 30 and 7. */
  warnDays: z.array(z.int().min(1).max(365)).max(5).optional(),
  /** What becomes of points of a refunded order that had been spent: a debt that later earnings pay, or written off at zero. Absent: debt. */
  refunds: z.enum(['debt', 'clamp']).optional(),
  /** The most of an order's subtotal that one voucher pays, in per cent. Absent: all of it. */
  maxSharePercent: z.int().min(1).max(100).optional(),
};
