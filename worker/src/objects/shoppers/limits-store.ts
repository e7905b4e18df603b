/** How much of a limit of all shoppers this slice may give out, and how much it has. */
export interface LimitUse {
  readonly leased: number;
  readonly used: number;
}

/** Every statement about what this slice was leased of limits that belong to the whole shop. Both numbers only ever grow. */
export class LimitsStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  use(rule: string): LimitUse {
    const row = this.#sql.exec<{ leased: number; used: number }>('SELECT leased, used FROM limit_use WHERE rule = ?', rule).toArray()[0];
    return row ?? { leased: 0, used: 0 };
  }

  /** An answer that comes late and says less than is known changes nothing. */
  saveLeased(rule: string, leased: number): void {
    this.#sql.exec(
      'INSERT INTO limit_use (rule, leased, used) VALUES (?, ?, 0) ON CONFLICT (rule) DO UPDATE SET leased = excluded.leased WHERE excluded.leased > leased',
      rule,
      leased,
    );
  }

  /** Counts what was given; the table refuses more than was leased. */
  count(rule: string, points: number): void {
    this.#sql.exec('INSERT INTO limit_use (rule, leased, used) VALUES (?1, 0, 0) ON CONFLICT DO NOTHING', rule);
    this.#sql.exec('UPDATE limit_use SET used = used + ? WHERE rule = ?', points, rule);
  }
}
