import { msg } from '@lit/localize';
import type { Watch, WatchKind } from '@rapport/protocol';

/** The kinds of wishes by their names. */
export const watchKinds = (): readonly (readonly [WatchKind, string])[] => [
  ['search', msg('a search')],
  ['follow', msg('a name they follow')],
  ['price', msg('a lower price')],
  ['stock', msg('back in stock')],
  ['like', msg('more like it')],
];

/** How often a wish may speak. */
export const oftenWords = (frequency: Watch['frequency']): string =>
  ({ 'at-once': msg('at once'), daily: msg('once a day'), weekly: msg('once a week') })[frequency];
