import type { VersionOf } from '@rapport/domain/commerce';
import type { Programme, ProgrammeVersion } from '@rapport/protocol';

interface Row extends Record<string, SqlStorageValue> {
  version: number;
  from_ms: number;
  who: string;
  programme: string;
}

/** Every statement about the programme's versions and the codes that the owner brought. */
export class ProgrammeStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a version that counts from now on. `seq` is the place of its change in the shop's log. */
  append(programme: Programme, who: string, nowMs: number, seq: number): void {
    this.#sql.exec(
      `INSERT INTO programme_version (version, from_ms, who, programme, seq)
       VALUES ((SELECT coalesce(max(version), 0) + 1 FROM programme_version), ?, ?, ?, ?)`,
      nowMs,
      who,
      JSON.stringify(programme),
      seq,
    );
  }

  get isEmpty(): boolean {
    return this.#sql.exec('SELECT 1 FROM programme_version LIMIT 1').toArray().length === 0;
  }

  /** Versions that whoever has read the log up to `seq` doesn't know. */
  since(seq: number): VersionOf[] {
    return this.#sql
      .exec<Row>('SELECT version, from_ms, who, programme FROM programme_version WHERE seq > ? ORDER BY version', seq)
      .toArray()
      .map((row) => ({ version: row.version, fromMs: row.from_ms, programme: JSON.parse(row.programme) as Programme }));
  }

  /** A page of versions, the newest first. */
  page(before: number, limit: number): ProgrammeVersion[] {
    return this.#sql
      .exec<Row>('SELECT version, from_ms, who, programme FROM programme_version WHERE version < ? ORDER BY version DESC LIMIT ?', before, limit)
      .toArray()
      .map((row) => ({ version: row.version, fromMs: row.from_ms, who: row.who, programme: JSON.parse(row.programme) as Programme }));
  }

  /** Puts codes into a reward's pool; how many were new. A code that is known, for whatever reward, is passed over. */
  addCodes(reward: string, codes: readonly string[]): number {
    return this.#sql
      .exec(
        'INSERT INTO code_pool (code, reward, command) SELECT value, ?, NULL FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING code',
        reward,
        JSON.stringify(codes),
      )
      .toArray().length;
  }

  countCodes(reward: string): { readonly all: number; readonly left: number } {
    return this.#sql
      .exec<{ all: number; left: number }>(
        'SELECT count(*) AS "all", count(*) FILTER (WHERE command IS NULL) AS "left" FROM code_pool WHERE reward = ?',
        reward,
      )
      .one();
  }

  /** A free code for a command, the same one again for the same command; null when there is none. */
  takeCode(reward: string, command: string): string | null {
    const own = this.#sql.exec<{ code: string }>('SELECT code FROM code_pool WHERE command = ?', command).toArray()[0];
    if (own) return own.code;
    const row = this.#sql
      .exec<{ code: string }>(
        `UPDATE code_pool SET command = ?1 WHERE code = (SELECT code FROM code_pool WHERE reward = ?2 AND command IS NULL ORDER BY code LIMIT 1)
         RETURNING code`,
        command,
        reward,
      )
      .toArray()[0];
    return row?.code ?? null;
  }

  /** The command came to nothing: nobody saw its code, so it is free again. */
  freeCode(command: string): void {
    this.#sql.exec('UPDATE code_pool SET command = NULL WHERE command = ?', command);
  }

  /** Raises what a slice may give out by a rule to `total`, at most to what others leave of `most`; never lowers it. Answers with what it may. */
  lease(rule: string, slice: number, total: number, most: number): number {
    const { own, others } = this.#leased(rule, slice);
    const raised = Math.max(own, Math.min(total, most - others));
    if (raised > own)
      this.#sql.exec(
        'INSERT INTO limit_lease (rule, slice, points) VALUES (?, ?, ?) ON CONFLICT (rule, slice) DO UPDATE SET points = excluded.points',
        rule,
        slice,
        raised,
      );
    return raised;
  }

  /** What `lease` would answer if everything were asked for. */
  leasable(rule: string, slice: number, most: number): number {
    const { own, others } = this.#leased(rule, slice);
    return Math.max(own, most - others);
  }

  /** Whether a command took a code out of a pool. */
  hasCode(command: string): boolean {
    return this.#sql.exec('SELECT 1 FROM code_pool WHERE command = ?', command).toArray().length > 0;
  }

  #leased(rule: string, slice: number): { own: number; others: number } {
    return this.#sql
      .exec<{ own: number; others: number }>(
        `SELECT coalesce(sum(points) FILTER (WHERE slice = ?1), 0) AS own, coalesce(sum(points) FILTER (WHERE slice <> ?1), 0) AS others
         FROM limit_lease WHERE rule = ?2`,
        slice,
        rule,
      )
      .one();
  }
}
