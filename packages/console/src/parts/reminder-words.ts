import { msg, str } from '@lit/localize';
import type { ReminderKind, ReminderRule } from '@rapport/protocol';
import { count } from '../format.ts';

/** What a reminder is for. */
export const reminderKindName = (kind: ReminderKind): string =>
  ({ reminder: msg('A service'), renewal: msg('A renewal offer'), replenish: msg('To buy again') })[kind];

/** What the kind means for who hears of it. */
export const reminderKindHint = (kind: ReminderKind): string =>
  kind === 'reminder'
    ? msg('It concerns something they own: everybody who agreed to messages hears of it.')
    : msg('It is meant to sell: it keeps the contact rules, and the group without offers does not get it.');

/** When a rule speaks. */
export const reminderWhen = ({ after, earlierDays }: Pick<ReminderRule, 'after' | 'earlierDays'>): string => {
  const when =
    after.by === 'days'
      ? msg(str`${count(after.days)} days after the purchase`)
      : after.by === 'months'
        ? msg(str`${count(after.months)} months after the purchase`)
        : msg('when it is likely to be used up');
  return earlierDays === 0 ? when : msg(str`${when}, ${count(earlierDays)} days earlier`);
};

/** What a rule is about. */
export const reminderAbout = ({ of }: Pick<ReminderRule, 'of'>): string => {
  if (of.by === 'product') return of.ids.length === 1 ? msg('One product') : msg(str`${count(of.ids.length)} products`);
  const names = of.names.join(', ');
  return of.by === 'category' ? msg(str`Category: ${names}`) : msg(str`Maker: ${names}`);
};
