import { EMPTY, type Account, type AccountName, type Lot, type Movement } from './movement.ts';

/** The account that a whole ledger adds up to. Rows in the order they were written. */
export const accountOf = (movements: readonly Movement[]): Account => apply(EMPTY, movements);

/** The account after further rows; what a cached account is kept current with. Changes nothing in place. */
export function apply(account: Account, movements: readonly Movement[]): Account {
  const sums = { pending: account.pending, available: account.available, spent: account.spent, expired: account.expired };
  const keys = new Set(account.keys);
  let { debt, writtenOff, activeAtMs } = account;
  for (const { key, kind, from, to, points, atMs, sinceMs } of movements) {
    if (from in sums) sums[from as keyof typeof sums] -= points;
    if (to in sums) sums[to as keyof typeof sums] += points;
    if (from === 'debt') debt += points;
    if (to === 'debt') debt -= points;
    if (from === 'written-off') writtenOff += points;
    if (to === 'written-off') writtenOff -= points;
    if (kind === 'earn' || kind === 'spend') activeAtMs = Math.max(activeAtMs ?? atMs, atMs);
    if (kind === 'transfer' && from === 'elsewhere' && sinceMs !== undefined) activeAtMs = Math.max(activeAtMs ?? sinceMs, sinceMs);
    keys.add(commandOf(key));
  }
  return { lots: lotsAfter(account.lots, movements), ...sums, debt, writtenOff, activeAtMs, keys };
}

/**
 * Balance of each place, counted from the rows alone: the trial balance. They always add up to 0; `issued`, `debt` and
 * `written-off` are ≤ 0 (`issued` but for what staff took and a refund took again, and for refunds of what came from elsewhere), `elsewhere` is either, the others
 * are ≥ 0.
 * Independent of `apply`, so that a cached account can be audited against it.
 */
export function balanceOf(movements: readonly Movement[]): Record<AccountName, number> {
  const balance = { issued: 0, pending: 0, available: 0, spent: 0, expired: 0, debt: 0, 'written-off': 0, elsewhere: 0 };
  for (const { from, to, points } of movements) {
    balance[from] -= points;
    balance[to] += points;
  }
  return balance;
}

/** The next moment at which `mature` or `expire` has something to do, for the agenda; null = none. */
export function nextDueAtMs(account: Account): number | null {
  let due: number | null = null;
  for (const lot of account.lots) {
    const moments = [lot.pending > 0 ? (lot.maturesAtMs ?? lot.createdAtMs) : null, lot.available > 0 ? lot.expiresAtMs : null];
    for (const moment of moments) if (moment !== null && (due === null || moment < due)) due = moment;
  }
  return due;
}

/** The command a row belongs to. */
const commandOf = (key: string): string => key.slice(0, key.lastIndexOf('#'));

/** The lots after further rows. A row out of `issued` or from `elsewhere` opens its lot if there is none yet. */
export function lotsAfter(lots: readonly Lot[], movements: readonly Omit<Movement, 'key'>[]): readonly Lot[] {
  const lotById = new Map(lots.map((lot) => [lot.id, lot]));
  for (const movement of movements) {
    const lot = lotById.get(movement.lotId) ?? opened(movement);
    const after = leg(leg(lot, movement, movement.from, -movement.points), movement, movement.to, movement.points);
    lotById.set(lot.id, isBorne(movement) ? { ...after, writtenOffAtMs: movement.sinceMs ?? movement.atMs } : after);
  }
  return [...lotById.values()];
}

/** Whether a row brings points that the shop bears. */
const isBorne = ({ kind, from }: Omit<Movement, 'key'>): boolean => kind === 'write-off' || (kind === 'transfer' && from === 'written-off');

/** One leg of a row, booked on its lot. */
function leg(lot: Lot, { kind }: Omit<Movement, 'key'>, name: AccountName, points: number): Lot {
  switch (name) {
    case 'issued':
      // A transfer carries along what staff took of a lot: it was issued where the lot was earned, and is nowhere else.
      if (kind === 'transfer') return { ...lot, withdrawn: lot.withdrawn + points };
      if (points < 0) return { ...lot, earned: lot.earned - points };
      // What staff took is no part of a refund: an order that goes back takes all that it brought.
      return kind === 'adjust' ? { ...lot, withdrawn: lot.withdrawn + points } : { ...lot, reversed: lot.reversed + points };
    case 'elsewhere':
      return { ...lot, earned: lot.earned - points };
    case 'debt':
      return lot;
    case 'written-off':
      return { ...lot, writtenOff: lot.writtenOff - points };
    default:
      return { ...lot, [name]: lot[name] + points };
  }
}

function opened(movement: Omit<Movement, 'key'>): Lot {
  if (movement.from !== 'issued' && movement.from !== 'elsewhere') throw new Error(`a ${movement.kind} row speaks of a lot that was never earned`);
  return {
    id: movement.lotId,
    orderId: movement.orderId,
    rule: movement.rule,
    createdAtMs: movement.sinceMs ?? movement.atMs,
    maturesAtMs: movement.maturesAtMs,
    expiresAtMs: movement.expiresAtMs,
    earned: 0,
    reversed: 0,
    withdrawn: 0,
    pending: 0,
    available: 0,
    spent: 0,
    expired: 0,
    writtenOff: 0,
    writtenOffAtMs: null,
  };
}
