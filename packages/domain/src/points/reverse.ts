import { moved, mustCount, row, type Draft, type Occasion } from './draft.ts';
import type { Account, AccountName, Lot, Moved } from './movement.ts';

/** A refund or cancellation, said as what remains. */
export interface Reversal extends Occasion {
  readonly orderId: string;
  /** Points that remain of each of the order's lots, by the lot's id; a lot that isn't named keeps none. A number = of all of them, the older ones first. */
  readonly keepPoints: number | Readonly<Record<string, number>>;
  /** As in `refund`, `cancel`. */
  readonly reason: string;
  /** What had been spent and nothing pays: owed, or written off. */
  readonly policy?: 'debt' | 'clamp';
}

/**
 * Undoes what an order earned, down to `keepPoints`. Says the target, not the step: so any split of partial refunds ends at the same place, with no rounding left over,
 * and a repeat changes nothing. All refunds of an order may use one key: the rows add to it what had been undone before, which only grows.
 * Taken from what is pending, then from what is available, then from what had lapsed (nobody owes points they never had); what had been spent, or had paid a debt,
 * becomes debt, which other available points pay at once; what is left of that is written off under the policy `clamp`. Never gives points.
 */
export function reverse(account: Account, reversal: Reversal): Moved {
  const { orderId, atMs, reason, policy } = reversal;
  const lots = account.lots.filter((lot) => lot.orderId === orderId);
  const leftByLot = toUndo(lots, reversal.keepPoints);
  const key = `${reversal.key}@${sumOf(lots, (lot) => lot.reversed)}`;
  const drafts: Draft[] = [];
  for (const { from, holds } of STEPS) {
    for (const lot of lots) {
      const left = leftByLot.get(lot.id) ?? 0;
      const points = Math.min(left, holds(lot));
      if (points > 0) drafts.push(row('reverse', lot, from, 'issued', points, reason, atMs));
      leftByLot.set(lot.id, left - points);
    }
  }
  return moved(account, { key, atMs }, drafts, policy === 'clamp');
}

/** How much of each lot goes. */
function toUndo(lots: readonly Lot[], keepPoints: Reversal['keepPoints']): Map<string, number> {
  const undo = new Map<string, number>();
  let kept = typeof keepPoints === 'number' ? keepPoints : 0;
  mustCount(kept);
  for (const lot of lots) {
    const keeps = typeof keepPoints === 'number' ? Math.min(kept, standing(lot)) : (keepPoints[lot.id] ?? 0);
    mustCount(keeps);
    kept -= Math.min(kept, keeps);
    undo.set(lot.id, Math.max(0, standing(lot) - keeps));
  }
  return undo;
}

/** Points of a lot that have not been undone, wherever they are. */
const standing = (lot: Lot): number => lot.earned - lot.reversed;

const sumOf = (lots: readonly Lot[], points: (lot: Lot) => number): number => lots.reduce((sum, lot) => sum + points(lot), 0);

/** Where undone points are taken from, in this order. */
const STEPS: readonly { readonly from: AccountName; readonly holds: (lot: Lot) => number }[] = [
  { from: 'pending', holds: (lot) => lot.pending },
  { from: 'available', holds: (lot) => lot.available },
  { from: 'expired', holds: (lot) => lot.expired },
  // What is left is never more than what stands of the lot.
  { from: 'debt', holds: () => Infinity },
];
