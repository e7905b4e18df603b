import type { Client } from '@rapport/client';
import type {
  Balance,
  ConsentRecord,
  EarnPreview,
  MessagePage,
  OfferPlacement,
  OfferView,
  Placement,
  PreviewRequest,
  RecommendationRow,
  Reward,
  Voucher,
  Watch,
} from '@rapport/protocol';
import type { ConsentAttribute, Session } from '@rapport/tracker';

/**
 * What a tag says in its data attributes, by their names without `data-`: `shop`, `locale`, `consent`, `position` (`end` or `start`; anything else stands at the end), `host`,
 * `identity`, `theme`, `results`.
 */
export type TagSettings = Readonly<Record<string, string | undefined>>;

/** What the script tag says, read once. */
export interface EmbedOptions {
  /** The publishable key. */
  readonly key: string;
  /** Where the worker is, without a slash at the end. */
  readonly host: string;
  readonly locale: string;
  readonly consent: ConsentAttribute;
  readonly identity?: string | undefined;
  /** A look by name: `sharp`, `round` or `dense`, and `light` or `dark` for what floats; several with spaces between. Without it, what the page is. */
  readonly theme?: string | undefined;
  /** Anything = what was earned, spent, reached and taken here also goes to `dataLayer`, in the words of GA4. */
  readonly results?: string | undefined;
}

/**
 * A call of the page as it waits in a queue: `rapport.push(['track', 'view_item', { … }])`. Once the script has run, every name may also be called:
 * `rapport.track('view_item', { … })`, `await rapport.points.balance()`.
 */
export type RapportCall = readonly [name: string, ...args: unknown[]];

/** What the tracker's chunk gives to the others. */
export interface PageTracker {
  call(call: RapportCall): void;
  session(renew?: boolean): Promise<Session | null>;
  decide(record: ConsentRecord): void;
  /** Calls `listener` when another person, or another consent, holds from now on. */
  onChange(listener: () => void): void;
}

/** The tracker's chunk. */
export interface TrackerChunk {
  readonly start: (options: EmbedOptions) => PageTracker;
}

/** The components' chunk. */
export interface UiChunk {
  readonly start: (options: EmbedOptions, tracker: Promise<PageTracker>) => Client;
}

/** The chunk that answers what the shop's own code asks. */
export interface CallsChunk {
  readonly answer: (client: Client, name: string, args: readonly unknown[]) => unknown;
}

type Heard = (event: Event) => void;

/**
 * `window.rapport`. What the tag is told never fails into the page; what it is asked (points, rewards, watches, recommendations, inbox) rejects with what the worker
 * refuses.
 */
export interface Rapport {
  push(...calls: RapportCall[]): void;
  /** Which version of the tag runs. */
  readonly version: string;
  /** Resolves, and calls, once the shopper's state is known. */
  ready(then?: () => unknown): Promise<void>;
  identify(jwt: string): void;
  logout(): void;
  track(name: string, params?: Record<string, unknown>): void;
  /** A further view of the page that is shown. */
  page(): void;
  consent(answer: 'granted' | 'denied' | 'ask'): void;
  /** Opens the member's place: home, rewards, for-you, inbox or settings. A page without a launcher and a panel gets a panel; one with a bell alone opens that. */
  open(place?: 'home' | 'rewards' | 'for-you' | 'inbox' | 'settings'): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /**
   * Fills the components of this page with somebody who doesn't exist, for building it without a worker. They answer to everything that is done; from then on nothing is
   * sent, the calls here are answered by the demo, and a page that is loaded anew begins again.
   */
  demo(): Promise<void>;
  /** Hears an event of the components by its name without `rapport-`: 'redeeming' (can be prevented), 'redeem', 'offer', 'watch', 'select', 'place', 'consent', 'forget'. */
  on(name: string, hear: Heard): Promise<void>;
  off(name: string, hear: Heard): Promise<void>;
  /** Asks anew how things stand with the shopper. */
  refresh(): Promise<void>;
  readonly points: { balance(): Promise<Balance | null>; preview(basket: PreviewRequest): Promise<EarnPreview> };
  readonly offers: {
    get(ask?: { placement?: OfferPlacement; product?: string; category?: string; basketMinor?: number }): Promise<readonly OfferView[]>;
  };
  readonly rewards: { list(): Promise<readonly Reward[]>; redeem(rewardId: string): Promise<Voucher> };
  readonly watches: { list(): Promise<readonly Watch[]>; add(query: string, words: string): Promise<Watch>; remove(id: string): Promise<void> };
  readonly recommendations: { get(ask?: { placement?: Placement; count?: number; product?: string }): Promise<RecommendationRow> };
  readonly inbox: { list(before?: string): Promise<MessagePage>; read(ids: readonly string[]): Promise<void> };
}

/** How a chunk is fetched, by its name. What is not named here defines components. */
export interface Chunk {
  (name: 'tracker'): Promise<TrackerChunk>;
  (name: 'ui'): Promise<UiChunk>;
  (name: 'calls'): Promise<CallsChunk>;
  (name: string): Promise<unknown>;
}

declare global {
  interface Window {
    /** Before the script runs an array of calls, then a thing with the same `push`. */
    rapport?: Rapport | RapportCall[];
    dataLayer?: unknown[];
  }
}
