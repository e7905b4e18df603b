import type { Cuts } from '@rapport/domain/segments';
import type { Fit, Learnt } from '@rapport/domain/value';

/** Every statement about what was learnt of the shop's customers. */
export class ValueStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A fit that was broken off, or null. */
  fit(): Fit | null {
    const fit = this.#sql.exec<{ fit: string | null }>('SELECT fit FROM value_fit').toArray()[0]?.fit ?? null;
    return fit === null ? null : (JSON.parse(fit) as Fit);
  }

  saveFit(fit: Fit | null, atMs: number): void {
    this.#sql.exec(
      'INSERT INTO value_fit (one, fit, at_ms) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET fit = excluded.fit',
      fit === null ? null : JSON.stringify(fit),
      atMs,
    );
  }

  /** What was learnt last, and when; null before the first time. */
  learnt(): { learnt: Learnt; cuts: Cuts; atMs: number } | null {
    const row = this.#sql
      .exec<{ learnt: string | null; cuts: string | null; at_ms: number }>('SELECT learnt, cuts, at_ms FROM value_fit')
      .toArray()[0];
    if (!row || row.learnt === null || row.cuts === null) return null;
    return { learnt: JSON.parse(row.learnt) as Learnt, cuts: JSON.parse(row.cuts) as Cuts, atMs: row.at_ms };
  }

  saveLearnt(learnt: Learnt, cuts: Cuts, atMs: number): void {
    this.#sql.exec(
      `INSERT INTO value_fit (one, fit, learnt, cuts, at_ms) VALUES (1, NULL, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET fit = NULL, learnt = excluded.learnt, cuts = excluded.cuts, at_ms = excluded.at_ms`,
      JSON.stringify(learnt),
      JSON.stringify(cuts),
      atMs,
    );
  }
}
