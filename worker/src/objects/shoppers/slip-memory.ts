import { Slips } from '@rapport/domain/watches';
import type { PreparedProduct } from '@rapport/domain/watches';
import type { WatchIndex } from './watch-index-store.ts';

/** Words remembered; some megabytes at most. Products say the same words again and again. */
const REMEMBERED = 20_000;

/** Which filed words lie one slip of the pen away from a product's: looked up once a word, and remembered until a spelling is filed that was not there before. */
export class SlipMemory {
  readonly #index: WatchIndex;
  readonly #known = new Map<string, readonly string[]>();
  #turn = -1;

  constructor(index: WatchIndex) {
    this.#index = index;
  }

  /** The keys of filed words one slip away from a word of the product; one may come twice. */
  of(product: PreparedProduct): string[] {
    this.#forget();
    const missing = product.typed.filter((word) => !this.#known.has(word));
    if (missing.length > 0) this.#learn(missing);
    return product.typed.flatMap((word) => this.#known.get(word) ?? []);
  }

  #forget(): void {
    const turn = this.#index.turn();
    if (turn === this.#turn && this.#known.size < REMEMBERED) return;
    this.#known.clear();
    this.#turn = turn;
  }

  #learn(words: readonly string[]): void {
    const slips = new Slips(words);
    for (const [shape, spelling, key] of this.#index.spelt(slips.shapes)) slips.take(shape, spelling, key);
    for (const [word, keys] of slips.found) this.#known.set(word, [...keys]);
  }
}
