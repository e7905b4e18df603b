/**
 * The places a point can be. `issued` is where all come from and where undone ones go back to (its balance is negative: what is in circulation).
 * `debt` is negative too: what the shopper owes because points of a refunded order had been spent. `written-off` likewise: what the shop bears because it doesn't ask for them.
 * `elsewhere` is the ledger of somebody else who turned out to be the same person: positive when points went there, negative when they came from there. Over both it adds up to 0.
 */
export type AccountName = 'issued' | 'pending' | 'available' | 'spent' | 'expired' | 'debt' | 'written-off' | 'elsewhere';

/**
 * What made points move. `repay` = available points paid a debt off; `give-back` = an unused voucher was cancelled; `adjust` = staff by hand;
 * `write-off` = a debt that isn't asked for; `recover` = what was written off is owed again, because a voucher gave its points back;
 * `transfer` = two people turned out to be one, or did not after all: see `transfer.ts`.
 */
export type MovementKind =
  'earn' | 'mature' | 'spend' | 'expire' | 'reverse' | 'adjust' | 'give-back' | 'repay' | 'write-off' | 'recover' | 'transfer';

/** One row of the append-only ledger: both legs in one, so that debits and credits cannot differ. Corrections are further rows, never edits. */
export interface Movement {
  /** The caller's key of the command, `#` and a number from 0. Unique for a shopper: the same command twice is one effect. */
  readonly key: string;
  readonly kind: MovementKind;
  readonly from: AccountName;
  readonly to: AccountName;
  /** Whole, > 0. */
  readonly points: number;
  /** The earning these points stem from. */
  readonly lotId: string;
  /** The order behind the lot, null for points that no order earned. */
  readonly orderId: string | null;
  /** Code of the occasion, as in `order`, `sign-up`, `refund`; the page writes the sentence. */
  readonly reason: string;
  /** The rule that counted the points of this lot, see `amountRule`; null = none. */
  readonly rule: string | null;
  readonly atMs: number;
  /** Only on the row that opens a lot: when it can be spent; null = at once. */
  readonly maturesAtMs: number | null;
  /** Only on the row that opens a lot: when the rest of it lapses; null = never. */
  readonly expiresAtMs: number | null;
  /** Only on a `transfer`: when the lot was earned; on what was written off, since when it is. */
  readonly sinceMs?: number;
}

/** Points of one earning and where they are now: `earned − reversed − withdrawn = pending + available + spent + expired + what paid debts − what it left as debt`. */
export interface Lot {
  readonly id: string;
  readonly orderId: string | null;
  readonly rule: string | null;
  readonly createdAtMs: number;
  readonly maturesAtMs: number | null;
  readonly expiresAtMs: number | null;
  readonly earned: number;
  /** Undone with its order. */
  readonly reversed: number;
  /** Taken by staff. */
  readonly withdrawn: number;
  readonly pending: number;
  readonly available: number;
  readonly spent: number;
  readonly expired: number;
  /** What the shop bears of it, and since when; null = it never did. */
  readonly writtenOff: number;
  readonly writtenOffAtMs: number | null;
}

/** A shopper's points as the sum of their ledger; see `accountOf`. All numbers whole and ≥ 0; while `debt` > 0, `available` is 0. */
export interface Account {
  /** In the order they were opened. */
  readonly lots: readonly Lot[];
  readonly pending: number;
  readonly available: number;
  /** Points owed; the next that become available pay it first. */
  readonly debt: number;
  readonly spent: number;
  readonly expired: number;
  readonly writtenOff: number;
  /** When points were last earned or spent; null = never. */
  readonly activeAtMs: number | null;
  /** Commands that have had their effect (the part of the rows' keys before `#`). */
  readonly keys: ReadonlySet<string>;
}

/** A command that went through: the rows to append. None = it had been done before, or there was nothing to do. */
export interface Moved {
  readonly ok: true;
  readonly movements: readonly Movement[];
}

/** An account that nothing happened to. */
export const EMPTY: Account = { lots: [], pending: 0, available: 0, debt: 0, spent: 0, expired: 0, writtenOff: 0, activeAtMs: null, keys: new Set() };
