import type {
  Channel,
  ContactBar,
  ContactLimit,
  ContactRules,
  OfferAudience,
  OfferChannel,
  OfferRules,
  Purpose,
  SendWindow,
} from '@rapport/protocol';
import { audienceText, readAudience, type AudienceText } from './audience-fields.ts';
import { majorText, minorOf } from './programme-draft.ts';

/** A limit as it is typed; '' = every purpose, every channel. */
export interface LimitText {
  readonly id: string;
  readonly most: string;
  readonly purpose: Purpose | '';
  readonly channel: Channel | '';
  readonly days: string;
}

/** A rule of the owner's as it is typed: people who get nothing on some ways. */
export interface BarText extends AudienceText {
  readonly id: string;
  readonly name: string;
  readonly kinds: OfferAudience['kinds'];
  readonly channels: readonly OfferChannel[];
  /** Made here and not saved yet: it stands open. */
  readonly isNew?: boolean;
}

/** Times to send as they are typed; days as `1` = Monday … `7`. */
export interface WindowText {
  readonly id: string;
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Roles whose promises have a limit; owners and managers may promise anything. */
export const LIMITED_ROLES = ['agent', 'marketer', 'analyst'] as const;
export type LimitedRole = (typeof LIMITED_ROLES)[number];
type Money = `${LimitedRole}-percent` | `${LimitedRole}-amount`;
/** Every number of the rules that stands in a field of its own. */
export type RuleNumber = 'complaint' | 'refund' | 'silence' | 'unopened' | 'purchase' | 'day' | 'week' | 'month' | 'gap' | 'rate' | Money;

/** All rules as they are typed. */
export interface RulesText {
  readonly limits: readonly LimitText[];
  readonly bars: readonly BarText[];
  readonly numbers: Readonly<Record<RuleNumber, string>>;
  readonly notWhileOpen: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly windows: readonly WindowText[];
}

/** The rules of a shop: those of offers, and those of mail and push. */
export interface Rules {
  readonly offerRules: OfferRules;
  readonly contact: ContactRules;
}

/** A limit to begin with. */
export const newLimit = (): LimitText => ({ id: ownId('limit'), most: '1', purpose: 'promotional', channel: 'email', days: '7' });

/** Times to begin with: office hours. */
export const newWindow = (): WindowText => ({ id: ownId('times'), days: ['1', '2', '3', '4', '5'], from: '10:00', to: '18:00' });

/** A rule to begin with: nobody yet, on no way. */
export const newBar = (): BarText => ({
  ...{ id: ownId('rule'), name: '', kinds: [], channels: [], isNew: true },
  ...{ stages: [], tiers: [], segments: [], interests: '', ordersFrom: '', ordersTo: '' },
});

/** Traces name rules by id, so one is never used again. */
const ownId = (kind: string): string => `${kind}-${crypto.randomUUID().slice(0, 8)}`;

export function rulesText({ offerRules, contact }: Rules, currency: string): RulesText {
  const { limits, bars, coolDownDays, unanswered, notWhileOpen, afterPurchaseDays, authority } = offerRules;
  const money = LIMITED_ROLES.flatMap((role) => [
    [`${role}-percent`, String(authority[role].percent)],
    [`${role}-amount`, majorText(authority[role].amountMinor, currency)],
  ]);
  return {
    limits: limits.map(({ id, most, purpose, channel, days }) => ({
      ...{ id, most: String(most), purpose: purpose ?? '', channel: channel ?? '', days: String(days) },
    })),
    bars: bars.map(({ id, name, audience, channels }) => ({ id, name, channels, kinds: audience.kinds, ...audienceText(audience) })),
    numbers: {
      complaint: String(coolDownDays.complaint),
      refund: String(coolDownDays.refund),
      silence: String(coolDownDays.unanswered),
      unopened: String(unanswered),
      purchase: String(afterPurchaseDays),
      day: String(contact.caps.day),
      week: String(contact.caps.week),
      month: String(contact.caps.month),
      gap: String(contact.gapMinutes),
      rate: contact.mailsAMinute === undefined ? '' : String(contact.mailsAMinute),
      ...(Object.fromEntries(money) as Record<Money, string>),
    },
    notWhileOpen,
    quietFrom: contact.quiet.from,
    quietTo: contact.quiet.to,
    windows: contact.windows.map(({ days, from, to }, at) => ({ id: `times-${at}`, days: days.map(String), from, to })),
  };
}

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

const DAYS: readonly string[] = ['1', '7', '30', '365'];

/** The most that a number may be. */
const MOST: Readonly<Record<Exclude<RuleNumber, Money>, number>> = {
  ...{ complaint: 365, refund: 365, silence: 365, unopened: 20, purchase: 90 },
  ...{ day: 50, week: 200, month: 500, gap: 7 * 1_440, rate: 60_000 },
};

/** What was typed as rules, or the names of the fields that can't be read. What the form doesn't show stays as it was. */
export function readRules(
  text: RulesText,
  before: Rules,
  currency: string,
): { readonly ok: true; readonly rules: Rules } | { readonly ok: false; readonly wrong: ReadonlySet<string> } {
  const wrong = new Set<string>();
  const whole = (name: string, typed: string, least: number, most: number): number => {
    const value = Number(typed);
    if (typed.trim() === '' || !Number.isInteger(value) || value < least || value > most) wrong.add(name);
    return value;
  };
  const number = (name: Exclude<RuleNumber, Money>): number =>
    whole(name, text.numbers[name], name === 'unopened' || name === 'rate' ? 1 : 0, MOST[name]);
  const authority = Object.fromEntries(
    LIMITED_ROLES.map((role) => {
      const amountMinor = minorOf(text.numbers[`${role}-amount`], currency);
      if (amountMinor === null) wrong.add(`${role}-amount`);
      return [role, { percent: whole(`${role}-percent`, text.numbers[`${role}-percent`], 0, 100), amountMinor: amountMinor ?? 0 }] as const;
    }),
  ) as OfferRules['authority'];
  const limits = text.limits.map(({ id, most, purpose, channel, days }): ContactLimit => {
    const span = DAYS.includes(days) ? (Number(days) as ContactLimit['days']) : 7;
    return { id, most: whole(id, most, 0, 1_000), purpose: purpose || null, channel: channel || null, days: span };
  });
  const bars = text.bars.map((bar): ContactBar => {
    const prefix = `${bar.id}-`;
    if (bar.name.trim() === '') wrong.add(`${prefix}name`);
    if (bar.channels.length === 0) wrong.add(`${prefix}channels`);
    return {
      id: bar.id,
      name: bar.name.trim(),
      channels: [...bar.channels],
      audience: { kinds: [...bar.kinds], ...readAudience(bar, wrong, prefix) },
    };
  });
  for (const time of ['quietFrom', 'quietTo'] as const) if (!isTime(text[time])) wrong.add(time);
  const windows = text.windows.map(({ id, days, from, to }): SendWindow => {
    if (days.length === 0 || !isTime(from) || !isTime(to) || from === to) wrong.add(id);
    return { days: days.map(Number).toSorted((a, b) => a - b), from, to };
  });
  const { mailsAMinute: _, ...kept } = before.contact;
  const offerRules: OfferRules = {
    ...before.offerRules,
    ...{ limits, bars, authority, notWhileOpen: text.notWhileOpen },
    coolDownDays: { complaint: number('complaint'), refund: number('refund'), unanswered: number('silence') },
    unanswered: number('unopened'),
    afterPurchaseDays: number('purchase'),
  };
  const contact: ContactRules = {
    ...kept,
    ...(text.numbers.rate.trim() === '' ? {} : { mailsAMinute: number('rate') }),
    windows,
    caps: { day: number('day'), week: number('week'), month: number('month') },
    gapMinutes: number('gap'),
    quiet: { from: text.quietFrom, to: text.quietTo },
  };
  return wrong.size > 0 ? { ok: false, wrong } : { ok: true, rules: { offerRules, contact } };
}
