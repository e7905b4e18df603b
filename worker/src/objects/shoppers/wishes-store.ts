import type { Message, MessageReason, Product, Watch } from '@rapport/protocol';
import { watchOf } from './person-rows.ts';
import type { WatchRow } from './person-rows.ts';

/** A message as it is kept: with the product as it was when it came. */
export interface KeptMessage {
  readonly id: string;
  readonly kind: Message['kind'];
  readonly atMs: number;
  readonly readAtMs: number | null;
  readonly product: Product;
  readonly reasons: readonly MessageReason[];
}

/** A wish that may be answered by a product. */
export interface Wish {
  readonly id: string;
  readonly query: string;
  readonly createdAtMs: number;
}

/** Every statement about wishes, what was told of them, and why or why not. */
export class WishesStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  watches(shopper: string): Watch[] {
    return this.#sql
      .exec<WatchRow>('SELECT id, kind, query, created_at_ms, told_at_ms FROM watch WHERE shopper = ? ORDER BY created_at_ms DESC, id', shopper)
      .toArray()
      .map(watchOf);
  }

  addWatch(shopper: string, watch: Watch, filedUnder: string): void {
    this.#sql.exec(
      'INSERT INTO watch (shopper, id, kind, query, filed_under, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
      shopper,
      watch.id,
      watch.kind,
      watch.query,
      filedUnder,
      watch.createdAtMs,
    );
  }

  /** The query of the watch that was dropped, or null when there was none. */
  dropWatch(shopper: string, id: string): string | null {
    return (
      this.#sql.exec<{ query: string }>('DELETE FROM watch WHERE shopper = ? AND id = ? RETURNING query', shopper, id).toArray()[0]?.query ?? null
    );
  }

  markTold(shopper: string, watchIds: readonly string[], subject: string, atMs: number): void {
    this.#sql.exec(
      'UPDATE watch SET told_at_ms = ? WHERE shopper = ? AND id IN (SELECT value FROM json_each(?))',
      atMs,
      shopper,
      JSON.stringify(watchIds),
    );
    this.#sql.exec('INSERT INTO told (shopper, subject, at_ms) VALUES (?, ?, ?)', shopper, subject, atMs);
  }

  wasTold(shopper: string, subject: string): boolean {
    return this.#sql.exec('SELECT 1 FROM told WHERE shopper = ? AND subject = ?', shopper, subject).toArray().length > 0;
  }

  /** People with wishes filed under one of these keys, each with all such wishes; in order of id, after one of them. */
  waiting(keys: readonly string[], after: string, limit: number): { shopper: string; wishes: Wish[] }[] {
    const rows = this.#sql
      .exec<{ shopper: string; id: string; query: string; created_at_ms: number }>(
        `SELECT w.shopper, w.id, w.query, w.created_at_ms FROM watch w
         WHERE w.shopper IN (SELECT DISTINCT f.shopper FROM watch f JOIN shopper live ON live.id = f.shopper AND live.state = 'live'
             WHERE f.filed_under IN (SELECT value FROM json_each(?)) AND f.shopper > ? ORDER BY f.shopper LIMIT ?)
           AND w.filed_under IN (SELECT value FROM json_each(?))
         ORDER BY w.shopper, w.id`,
        JSON.stringify(keys),
        after,
        limit,
        JSON.stringify(keys),
      )
      .toArray();
    const people = new Map<string, Wish[]>();
    for (const { shopper, id, query, created_at_ms } of rows)
      people.set(shopper, [...(people.get(shopper) ?? []), { id, query, createdAtMs: created_at_ms }]);
    return [...people].map(([shopper, wishes]) => ({ shopper, wishes }));
  }

  saveTrace(shopper: string, trace: { id: string; atMs: number; channel: string; subject: string; outcome: string; reason: string }): void {
    const { id, atMs, channel, subject, outcome, reason } = trace;
    this.#sql.exec(
      'INSERT INTO trace (shopper, id, at_ms, channel, subject, outcome, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
      shopper,
      id,
      atMs,
      channel,
      subject,
      outcome,
      reason,
    );
  }

  saveMessage(shopper: string, message: KeptMessage): void {
    this.#sql.exec(
      'INSERT INTO message (shopper, id, kind, at_ms, product, reasons) VALUES (?, ?, ?, ?, ?, ?)',
      shopper,
      message.id,
      message.kind,
      message.atMs,
      JSON.stringify(message.product),
      JSON.stringify(message.reasons),
    );
  }

  /** Newest first (ids grow with time), before one of them. */
  messages(shopper: string, before: string | null, limit: number): KeptMessage[] {
    return this.#sql
      .exec<{ id: string; kind: string; at_ms: number; read_at_ms: number | null; product: string; reasons: string }>(
        'SELECT id, kind, at_ms, read_at_ms, product, reasons FROM message WHERE shopper = ? AND (? IS NULL OR id < ?) ORDER BY id DESC LIMIT ?',
        shopper,
        before,
        before,
        limit,
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        kind: row.kind as Message['kind'],
        atMs: row.at_ms,
        readAtMs: row.read_at_ms,
        product: JSON.parse(row.product) as Product,
        reasons: JSON.parse(row.reasons) as MessageReason[],
      }));
  }

  /** The ids that were unread until now. */
  markRead(shopper: string, ids: readonly string[], nowMs: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        'UPDATE message SET read_at_ms = ? WHERE shopper = ? AND read_at_ms IS NULL AND id IN (SELECT value FROM json_each(?)) RETURNING id',
        nowMs,
        shopper,
        JSON.stringify(ids),
      )
      .toArray()
      .map((row) => row.id);
  }

  countUnread(shopper: string): number {
    return this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM message WHERE shopper = ? AND read_at_ms IS NULL', shopper).one().n;
  }
}
