import { refused } from '@rapport/protocol/problem';
import type { Refused } from '@rapport/protocol/problem';
import { SLOTS } from './ids.ts';
import type { Migration, Split } from './migrate.ts';

/** What an object answers for: a range of slots (`from` included, `to` excluded, up to 65536), in one generation of the shop's plan. */
export interface Seat {
  /** Counts up with each move, from 1. */
  readonly generation: number;
  readonly from: number;
  readonly to: number;
}

/** What a caller believes about the object it calls. */
export interface Address {
  readonly generation: number;
  /** The shopper's slot, when the call is about one shopper. */
  readonly slot?: number | undefined;
}

export const FENCE_SQL = `CREATE TABLE seat (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL CHECK (generation >= 1),
  slot_from INTEGER NOT NULL CHECK (slot_from >= 0),
  slot_to INTEGER NOT NULL CHECK (slot_to > slot_from AND slot_to <= ${SLOTS}),
  sealed INTEGER NOT NULL CHECK (sealed IN (0, 1))
) STRICT`;
export const FENCE_MIGRATION: Migration = { id: 'platform-fence-1', sql: FENCE_SQL };
export const FENCE_SPLIT = { seat: 'local' } as const satisfies Record<string, Split>;

interface SeatRow extends Record<string, SqlStorageValue> {
  generation: number;
  slot_from: number;
  slot_to: number;
  sealed: number;
}

/**
 * Lets in only who knows where things are now. After `deleteAll()` a stale caller can bring an object's old name back as an empty object that
 * takes writes (measured); so nothing is taken before `open`, which only the owner of the plan (Shop) calls. Refusals are the value `moved`:
 * the caller refreshes what it knows and tries once more. Nothing is cached: `deleteAll()` must be felt at once, in the running instance, too.
 */
export class Fence {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Takes the seat. The same one again is fine, a newer generation may change the range; an older one, or a sealed object, is refused with `moved`. */
  open(seat: Seat): { readonly ok: true } | Refused {
    const known = this.#row();
    if (known === null && !this.#ready()) return refused('moved', 'cleared, starts again with the next call');
    if (known?.sealed === 1) return refused('moved', 'sealed');
    if (known && (known.generation > seat.generation || (known.generation === seat.generation && !fits(known, seat))))
      return refused('moved', 'stale seat');
    this.#storage.sql.exec(
      `INSERT INTO seat (id, generation, slot_from, slot_to, sealed) VALUES (1, ?, ?, ?, 0)
       ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, slot_from = excluded.slot_from, slot_to = excluded.slot_to`,
      seat.generation,
      seat.from,
      seat.to,
    );
    return { ok: true };
  }

  /** Null when the caller is right here, else the refusal to return. The first line of every RPC method. */
  admit(at: Address): Refused | null {
    const row = this.#row();
    if (row === null) return refused('moved', 'not open');
    if (row.sealed === 1) return refused('moved', 'sealed');
    if (row.generation !== at.generation) return refused('moved', 'other generation');
    if (at.slot !== undefined && (at.slot < row.slot_from || at.slot >= row.slot_to)) return refused('moved', 'other slice');
    return null;
  }

  /** Refuses everybody from now on: the first step of a move. */
  seal(): void {
    this.#storage.sql.exec('UPDATE seat SET sealed = 1');
  }

  /** Takes back a seal: the move was called off. */
  unseal(): void {
    this.#storage.sql.exec('UPDATE seat SET sealed = 0');
  }

  /** Whether the object has been sealed. One that was never opened is not sealed, and still takes nothing. */
  get sealed(): boolean {
    return this.#row()?.sealed === 1;
  }

  /** The seat, or null before the first `open`. */
  get seat(): Seat | null {
    const row = this.#row();
    return row && { generation: row.generation, from: row.slot_from, to: row.slot_to };
  }

  #row(): SeatRow | null {
    try {
      return this.#storage.sql.exec<SeatRow>('SELECT generation, slot_from, slot_to, sealed FROM seat').toArray()[0] ?? null;
    } catch (error) {
      // After deleteAll() the running instance has no tables: the same as not open. Anything else is a fault.
      if (this.#ready()) throw error;
      return null;
    }
  }

  #ready(): boolean {
    return this.#storage.sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seat'").toArray().length > 0;
  }
}

const fits = (row: SeatRow, seat: Seat): boolean => row.slot_from === seat.from && row.slot_to === seat.to;
