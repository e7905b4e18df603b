import type { Signal } from '../ports.ts';

/** Every statement of the recommender. */
export class RecommenderStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Product by product, what was learnt of it; a product a row, so that one that changes costs one row. */
  *followers(): Generator<{ product: string; learnt: string }> {
    yield* this.#sql.exec<{ product: string; learnt: string }>('SELECT product, learnt FROM followers');
  }

  /** null = the product had to make room. */
  saveFollowers(product: string, learnt: string | null): void {
    if (learnt === null) this.#sql.exec('DELETE FROM followers WHERE product = ?', product);
    else
      this.#sql.exec(
        'INSERT INTO followers (product, learnt) VALUES (?, ?) ON CONFLICT (product) DO UPDATE SET learnt = excluded.learnt',
        product,
        learnt,
      );
  }

  appendJournal(signals: readonly Signal[]): void {
    this.#sql.exec('INSERT INTO journal (seq, signals) VALUES (?, ?)', this.#last() + 1, JSON.stringify(signals));
  }

  /** Takes a session's name out of the journal; what it taught stays. A parcel is of one session. */
  rename(session: string, to: string): void {
    this.#sql.exec(
      "UPDATE journal SET signals = replace(signals, json_quote(?1), json_quote(?2)) WHERE json_extract(signals, '$[0].session') = ?1",
      session,
      to,
    );
  }

  /** The journal in its order, after a sequence number. */
  *journal(after: number): Generator<{ seq: number; signals: Signal[] }> {
    for (const { seq, signals } of this.#sql.exec<{ seq: number; signals: string }>(
      'SELECT seq, signals FROM journal WHERE seq > ? ORDER BY seq',
      after,
    ))
      yield { seq, signals: JSON.parse(signals) as Signal[] };
  }

  /** Up to where the journal is contained in what was saved of the products. */
  flushedThrough(): number {
    return this.#sql.exec<{ through: number }>('SELECT coalesce(max(through), 0) AS through FROM flushed').one().through;
  }

  /** All of the journal is in the products now; its last rows stay, for the sessions that are still open. */
  saveFlushed(keptParcels: number): void {
    const last = this.#last();
    this.#sql.exec('INSERT INTO flushed (one, through) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET through = excluded.through', last);
    this.#sql.exec('DELETE FROM journal WHERE seq <= ?', last - keptParcels);
  }

  #last(): number {
    return this.#sql.exec<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM journal').one().seq;
  }
}
