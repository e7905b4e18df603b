import { msg, str } from '@lit/localize';
import type { TierView } from '@rapport/protocol';
import { pickText } from '../internal/format.ts';

/** What a tier is called; '' below the first. */
export const tierName = (tier: Pick<TierView, 'id' | 'title'>, locale: string): string =>
  tier.id === null ? '' : pickText(tier.title, locale) || tier.id;

/** "60% of the way to Gold."; never whole before it is reached. '' when there is none above. */
export const tierWay = ({ next, score }: TierView, locale: string): string => {
  if (!next) return '';
  const title = tierName(next, locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(Math.min(0.99, Math.max(0, score / next.from)));
  return msg(str`${share} of the way to ${title}.`, { id: 'tier.way' });
};
