import type { Person, Wish } from '@rapport/domain/shopper';
import type { ConsentRecord, Message, MessageReason, Product, ShopSettings, ShopperRow, TimelineEntry, Watch } from '@rapport/protocol';
import type { SliceSetup } from '../ports.ts';
import { entryOf, personOf, shopperRowOf, watchOf } from './person-rows.ts';
import type { EventRow, PersonRow, WatchRow } from './person-rows.ts';

/** A message as it is kept: with the product as it was when it came. */
export interface KeptMessage {
  readonly id: string;
  readonly kind: Message['kind'];
  readonly atMs: number;
  readonly readAtMs: number | null;
  readonly product: Product;
  readonly reasons: readonly MessageReason[];
}

/** Whether a person is here: as themselves, sealed for a merge, or gone on as somebody else. */
export interface Whereabouts {
  readonly state: 'live' | 'leaving' | 'gone';
  readonly into: string | null;
}

interface SetupRow extends Record<string, SqlStorageValue> {
  shop: string;
  slice: number;
  settings: string;
  version: number;
}

/** Every statement about the people of a slice. */
export class ShoppersStore {
  readonly #sql: SqlStorage;
  #setup: SliceSetup | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What the slice knows of its shop. Read once, then kept in memory: only this class writes it. */
  setup(): SliceSetup {
    if (this.#setup) return this.#setup;
    const row = this.#sql.exec<SetupRow>('SELECT shop, slice, settings, version FROM setup').one();
    this.#setup = { shopId: row.shop, slice: row.slice, settings: JSON.parse(row.settings) as ShopSettings, version: row.version };
    return this.#setup;
  }

  /** Takes the settings if they are newer. */
  configure(setup: SliceSetup): void {
    this.#sql.exec(
      `INSERT INTO setup (one, shop, slice, settings, version) VALUES (1, ?, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET settings = excluded.settings, version = excluded.version WHERE excluded.version > version`,
      setup.shopId,
      setup.slice,
      JSON.stringify(setup.settings),
      setup.version,
    );
    this.#setup = null;
  }

  /** Forgets what is held in memory, after rows were written past this class. */
  forget(): void {
    this.#setup = null;
  }

  person(id: string): Person | null {
    const row = this.#sql.exec<PersonRow>("SELECT * FROM shopper WHERE id = ? AND state = 'live'", id).toArray()[0];
    return row ? personOf(row) : null;
  }

  whereabouts(id: string): Whereabouts | null {
    const row = this.#sql
      .exec<{ state: string; into_shopper: string | null }>('SELECT state, into_shopper FROM shopper WHERE id = ?', id)
      .toArray()[0];
    return row ? { state: row.state as Whereabouts['state'], into: row.into_shopper } : null;
  }

  savePerson(person: Person): void {
    this.#sql.exec(
      `INSERT INTO shopper (id, state, alias, kind, name, email, locale, first_seen_at_ms, last_seen_at_ms, orders, spent_minor, points_pending, points_available, unread,
         personalisation, messages, recent, bought, version)
       VALUES (?, 'live', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, email = excluded.email, locale = excluded.locale,
         last_seen_at_ms = excluded.last_seen_at_ms, orders = excluded.orders, spent_minor = excluded.spent_minor, points_pending = excluded.points_pending,
         points_available = excluded.points_available, unread = excluded.unread, personalisation = excluded.personalisation, messages = excluded.messages,
         recent = excluded.recent, bought = excluded.bought, version = excluded.version`,
      person.id,
      person.alias,
      person.kind,
      person.name,
      person.email,
      person.locale,
      person.firstSeenAtMs,
      person.lastSeenAtMs,
      person.orders,
      person.spentMinor,
      person.pointsPending,
      person.pointsAvailable,
      person.unread,
      person.consent.personalisation,
      person.consent.messages,
      JSON.stringify(person.recent),
      JSON.stringify(person.bought),
      person.version,
    );
  }

  setWhereabouts(id: string, state: Whereabouts['state'], into: string | null): void {
    this.#sql.exec('UPDATE shopper SET state = ?, into_shopper = ? WHERE id = ?', state, into, id);
  }

  /** Keeps that somebody who never had a row here lives on as somebody else. */
  addForward(id: string, into: string, nowMs: number): void {
    this.#sql.exec(
      `INSERT OR IGNORE INTO shopper (id, state, into_shopper, alias, kind, locale, first_seen_at_ms, last_seen_at_ms, orders, spent_minor, points_pending, points_available,
         unread, personalisation, messages, recent, bought, version)
       VALUES (?, 'gone', ?, '', 'guest', '', ?, ?, 0, 0, 0, 0, 0, 'pending', 'pending', '[]', '[]', 0)`,
      id,
      into,
      nowMs,
      nowMs,
    );
  }

  /** Those of these ids that this person's time line has already. */
  knownEvents(shopper: string, ids: readonly string[]): Set<string> {
    const rows = this.#sql.exec<{ id: string }>(
      'SELECT id FROM event WHERE shopper = ? AND id IN (SELECT value FROM json_each(?))',
      shopper,
      JSON.stringify(ids),
    );
    return new Set(rows.toArray().map((row) => row.id));
  }

  saveEntries(shopper: string, entries: readonly TimelineEntry[]): void {
    for (const entry of entries) {
      this.#sql.exec(
        'INSERT INTO event (shopper, id, name, at_ms, source, detail) VALUES (?, ?, ?, ?, ?, ?)',
        shopper,
        entry.id,
        entry.name,
        entry.atMs,
        entry.source,
        JSON.stringify(entry.detail),
      );
    }
  }

  /** Newest first. `before` = time and id of the last entry seen. */
  timeline(shopper: string, before: { atMs: number; id: string } | null, limit: number): TimelineEntry[] {
    const last = before ?? { atMs: Number.MAX_SAFE_INTEGER, id: '' };
    return this.#sql
      .exec<EventRow>(
        `SELECT id, name, at_ms, source, detail FROM event WHERE shopper = ? AND (at_ms < ? OR (at_ms = ? AND id < ?)) ORDER BY at_ms DESC, id DESC LIMIT ?`,
        shopper,
        last.atMs,
        last.atMs,
        last.id,
        limit,
      )
      .toArray()
      .map(entryOf);
  }

  saveConsent(shopper: string, id: string, record: ConsentRecord, atMs: number): void {
    this.#sql.exec(
      'INSERT INTO consent (shopper, id, at_ms, personalisation, messages, source, words) VALUES (?, ?, ?, ?, ?, ?, ?)',
      shopper,
      id,
      atMs,
      record.personalisation,
      record.messages,
      record.source,
      record.words,
    );
  }

  watches(shopper: string): Watch[] {
    return this.#sql
      .exec<WatchRow>('SELECT id, kind, query, created_at_ms, told_at_ms FROM watch WHERE shopper = ? ORDER BY created_at_ms DESC, id', shopper)
      .toArray()
      .map(watchOf);
  }

  countWatches(shopper: string): number {
    return this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM watch WHERE shopper = ?', shopper).one().n;
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
        `SELECT w.shopper, w.id, w.query, w.created_at_ms FROM watch w JOIN shopper s ON s.id = w.shopper AND s.state = 'live'
         WHERE w.shopper IN (SELECT DISTINCT shopper FROM watch WHERE filed_under IN (SELECT value FROM json_each(?)) AND shopper > ? ORDER BY shopper LIMIT ?)
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

  /** People whose name or address holds the text, in order of id, after one of them. */
  people(text: string, after: string, limit: number): ShopperRow[] {
    return this.#sql
      .exec<PersonRow & { watches: number }>(
        `SELECT s.*, (SELECT count(*) FROM watch w WHERE w.shopper = s.id) AS watches FROM shopper s
         WHERE s.state = 'live' AND s.id > ? AND (? = '' OR instr(lower(coalesce(s.name, '')), ?) > 0 OR instr(lower(coalesce(s.email, '')), ?) > 0 OR s.id = ?)
         ORDER BY s.id LIMIT ?`,
        after,
        text,
        text,
        text,
        text,
        limit,
      )
      .toArray()
      .map((row) => shopperRowOf(row, row.watches));
  }

  shopperRow(id: string): ShopperRow | null {
    const row = this.#sql.exec<PersonRow>("SELECT * FROM shopper WHERE id = ? AND state = 'live'", id).toArray()[0];
    return row ? shopperRowOf(row, this.countWatches(id)) : null;
  }

  heard(source: string): number {
    return this.#sql.exec<{ seq: number }>('SELECT seq FROM heard WHERE source = ?', source).toArray()[0]?.seq ?? 0;
  }

  saveHeard(source: string, seq: number): void {
    this.#sql.exec('INSERT INTO heard (source, seq) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET seq = excluded.seq', source, seq);
  }
}
