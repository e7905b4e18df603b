import { AGENDA_MIGRATION, AGENDA_SPLIT } from '../../platform/agenda.ts';
import type { Migration, Split } from '../../platform/migrate.ts';
import { OUTBOX_MIGRATION, OUTBOX_SPLIT } from '../../platform/outbox.ts';

/** What a shop's courier remembers. Append only: a changed text stops the object (law 8). */
export const COURIER_MIGRATIONS: readonly Migration[] = [
  AGENDA_MIGRATION,
  OUTBOX_MIGRATION,
  {
    id: 'courier-1',
    sql: `
      CREATE TABLE home (
        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
        shop TEXT NOT NULL
      ) STRICT;
      CREATE TABLE endpoint (
        id TEXT NOT NULL PRIMARY KEY,
        url TEXT NOT NULL,
        types TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('on', 'off', 'gone')),
        secret TEXT NOT NULL,
        old_secret TEXT,
        old_ends_at_ms INTEGER,
        made_at_ms INTEGER NOT NULL,
        failing_since_ms INTEGER
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE message (
        id TEXT NOT NULL PRIMARY KEY,
        type TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        shopper TEXT NOT NULL,
        data TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX message_by_shopper ON message (shopper);
      CREATE TABLE delivery (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        message TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'stopped')),
        tries INTEGER NOT NULL CHECK (tries >= 0),
        next_at_ms INTEGER NOT NULL,
        last_status INTEGER
      ) STRICT;
      CREATE INDEX delivery_waiting ON delivery (endpoint, next_at_ms) WHERE state = 'waiting';
      CREATE INDEX delivery_by_message ON delivery (message);
      CREATE INDEX delivery_by_endpoint ON delivery (endpoint, id);
      CREATE TABLE attempt (
        delivery INTEGER NOT NULL,
        number INTEGER NOT NULL CHECK (number >= 1),
        at_ms INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        status INTEGER,
        took_ms INTEGER NOT NULL,
        PRIMARY KEY (delivery, number)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

/** How each table behaves when a courier would split: it doesn't, there is one a shop. */
export const COURIER_TABLES: Readonly<Record<string, Split>> = {
  ...AGENDA_SPLIT,
  ...OUTBOX_SPLIT,
  home: 'local',
  endpoint: 'local',
  message: 'local',
  delivery: 'local',
  attempt: 'local',
};
