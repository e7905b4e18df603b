import type { Key, KeptWatch } from '@rapport/domain/watches';
import type { Watch } from '@rapport/protocol';
import type { Arrival } from '../ports.ts';
import { inGroups } from '../../platform/groups.ts';
import { watchOf } from './person-rows.ts';
import type { WatchRow } from './person-rows.ts';
import type { Candidate } from './watch-index-store.ts';

/** A watch to be written: with what it is judged by, what makes it the same as another, and the keys it is filed under. */
export interface WatchWrite extends KeptWatch {
  readonly sameAs: string;
  readonly keys: readonly Key[];
}

/** Something that came in, as far as it has been worked off. */
export interface ArrivalJob {
  readonly source: string;
  readonly change: Arrival;
  readonly after: string;
}

/** A changed way of filing (`FILING` of the domain) makes the kept searches be filed again; 0 marks those that wait for it. */
const FILED = 1;
const COLUMNS = 'id, kind, query, created_at_ms, told_at_ms, paused, frequency, filters, what, product, variant, goal, baseline_minor';

/** Every statement about watches and the arrivals worked off against them; their reverse index is `WatchIndex`. */
export class WatchStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  watches(shopper: string): Watch[] {
    return this.#sql.exec<WatchRow>(`SELECT ${COLUMNS} FROM watch WHERE shopper = ? ORDER BY created_at_ms DESC, id`, shopper).toArray().map(watchOf);
  }

  /** The person's watch that asks for the same, if there is one. */
  same(shopper: string, sameAs: string): Watch | null {
    return (
      this.#sql.exec<WatchRow>(`SELECT ${COLUMNS} FROM watch WHERE shopper = ? AND same_as = ?`, shopper, sameAs).toArray().map(watchOf)[0] ?? null
    );
  }

  /** Writes a watch, new or changed; the index follows. */
  save(shopper: string, watch: WatchWrite): void {
    this.#sql.exec(
      `INSERT INTO watch (shopper, id, kind, query, same_as, created_at_ms, paused, frequency, filters, what, product, variant, goal, baseline_minor, traits, keys, filing)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (shopper, id) DO UPDATE SET query = excluded.query, same_as = excluded.same_as, paused = excluded.paused, frequency = excluded.frequency,
         filters = excluded.filters, goal = excluded.goal, keys = excluded.keys, filing = excluded.filing`,
      shopper,
      watch.id,
      watch.kind,
      watch.query,
      watch.sameAs,
      watch.createdAtMs,
      watch.paused ? 1 : 0,
      watch.frequency,
      JSON.stringify(watch.filters),
      watch.what,
      watch.productId,
      watch.variantId,
      watch.goal && JSON.stringify(watch.goal),
      watch.baselineMinor,
      JSON.stringify(watch.traits),
      JSON.stringify(watch.keys),
      FILED,
    );
  }

  /** What a watch is filed under. */
  keys(shopper: string, id: string): Key[] {
    return this.#json<Key>('keys', shopper, id);
  }

  /** What the product is made of that a `like` watch starts from. */
  traits(shopper: string, id: string): string[] {
    return this.#json<string>('traits', shopper, id);
  }

  /** Goes on waiting for a product under its other id. */
  rename(shopper: string, id: string, from: string, to: string): void {
    this.#sql.exec(
      `UPDATE watch SET product = ?1, keys = json_array(json_object('key', 'product:' || ?1, 'spellings', json('[]'))),
         same_as = json_set(same_as, '$[1]', ?1) WHERE shopper = ?2 AND id = ?3 AND product = ?4 AND kind IN ('price', 'stock')`,
      to,
      shopper,
      id,
      from,
    );
  }

  drop(shopper: string, id: string): void {
    this.#sql.exec('DELETE FROM watch WHERE shopper = ? AND id = ?', shopper, id);
  }

  /** When these watches last said something. */
  markSpoken(spoken: readonly Candidate[], atMs: number): void {
    inGroups(
      spoken.map(({ shopper, watch }) => [shopper, watch]),
      (rows, values) => this.#sql.exec(`UPDATE watch SET told_at_ms = ?1 WHERE (shopper, id) IN (VALUES ${rows})`, ...values),
      { shared: [atMs] },
    );
  }

  /** From now on a price is counted from here: the same price is not told twice. */
  countFrom(shopper: string, id: string, baselineMinor: number): void {
    this.#sql.exec('UPDATE watch SET baseline_minor = ? WHERE shopper = ? AND id = ?', baselineMinor, shopper, id);
  }

  /** Searches that an older version filed, some at a time. */
  toFile(limit: number): { shopper: string; id: string; query: string }[] {
    return this.#sql
      .exec<{ shopper: string; id: string; query: string }>(
        'SELECT shopper, id, query FROM watch WHERE filing = 0 ORDER BY shopper, id LIMIT ?',
        limit,
      )
      .toArray();
  }

  file(shopper: string, id: string, sameAs: string, keys: readonly Key[]): void {
    this.#sql.exec(
      'UPDATE watch SET keys = ?, same_as = ?, filing = ? WHERE shopper = ? AND id = ?',
      JSON.stringify(keys),
      sameAs,
      FILED,
      shopper,
      id,
    );
  }

  /** Notes what came in, to be worked off; once. */
  addArrival(source: string, change: Arrival): void {
    this.#sql.exec('INSERT OR IGNORE INTO arrival (source, seq, change) VALUES (?, ?, ?)', source, change.seq, JSON.stringify(change));
  }

  /** What came in first and is not done. */
  nextArrival(): ArrivalJob | null {
    const row = this.#sql
      .exec<{ source: string; change: string; after_shopper: string }>(
        'SELECT source, change, after_shopper FROM arrival ORDER BY source, seq LIMIT 1',
      )
      .toArray()[0];
    return row ? { source: row.source, change: JSON.parse(row.change) as Arrival, after: row.after_shopper } : null;
  }

  moveArrival(source: string, seq: number, after: string): void {
    this.#sql.exec('UPDATE arrival SET after_shopper = ? WHERE source = ? AND seq = ?', after, source, seq);
  }

  dropArrival(source: string, seq: number): void {
    this.#sql.exec('DELETE FROM arrival WHERE source = ? AND seq = ?', source, seq);
  }

  /** Whether something is not worked off. */
  hasArrivals(): boolean {
    return this.#sql.exec('SELECT 1 FROM arrival LIMIT 1').toArray().length > 0;
  }

  #json<T>(column: 'keys' | 'traits', shopper: string, id: string): T[] {
    const row = this.#sql.exec<{ list: string }>(`SELECT ${column} AS list FROM watch WHERE shopper = ? AND id = ?`, shopper, id).toArray()[0];
    return row ? (JSON.parse(row.list) as T[]) : [];
  }
}
