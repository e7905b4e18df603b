import type { EarningRule, Programme } from '@rapport/protocol';

/** An order that counts, as a recommendation looks at it. */
export interface KeptOrder {
  readonly placedAtMs: number;
  /** When its return period is over. */
  readonly ripeAtMs: number;
}

/** What a recommendation brings by one rule. */
export interface ReferralGift {
  readonly rule: string;
  /** For whoever recommended the shop. */
  readonly points: number;
  /** For whoever was recommended. */
  readonly friendPoints: number;
}

/**
 * The order that makes a recommendation count: of those that are paid and kept, the one whose return period ends first. One that went back is not among them, so the
 * next one takes its place. Null = there is none yet.
 */
export const referralOrder = <O extends KeptOrder>(orders: readonly O[]): O | null =>
  orders.reduce<O | null>((first, order) => (first === null || order.ripeAtMs < first.ripeAtMs ? order : first), null);

/** Rules for recommendations that count at a moment. */
export const referralRules = ({ rules }: Programme, atMs: number): readonly EarningRule[] =>
  (rules ?? []).filter(({ on, fromMs, untilMs }) => on === 'referral' && atMs >= (fromMs ?? -Infinity) && atMs < (untilMs ?? Infinity));

/** What a recommendation brings, by the programme of the day on which the order was placed. Rules that give nobody anything are left out. */
export const referralGifts = (programme: Programme, placedAtMs: number): readonly ReferralGift[] =>
  referralRules(programme, placedAtMs)
    .map(({ id, points, friendPoints }) => ({ rule: id, points, friendPoints: friendPoints ?? 0 }))
    .filter(({ points, friendPoints }) => points + friendPoints > 0);

/** Mail providers that pass over dots in the name. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com']);

/**
 * Where mail to an address ends up, as far as its form tells: case doesn't count, nor what follows a plus sign, nor dots where the provider passes over them. Two
 * addresses of one box are one person to a recommendation.
 */
export function mailbox(email: string): string {
  const [name = '', domain = ''] = email.trim().toLowerCase().split('@');
  const plain = name.split('+')[0] ?? '';
  if (!DOTLESS.has(domain)) return `${plain}@${domain}`;
  return `${plain.replaceAll('.', '')}@gmail.com`;
}
