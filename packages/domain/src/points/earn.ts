import { moved, mustCount, NOTHING, row, type Occasion } from './draft.ts';
import type { Account, Moved } from './movement.ts';
import { isNamed } from './transfer.ts';

/** One earning; it opens a lot. */
export interface Earning extends Occasion {
  /** Whole, ≥ 0; 0 moves nothing. */
  readonly points: number;
  /** Unique for the shopper, as in `order:1001`. A lot is earned once, whatever the key says. */
  readonly lotId: string;
  readonly orderId: string | null;
  /** When the points can be spent; null or not after `atMs` = at once. */
  readonly maturesAtMs: number | null;
  /** When what is left lapses; null = never. */
  readonly expiresAtMs: number | null;
  /** As in `order`, `sign-up`. */
  readonly reason: string;
  /** What counted the points, see `amountRule`; null = none. */
  readonly rule: string | null;
}

/** Gives points: into `pending` until they mature, or `available` at once, where they pay a debt first. */
export function earn(account: Account, earning: Earning): Moved {
  return opens(account, 'earn', earning);
}

/** Makes the points of every lot whose time has come spendable; a debt is paid first. */
export function mature(account: Account, occasion: Occasion): Moved {
  if (account.keys.has(occasion.key)) return NOTHING;
  const due = account.lots.filter((lot) => lot.pending > 0 && (lot.maturesAtMs ?? lot.createdAtMs) <= occasion.atMs);
  return moved(
    account,
    occasion,
    due.map((lot) => row('mature', lot, 'pending', 'available', lot.pending, 'matured', occasion.atMs)),
  );
}

/** Staff give points by hand: an own lot, so that it can be told from what orders earned. To take points use `withdraw`. */
export function adjust(account: Account, earning: Earning): Moved {
  return opens(account, 'adjust', earning);
}

function opens(account: Account, kind: 'earn' | 'adjust', earning: Earning): Moved {
  const { key, atMs, points, maturesAtMs, lotId } = earning;
  mustCount(points);
  if (points === 0 || account.keys.has(key) || account.lots.some((lot) => isNamed(lot, lotId))) return NOTHING;
  const to = maturesAtMs !== null && maturesAtMs > atMs ? 'pending' : 'available';
  const { orderId, expiresAtMs, reason, rule } = earning;
  return moved(account, { key, atMs }, [{ kind, from: 'issued', to, points, lotId, orderId, reason, rule, atMs, maturesAtMs, expiresAtMs }]);
}
