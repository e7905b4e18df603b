import { lastKey, keyColumns, readPage, replacePage, rowAt, removeRow, tables, tally } from '../../platform/copy.ts';
import type { Page } from '../../platform/copy.ts';
import type { TouchedRow } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';

/** Bookkeeping of the copy itself, and what the object makes of its rows by itself (the index of watches); it isn't part of what is copied. */
const OWN: readonly string[] = [
  'copying',
  'copying_touched',
  'watch_key',
  'watch_spelling',
  'watch_shape',
  'watch_turn',
  'watch_match',
  'arrival_reached',
];
const TOUCHED_A_CALL = 500;

/**
 * The slice's half of a move. The old object reads itself out page by page while it goes on serving, and notes by triggers which rows changed meanwhile; the fresh
 * one writes what comes, over what is there. So every call may be made again, and the whole move may start again from the beginning after a kill.
 */
export class Copying {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Whether this object is being filled: its append-only rows may be written over until it is whole, and its alarm has to wait. */
  get isFilling(): boolean {
    return this.#storage.sql.exec('SELECT 1 FROM copying').toArray().length > 0;
  }

  /** Marks a fresh object as being filled. */
  fill(): void {
    this.#storage.sql.exec('INSERT OR IGNORE INTO copying (one) VALUES (1)');
  }

  /** The copy is whole and the shop sends everybody here: from now on it is a slice like any other. */
  takeOver(): void {
    this.#storage.sql.exec('DELETE FROM copying');
  }

  /** From now on every change is noted. Names come from the schema, never from outside. */
  watch(): void {
    atomic(this.#storage, () => {
      for (const table of this.#tables()) {
        const keys = keyColumns(this.#storage, table);
        const key = (row: 'NEW' | 'OLD'): string => `json_array(${keys.map((column) => `${row}."${column}"`).join(', ')})`;
        for (const [change, row] of [
          ['INSERT', 'NEW'],
          ['UPDATE', 'NEW'],
          ['DELETE', 'OLD'],
        ] as const) {
          this.#storage.sql.exec(
            `CREATE TRIGGER IF NOT EXISTS "copying_${table}_${change.toLowerCase()}" AFTER ${change} ON "${table}"
             BEGIN INSERT INTO copying_touched (table_name, key) VALUES ('${table}', ${key(row)}); END`,
          );
        }
      }
    });
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

  import(rows: Page): void {
    atomic(this.#storage, () => replacePage(this.#storage, rows));
  }

  /** Rows that changed since `through`, and how far that reaches; what lies before `through` has landed and is forgotten. */
  touched(through: number): { rows: TouchedRow[]; through: number } {
    return atomic(this.#storage, () => {
      this.#storage.sql.exec('DELETE FROM copying_touched WHERE seq <= ?', through);
      const noted = this.#storage.sql
        .exec<{ seq: number; table_name: string; key: string }>(
          'SELECT seq, table_name, key FROM copying_touched ORDER BY seq LIMIT ?',
          TOUCHED_A_CALL,
        )
        .toArray();
      const latest = new Map(
        noted.map(({ table_name, key }) => [`${table_name} ${key}`, { table: table_name, key: JSON.parse(key) as SqlStorageValue[] }]),
      );
      const rows = [...latest.values()].map(({ table, key }) => ({ table, key, row: rowAt(this.#storage, table, key) }));
      return { rows, through: noted.at(-1)?.seq ?? through };
    });
  }

  apply(rows: readonly TouchedRow[]): void {
    atomic(this.#storage, () => {
      for (const { table, key, row } of rows) {
        if (row) replacePage(this.#storage, { table, rows: [row] });
        else removeRow(this.#storage, table, key);
      }
    });
  }

  tally(): string {
    return tally(this.#storage, OWN);
  }

  #tables(): string[] {
    return tables(this.#storage).filter((table) => !OWN.includes(table));
  }
}
