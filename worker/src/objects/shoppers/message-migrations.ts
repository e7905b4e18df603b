import type { Migration, Split } from '../../platform/migrate.ts';

/** What a slice keeps of messages on their way, of how people want to be reached, and of every decision. */
export const MESSAGE_MIGRATIONS: readonly Migration[] = [
  {
    id: 'messages-1',
    sql: `
      -- What somebody wants to hear, and where mail to them goes once they have confirmed it.
      CREATE TABLE preference (
        shopper TEXT NOT NULL PRIMARY KEY,
        preferences TEXT NOT NULL,
        mail TEXT,
        mail_confirmed_at_ms INTEGER
      ) STRICT, WITHOUT ROWID;

      -- A browser that takes push messages.
      CREATE TABLE device (
        shopper TEXT NOT NULL,
        id TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        p256dh TEXT NOT NULL,
        auth TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, id)
      ) STRICT, WITHOUT ROWID;

      -- A message on its way by one channel. sent_at_ms: it is being handed over just now, with that moment in its trace.
      CREATE TABLE delivery (
        shopper TEXT NOT NULL,
        channel TEXT NOT NULL CHECK (channel IN ('inbox', 'email', 'push')),
        message TEXT NOT NULL,
        subject TEXT NOT NULL,
        frequency TEXT,
        occasion_at_ms INTEGER NOT NULL,
        due_at_ms INTEGER NOT NULL,
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        sent_at_ms INTEGER,
        PRIMARY KEY (shopper, channel, message)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX delivery_by_due ON delivery (channel, due_at_ms);

      ALTER TABLE message ADD COLUMN state TEXT NOT NULL DEFAULT 'shown' CHECK (state IN ('shown', 'waiting', 'hidden', 'archived'));
      ALTER TABLE trace ADD COLUMN message TEXT;
      ALTER TABLE trace ADD COLUMN kind TEXT NOT NULL DEFAULT 'arrival';
      ALTER TABLE trace ADD COLUMN purpose TEXT NOT NULL DEFAULT 'asked-for';
      ALTER TABLE trace ADD COLUMN until_ms INTEGER;
      ALTER TABLE trace ADD COLUMN rule TEXT;
      CREATE INDEX trace_by_time ON trace (id);
    `,
  },
  // What a message of an offer says, as it was promised: JSON, and no product beside it.
  { id: 'messages-2', additive: true, sql: 'ALTER TABLE message ADD COLUMN offer TEXT;' },
  // 1 = the message is its own entry of the time line, and no row of "event" says the same. See decision 0048.
  { id: 'messages-3', additive: true, sql: 'ALTER TABLE message ADD COLUMN noted INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1));' },
];

export const MESSAGE_TABLES = { preference: 'by-shopper', device: 'by-shopper', delivery: 'by-shopper' } as const satisfies Record<string, Split>;
