import type { Migration, Split } from '../../platform/migrate.ts';

/** What is known of people beside who they are: a row each that lists and reports read, their taste, their stages, and the sums of each day. */
export const KNOWING_MIGRATIONS: readonly Migration[] = [
  {
    id: 'knowing-1',
    additive: true,
    sql: `
      -- Narrow, because a question about everybody reads all of it. What few questions need stands in "taste".
      CREATE TABLE audience (
        shopper TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        layer TEXT NOT NULL,
        stage TEXT NOT NULL,
        orders INTEGER NOT NULL CHECK (orders >= 0),
        spent_minor INTEGER NOT NULL CHECK (spent_minor >= 0),
        last_order_at_ms INTEGER,
        last_seen_at_ms INTEGER NOT NULL,
        value_minor INTEGER,
        value_decile INTEGER,
        alive REAL,
        expected_orders REAL,
        recency INTEGER,
        frequency INTEGER,
        money INTEGER,
        rfm TEXT,
        personalisation TEXT NOT NULL,
        may_message TEXT NOT NULL,
        points INTEGER NOT NULL,
        points_pending INTEGER NOT NULL,
        visits INTEGER NOT NULL,
        views INTEGER NOT NULL,
        searches INTEGER NOT NULL,
        baskets INTEGER NOT NULL,
        wishes INTEGER NOT NULL,
        messages INTEGER NOT NULL,
        refunds INTEGER NOT NULL,
        open_complaints INTEGER NOT NULL,
        first_seen_at_ms INTEGER NOT NULL,
        joined_at_ms INTEGER,
        stage_since_ms INTEGER NOT NULL,
        first_order_at_ms INTEGER,
        last_refund_at_ms INTEGER,
        last_view_at_ms INTEGER,
        last_basket_at_ms INTEGER,
        open_wish_since_ms INTEGER,
        last_message_at_ms INTEGER,
        last_undelivered_at_ms INTEGER,
        gap_ms REAL,
        last_gap_ms REAL,
        gap_before_ms REAL,
        again INTEGER NOT NULL,
        mean_minor REAL NOT NULL,
        locale TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE taste (
        shopper TEXT NOT NULL PRIMARY KEY,
        likes TEXT NOT NULL,
        profile TEXT NOT NULL,
        lists TEXT NOT NULL,
        interests TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE stage_history (
        shopper TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        stage TEXT NOT NULL,
        previous TEXT NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (shopper, at_ms)
      ) STRICT, WITHOUT ROWID;

      -- Sums of a day in the shop's time zone, and how many people went from one stage to another.
      CREATE TABLE day_sum (
        day TEXT NOT NULL PRIMARY KEY,
        newcomers INTEGER NOT NULL, joined INTEGER NOT NULL, visits INTEGER NOT NULL, views INTEGER NOT NULL, searches INTEGER NOT NULL,
        baskets INTEGER NOT NULL, orders INTEGER NOT NULL, repeat_orders INTEGER NOT NULL, revenue_minor INTEGER NOT NULL, refunds INTEGER NOT NULL,
        refunded_minor INTEGER NOT NULL, points_earned INTEGER NOT NULL, points_spent INTEGER NOT NULL, points_expired INTEGER NOT NULL,
        messages INTEGER NOT NULL, messages_read INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE stage_flow (
        day TEXT NOT NULL,
        previous TEXT NOT NULL,
        stage TEXT NOT NULL,
        people INTEGER NOT NULL,
        PRIMARY KEY (day, previous, stage)
      ) STRICT, WITHOUT ROWID;

      -- What was learnt of the whole shop; the Shop object sends it.
      CREATE TABLE model (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        learnt TEXT NOT NULL,
        cuts TEXT NOT NULL,
        at_ms INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 'knowing-2',
    additive: true,
    sql: `
      -- Since when somebody is in their layer and which was before it; NULL = they have never been in another.
      ALTER TABLE audience ADD COLUMN layer_since_ms INTEGER;
      ALTER TABLE audience ADD COLUMN layer_before TEXT;
      -- What was paid for goods whose cost is known, and what of it is left after the cost.
      ALTER TABLE audience ADD COLUMN costed_minor INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE audience ADD COLUMN margin_minor INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE audience ADD COLUMN last_price_rise_at_ms INTEGER;
      ALTER TABLE shop_order ADD COLUMN costed_minor INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE shop_order ADD COLUMN margin_minor INTEGER NOT NULL DEFAULT 0;
    `,
  },
];

export const KNOWING_SPLIT: Readonly<Record<string, Split>> = {
  audience: 'by-shopper',
  taste: 'by-shopper',
  stage_history: 'by-shopper',
  day_sum: 'summed',
  stage_flow: 'summed',
  model: 'copied',
};

/** Tables that go with a guest who is merged. The first two are joined with what the member has, not copied. */
export const KNOWING_CARRIED = ['audience', 'taste', 'stage_history'] as const;
