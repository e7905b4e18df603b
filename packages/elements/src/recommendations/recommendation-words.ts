import { msg, str } from '@lit/localize';
import type { Placement, Reason } from '@rapport/protocol';

/** The title of a row. */
export const placementWords = (placement: Placement): string => {
  switch (placement) {
    case 'similar':
      return msg('You may also like', { id: 'recommendations.similar' });
    case 'bought-together':
      return msg('Often bought together', { id: 'recommendations.bought-together' });
    case 'for-you':
      return msg('For you', { id: 'recommendations.for-you' });
    case 'trending':
      return msg('Popular just now', { id: 'recommendations.trending' });
    case 'recently-seen':
      return msg('You looked at these', { id: 'recommendations.recently-seen' });
  }
};

/** Why a product is shown; '' where the row's title says it already. */
export const reasonWords = ({ code, because }: Reason, placement: Placement): string => {
  if (code === placement) return '';
  switch (code) {
    case 'viewed-together':
      return because
        ? msg(str`Often looked at with “${because}”`, { id: 'reason.viewed-together' })
        : msg('Often chosen together', { id: 'reason.together-any' });
    case 'bought-together':
      return because
        ? msg(str`Often bought with “${because}”`, { id: 'reason.bought-together' })
        : msg('Often chosen together', { id: 'reason.together-any' });
    case 'like-viewed':
      return because
        ? msg(str`Because you looked at “${because}”`, { id: 'reason.like-viewed' })
        : msg('Like what you looked at', { id: 'reason.like-viewed-any' });
    case 'same-maker':
      return because
        ? msg(str`By the maker of “${because}”`, { id: 'reason.same-maker' })
        : msg('By a maker you looked at', { id: 'reason.same-maker-any' });
    case 'trending':
      return msg('Popular just now', { id: 'reason.trending' });
    case 'new':
      return msg('New here', { id: 'reason.new' });
    case 'recently-seen':
      return msg('You looked at this', { id: 'reason.recently-seen' });
  }
};
