import type { ProductReading } from '@rapport/domain/watches';
import type { Feed, ImportReport, Product, ShopperView, Watch, WatchPatch, WatchRequest } from '@rapport/protocol';
import type { Answer, At, Caller } from './ports.ts';

/** A change of the catalogue, on its way to the slices; with the product's words read once for all of them. */
export interface Arrival {
  readonly seq: number;
  /** `variant-cheaper`: a variant fell, the lowest price didn't. `renamed`: the same product goes by another id. */
  readonly changeKind: 'new' | 'returned' | 'restocked' | 'cheaper' | 'variant-cheaper' | 'gone' | 'renamed';
  readonly product: Product;
  readonly reading: ProductReading;
  readonly atMs: number;
  /** The id it came with first: what somebody was told of is the product, not its id. The product's own when it never changed. */
  readonly rootId?: string;
  /** `renamed`: the id until now. */
  readonly formerId?: string;
  /** `restocked`: the variants that can be bought again. */
  readonly variantIds?: readonly string[];
  /** `cheaper`: the lowest price before, in minor units. */
  readonly beforeMinor?: number;
}

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
  arrive(at: At, source: string, changes: readonly Arrival[]): Promise<Answer<{ seq: number }>>;
}

/** What a catalogue is asked about feeds, files that wait for the owner, and what watches need of it. */
export interface FeedPort {
  settleImport(id: string, isApproved: boolean, who: string): Promise<Answer<{ report: ImportReport }>>;
  feeds(): Promise<Feed[]>;
  addFeed(url: string, everyHours: number): Promise<Answer<{ feed: Feed }>>;
  dropFeed(id: string): Promise<Answer<object>>;
  fetchFeed(id: string): Promise<Answer<{ feed: Feed }>>;
  watchFacts(productId: string | null, query: string | null): Promise<WatchFacts>;
}
