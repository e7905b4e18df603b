import { NO_TIMES } from '@rapport/domain/experiments';
import type { BothTimes, Group, PersonTally } from '@rapport/domain/experiments';
import type { PersonLift } from '@rapport/protocol';

/** A person's row of a report: their tally since the first exposure, and where it belongs. */
export interface LiftRow extends PersonTally, BothTimes {
  readonly shopper: string;
  readonly group: Group;
  readonly crossed: boolean;
  readonly discounted: boolean;
  readonly exposedAtMs: number;
}

interface TimesRow extends Record<string, SqlStorageValue> {
  orders_before: number;
  goods_before_minor: number;
  discount_before_minor: number;
  points_before: number;
  orders: number;
  goods_minor: number;
  discount_minor: number;
  points_given: number;
}
interface Row extends TimesRow {
  shopper: string;
  trial_group: Group;
  crossed: number;
  discounted: number;
  exposed_at_ms: number;
}
const TIMES =
  'l.orders_before, l.goods_before_minor, l.discount_before_minor, l.points_before, l.orders, l.goods_minor, l.discount_minor, l.points_given';
const timesOf = (row: TimesRow, pointWorth: number): BothTimes => {
  const took = (orders: number, goodsMinor: number, discountMinor: number, points: number) => ({
    ...{ orders, revenueMinor: goodsMinor - discountMinor, discountMinor, pointsMinor: points * pointWorth },
  });
  return {
    before: took(row.orders_before, row.goods_before_minor, row.discount_before_minor, row.points_before),
    since: took(row.orders, row.goods_minor, row.discount_minor, row.points_given),
  };
};

const DAY_MS = 86_400_000;

/** Every statement about groups, exposures and the sums that compare them. */
export class ExperimentsStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Writes a group down, once: whoever has one keeps it. */
  assign(shopper: string, group: Group): void {
    this.#sql.exec('UPDATE shopper SET trial_group = ? WHERE id = ? AND trial_group IS NULL', group, shopper);
  }

  holdoutKey(): string {
    return this.#sql.exec<{ holdout_key: string }>('SELECT holdout_key FROM setup').toArray()[0]?.holdout_key ?? '';
  }

  saveHoldoutKey(key: string): void {
    this.#sql.exec("UPDATE setup SET holdout_key = ? WHERE ? <> ''", key, key);
  }

  /** Notes an exposure. False when this thing was noted today for this place. */
  expose(shopper: string, id: string, thing: string, place: string, ghost: boolean, atMs: number): boolean {
    const fresh = this.#sql
      .exec(
        'INSERT OR IGNORE INTO exposure (shopper, id, thing, place, ghost, at_ms) VALUES (?, ?, ?, ?, ?, ?) RETURNING id',
        shopper,
        id,
        thing,
        place,
        ghost ? 1 : 0,
        atMs,
      )
      .toArray();
    if (fresh.length === 0) return false;
    this.#row(shopper);
    this.#sql.exec('UPDATE lift SET exposures = exposures + 1, exposed_at_ms = coalesce(exposed_at_ms, ?) WHERE shopper = ?', atMs, shopper);
    return true;
  }

  isExposed(shopper: string, id: string): boolean {
    return this.#sql.exec('SELECT 1 FROM exposure WHERE shopper = ? AND id = ?', shopper, id).toArray().length > 0;
  }

  /** An offer took something off the price for this person. */
  markDiscounted(shopper: string): void {
    this.#row(shopper);
    this.#sql.exec('UPDATE lift SET discounted = 1 WHERE shopper = ?', shopper);
  }

  /** Somebody who turned out to have lived in both groups. */
  markCrossed(shopper: string): void {
    this.#row(shopper);
    this.#sql.exec('UPDATE lift SET crossed = 1 WHERE shopper = ?', shopper);
  }

  /** What a guest's row adds to the member's: the earlier exposure counts. The sums are counted anew when all orders are here. */
  join(member: string, guest: Readonly<Record<string, SqlStorageValue>>): void {
    this.#row(member);
    this.#sql.exec(
      `UPDATE lift SET crossed = max(crossed, ?1), discounted = max(discounted, ?2), exposures = exposures + ?3,
         exposed_at_ms = CASE WHEN exposed_at_ms IS NULL THEN ?4 WHEN ?4 IS NULL THEN exposed_at_ms ELSE min(exposed_at_ms, ?4) END WHERE shopper = ?5`,
      guest['crossed'] ?? 0,
      guest['discounted'] ?? 0,
      guest['exposures'] ?? 0,
      guest['exposed_at_ms'] ?? null,
      member,
    );
  }

  /**
   * Counts a person's orders anew, from the orders themselves: so a late refund, a merge or an order that comes in the wrong order leave no trace of the way.
   * An order counts from when it was placed, by the share of it that is still paid; undone ones don't. What vouchers bought with points took off is no discount: the points are counted already.
   */
  recount(shopper: string): void {
    this.#row(shopper);
    this.#sql.exec(
      `WITH kept AS (
         SELECT o.id, o.shopper, o.detail, coalesce(j.kept_minor * 1.0 / nullif(j.detail ->> '$.judged.paidMinor', 0), 1) AS part
         FROM shop_order o LEFT JOIN judged_order j ON j.shopper = o.shopper AND j.order_id = o.id
         WHERE o.shopper = ?1 AND o.status IN ('paid', 'fulfilled') AND coalesce(j.counts, 1) = 1
       ), mine AS (
         SELECT o.id, unixepoch(detail ->> '$.placedAt') * 1000 AS at_ms, CAST(round((detail ->> '$.subtotalMinor') * part) AS INTEGER) AS goods,
           CAST(round(part * max(0, (detail ->> '$.discountMinor') - coalesce((SELECT sum(v.value_minor) FROM voucher v WHERE v.shopper = o.shopper AND v.order_id = o.id AND v.reward NOT LIKE 'offer:%'), 0))) AS INTEGER) AS off
         FROM kept o
       ), since AS (SELECT coalesce(exposed_at_ms, 9e15) AS at_ms FROM lift WHERE shopper = ?1)
       UPDATE lift SET
         orders_before = (SELECT count(*) FROM mine WHERE at_ms < (SELECT at_ms FROM since)),
         goods_before_minor = (SELECT coalesce(sum(goods), 0) FROM mine WHERE at_ms < (SELECT at_ms FROM since)),
         discount_before_minor = (SELECT coalesce(sum(off), 0) FROM mine WHERE at_ms < (SELECT at_ms FROM since)),
         points_before = (SELECT coalesce(sum(CASE kind WHEN 'earn' THEN points WHEN 'reverse' THEN -points ELSE 0 END), 0) FROM ledger
           WHERE shopper = ?1 AND order_id IN (SELECT id FROM mine WHERE at_ms < (SELECT at_ms FROM since))),
         orders = (SELECT count(*) FROM mine WHERE at_ms >= (SELECT at_ms FROM since)),
         goods_minor = (SELECT coalesce(sum(goods), 0) FROM mine WHERE at_ms >= (SELECT at_ms FROM since)),
         discount_minor = (SELECT coalesce(sum(off), 0) FROM mine WHERE at_ms >= (SELECT at_ms FROM since)),
         points_given = (SELECT coalesce(sum(CASE WHEN kind = 'earn' OR (kind = 'transfer' AND from_account = 'elsewhere') THEN points
             WHEN kind = 'reverse' OR (kind = 'transfer' AND to_account = 'elsewhere') THEN -points ELSE 0 END), 0) FROM ledger
           WHERE shopper = ?1 AND order_id IN (SELECT id FROM mine WHERE at_ms >= (SELECT at_ms FROM since)))
       WHERE shopper = ?1`,
      shopper,
    );
  }

  /** People who were exposed, in order of id, after one of them; with what a point is worth in minor units. */
  lifts(after: string, limit: number, pointWorth: number, nowMs: number): LiftRow[] {
    return this.#sql
      .exec<Row>(
        `SELECT l.shopper, s.trial_group, l.crossed, l.discounted, l.exposed_at_ms, ${TIMES}
         FROM lift l JOIN shopper s ON s.id = l.shopper
         WHERE l.shopper > ? AND l.exposed_at_ms IS NOT NULL AND s.state = 'live' AND s.trial_group IS NOT NULL ORDER BY l.shopper LIMIT ?`,
        after,
        limit,
      )
      .toArray()
      .map((row) => ({
        shopper: row.shopper,
        group: row.trial_group,
        crossed: row.crossed === 1,
        discounted: row.discounted === 1,
        exposedAtMs: row.exposed_at_ms,
        orders: row.orders,
        goodsMinor: row.goods_minor,
        discountMinor: row.discount_minor,
        pointsMinor: row.points_given * pointWorth,
        days: Math.max(1, (nowMs - row.exposed_at_ms) / DAY_MS),
        ...timesOf(row, pointWorth),
      }));
  }

  /** The row of one person; empty for whoever was shown nothing and bought nothing. */
  liftOf(shopper: string, pointWorth: number): Omit<PersonLift, 'group'> {
    const row = this.#sql
      .exec<TimesRow & { crossed: number; discounted: number; exposures: number; exposed_at_ms: number | null }>(
        `SELECT l.crossed, l.discounted, l.exposures, l.exposed_at_ms, ${TIMES} FROM lift l WHERE l.shopper = ?`,
        shopper,
      )
      .toArray()[0];
    if (!row) return { crossed: false, discounted: false, exposures: 0, exposedAtMs: null, ...NO_TIMES };
    const { crossed, discounted, exposures, exposed_at_ms } = row;
    return { crossed: crossed === 1, discounted: discounted === 1, exposures, exposedAtMs: exposed_at_ms, ...timesOf(row, pointWorth) };
  }

  dropExposuresBefore(shopper: string, atMs: number): void {
    this.#sql.exec('DELETE FROM exposure WHERE shopper = ? AND at_ms < ?', shopper, atMs);
  }

  #row(shopper: string): void {
    this.#sql.exec(
      `INSERT OR IGNORE INTO lift (shopper, crossed, discounted, exposures, exposed_at_ms, orders_before, goods_before_minor, orders, goods_minor, discount_minor, points_given)
       VALUES (?, 0, 0, 0, NULL, 0, 0, 0, 0, 0, 0)`,
      shopper,
    );
  }
}
