import { AGENDA_MIGRATION } from '../../platform/agenda.ts';
import { EXPERIMENTS_MIGRATIONS } from './experiments-migrations.ts';
import { KNOWING_MIGRATIONS } from './knowing-migrations.ts';
import { FENCE_MIGRATION } from '../../platform/fence.ts';
import { MERGING_MIGRATIONS } from './merging-migrations.ts';
import { MESSAGE_MIGRATIONS } from './message-migrations.ts';
import type { Migration } from '../../platform/migrate.ts';
import { POINTS_MIGRATIONS } from './points-migrations.ts';
import { FUNNEL_MIGRATIONS } from './funnel-store.ts';
import { CASE_MIGRATIONS } from './case-store.ts';
import { OFFERS_MIGRATIONS } from './offers-migrations.ts';
import { OUTBOX_MIGRATION } from '../../platform/outbox.ts';
import { PROFILE_MIGRATIONS } from './profile-store.ts';
import { PRIVACY_MIGRATIONS } from './privacy-migrations.ts';
import { TASTE_MIGRATIONS } from './taste-migrations.ts';
import { WATCH_MIGRATIONS } from './watch-migrations.ts';
import { REMINDER_MIGRATIONS } from './reminder-migrations.ts';

/** What a slice remembers of its people. Append only: a changed text stops the object (law 8). */
export const SHOPPERS_MIGRATIONS: readonly (readonly Migration[])[] = [
  [
    FENCE_MIGRATION,
    AGENDA_MIGRATION,
    OUTBOX_MIGRATION,
    {
      id: 'shoppers-1',
      sql: `
      CREATE TABLE setup (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        shop TEXT NOT NULL,
        slice INTEGER NOT NULL,
        settings TEXT NOT NULL,
        version INTEGER NOT NULL
      ) STRICT;

      -- state: live; leaving = sealed for a merge; gone = lives on as "into", only the forward is left.
      CREATE TABLE shopper (
        id TEXT NOT NULL PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('live', 'leaving', 'gone')),
        into_shopper TEXT,
        alias TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('guest', 'member')),
        name TEXT,
        email TEXT,
        locale TEXT NOT NULL,
        first_seen_at_ms INTEGER NOT NULL,
        last_seen_at_ms INTEGER NOT NULL,
        orders INTEGER NOT NULL CHECK (orders >= 0),
        spent_minor INTEGER NOT NULL CHECK (spent_minor >= 0),
        points_pending INTEGER NOT NULL CHECK (points_pending >= 0),
        points_available INTEGER NOT NULL CHECK (points_available >= 0),
        unread INTEGER NOT NULL CHECK (unread >= 0),
        personalisation TEXT NOT NULL CHECK (personalisation IN ('granted', 'denied', 'pending')),
        messages TEXT NOT NULL CHECK (messages IN ('granted', 'denied', 'pending')),
        recent TEXT NOT NULL,
        bought TEXT NOT NULL,
        version INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE consent (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        personalisation TEXT NOT NULL,
        messages TEXT NOT NULL,
        source TEXT NOT NULL,
        words TEXT NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;

      -- The id is the page's own, so that an event sent twice is one.
      CREATE TABLE event (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('page', 'shop', 'rapport', 'staff')),
        detail TEXT NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX event_by_time ON event (shopper, at_ms);

      CREATE TABLE watch (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('search')),
        query TEXT NOT NULL,
        filed_under TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL,
        told_at_ms INTEGER,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX watch_by_key ON watch (filed_under, shopper);

      CREATE TABLE message (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        read_at_ms INTEGER,
        product TEXT NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;

      -- What somebody has been told of: once, whatever comes in again.
      CREATE TABLE told (
        shopper TEXT NOT NULL,
        subject TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, subject)
      ) STRICT, WITHOUT ROWID;

      -- Why somebody was told or not told.
      CREATE TABLE trace (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        channel TEXT NOT NULL,
        subject TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'held', 'not-sent')),
        reason TEXT NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE shop_order (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('paid', 'fulfilled', 'cancelled', 'refunded')),
        total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
        detail TEXT NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;

      -- Orders that only a page has spoken of, until the shop confirms them.
      CREATE TABLE reported (
        shopper TEXT NOT NULL,
        order_id TEXT NOT NULL,
        points INTEGER NOT NULL CHECK (points >= 0),
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, order_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE ledger (
        shopper TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq > 0),
        key TEXT NOT NULL,
        kind TEXT NOT NULL,
        from_account TEXT NOT NULL,
        to_account TEXT NOT NULL,
        points INTEGER NOT NULL CHECK (points BETWEEN 1 AND 9007199254740991),
        lot TEXT NOT NULL,
        order_id TEXT,
        reason TEXT NOT NULL,
        rule TEXT,
        at_ms INTEGER NOT NULL,
        matures_at_ms INTEGER,
        expires_at_ms INTEGER,
        PRIMARY KEY (shopper, seq),
        UNIQUE (shopper, key)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger
      WHEN NOT EXISTS (SELECT 1 FROM copying)
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
      -- Only of somebody who has gone: on to be a member (then the rows stand there), or for good (then their sums are kept). A copy that is being filled may be written over.
      CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger
      WHEN (SELECT state FROM shopper WHERE id = OLD.shopper) IS NOT 'gone' AND NOT EXISTS (SELECT 1 FROM copying)
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

      CREATE TABLE voucher (
        shopper TEXT NOT NULL,
        code TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('amount', 'percent', 'free-shipping')),
        value_minor INTEGER,
        percent INTEGER,
        minimum_minor INTEGER NOT NULL,
        reward TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('ready', 'used', 'cancelled')),
        made_at_ms INTEGER NOT NULL,
        used_at_ms INTEGER,
        order_id TEXT,
        PRIMARY KEY (shopper, code)
      ) STRICT, WITHOUT ROWID;

      -- A command and its saved answer; answer NULL = void, it can never be taken any more.
      CREATE TABLE command (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        body_hash TEXT NOT NULL,
        answer TEXT,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;

      -- How far a guest's rows have been read in; the next page to expect.
      CREATE TABLE joined (
        shopper TEXT NOT NULL,
        guest TEXT NOT NULL,
        next_page INTEGER NOT NULL,
        done INTEGER NOT NULL CHECK (done IN (0, 1)),
        PRIMARY KEY (shopper, guest)
      ) STRICT, WITHOUT ROWID;

      -- Points of people who were erased, without them: so that the sums of the shop still add up.
      CREATE TABLE erased_total (
        kind TEXT NOT NULL,
        from_account TEXT NOT NULL,
        to_account TEXT NOT NULL,
        points INTEGER NOT NULL,
        PRIMARY KEY (kind, from_account, to_account)
      ) STRICT, WITHOUT ROWID;

      -- How far the catalogue's change log has been read.
      CREATE TABLE heard (
        source TEXT NOT NULL PRIMARY KEY,
        seq INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- A row while this object is being filled from another.
      CREATE TABLE copying (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1)
      ) STRICT;
      -- Rows that changed while this object is being copied into another.
      CREATE TABLE copying_touched (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        table_name TEXT NOT NULL,
        key TEXT NOT NULL
      ) STRICT;
    `,
    },
  ],
  EXPERIMENTS_MIGRATIONS,
  PRIVACY_MIGRATIONS,
  TASTE_MIGRATIONS,
  MESSAGE_MIGRATIONS,
  POINTS_MIGRATIONS,
  WATCH_MIGRATIONS,
  KNOWING_MIGRATIONS,
  OFFERS_MIGRATIONS,
  FUNNEL_MIGRATIONS,
  PROFILE_MIGRATIONS,
  CASE_MIGRATIONS,
  MERGING_MIGRATIONS,
  REMINDER_MIGRATIONS,
];
