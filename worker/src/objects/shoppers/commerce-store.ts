import type { Movement } from '@rapport/domain/points';
import type { Order, Voucher } from '@rapport/protocol';
import { movementOf, voucherOf } from './person-rows.ts';
import type { MovementRow, VoucherRow } from './person-rows.ts';

/** Every statement about what has value: orders, the ledger, vouchers, and the commands that made them. */
export class CommerceStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps an order as it was last told. */
  saveOrder(shopper: string, order: Order): void {
    this.#sql.exec(
      `INSERT INTO shop_order (shopper, id, status, total_minor, detail) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (shopper, id) DO UPDATE SET status = excluded.status, detail = excluded.detail`,
      shopper,
      order.id,
      order.status,
      order.totalMinor,
      JSON.stringify(order),
    );
  }

  /** Keeps what a page says of an order the shop hasn't spoken of yet. */
  report(shopper: string, orderId: string, points: number, atMs: number): void {
    this.#sql.exec(
      `INSERT OR IGNORE INTO reported (shopper, order_id, points, at_ms)
       SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM shop_order WHERE shopper = ? AND id = ?)`,
      shopper,
      orderId,
      points,
      atMs,
      shopper,
      orderId,
    );
  }

  /** The shop has spoken of the order: what the page said is of no more interest. */
  confirmReported(shopper: string, orderId: string): void {
    this.#sql.exec('DELETE FROM reported WHERE shopper = ? AND order_id = ?', shopper, orderId);
  }

  /** Points of orders reported since then. */
  reportedSince(shopper: string, sinceMs: number): number {
    return this.#sql.exec<{ n: number }>('SELECT coalesce(sum(points), 0) AS n FROM reported WHERE shopper = ? AND at_ms > ?', shopper, sinceMs).one()
      .n;
  }

  dropReportedBefore(shopper: string, atMs: number): void {
    this.#sql.exec('DELETE FROM reported WHERE shopper = ? AND at_ms <= ?', shopper, atMs);
  }

  ledger(shopper: string): Movement[] {
    return this.#sql
      .exec<MovementRow>(
        `SELECT key, kind, from_account, to_account, points, lot, order_id, reason, rule, at_ms, matures_at_ms, expires_at_ms, since_ms
         FROM ledger WHERE shopper = ? ORDER BY seq`,
        shopper,
      )
      .toArray()
      .map(movementOf);
  }

  appendLedger(shopper: string, movements: readonly Movement[]): void {
    for (const one of movements) {
      this.#sql.exec(
        `INSERT INTO ledger (shopper, seq, key, kind, from_account, to_account, points, lot, order_id, reason, rule, at_ms, matures_at_ms, expires_at_ms, since_ms)
         VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM ledger WHERE shopper = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        shopper,
        shopper,
        one.key,
        one.kind,
        one.from,
        one.to,
        one.points,
        one.lotId,
        one.orderId,
        one.reason,
        one.rule,
        one.atMs,
        one.maturesAtMs,
        one.expiresAtMs,
        one.sinceMs ?? null,
      );
    }
  }

  vouchers(shopper: string): Voucher[] {
    return this.#sql.exec<VoucherRow>('SELECT * FROM voucher WHERE shopper = ? ORDER BY made_at_ms DESC, code', shopper).toArray().map(voucherOf);
  }

  /** A voucher with the order it was used for. */
  voucher(shopper: string, code: string): { voucher: Voucher; orderId: string | null } | null {
    const row = this.#sql.exec<VoucherRow>('SELECT * FROM voucher WHERE shopper = ? AND code = ?', shopper, code).toArray()[0];
    return row ? { voucher: voucherOf(row), orderId: row.order_id } : null;
  }

  /** @param command what took it: its points find back by it */
  addVoucher(shopper: string, voucher: Voucher, command: string): void {
    this.#sql.exec(
      `INSERT INTO voucher (shopper, code, kind, value_minor, percent, minimum_minor, reward, state, made_at_ms, command)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      shopper,
      voucher.code,
      voucher.kind,
      voucher.valueMinor,
      voucher.percent,
      voucher.minimumMinor,
      voucher.rewardId,
      voucher.state,
      voucher.madeAtMs,
      command,
    );
  }

  /** The command that took a voucher; '' for one from before that was kept. */
  commandOf(shopper: string, code: string): string {
    return (
      this.#sql.exec<{ command: string }>('SELECT command FROM voucher WHERE shopper = ? AND code = ?', shopper, code).toArray()[0]?.command ?? ''
    );
  }

  /** How many of a reward somebody has taken and not given up. */
  countTaken(shopper: string, reward: string): number {
    return this.#sql
      .exec<{ n: number }>("SELECT count(*) AS n FROM voucher WHERE shopper = ? AND reward = ? AND state <> 'cancelled'", shopper, reward)
      .one().n;
  }

  /** Gives a voucher up, if it is ready: the condition and the change are one statement. */
  cancelVoucher(shopper: string, code: string): boolean {
    return (
      this.#sql
        .exec("UPDATE voucher SET state = 'cancelled' WHERE shopper = ? AND code = ? AND state = 'ready' RETURNING code", shopper, code)
        .toArray().length === 1
    );
  }

  /** Uses a voucher up, if it is ready: the condition and the change are one statement. */
  useVoucher(shopper: string, code: string, orderId: string, nowMs: number): boolean {
    return (
      this.#sql
        .exec(
          "UPDATE voucher SET state = 'used', used_at_ms = ?, order_id = ? WHERE shopper = ? AND code = ? AND state = 'ready' RETURNING code",
          nowMs,
          orderId,
          shopper,
          code,
        )
        .toArray().length === 1
    );
  }

  /** Points in circulation in this slice. */
  liability(): number {
    return this.#sql.exec<{ n: number }>('SELECT coalesce(sum(points_pending + points_available), 0) AS n FROM shopper').one().n;
  }

  /** Everything worth money, added up: no two states of one slice that differ by a movement, a voucher, an order's status or a balance have the same print. */
  worth(): string {
    return this.#sql
      .exec<{ print: string }>(
        `SELECT
           (SELECT count(*) || '/' || coalesce(sum(points), 0) FROM ledger) || ' ' ||
           (SELECT count(*) || '/' || coalesce(sum(state = 'ready'), 0) FROM voucher) || ' ' ||
           (SELECT count(*) || '/' || coalesce(sum(instr('paid fulfilled cancelled refunded', status)), 0) FROM shop_order) || ' ' ||
           (SELECT coalesce(sum(points_pending), 0) || '/' || coalesce(sum(points_available), 0) FROM shopper) AS print`,
      )
      .one().print;
  }

  command(shopper: string, id: string): { bodyHash: string; answer: string | null } | null {
    const row = this.#sql
      .exec<{ body_hash: string; answer: string | null }>('SELECT body_hash, answer FROM command WHERE shopper = ? AND id = ?', shopper, id)
      .toArray()[0];
    return row ? { bodyHash: row.body_hash, answer: row.answer } : null;
  }

  saveCommand(shopper: string, id: string, bodyHash: string, answer: string | null, nowMs: number): void {
    this.#sql.exec('INSERT INTO command (shopper, id, body_hash, answer, at_ms) VALUES (?, ?, ?, ?, ?)', shopper, id, bodyHash, answer, nowMs);
  }
}
