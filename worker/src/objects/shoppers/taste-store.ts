import type { PastOrder } from '@rapport/domain/recommend';
import type { Order } from '@rapport/protocol';

/** Products a person may hide: beyond it the one hidden first is shown again. */
const MAX_HIDDEN = 1_000;
/** Orders that are looked at for what somebody buys again, at the most. */
const MAX_ORDERS = 200;

/** Every statement about what somebody doesn't want to see, and what they bought. */
export class TasteStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The latest first. */
  hidden(shopper: string): string[] {
    return this.#sql
      .exec<{ product: string }>('SELECT product FROM hidden_product WHERE shopper = ? ORDER BY at_ms DESC, product', shopper)
      .toArray()
      .map(({ product }) => product);
  }

  hide(shopper: string, product: string, atMs: number): void {
    this.#sql.exec('INSERT INTO hidden_product (shopper, product, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', shopper, product, atMs);
    this.#sql.exec(
      `DELETE FROM hidden_product WHERE shopper = ?1 AND product IN
         (SELECT product FROM hidden_product WHERE shopper = ?1 ORDER BY at_ms DESC, product LIMIT -1 OFFSET ?2)`,
      shopper,
      MAX_HIDDEN,
    );
  }

  show(shopper: string, product: string): void {
    this.#sql.exec('DELETE FROM hidden_product WHERE shopper = ? AND product = ?', shopper, product);
  }

  /** Whether they ever gave anything back. */
  gaveBack(shopper: string): boolean {
    return this.#sql.exec("SELECT 1 FROM shop_order WHERE shopper = ? AND status = 'refunded' LIMIT 1", shopper).toArray().length > 0;
  }

  /** What was ordered and what became of it. */
  orders(shopper: string): PastOrder[] {
    return this.#sql
      .exec<{ status: string; detail: string }>('SELECT status, detail FROM shop_order WHERE shopper = ? LIMIT ?', shopper, MAX_ORDERS)
      .toArray()
      .map(({ status, detail }) => {
        const { placedAt, lines } = JSON.parse(detail) as Order;
        return { status: status as PastOrder['status'], placedAtMs: Date.parse(placedAt), productIds: lines.map(({ productId }) => productId) };
      });
  }
}
