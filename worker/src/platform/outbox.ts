import { atomic } from './atomic.ts';
import { parcels, sendAll } from './deliver.ts';
import type { Deliver, Parcel, ParcelRow } from './deliver.ts';
import { Flights } from './flight.ts';
import { mint } from './ids.ts';
import { INBOUND_SQL } from './inbound.ts';
import type { Migration, Split } from './migrate.ts';

export { Inbound } from './inbound.ts';
export type { InboundCursor, ParkedParcel } from './inbound.ts';
export type { Deliver, Parcel } from './deliver.ts';

/** Tables of both ends, so that an object which sends and takes needs one migration. */
export const OUTBOX_SQL = `CREATE TABLE stream (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL
) STRICT;
CREATE TABLE outbox_head (
  receiver TEXT NOT NULL PRIMARY KEY,
  last_seq INTEGER NOT NULL CHECK (last_seq >= 1)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  receiver TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (receiver, seq)
) STRICT, WITHOUT ROWID;
${INBOUND_SQL}`;
export const OUTBOX_MIGRATION: Migration = { id: 'platform-outbox-1', sql: OUTBOX_SQL };
export const OUTBOX_SPLIT = {
  stream: 'local',
  outbox: 'drained',
  outbox_head: 'local',
  inbound: 'copied',
  inbound_parked: 'copied',
} as const satisfies Record<string, Split>;

/** A whole outbox, to go on with its stream in another object. */
export interface OutboxState {
  readonly stream: string;
  readonly heads: readonly { readonly receiver: string; readonly lastSeq: number }[];
  readonly parcels: readonly (Parcel & { readonly receiver: string })[];
}

/**
 * What this object has decided and others have to hear: put in the decision's own transaction, delivered at least once, taken exactly once by
 * `Inbound`. Sequences are per receiver, so that one which is away holds nobody else up. Drain after each commit; an agenda item is the safety net.
 */
export class Outbox {
  readonly #storage: DurableObjectStorage;
  readonly #flights = new Flights<void>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** This sender's random name, minted once and independent of the object's: it moves with the data. Receivers see `<streamId>/<receiver>`. */
  get streamId(): string {
    const { sql } = this.#storage;
    const known = sql.exec<{ id: string }>('SELECT id FROM stream').toArray()[0];
    return known?.id ?? sql.exec<{ id: string }>('INSERT INTO stream (one, id) VALUES (1, ?) RETURNING id', mint('stm')).one().id;
  }

  /** Adds a message for a receiver (a logical name such as `slice:3`), inside the caller's transaction. */
  put(receiver: string, kind: string, payload: unknown): void {
    const { sql } = this.#storage;
    const { seq } = sql
      .exec<{ seq: number }>(
        'INSERT INTO outbox_head (receiver, last_seq) VALUES (?, 1) ON CONFLICT (receiver) DO UPDATE SET last_seq = last_seq + 1 RETURNING last_seq AS seq',
        receiver,
      )
      .one();
    sql.exec('INSERT INTO outbox (receiver, seq, kind, payload) VALUES (?, ?, ?, ?)', receiver, seq, kind, JSON.stringify(payload ?? null));
  }

  /** How many messages wait for a receiver. */
  pending(receiver: string): number {
    return this.#storage.sql.exec<{ count: number }>('SELECT count(*) AS count FROM outbox WHERE receiver = ?', receiver).one().count;
  }

  /** The receivers for whom something waits. */
  receivers(): string[] {
    return this.#storage.sql
      .exec<{ receiver: string }>('SELECT DISTINCT receiver FROM outbox ORDER BY receiver')
      .toArray()
      .map((row) => row.receiver);
  }

  /**
   * Delivers everything that waits for a receiver, in order, one flight at a time. Rejects when the receiver could not be reached or stopped:
   * messages stay, and the caller's agenda tries again.
   */
  drain(receiver: string, deliver: Deliver): Promise<void> {
    const { sql } = this.#storage;
    const queue = {
      next: () => parcels(sql.exec<ParcelRow>('SELECT seq, kind, payload FROM outbox WHERE receiver = ? ORDER BY seq LIMIT 100', receiver)),
      last: () => this.#head(receiver),
      taken: (seq: number) => void sql.exec('DELETE FROM outbox WHERE receiver = ? AND seq <= ?', receiver, seq),
    };
    return sendAll(this.#flights, receiver, `${this.streamId}/${receiver}`, queue, deliver);
  }

  /** Everything, for a move: seal the object first. What still waits should have been drained, so this is small. */
  export(): OutboxState {
    const { sql } = this.#storage;
    return {
      stream: this.streamId,
      heads: sql.exec<{ receiver: string; lastSeq: number }>('SELECT receiver, last_seq AS lastSeq FROM outbox_head ORDER BY receiver').toArray(),
      parcels: sql
        .exec<ParcelRow & { receiver: string }>('SELECT receiver, seq, kind, payload FROM outbox ORDER BY receiver, seq')
        .toArray()
        .map((row) => ({ receiver: row.receiver, seq: row.seq, kind: row.kind, payload: JSON.parse(row.payload) as unknown })),
    };
  }

  /** Goes on with another object's stream. Throws if this one has sent anything of its own; the same state again is fine. */
  import(state: OutboxState): void {
    const { sql } = this.#storage;
    atomic(this.#storage, () => {
      const own = sql.exec<{ id: string }>('SELECT id FROM stream').toArray()[0];
      if (own?.id === state.stream) return;
      if (sql.exec('SELECT 1 FROM outbox_head LIMIT 1').toArray().length > 0) throw new Error('This outbox has a stream of its own');
      sql.exec('INSERT OR REPLACE INTO stream (one, id) VALUES (1, ?)', state.stream);
      for (const head of state.heads) sql.exec('INSERT INTO outbox_head (receiver, last_seq) VALUES (?, ?)', head.receiver, head.lastSeq);
      for (const parcel of state.parcels) {
        const payload = JSON.stringify(parcel.payload);
        sql.exec('INSERT INTO outbox (receiver, seq, kind, payload) VALUES (?, ?, ?, ?)', parcel.receiver, parcel.seq, parcel.kind, payload);
      }
    });
  }

  #head(receiver: string): number {
    return this.#storage.sql.exec<{ seq: number }>('SELECT coalesce(max(last_seq), 0) AS seq FROM outbox_head WHERE receiver = ?', receiver).one()
      .seq;
  }
}
