import type { KeptWatch } from '@rapport/domain/watches';
import type { Watch } from '@rapport/protocol';
import { inGroups } from '../../platform/groups.ts';

/** A watch with whom it belongs to. */
export interface Reached {
  readonly shopper: string;
  readonly watch: KeptWatch;
}

/** What a watch is judged by, as rows come without names: thousands are read for one product, and each column costs. `rest` = what plain searches don't have: null. */
type KeptRow = [number: number, shopper: string, id: string, query: string, createdAtMs: number, rest: string | null];
const OF_WATCH = 'm.watch, m.shopper, m.id, m.query, m.created_at_ms, m.rest';

/** Every statement that reads the reverse index of watches: whom a product may concern, without looking at those it doesn't. */
export class WatchIndexStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * What is filed under each of these marks: watch, what stands beside, watch, and so on, of watches after one number and through another; no more than so many of a mark.
   * One text a mark: a thousand rows one by one would cost several times as much.
   */
  under(marks: readonly number[], after: number, through: number, most: number): Iterable<readonly [mark: number, rows: string]> {
    const sql = `WITH found AS MATERIALIZED (
        SELECT value AS mark, (SELECT group_concat(one) FROM (
          SELECT k.watch || ',' || k.beside AS one FROM watch_key k WHERE k.mark = wanted.value AND k.watch > ?2 AND k.watch <= ?3 LIMIT ?4)) AS rows
        FROM json_each(?1) AS wanted)
      SELECT mark, rows FROM found WHERE rows IS NOT NULL`;
    return this.#sql.exec(sql, JSON.stringify(marks), after, through, most).raw<[number, string]>();
  }

  /** How often each group of marks has changed, in order. */
  turns(): string {
    return this.#sql.exec<{ turns: string }>('SELECT group_concat(turn) AS turns FROM (SELECT turn FROM watch_turn ORDER BY marks)').one().turns;
  }

  /** Those of the marks that something is filed under. */
  filed(marks: readonly number[]): number[] {
    const sql = 'SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM watch_key WHERE watch_key.mark = json_each.value)';
    return Array.from(this.#sql.exec(sql, JSON.stringify(marks)).raw<[number]>(), ([mark]) => mark);
  }

  /** The highest number of a watch, 0 where there is none. */
  last(): number {
    return this.#sql.exec<{ last: number }>('SELECT coalesce(max(rowid), 0) AS last FROM watch').one().last;
  }

  /** Filed spellings that have one of these shapes, with the mark of the word they stand for. */
  spelt(shapes: readonly string[]): Iterable<[shape: string, spelling: string, mark: number]> {
    const sql = `SELECT s.shape, w.spelling, w.mark FROM json_each(?) AS wanted
      CROSS JOIN watch_shape s ON s.shape = wanted.value CROSS JOIN watch_spelling w ON w.number = s.spelling`;
    return this.#sql.exec(sql, JSON.stringify(shapes)).raw<[string, string, number]>();
  }

  /** The number of the spelling that came last; numbers only grow. */
  lastSpelling(): number {
    return this.#sql.exec<{ last: number }>('SELECT coalesce(max(number), 0) AS last FROM watch_spelling').one().last;
  }

  /** Spellings that have come since. */
  speltSince(number: number): Iterable<[spelling: string, mark: number]> {
    return this.#sql.exec('SELECT spelling, mark FROM watch_spelling WHERE number > ?', number).raw<[string, number]>();
  }

  /** Watches by their numbers; those that are gone are not in it. */
  kept(numbers: readonly number[]): Map<number, Reached> {
    const found = new Map<number, Reached>();
    // All rows as one text: one by one they would cost half as much again.
    const sql = `SELECT json_group_array(json_array(${OF_WATCH})) AS rows FROM json_each(?) AS wanted CROSS JOIN watch_match m ON m.watch = wanted.value`;
    const { rows } = this.#sql.exec<{ rows: string }>(sql, JSON.stringify(numbers)).one();
    for (const row of JSON.parse(rows) as KeptRow[]) found.set(row[0], { shopper: row[1], watch: keptOf(row) });
    return found;
  }

  /** Those of these people who keep one watch only. */
  alone(shoppers: readonly string[]): Set<string> {
    const sql = 'SELECT value FROM json_each(?) WHERE (SELECT count(*) FROM watch WHERE shopper = value) = 1';
    return new Set(Array.from(this.#sql.exec(sql, JSON.stringify(shoppers)).raw<[string]>(), ([shopper]) => shopper));
  }

  /** All watches of some people. */
  ofPeople(shoppers: readonly string[]): Reached[] {
    const people: Reached[] = [];
    inGroups(
      shoppers.map((shopper) => [shopper]),
      (rows, values) => {
        const sql = `SELECT ${OF_WATCH} FROM (VALUES ${rows}) AS wanted CROSS JOIN watch w ON w.shopper = wanted.column1 CROSS JOIN watch_match m ON m.watch = w.rowid`;
        for (const row of this.#sql.exec(sql, ...values).raw<KeptRow>()) people.push({ shopper: row[1], watch: keptOf(row) });
      },
    );
    return people;
  }

  /** Some of the watches that are to be filed: written by an older version. */
  toFile(limit: number): { shopper: string; watch: KeptWatch }[] {
    const rows = this.#sql
      .exec(`SELECT ${OF_WATCH} FROM watch w CROSS JOIN watch_match m ON m.watch = w.rowid WHERE w.filing = 0 LIMIT ?`, limit)
      .raw<KeptRow>();
    return Array.from(rows, (row) => ({ shopper: row[1], watch: keptOf(row) }));
  }
}

type Rest = [
  kind: Watch['kind'],
  paused: 0 | 1,
  frequency: Watch['frequency'],
  what: Watch['what'],
  product: string | null,
  variant: string | null,
  baselineMinor: number | null,
  filters: Watch['filters'],
  goal: Watch['goal'],
  traits: string[],
];
const PLAIN: Rest = ['search', 0, 'at-once', null, null, null, null, {}, null, []];

function keptOf([, , id, query, createdAtMs, rest]: KeptRow): KeptWatch {
  const [kind, paused, frequency, what, productId, variantId, baselineMinor, filters, goal, traits] =
    rest === null ? PLAIN : (JSON.parse(rest) as Rest);
  return { id, kind, query, createdAtMs, paused: paused === 1, frequency, filters, what, productId, variantId, goal, baselineMinor, traits };
}
