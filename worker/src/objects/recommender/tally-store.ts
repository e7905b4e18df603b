import { Tally } from '@rapport/domain/recommend';
import type { RowFigures } from '@rapport/protocol';
import type { RowReport } from '../recommend-ports.ts';

const DAY_MS = 86_400_000;
/** Days that are kept; the console shows 28 and may compare them with those before. */
const KEPT_DAYS = 60;
/** Reports after which it is worth writing the counts down, whatever else there is to write. */
const MANY_REPORTS = 2_000;

/** How every placement does, by the day (UTC). In memory since the last flush; the journal has what is not written yet. */
export class TallyStore {
  readonly #sql: SqlStorage;
  readonly #open = new Map<string, Tally>();
  #reports = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Whether so much was heard that it should be written down. */
  get wantsFlush(): boolean {
    return this.#reports >= MANY_REPORTS;
  }

  hear(reports: readonly RowReport[]): void {
    for (const { session, atMs, ...row } of reports) this.#tally(Math.floor(atMs / DAY_MS), row.placement).add(session, row);
    this.#reports += reports.length;
  }

  /** Writes down what was counted. Stands in the caller's transaction. */
  flush(): void {
    let newest = 0;
    for (const [key, tally] of this.#open) {
      const [day, placement] = key.split(' ');
      newest = Math.max(newest, Number(day));
      this.#sql.exec(
        'INSERT INTO tally (day, placement, counts) VALUES (?, ?, ?) ON CONFLICT (day, placement) DO UPDATE SET counts = excluded.counts',
        Number(day),
        placement ?? '',
        tally.dump().buffer,
      );
    }
    if (this.#open.size > 0) this.#sql.exec('DELETE FROM tally WHERE day < ?', newest - KEPT_DAYS);
    this.#open.clear();
    this.#reports = 0;
  }

  /** Of each placement that anybody was shown in so many days up to now; null = by too few people to tell. */
  figures(days: number, nowMs: number): Record<string, RowFigures | null> {
    const sums = new Map<string, Tally>();
    const join = (placement: string, tally: Tally): void => {
      const sum = sums.get(placement) ?? new Tally();
      sum.join(tally);
      sums.set(placement, sum);
    };
    const from = Math.floor(nowMs / DAY_MS) - days + 1;
    const rows = this.#sql.exec<{ day: number; placement: string; counts: ArrayBuffer }>(
      'SELECT day, placement, counts FROM tally WHERE day >= ?',
      from,
    );
    for (const { day, placement, counts } of rows) if (!this.#open.has(`${day} ${placement}`)) join(placement, Tally.load(new Uint8Array(counts)));
    for (const [key, tally] of this.#open) if (Number(key.split(' ')[0]) >= from) join(key.split(' ')[1] ?? '', tally);
    return Object.fromEntries([...sums].map(([placement, tally]) => [placement, tally.figures]));
  }

  #tally(day: number, placement: string): Tally {
    const key = `${day} ${placement}`;
    const known = this.#open.get(key);
    if (known) return known;
    const row = this.#sql.exec<{ counts: ArrayBuffer }>('SELECT counts FROM tally WHERE day = ? AND placement = ?', day, placement).toArray()[0];
    const tally = row ? Tally.load(new Uint8Array(row.counts)) : new Tally();
    this.#open.set(key, tally);
    return tally;
  }
}
