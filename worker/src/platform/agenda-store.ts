import type { Migration, Split } from './migrate.ts';

/** Something to be done at a moment. */
export interface AgendaItem {
  readonly kind: string;
  readonly key: string;
  readonly dueAtMs: number;
  /** 0 (somebody is waiting) to 3 (any time will do); 1 when none was given. */
  readonly lane: number;
  /** JSON; null when none was given. */
  readonly payload: unknown;
  /** How often it has failed. */
  readonly attempts: number;
  /** The last failure's message, '' before the first. */
  readonly error: string;
}

export const AGENDA_SQL = `CREATE TABLE agenda (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 3),
  due_at_ms INTEGER NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  parked INTEGER NOT NULL CHECK (parked IN (0, 1)),
  error TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX agenda_by_due ON agenda (parked, lane, due_at_ms);`;
export const AGENDA_MIGRATION: Migration = { id: 'platform-agenda-1', sql: AGENDA_SQL };
/** An agenda's rows go with whom their key names; a slice keys its rows so that it can tell. */
export const AGENDA_SPLIT = { agenda: 'by-shopper' } as const satisfies Record<string, Split>;

interface Row extends Record<string, SqlStorageValue> {
  kind: string;
  key: string;
  lane: number;
  due_at_ms: number;
  payload: string;
  attempts: number;
  error: string;
}

const LANES = [0, 1, 2, 3] as const;
const COLUMNS = 'kind, key, lane, due_at_ms, payload, attempts, error';

/** The agenda's rows. */
export class AgendaStore {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
  }

  put(kind: string, key: string, dueAtMs: number, lane: number, payload: unknown): void {
    this.#sql.exec(
      `INSERT INTO agenda (kind, key, lane, due_at_ms, payload, attempts, parked, error) VALUES (?, ?, ?, ?, ?, 0, 0, '')
       ON CONFLICT (kind, key) DO UPDATE SET lane = excluded.lane, due_at_ms = excluded.due_at_ms, payload = excluded.payload,
         attempts = 0, parked = 0, error = ''`,
      kind,
      key,
      lane,
      dueAtMs,
      JSON.stringify(payload ?? null),
    );
  }

  remove(kind: string, key: string): void {
    this.#sql.exec('DELETE FROM agenda WHERE kind = ? AND key = ?', kind, key);
  }

  has(kind: string, key: string): boolean {
    return this.#sql.exec('SELECT 1 FROM agenda WHERE kind = ? AND key = ? AND parked = 0', kind, key).toArray().length > 0;
  }

  /** When an item is due; null if it isn't planned or was parked. */
  dueAtMs(kind: string, key: string): number | null {
    const sql = 'SELECT due_at_ms FROM agenda WHERE kind = ? AND key = ? AND parked = 0';
    return this.#sql.exec<{ due_at_ms: number }>(sql, kind, key).toArray()[0]?.due_at_ms ?? null;
  }

  postpone(kind: string, key: string, dueAtMs: number, attempts: number, parked: boolean, error: string): void {
    this.#sql.exec(
      'UPDATE agenda SET due_at_ms = ?, attempts = ?, parked = ?, error = ? WHERE kind = ? AND key = ?',
      dueAtMs,
      attempts,
      parked ? 1 : 0,
      error,
      kind,
      key,
    );
  }

  unpark(kind: string, key: string, dueAtMs: number): boolean {
    return (
      this.#sql
        .exec(
          'UPDATE agenda SET parked = 0, attempts = 0, due_at_ms = ? WHERE kind = ? AND key = ? AND parked = 1 RETURNING kind',
          dueAtMs,
          kind,
          key,
        )
        .toArray().length > 0
    );
  }

  nextDueAtMs(): number | null {
    const first = LANES.flatMap((lane) => this.#lane(lane, Number.MAX_SAFE_INTEGER, 1)).map((row) => row.due_at_ms);
    return first.length === 0 ? null : Math.min(...first);
  }

  /** Up to `limit` of what is due: four fifths by urgency, the rest by age whatever its lane, so that no lane starves. */
  due(nowMs: number, limit: number): AgendaItem[] {
    const byUrgency = LANES.flatMap((lane) => this.#lane(lane, nowMs, limit));
    const urgent = byUrgency.slice(0, Math.ceil(limit * 0.8));
    const old = byUrgency.slice(urgent.length).toSorted((a, b) => a.due_at_ms - b.due_at_ms);
    return [...urgent, ...old.slice(0, limit - urgent.length)].map(item);
  }

  #lane(lane: number, untilMs: number, limit: number): Row[] {
    return this.#sql
      .exec<Row>(`SELECT ${COLUMNS} FROM agenda WHERE parked = 0 AND lane = ? AND due_at_ms <= ? ORDER BY due_at_ms LIMIT ?`, lane, untilMs, limit)
      .toArray();
  }

  parked(limit: number): AgendaItem[] {
    return this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM agenda WHERE parked = 1 ORDER BY due_at_ms LIMIT ?`, limit).toArray().map(item);
  }
}

const item = (row: Row): AgendaItem => ({
  kind: row.kind,
  key: row.key,
  dueAtMs: row.due_at_ms,
  lane: row.lane,
  payload: JSON.parse(row.payload) as unknown,
  attempts: row.attempts,
  error: row.error,
});
