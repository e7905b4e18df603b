import type { Migration, Split } from '../../platform/migrate.ts';

/** Feeds that list the whole shop: what they leave out is gone, what they rename is the same, and what looks wrong is held until the owner says. */
export const FEED_MIGRATIONS: readonly Migration[] = [
  {
    id: 'feeds-1',
    sql: `
      ALTER TABLE product ADD COLUMN root_id TEXT;
      ALTER TABLE product ADD COLUMN source TEXT NOT NULL DEFAULT '';
      CREATE INDEX product_by_source ON product (source, id) WHERE source <> '';

      -- Two more phases: what was read is compared before anything is applied (judging), and may wait for the owner (held); what a feed left out leaves (leaving).
      CREATE TABLE import_phased (
        id TEXT NOT NULL PRIMARY KEY,
        format TEXT NOT NULL,
        phase TEXT NOT NULL CHECK (phase IN ('receiving', 'reading', 'judging', 'held', 'applying', 'leaving', 'clearing', 'ended')),
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
      INSERT INTO import_phased SELECT * FROM import;
      DROP TABLE import;
      ALTER TABLE import_phased RENAME TO import;
      CREATE INDEX import_by_phase ON import (phase, id);

      -- What a product is recognised by when its id changes: link, gtin, mpn and brand, title and price.
      CREATE TABLE product_mark (
        mark TEXT NOT NULL,
        product_id TEXT NOT NULL,
        PRIMARY KEY (mark, product_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX product_mark_by_product ON product_mark (product_id);

      -- What an import found, beside the counts of rows; hold = what the owner is asked, NULL = nothing.
      CREATE TABLE import_finding (
        import_id TEXT NOT NULL PRIMARY KEY,
        source TEXT NOT NULL,
        finding TEXT NOT NULL,
        hold TEXT,
        approved_by TEXT
      ) STRICT, WITHOUT ROWID;
      -- A product of the file that is an old one under another id, and how it was recognised.
      CREATE TABLE import_match (
        import_id TEXT NOT NULL,
        group_id TEXT NOT NULL,
        former_id TEXT NOT NULL,
        by_mark TEXT NOT NULL,
        PRIMARY KEY (import_id, group_id),
        UNIQUE (import_id, former_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE feed (
        id TEXT NOT NULL PRIMARY KEY,
        url TEXT NOT NULL,
        every_hours INTEGER NOT NULL CHECK (every_hours BETWEEN 1 AND 168),
        made_at_ms INTEGER NOT NULL,
        etag TEXT,
        modified TEXT,
        asked_at_ms INTEGER,
        outcome TEXT,
        failure TEXT,
        import_id TEXT
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE common_word (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        words TEXT NOT NULL
      ) STRICT;
    `,
  },
  // What an import brought that somebody may have waited for: the change as the log had it.
  {
    id: 'feeds-2',
    additive: true,
    sql: `CREATE TABLE import_brought (
        import_id TEXT NOT NULL,
        product_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        change TEXT NOT NULL,
        PRIMARY KEY (import_id, product_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX import_brought_by_product ON import_brought (product_id);`,
  },
];

export const FEED_SPLIT = {
  product_mark: 'copied',
  import_finding: 'copied',
  import_match: 'drained',
  import_brought: 'copied',
  feed: 'copied',
  common_word: 'copied',
} as const satisfies Record<string, Split>;
