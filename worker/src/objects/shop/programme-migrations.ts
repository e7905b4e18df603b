import type { Migration, Split } from '../../platform/migrate.ts';

/** What of the points programme belongs to the whole shop: its versions, and codes that the owner brought. */
export const PROGRAMME_MIGRATIONS: readonly Migration[] = [
  {
    id: 'programme-1',
    sql: `
      -- "seq" is the place of the change in the shop's log: slices that have read so far know the version.
      CREATE TABLE programme_version (
        version INTEGER NOT NULL PRIMARY KEY CHECK (version >= 1),
        from_ms INTEGER NOT NULL,
        who TEXT NOT NULL,
        programme TEXT NOT NULL,
        seq INTEGER NOT NULL
      ) STRICT;
      -- command NULL = free.
      CREATE TABLE code_pool (
        code TEXT NOT NULL PRIMARY KEY,
        reward TEXT NOT NULL,
        command TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX code_pool_by_reward ON code_pool (reward, command);
      CREATE INDEX code_pool_by_command ON code_pool (command) WHERE command IS NOT NULL;
    `,
    additive: true,
  },
  {
    id: 'programme-2',
    sql: `
      -- How much of a limit of all shoppers each slice may give out. It only grows.
      CREATE TABLE limit_lease (
        rule TEXT NOT NULL,
        slice INTEGER NOT NULL,
        points INTEGER NOT NULL CHECK (points >= 0),
        PRIMARY KEY (rule, slice)
      ) STRICT, WITHOUT ROWID;
    `,
    additive: true,
  },
];

export const PROGRAMME_SPLIT = { programme_version: 'local', code_pool: 'local', limit_lease: 'local' } as const satisfies Readonly<
  Record<string, Split>
>;
