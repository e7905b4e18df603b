import type { Migration, Split } from '../../platform/migrate.ts';

/** How far the fit of customer value has come, so that it goes on after a restart. */
export const VALUE_MIGRATIONS: readonly Migration[] = [
  {
    id: 'value-1',
    additive: true,
    sql: `
      CREATE TABLE value_fit (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        fit TEXT,
        learnt TEXT,
        cuts TEXT,
        at_ms INTEGER NOT NULL
      ) STRICT;
    `,
  },
];

export const VALUE_SPLIT: Readonly<Record<string, Split>> = { value_fit: 'local' };
