import { msg, str } from '@lit/localize';
import type { StatementRow } from '@rapport/protocol';
import { pickText } from '../internal/format.ts';

const EARNED: Readonly<Record<string, () => string>> = {
  'sign-up': () => msg('Welcome', { id: 'statement.sign-up' }),
  'first-order': () => msg('Your first order', { id: 'statement.first-order' }),
  birthday: () => msg('Your birthday', { id: 'statement.birthday' }),
  profile: () => msg('An answer you gave', { id: 'statement.profile' }),
  review: () => msg('Your review', { id: 'statement.review' }),
  referral: () => msg('A friend you brought', { id: 'statement.referral' }),
  referred: () => msg('A friend brought you', { id: 'statement.referred' }),
  event: () => msg('From the shop', { id: 'statement.event' }),
  import: () => msg('Brought along from before', { id: 'statement.import' }),
  transfer: () => msg('Brought along from before', { id: 'statement.import' }),
};

/** What a number changed by, with its sign; less is a real minus, as wide as the plus above or below it, where a language writes a hyphen. */
export const change = (amount: number, locale: string): string =>
  new Intl.NumberFormat(locale, { signDisplay: 'always' }).format(amount).replace('-', '\u2212');

/** What a row of the ledger says to the person it is about. Words that staff wrote stand as they wrote them; a rule's own name says more than its kind. */
export const rowWords = ({ kind, reason, orderId, title = {} }: StatementRow, locale: string): string => {
  const order = orderId ?? '';
  switch (kind) {
    case 'earn':
      return pickText(title, locale) || (EARNED[reason]?.() ?? (orderId === null ? reason : msg(str`Order ${order}`, { id: 'statement.order' })));
    case 'mature':
      return orderId === null
        ? msg('Ready to use', { id: 'statement.ready' })
        : msg(str`Ready to use, from order ${order}`, { id: 'statement.ready-order' });
    case 'spend':
      return msg('Given for a reward', { id: 'statement.spend' });
    case 'give-back':
      return msg('Back from a voucher you gave up', { id: 'statement.give-back' });
    case 'expire':
      return msg('Lapsed', { id: 'statement.expire' });
    case 'reverse':
      return orderId === null
        ? msg('Taken back', { id: 'statement.reverse' })
        : msg(str`Taken back, order ${order} was returned`, { id: 'statement.reverse-order' });
    case 'repay':
      return msg('Set off against what was owed', { id: 'statement.repay' });
    case 'write-off':
    case 'recover':
      return msg('Set right by the shop', { id: 'statement.write-off' });
    case 'transfer':
      return reason === 'merged'
        ? msg('From your other account, brought together', { id: 'statement.merged' })
        : msg('Between your two accounts, set apart again', { id: 'statement.unmerged' });
    default:
      return reason;
  }
};
