import { FunnelStore } from './funnel-store.ts';
import type { Cuts } from '@rapport/domain/segments';
import type { DaySum, DaySums, PastOrder, StageChange, Summary, Taste } from '@rapport/domain/knowing';
import type { Learnt } from '@rapport/domain/value';

import { PLAIN, PLAIN_COLUMNS, summaryOf, tasteOf } from './summary-rows.ts';

type Row = Record<string, SqlStorageValue>;

const COLUMNS = ['shopper', ...PLAIN_COLUMNS, 'personalisation', 'may_message'];
const SAVE = `INSERT INTO audience (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (shopper) DO UPDATE SET ${COLUMNS.slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`;

const SUMS: Readonly<Record<DaySum, string>> = {
  newcomers: 'newcomers',
  joined: 'joined',
  visits: 'visits',
  views: 'views',
  searches: 'searches',
  baskets: 'baskets',
  orders: 'orders',
  repeatOrders: 'repeat_orders',
  revenueMinor: 'revenue_minor',
  refunds: 'refunds',
  refundedMinor: 'refunded_minor',
  pointsEarned: 'points_earned',
  pointsSpent: 'points_spent',
  pointsExpired: 'points_expired',
  messages: 'messages',
  messagesRead: 'messages_read',
};
const SUM_NAMES = Object.keys(SUMS) as DaySum[];
const SUM_COLUMNS = SUM_NAMES.map((name) => SUMS[name]);
const ADD = `INSERT INTO day_sum (day, ${SUM_COLUMNS.join(', ')}) VALUES (?, ${SUM_COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (day) DO UPDATE SET ${SUM_COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;

/** A stage as it was entered. */
export interface StageEntry {
  readonly stage: string;
  readonly previous: string;
  readonly atMs: number;
  readonly reasons: readonly { readonly code: string; readonly count: number }[];
}

/** The sums of one day, or what flowed on it. */
export interface DayRow extends Readonly<Record<DaySum, number>> {
  readonly day: string;
}
export interface FlowRow {
  readonly day: string;
  readonly previous: string;
  readonly stage: string;
  readonly people: number;
}

/** Every statement about what is known of people. */
export class KnowingStore {
  readonly funnel: FunnelStore;
  readonly #sql: SqlStorage;
  #model: { learnt: Learnt; cuts: Cuts } | null | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.funnel = new FunnelStore(sql);
  }

  summary(shopper: string): Summary | null {
    const row = this.#sql.exec<Row>('SELECT * FROM audience WHERE shopper = ?', shopper).toArray()[0];
    return row ? summaryOf(row) : null;
  }

  saveSummary(shopper: string, summary: Summary): void {
    const { personalisation, messages } = summary.consent;
    this.#sql.exec(SAVE, shopper, ...PLAIN_COLUMNS.map((column) => summary[PLAIN[column]]), personalisation, messages);
  }

  /** A page of summaries by id, for work that goes over everybody. */
  summariesAfter(after: string, limit: number): { readonly shopper: string; readonly summary: Summary }[] {
    return this.#sql
      .exec<Row>('SELECT * FROM audience WHERE shopper > ? ORDER BY shopper LIMIT ?', after, limit)
      .toArray()
      .map((row) => ({ shopper: String(row['shopper']), summary: summaryOf(row) }));
  }

  taste(shopper: string): Taste | null {
    const row = this.#sql
      .exec<{ likes: string; profile: string; lists: string; interests: string }>(
        'SELECT likes, profile, lists, interests FROM taste WHERE shopper = ?',
        shopper,
      )
      .toArray()[0];
    return row ? tasteOf(row) : null;
  }

  saveTaste(shopper: string, { likes, profile, lists, interests }: Taste): void {
    this.#sql.exec(
      `INSERT INTO taste (shopper, likes, profile, lists, interests) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (shopper) DO UPDATE SET likes = excluded.likes, profile = excluded.profile, lists = excluded.lists, interests = excluded.interests`,
      shopper,
      JSON.stringify(likes),
      JSON.stringify(profile),
      JSON.stringify(lists),
      JSON.stringify(interests),
    );
  }

  /** Somebody's orders with what is left of them: money that went back is not in their totals, and what went back whole doesn't stand. */
  orders(shopper: string): PastOrder[] {
    return this.#sql
      .exec<{ stands: number; left_minor: number; placed: string | null; costed_minor: number; margin_minor: number }>(
        `SELECT o.status IN ('paid', 'fulfilled') AND coalesce(j.counts, 1) AS stands, o.costed_minor, o.margin_minor, o.detail ->> '$.placedAt' AS placed,
           max(0, o.total_minor - coalesce((j.detail ->> '$.judged.paidMinor') - j.kept_minor, 0)) AS left_minor
         FROM shop_order o LEFT JOIN judged_order j ON j.shopper = o.shopper AND j.order_id = o.id WHERE o.shopper = ?`,
        shopper,
      )
      .toArray()
      .map(({ stands, left_minor, placed, costed_minor, margin_minor }) => ({
        atMs: Date.parse(placed ?? '') || 0,
        totalMinor: left_minor,
        stands: stands === 1,
        costedMinor: costed_minor,
        marginMinor: margin_minor,
      }));
  }

  /** What somebody last paid for one piece of each of these products; of products they haven't bought nothing. */
  paidFor(shopper: string, productIds: readonly string[]): Record<string, number> {
    const rows = this.#sql.exec<{ product: string; paid: number }>(
      `SELECT line.value ->> '$.productId' AS product, line.value ->> '$.unitPriceMinor' AS paid
       FROM shop_order o JOIN json_each(o.detail, '$.lines') AS line
       WHERE o.shopper = ? AND o.status IN ('paid', 'fulfilled') AND line.value ->> '$.productId' IN (SELECT value FROM json_each(?))
       ORDER BY o.detail ->> '$.placedAt' LIMIT 500`,
      shopper,
      JSON.stringify(productIds),
    );
    return Object.fromEntries(rows.toArray().map(({ product, paid }) => [product, paid]));
  }

  openWishes(shopper: string): { open: number; sinceMs: number | null } {
    return this.#sql
      .exec<{ open: number; sinceMs: number | null }>(
        'SELECT count(*) AS open, min(created_at_ms) AS sinceMs FROM watch WHERE shopper = ? AND told_at_ms IS NULL',
        shopper,
      )
      .one();
  }

  addStage(shopper: string, { from, to, atMs, reasons }: StageChange): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO stage_history (shopper, at_ms, stage, previous, reasons) VALUES (?, ?, ?, ?, ?)',
      shopper,
      atMs,
      to,
      from,
      JSON.stringify(reasons),
    );
  }

  /** The newest first. */
  stages(shopper: string, limit = 50): StageEntry[] {
    return this.#sql
      .exec<{ at_ms: number; stage: string; previous: string; reasons: string }>(
        'SELECT at_ms, stage, previous, reasons FROM stage_history WHERE shopper = ? ORDER BY at_ms DESC LIMIT ?',
        shopper,
        limit,
      )
      .toArray()
      .map(({ at_ms, reasons, ...row }) => ({ ...row, atMs: at_ms, reasons: JSON.parse(reasons) as StageEntry['reasons'] }));
  }

  addSums(day: string, sums: DaySums): void {
    if (Object.keys(sums).length > 0) this.#sql.exec(ADD, day, ...SUM_NAMES.map((name) => sums[name] ?? 0));
  }

  addFlow(day: string, from: string, to: string): void {
    this.#sql.exec(
      'INSERT INTO stage_flow (day, previous, stage, people) VALUES (?, ?, ?, 1) ON CONFLICT (day, previous, stage) DO UPDATE SET people = people + 1',
      day,
      from,
      to,
    );
  }

  days(from: string, to: string): DayRow[] {
    return this.#sql
      .exec<Row>('SELECT * FROM day_sum WHERE day BETWEEN ? AND ? ORDER BY day LIMIT 800', from, to)
      .toArray()
      .map((row) => ({ day: String(row['day']), ...Object.fromEntries(SUM_NAMES.map((name) => [name, Number(row[SUMS[name]])])) }) as DayRow);
  }

  flows(from: string, to: string): FlowRow[] {
    return this.#sql
      .exec<{ day: string; previous: string; stage: string; people: number }>(
        'SELECT day, previous, stage, people FROM stage_flow WHERE day BETWEEN ? AND ? ORDER BY day LIMIT 50000',
        from,
        to,
      )
      .toArray();
  }

  /** What was learnt of the shop; null before the first time. Kept in memory: only this class writes it. */
  model(): { learnt: Learnt; cuts: Cuts } | null {
    if (this.#model !== undefined) return this.#model;
    const row = this.#sql.exec<{ learnt: string; cuts: string }>('SELECT learnt, cuts FROM model').toArray()[0];
    this.#model = row ? { learnt: JSON.parse(row.learnt) as Learnt, cuts: JSON.parse(row.cuts) as Cuts } : null;
    return this.#model;
  }

  saveModel(learnt: Learnt, cuts: Cuts, atMs: number): void {
    this.#sql.exec(
      'INSERT INTO model (one, learnt, cuts, at_ms) VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET learnt = excluded.learnt, cuts = excluded.cuts, at_ms = excluded.at_ms',
      JSON.stringify(learnt),
      JSON.stringify(cuts),
      atMs,
    );
    this.#model = { learnt, cuts };
  }

  /** Forgets what is held in memory, after rows were written past this class. */
  forget(): void {
    this.#model = undefined;
  }

  /** Customers by id, as a fit wants them. */
  customersAfter(after: string, limit: number): { readonly shopper: string; readonly summary: Summary }[] {
    return this.#sql
      .exec<Row>('SELECT * FROM audience WHERE shopper > ? AND orders > 0 ORDER BY shopper LIMIT ?', after, limit)
      .toArray()
      .map((row) => ({ shopper: String(row['shopper']), summary: summaryOf(row) }));
  }

  /** Whether people are here that no summary knows: their rows came from an older release. */
  isBehind(): boolean {
    return (
      this.#sql.exec("SELECT 1 FROM shopper WHERE state = 'live' LIMIT 1").toArray().length > 0 &&
      this.#sql.exec('SELECT 1 FROM audience LIMIT 1').toArray().length === 0
    );
  }

  /** People without a summary, by id. */
  unknownAfter(after: string, limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        "SELECT id FROM shopper s WHERE id > ? AND state = 'live' AND NOT EXISTS (SELECT 1 FROM audience a WHERE a.shopper = s.id) ORDER BY id LIMIT ?",
        after,
        limit,
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** What somebody's taste was learnt from is forgotten; what they said of themselves stays. */
  dropInterests(shopper: string): void {
    this.funnel.drop(shopper);
    this.#sql.exec(`UPDATE taste SET likes = '[]', interests = '{"scale":0,"facets":{}}' WHERE shopper = ?`, shopper);
  }
}
