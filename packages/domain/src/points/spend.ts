import type { Refused } from '@rapport/protocol/problem';
import { byExpiry, moved, mustCount, NOTHING, row, type Draft, type Occasion } from './draft.ts';
import type { Account, AccountName, Lot, Moved, MovementKind } from './movement.ts';

/** Points to take. */
export interface Spending extends Occasion {
  /** Whole, ≥ 0. */
  readonly points: number;
  /** As in `reward`. */
  readonly reason: string;
}

/** What a voucher took from each lot: the lot and points of its `spend` rows (the rows themselves fit). */
export type Allocation = readonly { readonly lotId: string; readonly points: number }[];

/**
 * Spends points, a row for each lot that gives some: the lot that lapses first gives first. Lots that have lapsed by `atMs` give nothing, even if `expire` hasn't run.
 * Refuses with `not-enough-points`; never takes a part.
 */
export function spend(account: Account, spending: Spending): Moved | Refused {
  return take(account, spending, 'spend', 'spent');
}

/** Staff take points back by hand, from what is available. Refuses with `not-enough-points`. */
export function withdraw(account: Account, spending: Spending): Moved | Refused {
  return take(account, spending, 'adjust', 'issued');
}

/**
 * A voucher was cancelled unused: its points go back to the lots they came from, with the expiry those have (a lot that has lapsed meanwhile lapses again at the next
 * `expire`), and pay a debt first. Throws if a lot had not spent as much: that would make points out of nothing.
 */
export function giveBack(account: Account, occasion: Occasion & { readonly allocation: Allocation; readonly spentAtMs: number }): Moved {
  if (account.keys.has(occasion.key)) return NOTHING;
  const pointsByLot = new Map<string, number>();
  for (const { lotId, points } of occasion.allocation) {
    mustCount(points);
    pointsByLot.set(lotId, (pointsByLot.get(lotId) ?? 0) + points);
  }
  const drafts: Draft[] = [];
  for (const [lotId, points] of pointsByLot) {
    const lot = account.lots.find((each) => each.id === lotId);
    if (!lot || lot.spent < points) throw new Error('a voucher gives back more than its lot had spent');
    if (points > 0) drafts.push(row('give-back', lot, 'spent', 'available', points, 'voucher-cancelled', occasion.atMs));
  }
  return moved(account, occasion, [...drafts, ...recoveries(account, drafts, occasion)]);
}

/**
 * What was written off while these points lay in the voucher was written off because they weren't there: it is owed again, and they pay it at once, what was borne
 * the longest first. What was written off before the voucher was taken has nothing to do with it.
 */
function recoveries(account: Account, given: readonly Draft[], { atMs, spentAtMs }: { atMs: number; spentAtMs: number }): readonly Draft[] {
  let left = given.reduce((sum, { points }) => sum + points, 0);
  const borne = account.lots.flatMap((lot) =>
    lot.writtenOffAtMs !== null && lot.writtenOffAtMs >= spentAtMs ? [{ lot, sinceMs: lot.writtenOffAtMs }] : [],
  );
  const rows: Draft[] = [];
  for (const { lot } of borne.toSorted((a, b) => a.sinceMs - b.sinceMs)) {
    const points = Math.min(left, lot.writtenOff);
    if (points > 0) rows.push(row('recover', lot, 'debt', 'written-off', points, 'voucher-cancelled', atMs));
    left -= points;
  }
  return rows;
}

/** What is left of every lot that has lapsed by `atMs` can no longer be spent; with `all`, because the shopper was idle for too long, what is left of every lot. */
export function expire(account: Account, occasion: Occasion & { readonly all?: boolean }): Moved {
  if (account.keys.has(occasion.key)) return NOTHING;
  const hasLapsed = ({ expiresAtMs }: Lot): boolean => occasion.all === true || (expiresAtMs !== null && expiresAtMs <= occasion.atMs);
  const lapsed = account.lots.filter((lot) => lot.available > 0 && hasLapsed(lot));
  return moved(
    account,
    occasion,
    lapsed.map((lot) => row('expire', lot, 'available', 'expired', lot.available, 'expired', occasion.atMs)),
  );
}

function take(account: Account, spending: Spending, kind: MovementKind, to: AccountName): Moved | Refused {
  const { key, atMs, points, reason } = spending;
  mustCount(points);
  if (account.keys.has(key)) return NOTHING;
  const drafts: Draft[] = [];
  let left = points;
  for (const lot of byExpiry(account.lots)) {
    if (lot.expiresAtMs !== null && lot.expiresAtMs <= atMs) continue;
    const part = Math.min(left, lot.available);
    if (part === 0) continue;
    drafts.push(row(kind, lot, 'available', to, part, reason, atMs));
    left -= part;
  }
  if (left > 0) return { ok: false, problem: 'not-enough-points' };
  return moved(account, { key, atMs }, drafts);
}

/** Two accounts have become one: points of the one pay the debt of the other at once. */
export const settleDebt = (account: Account, occasion: Occasion): Moved => (account.keys.has(occasion.key) ? NOTHING : moved(account, occasion, []));
