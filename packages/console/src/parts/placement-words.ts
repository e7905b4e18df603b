import { msg, str } from '@lit/localize';
import type { HandPlace, ProductRule, Reason } from '@rapport/protocol';

/** A placement's name, as its owner would say it. */
export function placementName(place: HandPlace): string {
  switch (place) {
    case 'all':
      return msg('All placements');
    case 'similar':
      return msg('Similar to this one');
    case 'bought-together':
      return msg('Bought together');
    case 'for-you':
      return msg('For you');
    case 'next':
      return msg('Next in this visit');
    case 'trending':
      return msg('Popular just now');
    case 'new-for-you':
      return msg('New, to their taste');
    case 'recently-seen':
      return msg('Seen lately');
    case 'replenish':
      return msg('To buy again');
  }
}

/** What a rule finds products by. */
export function ruleKind(by: ProductRule['by']): string {
  switch (by) {
    case 'product':
      return msg('Product');
    case 'brand':
      return msg('Maker');
    case 'author':
      return msg('Author');
    case 'series':
      return msg('Series');
    case 'category':
      return msg('Category');
    case 'tag':
      return msg('Tag');
  }
}

/** Why a product is shown, for whoever tries a row. */
export function reasonWords({ code, because }: Reason): string {
  const named = because ?? '';
  switch (code) {
    case 'viewed-together':
      return msg(str`Others looked at it with “${named}”`);
    case 'bought-together':
      return msg(str`Others bought it with “${named}”`);
    case 'like-viewed':
      return msg(str`Like “${named}”, which they looked at`);
    case 'same-maker':
      return msg(str`By the maker of “${named}”`);
    case 'trending':
      return msg('Many want it just now');
    case 'new':
      return msg('New in the catalogue');
    case 'recently-seen':
      return msg('They looked at it lately');
    case 'buy-again':
      return msg('They bought it before');
    case 'picked':
      return msg('Your pin');
  }
}
