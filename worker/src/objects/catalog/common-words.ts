import { keyOfWord, keysOfProduct, prepare, readProduct } from '@rapport/domain/watches';
import { productText } from '@rapport/domain/catalog';
import type { Product } from '@rapport/protocol';

/** Products looked at. */
const SAMPLE = 1_000;
const PRODUCTS_A_PIECE = 25;
/** A word is rare that stands in fewer of the products looked at. Low, for each product that comes in looks at all that is filed under its words: the rarer, the fewer. */
const COMMON_FROM = 2;
/** Words that are kept, the commonest first: some 60 kB in one row. */
const KEPT_WORDS = 5_000;

/**
 * Which words stand in many of the shop's products, so that searches are filed under their rare ones. Counted on a sample, in pieces, after an import; kept as one row.
 * The filing is right whatever this says: it only decides how many watches a product has to look at.
 */
export class CommonWords {
  readonly #sql: SqlStorage;
  #known: ReadonlyMap<string, number> | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** In how many products of the sample each of these words stands; words that are rare are left out. */
  of(words: readonly string[]): Record<string, number> {
    this.#known ??= this.#read();
    const found = words.map((word) => [word, this.#known?.get(keyOfWord(word)) ?? 0] as const);
    return Object.fromEntries(found.filter(([, count]) => count > 0));
  }

  /** Counts anew. Others get their turn after every few products. */
  async count(): Promise<void> {
    const all = this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM product WHERE gone_at_ms IS NULL').one().n;
    const step = Math.max(1, Math.floor(all / SAMPLE));
    const counts = new Map<string, number>();
    let seen = 0;
    for (let after: string | null = ''; after !== null;) {
      const rows: { id: string; json: string | null }[] = this.#sql
        .exec<{ id: string; json: string | null }>(
          'SELECT id, json FROM product WHERE id > ? AND gone_at_ms IS NULL ORDER BY id LIMIT ?',
          after,
          PRODUCTS_A_PIECE,
        )
        .toArray();
      for (const { json } of rows) if (json !== null && seen++ % step === 0) tally(counts, JSON.parse(json) as Product);
      after = rows.length < PRODUCTS_A_PIECE ? null : (rows.at(-1)?.id ?? null);
      await scheduler.wait(0);
    }
    const common = [...counts].filter(([, count]) => count >= COMMON_FROM).toSorted(([, a], [, b]) => b - a);
    this.#write(new Map(common.slice(0, KEPT_WORDS)));
  }

  #read(): ReadonlyMap<string, number> {
    const row = this.#sql.exec<{ words: string }>('SELECT words FROM common_word').toArray()[0];
    return new Map(row ? (JSON.parse(row.words) as [string, number][]) : []);
  }

  #write(words: ReadonlyMap<string, number>): void {
    this.#sql.exec(
      'INSERT INTO common_word (one, words) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET words = excluded.words',
      JSON.stringify([...words]),
    );
    this.#known = words;
  }
}

function tally(counts: Map<string, number>, product: Product): void {
  for (const key of keysOfProduct(prepare(readProduct(product, productText(product))), '')) {
    if (!key.includes(':')) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}
