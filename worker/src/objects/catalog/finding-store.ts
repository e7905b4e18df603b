import type { ImportFinding, ImportHold } from '@rapport/protocol';

/** Every statement on what an import found before it is applied, and on how products are recognised. */
export class FindingStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Products that are there now: of a source, or of the whole shop for ''. */
  known(source: string): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM product WHERE gone_at_ms IS NULL AND (?1 = '' OR source = ?1)", source).one().n;
  }

  finding(id: string): ImportFinding | null {
    const row = this.#sql.exec<{ finding: string }>('SELECT finding FROM import_finding WHERE import_id = ?', id).toArray()[0];
    return row ? (JSON.parse(row.finding) as ImportFinding) : null;
  }

  saveFinding(id: string, source: string, finding: ImportFinding): void {
    this.#sql.exec(
      'INSERT INTO import_finding (import_id, source, finding) VALUES (?, ?, ?) ON CONFLICT (import_id) DO UPDATE SET finding = excluded.finding',
      id,
      source,
      JSON.stringify(finding),
    );
  }

  /** Holds an import until the owner says. */
  hold(id: string, why: ImportHold): void {
    this.#sql.exec('UPDATE import_finding SET hold = ? WHERE import_id = ?', why, id);
    this.#sql.exec("UPDATE import SET phase = 'held' WHERE id = ?", id);
  }

  approve(id: string, who: string): void {
    this.#sql.exec('UPDATE import_finding SET approved_by = ? WHERE import_id = ?', who, id);
  }

  /** Imports of a source that wait for the owner: a newer file of it makes them old news. */
  held(source: string): string[] {
    return this.#sql
      .exec<{ id: string }>("SELECT id FROM import JOIN import_finding ON import_id = id WHERE phase = 'held' AND source = ?", source)
      .toArray()
      .map(({ id }) => id);
  }

  /** Products that have this mark; two are enough to know that it tells nothing. */
  marked(mark: string, limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>('SELECT product_id AS id FROM product_mark WHERE mark = ? LIMIT ?', mark, limit)
      .toArray()
      .map(({ id }) => id);
  }

  remark(productId: string, marks: readonly string[]): void {
    this.#sql.exec(
      'DELETE FROM product_mark WHERE product_id = ?1 AND mark NOT IN (SELECT value FROM json_each(?2))',
      productId,
      JSON.stringify(marks),
    );
    this.#sql.exec('INSERT OR IGNORE INTO product_mark (mark, product_id) SELECT value, ? FROM json_each(?)', productId, JSON.stringify(marks));
  }

  match(id: string, group: string, formerId: string, by: string): void {
    this.#sql.exec('INSERT OR REPLACE INTO import_match (import_id, group_id, former_id, by_mark) VALUES (?, ?, ?, ?)', id, group, formerId, by);
  }

  /** The old product that a group of the file is, under another id. */
  formerOf(id: string, group: string): string | null {
    return (
      this.#sql.exec<{ former: string }>('SELECT former_id AS former FROM import_match WHERE import_id = ? AND group_id = ?', id, group).toArray()[0]
        ?.former ?? null
    );
  }

  isClaimed(id: string, formerId: string): boolean {
    return this.#sql.exec('SELECT 1 FROM import_match WHERE import_id = ? AND former_id = ?', id, formerId).toArray().length > 0;
  }

  /** How many products of a source the file leaves out. */
  leftOut(id: string, source: string): number {
    return this.#sql
      .exec<{ n: number }>(`SELECT count(*) AS n FROM product p WHERE p.source = ?1 AND p.gone_at_ms IS NULL AND ${LEFT_OUT}`, source, id)
      .one().n;
  }

  /** Makes up to `limit` of them leave. True when nobody is left. */
  leave(id: string, source: string, limit: number, atMs: number): boolean {
    const gone = this.#sql.exec(
      `UPDATE product SET gone_at_ms = ?3, version = version + 1 WHERE id IN
         (SELECT p.id FROM product p WHERE p.source = ?1 AND p.gone_at_ms IS NULL AND ${LEFT_OUT} LIMIT ?4) RETURNING 1`,
      source,
      id,
      atMs,
      limit,
    );
    return gone.toArray().length < limit;
  }

  /** Gives a product another id; whatever stands beside it follows. */
  rename(formerId: string, id: string): void {
    this.#sql.exec(`UPDATE product SET id = ?2, root_id = coalesce(root_id, ?1), json = json_set(json, '$.id', ?2) WHERE id = ?1`, formerId, id);
    for (const table of ['product_trait', 'product_mark']) this.#sql.exec(`UPDATE "${table}" SET product_id = ? WHERE product_id = ?`, id, formerId);
  }

  from(source: string, productId: string): void {
    this.#sql.exec('UPDATE product SET source = ? WHERE id = ? AND source <> ?1', source, productId);
  }

  forget(id: string): void {
    this.#sql.exec('DELETE FROM import_match WHERE import_id = ?', id);
  }
}

const LEFT_OUT = `NOT EXISTS (SELECT 1 FROM import_row r WHERE r.import_id = ?2 AND r.group_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM import_match m WHERE m.import_id = ?2 AND m.former_id = p.id)`;
