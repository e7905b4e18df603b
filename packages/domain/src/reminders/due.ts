import type { ReminderKind, ReminderRule } from '@rapport/protocol';
import { Temporal } from 'temporal-polyfill';
import { gapsOf, inOrder, usualDays } from './rhythm.ts';
import type { Purchase, Rhythm } from './rhythm.ts';
import { DUE_AT } from './tuning.ts';

/** A reminder of one purchase by one rule. There is at most one, and it is told at most once: `subject` is its name for ever. */
export interface Reminder {
  readonly subject: string;
  readonly rule: ReminderRule;
  readonly kind: ReminderKind;
  readonly purchase: Purchase;
  /** When it is said, and the day that it speaks of (later, where the rule says it earlier). */
  readonly dueAtMs: number;
  readonly untilMs: number;
  readonly basis: Basis;
}

/** Where the time comes from: the rule's own number, what the product or the rule says for want of better, or what was learnt. */
export type Basis = 'fixed' | 'own' | 'learnt';

/** What reminders of somebody follow from; nothing of it is a state of its own. */
export interface RemindWith {
  readonly rules: readonly ReminderRule[];
  readonly rhythms: Readonly<Record<string, Rhythm>>;
  /** The zone of whom they are for. */
  readonly timeZone: string;
}

const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Whether a rule is about what was bought. */
export const isMeant = ({ of }: Pick<ReminderRule, 'of'>, { productId, category, maker }: Purchase): boolean => {
  if (of.by === 'product') return of.ids.includes(productId);
  const name = folded(of.by === 'category' ? category : maker);
  return name !== '' && of.names.some((one) => folded(one) === name);
};

/** After how long a rule speaks, and how that is known; null = nobody knows yet, so nothing is said. */
const spanOf = (
  rule: ReminderRule,
  purchase: Purchase,
  same: readonly Purchase[],
  rhythm: Rhythm | null,
): { span: Temporal.DurationLike; basis: Basis } | null => {
  const { after } = rule;
  if (after.by === 'days') return { span: { days: after.days }, basis: 'fixed' };
  if (after.by === 'months') return { span: { months: after.months }, basis: 'fixed' };
  const learnt = purchase.lastsDays ?? usualDays(gapsOf(same), rhythm);
  const days = learnt ?? after.days;
  if (days === null) return null;
  const basis = purchase.lastsDays !== null ? 'own' : learnt !== null ? 'learnt' : 'fixed';
  return { span: { days: Math.max(1, Math.round(days * purchase.quantity)) }, basis };
};

/**
 * The day counted on the calendar of whoever bought, in their zone: a month after 31 January ends on the last of February, a day of 23 hours is a day. Said in the
 * morning, never before the day after the purchase.
 */
export const momentsOf = (
  boughtAtMs: number,
  span: Temporal.DurationLike,
  earlierDays: number,
  timeZone: string,
): { dueAtMs: number; untilMs: number } => {
  const bought = Temporal.Instant.fromEpochMilliseconds(boughtAtMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const until = bought.add(span);
  const wanted = until.subtract({ days: earlierDays });
  const first = bought.add({ days: 1 });
  const due = Temporal.PlainDate.compare(wanted, first) < 0 ? first : wanted;
  const at = (day: Temporal.PlainDate): number => day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(DUE_AT) }).epochMilliseconds;
  return { dueAtMs: at(due), untilMs: at(until) };
};

/** Whether a later purchase makes the reminder needless: what it leads to was bought; or, where it is meant to sell, the same again. */
const isAnswered = ({ kind, leadsTo }: ReminderRule, purchase: Purchase, purchases: readonly Purchase[]): boolean =>
  purchases.some(
    (other) =>
      !other.gone &&
      inOrder(other, purchase) > 0 &&
      (other.productId === leadsTo || (kind !== 'reminder' && leadsTo === null && other.productId === purchase.productId)),
  );

/**
 * Every reminder that somebody's purchases call for, past and future, the earliest first: worked out from what they bought and what the rules are now, so that a
 * refund, a repurchase or a changed rule needs no tidying up.
 */
export const remindersOf = (purchases: readonly Purchase[], { rules, rhythms, timeZone }: RemindWith): Reminder[] => {
  const found: Reminder[] = [];
  for (const rule of rules) {
    if (rule.paused) continue;
    for (const purchase of purchases) {
      if (purchase.gone || !isMeant(rule, purchase) || isAnswered(rule, purchase, purchases)) continue;
      const same = purchases.filter(({ productId }) => productId === purchase.productId);
      const span = spanOf(rule, purchase, same, rhythms[purchase.productId] ?? null);
      if (!span) continue;
      const subject = `reminder:${rule.id}:${purchase.orderId}:${purchase.line}`;
      const moments = momentsOf(purchase.atMs, span.span, rule.earlierDays, timeZone);
      found.push({ subject, rule, kind: rule.kind, purchase, basis: span.basis, ...moments });
    }
  }
  return found.toSorted((a, b) => a.dueAtMs - b.dueAtMs || (a.subject < b.subject ? -1 : 1));
};

/** Which lines of an order went back whole. What was refunded without saying for which line is spread over all, as points count it. */
export const goneLines = (
  totalsMinor: readonly number[],
  refunds: readonly { readonly amountMinor: number; readonly lines: readonly { readonly line: number; readonly amountMinor: number }[] }[],
  isUndone: boolean,
): boolean[] => {
  if (isUndone) return totalsMinor.map(() => true);
  const named = totalsMinor.map((_, line) =>
    refunds.flatMap(({ lines }) => lines).reduce((sum, one) => sum + (one.line === line ? one.amountMinor : 0), 0),
  );
  const all = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const spread = Math.max(0, all - named.reduce((sum, minor) => sum + minor, 0));
  const left = totalsMinor.reduce((sum, minor, line) => sum + Math.max(0, minor - (named[line] ?? 0)), 0);
  return totalsMinor.map((minor, line) => {
    if (spread > 0 && spread >= left) return true;
    return minor > 0 && (named[line] ?? 0) >= minor;
  });
};
