import { MERGING_TABLES } from './merging-migrations.ts';
import { CARRIED_TABLES } from './shoppers-tables.ts';

/** Every statement of forgetting. */
export class PrivacyStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a person's ledger to the totals that stay when they go. */
  keepTotals(shopper: string): void {
    this.#sql.exec(
      `INSERT INTO erased_total (kind, from_account, to_account, points)
       SELECT kind, from_account, to_account, sum(points) FROM ledger WHERE shopper = ? GROUP BY kind, from_account, to_account
       ON CONFLICT (kind, from_account, to_account) DO UPDATE SET points = points + excluded.points`,
      shopper,
    );
  }

  /** Leaves nothing of a person but that their id is gone. */
  erase(shopper: string): void {
    this.#sql.exec(
      `UPDATE shopper SET state = 'gone', into_shopper = NULL, alias = '', kind = 'guest', name = NULL, email = NULL, locale = '', first_seen_at_ms = 0,
         last_seen_at_ms = 0, orders = 0, spent_minor = 0, points_pending = 0, points_available = 0, unread = 0, personalisation = 'denied', messages = 'denied',
         recent = '[]', bought = '[]', trial_group = NULL WHERE id = ?`,
      shopper,
    );
    for (const table of [...CARRIED_TABLES, ...MERGING_TABLES, 'joined']) this.#sql.exec(`DELETE FROM "${table}" WHERE shopper = ?`, shopper);
  }

  /** The name under which the rest of the shop knows somebody's behaviour; null for nobody. */
  aliasOf(shopper: string): string | null {
    return this.#sql.exec<{ alias: string }>('SELECT alias FROM shopper WHERE id = ?', shopper).toArray()[0]?.alias ?? null;
  }

  /** Whether rows of somebody who lives on as somebody else are kept here: of a merge that can be undone, or their ledger. */
  isSealed(shopper: string): boolean {
    const held = (table: 'merged_person' | 'ledger'): string => `EXISTS (SELECT 1 FROM ${table} WHERE shopper = s.id)`;
    const sql = `SELECT 1 FROM shopper s WHERE s.id = ? AND s.state = 'gone' AND s.into_shopper IS NOT NULL AND (${held('merged_person')} OR ${held('ledger')})`;
    return this.#sql.exec(sql, shopper).toArray().length > 0;
  }

  /** Drops somebody as if they had never been here: their token, should they come back, begins anew. */
  drop(shopper: string): void {
    this.erase(shopper);
    this.#sql.exec('DELETE FROM shopper WHERE id = ?', shopper);
  }

  dropPageEvents(shopper: string): void {
    this.#sql.exec(
      "DELETE FROM event WHERE shopper = ? AND source = 'page' AND name NOT IN ('consent_given', 'consent_withdrawn', 'watch_created', 'watch_changed', 'watch_removed')",
      shopper,
    );
  }

  /** What was inferred from what their pages saw: ideas of what they may follow, and what was followed for them. What they declined stays said. */
  dropInferred(shopper: string): void {
    this.#sql.exec('DELETE FROM follow_idea WHERE shopper = ?', shopper);
    this.#sql.exec('DELETE FROM watch WHERE shopper = ? AND inferred = 1', shopper);
  }

  dropEventsBefore(shopper: string, atMs: number): void {
    this.#sql.exec("DELETE FROM event WHERE shopper = ? AND at_ms < ? AND source = 'page'", shopper, atMs);
  }

  idsAfter(after: string, limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>("SELECT id FROM shopper WHERE id > ? AND state = 'live' ORDER BY id LIMIT ?", after, limit)
      .toArray()
      .map(({ id }) => id);
  }

  /** A guest not seen since then who has no wish they may be told of, no points and no order: nobody would miss the row. */
  isIdleGuest(shopper: string, sinceMs: number): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM shopper s WHERE s.id = ? AND s.kind = 'guest' AND s.last_seen_at_ms < ?
             AND (s.messages = 'denied' OR NOT EXISTS (SELECT 1 FROM watch WHERE shopper = s.id)) AND NOT EXISTS (SELECT 1 FROM ledger WHERE shopper = s.id)
             AND NOT EXISTS (SELECT 1 FROM shop_order WHERE shopper = s.id)`,
          shopper,
          sinceMs,
        )
        .toArray().length > 0
    );
  }
}
