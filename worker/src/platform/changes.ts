import { parcels, sendAll } from './deliver.ts';
import type { Deliver, Parcel, ParcelRow } from './deliver.ts';
import { Flights } from './flight.ts';
import type { Migration, Split } from './migrate.ts';

/** One change, told to everybody who follows. */
export type Change = Parcel;

export const CHANGES_SQL = `CREATE TABLE change (
  seq INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE TABLE change_cursor (
  receiver TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL CHECK (seq >= 0)
) STRICT, WITHOUT ROWID;`;
export const CHANGES_MIGRATION: Migration = { id: 'platform-changes-1', sql: CHANGES_SQL };
export const CHANGES_SPLIT = { change: 'drained', change_cursor: 'drained' } as const satisfies Record<string, Split>;

/** A broadcast: one row a change however many follow, and for each follower a cursor. Receivers take it with `Inbound`, as from an outbox. */
export class ChangeLog {
  readonly #storage: DurableObjectStorage;
  readonly #flights = new Flights<void>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Adds a change, inside the caller's transaction, and returns its sequence number (from 1, without gaps). */
  append(kind: string, payload: unknown): number {
    const next = 'INSERT INTO change (seq, kind, payload) VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM change), ?, ?) RETURNING seq';
    return this.#storage.sql.exec<{ seq: number }>(next, kind, JSON.stringify(payload ?? null)).one().seq;
  }

  /** Up to `limit` changes after `seq`. Throws RangeError where older ones have been trimmed away: that follower needs a snapshot. */
  after(seq: number, limit = 100): Change[] {
    if (seq < this.floor) throw new RangeError(`Changes up to ${this.floor} are gone, ${seq} was asked for`);
    return parcels(this.#storage.sql.exec<ParcelRow>('SELECT seq, kind, payload FROM change WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit));
  }

  /** The last sequence number, 0 before the first. */
  get last(): number {
    return this.#storage.sql.exec<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM change').one().seq;
  }

  /** What has been trimmed away: everything up to here. */
  get floor(): number {
    return this.#storage.sql.exec<{ seq: number }>('SELECT coalesce(min(seq) - 1, 0) AS seq FROM change').one().seq;
  }

  /**
   * How far a receiver has come. Asking makes it known, at 0, so that nothing is trimmed before it has it. Throws RangeError for an unknown one
   * when changes have already been trimmed: give it a snapshot and `follow`.
   */
  cursor(receiver: string): number {
    const known = this.#storage.sql.exec<{ seq: number }>('SELECT seq FROM change_cursor WHERE receiver = ?', receiver).toArray()[0];
    if (known) return known.seq;
    this.follow(receiver, 0);
    return 0;
  }

  /** Makes a receiver known at `seq`: what its snapshot contained, or where the slice it was split from has got to. A known one stays where it is. */
  follow(receiver: string, seq: number): void {
    if (seq < this.floor || seq > this.last) throw new RangeError(`Nobody can start at ${seq}: changes ${this.floor + 1} to ${this.last} are here`);
    this.#storage.sql.exec('INSERT INTO change_cursor (receiver, seq) VALUES (?, ?) ON CONFLICT DO NOTHING', receiver, seq);
  }

  /** A receiver has everything up to `seq`. Never goes back; throws RangeError past the last change. */
  advance(receiver: string, seq: number): void {
    if (seq > this.last) throw new RangeError(`Change ${seq} does not exist yet`);
    this.#storage.sql.exec(
      'INSERT INTO change_cursor (receiver, seq) VALUES (?, ?) ON CONFLICT (receiver) DO UPDATE SET seq = max(seq, excluded.seq)',
      receiver,
      seq,
    );
  }

  /** Forgets a receiver that is gone for good, so that it holds back nothing any more. */
  leave(receiver: string): void {
    this.#storage.sql.exec('DELETE FROM change_cursor WHERE receiver = ?', receiver);
  }

  /** Drops what every known receiver has; the newest change stays, it carries the count. Without receivers nothing is dropped. */
  trim(): void {
    this.#storage.sql.exec('DELETE FROM change WHERE seq <= (SELECT min(seq) FROM change_cursor) AND seq < (SELECT max(seq) FROM change)');
  }

  /**
   * Delivers to a receiver all it has not had, one flight at a time; rejects like `Outbox.drain`. `stream` names this log independently of its
   * object, such as `<outbox.streamId>/changes`. A receiver that follows from a snapshot calls `Inbound.adopt(stream, seq)` first.
   */
  drain(stream: string, receiver: string, deliver: Deliver): Promise<void> {
    const queue = {
      next: () => this.after(this.cursor(receiver)),
      last: () => this.last,
      taken: (seq: number) => this.advance(receiver, seq),
    };
    return sendAll(this.#flights, receiver, stream, queue, deliver);
  }
}
