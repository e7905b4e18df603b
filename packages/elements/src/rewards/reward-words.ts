import { msg, str } from '@lit/localize';
import type { Reward, Voucher } from '@rapport/protocol';
import { money, pickText } from '../internal/format.ts';

/** What a voucher does: "€5 off", "10% off", "Free shipping". `currency` '' = not known yet: then no amount is named. */
export const voucherWords = (
  { kind, valueMinor, percent }: Pick<Voucher, 'kind' | 'valueMinor' | 'percent'>,
  currency: string,
  locale: string,
): string => {
  if (kind === 'free-shipping') return msg('Free shipping', { id: 'voucher.free-shipping' });
  if (kind === 'percent') {
    const share = new Intl.NumberFormat(locale, { style: 'percent' }).format((percent ?? 0) / 100);
    return msg(str`${share} off`, { id: 'voucher.percent' });
  }
  if (!currency) return '';
  const amount = money(valueMinor ?? 0, currency, locale);
  return msg(str`${amount} off`, { id: 'voucher.amount' });
};

/** "on orders from €40"; '' without a minimum. */
export const minimumWords = ({ minimumMinor }: Pick<Voucher, 'minimumMinor'>, currency: string, locale: string): string => {
  if (!minimumMinor || !currency) return '';
  const least = money(minimumMinor, currency, locale);
  return msg(str`on orders from ${least}`, { id: 'voucher.minimum' });
};

/** A reward's own title, or what its voucher does. */
export const rewardTitle = (reward: Reward, currency: string, locale: string): string =>
  pickText(reward.title, locale) || voucherWords(reward, currency, locale);
