/** Rows of one table, as they stand. */
export interface Page {
  readonly table: string;
  readonly rows: readonly Record<string, SqlStorageValue>[];
}

const ROWS_A_PAGE = 500;
const name = (word: string): string => {
  if (!/^[a-z_]+$/.test(word)) throw new Error(`not a table's or a column's name: ${word}`);
  return `"${word}"`;
};

/** The columns of a table's primary key, in order. Every table of ours has one. */
export const keyColumns = (storage: DurableObjectStorage, table: string): string[] =>
  storage.sql
    .exec<{ name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table)
    .toArray()
    .map((row) => row.name);

/**
 * Reads the next page of a table by its primary key, never by offset, so that reading a whole slice costs one pass.
 * @param after the key of the last row read, or null
 * @param shopper only this person's rows (the table has a column `shopper`, or is `shopper` itself, keyed by `id`)
 */
export const readPage = (storage: DurableObjectStorage, table: string, after: readonly SqlStorageValue[] | null, shopper?: string): Page => {
  const keys = keyColumns(storage, table).map(name);
  const where: string[] = [];
  const bound: SqlStorageValue[] = [];
  if (shopper !== undefined) {
    where.push(table === 'shopper' ? 'id = ?' : 'shopper = ?');
    bound.push(shopper);
  }
  if (after) {
    where.push(`(${keys.join(', ')}) > (${keys.map(() => '?').join(', ')})`);
    bound.push(...after);
  }
  const clause = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
  const rows = storage.sql.exec(`SELECT * FROM ${name(table)} ${clause} ORDER BY ${keys.join(', ')} LIMIT ${ROWS_A_PAGE}`, ...bound).toArray();
  return { table, rows };
};

/** The key of a page's last row, to go on after, or null when the page was the table's last. */
export const lastKey = (storage: DurableObjectStorage, page: Page): SqlStorageValue[] | null => {
  const last = page.rows.at(-1);
  if (!last || page.rows.length < ROWS_A_PAGE) return null;
  return keyColumns(storage, page.table).map((column) => last[column] ?? null);
};

/** Writes rows as they were read. Called inside a transaction; a row that is there already is a fault, and stops it. */
export const writePage = (storage: DurableObjectStorage, page: Page): void => write(storage, 'INSERT', page);

/** Writes rows over what may be there. Called inside a transaction. */
export const replacePage = (storage: DurableObjectStorage, page: Page): void => write(storage, 'INSERT OR REPLACE', page);

const write = (storage: DurableObjectStorage, verb: 'INSERT' | 'INSERT OR REPLACE', page: Page): void => {
  for (const row of page.rows) {
    const columns = Object.keys(row);
    storage.sql.exec(
      `${verb} INTO ${name(page.table)} (${columns.map(name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...columns.map((column) => row[column] ?? null),
    );
  }
};

const keyIs = (storage: DurableObjectStorage, table: string): string =>
  keyColumns(storage, table)
    .map((column) => `${name(column)} = ?`)
    .join(' AND ');

/** One row by its primary key, or null. */
export const rowAt = (storage: DurableObjectStorage, table: string, key: readonly SqlStorageValue[]): Record<string, SqlStorageValue> | null =>
  storage.sql.exec(`SELECT * FROM ${name(table)} WHERE ${keyIs(storage, table)}`, ...key).toArray()[0] ?? null;

/** Takes one row away by its primary key, if it is there. */
export const removeRow = (storage: DurableObjectStorage, table: string, key: readonly SqlStorageValue[]): void => {
  storage.sql.exec(`DELETE FROM ${name(table)} WHERE ${keyIs(storage, table)}`, ...key);
};

/** Every table of ours in this object, without SQLite's, the runtime's and the two that must not travel: which seat this is and which migrations ran here. */
export const tables = (storage: DurableObjectStorage): string[] =>
  storage.sql
    .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .toArray()
    .map((row) => row.name)
    .filter((table) => !table.startsWith('sqlite_') && !table.startsWith('_cf_') && table !== 'seat' && table !== 'migration');

/** Counts and a checksum of every table, to compare two copies: equal text means equal content. */
export const tally = (storage: DurableObjectStorage, without: readonly string[] = []): string =>
  JSON.stringify(
    tables(storage)
      .filter((table) => !without.includes(table))
      .map((table) => {
        let count = 0;
        let sum = 0;
        let after: SqlStorageValue[] | null = null;
        do {
          const page: Page = readPage(storage, table, after);
          for (const row of page.rows) {
            count += 1;
            sum = (sum + checksum(JSON.stringify(Object.values(row)))) % 0x1_0000_0000_0000;
          }
          after = lastKey(storage, page);
        } while (after);
        return [table, count, sum];
      }),
  );

/** FNV-1a over UTF-16 units, two lanes of 24 bits: finds a slip in copying, is not meant against malice. */
const checksum = (text: string): number => {
  let low = 0x811c9d;
  let high = 0x1000193;
  for (let i = 0; i < text.length; i += 1) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193) >>> 0;
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b) >>> 0;
  }
  return (low & 0xffffff) * 0x1000000 + (high & 0xffffff);
};
