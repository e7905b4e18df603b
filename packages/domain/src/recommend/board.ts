import { NONE } from './log.ts';

/** Where the score of one question is kept: a number for each product and estimator, and the list of products that have any. Cleared by that list, never as a whole. */
export class Board {
  /** Products that have been spoken for. */
  list = new Int32Array(0);
  size = 0;
  /** By product: what the nearest sessions say, what the pairs say, what the latest product's pairs say, what pairs of pairs say, how many of the question speak for it. */
  sessions = new Float64Array(0);
  pairs = new Float64Array(0);
  direct = new Float64Array(0);
  hops = new Float64Array(0);
  voices = new Float64Array(0);
  score = new Float64Array(0);
  /** By product: the strongest single vote, and the product of the question that it came through. */
  strongest = new Float64Array(0);
  because = new Int32Array(0);
  #listed = new Uint8Array(0);

  get sizeBytes(): number {
    return this.#listed.length * (7 * 8 + 4 + 4 + 1);
  }

  makeRoom(products: number): void {
    if (products <= this.#listed.length) return;
    const size = Math.max(64, Math.ceil(products * 1.25));
    this.list = new Int32Array(size);
    this.sessions = new Float64Array(size);
    this.pairs = new Float64Array(size);
    this.direct = new Float64Array(size);
    this.hops = new Float64Array(size);
    this.voices = new Float64Array(size);
    this.score = new Float64Array(size);
    this.strongest = new Float64Array(size);
    this.because = new Int32Array(size).fill(NONE);
    this.#listed = new Uint8Array(size);
  }

  /** Puts a product on the list. */
  touch(product: number): void {
    if (this.#listed[product] === 1) return;
    this.#listed[product] = 1;
    this.list[this.size] = product;
    this.size += 1;
  }

  /** A session votes for a product, because of one that it shares with the question. */
  vote(product: number, weight: number, shared: number): void {
    this.touch(product);
    this.sessions[product]! += weight;
    if (product === shared || weight <= this.strongest[product]!) return;
    this.strongest[product] = weight;
    this.because[product] = shared;
  }

  /** The `keep` products with the highest scores, the best first, equals by number; those at or below zero never. */
  lead(keep: number, into: Int32Array): number {
    const { score } = this;
    let count = 0;
    for (let index = 0; index < this.size; index += 1) {
      const product = this.list[index]!;
      const value = score[product]!;
      if (!(value > 0)) continue;
      if (count === keep && !above(score, product, value, into[0]!)) continue;
      if (count < keep) {
        sinkUp(into, count, product, score);
        count += 1;
      } else sinkDown(into, count, product, score);
    }
    for (let end = count - 1; end > 0; end -= 1) {
      const worst = into[0]!;
      const last = into[end]!;
      sinkDown(into, end, last, score);
      into[end] = worst;
    }
    return count;
  }

  clear(): void {
    for (let index = 0; index < this.size; index += 1) {
      const product = this.list[index]!;
      this.#listed[product] = 0;
      this.sessions[product] = 0;
      this.pairs[product] = 0;
      this.direct[product] = 0;
      this.hops[product] = 0;
      this.voices[product] = 0;
      this.score[product] = 0;
      this.strongest[product] = 0;
      this.because[product] = NONE;
    }
    this.size = 0;
  }
}

/** Whether a product stands above another. */
const above = (score: Float64Array, product: number, value: number, other: number): boolean =>
  value > score[other]! || (value === score[other] && product < other);

/** A heap with the worst on top: takes a product in at its end. */
const sinkUp = (heap: Int32Array, count: number, product: number, score: Float64Array): void => {
  const value = score[product]!;
  let at = count;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (above(score, product, value, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = product;
};

/** Puts a product in the place of the worst. */
const sinkDown = (heap: Int32Array, count: number, product: number, score: Float64Array): void => {
  const value = score[product]!;
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= count) break;
    const other = child + 1;
    if (other < count && above(score, heap[child]!, score[heap[child]!]!, heap[other]!)) child = other;
    if (!above(score, product, value, heap[child]!)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = product;
};
