import type { ConsentRecord, Placement, Voucher, Watch } from '@rapport/protocol';

const HEARD: EventInit = { bubbles: true, composed: true };

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

/** The person said yes or no, to the words in `record.words`. */
export class RapportConsentEvent extends Event {
  readonly record: ConsentRecord;
  constructor(record: ConsentRecord) {
    super('rapport-consent', HEARD);
    this.record = record;
  }
}

/** The shopper keeps a wish (`watch`), or has taken it back (null). */
export class RapportWatchEvent extends Event {
  readonly query: string;
  readonly watch: Watch | null;
  constructor(query: string, watch: Watch | null) {
    super('rapport-watch', HEARD);
    this.query = query;
    this.watch = watch;
  }
}

/** The shopper gave points for a reward. */
export class RapportRedeemEvent extends Event {
  readonly rewardId: string;
  readonly voucher: Voucher;
  constructor(rewardId: string, voucher: Voucher) {
    super('rapport-redeem', HEARD);
    this.rewardId = rewardId;
    this.voucher = voucher;
  }
}

/** The shopper gave an unused voucher back. */
export class RapportVoucherCancelEvent extends Event {
  readonly code: string;
  constructor(code: string) {
    super('rapport-voucher-cancel', HEARD);
    this.code = code;
  }
}

/** The shopper took an offer, or said that it isn't for them. */
export class RapportOfferEvent extends Event {
  readonly offerId: string;
  readonly answer: 'taken' | 'declined';
  constructor(offerId: string, answer: 'taken' | 'declined') {
    super('rapport-offer', HEARD);
    this.offerId = offerId;
    this.answer = answer;
  }
}

/** The shopper had themselves forgotten: nothing of them may stay at this browser either. */
export class RapportForgetEvent extends Event {
  constructor() {
    super('rapport-forget', HEARD);
  }
}

declare global {
  interface HTMLElementEventMap {
    'rapport-select': RapportSelectEvent;
    'rapport-seen': RapportSeenEvent;
    'rapport-consent': RapportConsentEvent;
    'rapport-forget': RapportForgetEvent;
    'rapport-voucher-cancel': RapportVoucherCancelEvent;
    'rapport-offer': RapportOfferEvent;
    'rapport-watch': RapportWatchEvent;
    'rapport-redeem': RapportRedeemEvent;
  }
}
