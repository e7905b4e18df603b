import type { DatabaseSync } from 'node:sqlite';

/** What is sent to Rapport later if it can't be sent now. */
export type OutboxKind = 'order' | 'use' | 'import';

/** One thing to be delivered. `about` keeps things about the same order in order. */
export interface OutboxRow {
  readonly seq: number;
  readonly kind: OutboxKind;
  readonly about: string;
  readonly body: string;
  readonly state: 'waiting' | 'sent' | 'refused';
  readonly attempts: number;
  readonly nextAtMs: number;
  readonly madeAtMs: number;
  readonly answer: string;
}

const COLUMNS = 'seq, kind, about, body, state, attempts, next_at_ms AS nextAtMs, made_at_ms AS madeAtMs, answer';

/** The table of things that must reach Rapport. Rows are written in the transaction that decides them. */
export class OutboxStore {
  readonly #db: DatabaseSync;
  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Adds a row, due at once. */
  add(kind: OutboxKind, about: string, body: string, nowMs: number): number {
    return Number(
      this.#db.prepare('INSERT INTO outbox (kind, about, body, next_at_ms, made_at_ms) VALUES (?, ?, ?, ?, ?)').run(kind, about, body, nowMs, nowMs)
        .lastInsertRowid,
    );
  }

  /** The next row that is due and has no earlier one about the same thing still waiting. */
  next(nowMs: number): OutboxRow | undefined {
    return this.#db
      .prepare(
        `SELECT ${COLUMNS} FROM outbox o WHERE state = 'waiting' AND next_at_ms <= ? AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.about = o.about AND e.kind = o.kind AND e.state = 'waiting' AND e.seq < o.seq) ORDER BY seq LIMIT 1`,
      )
      .get(nowMs) as unknown as OutboxRow | undefined;
  }

  /** When the next row is due; undefined when none waits. */
  dueAtMs(): number | undefined {
    const row = this.#db
      .prepare(
        "SELECT MIN(next_at_ms) AS due FROM outbox o WHERE state = 'waiting' AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.about = o.about AND e.kind = o.kind AND e.state = 'waiting' AND e.seq < o.seq)",
      )
      .get();
    return row?.['due'] === null || row === undefined ? undefined : Number(row['due']);
  }

  /** Writes down what became of a row. */
  settle(seq: number, state: OutboxRow['state'], answer: string, attempts: number, nextAtMs: number): void {
    this.#db
      .prepare('UPDATE outbox SET state = ?, answer = ?, attempts = ?, next_at_ms = ? WHERE seq = ?')
      .run(state, answer, attempts, nextAtMs, seq);
  }

  /** Everything that was not delivered is due now. */
  again(nowMs: number): void {
    this.#db.prepare("UPDATE outbox SET state = 'waiting', next_at_ms = ? WHERE state <> 'sent'").run(nowMs);
  }

  /** The newest rows, for the counter. */
  latest(count: number): OutboxRow[] {
    return this.#db.prepare(`SELECT ${COLUMNS} FROM outbox ORDER BY seq DESC LIMIT ?`).all(count) as unknown as OutboxRow[];
  }

  /** How many wait and how many were refused. */
  counts(): { readonly waiting: number; readonly refused: number } {
    const row = this.#db.prepare("SELECT SUM(state = 'waiting') AS waiting, SUM(state = 'refused') AS refused FROM outbox").get();
    return { waiting: Number(row?.['waiting'] ?? 0), refused: Number(row?.['refused'] ?? 0) };
  }
}
