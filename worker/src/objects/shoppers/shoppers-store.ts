import type { Person } from '@rapport/domain/shopper';
import type { ShopSettings, ShopperRow, TimelineEntry } from '@rapport/protocol';
import type { HeardConsent, SliceSetup } from '../ports.ts';
import { inGroups, sharing } from '../../platform/groups.ts';
import { NEWEST_FIRST, type Place, placeOf } from '../../platform/newest-first.ts';
import { entryOf, PERSON_COLUMNS, personFrom, personOf, shopperRowOf } from './person-rows.ts';
import type { EventRow, PersonRow, PersonValues } from './person-rows.ts';

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

/** A number is looked for from so many digits on. */
const FEWEST_DIGITS = 5;

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

  /** Those of them who are here as themselves. */
  persons(ids: readonly string[]): Person[] {
    const sql = `SELECT ${PERSON_COLUMNS.map((column) => `s.${column}`).join(', ')} FROM json_each(?) AS wanted
      CROSS JOIN shopper s ON s.id = wanted.value WHERE s.state = 'live'`;
    return Array.from(this.#sql.exec(sql, JSON.stringify(ids)).raw<PersonValues>(), personFrom);
  }

  /** What a message changes of people: the number on their bell, their version, and their group if none was written down. */
  saveUnread(people: readonly Person[]): void {
    inGroups(
      people.map(({ id, unread, version, group }) => [id, unread, version, group]),
      (rows, values) =>
        this.#sql.exec(
          `UPDATE shopper SET unread = v.column2, version = v.column3, trial_group = coalesce(trial_group, v.column4) FROM (VALUES ${rows}) AS v WHERE id = v.column1`,
          ...values,
        ),
    );
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

  /** What the shop calls a person, by the last order that said so; null if none did. */
  lastCustomerId(id: string): string | null {
    const sql = `SELECT json_extract(detail, '$.customer.id') AS customer FROM shop_order
      WHERE shopper = ? AND json_extract(detail, '$.customer.id') IS NOT NULL ORDER BY json_extract(detail, '$.placedAt') DESC LIMIT 1`;
    return this.#sql.exec<{ customer: string }>(sql, id).toArray()[0]?.customer ?? null;
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
    this.saveEntriesOf(entries.map((entry) => ({ shopper, entry })));
  }

  saveEntriesOf(entries: readonly { readonly shopper: string; readonly entry: TimelineEntry }[]): void {
    for (const [shared, ones] of sharing(entries, ({ entry: { name, atMs, source } }) => [name, atMs, source])) {
      inGroups(
        ones.map(({ shopper, entry: { id, detail } }) => [shopper, id, JSON.stringify(detail)]),
        (rows, values) => this.#sql.exec(`INSERT INTO event (name, at_ms, source, shopper, id, detail) VALUES ${rows}`, ...values),
        { shared, within: true },
      );
    }
  }

  /** Newest first. `before` = time and id of the last entry seen. */
  timeline(shopper: string, before: Place | null, limit: number): TimelineEntry[] {
    return this.#sql
      .exec<EventRow>(`SELECT id, name, at_ms, source, detail FROM event WHERE shopper = ? AND ${NEWEST_FIRST}`, shopper, ...placeOf(before), limit)
      .toArray()
      .map(entryOf);
  }

  saveConsent(shopper: string, id: string, record: HeardConsent, atMs: number): void {
    this.#sql.exec(
      'INSERT INTO consent (shopper, id, at_ms, personalisation, messages, source, words, gpc) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      shopper,
      id,
      atMs,
      record.personalisation,
      record.messages,
      record.source,
      record.words,
      record.gpc ? 1 : 0,
    );
  }

  /** People whose name, address or phone number holds the text, or whose order has it for its id, in order of id, after one of them. */
  people(text: string, after: string, limit: number, phone: string | null = null): ShopperRow[] {
    // A number is looked for by its digits, without the zero that stands for the country.
    const digits = /[^\d\s+()./-]/.test(text) ? '' : text.replaceAll(/\D/g, '').replace(/^0+/, '');
    return this.#sql
      .exec<PersonRow & { watches: number }>(
        `SELECT s.*, (SELECT count(*) FROM watch w WHERE w.shopper = s.id) AS watches FROM shopper s
         WHERE s.state = 'live' AND s.id > ? AND (? = '' OR instr(lower(coalesce(s.name, '')), ?) > 0 OR instr(lower(coalesce(s.email, '')), ?) > 0 OR s.id = ?
           OR EXISTS (SELECT 1 FROM shop_order o WHERE o.shopper = s.id AND lower(o.id) = ?)
           OR (? <> '' AND EXISTS (SELECT 1 FROM profile_answer p WHERE p.shopper = s.id AND p.field = ?
             AND instr(replace(replace(replace(replace(replace(p.value, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), ?) > 0)))
         ORDER BY s.id LIMIT ?`,
        after,
        text,
        text,
        text,
        text,
        text,
        digits.length < FEWEST_DIGITS || phone === null ? '' : digits,
        phone ?? '',
        digits,
        limit,
      )
      .toArray()
      .map((row) => shopperRowOf(row, row.watches));
  }

  shopperRow(id: string): ShopperRow | null {
    const row = this.#sql
      .exec<PersonRow & { watches: number }>(
        "SELECT s.*, (SELECT count(*) FROM watch w WHERE w.shopper = s.id) AS watches FROM shopper s WHERE s.id = ? AND s.state = 'live'",
        id,
      )
      .toArray()[0];
    return row ? shopperRowOf(row, row.watches) : null;
  }

  heard(source: string): number {
    return this.#sql.exec<{ seq: number }>('SELECT seq FROM heard WHERE source = ?', source).toArray()[0]?.seq ?? 0;
  }

  saveHeard(source: string, seq: number): void {
    this.#sql.exec('INSERT INTO heard (source, seq) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET seq = max(seq, excluded.seq)', source, seq);
  }
}
