/** A secret key as the console lists it: never the key, only how to tell it from others. */
export interface KeyRow {
  readonly id: string;
  /** Its last four signs. */
  readonly ending: string;
  readonly madeAtMs: number;
  readonly lastUsedAtMs: number | null;
  /** When it stops working; null = it goes on. */
  readonly endsAtMs: number | null;
}

/** A line of the audit trail. */
export interface AuditRow {
  readonly id: number;
  readonly atMs: number;
  readonly who: string;
  readonly what: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Every statement about staff, their sessions, the keys and the audit trail. */
export class StaffStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  addKey(id: string, hash: string, ending: string, nowMs: number): void {
    this.#sql.exec('INSERT INTO secret_key (hash, id, ending, made_at_ms) VALUES (?, ?, ?, ?)', hash, id, ending, nowMs);
  }

  /** Whether a key is good now; remembers the day it was last used on, so that a look-up seldom writes. */
  useKey(hash: string, nowMs: number, dayMs: number): boolean {
    const row = this.#sql
      .exec<{ last_used_at_ms: number | null }>(
        'SELECT last_used_at_ms FROM secret_key WHERE hash = ? AND (ends_at_ms IS NULL OR ends_at_ms > ?)',
        hash,
        nowMs,
      )
      .toArray()[0];
    if (!row) return false;
    if ((row.last_used_at_ms ?? 0) < nowMs - dayMs) this.#sql.exec('UPDATE secret_key SET last_used_at_ms = ? WHERE hash = ?', nowMs, hash);
    return true;
  }

  keys(): KeyRow[] {
    return this.#sql
      .exec<{ id: string; ending: string; made_at_ms: number; last_used_at_ms: number | null; ends_at_ms: number | null }>(
        'SELECT id, ending, made_at_ms, last_used_at_ms, ends_at_ms FROM secret_key ORDER BY made_at_ms DESC, id LIMIT 100',
      )
      .toArray()
      .map((row) => ({ id: row.id, ending: row.ending, madeAtMs: row.made_at_ms, lastUsedAtMs: row.last_used_at_ms, endsAtMs: row.ends_at_ms }));
  }

  /** Lets a key go on until then and no longer. False when there is no such key. */
  endKey(id: string, endsAtMs: number): boolean {
    return this.#sql.exec('UPDATE secret_key SET ends_at_ms = ? WHERE id = ? RETURNING id', endsAtMs, id).toArray().length === 1;
  }

  setRole(email: string, role: string): void {
    this.#sql.exec('INSERT INTO staff (email, role) VALUES (?, ?) ON CONFLICT (email) DO UPDATE SET role = excluded.role', email, role);
  }

  role(email: string): string | null {
    return this.#sql.exec<{ role: string }>('SELECT role FROM staff WHERE email = ?', email).toArray()[0]?.role ?? null;
  }

  staff(): { email: string; role: string }[] {
    return this.#sql.exec<{ email: string; role: string }>('SELECT email, role FROM staff ORDER BY email LIMIT 1000').toArray();
  }

  /** Takes somebody off the staff, with all their sessions. */
  remove(email: string): void {
    this.#sql.exec('DELETE FROM staff WHERE email = ?', email);
    this.#sql.exec('DELETE FROM staff_session WHERE email = ?', email);
    this.#sql.exec('DELETE FROM staff_code WHERE email = ?', email);
  }

  /** Keeps a new code, unless too many were asked for in the hour. */
  saveCode(email: string, hash: string, nowMs: number, expiresAtMs: number, perHour: number): boolean {
    return (
      this.#sql
        .exec(
          `INSERT INTO staff_code (email, hash, expires_at_ms, tries, hour_at_ms, asked) VALUES (?, ?, ?, 0, ?, 1)
           ON CONFLICT (email) DO UPDATE SET hash = excluded.hash, expires_at_ms = excluded.expires_at_ms, tries = 0,
             asked = CASE WHEN hour_at_ms > ? - 3600000 THEN asked + 1 ELSE 1 END,
             hour_at_ms = CASE WHEN hour_at_ms > ? - 3600000 THEN hour_at_ms ELSE ? END
           WHERE hour_at_ms <= ? - 3600000 OR asked < ? RETURNING email`,
          email,
          hash,
          expiresAtMs,
          nowMs,
          nowMs,
          nowMs,
          nowMs,
          nowMs,
          perHour,
        )
        .toArray().length === 1
    );
  }

  /** Counts a try and answers with the code's hash while it is still good: five tries, then a new code is needed. */
  tryCode(email: string, nowMs: number): string | null {
    return (
      this.#sql
        .exec<{ hash: string }>(
          'UPDATE staff_code SET tries = tries + 1 WHERE email = ? AND expires_at_ms > ? AND tries < 5 RETURNING hash',
          email,
          nowMs,
        )
        .toArray()[0]?.hash ?? null
    );
  }

  /** A code is good once. It stays as a row, spent, so that the count of the hour stays too. */
  spendCode(email: string): void {
    this.#sql.exec('UPDATE staff_code SET expires_at_ms = 0 WHERE email = ?', email);
  }

  addSession(hash: string, email: string, expiresAtMs: number): void {
    this.#sql.exec('INSERT INTO staff_session (hash, email, expires_at_ms) VALUES (?, ?, ?)', hash, email, expiresAtMs);
  }

  session(hash: string, nowMs: number): { email: string; role: string } | null {
    return (
      this.#sql
        .exec<{ email: string; role: string }>(
          'SELECT s.email, t.role FROM staff_session s JOIN staff t ON t.email = s.email WHERE s.hash = ? AND s.expires_at_ms > ?',
          hash,
          nowMs,
        )
        .toArray()[0] ?? null
    );
  }

  dropSession(hash: string): void {
    this.#sql.exec('DELETE FROM staff_session WHERE hash = ?', hash);
  }

  audit(atMs: number, who: string, what: string, detail: Readonly<Record<string, unknown>>): void {
    this.#sql.exec('INSERT INTO audit (at_ms, who, what, detail) VALUES (?, ?, ?, ?)', atMs, who, what, JSON.stringify(detail));
  }

  /** The newest first, before one of them. */
  trail(before: number | null, limit: number): AuditRow[] {
    return this.#sql
      .exec<{ id: number; at_ms: number; who: string; what: string; detail: string }>(
        'SELECT id, at_ms, who, what, detail FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?',
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
      .toArray()
      .map((row) => ({ id: row.id, atMs: row.at_ms, who: row.who, what: row.what, detail: JSON.parse(row.detail) as AuditRow['detail'] }));
  }
}
