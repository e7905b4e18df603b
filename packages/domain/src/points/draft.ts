import { lotsAfter } from './account.ts';
import type { Account, AccountName, Lot, Moved, Movement, MovementKind } from './movement.ts';

/** A row before its key is known. */
export type Draft = Omit<Movement, 'key'>;

/** What all rows of one command share. */
export interface Occasion {
  /** Unique business key of the command, as in `order:1001:paid`. The same key again has no effect. */
  readonly key: string;
  readonly atMs: number;
}

/** A row that moves points of a lot from one place to another. */
export function row(kind: MovementKind, lot: Lot, from: AccountName, to: AccountName, points: number, reason: string, atMs: number): Draft {
  const { id: lotId, orderId, rule } = lot;
  return { kind, from, to, points, lotId, orderId, reason, rule, atMs, maturesAtMs: null, expiresAtMs: null };
}

/**
 * Ends a command: whatever became available pays the debt first, then the rows get their keys.
 * @param isForgiven what these rows leave as debt after that is not asked for: a named row says so
 */
export function moved(account: Account, { key, atMs }: Occasion, drafts: readonly Draft[], isForgiven = false): Moved {
  const paid = [...drafts, ...repayments(account, drafts, atMs)];
  const all = isForgiven ? [...paid, ...writeOffs(account, paid, atMs)] : paid;
  return { ok: true, movements: all.map((draft, index) => ({ key: `${key}#${index}`, ...draft })) };
}

/** The answer to a command that had its effect before. */
export const NOTHING: Moved = { ok: true, movements: [] };

/** Lots in the order they are used up: the one that lapses first goes first, `null` never lapses, ties by age (two that never lapse differ by NaN, which sorts as 0). */
export const byExpiry = (lots: readonly Lot[]): readonly Lot[] => lots.toSorted((a, b) => (a.expiresAtMs ?? Infinity) - (b.expiresAtMs ?? Infinity));

/** Throws for what only a bug can ask for: points are whole and never negative. */
export function mustCount(points: number): void {
  if (!Number.isSafeInteger(points) || points < 0) throw new RangeError(`${points} is not a number of points`);
}

/** What is owed after these rows. */
const owedAfter = (account: Account, drafts: readonly Draft[]): number =>
  drafts.reduce((owed, { from, to, points }) => owed + (from === 'debt' ? points : 0) - (to === 'debt' ? points : 0), account.debt);

/** Rows for the debt that these rows made and that nothing pays. */
function writeOffs(account: Account, drafts: readonly Draft[], atMs: number): readonly Draft[] {
  let owed = owedAfter(account, drafts);
  const rows: Draft[] = [];
  for (const draft of drafts) {
    const lot = account.lots.find(({ id }) => id === draft.lotId);
    const points = draft.from === 'debt' ? Math.min(owed, draft.points) : 0;
    if (points === 0 || !lot) continue;
    rows.push(row('write-off', lot, 'written-off', 'debt', points, 'refund', atMs));
    owed -= points;
  }
  return rows;
}

function repayments(account: Account, drafts: readonly Draft[], atMs: number): readonly Draft[] {
  let owed = owedAfter(account, drafts);
  if (owed === 0) return [];
  const rows: Draft[] = [];
  for (const lot of byExpiry(lotsAfter(account.lots, drafts))) {
    const points = Math.min(owed, lot.available);
    if (points === 0) continue;
    rows.push(row('repay', lot, 'available', 'debt', points, 'debt', atMs));
    owed -= points;
  }
  return rows;
}
