import { atomic } from './atomic.ts';
import type { Migration, Split } from './migrate.ts';

export const DIRECTORY_SQL = `CREATE TABLE claim (
  kind TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  shopper TEXT NOT NULL,
  PRIMARY KEY (kind, key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_by_shopper ON claim (shopper);
CREATE TABLE forward (
  source TEXT NOT NULL PRIMARY KEY,
  target TEXT NOT NULL CHECK (target <> source)
) STRICT, WITHOUT ROWID;
CREATE INDEX forward_by_target ON forward (target);`;
export const DIRECTORY_MIGRATION: Migration = { id: 'platform-directory-1', sql: DIRECTORY_SQL };
export const DIRECTORY_SPLIT = { claim: 'local', forward: 'local' } as const satisfies Record<string, Split>;

/** The answer where a tombstone stands: erased, and not to be brought back by a late event. */
export const BURIED = 'buried';

/** An identifier that belongs to somebody; only its keyed hash is here. */
export interface Claim {
  readonly kind: string;
  readonly keyHash: string;
}

/**
 * Who is this? Identifiers (keyed hashes of an e-mail address, a platform's customer id, an order id) and the shopper each belongs to. A shopper's
 * own id is minted once and never derived from them. Everything that earns resolves here first.
 */
export class Directory {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Claims an identifier for a shopper and returns whose it is: the first claim wins. BURIED where a tombstone stands. */
  claim(kind: string, keyHash: string, shopper: string): string {
    this.#storage.sql.exec(
      'INSERT INTO claim (kind, key_hash, shopper) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      kind,
      keyHash,
      this.resolve(shopper),
    );
    return this.owner(kind, keyHash) ?? shopper;
  }

  /** Whose an identifier is today (after merges), null if nobody's, BURIED where a tombstone stands. */
  owner(kind: string, keyHash: string): string | null {
    const row = this.#storage.sql.exec<{ shopper: string }>('SELECT shopper FROM claim WHERE kind = ? AND key_hash = ?', kind, keyHash).toArray()[0];
    return row ? this.resolve(row.shopper) : null;
  }

  /**
   * `from` has been merged into `to`, with all its claims. True also when that is known already. False, and nothing done, when it would make a
   * circle, or when `from` has been merged into somebody else or either has been erased.
   */
  forward(from: string, to: string): boolean {
    const { sql } = this.#storage;
    return atomic(this.#storage, () => {
      const [source, target] = [this.resolve(from), this.resolve(to)];
      if (source === BURIED || target === BURIED || from === to) return false;
      if (source !== from) return source === target;
      if (target === from) return false;
      // Paths stay one step long: whoever pointed here points to the end now.
      sql.exec('UPDATE forward SET target = ? WHERE target = ?', target, from);
      sql.exec('INSERT INTO forward (source, target) VALUES (?, ?)', from, target);
      sql.exec('UPDATE claim SET shopper = ? WHERE shopper = ?', target, from);
      return true;
    });
  }

  /** Who was merged into somebody before, directly or by way of others. */
  sourcesOf(target: string): string[] {
    return this.#storage.sql
      .exec<{ source: string }>('SELECT source FROM forward WHERE target = ? ORDER BY source', target)
      .toArray()
      .map(({ source }) => source);
  }

  /**
   * `from` is somebody of their own again, with these identifiers and those who had been merged into them before. What has been given up or buried since stays so. May be
   * said again.
   */
  partAgain(from: string, to: string, claims: readonly Claim[], forwards: readonly string[]): void {
    const { sql } = this.#storage;
    atomic(this.#storage, () => {
      if (this.resolve(from) !== to) return;
      sql.exec('DELETE FROM forward WHERE source = ?', from);
      for (const source of forwards) sql.exec('UPDATE forward SET target = ? WHERE source = ? AND target = ?', from, source, to);
      for (const { kind, keyHash } of claims)
        sql.exec('UPDATE claim SET shopper = ? WHERE kind = ? AND key_hash = ? AND shopper = ?', from, kind, keyHash, to);
    });
  }

  /** Who a shopper is today: whom they were merged into, however often; themselves otherwise. BURIED after erasure. */
  resolve(shopper: string): string {
    const row = this.#storage.sql.exec<{ target: string }>('SELECT target FROM forward WHERE source = ?', shopper).toArray()[0];
    return row?.target ?? shopper;
  }

  /** Puts a tombstone on an identifier, claimed or not: it keeps the hash and forgets the shopper. */
  bury(kind: string, keyHash: string): void {
    this.#storage.sql.exec(
      'INSERT INTO claim (kind, key_hash, shopper) VALUES (?, ?, ?) ON CONFLICT (kind, key_hash) DO UPDATE SET shopper = excluded.shopper',
      kind,
      keyHash,
      BURIED,
    );
  }

  /** Takes a tombstone away, when the person has come back and agreed anew: the next claim wins. */
  unbury(kind: string, keyHash: string): void {
    this.#storage.sql.exec('DELETE FROM claim WHERE kind = ? AND key_hash = ? AND shopper = ?', kind, keyHash, BURIED);
  }

  /** Erases a shopper: tombstones on them, on all merged into them and on all their identifiers. */
  buryShopper(shopper: string): void {
    const { sql } = this.#storage;
    atomic(this.#storage, () => {
      const target = this.resolve(shopper);
      if (target === BURIED) return;
      sql.exec('UPDATE claim SET shopper = ? WHERE shopper = ?', BURIED, target);
      sql.exec('UPDATE forward SET target = ? WHERE target = ?', BURIED, target);
      sql.exec('INSERT INTO forward (source, target) VALUES (?, ?)', target, BURIED);
    });
  }

  /** All identifiers of a shopper and of those merged into them. */
  claimsOf(shopper: string): Claim[] {
    return this.#storage.sql
      .exec<{ kind: string; keyHash: string }>(
        'SELECT kind, key_hash AS keyHash FROM claim WHERE shopper = ? ORDER BY kind, key_hash',
        this.resolve(shopper),
      )
      .toArray();
  }
}
