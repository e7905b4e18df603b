/**
 * Migrations of an object's database. SQL stands in stores and migrations only; the platform's modules are the exception, because each owns
 * its few tables wholly: table, statements and law side by side in one file.
 */
import { now } from './clock.ts';

/** One step of a schema, for ever the same once released. */
export interface Migration {
  /** Unique in the object, such as `0003-watch`. */
  readonly id: string;
  readonly sql: string;
  /** Older code may run on over it (it only adds): a roll-back does not stop the object. */
  readonly additive?: true;
}

/** What becomes of a table when a slice is split or moved. */
export type Split = 'by-shopper' | 'copied' | 'summed' | 'drained' | 'local';

interface Applied extends Record<string, SqlStorageValue> {
  id: string;
  sql: string;
  additive: number;
}

const TABLE = `CREATE TABLE IF NOT EXISTS migration (
  id TEXT NOT NULL PRIMARY KEY,
  sql TEXT NOT NULL,
  additive INTEGER NOT NULL CHECK (additive IN (0, 1)),
  at_ms INTEGER NOT NULL
) STRICT`;

/**
 * Brings the schema up to date; call it in the constructor. Only DDL belongs here, back-fills are agenda work. All in one transaction.
 * A room of the object has a list of its own, append only by itself: rooms know nothing of one another, so one can grow without standing last.
 * Throws, and so stops the object, when an applied migration's text differs from its list, when a new one stands before an applied one of the
 * same list, and when an unknown one was applied that is not additive. Sets `recursive_triggers`, without which INSERT OR REPLACE slips past append-only triggers;
 * the pragma is forgotten with each restart.
 */
export const migrate = (storage: DurableObjectStorage, ...lists: readonly (readonly Migration[])[]): void => {
  const { sql } = storage;
  sql.exec('PRAGMA recursive_triggers = ON');
  storage.transactionSync(() => {
    sql.exec(TABLE);
    const applied = new Map(
      sql
        .exec<Applied>('SELECT id, sql, additive FROM migration')
        .toArray()
        .map((row) => [row.id, row]),
    );
    for (const migration of missing(applied, lists)) {
      sql.exec(migration.sql);
      sql.exec(
        'INSERT INTO migration (id, sql, additive, at_ms) VALUES (?, ?, ?, ?)',
        migration.id,
        migration.sql,
        migration.additive ? 1 : 0,
        now(),
      );
    }
  });
};

const missing = (applied: ReadonlyMap<string, Applied>, lists: readonly (readonly Migration[])[]): Migration[] => {
  const all = lists.flat();
  const ids = new Set(all.map((migration) => migration.id));
  if (ids.size !== all.length) throw new Error('Two migrations have the same id');
  for (const row of applied.values()) {
    if (!ids.has(row.id) && row.additive === 0) throw new Error(`Migration ${row.id} was applied by newer code, which this code can't run on`);
  }
  return lists.flatMap((list) => open(applied, list));
};

const open = (applied: ReadonlyMap<string, Applied>, list: readonly Migration[]): Migration[] => {
  const found: Migration[] = [];
  for (const migration of list) {
    const known = applied.get(migration.id);
    if (!known) found.push(migration);
    else if (known.sql !== migration.sql) throw new Error(`Migration ${migration.id} was changed after it had been applied`);
    else if (found[0]) throw new Error(`Migration ${found[0].id} stands before ${migration.id}, which has been applied: append it instead`);
  }
  return found;
};

/**
 * Tables nobody has said the split rule of: a test of each object expects none. SQLite's own, the platform's bookkeeping (`_cf_`, `migration`) and
 * the shadow tables of full-text indexes are left out.
 */
export const undeclared = (storage: DurableObjectStorage, declared: Readonly<Record<string, Split>>): string[] => {
  const tables = storage.sql
    .exec<{ name: string; sql: string }>("SELECT name, coalesce(sql, '') AS sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .toArray();
  const shadows = new Set(
    tables.filter((table) => /^create virtual table/iu.test(table.sql)).flatMap(({ name }) => SHADOWS.map((ending) => `${name}_${ending}`)),
  );
  return tables
    .map((table) => table.name)
    .filter((name) => !/^(?:sqlite_|_cf_)/u.test(name) && name !== 'migration' && !shadows.has(name) && !Object.hasOwn(declared, name));
};

const SHADOWS = ['data', 'idx', 'content', 'docsize', 'config'] as const;
