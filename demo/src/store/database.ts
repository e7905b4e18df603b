import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Append-only: a shop that was opened last week opens today. */
const MIGRATIONS: readonly { readonly id: string; readonly sql: string }[] = [
  {
    id: '0001-open',
    sql: `
CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE shelf (handle TEXT PRIMARY KEY NOT NULL, position INTEGER NOT NULL, since_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE variant (id TEXT PRIMARY KEY NOT NULL, price_minor INTEGER NOT NULL CHECK (price_minor > 0), stock INTEGER NOT NULL CHECK (stock >= 0)) STRICT, WITHOUT ROWID;
CREATE TABLE person (id TEXT PRIMARY KEY NOT NULL, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, about TEXT NOT NULL, locale TEXT NOT NULL, is_ready INTEGER NOT NULL CHECK (is_ready IN (0, 1)), created_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE visit (id TEXT PRIMARY KEY NOT NULL, person_id TEXT REFERENCES person (id), order_id TEXT, voucher TEXT, seen_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE basket_line (visit_id TEXT NOT NULL REFERENCES visit (id) ON UPDATE CASCADE ON DELETE CASCADE, variant_id TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0), added_at_ms INTEGER NOT NULL, PRIMARY KEY (visit_id, variant_id)) STRICT, WITHOUT ROWID;
CREATE TABLE note (seq INTEGER PRIMARY KEY, visit_id TEXT NOT NULL REFERENCES visit (id) ON UPDATE CASCADE ON DELETE CASCADE, body TEXT NOT NULL) STRICT;
CREATE INDEX note_by_visit ON note (visit_id);
CREATE TABLE purchase (id TEXT PRIMARY KEY NOT NULL, visit_id TEXT NOT NULL, person_id TEXT, body TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('paid', 'shipped', 'complete', 'cancelled', 'refunded')), placed_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_by_person ON purchase (person_id, placed_at_ms);
CREATE INDEX purchase_by_time ON purchase (placed_at_ms);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL CHECK (kind IN ('order', 'use', 'import')), about TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'refused')), attempts INTEGER NOT NULL DEFAULT 0, next_at_ms INTEGER NOT NULL, made_at_ms INTEGER NOT NULL, answer TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX outbox_waiting ON outbox (state, next_at_ms);`,
  },
];

/** Opens the shop's one file and brings its tables up to date. `:memory:` keeps nothing. */
export function openDatabase(folder: string): DatabaseSync {
  if (folder !== ':memory:') mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(folder === ':memory:' ? folder : join(folder, 'shop.sqlite'));
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000; CREATE TABLE IF NOT EXISTS migration (id TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID',
  );
  const done = new Set(
    db
      .prepare('SELECT id FROM migration')
      .all()
      .map((row) => String(row['id'])),
  );
  for (const { id, sql } of MIGRATIONS)
    if (!done.has(id))
      transaction(db, () => {
        db.exec(sql);
        db.prepare('INSERT INTO migration (id) VALUES (?)').run(id);
      });
  return db;
}

/** All or nothing. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
