import type { OrderFacts } from '@rapport/domain/commerce';
import type { ReferralGift } from '@rapport/domain/points';
import type { Replayed } from '@rapport/domain/points-report';
import type {
  CodePoolState,
  EarnPreview,
  Explanation,
  OrderRefund,
  PointsView,
  PreviewRequest,
  Programme,
  ProgrammeVersion,
  ReferralView,
  RefundTaken,
  ShopperView,
  Standing,
  StatementRow,
  Voucher,
} from '@rapport/protocol';
import type { ProductTraits } from './audience-ports.ts';
import type { Answer, At, Caller } from './ports.ts';

/** Points moved by hand. */
export interface ByHand {
  /** The command's id; the same again changes nothing. */
  readonly command: string;
  readonly points: number;
  readonly reason: string;
  readonly note: string;
  /** Who did it: a staff address, or the back end. */
  readonly by: string;
  readonly bodyHash: string;
}

/** Something that may be worth points; `id` is unique for its kind. */
export interface Occurred {
  readonly on: 'event' | 'review' | 'profile' | 'referral' | 'import';
  readonly id: string;
  readonly name?: string;
  /** For `import`. */
  readonly points?: number;
  readonly expiresAtMs?: number;
  readonly reason?: string;
  /** For `referral`: which rules give how much. */
  readonly gifts?: readonly { readonly rule: string; readonly points: number }[];
}

/** A friend's first order is past its return period: what a slice tells the shop, once. */
export interface ReferralKept {
  readonly friend: string;
  /** Who recommended the shop: the print of their code. */
  readonly by: string;
  readonly gifts: readonly ReferralGift[];
}

/** What a slice is asked and told of points. */
export interface PointsPort {
  /** Products of a known order, line by line. */
  ordered(at: At, id: string, orderId: string): Promise<Answer<{ products: readonly string[] }>>;
  refund(at: At, id: string, orderId: string, refund: OrderRefund, traits?: ProductTraits): Promise<Answer<{ taken: RefundTaken }>>;
  cancelOrder(at: At, id: string, orderId: string, reason: string): Promise<Answer<{ taken: RefundTaken }>>;
  cancelVoucher(at: At, id: string, code: string): Promise<Answer<{ voucher: Voucher; view: ShopperView }>>;
  points(at: At, id: string): Promise<Answer<{ points: PointsView; standing: Standing }>>;
  statement(at: At, id: string, before: string | null, limit: number): Promise<Answer<{ rows: StatementRow[]; next: string | null }>>;
  explain(at: At, id: string, seq: number): Promise<Answer<{ explanation: Explanation }>>;
  preview(at: At, id: string, basket: PreviewRequest, facts: OrderFacts): Promise<Answer<{ preview: EarnPreview }>>;
  adjust(at: At, id: string, by: ByHand): Promise<Answer<{ saved: string }>>;
  occur(at: At, id: string, occurred: Occurred): Promise<Answer<{ points: number; isNew: boolean; standing: Standing }>>;
  answer(at: At, id: string, question: string, answer: string): Promise<Answer<{ standing: Standing }>>;
  /** Takes who recommended the shop, once; the same again is fine. */
  recommended(at: At, caller: Caller, by: string): Promise<Answer<{ view: ShopperView }>>;
  recommendation(at: At, id: string): Promise<Answer<{ mine: ReferralView['mine'] }>>;
  replayOrders(
    at: At,
    days: number,
    draft: Programme | null,
    after: string,
  ): Promise<Answer<{ shoppers: ({ id: string } & Replayed)[]; liability: number; next: string | null }>>;
}

/** What a shop's own object is asked and told of points. */
export interface ShopPointsPort {
  addCodes(rewardId: string, codes: readonly string[], who: string): Promise<Answer<{ state: CodePoolState }>>;
  programmes(before: number | null, limit: number): Promise<ProgrammeVersion[]>;
  /** Raises what a slice may give out of limits of all shoppers, by rule, to these totals or to what is left; answers with what it may of each that is limited. */
  lease(slice: number, totals: Readonly<Record<string, number>>): Promise<Readonly<Record<string, number>>>;
  /** A member's code for friends, null for somebody the shop doesn't know by name; and how many friends have counted. */
  friendsOf(id: string): Promise<{ code: string | null; friends: number }>;
  /** Whose code this is, as a print that says nothing elsewhere. `not-found` · `own-referral`. */
  referrer(code: string, friend: string): Promise<Answer<{ by: string }>>;
}
