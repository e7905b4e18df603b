import type { WebhookEndpoint, WebhookState, WebhookType } from '@rapport/protocol';

/** An address with what signs its messages. The secrets never leave the object but once, when they are made. */
export interface EndpointRow {
  readonly id: string;
  readonly url: string;
  readonly types: readonly WebhookType[];
  readonly state: WebhookState;
  readonly secret: string;
  /** The one before, while it is still signed with as well. */
  readonly old: { readonly secret: string; readonly endsAtMs: number } | null;
}

/** Every statement on the addresses that a shop's courier goes to. */
export class EndpointStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Whose courier this is; '' before its first address. */
  shopId(): string {
    return this.#sql.exec<{ shop: string }>('SELECT shop FROM home').toArray()[0]?.shop ?? '';
  }

  settle(shopId: string): void {
    this.#sql.exec('INSERT OR IGNORE INTO home (one, shop) VALUES (1, ?)', shopId);
  }

  all(): (WebhookEndpoint & { readonly types: WebhookType[] })[] {
    return this.#sql
      .exec<{ id: string; url: string; types: string; state: string; made_at_ms: number; failing_since_ms: number | null; waiting: number }>(
        `SELECT id, url, types, state, made_at_ms, failing_since_ms,
           (SELECT count(*) FROM delivery WHERE endpoint = endpoint.id AND state = 'waiting') AS waiting
         FROM endpoint ORDER BY made_at_ms, id LIMIT 100`,
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        url: row.url,
        types: JSON.parse(row.types) as WebhookType[],
        state: row.state as WebhookState,
        madeAtMs: row.made_at_ms,
        failingSinceMs: row.failing_since_ms,
        waiting: row.waiting,
      }));
  }

  get(id: string): EndpointRow | null {
    const row = this.#sql
      .exec<{ id: string; url: string; types: string; state: string; secret: string; old_secret: string | null; old_ends_at_ms: number | null }>(
        'SELECT id, url, types, state, secret, old_secret, old_ends_at_ms FROM endpoint WHERE id = ?',
        id,
      )
      .toArray()[0];
    if (!row) return null;
    const old = row.old_secret === null ? null : { secret: row.old_secret, endsAtMs: row.old_ends_at_ms ?? 0 };
    return { id, url: row.url, types: JSON.parse(row.types) as WebhookType[], state: row.state as WebhookState, secret: row.secret, old };
  }

  add(id: string, url: string, types: readonly WebhookType[], secret: string, nowMs: number): void {
    this.#sql.exec(
      "INSERT INTO endpoint (id, url, types, state, secret, made_at_ms) VALUES (?, ?, ?, 'on', ?, ?)",
      id,
      url,
      JSON.stringify(types),
      secret,
      nowMs,
    );
  }

  save({ id, url, types, state }: Pick<EndpointRow, 'id' | 'url' | 'types' | 'state'>): void {
    this.#sql.exec('UPDATE endpoint SET url = ?, types = ?, state = ? WHERE id = ?', url, JSON.stringify(types), state, id);
  }

  /** A new secret; the old one is signed with as well until then. */
  rotate(id: string, fresh: string, oldEndsAtMs: number): void {
    this.#sql.exec('UPDATE endpoint SET old_secret = secret, old_ends_at_ms = ?, secret = ? WHERE id = ?', oldEndsAtMs, fresh, id);
  }

  /** Takes an address away with all its deliveries; their messages go with the next clearing. */
  remove(id: string): void {
    this.#sql.exec('DELETE FROM attempt WHERE delivery IN (SELECT id FROM delivery WHERE endpoint = ?)', id);
    this.#sql.exec('DELETE FROM delivery WHERE endpoint = ?', id);
    this.#sql.exec('DELETE FROM endpoint WHERE id = ?', id);
  }

  saveFailing(endpoint: string, sinceMs: number | null): void {
    if (sinceMs === null) this.#sql.exec('UPDATE endpoint SET failing_since_ms = NULL WHERE id = ? AND failing_since_ms IS NOT NULL', endpoint);
    else this.#sql.exec('UPDATE endpoint SET failing_since_ms = ? WHERE id = ? AND failing_since_ms IS NULL', sinceMs, endpoint);
  }
}
