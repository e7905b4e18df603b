import * as z from 'zod';
import { OrderRefund } from './order.ts';
import { Voucher } from './points.ts';
import { LIMITS } from './wire.ts';

const shopId = z.string().min(1).max(LIMITS.idChars);
const minor = z.int().min(0).max(1e12);
const currency = z.string().regex(/^[A-Z]{3}$/);
const [reason, note] = [z.string().trim().min(1).max(120), z.string().trim().max(500)];

/** The places a point can be. `issued`, `debt`, `written-off` stand for the shop's side, not above zero; `elsewhere` for somebody merged with them; the rest never below. */
export const LedgerAccount = z.enum(['issued', 'pending', 'available', 'spent', 'expired', 'debt', 'written-off', 'elsewhere']);
export type LedgerAccount = z.infer<typeof LedgerAccount>;

const MOVED = ['earn', 'mature', 'spend', 'expire', 'reverse', 'adjust', 'give-back', 'repay', 'write-off', 'recover', 'transfer'] as const;
export const LedgerKind = z.enum(MOVED);
export type LedgerKind = z.infer<typeof LedgerKind>;

/** One row of the ledger: both legs in one. Rows are never changed; corrections are further rows. */
export const LedgerRow = z.object({
  /** 1, 2, 3 … for each shopper. */
  seq: z.int(),
  /** Unique for the shopper: the command, `#` and a number. */
  key: z.string(),
  kind: LedgerKind,
  from: LedgerAccount,
  to: LedgerAccount,
  points: z.int(),
  lotId: z.string(),
  orderId: z.string().nullable(),
  /** Code of the occasion, as in `order`, `refund`, `reward`, or the visible words of staff. */
  reason: z.string(),
  /** What counted the points of this lot: `amount@0.5`, `sign-up`, a rule's id; null = nothing. */
  rule: z.string().nullable(),
  atMs: z.int(),
  /** Only on the row that opens a lot; `sinceMs` only on a `transfer`: when the lot was earned, or the points were written off. */
  maturesAtMs: z.int().nullable(),
  expiresAtMs: z.int().nullable(),
  sinceMs: z.int().optional(),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** A row as a shopper reads it: what it did to them and how they stood after it. */
export const StatementRow = LedgerRow.extend({
  /** What the owner called the rule that gave these points, by language; absent = nothing. */
  title: z.record(z.string(), z.string()).optional(),
  change: z.object({ pending: z.int(), available: z.int(), debt: z.int() }),
  after: z.object({ pending: z.int(), available: z.int(), debt: z.int() }),
});
export type StatementRow = z.infer<typeof StatementRow>;

/** Answer to GET /v1/me/statement and /v1/shoppers/{id}/statement, the newest first. */
export const StatementPage = z.object({ rows: z.array(StatementRow), next: z.string().nullable() });
export type StatementPage = z.infer<typeof StatementPage>;

/** Points of one earning and where they are now. */
export const LotView = z.object({
  id: z.string(),
  orderId: z.string().nullable(),
  rule: z.string().nullable(),
  reason: z.string(),
  createdAtMs: z.int(),
  maturesAtMs: z.int().nullable(),
  expiresAtMs: z.int().nullable(),
  earned: z.int(),
  reversed: z.int(),
  pending: z.int(),
  available: z.int(),
  spent: z.int(),
  expired: z.int(),
});
export type LotView = z.infer<typeof LotView>;

/** Where a shopper stands, and what the next tier takes. `keptUntilMs`: it is no longer reached, and falls then. */
export const TierView = z.object({
  id: z.string().nullable(),
  title: z.record(z.string(), z.string()),
  perks: z.array(z.record(z.string(), z.string())),
  sinceMs: z.int().nullable(),
  keptUntilMs: z.int().nullable(),
  /** What counts towards tiers, in the programme's measure. */
  score: z.int(),
  next: z.object({ id: z.string(), title: z.record(z.string(), z.string()), from: z.int(), missing: z.int() }).nullable(),
});
export type TierView = z.infer<typeof TierView>;

/** Answer to GET /v1/me/points and GET /v1/shoppers/{id}/points: all that is known of one shopper's points, but the rows. */
export const PointsView = z.object({
  pending: z.int(),
  available: z.int(),
  debt: z.int(),
  spent: z.int(),
  expired: z.int(),
  writtenOff: z.int(),
  /** What lapses next; null = nothing does. */
  expiring: z.object({ points: z.int(), atMs: z.int() }).nullable(),
  lots: z.array(LotView),
  tier: TierView.nullable(),
});
export type PointsView = z.infer<typeof PointsView>;

/** Why a row is as it is: which rule, of which version of the programme, from which inputs. */
export const Explanation = z.object({
  row: LedgerRow,
  /** The row that opened the lot. */
  opening: LedgerRow.nullable(),
  rule: z.object({
    id: z.string().nullable(),
    /** The version that judged it; null for what no programme judged. */
    version: z.int().nullable(),
    versionFromMs: z.int().nullable(),
  }),
  /** For an order: what it was counted from. */
  order: z
    .object({
      id: z.string(),
      placedAtMs: z.int(),
      tier: z.string().nullable(),
      pointsPerUnit: z.number(),
      netMinor: z.int(),
      lines: z.array(
        z.object({
          productId: z.string(),
          netMinor: z.int(),
          factor: z.number(),
          multipliers: z.array(z.string()),
          points: z.int(),
          keptPoints: z.int(),
        }),
      ),
      /** Before limits. */
      countedPoints: z.int(),
      refundedMinor: z.int(),
    })
    .nullable(),
  /** Who did it by hand and what they noted; staff only. */
  by: z.string().nullable(),
  note: z.string().nullable(),
});
export type Explanation = z.infer<typeof Explanation>;

/** Body of POST /v1/me/preview: a basket, or one product. Brand and category are looked up where they are missing. */
export const PreviewRequest = z.strictObject({
  lines: z
    .array(z.strictObject({ productId: shopId, totalMinor: minor }))
    .min(1)
    .max(100),
  discountMinor: minor.default(0),
  taxMinor: minor.default(0),
  shippingMinor: minor.default(0),
  currency: currency.optional(),
});
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** What an order of this basket would earn now: counted by the rule that awards it. */
export const EarnPreview = z.object({
  points: z.int(),
  lines: z.array(z.object({ productId: z.string(), points: z.int(), factor: z.number(), multipliers: z.array(z.string()) })),
  /** Further points the same order would bring, as for a first one. */
  bonuses: z.array(z.object({ rule: z.string(), points: z.int() })),
  pointsPerUnit: z.number(),
  /** When they could be spent. */
  maturesAtMs: z.int(),
});
export type EarnPreview = z.infer<typeof EarnPreview>;

/** Body of POST /v1/orders/{id}/refunds: money that went back, and why. The same id again changes nothing; more than is left is taken as all of it. */
export const RefundRequest = OrderRefund.extend({ reason: z.string().max(120).default('refund') }).strict();
export type RefundRequest = z.infer<typeof RefundRequest>;

/** Body of POST /v1/orders/{id}/cancellation. */
export const CancellationRequest = z.strictObject({ reason: z.string().max(120).default('cancelled') });
export type CancellationRequest = z.infer<typeof CancellationRequest>;

/** What became of a refund: points that were taken back by it, and how the shopper stands. */
export const RefundTaken = z.object({
  orderId: z.string(),
  refundId: z.string(),
  /** false when it was known already. */
  changed: z.boolean(),
  /** Refunded so far, of what the lines were worth. */
  refundedMinor: z.int(),
  pointsReversed: z.int(),
  pointsPending: z.int(),
  pointsAvailable: z.int(),
  pointsDebt: z.int(),
});
export type RefundTaken = z.infer<typeof RefundTaken>;

/** Whose points: a customer of the shop's, or a shopper as the console knows them. */
export const Whose = z
  .strictObject({ customerId: shopId.optional(), email: z.email().max(320).optional(), shopperId: z.string().min(1).max(64).optional() })
  .refine((who) => who.customerId !== undefined || who.email !== undefined || who.shopperId !== undefined, 'customerId, email or shopperId');
export type Whose = z.infer<typeof Whose>;

/** Body of an adjustment by hand: above zero gives, below takes. `reason` is shown to the shopper, `note` is not. */
export const Adjustment = z.strictObject({
  points: z
    .int()
    .min(-1e9)
    .max(1e9)
    .refine((points) => points !== 0, 'zero changes nothing'),
  reason,
  note: note.default(''),
});
export type Adjustment = z.infer<typeof Adjustment>;

/** Body of POST /v1/points/adjustments. */
export const AdjustmentFor = Adjustment.extend({ for: Whose });
export type AdjustmentFor = z.infer<typeof AdjustmentFor>;

/** How a shopper stands, as the back end is told. */
export const Standing = z.object({ shopperId: z.string(), pending: z.int(), available: z.int(), debt: z.int(), tier: z.string().nullable() });
export type Standing = z.infer<typeof Standing>;

/** Body of POST /v1/points/balance. */
export const BalanceRequest = z.strictObject({ for: Whose });
export type BalanceRequest = z.infer<typeof BalanceRequest>;

/** Body of POST /v1/points/redemptions: a reward taken at a till, for somebody who is there. */
export const RedemptionFor = z.strictObject({ for: Whose, rewardId: z.string().min(1).max(64) });
export type RedemptionFor = z.infer<typeof RedemptionFor>;

export const RedemptionGiven = z.object({ voucher: Voucher });

/** Body of POST /v1/points/awards: something happened that a rule may give points for. `id` makes it idempotent, whoever it is said of. */
export const AwardRequest = z.strictObject({
  for: Whose,
  id: shopId,
  on: z.enum(['event', 'review']),
  /** For `event`: its name, which a rule may ask for. */
  name: z.string().min(1).max(64).optional(),
});
export type AwardRequest = z.infer<typeof AwardRequest>;

/** What it brought: 0 when no rule answers to it, a limit is reached or it was known. */
export const AwardTaken = Standing.extend({ points: z.int() });
export type AwardTaken = z.infer<typeof AwardTaken>;

/** Body of POST /v1/points/import: balances from somewhere else. `id` is one's own name for the row; the same again changes nothing. */
export const BalanceImport = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        id: shopId,
        for: Whose,
        points: z.int().min(0).max(1e9),
        expiresAtMs: z.int().min(0).max(8.64e15).optional(),
        reason: reason.default('import'),
      }),
    )
    .min(1)
    .max(100),
});
export type BalanceImport = z.infer<typeof BalanceImport>;

export const BalancesImported = z.object({
  taken: z.int(),
  known: z.int(),
  refused: z.array(z.object({ id: z.string(), problem: z.string() })),
});
export type BalancesImported = z.infer<typeof BalancesImported>;

/** Body of POST /v1/vouchers/cancel: an unused voucher is given up, its points go back to their lots. */
export const VoucherCancel = z.strictObject({ code: z.string().min(1).max(64) });
export type VoucherCancel = z.infer<typeof VoucherCancel>;

/** Body of POST /v1/rewards/{id}/codes: codes the owner brings for a reward with `codes: 'pool'`. Known ones are passed over. */
export const CodePool = z.strictObject({
  codes: z
    .array(z.string().regex(/^[\x21-\x7e]{4,64}$/))
    .min(1)
    .max(2_000),
});
export type CodePool = z.infer<typeof CodePool>;

export const CodePoolState = z.object({ added: z.int(), left: z.int(), all: z.int() });
export type CodePoolState = z.infer<typeof CodePoolState>;

/** Body of POST /v1/me/answers: something a shopper tells of themselves. A birthday is `--MM-DD` or `YYYY-MM-DD` and can be changed once in 365 days. */
export const ProfileAnswer = z.strictObject({ question: z.string().min(1).max(64), answer: z.string().trim().min(1).max(500) });
export type ProfileAnswer = z.infer<typeof ProfileAnswer>;

/** Body of POST /v1/me/referral: who recommended the shop. Case, blanks and dashes don't count. */
export const ReferralClaim = z.strictObject({ code: z.string().min(1).max(32) });
export type ReferralClaim = z.infer<typeof ReferralClaim>;

/** Answer to GET /v1/me/referral: what a member can give to friends. */
export const ReferralView = z.object({
  /** null for a guest, and while no rule gives anything for it. */
  code: z.string().nullable(),
  /** What a friend brings now: to whoever recommended the shop, and to the friend. */
  points: z.int(),
  friendPoints: z.int(),
  /** Friends that have counted so far. */
  friends: z.int(),
  /** Whether somebody recommended the shop to this shopper: not, waiting for an order that is kept, counted. */
  mine: z.enum(['none', 'waiting', 'counted']),
});
export type ReferralView = z.infer<typeof ReferralView>;
