import { msg, str } from '@lit/localize';
import type { Placement, Reason } from '@rapport/protocol';

/** What a row is called: by its place, or, where it holds nothing else, as what is new. */
export type Heading = Placement | 'new';

/** The title of a row. */
export const headingWords = (heading: Heading): string => {
  switch (heading) {
    case 'new':
      return msg('New here', { id: 'reason.new' });
    case 'similar':
      return msg('You may also like', { id: 'recommendations.similar' });
    case 'bought-together':
      return msg('Often bought together', { id: 'recommendations.bought-together' });
    case 'for-you':
      return msg('For you', { id: 'recommendations.for-you' });
    case 'next':
      return msg('You may want next', { id: 'recommendations.next' });
    case 'new-for-you':
      return msg('New, and to your taste', { id: 'recommendations.new-for-you' });
    case 'replenish':
      return msg('Running out?', { id: 'recommendations.replenish' });
    case 'trending':
      return msg('Popular just now', { id: 'recommendations.trending' });
    case 'recently-seen':
      return msg('Seen by you lately', { id: 'recommendations.recently-seen' });
  }
};

/** Why a product is shown; '' where the row's title says it already, or where the product it speaks of has no name. */
export const reasonWords = ({ code, because }: Reason, heading: Heading): string => {
  if (code === 'trending' || code === 'recently-seen' || code === 'new') return code === heading ? '' : headingWords(code);
  if (code === 'buy-again') return heading === 'replenish' ? '' : msg('You have had this before', { id: 'reason.buy-again' });
  if (code === 'picked') return msg('Picked by the shop', { id: 'reason.picked' });
  if (!because) return '';
  switch (code) {
    case 'viewed-together':
      return msg(str`Often looked at with “${because}”`, { id: 'reason.viewed-together' });
    case 'bought-together':
      return msg(str`Often bought with “${because}”`, { id: 'reason.bought-together' });
    case 'like-viewed':
      return msg(str`Because you looked at “${because}”`, { id: 'reason.like-viewed' });
    case 'same-maker':
      return msg(str`By the maker of “${because}”`, { id: 'reason.same-maker' });
  }
};
