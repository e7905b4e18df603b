import type { DeliveriesQuery, WebhookDelivery, WebhookTry } from '@rapport/protocol';

/** A message as it waits: who it is about is not in it, only the name that leads there. */
export interface MessageRow {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  /** '' = about nobody. */
  readonly shopper: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A delivery whose time has come. */
export interface DueRow {
  readonly id: number;
  readonly tries: number;
  readonly message: MessageRow;
}

interface DeliveryColumns extends Record<string, SqlStorageValue> {
  id: number;
  message: string;
  endpoint: string;
  type: string;
  state: string;
  at_ms: number;
  tries: number;
  next_at_ms: number;
  last_status: number | null;
}

interface MessageColumns extends Record<string, SqlStorageValue> {
  message: string;
  type: string;
  at_ms: number;
  shopper: string;
  data: string;
}

/** Every statement on messages, their deliveries and the tries. */
export class CourierStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  addMessage({ id, type, atMs, shopper, data }: MessageRow): void {
    this.#sql.exec('INSERT INTO message (id, type, at_ms, shopper, data) VALUES (?, ?, ?, ?, ?)', id, type, atMs, shopper, JSON.stringify(data));
  }

  addDelivery(message: string, endpoint: string, nowMs: number): number {
    return this.#sql
      .exec<{ id: number }>(
        "INSERT INTO delivery (message, endpoint, state, tries, next_at_ms) VALUES (?, ?, 'waiting', 0, ?) RETURNING id",
        message,
        endpoint,
        nowMs,
      )
      .one().id;
  }

  /** What may be sent to an address now, the oldest wish first. */
  due(endpoint: string, nowMs: number, limit: number): DueRow[] {
    return this.#sql
      .exec<MessageColumns & { id: number; tries: number }>(
        `SELECT d.id, d.tries, d.message, m.type, m.at_ms, m.shopper, m.data FROM delivery d JOIN message m ON m.id = d.message
         WHERE d.endpoint = ? AND d.state = 'waiting' AND d.next_at_ms <= ? ORDER BY d.next_at_ms, d.id LIMIT ?`,
        endpoint,
        nowMs,
        limit,
      )
      .toArray()
      .map((row) => ({ id: row.id, tries: row.tries, message: messageOf(row) }));
  }

  /** When the next delivery to an address is due, null when none waits. */
  nextAtMs(endpoint: string): number | null {
    const sql = "SELECT min(next_at_ms) AS at_ms FROM delivery WHERE endpoint = ? AND state = 'waiting'";
    return this.#sql.exec<{ at_ms: number | null }>(sql, endpoint).one().at_ms;
  }

  /** Writes a try down, and what follows from it. `nextAtMs` null = no further one. */
  saveTry(id: number, state: WebhookDelivery['state'], nextAtMs: number | null, made: Omit<WebhookTry, 'number'>): void {
    const { number } = this.#sql.exec<{ number: number }>('SELECT coalesce(max(number), 0) + 1 AS number FROM attempt WHERE delivery = ?', id).one();
    this.#sql.exec(
      'INSERT INTO attempt (delivery, number, at_ms, outcome, status, took_ms) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      number,
      made.atMs,
      made.outcome,
      made.status,
      made.tookMs,
    );
    this.#sql.exec(
      'UPDATE delivery SET state = ?, tries = tries + 1, next_at_ms = ?, last_status = ? WHERE id = ?',
      state,
      nextAtMs ?? 0,
      made.status,
      id,
    );
  }

  /** Puts a delivery off without a try: nothing was sent. */
  putOff(id: number, nextAtMs: number): void {
    this.#sql.exec('UPDATE delivery SET next_at_ms = ? WHERE id = ?', nextAtMs, id);
  }

  /** Nothing more is sent to an address until somebody says so. */
  stopWaiting(endpoint: string): void {
    this.#sql.exec("UPDATE delivery SET state = 'stopped' WHERE endpoint = ? AND state = 'waiting'", endpoint);
  }

  /** Sends a delivery again from its first try on. False when there is none of that id. */
  again(id: number, nowMs: number): boolean {
    const sql = "UPDATE delivery SET state = 'waiting', tries = 0, next_at_ms = ? WHERE id = ? RETURNING id";
    return this.#sql.exec(sql, nowMs, id).toArray().length === 1;
  }

  /** The same for all that didn't get through to an address; answers with how many. */
  allAgain(endpoint: string, nowMs: number): number {
    return this.#sql
      .exec(
        "UPDATE delivery SET state = 'waiting', tries = 0, next_at_ms = ? WHERE endpoint = ? AND state IN ('failed', 'stopped') RETURNING id",
        nowMs,
        endpoint,
      )
      .toArray().length;
  }

  deliveries({ endpoint, state, before, limit }: DeliveriesQuery): WebhookDelivery[] {
    return this.#sql
      .exec<DeliveryColumns>(
        `SELECT d.id, d.message, d.endpoint, d.state, d.tries, d.next_at_ms, d.last_status, m.type, m.at_ms
         FROM delivery d JOIN message m ON m.id = d.message
         WHERE d.id < ?1 AND (?2 IS NULL OR d.endpoint = ?2) AND (?3 IS NULL OR d.state = ?3) ORDER BY d.id DESC LIMIT ?4`,
        before === undefined ? Number.MAX_SAFE_INTEGER : Number(before),
        endpoint ?? null,
        state ?? null,
        limit,
      )
      .toArray()
      .map(deliveryOf);
  }

  delivery(id: number): { delivery: WebhookDelivery; message: MessageRow } | null {
    const row = this.#sql
      .exec<DeliveryColumns & MessageColumns>(
        `SELECT d.id, d.message, d.endpoint, d.state, d.tries, d.next_at_ms, d.last_status, m.type, m.at_ms, m.shopper, m.data
         FROM delivery d JOIN message m ON m.id = d.message WHERE d.id = ?`,
        id,
      )
      .toArray()[0];
    return row ? { delivery: deliveryOf(row), message: messageOf(row) } : null;
  }

  attempts(id: number): WebhookTry[] {
    return this.#sql
      .exec<{ number: number; at_ms: number; outcome: string; status: number | null; took_ms: number }>(
        'SELECT number, at_ms, outcome, status, took_ms FROM attempt WHERE delivery = ? ORDER BY number LIMIT 100',
        id,
      )
      .toArray()
      .map((row) => ({
        number: row.number,
        atMs: row.at_ms,
        outcome: row.outcome as WebhookTry['outcome'],
        status: row.status,
        tookMs: row.took_ms,
      }));
  }

  /** Forgets every message about somebody, sent or not. */
  forget(shopper: string): void {
    const about = 'SELECT d.id FROM delivery d JOIN message m ON m.id = d.message WHERE m.shopper = ?';
    this.#sql.exec(`DELETE FROM attempt WHERE delivery IN (${about})`, shopper);
    this.#sql.exec(`DELETE FROM delivery WHERE id IN (${about})`, shopper);
    this.#sql.exec('DELETE FROM message WHERE shopper = ?', shopper);
  }

  /** Clears away messages from before then of which nothing waits any more, the oldest first; answers with how many it took. */
  clear(beforeMs: number, limit: number): number {
    const ids = this.#sql
      .exec<{ id: string }>(
        `SELECT id FROM message WHERE at_ms < ? AND NOT EXISTS (SELECT 1 FROM delivery WHERE message = message.id AND state = 'waiting') LIMIT ?`,
        beforeMs,
        limit,
      )
      .toArray()
      .map((row) => row.id);
    const chosen = JSON.stringify(ids);
    this.#sql.exec('DELETE FROM attempt WHERE delivery IN (SELECT id FROM delivery WHERE message IN (SELECT value FROM json_each(?)))', chosen);
    this.#sql.exec('DELETE FROM delivery WHERE message IN (SELECT value FROM json_each(?))', chosen);
    this.#sql.exec('DELETE FROM message WHERE id IN (SELECT value FROM json_each(?))', chosen);
    return ids.length;
  }
}

const messageOf = (row: MessageColumns): MessageRow => ({
  id: row.message,
  type: row.type,
  atMs: row.at_ms,
  shopper: row.shopper,
  data: JSON.parse(row.data) as Record<string, unknown>,
});

const deliveryOf = (row: DeliveryColumns): WebhookDelivery => ({
  id: String(row.id),
  messageId: row.message,
  endpointId: row.endpoint,
  type: row.type,
  state: row.state as WebhookDelivery['state'],
  atMs: row.at_ms,
  tries: row.tries,
  nextTryAtMs: row.state === 'waiting' ? row.next_at_ms : null,
  lastStatus: row.last_status,
});
