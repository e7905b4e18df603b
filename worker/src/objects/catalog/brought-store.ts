import type { KeptChange } from './arrivals.ts';

/** A product that an import brought, and each of its changes that somebody may have waited for. */
export interface Brought {
  readonly productId: string;
  readonly changes: readonly KeptChange[];
}

/** What came in: a lower price is news, too, but of what was there. */
const CAME_IN: ReadonlySet<KeptChange['kind']> = new Set(['new', 'returned', 'restocked']);
/** Imports whose products are remembered, the newest. */
const KEPT_IMPORTS = 20;

/** Every statement on what an import brought: so that its report can say who waits for it, long after the change log was trimmed. */
export class BroughtStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps a change of the log, if it is of something that came in. */
  keep(importId: string, seq: number, change: KeptChange): void {
    if (!CAME_IN.has(change.kind)) return;
    const insert = 'INSERT OR IGNORE INTO import_brought (import_id, product_id, seq, change) VALUES (?, ?, ?, ?)';
    this.#sql.exec(insert, importId, change.productId, seq, JSON.stringify(change));
  }

  /** Products of an import after one of them, by id. */
  page(importId: string, after: string, limit: number): Brought[] {
    return this.#sql
      .exec<{ id: string; changes: string }>(
        `SELECT product_id AS id, json_group_array(json(change)) AS changes FROM import_brought
         WHERE import_id = ? AND product_id > ? GROUP BY product_id ORDER BY product_id LIMIT ?`,
        importId,
        after,
        limit,
      )
      .toArray()
      .map(({ id, changes }) => ({ productId: id, changes: JSON.parse(changes) as KeptChange[] }));
  }

  /** How many products an import brought. */
  count(importId: string): number {
    return this.#sql.exec<{ n: number }>('SELECT count(DISTINCT product_id) AS n FROM import_brought WHERE import_id = ?', importId).one().n;
  }

  rename(formerId: string, id: string): void {
    this.#sql.exec('UPDATE import_brought SET product_id = ? WHERE product_id = ?', id, formerId);
  }

  /** Forgets up to `limit` rows of imports that are not among the newest. True when nothing is left to forget. */
  forget(limit: number): boolean {
    const gone = this.#sql.exec(
      `DELETE FROM import_brought WHERE (import_id, product_id, seq) IN (SELECT import_id, product_id, seq FROM import_brought
         WHERE import_id NOT IN (SELECT id FROM import ORDER BY id DESC LIMIT ?) LIMIT ?) RETURNING 1`,
      KEPT_IMPORTS,
      limit,
    );
    return gone.toArray().length < limit;
  }
}
