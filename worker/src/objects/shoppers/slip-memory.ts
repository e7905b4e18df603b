import { isOneSlip, mayBeSlipOf, Slips } from '@rapport/domain/watches';
import type { PreparedProduct } from '@rapport/domain/watches';
import type { WatchIndexStore } from './watch-index-store.ts';

/** Words remembered; some megabytes at most. Products say the same words again and again. */
const REMEMBERED = 30_000;
/** Spellings that may have come before all is forgotten: each is held against all words that are remembered. */
const HELD_AGAINST = 20;
const NONE: readonly number[] = [];

/** Which filed words lie one slip of the pen away from a product's: looked up once a word, and remembered; a spelling that is filed later is added to what is known. */
export class SlipMemory {
  readonly #index: WatchIndexStore;
  readonly #known = new Map<string, readonly number[]>();
  #last = 0;

  constructor(index: WatchIndexStore) {
    this.#index = index;
  }

  /** Looks up what is not known of the words of some products, all at once. */
  learn(products: readonly PreparedProduct[]): void {
    this.#catchUp();
    const missing = new Set<string>();
    for (const { typed } of products) for (const word of typed) if (!this.#known.has(word)) missing.add(word);
    if (missing.size === 0) return;
    const slips = new Slips([...missing]);
    for (const [shape, spelling, mark] of this.#index.spelt(slips.shapes.toSorted())) slips.take(shape, spelling, mark);
    for (const [word, marks] of slips.found) this.#known.set(word, marks.size === 0 ? NONE : [...marks]);
  }

  /** The marks of filed words one slip away from a word that has been learnt. */
  of(word: string): readonly number[] {
    return this.#known.get(word) ?? NONE;
  }

  #catchUp(): void {
    const last = this.#index.lastSpelling();
    if (last - this.#last > HELD_AGAINST || this.#known.size >= REMEMBERED) this.#known.clear();
    else if (last !== this.#last) for (const [spelling, mark] of this.#index.speltSince(this.#last)) this.#add(spelling, mark);
    this.#last = last;
  }

  #add(spelling: string, mark: number): void {
    for (const [word, marks] of this.#known)
      if (mayBeSlipOf(word, spelling) && isOneSlip(word, spelling) && !marks.includes(mark)) this.#known.set(word, [...marks, mark]);
  }
}
