import type { Migration, Split } from '../../platform/migrate.ts';

/** What a slice keeps of merges of two members, so that they can be undone. */
export const MERGING_MIGRATIONS: readonly Migration[] = [
  {
    id: 'merging-1',
    additive: true,
    sql: `
      -- A merge as one of the two sees it. side: gone = they were sealed; kept = the other lives on as them. through: how far the other side's rows have been read.
      CREATE TABLE merged_person (
        shopper TEXT NOT NULL,
        merge TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('gone', 'kept')),
        other TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        through INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'merged', 'parted')),
        PRIMARY KEY (shopper, merge)
      ) STRICT, WITHOUT ROWID;

      -- Rows laid aside. pile: seal = as somebody left; gone = ledger rows that handed points over, came = the same over there; theirs, before, merged = of what is joined, the other's row, the own
      -- one before and just after; back = what goes back.
      CREATE TABLE sealed_row (
        shopper TEXT NOT NULL,
        merge TEXT NOT NULL,
        part INTEGER NOT NULL,
        pile TEXT NOT NULL CHECK (pile IN ('seal', 'gone', 'came', 'theirs', 'before', 'merged', 'back')),
        table_name TEXT NOT NULL,
        key TEXT NOT NULL,
        detail TEXT NOT NULL CHECK (json_valid(detail)),
        PRIMARY KEY (shopper, merge, part)
      ) STRICT, WITHOUT ROWID;

      -- Rows of somebody that came from the other.
      CREATE TABLE merged_row (
        shopper TEXT NOT NULL,
        merge TEXT NOT NULL,
        table_name TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (shopper, merge, table_name, key)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

export const MERGING_SPLIT = { merged_person: 'by-shopper', sealed_row: 'by-shopper', merged_row: 'by-shopper' } as const satisfies Readonly<
  Record<string, Split>
>;

/** Goes when somebody is erased. Not carried along with a guest: a guest was never merged with a member of their own. */
export const MERGING_TABLES = ['merged_person', 'sealed_row', 'merged_row'] as const;
