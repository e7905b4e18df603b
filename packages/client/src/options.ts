import type { ConsentRecord, OfferPlacement, Placement, ShopperView } from '@rapport/protocol';

/** Who calls: the shopper's token, and their state when it came along with the token. */
export interface ClientSession {
  readonly token: string;
  readonly view?: ShopperView;
}

/** A row of products, as a component asks for it. */
export interface RowAsked {
  readonly placement: Placement;
  readonly count: number;
  readonly product?: string | undefined;
}

/** Offers, as a component asks for them: where it stands, the product or the category that is looked at, the basket in minor units. */
export interface OffersAsked {
  readonly placement: OfferPlacement;
  readonly product?: string | undefined;
  readonly category?: string | undefined;
  readonly basket?: number | null | undefined;
}

/** What a client is made of. Everything after `session` has the browser's own as default. */
export interface ClientOptions {
  /** Where the worker is, without a slash at the end. */
  readonly host: string;
  /** The publishable key. */
  readonly key: string;
  /** BCP 47, as the shop writes it: decides the language of products and the form of numbers. */
  readonly locale: string;
  /** Gives the shopper's session, null before consent. `renew`: the one it gave was refused. */
  readonly session: (renew?: boolean) => Promise<ClientSession | null>;
  /** Asks for a consent that the person just gave by what they did (a wish). Whoever keeps consent decides; `session` is asked again after it. */
  readonly consent?: (record: ConsentRecord) => void | Promise<void>;
  /** Which rows the page shows: they come along with the view, in one answer. Without it each is asked for by itself. */
  readonly rows?: () => Iterable<RowAsked>;
  /** The same for the places with offers. */
  readonly offers?: () => Iterable<OffersAsked>;
  readonly fetch?: typeof fetch;
  readonly WebSocket?: typeof WebSocket;
  readonly random?: () => number;
}
