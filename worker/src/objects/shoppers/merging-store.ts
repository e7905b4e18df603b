import type { MergedName, SealedRow } from '../merge-port.ts';
import { keyColumns, readPage, rowAt } from '../../platform/copy.ts';
import type { Page } from '../../platform/copy.ts';

export type Pile = 'seal' | 'gone' | 'came' | 'theirs' | 'before' | 'merged' | 'back';
type Row = Record<string, SqlStorageValue>;

/** A merge as one of the two sees it. */
export interface MergedPerson {
  readonly side: 'gone' | 'kept';
  readonly other: string;
  readonly atMs: number;
  readonly through: number;
  readonly state: 'open' | 'merged' | 'parted';
}

const ROWS_A_CALL = 300;

/** Every statement about what is laid aside of merged people. */
export class MergingStore {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  merge(shopper: string, merge: string): MergedPerson | null {
    const row = this.#sql
      .exec<{ side: MergedPerson['side']; other: string; at_ms: number; through: number; state: MergedPerson['state'] }>(
        'SELECT side, other, at_ms, through, state FROM merged_person WHERE shopper = ? AND merge = ?',
        shopper,
        merge,
      )
      .toArray()[0];
    return row ? { side: row.side, other: row.other, atMs: row.at_ms, through: row.through, state: row.state } : null;
  }

  open(shopper: string, merge: string, side: MergedPerson['side'], other: string, atMs: number): void {
    this.#sql.exec(
      "INSERT INTO merged_person (shopper, merge, side, other, at_ms, through, state) VALUES (?, ?, ?, ?, ?, 0, 'open')",
      shopper,
      merge,
      side,
      other,
      atMs,
    );
  }

  advance(shopper: string, merge: string, through: number, state: MergedPerson['state']): void {
    this.#sql.exec('UPDATE merged_person SET through = ?, state = ? WHERE shopper = ? AND merge = ?', through, state, shopper, merge);
  }

  /** Lays a row aside. */
  put(shopper: string, merge: string, pile: Pile, table: string, row: Row | null, key = ''): void {
    this.#sql.exec(
      `INSERT INTO sealed_row (shopper, merge, part, pile, table_name, key, detail)
       VALUES (?1, ?2, (SELECT coalesce(max(part), 0) + 1 FROM sealed_row WHERE shopper = ?1 AND merge = ?2), ?3, ?4, ?5, ?6)`,
      shopper,
      merge,
      pile,
      table,
      key,
      JSON.stringify(row),
    );
  }

  /** Lays all rows of a person in a table aside and takes them off. */
  seal(shopper: string, merge: string, table: string): void {
    for (const row of this.rowsOf(shopper, table)) this.put(shopper, merge, 'seal', table, row, this.keyOf(table, row));
    this.clear(shopper, table);
  }

  pile(shopper: string, merge: string, pile: Pile): SealedRow[] {
    return this.#sql
      .exec<StoredRow>(
        'SELECT part, table_name, key, detail FROM sealed_row WHERE shopper = ? AND merge = ? AND pile = ? ORDER BY part',
        shopper,
        merge,
        pile,
      )
      .toArray()
      .map(sealedRowOf);
  }

  /** The next rows for the other side; null past the last. */
  after(shopper: string, merge: string, part: number): SealedRow[] | null {
    const rows = this.#sql
      .exec<StoredRow>(
        "SELECT part, table_name, key, detail FROM sealed_row WHERE shopper = ? AND merge = ? AND part > ? AND pile IN ('seal', 'gone', 'back') ORDER BY part LIMIT ?",
        shopper,
        merge,
        part,
        ROWS_A_CALL,
      )
      .toArray();
    return rows.length === 0 ? null : rows.map(sealedRowOf);
  }

  /** The next rows of the ledger that somebody had and keeps, and the number of the last; the same number where there are none. */
  ledgerAfter(shopper: string, after: number): { rows: Page; through: number } {
    const rows = readPage(this.#storage, 'ledger', [shopper, after], shopper);
    return { rows, through: Number(rows.rows.at(-1)?.['seq'] ?? after) };
  }

  dropPiles(shopper: string, merge: string): void {
    this.#sql.exec('DELETE FROM sealed_row WHERE shopper = ? AND merge = ?', shopper, merge);
    this.#sql.exec('DELETE FROM merged_row WHERE shopper = ? AND merge = ?', shopper, merge);
  }

  drop(shopper: string, merge: string): void {
    this.dropPiles(shopper, merge);
    this.#sql.exec('DELETE FROM merged_person WHERE shopper = ? AND merge = ?', shopper, merge);
  }

  noteCarried(shopper: string, merge: string, table: string, key: string): void {
    this.#sql.exec('INSERT OR IGNORE INTO merged_row (shopper, merge, table_name, key) VALUES (?, ?, ?, ?)', shopper, merge, table, key);
  }

  carried(shopper: string, merge: string): { readonly table: string; readonly key: string }[] {
    return this.#sql
      .exec<{ table_name: string; key: string }>('SELECT table_name, key FROM merged_row WHERE shopper = ? AND merge = ?', shopper, merge)
      .toArray()
      .map(({ table_name: table, key }) => ({ table, key }));
  }

  /** What a row is found by beside its person. */
  keyOf(table: string, row: Row): string {
    return JSON.stringify(this.#keys(table).map((column) => row[column] ?? null));
  }

  rowBy(shopper: string, table: string, key: string): Row | null {
    return rowAt(this.#storage, table, [shopper, ...(JSON.parse(key) as SqlStorageValue[])]);
  }

  rowsOf(shopper: string, table: string): Row[] {
    return this.#sql.exec<Row>(`SELECT * FROM "${table}" WHERE ${table === 'shopper' ? 'id' : 'shopper'} = ?`, shopper).toArray();
  }

  clear(shopper: string, table: string): void {
    if (table !== 'shopper') this.#sql.exec(`DELETE FROM "${table}" WHERE shopper = ?`, shopper);
  }

  has(shopper: string, table: string, column: string, value: SqlStorageValue): boolean {
    return this.#sql.exec(`SELECT 1 FROM "${table}" WHERE shopper = ? AND "${column}" = ? LIMIT 1`, shopper, value).toArray().length > 0;
  }

  /** Rows about these orders. */
  ofOrders(shopper: string, table: 'judged_order' | 'order_refund' | 'purchase', orders: readonly string[]): Row[] {
    return this.#sql
      .exec<Row>(`SELECT * FROM "${table}" WHERE shopper = ? AND order_id IN (SELECT value FROM json_each(?))`, shopper, JSON.stringify(orders))
      .toArray();
  }

  /** Rows that came since a moment. */
  since(shopper: string, table: 'told' | 'command' | 'consent', atMs: number): Row[] {
    return this.#sql.exec<Row>(`SELECT * FROM "${table}" WHERE shopper = ? AND at_ms >= ?`, shopper, atMs).toArray();
  }

  /** The commands of vouchers that nobody has used or given up. */
  openCommands(shopper: string): Set<string> {
    const rows = this.#sql.exec<{ command: string }>("SELECT command FROM voucher WHERE shopper = ? AND state = 'ready' AND command <> ''", shopper);
    return new Set(rows.toArray().map(({ command }) => command));
  }

  /** Two people are one: a birthday and a recommendation that only the one had count for both, and whoever had no standing yet takes the other's. */
  joinState(kept: string, theirs: Row): void {
    const columns = ['tier', 'tier_since_ms', 'tier_below_ms', 'birthday', 'birthday_set_at_ms', 'referred_by'];
    this.#sql.exec(
      `INSERT INTO points_state (shopper, ${columns.join(', ')}, referral) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (shopper) DO UPDATE SET
         birthday_set_at_ms = CASE WHEN birthday IS NULL THEN excluded.birthday_set_at_ms ELSE birthday_set_at_ms END,
         birthday = coalesce(birthday, excluded.birthday),
         referred_by = CASE WHEN referral = 'none' THEN excluded.referred_by ELSE referred_by END,
         referral = CASE WHEN referral = 'none' THEN excluded.referral ELSE referral END`,
      kept,
      ...columns.map((column) => theirs[column] ?? null),
      theirs['referral'] ?? 'none',
    );
  }

  /** Somebody sealed holds nothing that lists or sums would find; all of it lies in their seal. */
  hollow(shopper: string): void {
    this.#sql.exec(
      'UPDATE shopper SET name = NULL, email = NULL, orders = 0, spent_minor = 0, points_pending = 0, points_available = 0, unread = 0 WHERE id = ?',
      shopper,
    );
  }

  /** Somebody of whom nothing was ever held is nobody again. */
  dropForward(shopper: string): void {
    this.#sql.exec('DELETE FROM shopper WHERE id = ?', shopper);
  }

  names(kept: string): MergedName[] {
    return this.#sql
      .exec<{ merge: string; detail: string }>(
        "SELECT s.merge, s.detail FROM sealed_row s JOIN merged_person m USING (shopper, merge) WHERE s.shopper = ? AND s.pile = 'theirs' AND s.table_name = 'shopper' AND m.side = 'kept'",
        kept,
      )
      .toArray()
      .map(({ merge, detail }) => {
        const row = JSON.parse(detail) as { name: string | null; email: string | null; points_pending: number; points_available: number };
        return { merge, name: row.name, email: row.email, points: row.points_pending + row.points_available };
      });
  }

  #keys(table: string): string[] {
    return keyColumns(this.#storage, table).filter((column) => column !== 'shopper');
  }
}

interface StoredRow extends Row {
  part: number;
  table_name: string;
  key: string;
  detail: string;
}

const sealedRowOf = ({ part, table_name: table, key, detail }: StoredRow): SealedRow => ({
  part,
  table,
  key,
  row: JSON.parse(detail) as SealedRow['row'],
});
