import type { ImportFinding, ImportFormat, ImportHold, ImportReport } from '@rapport/protocol';
import type { CsvPlace } from '../../connectors/csv.ts';
import type { Draft, Refusal } from '../../connectors/draft.ts';

/** Receiving the file, reading its rows, comparing them, waiting for the owner, applying its products, dropping what a feed left out, clearing what was kept meanwhile, ended. */
export type Phase = 'receiving' | 'reading' | 'judging' | 'held' | 'applying' | 'leaving' | 'clearing' | 'ended';

/** An import under way. */
export interface ImportRow {
  readonly id: string;
  readonly format: ImportFormat;
  readonly phase: Phase;
  readonly silent: boolean;
  readonly chunks: number;
  readonly sizeBytes: number;
  /** Where reading goes on; null = at the header. */
  readonly place: CsvPlace | null;
  /** The group applied last, '' before the first. */
  readonly lastGroup: string;
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly productsMade: number;
  readonly productsChanged: number;
  readonly productsSame: number;
}

/** What a piece of work adds to the counts of an import. */
export interface Counts {
  rowsRead: number;
  rowsRefused: number;
  productsMade: number;
  productsChanged: number;
  productsSame: number;
  arrivals: number;
}

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  format: string;
  phase: string;
  silent: number;
  started_at_ms: number;
  ended_at_ms: number | null;
  chunks: number;
  size_bytes: number;
  place: string | null;
  last_group: string;
  rows_read: number;
  products_made: number;
  products_changed: number;
  products_same: number;
  rows_refused: number;
  arrivals: number;
  failure: string | null;
}

const KEPT_REFUSALS = 200;

/** Every statement on imports. */
export class ImportStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  begin(id: string, format: ImportFormat, atMs: number): void {
    this.#sql.exec(
      `INSERT INTO import (id, format, phase, silent, started_at_ms, ended_at_ms, chunks, size_bytes, place, last_group,
         rows_read, products_made, products_changed, products_same, rows_refused, arrivals, failure)
       VALUES (?, ?, 'receiving', 0, ?, NULL, 0, 0, NULL, '', 0, 0, 0, 0, 0, 0, NULL)`,
      id,
      format,
      atMs,
    );
  }

  get(id: string): ImportRow | null {
    return this.#sql.exec<Row>('SELECT * FROM import WHERE id = ?', id).toArray().map(fromRow)[0] ?? null;
  }

  /** The oldest import that has something to do. One at a time, in the order they were begun: what a later file says counts. */
  next(): ImportRow | null {
    const open = "SELECT * FROM import WHERE phase IN ('reading', 'judging', 'applying', 'leaving', 'clearing') ORDER BY id LIMIT 1";
    return this.#sql.exec<Row>(open).toArray().map(fromRow)[0] ?? null;
  }

  /** Imports that are not over. */
  underWay(): number {
    return this.#sql
      .exec<{ n: number }>("SELECT count(*) AS n FROM import WHERE phase IN ('receiving', 'reading', 'judging', 'applying', 'leaving')")
      .one().n;
  }

  report(id: string): ImportReport | null {
    const row = this.#sql.exec<Row>('SELECT * FROM import WHERE id = ?', id).toArray()[0];
    return row ? this.#report(row) : null;
  }

  /** The newest first, those before `before`. */
  reports(before: string | null, limit: number): ImportReport[] {
    return this.#sql
      .exec<Row>('SELECT * FROM import WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2', before, limit)
      .toArray()
      .map((row) => this.#report(row));
  }

  addChunk(id: string, startByte: number, bytes: Uint8Array): void {
    if (bytes.length > 0) this.#sql.exec('INSERT INTO import_chunk (import_id, start_byte, bytes) VALUES (?, ?, ?)', id, startByte, bytes);
    this.#sql.exec('UPDATE import SET chunks = chunks + 1, size_bytes = size_bytes + ? WHERE id = ?', bytes.length, id);
  }

  /** Up to `limit` bytes of the file from `from` on; null at its end. */
  bytes(id: string, from: number, limit: number): Uint8Array | null {
    const row = this.#sql
      .exec<{ part: ArrayBuffer }>(
        `SELECT substr(bytes, ?1 - start_byte + 1, ?2) AS part FROM import_chunk WHERE import_id = ?3 AND start_byte <= ?1 ORDER BY start_byte DESC LIMIT 1`,
        from,
        limit,
        id,
      )
      .toArray()[0];
    return row && row.part.byteLength > 0 ? new Uint8Array(row.part) : null;
  }

  setPhase(id: string, phase: Phase): void {
    this.#sql.exec('UPDATE import SET phase = ? WHERE id = ?', phase, id);
  }

  /** Begins to apply. The first import of a shop, and the first of a feed, tells nobody: everything in it would be new. So does one that the owner lets in quietly. */
  startApplying(id: string, isQuiet = false): void {
    this.#sql.exec(
      `UPDATE import SET phase = 'applying', last_group = '',
         silent = ?2 OR NOT EXISTS (SELECT 1 FROM import i WHERE i.phase IN ('clearing', 'ended') AND i.failure IS NULL
           AND (i.format = 'merchant-feed') = (import.format = 'merchant-feed')) WHERE id = ?1`,
      id,
      isQuiet ? 1 : 0,
    );
  }

  /** Ends it; what was kept meanwhile is still to be cleared. */
  end(id: string, atMs: number, failure: string | null): void {
    this.#sql.exec("UPDATE import SET phase = 'clearing', ended_at_ms = ?, failure = ? WHERE id = ?", atMs, failure, id);
  }

  stage(id: string, drafts: readonly Draft[]): void {
    const insert = 'INSERT OR REPLACE INTO import_row (import_id, group_id, line, draft) VALUES (?, ?, ?, ?)';
    for (const draft of drafts) this.#sql.exec(insert, id, draft.group, draft.line, JSON.stringify(draft));
  }

  /** Whether the file names this group. */
  names(id: string, group: string): boolean {
    return this.#sql.exec('SELECT 1 FROM import_row WHERE import_id = ? AND group_id = ? LIMIT 1', id, group).toArray().length > 0;
  }

  savePlace(id: string, place: CsvPlace): void {
    this.#sql.exec('UPDATE import SET place = ? WHERE id = ?', JSON.stringify(place), id);
  }

  saveGroup(id: string, group: string): void {
    this.#sql.exec('UPDATE import SET last_group = ? WHERE id = ?', group, id);
  }

  /** The next groups after `after` with the count of their rows and their first line. */
  groups(id: string, after: string, limit: number): { group: string; rows: number; line: number }[] {
    return this.#sql
      .exec<{ group: string; rows: number; line: number }>(
        `SELECT group_id AS "group", count(*) AS rows, min(line) AS line FROM import_row WHERE import_id = ? AND group_id > ? GROUP BY group_id ORDER BY group_id LIMIT ?`,
        id,
        after,
        limit,
      )
      .toArray();
  }

  /** The rows of a group in the order of the file, one at a time. */
  *drafts(id: string, group: string): Generator<Draft> {
    const rows = this.#sql.exec<{ draft: string }>('SELECT draft FROM import_row WHERE import_id = ? AND group_id = ? ORDER BY line', id, group);
    for (const row of rows) yield JSON.parse(row.draft) as Draft;
  }

  count(id: string, counts: Counts): void {
    this.#sql.exec(
      `UPDATE import SET rows_read = rows_read + ?, rows_refused = rows_refused + ?, products_made = products_made + ?,
         products_changed = products_changed + ?, products_same = products_same + ?, arrivals = arrivals + ? WHERE id = ?`,
      counts.rowsRead,
      counts.rowsRefused,
      counts.productsMade,
      counts.productsChanged,
      counts.productsSame,
      counts.arrivals,
      id,
    );
  }

  /** Keeps the first refusals of the file, by line. */
  refuse(id: string, refusals: readonly Refusal[]): void {
    for (const { line, reason } of refusals) {
      this.#sql.exec('INSERT OR IGNORE INTO import_refusal (import_id, line, reason) VALUES (?, ?, ?)', id, line, reason);
    }
    if (refusals.length > 0) {
      this.#sql.exec(
        'DELETE FROM import_refusal WHERE import_id = ?1 AND line > (SELECT line FROM import_refusal WHERE import_id = ?1 ORDER BY line LIMIT 1 OFFSET ?2)',
        id,
        KEPT_REFUSALS - 1,
      );
    }
  }

  /** Deletes up to `limit` of what was kept while it ran. True when nothing is left. */
  clear(id: string, limit: number): boolean {
    const rows = this.#sql.exec(
      'DELETE FROM import_row WHERE (import_id, group_id, line) IN (SELECT import_id, group_id, line FROM import_row WHERE import_id = ? LIMIT ?) RETURNING 1',
      id,
      limit,
    );
    if (rows.toArray().length > 0) return false;
    const chunks = this.#sql.exec(
      'DELETE FROM import_chunk WHERE (import_id, start_byte) IN (SELECT import_id, start_byte FROM import_chunk WHERE import_id = ? LIMIT 4) RETURNING 1',
      id,
    );
    return chunks.toArray().length === 0;
  }

  #report(row: Row): ImportReport {
    const over = row.phase === 'clearing' || row.phase === 'ended';
    const refusals = this.#sql
      .exec<{ line: number; reason: string }>(
        'SELECT line, reason FROM import_refusal WHERE import_id = ? ORDER BY line LIMIT ?',
        row.id,
        KEPT_REFUSALS,
      )
      .toArray();
    const judged = this.#sql
      .exec<{ finding: string; hold: string | null }>('SELECT finding, hold FROM import_finding WHERE import_id = ?', row.id)
      .toArray()[0];
    return {
      id: row.id,
      state: over ? (row.failure === null ? 'done' : 'failed') : row.phase === 'held' ? 'held' : 'running',
      format: row.format,
      startedAtMs: row.started_at_ms,
      endedAtMs: row.ended_at_ms,
      rowsRead: row.rows_read,
      productsMade: row.products_made,
      productsChanged: row.products_changed,
      productsSame: row.products_same,
      rowsRefused: row.rows_refused,
      refusals,
      failure: row.failure,
      arrivals: row.arrivals,
      found: judged ? (JSON.parse(judged.finding) as ImportFinding) : null,
      hold: (judged?.hold ?? null) as ImportHold | null,
    };
  }
}

const fromRow = (row: Row): ImportRow => ({
  id: row.id,
  format: row.format as ImportFormat,
  phase: row.phase as Phase,
  silent: row.silent === 1,
  chunks: row.chunks,
  sizeBytes: row.size_bytes,
  place: row.place === null ? null : (JSON.parse(row.place) as CsvPlace),
  lastGroup: row.last_group,
  rowsRead: row.rows_read,
  rowsRefused: row.rows_refused,
  productsMade: row.products_made,
  productsChanged: row.products_changed,
  productsSame: row.products_same,
});
