import type { Notice } from '@rapport/protocol';
import type { Migration, Split } from '../../platform/migrate.ts';

/** What the owner was told of. */
export const NOTICE_MIGRATIONS: readonly Migration[] = [
  {
    id: 'notice-1',
    additive: true,
    sql: `
      CREATE TABLE notice (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        -- What it is about, such as "day:2026-05-03": the same is told once.
        key TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
    `,
  },
];
export const NOTICE_SPLIT: Readonly<Record<string, Split>> = { notice: 'local' };

/** A notice before it is written; `key` says what it is about. */
export type Told = { readonly key: string } & Pick<Notice, 'kind' | 'detail'>;

interface Row extends Record<string, SqlStorageValue> {
  id: number;
  kind: string;
  at_ms: number;
  detail: string;
}

/** Every statement about what the owner was told of. */
export class NoticeStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  knows(key: string): boolean {
    return this.#sql.exec('SELECT 1 FROM notice WHERE key = ?', key).toArray().length > 0;
  }

  /** The id of a fresh notice; null where the same was told before. */
  add({ key, kind, detail }: Told, atMs: number): number | null {
    const written = this.#sql
      .exec<{ id: number }>(
        'INSERT INTO notice (key, kind, at_ms, detail) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING id',
        key,
        kind,
        atMs,
        JSON.stringify(detail),
      )
      .toArray();
    return written[0]?.id ?? null;
  }

  get(id: number): Notice | null {
    const row = this.#sql.exec<Row>('SELECT id, kind, at_ms, detail FROM notice WHERE id = ?', id).toArray()[0];
    return row ? noticeOf(row) : null;
  }

  /** The newest first. */
  before(id: number | null, limit: number): Notice[] {
    return this.#sql
      .exec<Row>('SELECT id, kind, at_ms, detail FROM notice WHERE id < ? ORDER BY id DESC LIMIT ?', id ?? Number.MAX_SAFE_INTEGER, limit)
      .toArray()
      .map(noticeOf);
  }

  dropBefore(atMs: number): void {
    this.#sql.exec("DELETE FROM notice WHERE at_ms < ? AND kind <> 'want'", atMs);
  }
}

const noticeOf = ({ id, kind, at_ms, detail }: Row): Notice =>
  ({ id: String(id), kind, atMs: at_ms, detail: JSON.parse(detail) as object }) as Notice;
