import { msg, str } from '@lit/localize';
import type { Reward, ShopConfig, ShopperView } from '@rapport/protocol';
import { count } from '../internal/format.ts';
import { pointsWords } from '../internal/points-words.ts';
import { rewardTitle } from '../rewards/reward-words.ts';

// What is said of points both where they stand alone and in the member's own place. '' = there is nothing to say. Owners' own texts know the names of what stands in them.

/** "40 points on the way". What only this page has spoken of is on the way as well, as far as the shopper is concerned. */
export const pendingWords = ({ pending, reported }: ShopperView['points'], locale: string): string => {
  const onTheWay = pointsWords(pending + reported, locale);
  return pending + reported ? msg(str`${onTheWay} on the way`, { id: 'points.pending' }) : '';
};

/** "Joining brings 100 points." */
export const welcomeWords = ({ signUpPoints }: ShopConfig, locale: string): string => {
  const welcome = pointsWords(signUpPoints, locale);
  return signUpPoints ? msg(str`Joining brings ${welcome}.`, { id: 'points.welcome' }) : '';
};

/** "60 more and “Matcha whisk” is yours." `currency` '' = not known yet: then only a reward with a title of its own can be named. */
export const missingWords = (next: Reward, available: number, currency: string, locale: string): string => {
  const title = rewardTitle(next, currency, locale);
  const missing = count(next.costPoints - available, locale);
  return title ? msg(str`${missing} more and “${title}” is yours.`, { id: 'points.next' }) : '';
};
