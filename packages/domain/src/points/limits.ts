import type { Programme } from '@rapport/protocol';
import { dayOf, monthOf } from './calendar.ts';
import type { Lot, Movement } from './movement.ts';
import { isOfRule, rateOf } from './rule.ts';

/** The most a rule gives; a `RuleLimits` of the protocol fits as it is. Points. */
export interface Limits {
  readonly dayPoints?: number | undefined;
  readonly monthPoints?: number | undefined;
  readonly lifePoints?: number | undefined;
  readonly allPoints?: number | undefined;
}

/**
 * What one shopper may still get by a rule at this moment; Infinity where there is no limit. What was given counts, also when its order was refunded since: otherwise
 * buying and sending back would make room for more. The limit of all shoppers together is the shop's to keep, not counted here.
 */
export function leftOf(limits: Limits | undefined, rule: string, lots: readonly Lot[], atMs: number, timeZone: string): number {
  if (!limits) return Infinity;
  const { dayPoints, monthPoints, lifePoints } = limits;
  if (dayPoints === undefined && monthPoints === undefined && lifePoints === undefined) return Infinity;
  const own = lots.filter((lot) => isOfRule(lot.rule, rule));
  const given = (isSame: (lot: Lot) => boolean): number => own.filter(isSame).reduce((sum, lot) => sum + lot.earned, 0);
  const left = (most: number | undefined, isSame: (lot: Lot) => boolean): number =>
    most === undefined ? Infinity : Math.max(0, most - given(isSame));
  return Math.min(
    left(dayPoints, (lot) => dayOf(lot.createdAtMs, timeZone) === dayOf(atMs, timeZone)),
    left(monthPoints, (lot) => monthOf(lot.createdAtMs, timeZone) === monthOf(atMs, timeZone)),
    left(lifePoints, () => true),
  );
}

/** What all shoppers together may get by each rule that has such a limit; `amount` is what orders earn by their worth. */
export function limitsInAll({ orderLimits, rules }: Programme): Readonly<Record<string, number>> {
  const named = [{ id: 'amount', limits: orderLimits }, ...(rules ?? [])];
  return Object.fromEntries(named.flatMap(({ id, limits }) => (limits?.allPoints === undefined ? [] : [[id, limits.allPoints] as const])));
}

/** What new rows give by each rule, as limits count it: what was earned, not what staff gave or what moved on. */
export function givenByRule(movements: readonly Movement[]): Readonly<Record<string, number>> {
  const given = new Map<string, number>();
  for (const { kind, rule, points } of movements) {
    if (kind !== 'earn' || rule === null) continue;
    const name = rateOf(rule) === null ? rule : 'amount';
    given.set(name, (given.get(name) ?? 0) + points);
  }
  return Object.fromEntries(given);
}
