import type { Feed } from '@rapport/protocol';

/** A feed with what makes the next call cheap. */
export interface FeedRow extends Feed {
  readonly etag: string | null;
  readonly modified: string | null;
}

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  url: string;
  every_hours: number;
  etag: string | null;
  modified: string | null;
  asked_at_ms: number | null;
  outcome: string | null;
  failure: string | null;
  import_id: string | null;
}

/** Every statement on feeds that are fetched on a schedule. */
export class FeedStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  all(): FeedRow[] {
    return this.#sql.exec<Row>('SELECT * FROM feed ORDER BY id').toArray().map(fromRow);
  }

  get(id: string): FeedRow | null {
    return this.#sql.exec<Row>('SELECT * FROM feed WHERE id = ?', id).toArray().map(fromRow)[0] ?? null;
  }

  add(id: string, url: string, everyHours: number, atMs: number): void {
    this.#sql.exec('INSERT INTO feed (id, url, every_hours, made_at_ms) VALUES (?, ?, ?, ?)', id, url, everyHours, atMs);
  }

  drop(id: string): void {
    this.#sql.exec('DELETE FROM feed WHERE id = ?', id);
  }

  /** What came of a call. The marks for the next one are kept only when the file was taken. */
  asked(
    id: string,
    atMs: number,
    outcome: Feed['outcome'],
    more: { failure?: string; importId?: string; etag?: string | null; modified?: string | null } = {},
  ): void {
    this.#sql.exec(
      `UPDATE feed SET asked_at_ms = ?, outcome = ?, failure = ?, import_id = coalesce(?, import_id),
         etag = CASE WHEN ? THEN ? ELSE etag END, modified = CASE WHEN ? THEN ? ELSE modified END WHERE id = ?`,
      atMs,
      outcome,
      more.failure ?? null,
      more.importId ?? null,
      outcome === 'imported' ? 1 : 0,
      more.etag ?? null,
      outcome === 'imported' ? 1 : 0,
      more.modified ?? null,
      id,
    );
  }
}

const fromRow = (row: Row): FeedRow => ({
  id: row.id,
  url: row.url,
  everyHours: row.every_hours,
  askedAtMs: row.asked_at_ms,
  outcome: (row.outcome ?? 'waiting') as Feed['outcome'],
  failure: row.failure,
  importId: row.import_id,
  etag: row.etag,
  modified: row.modified,
});
