import { AGENDA_MIGRATION } from '../../platform/agenda.ts';
import { CHANGES_MIGRATION } from '../../platform/changes.ts';
import { FENCE_MIGRATION } from '../../platform/fence.ts';
import type { Migration, Split } from '../../platform/migrate.ts';
import { FEED_MIGRATIONS, FEED_SPLIT } from './feed-migrations.ts';

/** What a shop's catalogue remembers. Append only: a changed text stops the object (law 8). */
export const CATALOG_MIGRATIONS: readonly (readonly Migration[])[] = [
  [
    AGENDA_MIGRATION,
    CHANGES_MIGRATION,
    FENCE_MIGRATION,
    {
      id: 'catalog-1',
      sql: `
      CREATE TABLE catalog (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        shop_id TEXT NOT NULL,
        currency TEXT NOT NULL,
        locales TEXT NOT NULL,
        stream TEXT NOT NULL
      ) STRICT;
      CREATE TABLE product (
        id TEXT NOT NULL PRIMARY KEY,
        json TEXT NOT NULL,
        text TEXT NOT NULL,
        available INTEGER NOT NULL CHECK (available IN (0, 1)),
        lowest_price_minor INTEGER NOT NULL CHECK (lowest_price_minor >= 0),
        position INTEGER NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        first_seen_at_ms INTEGER NOT NULL,
        changed_at_ms INTEGER NOT NULL,
        gone_at_ms INTEGER
      ) STRICT;
      CREATE INDEX product_by_newest ON product (first_seen_at_ms DESC, position);
      CREATE TABLE product_trait (
        trait TEXT NOT NULL,
        product_id TEXT NOT NULL,
        PRIMARY KEY (trait, product_id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE import (
        id TEXT NOT NULL PRIMARY KEY,
        format TEXT NOT NULL,
        phase TEXT NOT NULL CHECK (phase IN ('receiving', 'reading', 'applying', 'clearing', 'ended')),
        silent INTEGER NOT NULL CHECK (silent IN (0, 1)),
        started_at_ms INTEGER NOT NULL,
        ended_at_ms INTEGER,
        chunks INTEGER NOT NULL,
        size_bytes INTEGER NOT NULL,
        place TEXT,
        last_group TEXT NOT NULL,
        rows_read INTEGER NOT NULL,
        products_made INTEGER NOT NULL,
        products_changed INTEGER NOT NULL,
        products_same INTEGER NOT NULL,
        rows_refused INTEGER NOT NULL,
        arrivals INTEGER NOT NULL,
        failure TEXT
      ) STRICT;
      CREATE INDEX import_by_phase ON import (phase, id);
      CREATE TABLE import_chunk (
        import_id TEXT NOT NULL,
        start_byte INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (import_id, start_byte)
      ) STRICT;
      CREATE TABLE import_row (
        import_id TEXT NOT NULL,
        group_id TEXT NOT NULL,
        line INTEGER NOT NULL,
        draft TEXT NOT NULL,
        PRIMARY KEY (import_id, group_id, line)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE import_refusal (
        import_id TEXT NOT NULL,
        line INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (import_id, line, reason)
      ) STRICT, WITHOUT ROWID;`,
    },
  ],
  FEED_MIGRATIONS,
];

/** A catalogue isn't split: there is one a shop, which moves as a whole. Imports end before it does. */
export const CATALOG_SPLIT = {
  agenda: 'local',
  change: 'drained',
  change_cursor: 'drained',
  seat: 'local',
  catalog: 'copied',
  product: 'copied',
  product_trait: 'copied',
  import: 'copied',
  import_chunk: 'drained',
  import_row: 'drained',
  import_refusal: 'copied',
  ...FEED_SPLIT,
} as const satisfies Record<string, Split>;
