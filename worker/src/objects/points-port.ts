import type { OrderFacts } from '@rapport/domain/commerce';
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
  RefundTaken,
  ShopperView,
  Standing,
  StatementRow,
  Voucher,
} from '@rapport/protocol';
import type { Answer, At } from './ports.ts';

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
  /** What the shop holds of limits of all shoppers, by rule. */
  readonly granted?: Readonly<Record<string, number>>;
}

/** What a slice is asked and told of points. */
export interface PointsPort {
  refund(at: At, id: string, orderId: string, refund: OrderRefund): Promise<Answer<{ taken: RefundTaken }>>;
  cancelOrder(at: At, id: string, orderId: string, reason: string): Promise<Answer<{ taken: RefundTaken }>>;
  cancelVoucher(at: At, id: string, code: string): Promise<Answer<{ voucher: Voucher; view: ShopperView }>>;
  points(at: At, id: string): Promise<Answer<{ points: PointsView; standing: Standing }>>;
  statement(at: At, id: string, before: string | null, limit: number): Promise<Answer<{ rows: StatementRow[]; next: string | null }>>;
  explain(at: At, id: string, seq: number): Promise<Answer<{ explanation: Explanation }>>;
  preview(at: At, id: string, basket: PreviewRequest, facts: OrderFacts): Promise<Answer<{ preview: EarnPreview }>>;
  adjust(at: At, id: string, by: ByHand): Promise<Answer<{ saved: string }>>;
  occur(at: At, id: string, occurred: Occurred): Promise<Answer<{ points: number; isNew: boolean; standing: Standing }>>;
  answer(at: At, id: string, question: string, answer: string): Promise<Answer<{ standing: Standing }>>;
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
}
