import type { Watch } from '@rapport/protocol';
import { watchOf } from './person-rows.ts';
import type { WatchRow } from './person-rows.ts';

/** A wish that may be answered by a product. */
export interface Wish {
  readonly id: string;
  readonly query: string;
  readonly createdAtMs: number;
}

/** Every statement about wishes. */
export class WishesStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  watches(shopper: string): Watch[] {
    return this.#sql
      .exec<WatchRow>('SELECT id, kind, query, created_at_ms, told_at_ms FROM watch WHERE shopper = ? ORDER BY created_at_ms DESC, id', shopper)
      .toArray()
      .map(watchOf);
  }

  addWatch(shopper: string, watch: Watch, filedUnder: string): void {
    this.#sql.exec(
      'INSERT INTO watch (shopper, id, kind, query, filed_under, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
      shopper,
      watch.id,
      watch.kind,
      watch.query,
      filedUnder,
      watch.createdAtMs,
    );
  }

  /** The query of the watch that was dropped, or null when there was none. */
  dropWatch(shopper: string, id: string): string | null {
    return (
      this.#sql.exec<{ query: string }>('DELETE FROM watch WHERE shopper = ? AND id = ? RETURNING query', shopper, id).toArray()[0]?.query ?? null
    );
  }

  /** When these watches last said something. */
  markSpoken(shopper: string, watchIds: readonly string[], atMs: number): void {
    this.#sql.exec(
      'UPDATE watch SET told_at_ms = ? WHERE shopper = ? AND id IN (SELECT value FROM json_each(?))',
      atMs,
      shopper,
      JSON.stringify(watchIds),
    );
  }

  /** People with wishes filed under one of these keys, each with all such wishes; in order of id, after one of them. */
  waiting(keys: readonly string[], after: string, limit: number): { shopper: string; wishes: Wish[] }[] {
    const rows = this.#sql
      .exec<{ shopper: string; id: string; query: string; created_at_ms: number }>(
        `SELECT w.shopper, w.id, w.query, w.created_at_ms FROM watch w
         WHERE w.shopper IN (SELECT DISTINCT f.shopper FROM watch f JOIN shopper live ON live.id = f.shopper AND live.state = 'live'
             WHERE f.filed_under IN (SELECT value FROM json_each(?)) AND f.shopper > ? ORDER BY f.shopper LIMIT ?)
           AND w.filed_under IN (SELECT value FROM json_each(?))
         ORDER BY w.shopper, w.id`,
        JSON.stringify(keys),
        after,
        limit,
        JSON.stringify(keys),
      )
      .toArray();
    const people = new Map<string, Wish[]>();
    for (const { shopper, id, query, created_at_ms } of rows)
      people.set(shopper, [...(people.get(shopper) ?? []), { id, query, createdAtMs: created_at_ms }]);
    return [...people].map(([shopper, wishes]) => ({ shopper, wishes }));
  }
}
