import type { HourSum } from '@rapport/domain/report';

/** What a slice's ledger comes to over a stretch of time, without anybody in it. */
export interface LedgerSums {
  /** Pending and available of all, before the first hour. */
  readonly opening: number;
  readonly hours: readonly HourSum[];
  /** What shoppers owe now. */
  readonly debt: number;
  /** Pending and available points of people at the moment they were erased. */
  readonly forgotten: number;
}

const HOUR_MS = 3_600_000;
const OWED =
  "(CASE WHEN to_account IN ('pending', 'available') THEN points ELSE 0 END - CASE WHEN from_account IN ('pending', 'available') THEN points ELSE 0 END)";

/** Reads a slice's ledger for the accounts of the shop: the whole of it in one pass, when an owner asks. */
export const ledgerSums = (sql: SqlStorage, fromMs: number, toMs: number): LedgerSums => ({
  opening: sql.exec<{ n: number }>(`SELECT coalesce(sum(${OWED}), 0) AS n FROM ledger WHERE at_ms < ?`, fromMs).one().n,
  hours: sql
    .exec<{ hour: number; kind: string; from_account: string; to_account: string; points: number }>(
      `SELECT CAST(at_ms AS INTEGER) / ${HOUR_MS} AS hour, kind, from_account, to_account, sum(points) AS points FROM ledger
       WHERE at_ms >= ? AND at_ms < ? GROUP BY 1, 2, 3, 4`,
      fromMs,
      toMs,
    )
    .toArray()
    .map((row) => ({ hourMs: row.hour * HOUR_MS, kind: row.kind, from: row.from_account, to: row.to_account, points: row.points })),
  debt: sql
    .exec<{ n: number }>(
      "SELECT coalesce(sum(CASE WHEN from_account = 'debt' THEN points WHEN to_account = 'debt' THEN -points ELSE 0 END), 0) AS n FROM ledger",
    )
    .one().n,
  forgotten: sql.exec<{ n: number }>(`SELECT coalesce(sum(${OWED}), 0) AS n FROM erased_total`).one().n,
});
