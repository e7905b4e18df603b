import type { Migration, Split } from '../../platform/migrate.ts';

/** The points programme of a slice: its versions, how orders were judged, refunds, standings and what was told. */
export const POINTS_MIGRATIONS: readonly Migration[] = [
  {
    id: 'points-1',
    sql: `
      -- A link of the chain over a shopper's rows; not filled yet.
      ALTER TABLE ledger ADD COLUMN chain TEXT;

      CREATE TABLE programme_version (
        version INTEGER NOT NULL PRIMARY KEY CHECK (version >= 1),
        from_ms INTEGER NOT NULL,
        programme TEXT NOT NULL
      ) STRICT;

      -- How an order was judged, with all that it was judged from. "counts" and "kept_minor" are what tiers ask; they follow from detail, refunds and status.
      CREATE TABLE judged_order (
        shopper TEXT NOT NULL,
        order_id TEXT NOT NULL,
        placed_at_ms INTEGER NOT NULL,
        counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
        kept_minor INTEGER NOT NULL CHECK (kept_minor >= 0),
        detail TEXT NOT NULL,
        PRIMARY KEY (shopper, order_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE order_refund (
        shopper TEXT NOT NULL,
        order_id TEXT NOT NULL,
        id TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
        lines TEXT NOT NULL,
        PRIMARY KEY (shopper, order_id, id)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER order_refund_is_not_changed BEFORE UPDATE ON order_refund
      WHEN NOT EXISTS (SELECT 1 FROM copying)
      BEGIN SELECT RAISE(ABORT, 'refunds are append-only'); END;

      CREATE TABLE points_state (
        shopper TEXT NOT NULL PRIMARY KEY,
        tier TEXT,
        tier_since_ms INTEGER,
        tier_below_ms INTEGER,
        birthday TEXT,
        birthday_set_at_ms INTEGER,
        referred_by TEXT,
        referral TEXT NOT NULL DEFAULT 'none' CHECK (referral IN ('none', 'waiting', 'told'))
      ) STRICT, WITHOUT ROWID;

      -- Words of warning that were said: of which moment, at which step.
      CREATE TABLE points_warned (
        shopper TEXT NOT NULL,
        mark TEXT NOT NULL,
        PRIMARY KEY (shopper, mark)
      ) STRICT, WITHOUT ROWID;

      -- Who moved points by hand, and what they noted for themselves; by the command's key.
      CREATE TABLE points_note (
        shopper TEXT NOT NULL,
        key TEXT NOT NULL,
        by_whom TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (shopper, key)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE answer (
        shopper TEXT NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, question)
      ) STRICT, WITHOUT ROWID;

      -- More kinds of rewards, and which command took the voucher: so that its points find back to their lots.
      CREATE TABLE voucher_next (
        shopper TEXT NOT NULL,
        code TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('amount', 'percent', 'free-shipping', 'gift', 'early-access', 'custom')),
        value_minor INTEGER,
        percent INTEGER,
        minimum_minor INTEGER NOT NULL,
        reward TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('ready', 'used', 'cancelled')),
        made_at_ms INTEGER NOT NULL,
        used_at_ms INTEGER,
        order_id TEXT,
        command TEXT NOT NULL,
        PRIMARY KEY (shopper, code)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO voucher_next (shopper, code, kind, value_minor, percent, minimum_minor, reward, state, made_at_ms, used_at_ms, order_id, command)
        SELECT shopper, code, kind, value_minor, percent, minimum_minor, reward, state, made_at_ms, used_at_ms, order_id, '' FROM voucher;
      DROP TABLE voucher;
      ALTER TABLE voucher_next RENAME TO voucher;
    `,
  },
  {
    id: 'points-2',
    sql: `
      -- What this slice was leased of limits that belong to the whole shop, and what it gave out. It never gives more than it was leased.
      CREATE TABLE limit_use (
        rule TEXT NOT NULL PRIMARY KEY,
        leased INTEGER NOT NULL CHECK (leased >= 0),
        used INTEGER NOT NULL CHECK (used >= 0 AND used <= leased)
      ) STRICT, WITHOUT ROWID;
      -- From when the return period is counted.
      ALTER TABLE judged_order ADD COLUMN judged_at_ms INTEGER NOT NULL DEFAULT 0;
      UPDATE judged_order SET judged_at_ms = coalesce(json_extract(detail, '$.judgedAtMs'), placed_at_ms);
    `,
  },
  // When the lot of a transfer was earned.
  { id: 'points-3', additive: true, sql: 'ALTER TABLE ledger ADD COLUMN since_ms INTEGER;' },
];

export const POINTS_SPLIT = {
  limit_use: 'summed',
  programme_version: 'copied',
  judged_order: 'by-shopper',
  order_refund: 'by-shopper',
  points_state: 'by-shopper',
  points_warned: 'by-shopper',
  points_note: 'by-shopper',
  answer: 'by-shopper',
} as const satisfies Readonly<Record<string, Split>>;

/** Goes along with a guest who is merged. */
export const POINTS_CARRIED = ['judged_order', 'order_refund', 'points_state', 'points_warned', 'points_note', 'answer'] as const;
