import type { LogPage, StoredShelf, StoredState } from './stored.ts';

/** A product that is recommended. */
export interface Suggestion {
  readonly productId: string;
  /** The higher the likelier; of one answer only, not to be compared between answers. */
  readonly score: number;
  /** The product of the question that speaks for it most; null when none does. */
  readonly because: string | null;
  /** Nobody has met it yet: it is here for what it is like. */
  readonly cold: boolean;
}

/** Whom it is for and what must not be in it. */
export interface Ask {
  /** Products met, the oldest first, repeats included; those that are not known are passed over. */
  readonly events: readonly string[];
  readonly limit: number;
  readonly nowMs: number;
  /** Never shown. */
  readonly exclude?: ReadonlySet<string>;
  /** May what was met come again? Default no. */
  readonly repeats?: boolean;
  /** The asker's alias: their own session then doesn't speak for itself. */
  readonly alias?: string;
}

/** What is to be written down, all in one transaction. */
export interface Flush {
  /** To be gone through once, at once: each is made as it is asked for. */
  readonly shelves: Iterable<StoredShelf>;
  readonly pages: readonly LogPage[];
  readonly state: StoredState;
  /** Pages that end before this entry can go. */
  readonly tail: number;
}
