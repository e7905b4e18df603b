import { msg, str } from '@lit/localize';
import { count } from './format.ts';

// What is counted is said in as many forms as any language has; which of them a number takes is the language's to say (https://cldr.unicode.org/index/cldr-spec/plural-rules).
// English uses two of the six. The build of the script tag keeps those that differ.

const formOf = (amount: number, locale: string): Intl.LDMLPluralRule => new Intl.PluralRules(locale).select(amount);

/** "1 point", "340 points". */
export const pointsWords = (amount: number, locale: string): string => {
  const number = count(amount, locale);
  switch (formOf(amount, locale)) {
    case 'zero':
      return msg(str`${number} points`, { id: 'points.zero' });
    case 'one':
      return msg(str`${number} point`, { id: 'points.one' });
    case 'two':
      return msg(str`${number} points`, { id: 'points.two' });
    case 'few':
      return msg(str`${number} points`, { id: 'points.few' });
    case 'many':
      return msg(str`${number} points`, { id: 'points.many' });
    default:
      return msg(str`${number} points`, { id: 'points.other' });
  }
};

/** What stands beside a number that is drawn by itself: "point", "points". */
export const pointsUnit = (amount: number, locale: string): string => {
  switch (formOf(amount, locale)) {
    case 'zero':
      return msg('points', { id: 'points.unit-zero' });
    case 'one':
      return msg('point', { id: 'points.unit-one' });
    case 'two':
      return msg('points', { id: 'points.unit-two' });
    case 'few':
      return msg('points', { id: 'points.unit-few' });
    case 'many':
      return msg('points', { id: 'points.unit-many' });
    default:
      return msg('points', { id: 'points.unit-other' });
  }
};

/** How many friends have come. */
export const friendsWords = (friends: number, locale: string): string => {
  const number = count(friends, locale);
  switch (formOf(friends, locale)) {
    case 'zero':
      return msg(str`${number} friends have come by it.`, { id: 'refer.zero' });
    case 'one':
      return msg(str`${number} friend has come by it.`, { id: 'refer.one' });
    case 'two':
      return msg(str`${number} friends have come by it.`, { id: 'refer.two' });
    case 'few':
      return msg(str`${number} friends have come by it.`, { id: 'refer.few' });
    case 'many':
      return msg(str`${number} friends have come by it.`, { id: 'refer.many' });
    default:
      return msg(str`${number} friends have come by it.`, { id: 'refer.other' });
  }
};
