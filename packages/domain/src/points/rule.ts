/**
 * The name under which a ledger row remembers the rate it was earned at, as in `amount@0.5`. A refund is counted by the rate of its earning, not by today's:
 * otherwise raising the rate after a sale would make every refund undo too little, lowering it too much.
 */
export const amountRule = (pointsPerUnit: number): string => `amount@${pointsPerUnit}`;

/** The rate that `amountRule` wrote, in points for one major unit; null when the row was earned by another kind of rule. */
export function rateOf(rule: string | null): number | null {
  const written = /^amount@(\d.*)$/.exec(rule ?? '')?.[1];
  if (written === undefined) return null;
  const rate = Number(written);
  return Number.isFinite(rate) ? rate : null;
}
