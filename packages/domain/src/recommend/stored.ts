import type { EventLog } from './log.ts';
import { NONE } from './log.ts';
import type { Memory } from './memory.ts';
import type { Model } from './model.ts';
import { SHELF } from './pairs.ts';
import type { Tails } from './tails.ts';

/** Products that stand together, as they are stored: one row. */
export interface StoredShelf {
  readonly shelf: number;
  /** Ids and sums, as JSON; all of them are read when the recommender wakes. */
  readonly facts: string;
  /** What came after, and what was bought with; read when a product of the shelf is asked for. */
  readonly pairs: Uint8Array<ArrayBuffer>;
  readonly together: Uint8Array<ArrayBuffer>;
}

/** What there is only one of. */
export interface StoredState {
  readonly v: 1;
  readonly sessions: number;
  readonly origin: number;
  readonly nowSecond: number;
  readonly head: number;
  readonly judge: { readonly weights: readonly number[]; readonly steepness: readonly number[] };
  readonly repeats: readonly (readonly number[])[];
}

/** Numbers of an entry, four bytes each, the lower ones first. */
const NUMBERS = 7;
const ENTRY_BYTES = NUMBERS * 4;
/** Entries of one page: 1.8 MB, as a row may have 2. */
const MAX_ENTRIES_A_PAGE = 65_536;

/** Entries of the log as they are stored, 28 bytes each: product, session, second, before, the owner's hash, weight. */
export class LogPage {
  readonly first: number;
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(first: number, bytes: Uint8Array<ArrayBuffer>) {
    this.first = first;
    this.bytes = bytes;
  }

  get count(): number {
    return this.bytes.length / ENTRY_BYTES;
  }

  /** The log's entries from `first` on; `owners` = two halves of a hash for each of them. */
  static of(log: EventLog, first: number, owners: readonly number[]): LogPage[] {
    const pages: LogPage[] = [];
    for (let from = Math.max(first, log.tail); from < log.head; from += MAX_ENTRIES_A_PAGE) {
      const until = Math.min(log.head, from + MAX_ENTRIES_A_PAGE);
      const numbers = new Int32Array((until - from) * NUMBERS);
      for (let entry = from, to = 0; entry < until; entry += 1, to += NUMBERS) {
        const at = log.at(entry);
        numbers[to] = log.product[at]!;
        numbers[to + 1] = log.session[at]!;
        numbers[to + 2] = log.second[at]!;
        numbers[to + 3] = log.before[at]!;
        numbers[to + 4] = owners[(entry - first) * 2] ?? 0;
        numbers[to + 5] = owners[(entry - first) * 2 + 1] ?? 0;
        numbers[to + 6] = log.weight[at]!;
      }
      pages.push(new LogPage(from, new Uint8Array(numbers.buffer)));
    }
    return pages;
  }

  /** Puts the entries back. */
  into(memory: Memory, tails: Tails): void {
    const { log } = memory;
    const numbers = new Int32Array(this.bytes.slice().buffer);
    if (log.head < this.first) log.startAt(this.first);
    for (let from = 0; from < numbers.length; from += NUMBERS) {
      const product = numbers[from]!;
      const known = product !== NONE;
      const same = known ? memory.latest[product]! : NONE;
      const entry = log.append(product, numbers[from + 1]!, numbers[from + 2]!, numbers[from + 6]!, numbers[from + 3]!, same);
      if (!known) continue;
      memory.latest[product] = entry;
      tails.set(numbers[from + 4]!, numbers[from + 5]!, entry, log.tail);
    }
  }

  /** The page without these entries: erased people leave nothing in it. */
  without(entries: readonly number[]): LogPage {
    const bytes = this.bytes.slice();
    const numbers = new Int32Array(bytes.buffer);
    for (const entry of entries) {
      if (entry < this.first || entry >= this.first + this.count) continue;
      const at = (entry - this.first) * NUMBERS;
      numbers.fill(0, at, at + NUMBERS);
      for (const place of [0, 1, 3]) numbers[at + place] = NONE;
    }
    return new LogPage(this.first, bytes);
  }
}

/** A product's id and sums: sessions, events, what it is met these days and these hours. */
type Facts = readonly [id: string, spread: number, seen: number, heat: number, rise: number];

/** A shelf with the products of these ids, and clean from now on. */
export function shelfOf(memory: Memory, shelf: number, ids: readonly string[]): StoredShelf {
  const { spread, heat, rise, nowSecond: second } = memory;
  const first = shelf * SHELF;
  const [seen, warmth, risen] = [memory.seenFrom(first, ids.length), heat.from(first, ids.length, second), rise.from(first, ids.length, second)];
  const products = ids.map((id, index): Facts => [id, spread[first + index]!, seen[index]!, warmth[index]!, risen[index]!]);
  return { shelf, facts: JSON.stringify({ shelf, second, products }), pairs: memory.pairs.dump(shelf), together: memory.together.dump(shelf) };
}

/** Takes a shelf's facts back; gives its products' numbers and ids. */
export function putFacts(memory: Memory, text: string): [product: number, id: string][] {
  const { shelf, second, products } = JSON.parse(text) as { shelf: number; second: number; products: readonly Facts[] };
  return products.map(([id, spread, seen, heat, rise], index) => {
    memory.put(shelf * SHELF + index, { spread, seen, heat, rise }, second);
    return [shelf * SHELF + index, id];
  });
}

/** What there is only one of. */
export function stateOf({ memory, judge }: Model): StoredState {
  const { sessions, origin, nowSecond, log, repeats } = memory;
  const learnt = { weights: [...judge.weights], steepness: [...judge.steepness] };
  return { v: 1, sessions, origin, nowSecond, head: log.head, judge: learnt, repeats: repeats.dump() };
}

export function putState({ memory, judge }: Model, state: StoredState): void {
  memory.sessions = state.sessions;
  memory.origin = state.origin;
  memory.nowSecond = state.nowSecond;
  memory.repeats.load(state.repeats);
  judge.weights.set(state.judge.weights);
  judge.steepness.set(state.judge.steepness);
}
