import type { Contact, OfferPromise, Response } from '@rapport/domain/offers';
import type { Channel, Offer } from '@rapport/protocol';
import type { OfferSum } from '../offer-ports.ts';

/** Something somebody took. */
export interface Claim {
  readonly id: string;
  readonly offer: Offer;
  readonly code: string | null;
  readonly state: 'taken' | 'used';
  readonly atMs: number;
  readonly untilMs: number;
  readonly usedAtMs: number | null;
  readonly orderId: string | null;
}

/** What is counted of an offer. */
export type Counted = keyof OfferSum;

interface ClaimRow extends Record<string, SqlStorageValue> {
  id: string;
  detail: string;
  code: string | null;
  state: 'taken' | 'used';
  at_ms: number;
  until_ms: number;
  used_at_ms: number | null;
  order_id: string | null;
}

const CLAIM =
  'SELECT c.id, v.detail, c.code, c.state, c.at_ms, c.until_ms, c.used_at_ms, c.order_id FROM claim c JOIN offer_version v ON v.offer = c.offer AND v.version = c.version';
const claimOf = (row: ClaimRow): Claim => ({
  id: row.id,
  offer: JSON.parse(row.detail) as Offer,
  code: row.code,
  state: row.state,
  atMs: row.at_ms,
  untilMs: row.until_ms,
  usedAtMs: row.used_at_ms,
  orderId: row.order_id,
});

/** Every statement about offers: what the shop has, what was promised, taken, declined, and what came of it. */
export class OffersStore {
  readonly #sql: SqlStorage;
  #shelf: { offers: Offer[]; usedUp: Set<string> } | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Takes the shop's offers over as they are now. Versions stay: somebody may have been promised one. */
  keep(offers: readonly Offer[], usedUp: readonly string[]): void {
    this.#sql.exec('DELETE FROM offer');
    for (const offer of offers) {
      this.#sql.exec('INSERT INTO offer (id, version, used_up) VALUES (?, ?, ?)', offer.id, offer.version, usedUp.includes(offer.id) ? 1 : 0);
      this.#sql.exec(
        'INSERT INTO offer_version (offer, version, detail) VALUES (?, ?, ?) ON CONFLICT (offer, version) DO UPDATE SET detail = excluded.detail',
        offer.id,
        offer.version,
        JSON.stringify(offer),
      );
    }
    this.#shelf = null;
  }

  /** The shop's offers; kept in memory, for only this class writes them. */
  shelf(): { readonly offers: readonly Offer[]; readonly usedUp: ReadonlySet<string> } {
    if (this.#shelf) return this.#shelf;
    const rows = this.#sql
      .exec<{ detail: string; used_up: number }>(
        'SELECT v.detail, o.used_up FROM offer o JOIN offer_version v ON v.offer = o.id AND v.version = o.version ORDER BY o.id',
      )
      .toArray()
      .map((row) => ({ offer: JSON.parse(row.detail) as Offer, isUsedUp: row.used_up === 1 }));
    this.#shelf = { offers: rows.map(({ offer }) => offer), usedUp: new Set(rows.filter(({ isUsedUp }) => isUsedUp).map(({ offer }) => offer.id)) };
    return this.#shelf;
  }

  /** Forgets what is held in memory, after rows were written past this class. */
  forget(): void {
    this.#shelf = null;
  }

  promises(shopper: string): Omit<OfferPromise, 'taken'>[] {
    return this.#sql
      .exec<{ detail: string; at_ms: number; until_ms: number }>(
        'SELECT v.detail, p.at_ms, p.until_ms FROM promise p JOIN offer_version v ON v.offer = p.offer AND v.version = p.version WHERE p.shopper = ?',
        shopper,
      )
      .toArray()
      .map((row) => ({ offer: JSON.parse(row.detail) as Offer, atMs: row.at_ms, untilMs: row.until_ms }));
  }

  /** Notes a promise; one that holds is left as it is. */
  promise(shopper: string, { id, version }: Offer, atMs: number, untilMs: number): void {
    this.#sql.exec(
      `INSERT INTO promise (shopper, offer, version, at_ms, until_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (shopper, offer) DO UPDATE SET version = excluded.version, at_ms = excluded.at_ms, until_ms = excluded.until_ms WHERE until_ms <= excluded.at_ms`,
      shopper,
      id,
      version,
      atMs,
      untilMs,
    );
  }

  claims(shopper: string): Claim[] {
    return this.#sql.exec<ClaimRow>(`${CLAIM} WHERE c.shopper = ? ORDER BY c.at_ms, c.id`, shopper).toArray().map(claimOf);
  }

  claimOfCode(shopper: string, code: string): Claim | null {
    const row = this.#sql.exec<ClaimRow>(`${CLAIM} WHERE c.shopper = ? AND c.code = ?`, shopper, code).toArray()[0];
    return row ? claimOf(row) : null;
  }

  addClaim(shopper: string, id: string, offer: Offer, code: string | null, atMs: number, untilMs: number): void {
    this.#sql.exec(
      "INSERT INTO claim (shopper, id, offer, version, code, state, at_ms, until_ms) VALUES (?, ?, ?, ?, ?, 'taken', ?, ?)",
      shopper,
      id,
      offer.id,
      offer.version,
      code,
      atMs,
      untilMs,
    );
  }

  /** Uses a claim up, if it is open: the condition and the change are one statement. */
  useClaim(shopper: string, id: string, orderId: string, atMs: number): boolean {
    const used = this.#sql.exec(
      "UPDATE claim SET state = 'used', used_at_ms = ?, order_id = ? WHERE shopper = ? AND id = ? AND state = 'taken' RETURNING id",
      atMs,
      orderId,
      shopper,
      id,
    );
    return used.toArray().length === 1;
  }

  declined(shopper: string): string[] {
    return this.#sql
      .exec<{ offer: string }>('SELECT offer FROM declined WHERE shopper = ?', shopper)
      .toArray()
      .map(({ offer }) => offer);
  }

  /** False when it was known. */
  decline(shopper: string, offer: string, atMs: number): boolean {
    const fresh = this.#sql.exec('INSERT OR IGNORE INTO declined (shopper, offer, at_ms) VALUES (?, ?, ?) RETURNING offer', shopper, offer, atMs);
    return fresh.toArray().length === 1;
  }

  reconsider(shopper: string, offer: string): void {
    this.#sql.exec('DELETE FROM declined WHERE shopper = ? AND offer = ?', shopper, offer);
  }

  /** Counts one more of `what`, or, with `by` -1, one less. */
  count(offer: string, context: string, what: Counted, by: 1 | -1 = 1): void {
    for (const key of context === '' ? [''] : ['', context]) {
      this.#sql.exec(
        'INSERT OR IGNORE INTO response (offer, context, shown, ghosts, taken, used, declined) VALUES (?, ?, 0, 0, 0, 0, 0)',
        offer,
        key,
      );
      this.#sql.exec(`UPDATE response SET "${what}" = max(0, "${what}" + ?) WHERE offer = ? AND context = ?`, by, offer, key);
    }
  }

  /** Responses of everybody and of one context, by `offer|context`. */
  responses(context: string): Map<string, Response> {
    const rows = this.#sql.exec<{ offer: string; context: string; shown: number; taken: number }>(
      "SELECT offer, context, shown, taken FROM response WHERE context IN ('', ?)",
      context,
    );
    return new Map(rows.toArray().map(({ offer, context: of, shown, taken }) => [`${offer}|${of}`, { shown, taken }]));
  }

  sums(): Record<string, OfferSum> {
    const rows = this.#sql.exec<OfferSum & { offer: string } & Record<string, SqlStorageValue>>(
      "SELECT offer, shown, ghosts, taken, used, declined FROM response WHERE context = ''",
    );
    return Object.fromEntries(rows.toArray().map(({ offer, ...sum }) => [offer, sum]));
  }

  /**
   * Messages that left since then, the newest first; one that left at several moments is `again` in all but the last. What somebody of the holdout would have got counts
   * as if it had left, so that both groups run into the same limits. `without` = a message that is about to leave, which is no limit to itself.
   */
  contacts(shopper: string, sinceMs: number, without = ''): Contact[] {
    const rows = this.#sql.exec<{ at_ms: number; purpose: Contact['purpose']; channels: string; again: number }>(
      `SELECT at_ms, purpose, group_concat(DISTINCT channel) AS channels, at_ms < last_ms AS again FROM (
         SELECT at_ms, purpose, channel, one, max(at_ms) OVER (PARTITION BY one) AS last_ms FROM (
           SELECT at_ms, purpose, channel, coalesce(message, CASE reason WHEN 'holdout' THEN subject ELSE id END) AS one FROM trace
           WHERE shopper = ? AND (outcome = 'sent' OR (reason = 'holdout' AND kind = 'offer')) AND at_ms > ? AND coalesce(message, '') <> ?))
       GROUP BY one, at_ms ORDER BY at_ms DESC`,
      shopper,
      sinceMs,
      without,
    );
    return rows
      .toArray()
      .map((row) => ({ atMs: row.at_ms, purpose: row.purpose, channels: row.channels.split(',') as Channel[], again: row.again === 1 }));
  }

  /** How many of the last promotional messages in a row nobody opened. */
  unanswered(shopper: string): number {
    const rows = this.#sql
      .exec<{ read_at_ms: number | null }>(
        "SELECT read_at_ms FROM message WHERE shopper = ? AND kind IN ('offer', 'renewal', 'replenish', 'stage') ORDER BY at_ms DESC, id DESC LIMIT 20",
        shopper,
      )
      .toArray();
    const opened = rows.findIndex(({ read_at_ms }) => read_at_ms !== null);
    return opened < 0 ? rows.length : opened;
  }

  /** Offers somebody was told of by a message, as `id@version`. */
  told(shopper: string): string[] {
    return this.#sql
      .exec<{ subject: string }>("SELECT subject FROM told WHERE shopper = ? AND subject >= 'offer:' AND subject < 'offer;'", shopper)
      .toArray()
      .map(({ subject }) => subject.slice('offer:'.length));
  }

  /** Of what a rule stopped on its way nobody was told: unless it left by another channel, or still may, it is to be thought of anew. */
  forgetStopped(shopper: string): void {
    this.#sql.exec(
      `DELETE FROM told WHERE shopper = ?1 AND subject >= 'offer:' AND subject < 'offer;'
       AND EXISTS (SELECT 1 FROM trace t WHERE t.shopper = ?1 AND t.subject = told.subject AND t.message IS NOT NULL AND t.outcome = 'not-sent' AND t.reason = 'rule')
       AND NOT EXISTS (SELECT 1 FROM trace t WHERE t.shopper = ?1 AND t.subject = told.subject AND t.outcome = 'sent')
       AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.shopper = ?1 AND d.subject = told.subject)`,
      shopper,
    );
  }

  /** Whether a message of an offer has been decided on and is still to leave. */
  isOnItsWay(shopper: string): boolean {
    const sql = "SELECT 1 FROM delivery WHERE shopper = ? AND subject >= 'offer:' AND subject < 'offer;' LIMIT 1";
    return this.#sql.exec(sql, shopper).toArray().length > 0;
  }

  /** The next people who agreed to messages: nobody else can be written of an offer. */
  reachable(after: string, limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>("SELECT id FROM shopper WHERE id > ? AND messages = 'granted' AND state = 'live' ORDER BY id LIMIT ?", after, limit)
      .toArray()
      .map(({ id }) => id);
  }

  /** When something last happened to somebody, by their time line; null = never. */
  lastOf(shopper: string, names: readonly string[]): { readonly name: string; readonly atMs: number } | null {
    const row = this.#sql
      .exec<{ name: string; at_ms: number }>(
        "SELECT name, at_ms FROM event WHERE shopper = ? AND source <> 'page' AND name IN (SELECT value FROM json_each(?)) ORDER BY at_ms DESC LIMIT 1",
        shopper,
        JSON.stringify(names),
      )
      .toArray()[0];
    return row ? { name: row.name, atMs: row.at_ms } : null;
  }

  /** When each order was placed that still stands. */
  orderTimes(shopper: string): number[] {
    return this.#sql
      .exec<{ at: number }>(
        "SELECT unixepoch(detail ->> '$.placedAt') * 1000 AS at FROM shop_order WHERE shopper = ? AND status IN ('paid', 'fulfilled')",
        shopper,
      )
      .toArray()
      .map(({ at }) => at);
  }

  /** When the last order was placed that still stands. */
  lastOrderAtMs(shopper: string): number | null {
    return this.#sql
      .exec<{ at: number | null }>(
        "SELECT max(unixepoch(detail ->> '$.placedAt')) * 1000 AS at FROM shop_order WHERE shopper = ? AND status IN ('paid', 'fulfilled')",
        shopper,
      )
      .one().at;
  }
}
