/** What pages tell the console. */
import type { Hand, ImportReport, RulesVersion, ShopView } from '@rapport/protocol';

/** A page asks for another place, by path under /console/. */
export class RapportGoEvent extends Event {
  static readonly eventName = 'rapport-go';
  readonly path: string;
  constructor(path: string) {
    super(RapportGoEvent.eventName, { bubbles: true, composed: true });
    this.path = path;
  }
}

/** The shop as it now is, after a person changed something of it. */
export class RapportShopEvent extends Event {
  static readonly eventName = 'rapport-shop';
  readonly shop: ShopView;
  constructor(shop: ShopView) {
    super(RapportShopEvent.eventName, { bubbles: true, composed: true });
    this.shop = shop;
  }
}

/** Somebody signed in to this shop; the page that follows is chosen by the console. */
export class RapportSignedInEvent extends Event {
  static readonly eventName = 'rapport-signed-in';
  readonly shopId: string;
  constructor(shopId: string) {
    super(RapportSignedInEvent.eventName, { bubbles: true, composed: true });
    this.shopId = shopId;
  }
}

/** An import came to its end, done or failed. */
export class RapportImportedEvent extends Event {
  static readonly eventName = 'rapport-imported';
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super(RapportImportedEvent.eventName, { bubbles: true, composed: true });
    this.report = report;
  }
}

/** An earlier version of the contact rules was chosen, to be looked at in the form. */
export class RapportRulesEvent extends Event {
  static readonly eventName = 'rapport-rules';
  readonly version: RulesVersion;
  constructor(version: RulesVersion) {
    super(RapportRulesEvent.eventName);
    this.version = version;
  }
}

/** One of many was picked: a product, a person. */
export class RapportPickEvent extends Event {
  static readonly eventName = 'rapport-pick';
  readonly id: string;
  readonly name: string;
  constructor(id: string, name: string) {
    super(RapportPickEvent.eventName, { bubbles: true, composed: true });
    this.id = id;
    this.name = name;
  }
}

/** The owner's hand on a placement, as it is to be kept. */
export class RapportHandEvent extends Event {
  static readonly eventName = 'rapport-hand';
  readonly hand: Hand;
  constructor(hand: Hand) {
    super(RapportHandEvent.eventName, { bubbles: true, composed: true });
    this.hand = hand;
  }
}

/** Somebody said yes to what can't be taken back. Heard only where the question stands. */
export class RapportYesEvent extends Event {
  static readonly eventName = 'rapport-yes';
  constructor() {
    super(RapportYesEvent.eventName);
  }
}

/** The person of this page is forgotten. */
export class RapportForgottenEvent extends Event {
  static readonly eventName = 'rapport-forgotten';
  constructor() {
    super(RapportForgottenEvent.eventName);
  }
}

/** Asks to end the session. */
export class RapportSignOutEvent extends Event {
  static readonly eventName = 'rapport-sign-out';
  constructor() {
    super(RapportSignOutEvent.eventName, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'rapport-forgotten': RapportForgottenEvent;
    'rapport-go': RapportGoEvent;
    'rapport-shop': RapportShopEvent;
    'rapport-imported': RapportImportedEvent;
    'rapport-pick': RapportPickEvent;
    'rapport-hand': RapportHandEvent;
    'rapport-rules': RapportRulesEvent;
    'rapport-signed-in': RapportSignedInEvent;
    'rapport-sign-out': RapportSignOutEvent;
    'rapport-yes': RapportYesEvent;
  }
}
