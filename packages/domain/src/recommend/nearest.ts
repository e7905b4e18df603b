import type { Board } from './board.ts';
import { type EventLog, NONE } from './log.ts';
import type { Setting } from './setting.ts';

const HASH_BITS = 14;
const HASH_MASK = (1 << HASH_BITS) - 1;
/** More candidate sessions than this are not looked at; 20 products × 256 sessions are 5,120. */
const MAX_CANDIDATES = 1 << 13;
/** Knuth's multiplicative hash, 2^32 / golden ratio. */
const GOLDEN = -1_640_531_527;

/** Lets the sessions most like a question vote for the products near what they share with it (VMIS-kNN family). @see https://dl.acm.org/doi/10.1145/3514221.3517901 */
export class Nearest {
  readonly #set: Setting;
  readonly #log: EventLog;
  readonly #decay: Float64Array;
  readonly #key = new Int32Array(1 << HASH_BITS).fill(NONE);
  readonly #place = new Int32Array(1 << HASH_BITS);
  readonly #slot = new Int32Array(MAX_CANDIDATES);
  readonly #session = new Int32Array(MAX_CANDIDATES);
  readonly #entry = new Int32Array(MAX_CANDIDATES);
  readonly #likeness = new Float64Array(MAX_CANDIDATES);
  #count = 0;

  constructor(set: Setting, log: EventLog) {
    this.#set = set;
    this.#log = log;
    this.#decay = Float64Array.from({ length: set.reach + 1 }, (_, distance) => Math.exp(-distance * set.positionFade));
  }

  static readonly sizeBytes = (1 << HASH_BITS) * 8 + MAX_CANDIDATES * 20;

  /** A product of the question: its latest sessions come into consideration, with its weight. `own` = the asker's session, which has no vote. */
  consider(latest: number, weight: number, own: number): void {
    const log = this.#log;
    const key = this.#key;
    let last = own;
    let entry = latest;
    for (let left = this.#set.sessionsAProduct; left > 0 && log.has(entry);) {
      const at = log.at(entry);
      const session = log.session[at]!;
      if (session !== last && session !== own && session !== NONE) {
        last = session;
        left -= 1;
        let slot = Math.imul(session, GOLDEN) >>> (32 - HASH_BITS);
        while (key[slot] !== NONE && key[slot] !== session) slot = (slot + 1) & HASH_MASK;
        if (key[slot] === session) this.#likeness[this.#place[slot]!]! += weight;
        else if (this.#count < MAX_CANDIDATES) {
          const place = this.#count;
          key[slot] = session;
          this.#place[slot] = place;
          this.#slot[place] = slot;
          this.#session[place] = session;
          this.#entry[place] = entry;
          this.#likeness[place] = weight;
          this.#count += 1;
        }
      }
      entry = log.same[at]!;
    }
  }

  /** The best of them vote. Everything is ready for the next question afterwards. */
  vote(board: Board, sessions: number, second: number): void {
    const set = this.#set;
    const log = this.#log;
    for (let place = 0; place < this.#count; place += 1) {
      this.#key[this.#slot[place]!] = NONE;
      const ageDays = (second - log.second[log.at(this.#entry[place]!)]!) / 86_400;
      this.#likeness[place]! *=
        2 ** ((this.#session[place]! - sessions) / set.sessionHalfLife - (ageDays > 0 ? ageDays / set.sessionHalfLifeDays : 0));
    }
    if (this.#count > set.nearest) this.#select(set.nearest);
    const voters = Math.min(this.#count, set.nearest);
    for (let place = 0; place < voters; place += 1) {
      const from = this.#entry[place]!;
      const session = this.#session[place]!;
      const likeness = this.#likeness[place]!;
      const shared = log.product[log.at(from)]!;
      let entry = from;
      for (let distance = 0; distance <= set.reach && log.has(entry); distance += 1) {
        const at = log.at(entry);
        if (log.session[at] !== session) break;
        board.vote(log.product[at]!, likeness * this.#decay[distance]!, shared);
        entry = log.after[at]!;
      }
      entry = log.before[log.at(from)]!;
      for (let distance = 1; distance <= set.reach && log.has(entry); distance += 1) {
        const at = log.at(entry);
        if (log.session[at] !== session) break;
        board.vote(log.product[at]!, likeness * set.backPosition * this.#decay[distance]!, shared);
        entry = log.before[at]!;
      }
    }
    this.#count = 0;
  }

  /** Moves the `keep` most alike to the front; of equals the younger sessions. */
  #select(keep: number): void {
    const likeness = this.#likeness;
    const session = this.#session;
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const pivot = likeness[middle]!;
      const name = session[middle]!;
      let left = low;
      let right = high;
      while (left <= right) {
        while (likeness[left]! > pivot || (likeness[left] === pivot && session[left]! > name)) left += 1;
        while (likeness[right]! < pivot || (likeness[right] === pivot && session[right]! < name)) right -= 1;
        if (left > right) break;
        swap(likeness, left, right);
        swap(session, left, right);
        swap(this.#entry, left, right);
        left += 1;
        right -= 1;
      }
      if (keep - 1 <= right) high = right;
      else if (keep - 1 >= left) low = left;
      else return;
    }
  }
}

const swap = (list: Float64Array | Int32Array, left: number, right: number): void => {
  const kept = list[left]!;
  list[left] = list[right]!;
  list[right] = kept;
};
