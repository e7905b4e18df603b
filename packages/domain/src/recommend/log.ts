/** No entry, no product, no session. */
export const NONE = -1;

const FIELDS = ['product', 'session', 'second', 'before', 'after', 'same'] as const;
const FIRST_SIZE = 1_024;

/**
 * The last events of everybody, in one ring of numbers. Entries are named by a count that never starts again, so an entry that the ring has lost is told by its number alone
 * and nothing needs to be cleaned up after it. Each entry knows the one before and after it of its person and the one before it of its product:
 * a product's sessions and a session's products are both walks, and cost no memory of their own.
 * 25 bytes an entry; grows by doubling up to its capacity, so that a small shop stays small.
 */
export class EventLog {
  #capacity = FIRST_SIZE;
  #size = FIRST_SIZE;
  /** Nothing before this entry was ever here. */
  #floor = 0;
  /** Count of all entries ever: the next entry's number. */
  head = 0;
  product = new Int32Array(FIRST_SIZE);
  /** Number of the session, counting up over all. */
  session = new Int32Array(FIRST_SIZE);
  /** When, s since 1970. */
  second = new Int32Array(FIRST_SIZE);
  /** The person's entry before it, also when that was in an earlier session. */
  before = new Int32Array(FIRST_SIZE);
  after = new Int32Array(FIRST_SIZE);
  /** The entry before it of the same product. */
  same = new Int32Array(FIRST_SIZE);
  /** What the event weighed, 0 when it was forgotten. */
  weight = new Uint8Array(FIRST_SIZE);

  /** Entries it may hold; never fewer than it was allowed before. */
  set capacity(entries: number) {
    if (entries > this.#capacity) this.#capacity = entries;
  }

  /** Number of the oldest entry that is still there. */
  get tail(): number {
    return Math.max(this.#floor, this.head - this.#size);
  }

  get sizeBytes(): number {
    return this.#size * (FIELDS.length * 4 + 1);
  }

  /** Whether an entry is still there. */
  has(entry: number): boolean {
    return entry >= this.#floor && entry >= this.head - this.#size && entry < this.head;
  }

  /** Where an entry lies in the arrays. */
  at(entry: number): number {
    return entry % this.#size;
  }

  append(product: number, session: number, second: number, weight: number, before: number, same: number): number {
    if (this.head - this.#floor >= this.#size && this.#size < this.#capacity) this.#resize(Math.min(this.#capacity, this.#size * 2));
    const entry = this.head;
    const at = entry % this.#size;
    this.product[at] = product;
    this.session[at] = session;
    this.second[at] = second;
    this.weight[at] = weight;
    this.before[at] = before;
    this.after[at] = NONE;
    this.same[at] = same;
    this.head += 1;
    if (this.has(before)) this.after[before % this.#size] = entry;
    return entry;
  }

  /** Goes on at a number, with nothing before it: what lies there has been lost. */
  startAt(entry: number): void {
    this.head = entry;
    this.#floor = entry;
  }

  #resize(size: number): void {
    const from = this.#size;
    const { tail, head } = this;
    for (const field of FIELDS) {
      const old = this[field];
      const fresh = new Int32Array(size);
      for (let entry = tail; entry < head; entry += 1) fresh[entry % size] = old[entry % from]!;
      this[field] = fresh;
    }
    const weight = new Uint8Array(size);
    for (let entry = tail; entry < head; entry += 1) weight[entry % size] = this.weight[entry % from]!;
    this.weight = weight;
    this.#size = size;
  }
}
