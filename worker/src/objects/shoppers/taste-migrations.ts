import type { Migration, Split } from '../../platform/migrate.ts';

/** What a slice keeps of "not for me", and of what somebody may want to follow. */
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
  {
    id: 'taste-2',
    additive: true,
    sql: `
      -- What somebody came back to often enough to be asked whether they follow it.
      CREATE TABLE follow_idea (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN ('author', 'brand', 'series')),
        liking TEXT NOT NULL,
        names TEXT NOT NULL,
        because TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;

      -- What they don't want to follow, or followed and took back: never offered again.
      CREATE TABLE follow_declined (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

export const TASTE_TABLES: Readonly<Record<string, Split>> = {
  hidden_product: 'by-shopper',
  follow_idea: 'by-shopper',
  follow_declined: 'by-shopper',
};

/** Tables that go with a guest who is merged, and go when somebody is erased. */
export const TASTE_CARRIED = ['hidden_product', 'follow_idea', 'follow_declined'] as const;
