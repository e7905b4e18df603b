import { NONE } from './log.ts';

const BLOCK = 8;
const SHELF_BITS = 5;
/** Products that are stored together, count: a shelf is one row. */
export const SHELF = 1 << SHELF_BITS;

/**
 * Weighted neighbours of products, at most some dozens each, in blocks of eight from one pool, so that the many products with few neighbours take little.
 * A full list lets its weakest go and leaves the newcomer half of that one's weight, without which no newcomer could ever stay (space-saving).
 * @see https://www.cs.ucsb.edu/sites/default/files/documents/2005-23.pdf
 */
export class Pairs {
  /** Neighbours kept of a product; may be set lower as the shop grows: longer lists then stay as long as they are. */
  most: number;
  #first: Int32Array;
  #count: Uint8Array;
  #other = new Int32Array(64 * BLOCK);
  #weight = new Float32Array(64 * BLOCK);
  #next = new Int32Array(64);
  #blocks = 0;
  #free = NONE;

  /** By shelf: whether it is in memory, whether it differs from what is stored, when it was last used. */
  #ready = new Uint8Array(0);
  #dirty = new Uint8Array(0);
  #used = new Float64Array(0);
  #clock = 0;
  #blocksInUse = 0;
  /** Where a shelf that isn't in memory comes from: what `dump` gave, or null. Without it everything is in memory. */
  source: ((shelf: number) => Uint8Array | null) | null = null;

  constructor(most: number) {
    this.most = most;
    this.#first = new Int32Array(0);
    this.#count = new Uint8Array(0);
  }

  get sizeBytes(): number {
    return this.#first.length * 5 + this.#next.length * (4 + BLOCK * 8) + this.#ready.length * 10;
  }

  /** How many neighbours a product has. */
  count(product: number): number {
    if (product >= this.#first.length) this.#makeRoom(product);
    this.#use(product);
    return this.#count[product]!;
  }

  /** Shelves that differ from what is stored. */
  dirtyShelves(): number[] {
    const shelves: number[] = [];
    for (let shelf = 0; shelf < this.#dirty.length; shelf += 1) if (this.#dirty[shelf] === 1) shelves.push(shelf);
    return shelves;
  }

  /** A shelf as bytes, and clean from now on: how many neighbours each product has (a byte each), then all neighbours, then all weights. */
  dump(shelf: number): Uint8Array<ArrayBuffer> {
    const first = shelf * SHELF;
    let all = 0;
    for (let product = first; product < first + SHELF; product += 1) all += this.count(product);
    const bytes = new Uint8Array(SHELF + 8 * all);
    const others = new Int32Array(bytes.buffer, SHELF, all);
    const weights = new Float32Array(bytes.buffer, SHELF + 4 * all, all);
    let at = 0;
    for (let product = first; product < first + SHELF; product += 1) {
      const count = this.#count[product]!;
      bytes[product - first] = count;
      let block = count > 0 ? this.#first[product]! : NONE;
      for (let left = count; left > 0; left -= BLOCK) {
        const from = block * BLOCK;
        const to = from + Math.min(BLOCK, left);
        others.set(this.#other.subarray(from, to), at);
        weights.set(this.#weight.subarray(from, to), at);
        at += to - from;
        block = this.#next[block]!;
      }
    }
    this.#dirty[shelf] = 0;
    return bytes;
  }

  /** Lets go of the shelves that were not used for the longest and are stored, until the rest fits. */
  trim(mostBytes: number): void {
    const most = Math.floor(mostBytes / (4 + BLOCK * 8));
    if (this.source === null || this.#blocksInUse <= most) return;
    const shelves = Array.from(this.#used.keys()).filter((shelf) => this.#ready[shelf] === 1 && this.#dirty[shelf] === 0);
    shelves.sort((a, b) => this.#used[a]! - this.#used[b]!);
    for (const shelf of shelves) {
      if (this.#blocksInUse <= most * TRIMMED) return;
      for (let product = shelf * SHELF; product < (shelf + 1) * SHELF; product += 1) this.#clear(product);
      this.#ready[shelf] = 0;
    }
  }

  /** Adds to a pair's weight; less than nothing takes away, and a pair that has nothing left is gone. */
  add(product: number, other: number, weight: number): void {
    if (product >= this.#first.length) this.#makeRoom(product);
    this.#use(product);
    this.#dirty[product >> SHELF_BITS] = 1;
    this.#add(product, other, weight);
  }

  #add(product: number, other: number, weight: number): void {
    const all = this.#other;
    const weights = this.#weight;
    const count = this.#count[product]!;
    let weakest = NONE;
    let least = Infinity;
    let block = this.#first[product]!;
    let last = NONE;
    for (let left = count; left > 0; left -= BLOCK) {
      const from = block * BLOCK;
      const to = from + (left < BLOCK ? left : BLOCK);
      for (let at = from; at < to; at += 1) {
        if (all[at] === other) {
          weights[at]! += weight;
          if (weight < 0 && weights[at]! <= GONE * -weight) this.#remove(product, at);
          return;
        }
        if (weights[at]! < least || (weights[at]! === least && all[at]! > all[weakest]!)) {
          least = weights[at]!;
          weakest = at;
        }
      }
      last = block;
      block = this.#next[block]!;
    }
    if (weight <= 0) return;
    if (count >= this.most) {
      all[weakest] = other;
      weights[weakest] = least / 2 + weight;
      return;
    }
    if (count % BLOCK === 0) {
      const fresh = this.#take();
      if (last === NONE) this.#first[product] = fresh;
      else this.#next[last] = fresh;
      last = fresh;
    }
    const at = last * BLOCK + (count % BLOCK);
    this.#other[at] = other;
    this.#weight[at] = weight;
    this.#count[product] = count + 1;
  }

  /** Writes a product's neighbours and their weights into two arrays, as long as the list may be; returns how many. */
  read(product: number, others: Int32Array, weights: Float32Array): number {
    const count = this.count(product);
    let block = count > 0 ? this.#first[product]! : NONE;
    for (let index = 0; index < count; index += 1) {
      const at = block * BLOCK + (index % BLOCK);
      others[index] = this.#other[at]!;
      weights[index] = this.#weight[at]!;
      if (index % BLOCK === BLOCK - 1) block = this.#next[block]!;
    }
    return count;
  }

  /** Gives a product's blocks back. */
  #clear(product: number): void {
    const blocks = Math.ceil((this.#count[product] ?? 0) / BLOCK);
    let block = blocks > 0 ? this.#first[product]! : NONE;
    for (let index = 0; index < blocks; index += 1) {
      const next = this.#next[block]!;
      this.#giveBack(block);
      block = next;
    }
    if (product < this.#count.length) this.#count[product] = 0;
  }

  /** Brings the product's shelf into memory. */
  #use(product: number): void {
    const shelf = product >> SHELF_BITS;
    this.#clock += 1;
    this.#used[shelf] = this.#clock;
    if (this.#ready[shelf] === 1) return;
    this.#ready[shelf] = 1;
    const bytes = this.source?.(shelf) ?? null;
    if (bytes === null) return;
    const copy = bytes.slice().buffer;
    const all = (bytes.length - SHELF) / 8;
    const others = new Int32Array(copy, SHELF, all);
    const weights = new Float32Array(copy, SHELF + 4 * all, all);
    let from = 0;
    for (let index = 0; index < SHELF; index += 1) {
      this.#put(shelf * SHELF + index, others.subarray(from, from + bytes[index]!), weights.subarray(from, from + bytes[index]!));
      from += bytes[index]!;
    }
  }

  /** Gives a product that has none its neighbours. */
  #put(product: number, others: Int32Array, weights: Float32Array): void {
    let last = NONE;
    for (let at = 0; at < others.length; at += BLOCK) {
      const block = this.#take();
      if (last === NONE) this.#first[product] = block;
      else this.#next[last] = block;
      this.#other.set(others.subarray(at, at + BLOCK), block * BLOCK);
      this.#weight.set(weights.subarray(at, at + BLOCK), block * BLOCK);
      last = block;
    }
    this.#count[product] = others.length;
  }

  /** Multiplies every weight, in memory and, by way of being dirty, in the store. */
  scale(factor: number): void {
    for (let shelf = 0; shelf < this.#ready.length; shelf += 1) {
      this.#use(shelf * SHELF);
      this.#dirty[shelf] = 1;
    }
    for (let at = 0; at < this.#blocks * BLOCK; at += 1) this.#weight[at]! *= factor;
  }

  /** The last of the list takes the place of the one that leaves. */
  #remove(product: number, at: number): void {
    const count = this.#count[product]! - 1;
    let block = this.#first[product]!;
    let before = NONE;
    for (let hops = Math.floor(count / BLOCK); hops > 0; hops -= 1) {
      before = block;
      block = this.#next[block]!;
    }
    const last = block * BLOCK + (count % BLOCK);
    this.#other[at] = this.#other[last]!;
    this.#weight[at] = this.#weight[last]!;
    this.#count[product] = count;
    if (count % BLOCK !== 0) return;
    if (before !== NONE) this.#next[before] = NONE;
    this.#giveBack(block);
  }

  #take(): number {
    this.#blocksInUse += 1;
    if (this.#free !== NONE) {
      const block = this.#free;
      this.#free = this.#next[block]!;
      this.#next[block] = NONE;
      return block;
    }
    if (this.#blocks === this.#next.length) {
      const size = Math.ceil(this.#blocks * 1.1);
      const next = new Int32Array(size);
      next.set(this.#next);
      this.#next = next;
      const other = new Int32Array(size * BLOCK);
      other.set(this.#other);
      this.#other = other;
      const weight = new Float32Array(size * BLOCK);
      weight.set(this.#weight);
      this.#weight = weight;
    }
    this.#next[this.#blocks] = NONE;
    this.#blocks += 1;
    return this.#blocks - 1;
  }

  #giveBack(block: number): void {
    this.#blocksInUse -= 1;
    this.#next[block] = this.#free;
    this.#free = block;
  }

  #makeRoom(product: number): void {
    const size = Math.ceil(Math.max(64, (product + 1) * 1.25) / SHELF) * SHELF;
    this.#first = widened(this.#first, new Int32Array(size));
    this.#count = widened(this.#count, new Uint8Array(size));
    this.#ready = widened(this.#ready, new Uint8Array(size / SHELF));
    this.#dirty = widened(this.#dirty, new Uint8Array(size / SHELF));
    this.#used = widened(this.#used, new Float64Array(size / SHELF));
  }
}

const widened = <A extends Int32Array | Uint8Array | Float64Array>(from: A, to: A): A => {
  to.set(from);
  return to;
};

/** What is left of a taken-back weight by rounding, as a share of it, and counts as nothing. */
const GONE = 1e-3;
/** Share of the room that is filled after trimming, so that it isn't trimmed again at once. */
const TRIMMED = 0.9;
