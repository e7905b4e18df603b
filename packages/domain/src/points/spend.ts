import type { Refused } from '@rapport/protocol/problem';
import { byExpiry, moved, mustCount, NOTHING, row, type Draft, type Occasion } from './draft.ts';
import type { Account, AccountName, Moved, MovementKind } from './movement.ts';

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
export function giveBack(account: Account, occasion: Occasion & { readonly allocation: Allocation }): Moved {
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
  return moved(account, occasion, drafts);
}

/** What is left of every lot that has lapsed by `atMs` can no longer be spent. */
export function expire(account: Account, occasion: Occasion): Moved {
  if (account.keys.has(occasion.key)) return NOTHING;
  const lapsed = account.lots.filter((lot) => lot.available > 0 && lot.expiresAtMs !== null && lot.expiresAtMs <= occasion.atMs);
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
