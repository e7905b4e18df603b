import type { Migration, Split } from '../../platform/migrate.ts';

/** The shop's offers, with every version there was. Their budgets are stocks (law 3): `offer:<id>` in number, `offer-money:<id>` in minor units. */
export const OFFERS_MIGRATIONS: readonly Migration[] = [
  {
    id: 'shop-offers-1',
    sql: `
      CREATE TABLE offer (
        id TEXT NOT NULL PRIMARY KEY,
        version INTEGER NOT NULL CHECK (version >= 1),
        state TEXT NOT NULL CHECK (state IN ('draft', 'running', 'paused', 'ended')),
        changed_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE offer_version (
        offer TEXT NOT NULL,
        version INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        who TEXT NOT NULL,
        detail TEXT NOT NULL,
        PRIMARY KEY (offer, version)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER offer_version_is_not_changed BEFORE UPDATE ON offer_version BEGIN SELECT RAISE(ABORT, 'a version of an offer stays as it was'); END;
    `,
    additive: true,
  },
  {
    id: 'shop-rules-1',
    sql: `
      -- Contact rules as they held from then on: by them, and when it happened, a trace can be read years later.
      CREATE TABLE rules_version (
        version INTEGER NOT NULL PRIMARY KEY CHECK (version >= 1),
        from_ms INTEGER NOT NULL,
        who TEXT NOT NULL,
        rules TEXT NOT NULL
      ) STRICT;
    `,
    additive: true,
  },
];

export const OFFERS_SPLIT = { offer: 'local', offer_version: 'local', rules_version: 'local' } as const satisfies Readonly<Record<string, Split>>;
