import { NONE } from './log.ts';

const FIRST_SLOTS = 1_024;
/** 6 MB. When more people than that are in the log at once, those not heard of for the longest begin anew. */
const MAX_SLOTS = 1 << 19;
const FULL = 0.7;
/** Stands for an entry of somebody forgotten. */
const SWEPT = -2;

/** The two halves of a name's 64-bit hash: what is kept of an alias in memory. @see https://en.wikipedia.org/wiki/Fowler–Noll–Vo_hash_function */
export function hashOf(name: string): readonly [number, number] {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x5bd1e995);
    other ^= other >>> 13;
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b);
  return [(one ^ (one >>> 13)) | 0, Math.imul(other ^ (other >>> 15), 0xc2b2ae35) | 0];
}

/** The newest entry of each person in the log, by the hash of their alias: 12 bytes a slot. */
export class Tails {
  #slots = FIRST_SLOTS;
  #one = new Int32Array(FIRST_SLOTS);
  #other = new Int32Array(FIRST_SLOTS);
  #entry = new Int32Array(FIRST_SLOTS).fill(NONE);
  #used = 0;

  get sizeBytes(): number {
    return this.#slots * 12;
  }

  get(one: number, other: number): number {
    return this.#entry[this.#find(one, other)]!;
  }

  /** `tail` = the log's oldest entry: people last heard of before it are let go when room is needed. */
  set(one: number, other: number, entry: number, tail: number): void {
    let at = this.#find(one, other);
    if (this.#entry[at] === NONE) {
      if (this.#used >= this.#slots * FULL) {
        this.#makeRoom(tail, entry);
        at = this.#find(one, other);
      }
      this.#used += 1;
      this.#one[at] = one;
      this.#other[at] = other;
    }
    this.#entry[at] = entry;
  }

  /** Forgets a person, name and all. The slot stays in the way of nothing: it is swept out when room is made. */
  remove(one: number, other: number): void {
    const at = this.#find(one, other);
    if (this.#entry[at] === NONE) return;
    this.#one[at] = 0;
    this.#other[at] = 0;
    this.#entry[at] = SWEPT;
  }

  #find(one: number, other: number): number {
    const mask = this.#slots - 1;
    let at = one & mask;
    while (this.#entry[at] !== NONE && (this.#one[at] !== one || this.#other[at] !== other)) at = (at + 1) & mask;
    return at;
  }

  #makeRoom(tail: number, head: number): void {
    const { length } = this.#entry;
    let from = tail;
    let kept = this.#count(from);
    while (kept > MAX_SLOTS * FULL * 0.75) {
      from += Math.ceil((head - from) / 4);
      kept = this.#count(from);
    }
    const slots = kept > this.#slots * FULL * 0.5 ? Math.min(MAX_SLOTS, this.#slots * 2) : this.#slots;
    const [ones, others, entries] = [this.#one, this.#other, this.#entry];
    this.#slots = slots;
    this.#one = new Int32Array(slots);
    this.#other = new Int32Array(slots);
    this.#entry = new Int32Array(slots).fill(NONE);
    this.#used = 0;
    for (let at = 0; at < length; at += 1) {
      if (entries[at]! < from || entries[at] === NONE) continue;
      const place = this.#find(ones[at]!, others[at]!);
      this.#one[place] = ones[at]!;
      this.#other[place] = others[at]!;
      this.#entry[place] = entries[at]!;
      this.#used += 1;
    }
  }

  #count(from: number): number {
    let count = 0;
    for (let at = 0; at < this.#slots; at += 1) if (this.#entry[at]! !== NONE && this.#entry[at]! >= from) count += 1;
    return count;
  }
}
