import type { Migration, Split } from '../../platform/migrate.ts';

/** The standing holdout: who belongs to which group, what they were shown or would have been, and what they bought before and since. */
export const EXPERIMENTS_MIGRATIONS: readonly Migration[] = [
  {
    id: 'experiments-1',
    sql: `
      ALTER TABLE setup ADD COLUMN holdout_key TEXT NOT NULL DEFAULT '';
      ALTER TABLE shopper ADD COLUMN trial_group TEXT CHECK (trial_group IN ('holdout', 'treated'));

      -- A person's row in every report: sums of their orders before and since the first exposure, in minor units.
      CREATE TABLE lift (
        shopper TEXT NOT NULL PRIMARY KEY,
        crossed INTEGER NOT NULL CHECK (crossed IN (0, 1)),
        discounted INTEGER NOT NULL CHECK (discounted IN (0, 1)),
        exposures INTEGER NOT NULL,
        exposed_at_ms INTEGER,
        orders_before INTEGER NOT NULL,
        goods_before_minor INTEGER NOT NULL,
        orders INTEGER NOT NULL,
        goods_minor INTEGER NOT NULL,
        discount_minor INTEGER NOT NULL,
        points_given INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- What somebody saw, or would have seen but for their group (ghost = 1): once a day, place and thing.
      CREATE TABLE exposure (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        thing TEXT NOT NULL,
        place TEXT NOT NULL,
        ghost INTEGER NOT NULL CHECK (ghost IN (0, 1)),
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;
    `,
    additive: true,
  },
  {
    id: 'experiments-2',
    sql: `
      -- The same before the first exposure as since: what was taken off, and the points that were given. Counted anew with the next order.
      ALTER TABLE lift ADD COLUMN discount_before_minor INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE lift ADD COLUMN points_before INTEGER NOT NULL DEFAULT 0;
    `,
    additive: true,
  },
];

export const EXPERIMENTS_SPLIT = { lift: 'by-shopper', exposure: 'by-shopper' } as const satisfies Readonly<Record<string, Split>>;

/** Goes along with a guest who is merged. */
export const EXPERIMENTS_CARRIED = ['lift', 'exposure'] as const;
