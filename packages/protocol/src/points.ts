import * as z from 'zod';
import { ProgrammeParts } from './programme.ts';

/** What a reward is. `gift` is a product, `early-access` and `custom` are kept by the shop itself, which sees the voucher. */
export const RewardKind = z.enum(['amount', 'percent', 'free-shipping', 'gift', 'early-access', 'custom']);
export type RewardKind = z.infer<typeof RewardKind>;

/** What points can be given for. */
export const Reward = z.object({
  id: z.string().min(1).max(64),
  kind: RewardKind,
  title: z.record(z.string().max(35), z.string().max(200)),
  costPoints: z.int().min(1).max(1e12),
  valueMinor: z.int().min(0).max(1e12).nullable(),
  percent: z.int().min(1).max(100).nullable(),
  /** Orders under this take no voucher. */
  minimumMinor: z.int().min(0).max(1e12),
  /** How many there are in all; null = no limit. */
  stock: z.int().min(0).max(1e9).nullable(),
  /** How many one shopper may take; cancelled ones don't count. Absent: no limit. */
  perShopper: z.int().min(1).max(1_000).optional(),
  /** For `gift`: the product. */
  productId: z.string().min(1).max(128).optional(),
  /** Where codes come from: made here (100 bits), or taken from those the owner brought (POST /v1/rewards/{id}/codes). Absent: generated. */
  codes: z.enum(['generated', 'pool']).optional(),
});
export type Reward = z.infer<typeof Reward>;

export const Voucher = z.object({
  code: z.string(),
  kind: RewardKind,
  valueMinor: z.int().nullable(),
  percent: z.int().nullable(),
  minimumMinor: z.int(),
  rewardId: z.string(),
  state: z.enum(['ready', 'used', 'cancelled']),
  madeAtMs: z.int(),
  usedAtMs: z.int().nullable(),
});
export type Voucher = z.infer<typeof Voucher>;

/**
 * A shopper's points: `pending` wait for the return period to end, `available` can be spent. `reported` are what orders would bring that only a page has spoken of:
 * the shop hasn't confirmed them, and if it doesn't within three days they vanish. They are not in the ledger. `debt` is what later earnings pay first, absent when nothing is owed.
 */
export const Balance = z.object({ pending: z.int(), available: z.int(), reported: z.int(), debt: z.int().optional() });
export type Balance = z.infer<typeof Balance>;

/** The whole points programme of a shop. Every change makes a new version; an order is judged by the version of its day. */
export const Programme = z.object({
  /** Points for one major unit of the shop's currency, spent net of shipping, tax and discounts. */
  pointsPerUnit: z.number().min(0).max(10_000),
  /** Points for joining, once a person. */
  signUpPoints: z.int().min(0).max(1_000_000),
  /** Days after payment until earned points can be spent. */
  pendingDays: z.int().min(0).max(365),
  rewards: z
    .array(Reward)
    .max(100)
    .refine((rewards) => new Set(rewards.map(({ id }) => id)).size === rewards.length, 'two rewards have one id'),
  ...ProgrammeParts,
});
export type Programme = z.infer<typeof Programme>;

/** Body of POST /v1/me/redemptions. */
export const Redemption = z.strictObject({ rewardId: z.string().min(1).max(64) });
export type Redemption = z.infer<typeof Redemption>;

/** Body of POST /v1/vouchers/validate. With `customerId` the voucher must be theirs; without, whoever has the code may use it. */
export const VoucherCheck = z.strictObject({
  code: z.string().min(1).max(64),
  subtotalMinor: z.int().min(0).max(1e12),
  currency: z.string().regex(/^[A-Z]{3}$/),
  customerId: z.string().min(1).max(128).optional(),
});
export type VoucherCheck = z.infer<typeof VoucherCheck>;

/** Body of POST /v1/vouchers/use. `customerId` as when it was asked about. */
export const VoucherUse = z.strictObject({
  code: z.string().min(1).max(64),
  orderId: z.string().min(1).max(128),
  customerId: z.string().min(1).max(128).optional(),
});
export type VoucherUse = z.infer<typeof VoucherUse>;
