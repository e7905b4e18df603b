import { refused } from '@rapport/protocol/problem';
import type { Answer } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { lastKey, readPage, tables, tally, writePage } from '../../platform/copy.ts';
import type { Page } from '../../platform/copy.ts';

const FIRST = '';
/** Bookkeeping of the copy itself; it isn't part of what is copied. */
const OWN = 'copying';
/** Stands in place of the next page when the copy has taken over: nothing more is copied, and what is due may be done. */
const TAKEN_OVER = 'taken over';

/**
 * The slice's half of a move: the old object reads itself out page by page while it is sealed, the fresh one writes each page together with the name of the
 * next. A page that comes again is taken once.
 */
export class Copying {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** The rows after a page's name (null = the first), and the name of the next (null = that was the last). */
  export(page: string | null): { rows: Page; next: string | null } {
    const all = this.#tables();
    const { table, after } =
      page === null ? { table: all[0] ?? '', after: null } : (JSON.parse(page) as { table: string; after: SqlStorageValue[] | null });
    const rows = readPage(this.#storage, table, after);
    const last = lastKey(this.#storage, rows);
    const following = all[all.indexOf(table) + 1];
    const next = last ? { table, after: last } : following === undefined ? null : { table: following, after: null };
    return { rows, next: next && JSON.stringify(next) };
  }

  import(page: string | null, rows: Page, next: string | null): Answer<object> {
    return atomic(this.#storage, () => {
      const expected = this.#storage.sql.exec<{ next_page: string | null }>('SELECT next_page FROM copying').toArray()[0];
      const name = page ?? FIRST;
      if (expected && expected.next_page !== name) {
        // Either this page was taken before, or the one before it never came; which of the two, only the sender's order tells: it sends from the start again.
        return this.#isTaken(name, expected.next_page) ? { ok: true as const } : refused('moved', 'a page is missing');
      }
      if (!expected && page !== null) return refused('moved', 'a page is missing');
      writePage(this.#storage, rows);
      this.#storage.sql.exec('INSERT OR REPLACE INTO copying (one, next_page) VALUES (1, ?)', next);
      return { ok: true as const };
    });
  }

  /** Whether this object is the copy of another and has not taken over from it yet. */
  get isUnderWay(): boolean {
    const row = this.#storage.sql.exec<{ next_page: string | null }>('SELECT next_page FROM copying').toArray()[0];
    return row !== undefined && row.next_page !== TAKEN_OVER;
  }

  /** The copy is whole, and the shop sends everybody here. */
  takeOver(): void {
    this.#storage.sql.exec('UPDATE copying SET next_page = ?', TAKEN_OVER);
  }

  tally(): string {
    return tally(this.#storage, [OWN]);
  }

  #tables(): string[] {
    return tables(this.#storage).filter((table) => table !== OWN);
  }

  /** Pages come in a fixed order: by table, then by key. What lies before the expected one has been taken. */
  #isTaken(name: string, expected: string | null): boolean {
    if (expected === null || expected === TAKEN_OVER || name === FIRST) return true;
    const [mine, theirs] = [JSON.parse(name) as { table: string }, JSON.parse(expected) as { table: string }];
    const order = this.#tables();
    return order.indexOf(mine.table) <= order.indexOf(theirs.table);
  }
}
