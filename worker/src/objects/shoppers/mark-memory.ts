import type { WatchIndexStore } from './watch-index-store.ts';

/** Rows of the index remembered; some sixteen bytes each. */
const ROWS_REMEMBERED = 300_000;
/** Marks remembered, those that nothing is filed under among them. */
const MARKS_REMEMBERED = 60_000;
const NONE: readonly number[] = [];

/**
 * What is filed under a mark: looked up once and remembered, for products say the same words again and again, and most of their words nobody waits for. The index counts in
 * `watch_turn` what changes in it, by groups of marks: of a group that has changed everything is looked up anew.
 */
export class MarkMemory {
  readonly #index: WatchIndexStore;
  #groups: Map<number, readonly number[]>[] = [];
  #turns: readonly number[] = [];
  #said = '';
  #marks = 0;
  #rows = 0;

  constructor(index: WatchIndexStore) {
    this.#index = index;
  }

  /** Forgets what has changed; before a call's first `get`. Not within a transaction, which may be undone. */
  refresh(): void {
    const said = this.#index.turns();
    if (said === this.#said && this.#marks < MARKS_REMEMBERED && this.#rows < ROWS_REMEMBERED) return;
    const turns = JSON.parse(`[${said}]`) as number[];
    const isFull = this.#marks >= MARKS_REMEMBERED || this.#rows >= ROWS_REMEMBERED;
    this.#groups = turns.map((turn, group) => (isFull || this.#turns[group] !== turn ? new Map() : (this.#groups[group] ?? new Map())));
    this.#turns = turns;
    this.#said = said;
    [this.#marks, this.#rows] = [0, 0];
    for (const group of this.#groups) {
      this.#marks += group.size;
      for (const rows of group.values()) this.#rows += rows.length / 2;
    }
  }

  /** The rows of a mark (watch, what stands beside, and so on), undefined where they are not known. */
  get(mark: number): readonly number[] | undefined {
    return this.#groupOf(mark)?.get(mark);
  }

  /** Looks up the rows of these marks, no more than so many of each; those that are all of them are remembered. */
  learn(marks: readonly number[], most: number): Map<number, readonly number[]> {
    const found = new Map<number, readonly number[]>();
    for (const [mark, text] of this.#index.under(marks, 0, Number.MAX_SAFE_INTEGER, most)) found.set(mark, JSON.parse(`[${text}]`) as number[]);
    for (const mark of marks) {
      const rows = found.get(mark) ?? NONE;
      if (rows.length / 2 >= most) continue;
      this.#groupOf(mark)?.set(mark, rows);
      this.#marks += 1;
      this.#rows += rows.length / 2;
    }
    return found;
  }

  #groupOf(mark: number): Map<number, readonly number[]> | undefined {
    return this.#groups[mark & (this.#groups.length - 1)];
  }
}
