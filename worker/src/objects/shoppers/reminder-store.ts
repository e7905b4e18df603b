import type { Purchase, Rhythm } from '@rapport/domain/reminders';

interface PurchaseRow extends Record<string, SqlStorageValue> {
  order_id: string;
  line: number;
  product: string;
  title: string;
  maker: string;
  category: string;
  quantity: number;
  total_minor: number;
  at_ms: number;
  lasts_days: number | null;
  gone: number;
}

const purchaseOf = (row: PurchaseRow): Purchase => ({
  orderId: row.order_id,
  line: row.line,
  productId: row.product,
  title: row.title,
  maker: row.maker,
  category: row.category,
  quantity: row.quantity,
  atMs: row.at_ms,
  lastsDays: row.lasts_days,
  gone: row.gone === 1,
});

/** Every statement about what was bought, which reminders nobody wants, and how soon things are bought again. */
export class ReminderStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps a line; one that is known keeps what was known of its product. */
  savePurchase(shopper: string, { orderId, line, productId, title, maker, category, quantity, atMs, lastsDays }: Purchase, totalMinor: number): void {
    this.#sql.exec(
      `INSERT OR IGNORE INTO purchase (shopper, order_id, line, product, title, maker, category, quantity, total_minor, at_ms, lasts_days, gone)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
      shopper,
      orderId,
      line,
      productId,
      title,
      maker,
      category,
      quantity,
      totalMinor,
      atMs,
      lastsDays,
    );
  }

  /** The lines of an order with what they cost, in their order. */
  linesOf(shopper: string, orderId: string): { line: number; totalMinor: number; gone: boolean }[] {
    return this.#sql
      .exec<{ line: number; total_minor: number; gone: number }>(
        'SELECT line, total_minor, gone FROM purchase WHERE shopper = ? AND order_id = ? ORDER BY line',
        shopper,
        orderId,
      )
      .toArray()
      .map(({ line, total_minor, gone }) => ({ line, totalMinor: total_minor, gone: gone === 1 }));
  }

  markGone(shopper: string, orderId: string, line: number, gone: boolean): void {
    this.#sql.exec('UPDATE purchase SET gone = ? WHERE shopper = ? AND order_id = ? AND line = ?', gone ? 1 : 0, shopper, orderId, line);
  }

  purchases(shopper: string): Purchase[] {
    return this.#sql.exec<PurchaseRow>('SELECT * FROM purchase WHERE shopper = ?', shopper).toArray().map(purchaseOf);
  }

  /** People who bought something, by id. */
  buyersAfter(after: string, limit: number): string[] {
    return this.#sql
      .exec<{ shopper: string }>('SELECT DISTINCT shopper FROM purchase WHERE shopper > ? ORDER BY shopper LIMIT ?', after, limit)
      .toArray()
      .map(({ shopper }) => shopper);
  }

  off(shopper: string): Set<string> {
    const rows = this.#sql.exec<{ subject: string }>('SELECT subject FROM reminder_off WHERE shopper = ?', shopper).toArray();
    return new Set(rows.map(({ subject }) => subject));
  }

  setOff(shopper: string, subject: string, isOff: boolean, atMs: number): void {
    if (isOff) this.#sql.exec('INSERT OR IGNORE INTO reminder_off (shopper, subject, at_ms) VALUES (?, ?, ?)', shopper, subject, atMs);
    else this.#sql.exec('DELETE FROM reminder_off WHERE shopper = ? AND subject = ?', shopper, subject);
  }

  /** What was learnt of these products. */
  rhythms(products: readonly string[]): Record<string, Rhythm> {
    const rows = this.#sql.exec<{ product: string; days: number; times: number }>(
      'SELECT r.product, r.days, r.times FROM json_each(?) AS wanted CROSS JOIN rhythm r ON r.product = wanted.value',
      JSON.stringify([...new Set(products)]),
    );
    return Object.fromEntries(rows.toArray().map(({ product, days, times }) => [product, { days, times }]));
  }

  topRhythms(limit: number): { productId: string; days: number; times: number }[] {
    return this.#sql
      .exec<{ productId: string; days: number; times: number }>(
        'SELECT product AS productId, days, times FROM rhythm ORDER BY times DESC, product LIMIT ?',
        limit,
      )
      .toArray();
  }

  /** Takes the whole of what was learnt. */
  saveRhythms(rhythms: Readonly<Record<string, Rhythm>>): void {
    this.#sql.exec('DELETE FROM rhythm');
    for (const [product, { days, times }] of Object.entries(rhythms)) {
      this.#sql.exec('INSERT INTO rhythm (product, days, times) VALUES (?, ?, ?)', product, days, times);
    }
  }
}
