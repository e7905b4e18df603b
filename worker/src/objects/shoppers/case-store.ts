import type { CaseKind, ServiceCase } from '@rapport/protocol';
import type { Migration, Split } from '../../platform/migrate.ts';

/** What a slice keeps of questions and complaints. */
export const CASE_MIGRATIONS: readonly Migration[] = [
  {
    id: 'cases-1',
    additive: true,
    sql: `
      CREATE TABLE service_case (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('question', 'complaint')),
        about TEXT NOT NULL,
        opened_at_ms INTEGER NOT NULL,
        closed_at_ms INTEGER,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
export const CASE_SPLIT = { service_case: 'by-shopper' } as const satisfies Readonly<Record<string, Split>>;
/** Goes along with a guest who is merged, and goes when somebody is erased. */
export const CASE_CARRIED = ['service_case'] as const;

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  kind: CaseKind;
  about: string;
  opened_at_ms: number;
  closed_at_ms: number | null;
}
const caseOf = ({ id, kind, about, opened_at_ms, closed_at_ms }: Row): ServiceCase => ({
  id,
  kind,
  about,
  openedAtMs: opened_at_ms,
  closedAtMs: closed_at_ms,
});
const MOST_LISTED = 100;

/** Every statement about questions and complaints. */
export class CaseStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The newest first, at most a hundred. */
  all(shopper: string): ServiceCase[] {
    const sql = 'SELECT id, kind, about, opened_at_ms, closed_at_ms FROM service_case WHERE shopper = ? ORDER BY opened_at_ms DESC, id LIMIT ?';
    return this.#sql.exec<Row>(sql, shopper, MOST_LISTED).toArray().map(caseOf);
  }

  one(shopper: string, id: string): ServiceCase | null {
    const sql = 'SELECT id, kind, about, opened_at_ms, closed_at_ms FROM service_case WHERE shopper = ? AND id = ?';
    const row = this.#sql.exec<Row>(sql, shopper, id).toArray()[0];
    return row ? caseOf(row) : null;
  }

  save(shopper: string, { id, kind, about, openedAtMs, closedAtMs }: ServiceCase): void {
    this.#sql.exec(
      `INSERT INTO service_case (shopper, id, kind, about, opened_at_ms, closed_at_ms) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (shopper, id) DO UPDATE SET kind = excluded.kind, about = excluded.about, opened_at_ms = excluded.opened_at_ms, closed_at_ms = excluded.closed_at_ms`,
      shopper,
      id,
      kind,
      about,
      openedAtMs,
      closedAtMs,
    );
  }

  /** What contact rules ask: whether any is open, how many complaints are, and when the last complaint came. */
  standing(shopper: string): { readonly isOpen: boolean; readonly openComplaints: number; readonly complaintAtMs: number | null } {
    const row = this.#sql
      .exec<{ open: number; complaints: number; at: number | null }>(
        `SELECT coalesce(sum(closed_at_ms IS NULL), 0) AS open, coalesce(sum(closed_at_ms IS NULL AND kind = 'complaint'), 0) AS complaints,
           max(CASE kind WHEN 'complaint' THEN opened_at_ms END) AS at FROM service_case WHERE shopper = ?`,
        shopper,
      )
      .one();
    return { isOpen: row.open > 0, openComplaints: row.complaints, complaintAtMs: row.at };
  }
}
