import { NO_STATE, lotOf, marginIn, markOf } from '@rapport/domain/commerce';
import type { Judgement, KnownOrder, PointsState, Purse, VersionOf } from '@rapport/domain/commerce';
import type { Refund } from '@rapport/domain/points';
import type { LedgerRow, Order, OrderStatus, Programme } from '@rapport/protocol';
import { movementOf } from './person-rows.ts';
import type { MovementRow } from './person-rows.ts';

interface StateRow extends Record<string, SqlStorageValue> {
  tier: string | null;
  tier_since_ms: number | null;
  tier_below_ms: number | null;
  birthday: string | null;
  birthday_set_at_ms: number | null;
}

/** How it stands with somebody who was recommended: it waits for an order that is kept, or the shop was told of one. */
export interface ReferralRow {
  /** Who recommended the shop: a name that only the shop's own object can undo. */
  readonly by: string;
  readonly state: 'waiting' | 'told';
}

/** Every statement about the programme of a slice: versions, judged orders, refunds, standings. */
export class PointsStore {
  readonly #sql: SqlStorage;
  #versions: readonly VersionOf[] | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** All versions of the programme, the oldest first. Read once, then kept in memory: only this class writes them. */
  versions(): readonly VersionOf[] {
    this.#versions ??= this.#sql
      .exec<{ version: number; from_ms: number; programme: string }>('SELECT version, from_ms, programme FROM programme_version ORDER BY version')
      .toArray()
      .map((row) => ({ version: row.version, fromMs: row.from_ms, programme: JSON.parse(row.programme) as Programme }));
    return this.#versions;
  }

  addVersions(versions: readonly VersionOf[]): void {
    for (const { version, fromMs, programme } of versions) {
      this.#sql.exec(
        'INSERT INTO programme_version (version, from_ms, programme) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        version,
        fromMs,
        JSON.stringify(programme),
      );
    }
    this.#versions = null;
  }

  /** Forgets what is held in memory, after rows were written past this class. */
  forget(): void {
    this.#versions = null;
  }

  state(shopper: string): PointsState {
    const row = this.#sql
      .exec<StateRow>('SELECT tier, tier_since_ms, tier_below_ms, birthday, birthday_set_at_ms FROM points_state WHERE shopper = ?', shopper)
      .toArray()[0];
    if (!row) return NO_STATE;
    return {
      tier: { tier: row.tier, sinceMs: row.tier_since_ms, belowSinceMs: row.tier_below_ms },
      birthday: row.birthday,
      birthdaySetAtMs: row.birthday_set_at_ms,
    };
  }

  saveState(shopper: string, { tier, birthday, birthdaySetAtMs }: PointsState): void {
    this.#sql.exec(
      `INSERT INTO points_state (shopper, tier, tier_since_ms, tier_below_ms, birthday, birthday_set_at_ms) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (shopper) DO UPDATE SET tier = excluded.tier, tier_since_ms = excluded.tier_since_ms, tier_below_ms = excluded.tier_below_ms,
         birthday = excluded.birthday, birthday_set_at_ms = excluded.birthday_set_at_ms`,
      shopper,
      tier.tier,
      tier.sinceMs,
      tier.belowSinceMs,
      birthday,
      birthdaySetAtMs,
    );
  }

  referral(shopper: string): ReferralRow | null {
    const row = this.#sql
      .exec<{ referred_by: string | null; referral: string }>('SELECT referred_by, referral FROM points_state WHERE shopper = ?', shopper)
      .toArray()[0];
    return row && row.referred_by !== null && row.referral !== 'none' ? { by: row.referred_by, state: row.referral as ReferralRow['state'] } : null;
  }

  saveReferral(shopper: string, { by, state }: ReferralRow): void {
    this.#sql.exec(
      `INSERT INTO points_state (shopper, referred_by, referral) VALUES (?, ?, ?)
       ON CONFLICT (shopper) DO UPDATE SET referred_by = excluded.referred_by, referral = excluded.referral`,
      shopper,
      by,
      state,
    );
  }

  /** Whether somebody ever bought anything, also what went back since. */
  hasBought(shopper: string): boolean {
    return this.#sql.exec('SELECT 1 FROM shop_order WHERE shopper = ? LIMIT 1', shopper).toArray().length > 0;
  }

  /** Orders that count, for the tiers. */
  marks(shopper: string): Purse['orders'] {
    return this.#sql
      .exec<{ placed_at_ms: number; kept_minor: number; judged_at_ms: number }>(
        'SELECT placed_at_ms, kept_minor, judged_at_ms FROM judged_order WHERE shopper = ? AND counts = 1 ORDER BY placed_at_ms, order_id',
        shopper,
      )
      .toArray()
      .map((row) => ({ placedAtMs: row.placed_at_ms, keptMinor: row.kept_minor, judgedAtMs: row.judged_at_ms }));
  }

  warned(shopper: string): ReadonlySet<string> {
    return new Set(
      this.#sql
        .exec<{ mark: string }>('SELECT mark FROM points_warned WHERE shopper = ?', shopper)
        .toArray()
        .map(({ mark }) => mark),
    );
  }

  saveWarned(shopper: string, marks: readonly string[]): void {
    for (const mark of marks) this.#sql.exec('INSERT OR IGNORE INTO points_warned (shopper, mark) VALUES (?, ?)', shopper, mark);
  }

  order(shopper: string, id: string): KnownOrder | null {
    const row = this.#sql
      .exec<{ status: string; total_minor: number }>('SELECT status, total_minor FROM shop_order WHERE shopper = ? AND id = ?', shopper, id)
      .toArray()[0];
    if (!row) return null;
    return {
      id,
      status: row.status as OrderStatus,
      totalMinor: row.total_minor,
      judgement: this.judgement(shopper, id),
      refunds: this.refunds(shopper, id),
    };
  }

  /** The order itself, as it was last told. */
  told(shopper: string, id: string): Order | null {
    const row = this.#sql.exec<{ detail: string }>('SELECT detail FROM shop_order WHERE shopper = ? AND id = ?', shopper, id).toArray()[0];
    return row ? (JSON.parse(row.detail) as Order) : null;
  }

  judgement(shopper: string, id: string): Judgement | null {
    const row = this.#sql.exec<{ detail: string }>('SELECT detail FROM judged_order WHERE shopper = ? AND order_id = ?', shopper, id).toArray()[0];
    return row ? (JSON.parse(row.detail) as Judgement) : null;
  }

  refunds(shopper: string, id: string): Refund[] {
    return this.#sql
      .exec<{ id: string; amount_minor: number; lines: string }>(
        'SELECT id, amount_minor, lines FROM order_refund WHERE shopper = ? AND order_id = ? ORDER BY id',
        shopper,
        id,
      )
      .toArray()
      .map((row) => ({ id: row.id, amountMinor: row.amount_minor, lines: JSON.parse(row.lines) as Refund['lines'] }));
  }

  /** Saves how an order was judged and refunded, and its status where it is known already. */
  saveKnown(shopper: string, order: KnownOrder, nowMs: number): void {
    this.#sql.exec('UPDATE shop_order SET status = ? WHERE shopper = ? AND id = ? AND status <> ?', order.status, shopper, order.id, order.status);
    const mark = markOf(order);
    if (order.judgement) {
      this.#sql.exec(
        `INSERT INTO judged_order (shopper, order_id, placed_at_ms, judged_at_ms, counts, kept_minor, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (shopper, order_id) DO UPDATE SET counts = excluded.counts, kept_minor = excluded.kept_minor`,
        shopper,
        order.id,
        order.judgement.placedAtMs,
        order.judgement.judgedAtMs,
        mark ? 1 : 0,
        mark?.keptMinor ?? 0,
        JSON.stringify(order.judgement),
      );
    }
    const margin = marginIn(order);
    if (margin) {
      const { costedMinor, marginMinor } = margin;
      this.#sql.exec(
        'UPDATE shop_order SET costed_minor = ?, margin_minor = ? WHERE shopper = ? AND id = ?',
        costedMinor,
        marginMinor,
        shopper,
        order.id,
      );
    }
    for (const { id, amountMinor, lines } of order.refunds) {
      this.#sql.exec(
        'INSERT INTO order_refund (shopper, order_id, id, at_ms, amount_minor, lines) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        shopper,
        order.id,
        id,
        nowMs,
        amountMinor,
        JSON.stringify(lines),
      );
    }
  }

  /** Rows of a ledger before a place, the newest first, with their numbers. */
  rows(shopper: string, before: number | null, limit: number): LedgerRow[] {
    return this.#sql
      .exec<MovementRow & { seq: number }>(
        `SELECT seq, key, kind, from_account, to_account, points, lot, order_id, reason, rule, at_ms, matures_at_ms, expires_at_ms, since_ms
         FROM ledger WHERE shopper = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
        shopper,
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
      .toArray()
      .map((row) => ({ seq: row.seq, ...movementOf(row) }));
  }

  saveNote(shopper: string, key: string, byWhom: string, note: string): void {
    this.#sql.exec('INSERT INTO points_note (shopper, key, by_whom, note) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', shopper, key, byWhom, note);
  }

  note(shopper: string, key: string): { readonly byWhom: string; readonly note: string } | null {
    const row = this.#sql
      .exec<{ by_whom: string; note: string }>('SELECT by_whom, note FROM points_note WHERE shopper = ? AND key = ?', shopper, key)
      .toArray()[0];
    return row ? { byWhom: row.by_whom, note: row.note } : null;
  }

  answer(shopper: string, question: string): string | null {
    return (
      this.#sql.exec<{ answer: string }>('SELECT answer FROM answer WHERE shopper = ? AND question = ?', shopper, question).toArray()[0]?.answer ??
      null
    );
  }

  /** The questions that somebody answered. */
  answered(shopper: string): string[] {
    return this.#sql
      .exec<{ question: string }>('SELECT question FROM answer WHERE shopper = ? ORDER BY question LIMIT 200', shopper)
      .toArray()
      .map(({ question }) => question);
  }

  saveAnswer(shopper: string, question: string, answer: string, nowMs: number): void {
    this.#sql.exec(
      `INSERT INTO answer (shopper, question, answer, at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (shopper, question) DO UPDATE SET answer = excluded.answer, at_ms = excluded.at_ms`,
      shopper,
      question,
      answer,
      nowMs,
    );
  }

  countAnswers(shopper: string): number {
    return this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM answer WHERE shopper = ?', shopper).one().n;
  }

  /** Shoppers with orders placed since then, after a place, for a replay in pieces. */
  buyersSince(sinceMs: number, after: string, limit: number): string[] {
    return this.#sql
      .exec<{ shopper: string }>(
        'SELECT DISTINCT shopper FROM judged_order WHERE shopper > ? AND placed_at_ms >= ? ORDER BY shopper LIMIT ?',
        after,
        sinceMs,
        limit,
      )
      .toArray()
      .map(({ shopper }) => shopper);
  }

  /** Ids of a shopper's orders placed since then, in the order they were judged in, as far as the days tell. */
  orderIdsSince(shopper: string, sinceMs: number): string[] {
    return this.#sql
      .exec<{ order_id: string }>(
        'SELECT order_id FROM judged_order WHERE shopper = ? AND placed_at_ms >= ? ORDER BY placed_at_ms, order_id',
        shopper,
        sinceMs,
      )
      .toArray()
      .map((row) => row.order_id);
  }

  /** What an order's own lot still stands for in the ledger. */
  standingOf(shopper: string, orderId: string): number {
    return this.#sql
      .exec<{ n: number }>(
        `SELECT coalesce(sum(CASE WHEN from_account = source THEN points WHEN to_account = source THEN -points ELSE 0 END), 0) AS n
         FROM (SELECT *, CASE kind WHEN 'transfer' THEN 'elsewhere' ELSE 'issued' END AS source FROM ledger
           WHERE shopper = ? AND lot = ? AND kind IN ('earn', 'reverse', 'transfer'))`,
        shopper,
        lotOf(orderId),
      )
      .one().n;
  }
}
