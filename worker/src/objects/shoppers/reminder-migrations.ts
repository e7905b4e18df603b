import type { Migration, Split } from '../../platform/migrate.ts';

/** What a slice keeps of purchases for reminders. Reminders themselves are worked out from these rows and the owner's rules. */
export const REMINDER_MIGRATIONS: readonly Migration[] = [
  {
    id: 'reminders-1',
    additive: true,
    sql: `
      -- A line of an order that was paid, with what was known of its product then. gone: it went back, or the order was called off.
      CREATE TABLE purchase (
        shopper TEXT NOT NULL,
        order_id TEXT NOT NULL,
        line INTEGER NOT NULL CHECK (line >= 0),
        product TEXT NOT NULL,
        title TEXT NOT NULL,
        maker TEXT NOT NULL,
        category TEXT NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        total_minor INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        lasts_days REAL,
        gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
        PRIMARY KEY (shopper, order_id, line)
      ) STRICT, WITHOUT ROWID;

      -- A reminder that its person does not want.
      CREATE TABLE reminder_off (
        shopper TEXT NOT NULL,
        subject TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, subject)
      ) STRICT, WITHOUT ROWID;

      -- How soon people of the whole shop buy a product again: days for one piece, and from how many gaps that was learnt.
      CREATE TABLE rhythm (
        product TEXT NOT NULL PRIMARY KEY,
        days REAL NOT NULL CHECK (days > 0),
        times INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

export const REMINDER_SPLIT = { purchase: 'by-shopper', reminder_off: 'by-shopper', rhythm: 'copied' } as const satisfies Readonly<
  Record<string, Split>
>;

/** Goes along with a guest who is merged, and goes when somebody is erased. */
export const REMINDER_CARRIED = ['purchase', 'reminder_off'] as const;
