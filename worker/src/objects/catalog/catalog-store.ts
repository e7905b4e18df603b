import type { Product } from '@rapport/protocol';

/** What the catalogue knows of its shop. `stream` names its change log, independent of the object's name (law 4). */
export interface CatalogSetup {
  readonly shopId: string;
  readonly currency: string;
  readonly locales: readonly string[];
  readonly stream: string;
}

/** A product with what is known beside it. */
export interface ProductRow {
  readonly product: Product;
  readonly version: number;
  readonly firstSeenAtMs: number;
  /** When it left the shop; null = it is there. */
  readonly goneAtMs: number | null;
  /** The id it came with first; its own unless it was renamed. */
  readonly rootId: string;
}

/** A product to be written. */
export interface ProductWrite {
  readonly product: Product;
  /** Words to search in, folded as the query will be. */
  readonly text: string;
  readonly available: boolean;
  readonly lowestPriceMinor: number;
  /** Where it stood in the file: the order that the shop gave. */
  readonly position: number;
  readonly atMs: number;
}

interface Row extends Record<string, SqlStorageValue> {
  json: string;
  version: number;
  first_seen_at_ms: number;
  gone_at_ms: number | null;
  root_id: string | null;
}

/** SQLite takes 2 MB a row in production; what stands beside the JSON needs some of it. */
export const MAX_PRODUCT_BYTES = 1_500_000;
const COLUMNS = 'product.json AS json, version, first_seen_at_ms, gone_at_ms, root_id';

/** Every statement on products and what the catalogue knows of its shop. */
export class CatalogStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  setup(): CatalogSetup | null {
    const row = this.#sql
      .exec<{ shop_id: string; currency: string; locales: string; stream: string }>('SELECT shop_id, currency, locales, stream FROM catalog')
      .toArray()[0];
    return row ? { shopId: row.shop_id, currency: row.currency, locales: JSON.parse(row.locales) as string[], stream: row.stream } : null;
  }

  /** Keeps what the shop says; the stream stays what it was. */
  saveSetup(setup: CatalogSetup): void {
    this.#sql.exec(
      `INSERT INTO catalog (one, shop_id, currency, locales, stream) VALUES (1, ?, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET currency = excluded.currency, locales = excluded.locales`,
      setup.shopId,
      setup.currency,
      JSON.stringify(setup.locales),
      setup.stream,
    );
  }

  product(id: string): ProductRow | null {
    return this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM product WHERE id = ?`, id).toArray().map(fromRow)[0] ?? null;
  }

  /** Products that are there, in the order asked for; unknown ones are left out. */
  products(ids: readonly string[]): Product[] {
    return this.#sql
      .exec<Row>(
        `SELECT ${COLUMNS} FROM json_each(?) AS wanted JOIN product ON product.id = wanted.value WHERE gone_at_ms IS NULL ORDER BY wanted.key`,
        JSON.stringify(ids),
      )
      .toArray()
      .map((row) => fromRow(row).product);
  }

  /**
   * A page by id. At most `scanned` products are looked at: `next` may be there though the page isn't full.
   * @param words folded; every one has to occur
   */
  page(after: string, words: readonly string[], limit: number, scanned: number): { products: Product[]; next: string | null } {
    const rows = this.#sql.exec<{ id: string; json: string | null }>(
      `SELECT id, iif(EXISTS (SELECT 1 FROM json_each(?) AS word WHERE instr(text, word.value) = 0), NULL, json) AS json
         FROM product WHERE id > ? AND gone_at_ms IS NULL ORDER BY id LIMIT ?`,
      JSON.stringify(words),
      after,
      words.length > 0 ? scanned : limit + 1,
    );
    const products: Product[] = [];
    let last = after;
    let seen = 0;
    for (const row of rows) {
      if (products.length === limit) return { products, next: last };
      seen++;
      last = row.id;
      if (row.json !== null) products.push(JSON.parse(row.json) as Product);
    }
    return { products, next: seen === scanned && words.length > 0 ? last : null };
  }

  /** The newest first, those of one import in the order of its file; what can be bought only. */
  newest(limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        'SELECT id FROM product WHERE available = 1 AND gone_at_ms IS NULL ORDER BY first_seen_at_ms DESC, position LIMIT ?',
        limit,
      )
      .toArray()
      .map((row) => row.id);
  }

  /** As `newest`, but each product as it is asked for, so that whoever looks for a few pays for a few. */
  *newestProducts(): Generator<Product> {
    for (const { json } of this.#sql.exec<{ json: string }>(
      'SELECT json FROM product WHERE available = 1 AND gone_at_ms IS NULL ORDER BY first_seen_at_ms DESC, position',
    ))
      yield JSON.parse(json) as Product;
  }

  /** Rows this object has written since it woke: when it is the same, so is everything that was read. */
  get writes(): number {
    return this.#sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n;
  }

  count(): number {
    return this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM product WHERE gone_at_ms IS NULL').one().n;
  }

  /** What can be bought and shares a trait, at most `limit`. */
  sharing(trait: string, limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        'SELECT product_id AS id FROM product_trait JOIN product ON id = product_id WHERE trait = ? AND available = 1 AND gone_at_ms IS NULL LIMIT ?',
        trait,
        limit,
      )
      .toArray()
      .map((row) => row.id);
  }

  /** Products that bear a name, also those that have gone; at most two, which is one too many. */
  bearers(name: string): string[] {
    return this.#sql
      .exec<{ id: string }>('SELECT product_id AS id FROM product_trait WHERE trait = ? LIMIT 2', name)
      .toArray()
      .map((row) => row.id);
  }

  /** Writes a product, new or changed; its version grows by one. */
  save(write: ProductWrite): void {
    const { product, atMs } = write;
    this.#sql.exec(
      `INSERT INTO product (id, json, text, available, lowest_price_minor, position, version, first_seen_at_ms, changed_at_ms, gone_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, NULL)
       ON CONFLICT (id) DO UPDATE SET json = excluded.json, text = excluded.text, available = excluded.available,
         lowest_price_minor = excluded.lowest_price_minor, position = excluded.position, version = version + 1,
         changed_at_ms = excluded.changed_at_ms, gone_at_ms = NULL`,
      product.id,
      JSON.stringify(product),
      write.text,
      write.available ? 1 : 0,
      write.lowestPriceMinor,
      write.position,
      atMs,
      atMs,
    );
  }

  /** Takes off the traits it had, puts on those it has. */
  retrait(productId: string, before: readonly string[], after: readonly string[]): void {
    const dropped = before.filter((trait) => !after.includes(trait));
    const added = after.filter((trait) => !before.includes(trait));
    if (dropped.length > 0) {
      this.#sql.exec(
        'DELETE FROM product_trait WHERE product_id = ? AND trait IN (SELECT value FROM json_each(?))',
        productId,
        JSON.stringify(dropped),
      );
    }
    if (added.length > 0) {
      this.#sql.exec('INSERT OR IGNORE INTO product_trait (trait, product_id) SELECT value, ? FROM json_each(?)', productId, JSON.stringify(added));
    }
  }
}

const fromRow = (row: Row): ProductRow => {
  const product = JSON.parse(row.json) as Product;
  return {
    product,
    rootId: row.root_id ?? product.id,
    version: row.version,
    firstSeenAtMs: row.first_seen_at_ms,
    goneAtMs: row.gone_at_ms,
  };
};
