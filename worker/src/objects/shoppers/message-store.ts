import { DEFAULT_PREFERENCES } from '@rapport/domain/notify';
import type { Contact } from '@rapport/domain/notify';
import type { Channel, MessageKind, MessageOffer, MessageReason, Preferences, Product, Trace } from '@rapport/protocol';
import type { TraceQuery } from '../ports.ts';
import { idFrom } from '../../platform/ids.ts';

/** A message as it is kept: with the product as it was when it came, or with the offer as it was promised. */
export interface KeptMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly atMs: number;
  readonly readAtMs: number | null;
  readonly state: 'shown' | 'waiting' | 'hidden' | 'archived';
  readonly product: Product | null;
  readonly offer: MessageOffer | null;
  readonly reasons: readonly MessageReason[];
}

/** How somebody wants to be reached, and where. */
export interface KeptPreference {
  readonly preferences: Preferences;
  /** An address they gave themselves, and when they followed the link in the first mail to it. */
  readonly mail: string | null;
  readonly mailConfirmedAtMs: number | null;
}

interface MessageRow extends Record<string, SqlStorageValue> {
  id: string;
  kind: string;
  at_ms: number;
  read_at_ms: number | null;
  state: string;
  product: string;
  offer: string | null;
  reasons: string;
}
interface TraceRow extends Record<string, SqlStorageValue> {
  shopper: string;
  id: string;
  at_ms: number;
  channel: string;
  subject: string;
  outcome: string;
  reason: string;
  message: string | null;
  kind: string;
  purpose: string;
  until_ms: number | null;
  rule: string | null;
}

const MESSAGE = 'id, kind, at_ms, read_at_ms, state, product, offer, reasons';

/** Every statement about what was told, why or why not, and how people want to be told. */
export class MessageStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  preference(shopper: string): KeptPreference {
    const row = this.#sql
      .exec<{ preferences: string; mail: string | null; mail_confirmed_at_ms: number | null }>(
        'SELECT preferences, mail, mail_confirmed_at_ms FROM preference WHERE shopper = ?',
        shopper,
      )
      .toArray()[0];
    if (!row) return { preferences: DEFAULT_PREFERENCES, mail: null, mailConfirmedAtMs: null };
    const preferences = { ...DEFAULT_PREFERENCES, ...(JSON.parse(row.preferences) as Partial<Preferences>) };
    return { preferences, mail: row.mail, mailConfirmedAtMs: row.mail_confirmed_at_ms };
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

  wasTold(shopper: string, subject: string): boolean {
    return this.#sql.exec('SELECT 1 FROM told WHERE shopper = ? AND subject = ?', shopper, subject).toArray().length > 0;
  }

  markTold(shopper: string, subject: string, atMs: number): void {
    this.#sql.exec('INSERT OR IGNORE INTO told (shopper, subject, at_ms) VALUES (?, ?, ?)', shopper, subject, atMs);
  }

  saveMessage(shopper: string, message: KeptMessage): void {
    this.#sql.exec(
      'INSERT INTO message (shopper, id, kind, at_ms, state, product, offer, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      shopper,
      message.id,
      message.kind,
      message.atMs,
      message.state,
      JSON.stringify(message.product),
      message.offer && JSON.stringify(message.offer),
      JSON.stringify(message.reasons),
    );
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

  saveTrace(trace: Trace): void {
    const { shopperId, id, atMs, channel, subject, outcome, reason, messageId, kind, purpose, untilMs, rule } = trace;
    this.#sql.exec(
      `INSERT OR REPLACE INTO trace (shopper, id, at_ms, channel, subject, outcome, reason, message, kind, purpose, until_ms, rule)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      shopperId,
      id,
      atMs,
      channel,
      subject,
      outcome,
      reason,
      messageId,
      kind,
      purpose,
      untilMs,
      rule,
    );
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

  /** What left by mail or push since then, one entry a message, whichever channel was first; some messages left out. */
  contacts(shopper: string, sinceMs: number, without: readonly string[] = []): Contact[] {
    return this.#sql
      .exec<{ at_ms: number; purpose: string }>(
        `SELECT at_ms, purpose FROM (
           SELECT message, min(at_ms) AS at_ms, purpose FROM trace WHERE shopper = ? AND id >= ? AND outcome = 'sent' AND channel IN ('email', 'push')
             AND message NOT IN (SELECT value FROM json_each(?)) GROUP BY message)
         GROUP BY at_ms`,
        shopper,
        idFrom(sinceMs),
        JSON.stringify(without),
      )
      .toArray()
      .map(({ at_ms, purpose }) => ({ atMs: at_ms, purpose: purpose as Contact['purpose'] }));
  }

  /** Forgets the traces and what was read, from before then. */
  dropBefore(shopper: string, tracesMs: number, messagesMs: number): void {
    this.#sql.exec('DELETE FROM trace WHERE shopper = ? AND id < ?', shopper, idFrom(tracesMs));
    this.#sql.exec("DELETE FROM message WHERE shopper = ? AND id < ? AND state <> 'waiting'", shopper, idFrom(messagesMs));
  }
}

const messageOf = (row: MessageRow): KeptMessage => ({
  id: row.id,
  kind: row.kind as MessageKind,
  atMs: row.at_ms,
  readAtMs: row.read_at_ms,
  state: row.state as KeptMessage['state'],
  product: JSON.parse(row.product) as Product | null,
  offer: row.offer === null ? null : (JSON.parse(row.offer) as MessageOffer),
  reasons: JSON.parse(row.reasons) as MessageReason[],
});

const traceOf = (row: TraceRow): Trace => ({
  id: row.id,
  atMs: row.at_ms,
  shopperId: row.shopper,
  messageId: row.message,
  kind: row.kind as MessageKind,
  purpose: row.purpose as Trace['purpose'],
  channel: row.channel as Channel,
  subject: row.subject,
  outcome: row.outcome as Trace['outcome'],
  reason: row.reason as Trace['reason'],
  untilMs: row.until_ms,
  rule: row.rule,
});
