import type { DatabaseSync } from 'node:sqlite';
import type { Currency, Totals } from '../money.ts';

/** Where an order stands. The shop knows more steps than Rapport needs. */
export type OrderStatus = 'paid' | 'shipped' | 'complete' | 'cancelled' | 'refunded';

/** One line as it was sold. */
export interface OrderLine {
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly totalMinor: number;
}

/** An order as it was placed. */
export interface Order extends Totals {
  readonly id: string;
  readonly status: OrderStatus;
  readonly currency: Currency;
  readonly placedAtMs: number;
  readonly personId: string | undefined;
  readonly customer: { readonly name: string; readonly email: string; readonly address: string };
  readonly lines: readonly OrderLine[];
  readonly voucherCode: string | undefined;
}

/** What may follow what; anything else is refused. */
export const NEXT: Record<OrderStatus, readonly OrderStatus[]> = {
  paid: ['shipped', 'cancelled', 'refunded'],
  shipped: ['complete', 'refunded'],
  complete: ['refunded'],
  cancelled: [],
  refunded: [],
};

/** The status in Rapport's words. */
export function outward(status: OrderStatus): 'paid' | 'fulfilled' | 'cancelled' | 'refunded' {
  return status === 'shipped' || status === 'complete' ? 'fulfilled' : status;
}

/** The shop's order book. */
export class Orders {
  readonly #db: DatabaseSync;
  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  #read(row: Record<string, unknown> | undefined): Order | undefined {
    return row === undefined ? undefined : { ...(JSON.parse(String(row['body'])) as Order), status: row['status'] as OrderStatus };
  }

  /** Writes a new order; call inside the transaction that takes the goods out. False when the number is known already. */
  add(order: Order, visitId: string): boolean {
    return (
      this.#db
        .prepare('INSERT OR IGNORE INTO purchase (id, visit_id, person_id, body, status, placed_at_ms) VALUES (?, ?, ?, ?, ?, ?)')
        .run(order.id, visitId, order.personId ?? null, JSON.stringify(order), order.status, order.placedAtMs).changes > 0
    );
  }

  /** One order. */
  find(id: string): Order | undefined {
    return this.#read(this.#db.prepare('SELECT body, status FROM purchase WHERE id = ?').get(id));
  }

  /** One order, if this visitor may see it: who bought it, or the browser that did. */
  findFor(id: string, visitId: string, personId: string | undefined): Order | undefined {
    return this.#read(
      this.#db
        .prepare('SELECT body, status FROM purchase WHERE id = ? AND (visit_id = ? OR (person_id IS NOT NULL AND person_id = ?))')
        .get(id, visitId, personId ?? null),
    );
  }

  /** What somebody has bought, newest first. */
  of(personId: string): Order[] {
    return this.#db
      .prepare('SELECT body, status FROM purchase WHERE person_id = ? ORDER BY placed_at_ms DESC LIMIT 50')
      .all(personId)
      .flatMap((row) => this.#read(row) ?? []);
  }

  /** The newest orders, for the counter. */
  latest(count: number): Order[] {
    return this.#db
      .prepare('SELECT body, status FROM purchase ORDER BY placed_at_ms DESC LIMIT ?')
      .all(count)
      .flatMap((row) => this.#read(row) ?? []);
  }

  /** Moves an order from one status to the next; undefined when that is not possible. */
  move(id: string, to: OrderStatus): Order | undefined {
    const order = this.find(id);
    if (order === undefined || !NEXT[order.status].includes(to)) return undefined;
    this.#db.prepare('UPDATE purchase SET status = ? WHERE id = ?').run(to, id);
    return { ...order, status: to };
  }
}
