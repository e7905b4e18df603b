import { FENCE_MIGRATION, FENCE_SPLIT } from '../../platform/fence.ts';
import type { Migration, Split } from '../../platform/migrate.ts';
import { OUTBOX_MIGRATION, OUTBOX_SPLIT } from '../../platform/outbox.ts';

/** What the recommender remembers: what it has learnt, a row a product, and what it has heard since the last flush. */
export const RECOMMENDER_MIGRATIONS: readonly Migration[] = [
  FENCE_MIGRATION,
  OUTBOX_MIGRATION,
  {
    id: 'recommender-1',
    sql: `
      CREATE TABLE followers (
        product TEXT NOT NULL PRIMARY KEY,
        learnt TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE journal (
        seq INTEGER NOT NULL PRIMARY KEY,
        signals TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 'recommender-2',
    additive: true,
    sql: `
      -- Up to where the journal is contained in what was learnt; these rows are kept for the sessions that are still open.
      CREATE TABLE flushed (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        through INTEGER NOT NULL CHECK (through >= 0)
      ) STRICT;
    `,
  },
];

export const RECOMMENDER_TABLES: Readonly<Record<string, Split>> = {
  ...FENCE_SPLIT,
  ...OUTBOX_SPLIT,
  followers: 'local',
  journal: 'drained',
  flushed: 'local',
};
