import { FENCE_MIGRATION, FENCE_SPLIT } from '../../platform/fence.ts';
import type { Migration, Split } from '../../platform/migrate.ts';
import { OUTBOX_MIGRATION, OUTBOX_SPLIT } from '../../platform/outbox.ts';
import { TALLY_MIGRATIONS, TALLY_TABLES } from './tally-migrations.ts';

/**
 * What the recommender remembers: products by the shelf (32 a row) with what came after each, pages of the log of everybody's last events, and a journal of what was heard
 * since the last flush.
 */
export const RECOMMENDER_MIGRATIONS: readonly (readonly Migration[])[] = [
  [
    FENCE_MIGRATION,
    OUTBOX_MIGRATION,
    {
      id: 'recommender-1',
      sql: `
      CREATE TABLE journal (
        seq INTEGER NOT NULL PRIMARY KEY,
        signals TEXT NOT NULL
      ) STRICT;
      CREATE TABLE shelf (
        shelf INTEGER NOT NULL PRIMARY KEY CHECK (shelf >= 0),
        facts TEXT NOT NULL,
        pairs BLOB NOT NULL,
        together BLOB NOT NULL
      ) STRICT;
      CREATE TABLE page (
        first INTEGER NOT NULL PRIMARY KEY CHECK (first >= 0),
        count INTEGER NOT NULL CHECK (count > 0),
        entries BLOB NOT NULL
      ) STRICT;
      CREATE TABLE state (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        state TEXT NOT NULL
      ) STRICT;
    `,
    },
  ],
  TALLY_MIGRATIONS,
];

export const RECOMMENDER_TABLES: Readonly<Record<string, Split>> = {
  ...FENCE_SPLIT,
  ...OUTBOX_SPLIT,
  ...TALLY_TABLES,
  journal: 'drained',
  shelf: 'local',
  page: 'local',
  state: 'local',
};
