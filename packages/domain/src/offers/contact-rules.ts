import type { Offer, OfferRules, OfferWithheld, Purpose } from '@rapport/protocol';
import { whyIn } from './standing.ts';
import type { Situation, Standing } from './standing.ts';

const DAY_MS = 86_400_000;

/** What a rule says no with. `rule` is its id, as it stands in the trace. */
export interface Barred {
  readonly reason: Extract<OfferWithheld, 'case-open' | 'cool-down' | 'rule'>;
  readonly rule: string;
  /** When time alone will have lifted it; null = only something else can. */
  readonly untilMs: number | null;
}

/** When so many days after a moment are over; null = they are, or there is no such moment. */
const endOf = (atMs: number | null, days: number, nowMs: number): number | null =>
  atMs !== null && days > 0 && nowMs - atMs < days * DAY_MS ? atMs + days * DAY_MS : null;

/** The first limit that one more message of this purpose on this channel would break, now or looked at from any later moment, and when there is room; null = there is. */
const fullLimit = ({ limits }: OfferRules, person: Standing, purpose: Purpose, channel: Situation['channel'], nowMs: number): Barred | null => {
  for (const limit of limits) {
    if ((limit.purpose !== null && limit.purpose !== purpose) || (limit.channel !== null && limit.channel !== channel)) continue;
    let counted = 0;
    let untilMs: number | null = null;
    for (const contact of person.contacts) {
      if (nowMs - contact.atMs >= limit.days * DAY_MS) break;
      const isCounted = limit.channel === null ? contact.again !== true : contact.channels.includes(limit.channel);
      if (isCounted && (limit.purpose === null || contact.purpose === limit.purpose)) {
        counted += 1;
        if (counted === limit.most) untilMs = contact.atMs + limit.days * DAY_MS;
      }
    }
    if (counted >= limit.most) return { reason: 'rule', rule: limit.id, untilMs };
  }
  return null;
};

/**
 * Why nothing that is meant to sell may reach somebody this way at this moment, or null. Where people stand comes before how often: an open case, a complaint or a
 * refund silence every channel; unopened messages, a fresh purchase and the limits only what goes out to somebody. Owners' own rules hold wherever they name the channel.
 */
export const barredBy = (rules: OfferRules, person: Standing, channel: Situation['channel'], nowMs: number): Barred | null => {
  const { coolDownDays: days } = rules;
  if (rules.notWhileOpen && person.openCase) return { reason: 'case-open', rule: 'case-open', untilMs: null };
  const calm =
    coolDown('after-complaint', endOf(person.complaintAtMs, days.complaint, nowMs)) ??
    coolDown('after-refund', endOf(person.refundAtMs, days.refund, nowMs));
  if (calm) return calm;
  for (const bar of rules.bars) {
    if (bar.channels.includes(channel) && whyIn(bar.audience, person) !== null) return { reason: 'rule', rule: bar.id, untilMs: null };
  }
  if (channel === 'page' || channel === 'agent') return null;
  const last = person.contacts.find(({ purpose }) => purpose === 'promotional');
  const silence = person.unanswered >= rules.unanswered ? endOf(last?.atMs ?? null, days.unanswered, nowMs) : null;
  return (
    coolDown('after-silence', silence) ??
    coolDown('after-purchase', endOf(person.lastOrderAtMs, rules.afterPurchaseDays, nowMs)) ??
    fullLimit(rules, person, 'promotional', channel, nowMs)
  );
};

const coolDown = (rule: string, untilMs: number | null): Barred | null => (untilMs === null ? null : { reason: 'cool-down', rule, untilMs });

/** Whether somebody of this role may promise an offer in a conversation. */
export const mayPromise = ({ authority }: OfferRules, role: Situation['role'], { gives }: Offer): boolean => {
  if (role === null) return false;
  if (role === 'owner' || role === 'manager') return true;
  const may = authority[role];
  if (gives.kind === 'percent') return gives.percent <= may.percent;
  if (gives.kind === 'amount') return gives.valueMinor <= may.amountMinor;
  if (gives.kind === 'gift' || gives.kind === 'free-shipping' || gives.kind === 'points') return gives.costMinor <= may.amountMinor;
  return true;
};
