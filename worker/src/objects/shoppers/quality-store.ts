import type { Source, Value } from '@rapport/domain/profile';

/** A person as questions about the data of everybody read them. */
export interface KnownRow {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly isMember: boolean;
  readonly bounced: boolean;
  readonly answers: readonly { readonly field: string; readonly source: Source; readonly value: Value; readonly atMs: number }[];
}

/** Every statement about how good the data of people is: a bounded number of them at a time. */
export class QualityStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The next people after an id who are here as themselves, with all they answered. */
  after(id: string, limit: number): KnownRow[] {
    const people = this.#sql
      .exec<{ id: string; kind: string; name: string | null; email: string | null; bounced: number }>(
        `SELECT s.id, s.kind, s.name, s.email, coalesce(a.last_undelivered_at_ms IS NOT NULL, 0) AS bounced
         FROM shopper s LEFT JOIN audience a ON a.shopper = s.id WHERE s.id > ? AND s.state = 'live' ORDER BY s.id LIMIT ?`,
        id,
        limit,
      )
      .toArray();
    const last = people.at(-1)?.id;
    if (last === undefined) return [];
    const told = new Map<string, KnownRow['answers'][number][]>();
    const answers = this.#sql.exec<{ shopper: string; field: string; source: Source; value: string; at_ms: number }>(
      'SELECT shopper, field, source, value, at_ms FROM profile_answer WHERE shopper > ? AND shopper <= ? ORDER BY shopper, field, source DESC',
      id,
      last,
    );
    for (const { shopper, field, source, value, at_ms } of answers) {
      const known = told.get(shopper) ?? [];
      told.set(shopper, [...known, { field, source, value: JSON.parse(value) as Value, atMs: at_ms }]);
    }
    return people.map(({ kind, bounced, ...row }) => ({
      ...row,
      isMember: kind === 'member',
      bounced: bounced === 1,
      answers: told.get(row.id) ?? [],
    }));
  }

  /** Who of the next people is on a list; `last` = where to go on, null at the end. */
  onList(list: string, after: string, limit: number): { on: string[]; last: string | null } {
    const rows = this.#sql
      .exec<{ shopper: string; lists: string }>('SELECT shopper, lists FROM taste WHERE shopper > ? ORDER BY shopper LIMIT ?', after, limit)
      .toArray();
    const on = rows.flatMap(({ shopper, lists }) => ((JSON.parse(lists) as string[]).includes(list) ? [shopper] : []));
    return { on, last: rows.length === limit ? (rows.at(-1)?.shopper ?? null) : null };
  }
}
