import type { Flights } from './flight.ts';

/** One message of a stream. (stream, seq) is its id; seq counts from 1 without gaps. */
export interface Parcel {
  readonly seq: number;
  readonly kind: string;
  /** JSON. */
  readonly payload: unknown;
}

/** Hands a batch to the receiver's object and returns the last sequence number it has taken, in this batch or before. */
export type Deliver = (stream: string, batch: Parcel[]) => Promise<number>;

/** A row whose payload is still text. */
export interface ParcelRow extends Record<string, SqlStorageValue> {
  seq: number;
  kind: string;
  payload: string;
}

const MAX_BATCH_CHARS = 500_000;

/** As many parcels as fit into one call, at least one: bounded by size, for one isolate has 128 MB for everything. */
export const parcels = (rows: Iterable<ParcelRow>): Parcel[] => {
  const batch: Parcel[] = [];
  let size = 0;
  for (const row of rows) {
    size += row.payload.length;
    if (batch.length > 0 && size > MAX_BATCH_CHARS) break;
    batch.push({ seq: row.seq, kind: row.kind, payload: JSON.parse(row.payload) as unknown });
  }
  return batch;
};

/** What a sender knows of one receiver. */
interface Queue {
  /** The next batch, [] when there is nothing to send. */
  next(): Parcel[];
  /** The last sequence number ever used for this receiver. */
  last(): number;
  /** Everything up to here has arrived. */
  taken(seq: number): void;
}

/**
 * Sends until nothing is left, one flight at a time for each receiver. Rejects when `deliver` does, or when the receiver got no further
 * (the caller's agenda tries again), or when it is ahead of us: then this sender has lost history and goes no further by itself.
 */
export const sendAll = (flights: Flights<void>, receiver: string, stream: string, queue: Queue, deliver: Deliver): Promise<void> =>
  flights.join(receiver, async () => {
    for (let batch = queue.next(); batch.length > 0; batch = queue.next()) {
      const first = batch[0]?.seq ?? 0;
      const taken = await deliver(stream, batch);
      if (!Number.isSafeInteger(taken) || taken > queue.last())
        throw new Error(`Receiver ${receiver} says it took ${taken}, but ${queue.last()} was the last sent`);
      if (taken < first) throw new Error(`Receiver ${receiver} stopped at ${taken}, before ${first}`);
      queue.taken(taken);
    }
  });
