import { AGENDA_MIGRATION, AGENDA_SPLIT } from '../../platform/agenda.ts';
import { CHANGES_MIGRATION, CHANGES_SPLIT } from '../../platform/changes.ts';
import { DIRECTORY_MIGRATION, DIRECTORY_SPLIT } from '../../platform/directory.ts';
import { HOLD_MIGRATION, HOLD_SPLIT } from '../../platform/hold.ts';
import { PROGRAMME_MIGRATIONS, PROGRAMME_SPLIT } from './programme-migrations.ts';
import type { Migration, Split } from '../../platform/migrate.ts';
import { NOTICE_MIGRATIONS, NOTICE_SPLIT } from './notice-store.ts';
import { OFFERS_MIGRATIONS, OFFERS_SPLIT } from './offers-migrations.ts';
import { OUTBOX_MIGRATION, OUTBOX_SPLIT } from '../../platform/outbox.ts';
import { PERSON_MERGE_MIGRATIONS, PERSON_MERGE_SPLIT } from './person-merge-store.ts';
import { VALUE_MIGRATIONS, VALUE_SPLIT } from './value-migrations.ts';

/** What a shop's own object remembers. Append only: a changed text stops the object (law 8). */
export const SHOP_MIGRATIONS: readonly (readonly Migration[])[] = [
  [
    AGENDA_MIGRATION,
    CHANGES_MIGRATION,
    OUTBOX_MIGRATION,
    HOLD_MIGRATION,
    DIRECTORY_MIGRATION,
    {
      id: 'shop-1',
      sql: `
      CREATE TABLE shop (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        id TEXT NOT NULL,
        settings TEXT NOT NULL,
        version INTEGER NOT NULL,
        identity_secret TEXT NOT NULL,
        old_identity_secret TEXT,
        old_identity_ends_at_ms INTEGER,
        directory_key TEXT NOT NULL,
        holdout_key TEXT NOT NULL,
        made_at_ms INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE placement (
        slice INTEGER NOT NULL PRIMARY KEY,
        generation INTEGER NOT NULL CHECK (generation >= 1),
        from_slot INTEGER NOT NULL CHECK (from_slot >= 0),
        to_slot INTEGER NOT NULL CHECK (to_slot > from_slot AND to_slot <= 65536),
        moving_to INTEGER
      ) STRICT;
      CREATE TABLE secret_key (
        hash TEXT NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        ending TEXT NOT NULL,
        made_at_ms INTEGER NOT NULL,
        last_used_at_ms INTEGER,
        ends_at_ms INTEGER
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE staff (
        email TEXT NOT NULL PRIMARY KEY,
        role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'marketer', 'agent', 'analyst'))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE staff_code (
        email TEXT NOT NULL PRIMARY KEY,
        hash TEXT NOT NULL,
        expires_at_ms INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        hour_at_ms INTEGER NOT NULL,
        asked INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE staff_session (
        hash TEXT NOT NULL PRIMARY KEY,
        email TEXT NOT NULL,
        expires_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE audit (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at_ms INTEGER NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
      CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
      CREATE TABLE merge (
        guest TEXT NOT NULL PRIMARY KEY,
        member TEXT NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('begun', 'copied', 'done')),
        copied_through INTEGER NOT NULL,
        made_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE pulse (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        last_event_at_ms INTEGER NOT NULL
      ) STRICT;
    `,
    },
    {
      id: 'shop-2',
      sql: `
      ALTER TABLE shop ADD COLUMN webhook_secret TEXT NOT NULL DEFAULT '';
      ALTER TABLE shop ADD COLUMN old_webhook_secret TEXT;
      ALTER TABLE shop ADD COLUMN old_webhook_ends_at_ms INTEGER;
    `,
    },
  ],
  PROGRAMME_MIGRATIONS,
  VALUE_MIGRATIONS,
  NOTICE_MIGRATIONS,
  OFFERS_MIGRATIONS,
  PERSON_MERGE_MIGRATIONS,
];

/** How each table behaves when a shop's object would split: it doesn't, it is the one that knows the whole shop. */
export const SHOP_TABLES: Readonly<Record<string, Split>> = {
  ...AGENDA_SPLIT,
  ...CHANGES_SPLIT,
  ...OUTBOX_SPLIT,
  ...HOLD_SPLIT,
  ...DIRECTORY_SPLIT,
  ...PROGRAMME_SPLIT,
  ...VALUE_SPLIT,
  ...NOTICE_SPLIT,
  ...OFFERS_SPLIT,
  ...PERSON_MERGE_SPLIT,
  shop: 'local',
  placement: 'local',
  secret_key: 'local',
  staff: 'local',
  staff_code: 'local',
  staff_session: 'local',
  audit: 'local',
  merge: 'local',
  pulse: 'local',
};
