import { ALONE, rowOf } from '@rapport/domain/watches';
import type { IndexWord, Key, KeptWatch } from '@rapport/domain/watches';
import type { Watch } from '@rapport/protocol';
import type { Arrival } from '../ports.ts';
import { inGroups } from '../../platform/groups.ts';
import { watchOf } from './person-rows.ts';
import type { WatchRow } from './person-rows.ts';
import type { WatchListRow } from './watch-list.ts';

/** A watch to be written: with what it is judged by, what makes it the same as another, and the keys it is filed under; null = as it is. */
export interface WatchWrite extends KeptWatch {
  readonly sameAs: string;
  readonly keys: readonly Key[] | null;
}

/** A person's watch, by its names. */
export interface OfPerson {
  readonly shopper: string;
  readonly watch: string;
}

/** Something that came in, as far as it has been worked off. */
export interface ArrivalJob {
  readonly source: string;
  readonly change: Arrival;
  /** The number of the last watch that was looked at. */
  readonly after: number;
}

/** A changed way of filing (`FILING` of the domain) makes the kept searches be filed again; 0 marks those that wait for it. */
const FILED = 1;
const COLUMNS = 'id, kind, query, created_at_ms, told_at_ms, paused, frequency, filters, what, product, variant, goal, baseline_minor, inferred';

/** Every statement about watches and the arrivals worked off against them; their reverse index is `WatchIndexStore`. */
export class WatchStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  watches(shopper: string): Watch[] {
    return this.#sql.exec<WatchRow>(`SELECT ${COLUMNS} FROM watch WHERE shopper = ? ORDER BY created_at_ms DESC, id`, shopper).toArray().map(watchOf);
  }

  /** Watches of people who are here, in order of person and id, after one of them. */
  rowsAfter(shopper: string, id: string, limit: number): WatchListRow[] {
    const columns = COLUMNS.split(', ').map((column) => `w.${column}`);
    return this.#sql
      .exec<WatchListRow>(
        `SELECT w.shopper, s.name, s.email, ${columns.join(', ')} FROM watch w JOIN shopper s ON s.id = w.shopper
         WHERE (w.shopper, w.id) > (?, ?) AND s.state = 'live' ORDER BY w.shopper, w.id LIMIT ?`,
        shopper,
        id,
        limit,
      )
      .toArray();
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
      `INSERT INTO watch (shopper, id, kind, query, same_as, created_at_ms, paused, frequency, filters, what, product, variant, goal, baseline_minor, traits, keys, filing, inferred)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
      watch.keys === null ? this.#filed(shopper, watch.id) : filingOf(watch.keys),
      FILED,
      watch.inferred ? 1 : 0,
    );
  }

  /** What the product is made of that a `like` watch starts from. */
  traits(shopper: string, id: string): string[] {
    const row = this.#sql.exec<{ traits: string }>('SELECT traits FROM watch WHERE shopper = ? AND id = ?', shopper, id).toArray()[0];
    return row ? (JSON.parse(row.traits) as string[]) : [];
  }

  /** Goes on waiting for a product under its other id, filed under these keys. */
  rename(shopper: string, id: string, from: string, to: string, keys: readonly Key[]): void {
    this.#sql.exec(
      `UPDATE watch SET product = ?1, keys = ?5, same_as = json_set(same_as, '$[1]', ?1)
       WHERE shopper = ?2 AND id = ?3 AND product = ?4 AND kind IN ('price', 'stock')`,
      to,
      shopper,
      id,
      from,
      filingOf(keys),
    );
  }

  drop(shopper: string, id: string): void {
    this.#sql.exec('DELETE FROM watch WHERE shopper = ? AND id = ?', shopper, id);
  }

  /** When these watches last said something. */
  markSpoken(spoken: readonly OfPerson[], atMs: number): void {
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

  /** Whether some wait to be filed anew: an older version filed them. */
  hasToFile(): boolean {
    return this.#sql.exec('SELECT 1 FROM watch WHERE filing = 0 LIMIT 1').toArray().length > 0;
  }

  file(shopper: string, id: string, sameAs: string, keys: readonly Key[]): void {
    this.#sql.exec('UPDATE watch SET keys = ?, same_as = ?, filing = ? WHERE shopper = ? AND id = ?', filingOf(keys), sameAs, FILED, shopper, id);
  }

  /** Notes what came in, to be worked off; once. */
  addArrival(source: string, change: Arrival): void {
    this.#sql.exec('INSERT OR IGNORE INTO arrival (source, seq, change) VALUES (?, ?, ?)', source, change.seq, JSON.stringify(change));
  }

  /** What came in first and is not done. */
  nextArrival(): ArrivalJob | null {
    const row = this.#sql
      .exec<{ source: string; change: string; reached: number }>(
        `SELECT a.source, a.change, coalesce(r.watch, 0) AS reached FROM arrival a LEFT JOIN arrival_reached r ON r.source = a.source AND r.seq = a.seq
         ORDER BY a.source, a.seq LIMIT 1`,
      )
      .toArray()[0];
    return row ? { source: row.source, change: JSON.parse(row.change) as Arrival, after: row.reached } : null;
  }

  moveArrival(source: string, seq: number, after: number): void {
    this.#sql.exec(
      'INSERT INTO arrival_reached (source, seq, watch) VALUES (?, ?, ?) ON CONFLICT (source, seq) DO UPDATE SET watch = excluded.watch',
      source,
      seq,
      after,
    );
  }

  dropArrival(source: string, seq: number): void {
    this.#sql.exec('DELETE FROM arrival WHERE source = ? AND seq = ?', source, seq);
    this.#sql.exec('DELETE FROM arrival_reached WHERE source = ? AND seq = ?', source, seq);
  }

  /** Whether something is not worked off. */
  hasArrivals(): boolean {
    return this.#sql.exec('SELECT 1 FROM arrival LIMIT 1').toArray().length > 0;
  }

  /** What a watch is filed under, as it stands. */
  #filed(shopper: string, id: string): string {
    return this.#sql.exec<{ keys: string }>('SELECT keys FROM watch WHERE shopper = ? AND id = ?', shopper, id).one().keys;
  }
}

/** Keys as the triggers read them: rows of the index, each mark once, and the spellings of all their words. */
export function filingOf(keys: readonly Key[]): string {
  const rows = new Map<number, readonly number[]>();
  // Two keys of one mark: the key alone has to decide for both.
  for (const key of keys) rows.set(key.mark, rows.has(key.mark) ? [key.mark, ALONE] : rowOf(key));
  const words = new Map<string, readonly [number, string]>();
  const take = ({ mark, spellings }: IndexWord): void => {
    for (const spelling of spellings) words.set(`${mark} ${spelling}`, [mark, spelling]);
  };
  for (const key of keys) for (const word of [key, ...key.beside]) take(word);
  return JSON.stringify({ rows: [...rows.values()], words: [...words.values()] });
}
