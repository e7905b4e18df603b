import { keysOfCategory, keysOfProduct, markOf, marksOf, mayAnswer, prepare, productKey } from '@rapport/domain/watches';
import type { Marks, PreparedProduct, ReadLexicon } from '@rapport/domain/watches';
import type { Arrival } from '../ports.ts';
import { MarkMemory } from './mark-memory.ts';
import { SlipMemory } from './slip-memory.ts';
import { WatchIndexStore } from './watch-index-store.ts';
import type { Reached } from './watch-index-store.ts';

/** Rows of the index looked at for some changes together. */
const ROWS_AT_ONCE = 30_000;
/** How many rows that are remembered are looked at in the time in which one is read. */
const REMEMBERED_ARE_CHEAPER = 10;

/** A product made ready, and what it is looked up by. */
interface Ready {
  readonly change: Arrival;
  readonly product: PreparedProduct;
  readonly marks: Marks;
}

/** The same, with the numbers of the watches it may answer, in order; null when those are too many. */
export interface Looked extends Ready {
  readonly numbers: readonly number[] | null;
}

/** Finds whose watches some changes may answer. It only reads. */
export class ArrivalFinder {
  readonly #index: WatchIndexStore;
  readonly #slips: SlipMemory;
  readonly #memory: MarkMemory;

  constructor(sql: SqlStorage) {
    this.#index = new WatchIndexStore(sql);
    this.#slips = new SlipMemory(this.#index);
    this.#memory = new MarkMemory(this.#index);
  }

  /** Looks some changes up together; `most` = watches of one that are not too many. Where all of them reach too many rows only the first ones come back, at least one. */
  look(changes: readonly Arrival[], lexicon: ReadLexicon, most: number): Looked[] {
    if (changes.length === 0) return [];
    const ready = this.#ready(changes, lexicon);
    for (let count = ready.length; ; count = count >> 1) {
      const some = ready.slice(0, count);
      const found = this.#numbers(some);
      if (found) return some.map((one, index) => ({ ...one, numbers: few(found[index], most) }));
      if (count === 1) return some.map((one) => ({ ...one, numbers: null }));
    }
  }

  /** The products of some changes made ready, and the marks they are looked up by: their own, and those of filed words one slip away. */
  #ready(changes: readonly Arrival[], lexicon: ReadLexicon): Ready[] {
    const prepared = changes.map((change) => ({ change, product: prepare(change.reading, lexicon) }));
    this.#slips.learn(prepared.map(({ product }) => product));
    return prepared.map(({ change, product }) => {
      // Of a product that was renamed nothing counts but who waits for it by its old id.
      if (change.formerId !== undefined) return { change, product, marks: marksOf(new Set([markOf(productKey(change.formerId))]), []) };
      const has = new Set<number>();
      for (const key of keysOfProduct(product, change.product.id)) has.add(markOf(key));
      for (const word of product.typed) for (const mark of this.#slips.of(word)) has.add(mark);
      return { change, product, marks: marksOf(has, keysOfCategory(product).map(markOf)) };
    });
  }

  /** Watches by their numbers; those that are gone are not in it. */
  kept(numbers: readonly number[]): Map<number, Reached> {
    return this.#index.kept(inOrder([...new Set(numbers)]));
  }

  /** The same change with only those of its marks that something is filed under: for many windows. */
  filed(looked: Looked): { readonly looked: Looked; readonly marks: readonly number[] } {
    return { looked, marks: this.#index.filed([...looked.marks.has]) };
  }

  /** The numbers of the watches that a change may answer, after one and through another. */
  window({ looked, marks }: ReturnType<ArrivalFinder['filed']>, after: number, through: number): number[] {
    const found = new Set<number>();
    for (const [mark, rows] of this.#index.under(marks, after, through, Number.MAX_SAFE_INTEGER))
      take(JSON.parse(`[${rows}]`) as number[], mark, looked.marks, found);
    return inOrder([...found]);
  }

  /** The highest number of a watch. */
  last(): number {
    return this.#index.last();
  }

  /** Some watches, and all others of the same people: what is said to somebody is said with every reason. */
  withOthers(numbers: readonly number[]): Reached[] {
    const kept = [...this.#index.kept(numbers).values()];
    const alone = this.#index.alone(kept.map(({ shopper }) => shopper));
    const others = this.#index.ofPeople([...new Set(kept.map(({ shopper }) => shopper).filter((shopper) => !alone.has(shopper)))]);
    return [...kept.filter(({ shopper }) => alone.has(shopper)), ...others];
  }

  /** The numbers of the watches that each may answer; null when that takes too many rows. What several of them have is read once. */
  #numbers(ready: readonly Ready[]): Set<number>[] | null {
    const found = ready.map(() => new Set<number>());
    const unknown = new Map<number, number[]>();
    let rows = 0;
    this.#memory.refresh();
    for (const [index, { marks }] of ready.entries()) {
      for (const mark of marks.has) {
        const known = this.#memory.get(mark);
        if (known) {
          rows += known.length / 2 / REMEMBERED_ARE_CHEAPER;
          take(known, mark, marks, found[index]);
          continue;
        }
        const having = unknown.get(mark);
        if (having) having.push(index);
        else unknown.set(mark, [index]);
      }
    }
    for (const [mark, list] of this.#memory.learn(inOrder([...unknown.keys()]), ROWS_AT_ONCE + 1)) {
      rows += list.length / 2;
      for (const index of unknown.get(mark) ?? []) {
        const one = ready[index];
        if (one) take(list, mark, one.marks, found[index]);
      }
    }
    return rows > ROWS_AT_ONCE ? null : found;
  }
}

/** Takes of the rows of a mark (watch, what stands beside, and so on) the watches that may be answered. */
function take(rows: readonly number[], mark: number, marks: Marks, into: Set<number> | undefined): void {
  for (let at = 0; at < rows.length; at += 2) if (mayAnswer(mark, rows[at + 1] ?? 0, marks)) into?.add(rows[at] ?? 0);
}

const few = (numbers: ReadonlySet<number> | undefined, most: number): number[] | null =>
  numbers === undefined || numbers.size > most ? null : inOrder([...numbers]);

const inOrder = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);
