import type { Migration, Split } from '../../platform/migrate.ts';
import { NEWEST_FIRST, type Place, placeOf } from '../../platform/newest-first.ts';

/** Merges of two members that staff asked for, and how far each has come. Ids only: who people are stands in their slices. */
export const PERSON_MERGE_MIGRATIONS: readonly Migration[] = [
  {
    id: 'person-merge-1',
    additive: true,
    sql: `
      -- led: the identifiers and earlier forwards that led to the one who went, as they were at the switch.
      CREATE TABLE person_merge (
        id TEXT NOT NULL PRIMARY KEY,
        kept TEXT NOT NULL,
        gone TEXT NOT NULL CHECK (gone <> kept),
        step TEXT NOT NULL CHECK (step IN ('begun', 'taken', 'merged', 'undoing', 'restored', 'undone', 'final')),
        through INTEGER NOT NULL,
        led TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        by_whom TEXT NOT NULL,
        undone_at_ms INTEGER,
        undone_by TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX person_merge_by_time ON person_merge (at_ms);
    `,
  },
];
export const PERSON_MERGE_SPLIT = { person_merge: 'local' } as const satisfies Readonly<Record<string, Split>>;

export type MergeStep = 'begun' | 'taken' | 'merged' | 'undoing' | 'restored' | 'undone' | 'final';

/** A merge of two members. `final`: it can't be undone any more. */
export interface PersonMergeRow {
  readonly id: string;
  readonly kept: string;
  readonly gone: string;
  readonly step: MergeStep;
  readonly through: number;
  readonly led: string;
  readonly atMs: number;
  readonly by: string;
  readonly undoneAtMs: number | null;
  readonly undoneBy: string | null;
}

const COLUMNS = 'id, kept, gone, step, through, led, at_ms AS atMs, by_whom AS "by", undone_at_ms AS undoneAtMs, undone_by AS undoneBy';
const RUNNING = "step IN ('begun', 'taken', 'undoing', 'restored')";

/** Every statement about merges of members. */
export class PersonMergeStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  one(id: string): PersonMergeRow | null {
    return this.#rows('id = ?', id)[0] ?? null;
  }

  /** The newest first, before a moment and an id. */
  page(before: Place | null, limit: number): PersonMergeRow[] {
    return this.#rows(NEWEST_FIRST, ...placeOf(before), limit);
  }

  /** What is under way with somebody; in the order it began. */
  running(person: string): PersonMergeRow[] {
    return this.#rows(`${RUNNING} AND (kept = ?1 OR gone = ?1) ORDER BY at_ms, id`, person);
  }

  /** Who lives on as somebody: they hold rows of their own. */
  goneInto(kept: string): string[] {
    return this.#rows("kept = ? AND step NOT IN ('undone')", kept).map(({ gone }) => gone);
  }

  /** The merge by which somebody lives on as another, if it stands. */
  ofGone(gone: string): PersonMergeRow | null {
    return this.#rows("gone = ? AND step <> 'undone' ORDER BY at_ms DESC LIMIT 1", gone)[0] ?? null;
  }

  /** Merges of before a moment that could still be undone. */
  undoableBefore(atMs: number): PersonMergeRow[] {
    return this.#rows("step = 'merged' AND at_ms < ? ORDER BY at_ms LIMIT 50", atMs);
  }

  begin(id: string, kept: string, gone: string, by: string, atMs: number): void {
    this.#sql.exec(
      "INSERT INTO person_merge (id, kept, gone, step, through, led, at_ms, by_whom) VALUES (?, ?, ?, 'begun', 0, '[]', ?, ?)",
      id,
      kept,
      gone,
      atMs,
      by,
    );
  }

  advance(id: string, step: MergeStep, through: number): void {
    this.#sql.exec('UPDATE person_merge SET step = ?, through = ? WHERE id = ?', step, through, id);
  }

  saveLed(id: string, led: string): void {
    this.#sql.exec('UPDATE person_merge SET led = ? WHERE id = ?', led, id);
  }

  beginUndo(id: string, by: string, atMs: number): void {
    this.#sql.exec("UPDATE person_merge SET step = 'undoing', through = 0, undone_at_ms = ?, undone_by = ? WHERE id = ?", atMs, by, id);
  }

  #rows(where: string, ...bound: SqlStorageValue[]): PersonMergeRow[] {
    return this.#sql
      .exec<Record<keyof PersonMergeRow, SqlStorageValue>>(`SELECT ${COLUMNS} FROM person_merge WHERE ${where}`, ...bound)
      .toArray() as unknown as PersonMergeRow[];
  }
}
