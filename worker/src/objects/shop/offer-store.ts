import type { Offer, OfferDraft, OfferState, RulesVersion } from '@rapport/protocol';

interface Row extends Record<string, SqlStorageValue> {
  id: string;
  version: number;
  state: OfferState;
  changed_at_ms: number;
  detail: string;
}

const offerOf = ({ id, version, state, changed_at_ms, detail }: Row): Offer => ({
  ...(JSON.parse(detail) as OfferDraft),
  id,
  version,
  state,
  changedAtMs: changed_at_ms,
});

const NOW =
  'SELECT o.id, o.version, o.state, o.changed_at_ms, v.detail FROM offer o JOIN offer_version v ON v.offer = o.id AND v.version = o.version';

/** What a version of the contact rules keeps. */
export type RulesHeld = Pick<RulesVersion, 'offerRules' | 'contact'>;

/** Every statement about the shop's offers. */
export class OfferStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** All of them, the newest first. */
  all(): Offer[] {
    return this.#sql.exec<Row>(`${NOW} ORDER BY o.changed_at_ms DESC, o.id`).toArray().map(offerOf);
  }

  get(id: string): Offer | null {
    const row = this.#sql.exec<Row>(`${NOW} WHERE o.id = ?`, id).toArray()[0];
    return row ? offerOf(row) : null;
  }

  /** An offer in one of its versions, in the state that it has today. */
  version(id: string, version: number): Offer | null {
    const row = this.#sql
      .exec<Row>(
        'SELECT o.id, v.version, o.state, o.changed_at_ms, v.detail FROM offer o JOIN offer_version v ON v.offer = o.id WHERE o.id = ? AND v.version = ?',
        id,
        version,
      )
      .toArray()[0];
    return row ? offerOf(row) : null;
  }

  versions(id: string): { version: number; atMs: number; who: string }[] {
    return this.#sql
      .exec<{ version: number; atMs: number; who: string }>(
        'SELECT version, at_ms AS atMs, who FROM offer_version WHERE offer = ? ORDER BY version DESC',
        id,
      )
      .toArray();
  }

  /** Running ones, for the limit. */
  countLive(): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM offer WHERE state IN ('running', 'paused')").one().n;
  }

  save(id: string, version: number, draft: OfferDraft, state: OfferState, atMs: number, who: string): void {
    this.#sql.exec(
      `INSERT INTO offer (id, version, state, changed_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state, changed_at_ms = excluded.changed_at_ms`,
      id,
      version,
      state,
      atMs,
    );
    this.#sql.exec(
      'INSERT INTO offer_version (offer, version, at_ms, who, detail) VALUES (?, ?, ?, ?, ?)',
      id,
      version,
      atMs,
      who,
      JSON.stringify(draft),
    );
  }

  /** A page of versions of the contact rules, the newest first. */
  rules(before: number, limit: number): RulesVersion[] {
    return this.#sql
      .exec<{ version: number; from_ms: number; who: string; rules: string }>(
        'SELECT version, from_ms, who, rules FROM rules_version WHERE version < ? ORDER BY version DESC LIMIT ?',
        before,
        limit,
      )
      .toArray()
      .map(({ version, from_ms, who, rules }) => ({ version, fromMs: from_ms, who, ...(JSON.parse(rules) as RulesHeld) }));
  }

  /** Adds a version of the contact rules that holds from now on. */
  addRules(rules: RulesHeld, who: string, fromMs: number): void {
    this.#sql.exec(
      'INSERT INTO rules_version (version, from_ms, who, rules) VALUES ((SELECT coalesce(max(version), 0) + 1 FROM rules_version), ?, ?, ?)',
      fromMs,
      who,
      JSON.stringify(rules),
    );
  }

  setState(id: string, state: OfferState, atMs: number): void {
    this.#sql.exec('UPDATE offer SET state = ?, changed_at_ms = ? WHERE id = ?', state, atMs, id);
  }
}
