/**
 * The name under which a ledger row remembers the rate it was earned at, as in `amount@0.5`: so that a row explains itself without the programme of its day.
 */
export const amountRule = (pointsPerUnit: number): string => `amount@${pointsPerUnit}`;

/** The rate that `amountRule` wrote, in points for one major unit; null when the row was earned by another kind of rule. */
export function rateOf(rule: string | null): number | null {
  const written = /^amount@(\d.*)$/.exec(rule ?? '')?.[1];
  if (written === undefined) return null;
  const rate = Number(written);
  return Number.isFinite(rate) ? rate : null;
}

/** Whether a lot was earned by the rule of this id; `amount` is what orders earn by their worth, at whatever rate. */
export const isOfRule = (written: string | null, rule: string): boolean => written === rule || (rule === 'amount' && rateOf(written) !== null);
