import type {
  Feed,
  FollowAnswer,
  FollowIdeas,
  ImportReport,
  Product,
  ShopperView,
  StaffWatch,
  Watch,
  WatchKind,
  WatchPatch,
  WatchRequest,
} from '@rapport/protocol';
import type { Want } from '@rapport/domain/watches';
import type { Arrival } from './arrival.ts';
import type { Answer, At, Caller } from './ports.ts';

/** What a slice must know of the catalogue to keep a watch, fetched before the call (law 7). */
export interface WatchFacts {
  /** The product that a price, stock or `like` watch is about; null when there is none. */
  readonly product: Product | null;
  /** In how many of the products looked at a word stands; only words that stand in many. */
  readonly common: Readonly<Record<string, number>>;
}

/** What a slice is asked about watches and what they wait for. */
export interface WatchPort {
  watch(at: At, caller: Caller, request: WatchRequest, facts: WatchFacts): Promise<Answer<{ watch: Watch; view: ShopperView }>>;
  changeWatch(at: At, id: string, watchId: string, patch: WatchPatch, facts: WatchFacts): Promise<Answer<{ watch: Watch; view: ShopperView }>>;
  unwatch(at: At, id: string, watchId: string): Promise<Answer<{ view: ShopperView }>>;
  /** What somebody comes back to often and may want to follow, in their language. */
  followIdeas(at: At, id: string, locale: string): Promise<Answer<FollowIdeas>>;
  answerFollow(at: At, caller: Caller, answer: FollowAnswer): Promise<Answer<object>>;
  /** A piece of all watches of this slice, person by person; `next` = how far was looked. */
  watchList(at: At, kind: WatchKind | null, after: string, limit: number): Promise<Answer<{ watches: StaffWatch[]; next: string | null }>>;
  /** What people of this slice look for in vain, what most want first; at most as many wants as one answer may hold. */
  demand(at: At): Promise<Answer<{ wants: Want[] }>>;
  /** How many people of this slice wait for each of some products, in the order in which these come first; and for any of them. */
  waiting(at: At, products: readonly Arrival[]): Promise<Answer<{ people: number[]; anyone: number }>>;
  arrive(at: At, source: string, changes: readonly Arrival[]): Promise<Answer<{ seq: number }>>;
}

/** The owner's word on a file that waits: take it, take it and tell nobody of it, or leave it. */
export type ImportWord = 'approve' | 'quietly' | 'refuse';

/** What a catalogue is asked about feeds, files that wait for the owner, and what watches need of it. */
export interface FeedPort {
  settleImport(id: string, word: ImportWord, who: string): Promise<Answer<{ report: ImportReport }>>;
  feeds(): Promise<Feed[]>;
  addFeed(url: string, everyHours: number): Promise<Answer<{ feed: Feed }>>;
  dropFeed(id: string): Promise<Answer<object>>;
  fetchFeed(id: string): Promise<Answer<{ feed: Feed }>>;
  /** The newest products that can be bought, the newest first, as slices are asked about them; with the moment each was first seen. */
  newArrivals(limit: number): Promise<Arrival[]>;
  /** Some of the products that an import brought, by id, each with its changes; `all` = how many it brought. */
  broughtBy(id: string, after: string, limit: number): Promise<Answer<{ arrivals: Arrival[]; next: string | null; looked: number; all: number }>>;
  watchFacts(productId: string | null, query: string | null): Promise<WatchFacts>;
}
