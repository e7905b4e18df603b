import { keysOfCategory, keysOfProduct, markOf, mayAnswer, prepare, productKey } from '@rapport/domain/watches';
import type { Marks, PreparedProduct, ReadLexicon } from '@rapport/domain/watches';
import type { Arrival } from '../ports.ts';
import { SlipMemory } from './slip-memory.ts';
import { WatchIndexStore } from './watch-index-store.ts';
import type { Reached } from './watch-index-store.ts';

/** Rows of the index looked at for some changes together. */
const ROWS_AT_ONCE = 10_000;

/** A change with its product made ready, and what it is looked up by. */
export interface Looked {
  readonly change: Arrival;
  readonly product: PreparedProduct;
  readonly marks: Marks;
}

/** Finds whose watches some changes may answer. It only reads. */
export class ArrivalFinder {
  readonly #index: WatchIndexStore;
  readonly #slips: SlipMemory;

  constructor(sql: SqlStorage) {
    this.#index = new WatchIndexStore(sql);
    this.#slips = new SlipMemory(this.#index);
  }

  /** The products of some changes made ready, and the marks they are looked up by: their own, and those of filed words one slip away. */
  look(changes: readonly Arrival[], lexicon: ReadLexicon): Looked[] {
    const prepared = changes.map((change) => ({ change, product: prepare(change.reading, lexicon) }));
    this.#slips.learn(prepared.map(({ product }) => product));
    return prepared.map(({ change, product }) => {
      // Of a product that was renamed nothing counts but who waits for it by its old id.
      if (change.formerId !== undefined) return { change, product, marks: { has: new Set([markOf(productKey(change.formerId))]), inCategory: new Set() } };
      const has = new Set<number>();
      for (const key of keysOfProduct(product, change.product.id)) has.add(markOf(key));
      for (const word of product.typed) for (const mark of this.#slips.of(word)) has.add(mark);
      return { change, product, marks: { has, inCategory: new Set(keysOfCategory(product).map(markOf)) } };
    });
  }

  /**
   * The watches that each of the changes may answer, the earliest first; null for one that reaches more than `most`. Where all together reach too many, the last are left out.
   */
  reached(looked: readonly Looked[], most: number): (readonly Reached[] | null | undefined)[] {
    const found = this.#numbers(looked, 0, this.#index.last(), ROWS_AT_ONCE);
    // Too many rows for all together: half of them, in the end one alone, which is worked off afterwards.
    if (found === null) return looked.length === 1 ? [null] : this.reached(looked.slice(0, looked.length >> 1), most);
    const read: (Set<number> | null)[] = [];
    let all = 0;
    for (const numbers of found) {
      const taken = numbers.size > most ? null : numbers;
      if (read.length > 0 && all + (taken?.size ?? 0) > most) break;
      read.push(taken);
      all += taken?.size ?? 0;
    }
    const kept = this.#index.kept(inOrder(read.flatMap((numbers) => (numbers ? [...numbers] : []))));
    return read.map((numbers) => numbers && inOrder([...numbers]).flatMap((number) => kept.get(number) ?? []));
  }

  /** The same change with only those of its marks that something is filed under: for many windows. */
  filed(looked: Looked): { readonly looked: Looked; readonly marks: readonly number[] } {
    return { looked, marks: this.#index.filed([...looked.marks.has]) };
  }

  /** The numbers of the watches that a change may answer, after one and through another. */
  window({ looked, marks }: ReturnType<ArrivalFinder['filed']>, after: number, through: number): number[] {
    const found = new Set<number>();
    for (const row of this.#index.under(marks, after, through, Number.MAX_SAFE_INTEGER)) if (mayAnswer(row, looked.marks)) found.add(row[6]);
    return inOrder([...found]);
  }

  /** The highest number of a watch. */
  last(): number {
    return this.#index.last();
  }

  /** Some watches, and all others of the same people: what is said to somebody is said with every reason. */
  withOthers(numbers: readonly number[]): Reached[] {
    const kept = [...this.#index.kept(numbers).values()];
    const others = this.#index.ofPeople([...new Set(kept.flatMap(({ shopper, alone }) => (alone ? [] : [shopper])))]);
    const rest = [...others].flatMap(([shopper, watches]) => watches.map((watch) => ({ shopper, watch, alone: false })));
    return [...kept.filter(({ alone }) => alone), ...rest];
  }

  /** The numbers of the watches that each may answer; null when that takes more rows than allowed. What several of them have is read once. */
  #numbers(looked: readonly Looked[], after: number, through: number, mostRows: number): Set<number>[] | null {
    const byMark = new Map<number, number[]>();
    for (const [index, { marks }] of looked.entries()) {
      for (const mark of marks.has) {
        const having = byMark.get(mark);
        if (having) having.push(index);
        else byMark.set(mark, [index]);
      }
    }
    const found = looked.map(() => new Set<number>());
    let rows = 0;
    for (const row of this.#index.under(inOrder([...byMark.keys()]), after, through, mostRows + 1)) {
      rows += 1;
      for (const index of byMark.get(row[0]) ?? []) {
        const one = looked[index];
        if (one && mayAnswer(row, one.marks)) found[index]?.add(row[6]);
      }
    }
    return rows > mostRows ? null : found;
  }
}

const inOrder = (numbers: number[]): number[] => numbers.toSorted((a, b) => a - b);
