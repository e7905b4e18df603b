import type { ShopSettings } from '@rapport/protocol';

/** A shop's row: settings with the version that slices compare, and the secrets that never leave the worker. */
export interface ShopRow {
  readonly id: string;
  readonly settings: ShopSettings;
  readonly version: number;
  readonly identitySecret: string;
  /** The one before, while it still counts. */
  readonly oldIdentity: { readonly secret: string; readonly endsAtMs: number } | null;
  /** What signs deliveries from the shop's system; '' in a shop that was made before there was one. */
  readonly webhookSecret: string;
  readonly oldWebhook: { readonly secret: string; readonly endsAtMs: number } | null;
  readonly directoryKey: string;
  readonly madeAtMs: number;
}

/** Where a slice lives: which slots of the hash range, in which generation (law 1). */
export interface SeatRow {
  readonly slice: number;
  readonly generation: number;
  readonly from: number;
  readonly to: number;
}

/** How far a merge of a guest into a member has come. */
export interface MergeRow {
  readonly guest: string;
  readonly member: string;
  readonly step: 'begun' | 'copied' | 'done';
  readonly copiedThrough: number;
}

/** Every statement on the tables of a shop's own object. */
export class ShopStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  shop(): ShopRow | null {
    const row = this.#sql
      .exec<{
        id: string;
        settings: string;
        version: number;
        identity_secret: string;
        old_identity_secret: string | null;
        old_identity_ends_at_ms: number | null;
        webhook_secret: string;
        old_webhook_secret: string | null;
        old_webhook_ends_at_ms: number | null;
        directory_key: string;
        made_at_ms: number;
      }>(
        `SELECT id, settings, version, identity_secret, old_identity_secret, old_identity_ends_at_ms,
           webhook_secret, old_webhook_secret, old_webhook_ends_at_ms, directory_key, made_at_ms FROM shop`,
      )
      .toArray()[0];
    if (!row) return null;
    return {
      id: row.id,
      settings: JSON.parse(row.settings) as ShopSettings,
      version: row.version,
      identitySecret: row.identity_secret,
      oldIdentity: row.old_identity_secret === null ? null : { secret: row.old_identity_secret, endsAtMs: row.old_identity_ends_at_ms ?? 0 },
      webhookSecret: row.webhook_secret,
      oldWebhook: row.old_webhook_secret === null ? null : { secret: row.old_webhook_secret, endsAtMs: row.old_webhook_ends_at_ms ?? 0 },
      directoryKey: row.directory_key,
      madeAtMs: row.made_at_ms,
    };
  }

  /** The shop, where it must have been made. */
  made(): ShopRow {
    const shop = this.shop();
    if (!shop) throw new Error('asked before the shop was made');
    return shop;
  }

  make(row: ShopRow, holdoutKey: string, seats: readonly SeatRow[]): void {
    this.#sql.exec(
      'INSERT INTO shop (one, id, settings, version, identity_secret, webhook_secret, directory_key, holdout_key, made_at_ms) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)',
      row.id,
      JSON.stringify(row.settings),
      row.version,
      row.identitySecret,
      row.webhookSecret,
      row.directoryKey,
      holdoutKey,
      row.madeAtMs,
    );
    for (const seat of seats) {
      this.#sql.exec(
        'INSERT INTO placement (slice, generation, from_slot, to_slot) VALUES (?, ?, ?, ?)',
        seat.slice,
        seat.generation,
        seat.from,
        seat.to,
      );
    }
  }

  /** What decides by chance who belongs to the holdout. Leaves this object only for the slices. */
  holdoutKey(): string {
    return this.#sql.exec<{ holdout_key: string }>('SELECT holdout_key FROM shop').one().holdout_key;
  }

  saveSettings(settings: ShopSettings, version: number): void {
    this.#sql.exec('UPDATE shop SET settings = ?, version = ?', JSON.stringify(settings), version);
  }

  seats(): SeatRow[] {
    return this.#sql
      .exec<{ slice: number; generation: number; from_slot: number; to_slot: number }>(
        'SELECT slice, generation, from_slot, to_slot FROM placement ORDER BY slice',
      )
      .toArray()
      .map((row) => ({ slice: row.slice, generation: row.generation, from: row.from_slot, to: row.to_slot }));
  }

  /** The generation a slice is moving to, or null when it stays. */
  movingTo(slice: number): number | null {
    return this.#sql.exec<{ moving_to: number | null }>('SELECT moving_to FROM placement WHERE slice = ?', slice).one().moving_to;
  }

  markMoving(slice: number, movingTo: number): void {
    this.#sql.exec('UPDATE placement SET moving_to = ? WHERE slice = ?', movingTo, slice);
  }

  switchGeneration(slice: number, generation: number): void {
    this.#sql.exec('UPDATE placement SET generation = ?, moving_to = NULL WHERE slice = ?', generation, slice);
  }

  /** A new identity secret; the old one counts until then. */
  rotateIdentity(fresh: string, oldEndsAtMs: number): void {
    this.#sql.exec('UPDATE shop SET old_identity_secret = identity_secret, old_identity_ends_at_ms = ?, identity_secret = ?', oldEndsAtMs, fresh);
  }

  /** A new secret for deliveries; the old one, if there is one, counts until then. */
  rotateWebhook(fresh: string, oldEndsAtMs: number): void {
    this.#sql.exec(
      "UPDATE shop SET old_webhook_secret = nullif(webhook_secret, ''), old_webhook_ends_at_ms = ?, webhook_secret = ?",
      oldEndsAtMs,
      fresh,
    );
  }

  beginMerge(guest: string, member: string, nowMs: number): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO merge (guest, member, step, copied_through, made_at_ms) VALUES (?, ?, 'begun', 0, ?)",
      guest,
      member,
      nowMs,
    );
  }

  merge(guest: string): MergeRow | null {
    const row = this.#sql
      .exec<{ guest: string; member: string; step: MergeRow['step']; copied_through: number }>(
        'SELECT guest, member, step, copied_through FROM merge WHERE guest = ?',
        guest,
      )
      .toArray()[0];
    return row ? { guest: row.guest, member: row.member, step: row.step, copiedThrough: row.copied_through } : null;
  }

  /** Whether a guest is on the way into somebody. */
  isJoining(member: string): boolean {
    return this.#sql.exec("SELECT 1 FROM merge WHERE (member = ?1 OR guest = ?1) AND step <> 'done' LIMIT 1", member).toArray().length > 0;
  }

  saveMerge(guest: string, step: MergeRow['step'], copiedThrough: number): void {
    this.#sql.exec('UPDATE merge SET step = ?, copied_through = ? WHERE guest = ?', step, copiedThrough, guest);
  }

  saveLastEvent(atMs: number): void {
    this.#sql.exec(
      'INSERT INTO pulse (one, last_event_at_ms) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET last_event_at_ms = excluded.last_event_at_ms',
      atMs,
    );
  }

  lastEventAtMs(): number | null {
    return this.#sql.exec<{ last_event_at_ms: number }>('SELECT last_event_at_ms FROM pulse').toArray()[0]?.last_event_at_ms ?? null;
  }
}
