import { msg, str } from '@lit/localize';
import type { ShopConfig } from '@rapport/protocol';
import { money, unit } from './format.ts';
import { pointsWords } from './points-words.ts';

/** What money earns at this shop, for somebody we don't know. Half a point a dollar reads better as "1 point for every 2 dollars". */
export const rateWords = ({ pointsPerUnit, currency }: Pick<ShopConfig, 'pointsPerUnit' | 'currency'>, locale: string): string => {
  const units = pointsPerUnit > 0 && pointsPerUnit < 1 ? Math.ceil(1 / pointsPerUnit) : 1;
  const spent = money(units * unit(currency), currency, locale);
  const earned = pointsWords(Math.floor(units * pointsPerUnit + 1e-9), locale);
  return msg(str`Every ${spent} you spend brings ${earned}.`, { id: 'points.rate' });
};
