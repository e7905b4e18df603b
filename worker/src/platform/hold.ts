import { refused } from '@rapport/protocol/problem';
import type { Refused } from '@rapport/protocol/problem';
import { atomic } from './atomic.ts';
import type { Migration, Split } from './migrate.ts';

export const HOLD_SQL = `CREATE TABLE stock (
  resource TEXT NOT NULL PRIMARY KEY,
  total INTEGER NOT NULL CHECK (total >= -1),
  used INTEGER NOT NULL CHECK (used >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE hold (
  id TEXT NOT NULL PRIMARY KEY,
  resource TEXT NOT NULL REFERENCES stock (resource),
  amount INTEGER NOT NULL CHECK (amount >= 1),
  owner TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'confirmed', 'released'))
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_by_expiry ON hold (expires_at_ms) WHERE state = 'held';`;
export const HOLD_MIGRATION: Migration = { id: 'platform-hold-1', sql: HOLD_SQL };
export const HOLD_SPLIT = { stock: 'local', hold: 'local' } as const satisfies Record<string, Split>;

/** A part of a stock that somebody is about to take. */
export interface Hold {
  /** The command's id. */
  readonly id: string;
  readonly resource: string;
  readonly amount: number;
  readonly expiresAtMs: number;
  /** Who knows whether it was taken: the slice to ask. */
  readonly owner: string;
  readonly state: 'held' | 'confirmed' | 'released';
}

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  resource: string;
  amount: number;
  owner: string;
  expires_at_ms: number;
  state: 'held' | 'confirmed' | 'released';
}

/**
 * Stock that belongs to the whole shop: held here, decided in the slice, then confirmed or released here. Exact at every moment, because a hold
 * counts as used until it is released. An expired one is only listed: its owner is asked first, for it may have been taken meanwhile.
 */
export class Holds {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** How many there are in all, or null for any number. Lowering it below what is used takes nothing back. */
  setStock(resource: string, total: number | null): void {
    this.#storage.sql.exec(
      'INSERT INTO stock (resource, total, used) VALUES (?, ?, 0) ON CONFLICT (resource) DO UPDATE SET total = excluded.total',
      resource,
      total ?? -1,
    );
  }

  /** How many are left, null for any number. Of a resource nobody has set there is nothing. */
  left(resource: string): number | null {
    const row = this.#storage.sql.exec<{ total: number; used: number }>('SELECT total, used FROM stock WHERE resource = ?', resource).toArray()[0];
    if (!row) return 0;
    return row.total === -1 ? null : Math.max(0, row.total - row.used);
  }

  /**
   * Holds `amount` (1 or more). The same command again gets the same answer; `out-of-stock` when there are too few or the hold has been released,
   * `key-reused` when the id stands for something else.
   */
  hold(
    id: string,
    resource: string,
    amount: number,
    expiresAtMs: number,
    owner: string,
  ): { readonly ok: true; readonly expiresAtMs: number } | Refused {
    if (!Number.isSafeInteger(amount) || amount < 1) throw new RangeError('A hold is for one or more');
    const { sql } = this.#storage;
    return atomic(this.#storage, () => {
      const known = this.get(id);
      if (known) return again(known, resource, amount, owner);
      const granted = sql
        .exec('UPDATE stock SET used = used + ?1 WHERE resource = ?2 AND (total = -1 OR used + ?1 <= total) RETURNING used', amount, resource)
        .toArray();
      if (granted.length === 0) return refused('out-of-stock');
      sql.exec(
        "INSERT INTO hold (id, resource, amount, owner, expires_at_ms, state) VALUES (?, ?, ?, ?, ?, 'held')",
        id,
        resource,
        amount,
        owner,
        expiresAtMs,
      );
      return { ok: true, expiresAtMs } as const;
    });
  }

  /** It was taken. True also when that is known already; false when it has been released or never was. */
  confirm(id: string): boolean {
    this.#storage.sql.exec("UPDATE hold SET state = 'confirmed' WHERE id = ? AND state = 'held'", id);
    return this.get(id)?.state === 'confirmed';
  }

  /** It will never be taken: back into stock. True also when that is known already; false when it has been confirmed or never was. */
  release(id: string): boolean {
    return atomic(this.#storage, () => {
      const row = this.#storage.sql
        .exec<{ resource: string; amount: number }>(
          "UPDATE hold SET state = 'released' WHERE id = ? AND state = 'held' RETURNING resource, amount",
          id,
        )
        .toArray()[0];
      if (row) this.#storage.sql.exec('UPDATE stock SET used = used - ? WHERE resource = ?', row.amount, row.resource);
      return this.get(id)?.state === 'released';
    });
  }

  /** It was taken and has been given up: back into stock. True also when that is known already; false when it never was. */
  undo(id: string): boolean {
    return atomic(this.#storage, () => {
      const row = this.#storage.sql
        .exec<{ resource: string; amount: number }>(
          "UPDATE hold SET state = 'released' WHERE id = ? AND state IN ('held', 'confirmed') RETURNING resource, amount",
          id,
        )
        .toArray()[0];
      if (row) this.#storage.sql.exec('UPDATE stock SET used = used - ? WHERE resource = ?', row.amount, row.resource);
      return this.get(id)?.state === 'released';
    });
  }

  /** Holds past their time, the oldest first: ask each owner `settle(id)` and then confirm or release. */
  expired(nowMs: number, limit = 100): Hold[] {
    return this.#storage.sql
      .exec<Row>("SELECT * FROM hold WHERE state = 'held' AND expires_at_ms <= ? ORDER BY expires_at_ms LIMIT ?", nowMs, limit)
      .toArray()
      .map(asHold);
  }

  /** When the next hold expires: what the agenda wants. */
  nextExpiryAtMs(): number | null {
    return this.#storage.sql.exec<{ at: number | null }>("SELECT min(expires_at_ms) AS at FROM hold WHERE state = 'held'").one().at;
  }

  /** One hold, whatever became of it. */
  get(id: string): Hold | null {
    const row = this.#storage.sql.exec<Row>('SELECT * FROM hold WHERE id = ?', id).toArray()[0];
    return row ? asHold(row) : null;
  }
}

const asHold = (row: Row): Hold => ({
  id: row.id,
  resource: row.resource,
  amount: row.amount,
  expiresAtMs: row.expires_at_ms,
  owner: row.owner,
  state: row.state,
});

const again = (known: Hold, resource: string, amount: number, owner: string): { readonly ok: true; readonly expiresAtMs: number } | Refused => {
  if (known.resource !== resource || known.amount !== amount || known.owner !== owner)
    return refused('key-reused', 'this hold is for something else');
  if (known.state === 'released') return refused('out-of-stock', 'this hold was released');
  return { ok: true, expiresAtMs: known.expiresAtMs };
};
