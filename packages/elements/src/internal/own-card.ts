import type { Message, OfferView, Recommendation, Reward, Voucher, Watch } from '@rapport/protocol';

/**
 * Draws a card in the page's own way: from what it shows, and a function that gives the card as it would be otherwise, to put into the own one or to leave away.
 * What comes back may be a template of lit (with the script tag: without directives), a node or a text; nothing (null, undefined) = the usual card.
 */
export type RenderCard<T> = (item: T, usual: () => unknown) => unknown;

/** Cards of the page's own by what they show, where several kinds stand in one place. */
export interface OwnCards {
  readonly product?: RenderCard<Recommendation>;
  readonly offer?: RenderCard<OfferView>;
  readonly reward?: RenderCard<Reward>;
  readonly voucher?: RenderCard<Voucher>;
  readonly watch?: RenderCard<Watch>;
  readonly message?: RenderCard<Message>;
}

/** The page's own card; the usual one where there is none. A page's mistake is told where its mistakes are told, and the usual card is shown. */
export const ownCard = <T>(own: RenderCard<T> | null | undefined, item: T, usual: () => unknown): unknown => {
  try {
    return own?.(item, usual) ?? usual();
  } catch (problem) {
    reportError(problem);
    return usual();
  }
};
