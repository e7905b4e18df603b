import type { DatabaseSync } from 'node:sqlite';
import type { Config } from './config.ts';
import { RapportApi } from './rapport/api.ts';
import { Delivery } from './rapport/delivery.ts';
import { openDatabase, transaction } from './store/database.ts';
import { Orders, outward, type Order, type OrderStatus } from './store/orders.ts';
import { OutboxStore, type OutboxKind } from './store/outbox.ts';
import { Shelf } from './store/shelf.ts';
import { Visits } from './store/visits.ts';

/** The whole back room: one database, the shelves, the visitors, the order book, and the post to Rapport. */
export class Shop {
  readonly config: Config;
  readonly shelf: Shelf;
  readonly visits: Visits;
  readonly orders: Orders;
  readonly outbox: OutboxStore;
  readonly api: RapportApi | undefined;
  readonly delivery: Delivery | undefined;
  readonly now: () => number;
  readonly #db: DatabaseSync;

  constructor(config: Config, now: () => number = Date.now) {
    this.config = config;
    this.now = now;
    this.#db = openDatabase(config.dataFolder);
    this.shelf = new Shelf(this.#db, config.currency, now());
    this.visits = new Visits(this.#db, now());
    this.orders = new Orders(this.#db);
    this.outbox = new OutboxStore(this.#db);
    const api = config.rapport === undefined ? undefined : new RapportApi(config.rapport);
    this.api = api;
    this.delivery = api === undefined ? undefined : new Delivery(this.outbox, (...what) => api.call(...what), now);
    void this.delivery?.drain();
  }

  /** Puts something for Rapport into the outbox, if the shop has a Rapport at all. */
  post(kind: OutboxKind, about: string, body: string): void {
    if (this.delivery !== undefined) this.outbox.add(kind, about, body, this.now());
  }

  #postOrder(order: Order): void {
    this.post(
      'order',
      order.id,
      JSON.stringify({
        id: order.id,
        status: outward(order.status),
        customer: { ...(order.personId === undefined ? {} : { id: order.personId }), email: order.customer.email, name: order.customer.name },
        currency: order.currency,
        totalMinor: order.totalMinor,
        subtotalMinor: order.subtotalMinor,
        discountMinor: order.discountMinor,
        taxMinor: order.taxMinor,
        shippingMinor: order.shippingMinor,
        placedAt: new Date(order.placedAtMs).toISOString(),
        lines: order.lines,
        ...(order.voucherCode === undefined ? {} : { voucherCodes: [order.voucherCode] }),
      }),
    );
  }

  /**
   * Sells: goods out, order written, basket emptied, post prepared, all at once or not at all.
   * @returns the variant that ran out in the meantime, or undefined when it went well (also when this very order exists already).
   */
  place(order: Order, visitId: string, useLater: boolean): string | undefined {
    const missing = new Error('missing');
    let short: string | undefined;
    try {
      transaction(this.#db, () => {
        if (!this.orders.add(order, visitId)) return;
        for (const line of order.lines)
          if (!this.shelf.take(line.variantId, line.quantity)) {
            short = line.variantId;
            throw missing;
          }
        this.visits.empty(visitId);
        if (useLater && order.voucherCode !== undefined)
          this.post(
            'use',
            order.id,
            JSON.stringify({ code: order.voucherCode, orderId: order.id, ...(order.personId === undefined ? {} : { customerId: order.personId }) }),
          );
        this.#postOrder(order);
      });
    } catch (error) {
      if (error !== missing) throw error;
    }
    this.shelf.reload();
    void this.delivery?.drain();
    return short;
  }

  /** Moves an order on and tells Rapport; goods that never left or came back return to the shelf. */
  move(id: string, to: OrderStatus): boolean {
    const moved = transaction(this.#db, () => {
      const order = this.orders.move(id, to);
      if (order === undefined) return false;
      if (to === 'cancelled' || to === 'refunded') for (const line of order.lines) this.shelf.take(line.variantId, -line.quantity);
      this.#postOrder(order);
      return true;
    });
    this.shelf.reload();
    void this.delivery?.drain();
    return moved;
  }

  /** Closes the shop for the night. */
  async close(): Promise<void> {
    await this.delivery?.stop();
    this.#db.close();
  }
}
