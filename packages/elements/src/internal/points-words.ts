import { msg, str } from '@lit/localize';
import { count } from './format.ts';

/** "1 point", "340 points". */
export const pointsWords = (amount: number, locale: string): string => {
  const number = count(amount, locale);
  return amount === 1 ? msg(str`${number} point`, { id: 'points.one' }) : msg(str`${number} points`, { id: 'points.many' });
};
