import type { Channel, Frequency } from '@rapport/protocol';
import { inGroups } from '../../platform/groups.ts';

/** A message on its way by one channel. */
export interface Delivery {
  readonly shopper: string;
  readonly channel: Channel;
  readonly message: string;
  readonly subject: string;
  readonly frequency: Frequency | null;
  readonly occasionMs: number;
  readonly dueAtMs: number;
  readonly attempts: number;
  /** It is being handed over just now, or was when the object ended; null = it waits. */
  readonly sentAtMs: number | null;
}

/** A browser that takes push messages. */
export interface Device {
  readonly id: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

interface Row extends Record<string, SqlStorageValue> {
  shopper: string;
  channel: string;
  message: string;
  subject: string;
  frequency: string | null;
  occasion_at_ms: number;
  due_at_ms: number;
  attempts: number;
  sent_at_ms: number | null;
}

/** Every statement about messages on their way and where they go. */
export class DeliveryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  put(deliveries: readonly Omit<Delivery, 'attempts' | 'sentAtMs'>[]): void {
    inGroups(
      deliveries.map((one) => [one.shopper, one.channel, one.message, one.subject, one.frequency, one.occasionMs, one.dueAtMs, 0]),
      (rows, values) =>
        this.#sql.exec(
          `INSERT OR REPLACE INTO delivery (shopper, channel, message, subject, frequency, occasion_at_ms, due_at_ms, attempts) VALUES ${rows}`,
          ...values,
        ),
    );
  }

  nextDueAtMs(channel: Channel): number | null {
    const sql = 'SELECT due_at_ms FROM delivery WHERE channel = ? ORDER BY due_at_ms LIMIT 1';
    return this.#sql.exec<{ due_at_ms: number }>(sql, channel).toArray()[0]?.due_at_ms ?? null;
  }

  /** Whose turn it is on a channel: who has waited longest. */
  nextShopper(channel: Channel, nowMs: number): string | null {
    const sql = 'SELECT shopper FROM delivery WHERE channel = ? AND due_at_ms <= ? ORDER BY due_at_ms LIMIT 1';
    return this.#sql.exec<{ shopper: string }>(sql, channel, nowMs).toArray()[0]?.shopper ?? null;
  }

  /** Everything of one person's that is due on a channel: it leaves together. */
  due(shopper: string, channel: Channel, untilMs: number, most: number): Delivery[] {
    return this.#sql
      .exec<Row>(
        'SELECT * FROM delivery WHERE shopper = ? AND channel = ? AND due_at_ms <= ? ORDER BY message LIMIT ?',
        shopper,
        channel,
        untilMs,
        most,
      )
      .toArray()
      .map(deliveryOf);
  }

  /** Marks what is handed over now; after a restart the marks say what was in flight. */
  markSending(shopper: string, channel: Channel, messages: readonly string[], atMs: number): void {
    this.#sql.exec(
      'UPDATE delivery SET sent_at_ms = ?, attempts = attempts + 1 WHERE shopper = ? AND channel = ? AND message IN (SELECT value FROM json_each(?))',
      atMs,
      shopper,
      channel,
      JSON.stringify(messages),
    );
  }

  postpone(shopper: string, channel: Channel, messages: readonly string[], dueAtMs: number): void {
    this.#sql.exec(
      'UPDATE delivery SET due_at_ms = ?, sent_at_ms = NULL WHERE shopper = ? AND channel = ? AND message IN (SELECT value FROM json_each(?))',
      dueAtMs,
      shopper,
      channel,
      JSON.stringify(messages),
    );
  }

  remove(shopper: string, channel: Channel, messages: readonly string[]): void {
    this.#sql.exec(
      'DELETE FROM delivery WHERE shopper = ? AND channel = ? AND message IN (SELECT value FROM json_each(?))',
      shopper,
      channel,
      JSON.stringify(messages),
    );
  }

  /** Somebody's wishes have changed: what waits is looked at again now. */
  lookAgain(shopper: string, nowMs: number): void {
    this.#sql.exec('UPDATE delivery SET due_at_ms = ? WHERE shopper = ? AND due_at_ms > ? AND sent_at_ms IS NULL', nowMs, shopper, nowMs);
  }

  devices(shopper: string): Device[] {
    return this.#sql
      .exec<Record<'id' | 'endpoint' | 'p256dh' | 'auth', string>>(
        'SELECT id, endpoint, p256dh, auth FROM device WHERE shopper = ? ORDER BY id',
        shopper,
      )
      .toArray();
  }

  hasDevice(shopper: string): boolean {
    return this.#sql.exec('SELECT 1 FROM device WHERE shopper = ? LIMIT 1', shopper).toArray().length > 0;
  }

  /** Those of them with a device. */
  whoHasDevice(shoppers: readonly string[]): Set<string> {
    const sql = 'SELECT DISTINCT d.shopper FROM json_each(?) AS wanted CROSS JOIN device d ON d.shopper = wanted.value';
    const rows = this.#sql.exec<{ shopper: string }>(sql, JSON.stringify(shoppers)).toArray();
    return new Set(rows.map(({ shopper }) => shopper));
  }

  /** The newest devices stay, at most so many. */
  addDevice(shopper: string, device: Device, atMs: number, most: number): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO device (shopper, id, endpoint, p256dh, auth, at_ms) VALUES (?, ?, ?, ?, ?, ?)',
      shopper,
      device.id,
      device.endpoint,
      device.p256dh,
      device.auth,
      atMs,
    );
    this.#sql.exec(
      'DELETE FROM device WHERE shopper = ? AND id NOT IN (SELECT id FROM device WHERE shopper = ? ORDER BY at_ms DESC, id LIMIT ?)',
      shopper,
      shopper,
      most,
    );
  }

  dropDevice(shopper: string, id: string): void {
    this.#sql.exec('DELETE FROM device WHERE shopper = ? AND id = ?', shopper, id);
  }
}

const deliveryOf = (row: Row): Delivery => ({
  shopper: row.shopper,
  channel: row.channel as Channel,
  message: row.message,
  subject: row.subject,
  frequency: row.frequency as Frequency | null,
  occasionMs: row.occasion_at_ms,
  dueAtMs: row.due_at_ms,
  attempts: row.attempts,
  sentAtMs: row.sent_at_ms,
});
