import type { Placement } from '@rapport/protocol';

/** How all our events travel: up the page, and out of the component. */
export const HEARD: EventInit = { bubbles: true, composed: true };

/** The shopper chose a recommended product. The link goes on by itself. */
export class RapportSelectEvent extends Event {
  readonly productId: string;
  readonly recommendationId: string;
  readonly placement: Placement;
  constructor(productId: string, recommendationId: string, placement: Placement) {
    super('rapport-select', HEARD);
    this.productId = productId;
    this.recommendationId = recommendationId;
    this.placement = placement;
  }
}

/** The shopper has seen a row of recommendations, once an answer. */
export class RapportSeenEvent extends Event {
  readonly productIds: readonly string[];
  readonly recommendationId: string;
  constructor(productIds: readonly string[], recommendationId: string) {
    super('rapport-seen', HEARD);
    this.productIds = productIds;
    this.recommendationId = recommendationId;
  }
}

/** The shopper took an offer, or said that it isn't for them. */
export class RapportOfferEvent extends Event {
  readonly offerId: string;
  readonly answer: 'taken' | 'declined' | 'reconsidered';
  constructor(offerId: string, answer: 'taken' | 'declined' | 'reconsidered') {
    super('rapport-offer', HEARD);
    this.offerId = offerId;
    this.answer = answer;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rapport-select': RapportSelectEvent;
    'rapport-seen': RapportSeenEvent;
    'rapport-offer': RapportOfferEvent;
  }
}
