import type { Migration, Split } from '../../platform/migrate.ts';

/** What a slice knows of the shop's offers, and what it promised to whom. */
export const OFFERS_MIGRATIONS: readonly Migration[] = [
  {
    id: 'offers-1',
    sql: `
      -- The shop's offers as they stand, and every version that may have been promised to somebody.
      CREATE TABLE offer (
        id TEXT NOT NULL PRIMARY KEY,
        version INTEGER NOT NULL,
        used_up INTEGER NOT NULL CHECK (used_up IN (0, 1))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE offer_version (
        offer TEXT NOT NULL,
        version INTEGER NOT NULL,
        detail TEXT NOT NULL,
        PRIMARY KEY (offer, version)
      ) STRICT, WITHOUT ROWID;

      -- What somebody has been shown, in the version they saw: it holds for them until then, on every channel.
      CREATE TABLE promise (
        shopper TEXT NOT NULL,
        offer TEXT NOT NULL,
        version INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        until_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, offer)
      ) STRICT, WITHOUT ROWID;

      -- What somebody took. A code is single-use and theirs alone; without one it counts for their next order.
      CREATE TABLE claim (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        offer TEXT NOT NULL,
        version INTEGER NOT NULL,
        code TEXT,
        state TEXT NOT NULL CHECK (state IN ('taken', 'used')),
        at_ms INTEGER NOT NULL,
        until_ms INTEGER NOT NULL,
        used_at_ms INTEGER,
        order_id TEXT,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;

      -- "Not for me."
      CREATE TABLE declined (
        shopper TEXT NOT NULL,
        offer TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, offer)
      ) STRICT, WITHOUT ROWID;

      -- What came of an offer in this slice, by context; '' = in all.
      CREATE TABLE response (
        offer TEXT NOT NULL,
        context TEXT NOT NULL,
        shown INTEGER NOT NULL,
        ghosts INTEGER NOT NULL,
        taken INTEGER NOT NULL,
        used INTEGER NOT NULL,
        declined INTEGER NOT NULL,
        PRIMARY KEY (offer, context)
      ) STRICT, WITHOUT ROWID;
    `,
    additive: true,
  },
];

export const OFFERS_SPLIT = {
  offer: 'copied',
  offer_version: 'copied',
  promise: 'by-shopper',
  claim: 'by-shopper',
  declined: 'by-shopper',
  response: 'summed',
} as const satisfies Readonly<Record<string, Split>>;

/** Goes along with a guest who is merged. */
export const OFFERS_CARRIED = ['promise', 'claim', 'declined'] as const;
