import type { FollowIdea } from '@rapport/domain/knowing';
import type { Texts } from '@rapport/protocol';

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  what: FollowIdea['what'];
  liking: string;
  names: string;
  because: FollowIdea['because'];
}

/** Ideas of one person, and what they declined: beyond it the oldest goes. */
const KEPT = 100;

/** Every statement about what somebody may want to follow, and what not. */
export class FollowStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The newest first. */
  ideas(shopper: string): FollowIdea[] {
    return this.#sql
      .exec<Row>('SELECT id, what, liking, names, because FROM follow_idea WHERE shopper = ? ORDER BY at_ms DESC, id', shopper)
      .toArray()
      .map(({ liking, names, ...row }) => ({ ...row, key: liking, names: JSON.parse(names) as Texts }));
  }

  /** Notes ideas; one that is known stays as it is, but for why. */
  note(shopper: string, ideas: readonly FollowIdea[], atMs: number): void {
    for (const { id, what, key, names, because } of ideas) {
      this.#sql.exec(
        `INSERT INTO follow_idea (shopper, id, what, liking, names, because, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (shopper, id) DO UPDATE SET because = excluded.because WHERE because <> excluded.because`,
        shopper,
        id,
        what,
        key,
        JSON.stringify(names),
        because,
        atMs,
      );
    }
    if (ideas.length > 0) this.#cut('follow_idea', shopper);
  }

  declined(shopper: string): ReadonlySet<string> {
    const rows = this.#sql.exec<{ id: string }>('SELECT id FROM follow_declined WHERE shopper = ?', shopper).toArray();
    return new Set(rows.map(({ id }) => id));
  }

  decline(shopper: string, id: string, atMs: number): void {
    this.#sql.exec('INSERT INTO follow_declined (shopper, id, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', shopper, id, atMs);
    this.#cut('follow_declined', shopper);
  }

  reconsider(shopper: string, id: string): void {
    this.#sql.exec('DELETE FROM follow_declined WHERE shopper = ? AND id = ?', shopper, id);
  }

  #cut(table: 'follow_idea' | 'follow_declined', shopper: string): void {
    this.#sql.exec(
      `DELETE FROM ${table} WHERE shopper = ?1 AND id IN (SELECT id FROM ${table} WHERE shopper = ?1 ORDER BY at_ms DESC, id LIMIT -1 OFFSET ?2)`,
      shopper,
      KEPT,
    );
  }
}
