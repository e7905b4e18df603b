import { msg, str } from '@lit/localize';
import type { OfferRules, Purpose } from '@rapport/protocol';
import { count } from '../format.ts';
import { channelName } from './message-words.ts';
import { placeWords } from './offer-words.ts';
import type { Rules } from './rules-draft.ts';

/** What a limit counts and holds back. */
export const purposeOptions = (): readonly (readonly [Purpose | '', string])[] => [
  ['promotional', msg('promotional messages')],
  ['asked-for', msg('what was asked for')],
  ['service', msg('services')],
  ['', msg('messages of every kind')],
];

/** Whether a limit of this purpose can be about the inbox: what was asked for and services are never kept from it. */
export const mayLimitInbox = (purpose: Purpose | ''): boolean => purpose === '' || purpose === 'promotional';

/** By which way. */
export const wayOptions = (purpose: Purpose | ''): readonly (readonly [string, string])[] => [
  ['', mayLimitInbox(purpose) ? msg('on all channels together') : msg('by e-mail and push together')],
  ...(mayLimitInbox(purpose) ? [['inbox', msg('in the inbox')] as const] : []),
  ['email', msg('by e-mail')],
  ['push', msg('by push')],
];

/** Over how long. */
export const spanOptions = (): readonly (readonly [string, string])[] => [
  ['1', msg('in any day')],
  ['7', msg('in any week')],
  ['30', msg('in any 30 days')],
  ['365', msg('in any year')],
];

/** Ways that a rule may keep somebody off. */
export const barOptions = (): readonly (readonly [string, string])[] => [
  ['page', msg('Pages')],
  ...(['inbox', 'email', 'push', 'agent'] as const).map((way) => [way, placeWords(way, null)] as const),
];

/** A rule by its id, as it stands in a trace. */
export function ruleWords(id: string, { limits, bars }: OfferRules): string {
  const limit = limits.find((one) => one.id === id);
  if (limit) {
    const span = spanOptions().find(([days]) => days === String(limit.days))?.[1] ?? '';
    const what = purposeOptions().find(([purpose]) => purpose === (limit.purpose ?? ''))?.[1] ?? '';
    return limit.channel === null
      ? msg(str`${what}: at most ${count(limit.most)} ${span}`)
      : msg(str`${what}: at most ${count(limit.most)} ${span}, ${channelName(limit.channel)}`);
  }
  const bar = bars.find((one) => one.id === id);
  if (bar) return bar.name;
  const own: Readonly<Record<string, string>> = {
    'case-open': msg('a question or complaint is open'),
    'after-complaint': msg('days of silence after a complaint'),
    'after-refund': msg('days of silence after a refund'),
    'after-silence': msg('they opened none of the last messages'),
    'after-purchase': msg('days without messages after a purchase'),
  };
  return own[id] ?? id;
}

/** What is different between two versions, in words. */
export function changedRules(before: Rules, after: Rules): string[] {
  const [was, is] = [before.offerRules, after.offerRules];
  const parts: readonly (readonly [unknown, unknown, string])[] = [
    [was.limits, is.limits, msg('Limits')],
    [was.bars, is.bars, msg('Your own rules')],
    [[was.coolDownDays, was.unanswered, was.afterPurchaseDays], [is.coolDownDays, is.unanswered, is.afterPurchaseDays], msg('Days of silence')],
    [was.notWhileOpen, is.notWhileOpen, msg('Open questions and complaints')],
    [was.authority, is.authority, msg('Promises in a conversation')],
    [before.contact.caps, after.contact.caps, msg('Mail and push, at the most')],
    [before.contact.gapMinutes, after.contact.gapMinutes, msg('Time between two')],
    [before.contact.quiet, after.contact.quiet, msg('Quiet hours')],
    [before.contact.windows, after.contact.windows, msg('Times to send')],
    [before.contact.mailsAMinute, after.contact.mailsAMinute, msg('Mails a minute')],
  ];
  return parts.filter(([x, y]) => JSON.stringify(x) !== JSON.stringify(y)).map(([, , words]) => words);
}
