import type { PutOff, Source, Told, Value } from '@rapport/domain/profile';
import type { Migration, Split } from '../../platform/migrate.ts';

/** What people answer to the owner's questions. What they said and what staff heard of them stand in rows of their own; what counts of both is in `taste.profile`. */
export const PROFILE_MIGRATIONS: readonly Migration[] = [
  {
    id: 'profile-1',
    additive: true,
    sql: `
      CREATE TABLE profile_answer (
        shopper TEXT NOT NULL,
        field TEXT NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('said', 'heard')),
        value TEXT NOT NULL CHECK (json_valid(value)),
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, field, source)
      ) STRICT, WITHOUT ROWID;
      -- Questions that were answered with "not now".
      CREATE TABLE profile_put_off (
        shopper TEXT NOT NULL,
        field TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (shopper, field)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
export const PROFILE_SPLIT = { profile_answer: 'by-shopper', profile_put_off: 'by-shopper' } as const satisfies Readonly<Record<string, Split>>;
/** Goes along with a guest who is merged, and goes when somebody is erased. */
export const PROFILE_CARRIED = ['profile_answer', 'profile_put_off'] as const;

/** Every statement about what people answer. */
export class ProfileStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  told(shopper: string): Told[] {
    return this.#sql
      .exec<{ field: string; source: Source; value: string; at_ms: number }>(
        'SELECT field, source, value, at_ms FROM profile_answer WHERE shopper = ? ORDER BY field, source DESC LIMIT 200',
        shopper,
      )
      .toArray()
      .map(({ field, source, value, at_ms }) => ({ field, source, value: JSON.parse(value) as Value, atMs: at_ms }));
  }

  /** Keeps an answer, or with null takes one back. */
  save(shopper: string, field: string, source: Source, value: Value | null, atMs: number): void {
    if (value === null) this.#sql.exec('DELETE FROM profile_answer WHERE shopper = ? AND field = ? AND source = ?', shopper, field, source);
    else
      this.#sql.exec(
        `INSERT INTO profile_answer (shopper, field, source, value, at_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (shopper, field, source) DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms`,
        shopper,
        field,
        source,
        JSON.stringify(value),
        atMs,
      );
  }

  putOffs(shopper: string): PutOff[] {
    return this.#sql
      .exec<{ field: string; at_ms: number }>('SELECT field, at_ms FROM profile_put_off WHERE shopper = ? LIMIT 200', shopper)
      .toArray()
      .map(({ field, at_ms }) => ({ field, atMs: at_ms }));
  }

  putOff(shopper: string, field: string, atMs: number): void {
    this.#sql.exec(
      'INSERT INTO profile_put_off (shopper, field, at_ms) VALUES (?, ?, ?) ON CONFLICT (shopper, field) DO UPDATE SET at_ms = excluded.at_ms',
      shopper,
      field,
      atMs,
    );
  }
}
