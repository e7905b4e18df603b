import { LogPage, type Flush, type StoredShelf, type StoredState } from '@rapport/domain/recommend';
import type { RowReport, Signal } from '../recommend-ports.ts';

/** What one call brought. */
export type Heard = Signal | RowReport;

/** Every statement of the recommender. */
export class RecommenderStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Null before the first flush. */
  state(): StoredState | null {
    const row = this.#sql.exec<{ state: string }>('SELECT state FROM state').toArray()[0];
    return row ? (JSON.parse(row.state) as StoredState) : null;
  }

  /** What is known of every product, without the pairs. */
  *facts(): Generator<string> {
    for (const { facts } of this.#sql.exec<{ facts: string }>('SELECT facts FROM shelf ORDER BY shelf')) yield facts;
  }

  pairs(shelf: number): Pick<StoredShelf, 'pairs' | 'together'> | null {
    const row = this.#sql
      .exec<{ pairs: ArrayBuffer; together: ArrayBuffer }>('SELECT pairs, together FROM shelf WHERE shelf = ?', shelf)
      .toArray()[0];
    return row ? { pairs: new Uint8Array(row.pairs), together: new Uint8Array(row.together) } : null;
  }

  /** The log, the oldest page first. */
  *pages(): Generator<LogPage> {
    for (const { first, entries } of this.#sql.exec<{ first: number; entries: ArrayBuffer }>('SELECT first, entries FROM page ORDER BY first'))
      yield new LogPage(first, new Uint8Array(entries));
  }

  /** Writes what has changed; what it came from leaves the journal. Stands in the caller's transaction. */
  save({ shelves, pages, state, tail }: Flush): void {
    for (const { shelf, facts, pairs, together } of shelves) {
      this.#sql.exec(
        `INSERT INTO shelf (shelf, facts, pairs, together) VALUES (?, ?, ?, ?)
         ON CONFLICT (shelf) DO UPDATE SET facts = excluded.facts, pairs = excluded.pairs, together = excluded.together`,
        shelf,
        facts,
        pairs.buffer,
        together.buffer,
      );
    }
    for (const page of pages) this.#sql.exec('INSERT INTO page (first, count, entries) VALUES (?, ?, ?)', page.first, page.count, page.bytes.buffer);
    this.#sql.exec('DELETE FROM page WHERE first + count <= ?', tail);
    this.#sql.exec('INSERT INTO state (one, state) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET state = excluded.state', JSON.stringify(state));
    this.#sql.exec('DELETE FROM journal');
  }

  /** Blanks entries of somebody who was forgotten, in the pages that hold them. Stands in the caller's transaction. */
  blank(entries: readonly number[]): void {
    const rows = this.#sql
      .exec<{ first: number; entries: ArrayBuffer }>(
        'SELECT DISTINCT page.first, page.entries FROM json_each(?) AS wanted JOIN page ON wanted.value >= first AND wanted.value < first + count',
        JSON.stringify(entries),
      )
      .toArray();
    for (const row of rows) {
      const page = new LogPage(row.first, new Uint8Array(row.entries)).without(entries);
      this.#sql.exec('UPDATE page SET entries = ? WHERE first = ?', page.bytes.buffer, page.first);
    }
  }

  /** What one call brought, as one row. */
  appendJournal(signals: readonly Heard[]): void {
    this.#sql.exec('INSERT INTO journal (seq, signals) VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM journal), ?)', JSON.stringify(signals));
  }

  /** What was heard since the last flush, in order. */
  *journal(): Generator<Heard[]> {
    for (const { signals } of this.#sql.exec<{ signals: string }>('SELECT signals FROM journal ORDER BY seq')) yield JSON.parse(signals) as Heard[];
  }
}
