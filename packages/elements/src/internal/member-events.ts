import type { ConsentRecord, Voucher, Watch } from '@rapport/protocol';
import { HEARD } from './events.ts';

// Of components that are not on every page; the others' are in events.ts.

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

/**
 * The shopper is about to give points for a reward. Whoever calls `preventDefault()` keeps it from happening, and says why on the page; points are untouched then.
 */
export class RapportRedeemingEvent extends Event {
  readonly rewardId: string;
  readonly costPoints: number;
  constructor(rewardId: string, costPoints: number) {
    super('rapport-redeeming', { ...HEARD, cancelable: true });
    this.rewardId = rewardId;
    this.costPoints = costPoints;
  }
}

/** The shopper gave points for a reward. */
export class RapportRedeemEvent extends Event {
  readonly rewardId: string;
  readonly voucher: Voucher;
  /** What was given. */
  readonly costPoints: number;
  constructor(rewardId: string, voucher: Voucher, costPoints: number) {
    super('rapport-redeem', HEARD);
    this.rewardId = rewardId;
    this.voucher = voucher;
    this.costPoints = costPoints;
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

/** The shopper had themselves forgotten: nothing of them may stay at this browser either. */
export class RapportForgetEvent extends Event {
  constructor() {
    super('rapport-forget', HEARD);
  }
}

/** The shopper opened a place of the panel (home, rewards, for-you, inbox, settings), or closed it (null). */
export class RapportPlaceEvent extends Event {
  readonly place: string | null;
  constructor(place: string | null) {
    super('rapport-place', HEARD);
    this.place = place;
  }
}

declare global {
  interface HTMLElementEventMap {
    'rapport-consent': RapportConsentEvent;
    'rapport-forget': RapportForgetEvent;
    'rapport-place': RapportPlaceEvent;
    'rapport-redeem': RapportRedeemEvent;
    'rapport-redeeming': RapportRedeemingEvent;
    'rapport-voucher-cancel': RapportVoucherCancelEvent;
    'rapport-watch': RapportWatchEvent;
  }
}
