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
    this.#sql.exec('INSERT INTO journal (seq, signals) VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM journal), ?)', JSON.stringify(signals));
  }

  journal(): Signal[][] {
    return this.#sql
      .exec<{ signals: string }>('SELECT signals FROM journal ORDER BY seq')
      .toArray()
      .map((row) => JSON.parse(row.signals) as Signal[]);
  }

  clearJournal(): void {
    this.#sql.exec('DELETE FROM journal');
  }
}
