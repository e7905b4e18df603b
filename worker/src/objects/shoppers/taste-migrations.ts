import type { Migration, Split } from '../../platform/migrate.ts';

/** What a slice keeps of "not for me". */
export const TASTE_MIGRATIONS: readonly Migration[] = [
  {
    id: 'taste-1',
    additive: true,
    sql: `
      CREATE TABLE hidden_product (
        shopper TEXT NOT NULL,
        product TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, product)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

export const TASTE_TABLES: Readonly<Record<string, Split>> = { hidden_product: 'by-shopper' };

/** Tables that go with a guest who is merged, and go when somebody is erased. */
export const TASTE_CARRIED = ['hidden_product'] as const;
