import { KINDS } from '@rapport/domain/notify';
import type { Contact } from '@rapport/domain/notify';
import type { Channel, Product, TimelineEntry, Trace } from '@rapport/protocol';
import type { TraceQuery } from '../ports.ts';
import { inGroups, sharing } from '../../platform/groups.ts';
import { idFrom, uuid } from '../../platform/ids.ts';
import { NEWEST_FIRST, type Place, placeOf } from '../../platform/newest-first.ts';
import { messageOf, noteOf, NOTHING_CHOSEN, preferenceOf, traceOf } from './message-rows.ts';
import type { KeptMessage, KeptPreference, MessageRow, NewMessage, PreferenceRow, TraceRow } from './message-rows.ts';

/** Kinds that somebody in front of the page waits for. */
const IMMEDIATE = JSON.stringify(Object.entries(KINDS).flatMap(([kind, { immediate }]) => (immediate ? [kind] : [])));
const MESSAGE = 'id, kind, at_ms, read_at_ms, state, product, offer, reasons';

/** Every statement about what was told, why or why not, and how people want to be told. */
export class MessageStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  preference(shopper: string): KeptPreference {
    const row = this.#sql
      .exec<PreferenceRow>('SELECT preferences, mail, mail_confirmed_at_ms FROM preference WHERE shopper = ?', shopper)
      .toArray()[0];
    return row ? preferenceOf(row) : NOTHING_CHOSEN;
  }

  /** The same for many at once, of those who have chosen something. */
  preferences(shoppers: readonly string[]): Map<string, KeptPreference> {
    const found = new Map<string, KeptPreference>();
    const rows = this.#sql
      .exec<PreferenceRow & { shopper: string }>(
        'SELECT p.shopper, p.preferences, p.mail, p.mail_confirmed_at_ms FROM json_each(?) AS wanted CROSS JOIN preference p ON p.shopper = wanted.value',
        JSON.stringify(shoppers),
      )
      .toArray();
    for (const row of rows) found.set(row.shopper, preferenceOf(row));
    return found;
  }

  savePreference(shopper: string, kept: KeptPreference): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO preference (shopper, preferences, mail, mail_confirmed_at_ms) VALUES (?, ?, ?, ?)',
      shopper,
      JSON.stringify(kept.preferences),
      kept.mail,
      kept.mailConfirmedAtMs,
    );
  }

  /** Those of them who were told of this. */
  whoWasTold(shoppers: readonly string[], subject: string): Set<string> {
    const rows = this.#sql.exec<{ shopper: string }>(
      'SELECT t.shopper FROM json_each(?) AS wanted CROSS JOIN told t ON t.shopper = wanted.value AND t.subject = ?',
      JSON.stringify(shoppers),
      subject,
    );
    return new Set(rows.toArray().map(({ shopper }) => shopper));
  }

  wasTold(shopper: string, subject: string): boolean {
    return this.#sql.exec('SELECT 1 FROM told WHERE shopper = ? AND subject = ?', shopper, subject).toArray().length > 0;
  }

  /** That they have been told: once, whatever comes in again. */
  markTold(told: readonly { readonly shopper: string; readonly subject: string }[], atMs: number): void {
    for (const [shared, people] of sharing(told, ({ subject }) => [subject, atMs])) {
      inGroups(
        people.map(({ shopper }) => [shopper]),
        (rows, values) => this.#sql.exec(`INSERT OR IGNORE INTO told (subject, at_ms, shopper) VALUES ${rows}`, ...values),
        { shared, within: true },
      );
    }
  }

  /** Messages about one product, or of an offer each, to one person each. */
  saveMessages(messages: readonly NewMessage[], product: Product | null): void {
    const text = JSON.stringify(product);
    const what = ({ kind, atMs, state, offer, isNoted }: NewMessage) => [kind, atMs, state, text, offer && JSON.stringify(offer), isNoted ? 1 : 0];
    for (const [shared, ones] of sharing(messages, what)) {
      inGroups(
        ones.map(({ shopper, id, reasons }) => [shopper, id, JSON.stringify(reasons)]),
        (rows, values) =>
          this.#sql.exec(`INSERT INTO message (kind, at_ms, state, product, offer, noted, shopper, id, reasons) VALUES ${rows}`, ...values),
        { shared, within: true },
      );
    }
  }

  message(shopper: string, id: string): KeptMessage | null {
    const row = this.#sql.exec<MessageRow>(`SELECT ${MESSAGE} FROM message WHERE shopper = ? AND id = ?`, shopper, id).toArray()[0];
    return row ? messageOf(row) : null;
  }

  /** Newest first (ids grow with time), before one of them; with `after`, the oldest first of those that came later. */
  messages(shopper: string, range: { readonly before?: string | null; readonly after?: string | null }, limit: number): KeptMessage[] {
    const after = range.after ?? null;
    const shown = `SELECT ${MESSAGE} FROM message WHERE shopper = ? AND state = 'shown'`;
    const rows =
      after === null
        ? this.#sql.exec<MessageRow>(`${shown} AND id < ? ORDER BY id DESC LIMIT ?`, shopper, range.before ?? '~', limit)
        : this.#sql.exec<MessageRow>(`${shown} AND id > ? ORDER BY id LIMIT ?`, shopper, after, limit);
    return rows.toArray().map(messageOf);
  }

  /** What the time line says of those messages that no other row says it of, newest first. `before` = time and id of the last entry seen. */
  entries(shopper: string, before: Place | null, limit: number): TimelineEntry[] {
    return this.#sql
      .exec<MessageRow>(`SELECT ${MESSAGE} FROM message WHERE shopper = ? AND noted = 1 AND ${NEWEST_FIRST}`, shopper, ...placeOf(before), limit)
      .toArray()
      .map(noteOf);
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

  markUnread(shopper: string, ids: readonly string[]): void {
    this.#sql.exec(
      "UPDATE message SET read_at_ms = NULL WHERE shopper = ? AND state = 'shown' AND id IN (SELECT value FROM json_each(?))",
      shopper,
      JSON.stringify(ids),
    );
  }

  archive(shopper: string, ids: readonly string[], nowMs: number): void {
    this.#sql.exec(
      `UPDATE message SET state = 'archived', read_at_ms = coalesce(read_at_ms, ?)
       WHERE shopper = ? AND state = 'shown' AND id IN (SELECT value FROM json_each(?))`,
      nowMs,
      shopper,
      JSON.stringify(ids),
    );
  }

  unarchive(shopper: string, ids: readonly string[]): void {
    const sql = "UPDATE message SET state = 'shown' WHERE shopper = ? AND state = 'archived' AND id IN (SELECT value FROM json_each(?))";
    this.#sql.exec(sql, shopper, JSON.stringify(ids));
  }

  countUnread(shopper: string): number {
    const sql = "SELECT count(*) AS n FROM message WHERE shopper = ? AND state = 'shown' AND read_at_ms IS NULL";
    return this.#sql.exec<{ n: number }>(sql, shopper).one().n;
  }

  /** Puts a message that waited into the inbox, under a newer id, so that a page which asks for what came since finds it. */
  show(shopper: string, id: string, newId: string, atMs: number): void {
    this.#sql.exec("UPDATE message SET id = ?, at_ms = ?, state = 'shown' WHERE shopper = ? AND id = ?", newId, atMs, shopper, id);
    this.#sql.exec('UPDATE delivery SET message = ? WHERE shopper = ? AND message = ?', newId, shopper, id);
    this.#sql.exec('UPDATE trace SET message = ? WHERE shopper = ? AND message = ?', newId, shopper, id);
  }

  /** Writes decisions down; one of the same id is replaced. */
  saveTraces(traces: readonly Trace[]): void {
    const what = (one: Trace): SqlStorageValue[] => [
      one.atMs,
      one.channel,
      one.subject,
      one.outcome,
      one.reason,
      one.kind,
      one.purpose,
      one.untilMs,
      one.rule,
    ];
    for (const [shared, ones] of sharing(traces, what)) {
      inGroups(
        ones.map(({ shopperId, id, messageId }) => [shopperId, id, messageId]),
        (rows, values) =>
          this.#sql.exec(
            `INSERT OR REPLACE INTO trace (at_ms, channel, subject, outcome, reason, kind, purpose, until_ms, rule, shopper, id, message) VALUES ${rows}`,
            ...values,
          ),
        { shared, within: true },
      );
    }
  }

  /** Why a message came, or on which channels it did not. */
  tracesOf(shopper: string, message: string): Trace[] {
    return this.#sql.exec<TraceRow>('SELECT * FROM trace WHERE shopper = ? AND message = ? ORDER BY id', shopper, message).toArray().map(traceOf);
  }

  /** What was last decided about a subject on a channel; null = nothing yet. */
  lastOf(shopper: string, subject: string, channel: Channel): Pick<Trace, 'outcome' | 'reason' | 'rule'> | null {
    const sql = 'SELECT * FROM trace WHERE shopper = ? AND subject = ? AND channel = ? ORDER BY id DESC LIMIT 1';
    const row = this.#sql.exec<TraceRow>(sql, shopper, subject, channel).toArray()[0];
    return row ? traceOf(row) : null;
  }

  /** The newest first; ids grow with time in all slices. */
  traces({ before, limit, channel, outcome, reason, kind, shopper }: TraceQuery): Trace[] {
    const wanted = Object.entries({ channel, outcome, reason, kind, shopper }).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const where = wanted.map(([column]) => `AND ${column} = ?`).join(' ');
    return this.#sql
      .exec<TraceRow>(`SELECT * FROM trace WHERE id < ? ${where} ORDER BY id DESC LIMIT ?`, before ?? '~', ...wanted.map(([, value]) => value), limit)
      .toArray()
      .map(traceOf);
  }

  /**
   * What left by mail and push since then, the newest first; some messages left out, and those that somebody in front of the page waited for: the mail that asks whether an
   * address is theirs must not hold the first answer back.
   */
  contacts(shopper: string, sinceMs: number, without: readonly string[] = []): Contact[] {
    return this.#sql
      .exec<{ at_ms: number; purpose: string; channels: string; again: number }>(
        `SELECT at_ms, purpose, group_concat(DISTINCT channel) AS channels, min(at_ms < last_ms) AS again FROM (
           SELECT at_ms, purpose, channel, max(at_ms) OVER (PARTITION BY message) AS last_ms FROM trace
           WHERE shopper = ? AND id >= ? AND outcome = 'sent' AND channel IN ('email', 'push')
             AND coalesce(message, '') NOT IN (SELECT value FROM json_each(?)) AND kind NOT IN (SELECT value FROM json_each(?)))
         GROUP BY at_ms, purpose ORDER BY at_ms DESC`,
        shopper,
        idFrom(sinceMs),
        JSON.stringify(without),
        IMMEDIATE,
      )
      .toArray()
      .map(({ at_ms, purpose, channels, again }) => ({
        atMs: at_ms,
        purpose: purpose as Contact['purpose'],
        channels: channels.split(',') as Contact['channels'][number][],
        again: again === 1,
      }));
  }

  /**
   * Forgets the traces, and the messages that were read, put away or never shown, from before then. What is unread or waits stays; what somebody was told stays told, and what
   * a limit counts (that something of its purpose left, or would have) stays as long as that limit asks for it.
   * @returns what the time line said of the messages, by the messages: it is to be written down
   */
  dropBefore(shopper: string, tracesMs: number, messagesMs: number, counted: readonly { purpose: string | null; fromMs: number }[]): TimelineEntry[] {
    this.#sql.exec(
      `DELETE FROM trace WHERE shopper = ? AND id < ? AND NOT ((outcome = 'sent' OR (reason = 'holdout' AND kind = 'offer')) AND EXISTS (
         SELECT 1 FROM json_each(?) AS one
         WHERE coalesce(one.value ->> '$.purpose', trace.purpose) = trace.purpose AND trace.id >= one.value ->> '$.from'))`,
      shopper,
      idFrom(tracesMs),
      JSON.stringify(counted.map(({ purpose, fromMs }) => ({ purpose, from: idFrom(fromMs) }))),
    );
    return this.#sql
      .exec<MessageRow & { noted: number }>(
        `DELETE FROM message WHERE shopper = ? AND id < ? AND state <> 'waiting' AND (state <> 'shown' OR read_at_ms IS NOT NULL) RETURNING ${MESSAGE}, noted`,
        shopper,
        idFrom(messagesMs),
      )
      .toArray()
      .flatMap((row) => (row.noted === 1 ? [{ ...noteOf(row), id: uuid() }] : []));
  }
}
