import { atomic } from './atomic.ts';
import type { Parcel } from './deliver.ts';
import { log } from './log.ts';

export const INBOUND_SQL = `CREATE TABLE inbound (
  stream TEXT NOT NULL PRIMARY KEY,
  last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
  attempts INTEGER NOT NULL CHECK (attempts >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE inbound_parked (
  stream TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  error TEXT NOT NULL,
  PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;`;

/** How far a stream has been taken. */
export interface InboundCursor {
  readonly stream: string;
  readonly lastSeq: number;
}

/** A message that could not be taken in and was put aside for the owner. */
export interface ParkedParcel extends Parcel {
  readonly stream: string;
  readonly error: string;
}

/**
 * Takes other objects' messages in, each exactly once: what it does and the mark that it was done are one transaction. One that keeps failing is
 * put aside after `maxAttempts`, for a stream that stands still for ever harms more people than one message.
 */
export class Inbound {
  readonly #storage: DurableObjectStorage;
  readonly #maxAttempts: number;

  constructor(storage: DurableObjectStorage, options: { readonly maxAttempts?: number } = {}) {
    this.#storage = storage;
    this.#maxAttempts = options.maxAttempts ?? 8;
  }

  /**
   * Takes a batch, in order, and returns the last sequence number taken of this stream: what was taken before is skipped, and a gap or a failing
   * message stops it. `apply` is synchronous, makes its effects in this object's SQL and is undone if it throws.
   */
  take(stream: string, batch: readonly Parcel[], apply: (parcel: Parcel) => void): number {
    let last = this.last(stream);
    for (const parcel of batch) {
      if (parcel.seq <= last) continue;
      if (parcel.seq !== last + 1 || !this.#takeOne(stream, parcel, apply)) break;
      last = parcel.seq;
    }
    return last;
  }

  /** The last sequence number taken of a stream, 0 before the first. */
  last(stream: string): number {
    return this.#storage.sql.exec<{ seq: number }>('SELECT coalesce(max(last_seq), 0) AS seq FROM inbound WHERE stream = ?', stream).one().seq;
  }

  /** All cursors, for a move or a split. */
  cursors(): InboundCursor[] {
    return this.#storage.sql.exec<{ stream: string; lastSeq: number }>('SELECT stream, last_seq AS lastSeq FROM inbound ORDER BY stream').toArray();
  }

  /** Goes on where another object, or a snapshot, has got to. Never goes back. */
  adopt(stream: string, lastSeq: number): void {
    this.#storage.sql.exec(
      `INSERT INTO inbound (stream, last_seq, attempts) VALUES (?, ?, 0)
       ON CONFLICT (stream) DO UPDATE SET last_seq = excluded.last_seq, attempts = 0 WHERE excluded.last_seq > inbound.last_seq`,
      stream,
      lastSeq,
    );
  }

  /** What was put aside. */
  parked(limit = 100): ParkedParcel[] {
    return this.#storage.sql
      .exec<{ stream: string; seq: number; kind: string; payload: string; error: string }>(
        'SELECT stream, seq, kind, payload, error FROM inbound_parked ORDER BY stream, seq LIMIT ?',
        limit,
      )
      .toArray()
      .map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }));
  }

  /** Tries a message that was put aside again; it leaves the list if `apply` doesn't throw. False if it isn't there. */
  retry(stream: string, seq: number, apply: (parcel: Parcel) => void): boolean {
    return atomic(this.#storage, () => {
      const row = this.#storage.sql
        .exec<{ kind: string; payload: string }>('DELETE FROM inbound_parked WHERE stream = ? AND seq = ? RETURNING kind, payload', stream, seq)
        .toArray()[0];
      if (!row) return false;
      applyNow(apply, { seq, kind: row.kind, payload: JSON.parse(row.payload) as unknown });
      return true;
    });
  }

  #takeOne(stream: string, parcel: Parcel, apply: (parcel: Parcel) => void): boolean {
    try {
      atomic(this.#storage, () => {
        this.adopt(stream, parcel.seq);
        applyNow(apply, parcel);
      });
      return true;
    } catch (error) {
      return this.#failed(stream, parcel, error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** True when the message has been put aside, so that the stream goes on. */
  #failed(stream: string, parcel: Parcel, error: Error): boolean {
    const { sql } = this.#storage;
    return atomic(this.#storage, () => {
      const { attempts } = sql
        .exec<{ attempts: number }>(
          `INSERT INTO inbound (stream, last_seq, attempts) VALUES (?, ?, 1)
           ON CONFLICT (stream) DO UPDATE SET attempts = attempts + 1 RETURNING attempts`,
          stream,
          parcel.seq - 1,
        )
        .one();
      const park = attempts >= this.#maxAttempts;
      // Only the error's name: its message may quote what the parcel says.
      log(park ? 'inbound.parked' : 'inbound.failed', { kind: parcel.kind, attempts, error: error.name });
      if (!park) return false;
      this.adopt(stream, parcel.seq);
      sql.exec(
        'INSERT INTO inbound_parked (stream, seq, kind, payload, error) VALUES (?, ?, ?, ?, ?)',
        stream,
        parcel.seq,
        parcel.kind,
        JSON.stringify(parcel.payload ?? null),
        error.message.slice(0, 200),
      );
      return true;
    });
  }
}

const applyNow = (apply: (parcel: Parcel) => void, parcel: Parcel): void => {
  const result: unknown = apply(parcel);
  if (typeof result === 'object' && result !== null && 'then' in result) throw new TypeError('A message is taken in at once: no async apply');
};
