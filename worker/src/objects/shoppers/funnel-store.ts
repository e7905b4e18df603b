import { advance, bucketOf } from '@rapport/domain/report';
import type { FunnelStep, FunnelSum, Round } from '@rapport/domain/report';
import type { TimelineEntry } from '@rapport/protocol';
import type { Migration, Split } from '../../platform/migrate.ts';

/** How far people are on their way to a purchase, and the sums of those ways by the day they began on. */
export const FUNNEL_MIGRATIONS: readonly Migration[] = [
  {
    id: 'funnel-1',
    additive: true,
    sql: `
      CREATE TABLE funnel_round (
        shopper TEXT NOT NULL PRIMARY KEY,
        round TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- bucket: how long they waited since the step before, see bucketOf.
      CREATE TABLE funnel_day (
        day TEXT NOT NULL,
        step TEXT NOT NULL,
        bucket INTEGER NOT NULL,
        rounds INTEGER NOT NULL,
        PRIMARY KEY (day, step, bucket)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
export const FUNNEL_SPLIT = { funnel_round: 'by-shopper', funnel_day: 'summed' } as const satisfies Readonly<Record<string, Split>>;
/** Goes along with a guest who is merged, and goes when somebody is erased. */
export const FUNNEL_CARRIED = ['funnel_round'] as const;

const STEP_OF: Readonly<Record<string, FunnelStep>> = { view_item: 'view_item', add_to_cart: 'add_to_cart', begin_checkout: 'begin_checkout' };

/** Every statement about ways to a purchase. */
export class FunnelStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Takes in what just happened to somebody; `bought` = when an order of theirs was heard of first. Inside the transaction that saves it. */
  follow(shopper: string, entries: readonly TimelineEntry[], boughtAtMs: number | null, today: string): void {
    const steps = entries.flatMap(({ name, atMs }) => (STEP_OF[name] === undefined ? [] : [{ step: STEP_OF[name], atMs }]));
    const all = [...steps, ...(boughtAtMs === null ? [] : [{ step: 'purchase' as const, atMs: boughtAtMs }])].toSorted((a, b) => a.atMs - b.atMs);
    if (all.length === 0) return;
    const known = this.#round(shopper);
    let round = known;
    for (const { step, atMs } of all) {
      const next = advance(round, step, atMs, today);
      for (const { day, step: reached, waitMs } of next.reached) this.#count(day, reached, bucketOf(waitMs));
      if (next.reached.length > 0) ({ round } = next);
    }
    if (round === known) return;
    if (round === null) this.drop(shopper);
    else this.#sql.exec('INSERT OR REPLACE INTO funnel_round (shopper, round) VALUES (?, ?)', shopper, JSON.stringify(round));
  }

  /** Somebody no longer wants to be followed: what they did is in the sums, without them. */
  drop(shopper: string): void {
    this.#sql.exec('DELETE FROM funnel_round WHERE shopper = ?', shopper);
  }

  /** The sums over days, both counted in. */
  sums(from: string, to: string): FunnelSum[] {
    return this.#sql
      .exec<{ step: FunnelStep; bucket: number; rounds: number }>(
        'SELECT step, bucket, sum(rounds) AS rounds FROM funnel_day WHERE day BETWEEN ? AND ? GROUP BY step, bucket',
        from,
        to,
      )
      .toArray();
  }

  #round(shopper: string): Round | null {
    const row = this.#sql.exec<{ round: string }>('SELECT round FROM funnel_round WHERE shopper = ?', shopper).toArray()[0];
    return row ? (JSON.parse(row.round) as Round) : null;
  }

  #count(day: string, step: FunnelStep, bucket: number): void {
    this.#sql.exec(
      'INSERT INTO funnel_day (day, step, bucket, rounds) VALUES (?, ?, ?, 1) ON CONFLICT (day, step, bucket) DO UPDATE SET rounds = rounds + 1',
      day,
      step,
      bucket,
    );
  }
}
