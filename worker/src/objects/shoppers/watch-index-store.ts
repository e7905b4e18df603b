import { markOf } from '@rapport/domain/watches';
import type { KeptWatch } from '@rapport/domain/watches';
import type { Watch } from '@rapport/protocol';
import { inGroups } from '../../platform/groups.ts';

/** A person with a watch that may be met. */
export interface Candidate {
  readonly shopper: string;
  readonly watch: string;
}

/** What a product is looked up by: every key that it reaches. */
export class Wanted {
  readonly keys: readonly string[];
  #bound: { readonly keys: string; readonly marks: string } | null = null;

  constructor(keys: readonly string[]) {
    this.keys = keys;
  }

  /** As it is bound to statements: the keys and their marks as JSON, made once. */
  get bound(): { readonly keys: string; readonly marks: string } {
    return (this.#bound ??= { keys: JSON.stringify(this.keys), marks: JSON.stringify(this.keys.map(markOf)) });
  }
}

/** What a watch is judged by, as rows come without names: thousands are read for one product. */
type KeptRow = [
  shopper: string,
  id: string,
  kind: string,
  query: string,
  createdAtMs: number,
  paused: number,
  frequency: string,
  filters: string,
  what: string | null,
  product: string | null,
  variant: string | null,
  goal: string | null,
  baselineMinor: number | null,
  traits: string,
];
const OF_WATCH = 'shopper id kind query created_at_ms paused frequency filters what product variant goal baseline_minor traits'
  .split(' ')
  .map((column) => `w.${column}`)
  .join(', ');

/** Whether a row's key decides alone, or one of the words beside it is there, too; of each mark of the words that are there, as JSON in ?2. */
const MAY_ANSWER = '(k.one = 0 OR k.one IN (SELECT value FROM json_each(?2)) OR k.other IN (SELECT value FROM json_each(?2)))';

/** Every statement that reads the reverse index of watches: whom a product may concern, without looking at those it doesn't. */
export class WatchIndex {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Those of the keys that something is filed under. */
  filed(keys: readonly string[]): string[] {
    const sql = 'SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM watch_key WHERE watch_key.key = json_each.value)';
    return Array.from(this.#sql.exec(sql, JSON.stringify(keys)).raw<[string]>(), ([key]) => key);
  }

  /** Filed spellings that have one of these shapes, with the key they stand for. */
  spelt(shapes: readonly string[]): Iterable<[shape: string, spelling: string, key: string]> {
    const sql = 'SELECT w.shape, w.spelling, w.key FROM json_each(?) CROSS JOIN watch_word w ON w.shape = json_each.value';
    return this.#sql.exec(sql, JSON.stringify(shapes)).raw<[string, string, string]>();
  }

  /** Another number each time a spelling is filed that was not there before. */
  turn(): number {
    return this.#sql.exec<{ turn: number }>('SELECT turn FROM watch_turn').one().turn;
  }

  /** The watches that a product with these keys may answer, by person, of people after one of them; null when there are more than so many rows. */
  reached(wanted: Wanted, after: string, most: number): Map<string, KeptWatch[]> | null {
    const { keys, marks } = wanted.bound;
    const rows = this.#sql
      .exec(
        `SELECT ${OF_WATCH} FROM json_each(?1) AS wanted CROSS JOIN watch_key k ON k.key = wanted.value CROSS JOIN watch w ON w.shopper = k.shopper AND w.id = k.watch
         WHERE k.shopper > ?3 AND ${MAY_ANSWER} LIMIT ?4`,
        keys,
        marks,
        after,
        most + 1,
      )
      .raw<KeptRow>();
    const people = new Map<string, KeptWatch[]>();
    let count = 0;
    for (const row of rows) {
      count += 1;
      const [shopper, id] = row;
      const theirs = people.get(shopper);
      if (!theirs) people.set(shopper, [keptOf(row)]);
      else if (!theirs.some((watch) => watch.id === id)) theirs.push(keptOf(row));
    }
    return count > most ? null : people;
  }

  /** The last person of the next so many rows under a key; null when there are fewer rows. */
  edge(key: string, after: string, rows: number): string | null {
    const sql = 'SELECT shopper FROM watch_key WHERE key = ? AND shopper > ? ORDER BY shopper, watch LIMIT 1 OFFSET ?';
    return this.#sql.exec<{ shopper: string }>(sql, key, after, rows - 1).toArray()[0]?.shopper ?? null;
  }

  /** What is filed under a key that the product may answer, of people after one of them, through another. */
  under(key: string, { bound: { marks } }: Wanted, after: string, through: string | null): Candidate[] {
    const upTo = through === null ? '' : 'AND k.shopper <= ?4';
    const sql = `SELECT k.shopper, k.watch FROM watch_key k WHERE k.key = ?1 AND ${MAY_ANSWER} AND k.shopper > ?3 ${upTo}`;
    const rows = this.#sql.exec(sql, key, marks, after, ...(through === null ? [] : [through])).raw<[string, string]>();
    return Array.from(rows, ([shopper, watch]) => ({ shopper, watch }));
  }

  /** These watches with what they are judged by, by person; of people who are here. */
  kept(candidates: readonly Candidate[]): Map<string, KeptWatch[]> {
    const people = new Map<string, KeptWatch[]>();
    inGroups(
      candidates.map(({ shopper, watch }) => [shopper, watch]),
      (rows, values) => {
        const found = this.#sql
          .exec(
            `SELECT ${OF_WATCH} FROM (VALUES ${rows}) AS wanted CROSS JOIN watch w ON w.shopper = wanted.column1 AND w.id = wanted.column2`,
            ...values,
          )
          .raw<KeptRow>();
        for (const row of found) {
          const [shopper] = row;
          const watch = keptOf(row);
          const theirs = people.get(shopper);
          if (theirs) theirs.push(watch);
          else people.set(shopper, [watch]);
        }
      },
    );
    return people;
  }
}

const keptOf = ([
  ,
  id,
  kind,
  query,
  createdAtMs,
  paused,
  frequency,
  filters,
  what,
  productId,
  variantId,
  goal,
  baselineMinor,
  traits,
]: KeptRow): KeptWatch => ({
  id,
  kind: kind as Watch['kind'],
  query,
  createdAtMs,
  paused: paused === 1,
  frequency: frequency as Watch['frequency'],
  filters: filters === '{}' ? {} : (JSON.parse(filters) as Watch['filters']),
  what: what as Watch['what'],
  productId,
  variantId,
  goal: goal === null ? null : (JSON.parse(goal) as Watch['goal']),
  baselineMinor,
  traits: traits === '[]' ? [] : (JSON.parse(traits) as string[]),
});
