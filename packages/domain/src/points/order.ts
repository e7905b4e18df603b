import type { Programme } from '@rapport/protocol';
import { award, divide, spread, type AwardMoment, type AwardOrder, type LineAward } from './award.ts';

/** A line as it was judged: what it brought, and what was paid for it. */
export interface JudgedLine extends LineAward {
  /** Its part of the subtotal less discounts: what a refund of it gives back. */
  readonly paidMinor: number;
}

/** An order as a version of the programme judged it: enough to explain it, to take it back in parts and to count it again. */
export interface Judged {
  /** Points for what it was worth, after limits. */
  readonly points: number;
  /** The same before limits. */
  readonly countedPoints: number;
  readonly pointsPerUnit: number;
  readonly netMinor: number;
  readonly paidMinor: number;
  readonly lines: readonly JudgedLine[];
  /** What else it brought, after limits: the rule and its points. */
  readonly bonuses: readonly { readonly rule: string; readonly points: number }[];
}

/** What judging asks besides the order and the programme. */
export interface Judging extends AwardMoment {
  /** Decimals of the shop's currency. */
  readonly exponent: number;
  /** Whether no other order of this shopper counts. */
  readonly isFirst: boolean;
  /** What a rule may still give; see `leftOf`. */
  readonly left: (rule: string) => number;
}

/**
 * Judges an order by a programme. The preview of a basket and the award of a paid order are this one function: with the same inputs they can't differ.
 */
export function judge(order: AwardOrder, programme: Programme, { exponent, isFirst, left, ...moment }: Judging): Judged {
  const counted = award(order, programme, exponent, moment);
  const paidMinor = Math.max(0, order.subtotalMinor - order.discountMinor);
  const paid = spread(
    paidMinor,
    order.lines.map((line) => line.totalMinor),
  );
  const isOn = ({ fromMs, untilMs }: { fromMs?: number | undefined; untilMs?: number | undefined }): boolean =>
    (fromMs === undefined || moment.atMs >= fromMs) && (untilMs === undefined || moment.atMs < untilMs);
  const firsts = (programme.rules ?? []).filter((rule) => isFirst && rule.on === 'first-order' && isOn(rule));
  return {
    points: Math.min(counted.points, left('amount')),
    countedPoints: counted.points,
    pointsPerUnit: counted.pointsPerUnit,
    netMinor: counted.netMinor,
    paidMinor,
    lines: counted.lines.map((line, at) => ({ ...line, paidMinor: paid[at] ?? 0 })),
    bonuses: firsts.map(({ id, points }) => ({ rule: id, points: Math.min(points, left(id)) })).filter(({ points }) => points > 0),
  };
}

/** Money that went back. Amounts are of the same kind as the lines': before tax where those are. */
export interface Refund {
  readonly id: string;
  readonly amountMinor: number;
  readonly lines: readonly { readonly line: number; readonly amountMinor: number }[];
}

/** What is left of an order's points after its refunds. */
export interface Kept {
  /** Of its worth. */
  readonly points: number;
  readonly lines: readonly number[];
  /** What is still paid for each line; not rounded, so that parts of it add up. */
  readonly linesMinor: readonly number[];
  /** Whether anything of the order is left: what else it brought stays as long as that. */
  readonly isAnyLeft: boolean;
  readonly refundedMinor: number;
}

/**
 * What is left after all refunds so far. Counted from their sums alone, so the order in which they arrive and the way they are cut make no difference, and nothing is
 * lost to rounding in between. A line keeps points in proportion to what is left of it, rounded down; what no line is named for is taken from all in proportion. Of an
 * order that had been cut by a limit the part that was counted above it goes first.
 */
export function kept(judged: Judged, refunds: readonly Refund[]): Kept {
  const asked = judged.lines.map((_, at) =>
    refunds.reduce((sum, refund) => sum + refund.lines.reduce((part, one) => part + (one.line === at ? one.amountMinor : 0), 0), 0),
  );
  const back = judged.lines.map((line, at) => Math.min(line.paidMinor, asked[at] ?? 0));
  const named = back.reduce((sum, amount) => sum + amount, 0);
  const unnamed = refunds.reduce(
    (sum, refund) => sum + Math.max(0, refund.amountMinor - refund.lines.reduce((part, one) => part + one.amountMinor, 0)),
    0,
  );
  const left = judged.paidMinor - named;
  const stays = Math.max(0, left - unnamed);
  const isAnyLeft = stays > 0 || (judged.paidMinor === 0 && refunds.length === 0);
  const lines = judged.lines.map((line, at) => {
    if (!isAnyLeft) return 0;
    if (line.paidMinor === 0) return line.points;
    const own = part(line.points, line.paidMinor - (back[at] ?? 0), line.paidMinor);
    return part(own, stays, left);
  });
  const whole = judged.lines.length > 0 ? lines.reduce((sum, points) => sum + points, 0) : isAnyLeft ? part(judged.countedPoints, stays, left) : 0;
  const linesMinor = judged.lines.map(({ paidMinor }, at) => (isAnyLeft && left > 0 ? ((paidMinor - (back[at] ?? 0)) * stays) / left : 0));
  return { points: Math.min(judged.points, whole), lines, linesMinor, isAnyLeft, refundedMinor: judged.paidMinor - stays };
}

/** points × some ÷ all, rounded down. */
const part = (points: number, some: number, all: number): number => (all === 0 ? points : divide(points, some, all).whole);
