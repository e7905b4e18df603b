import type { Migration, Split } from '../../platform/migrate.ts';

/** How each placement did, a row a day; names nobody. */
export const TALLY_MIGRATIONS: readonly Migration[] = [
  {
    id: 'tally-1',
    additive: true,
    sql: `
      CREATE TABLE tally (
        day INTEGER NOT NULL,
        placement TEXT NOT NULL,
        counts BLOB NOT NULL,
        PRIMARY KEY (day, placement)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

export const TALLY_TABLES: Readonly<Record<string, Split>> = { tally: 'local' };
