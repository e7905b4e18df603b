import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Locale } from '../locale.ts';
import type { Voucher } from '../money.ts';
import { transaction } from './database.ts';

/** Somebody with an account. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly about: string;
  readonly locale: Locale;
}

/** Something the next page must know: an event for the data layer, a word to the visitor, or the fields of a form that was refused. */
export type Note =
  { readonly kind: 'event'; readonly event: Record<string, unknown> } | { readonly kind: 'word'; readonly word: string; readonly about?: string };

/** One browser at our counter. */
export interface Visit {
  readonly id: string;
  readonly person: Person | undefined;
  readonly voucher: Voucher | undefined;
}

/** A line of the basket. */
export interface BasketLine {
  readonly variantId: string;
  readonly quantity: number;
}

/** How long a visit is remembered after it was last seen. */
const FORGET_AFTER_MS = 60 * 24 * 3600_000;

/** Most of one thing that fits into a parcel. */
export const MOST = 20;

const READY: readonly (readonly [id: string, email: string, name: string, about: string, locale: Locale])[] = [
  ['person-anna', 'anna.weber@example.com', 'Anna Weber', 'Leipzig', 'en'],
  ['person-yichun', 'yichun.chen@example.com', '陳怡君', '臺北', 'zh-Hant'],
  ['person-jonas', 'jonas.lind@example.com', 'Jonas Lind', 'Malmö', 'en'],
];

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Who is here, what they carry, and what the next page must tell them. */
export class Visits {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync, nowMs: number) {
    this.#db = db;
    const add = db.prepare('INSERT OR IGNORE INTO person (id, email, name, about, locale, is_ready, created_at_ms) VALUES (?, ?, ?, ?, ?, 1, ?)');
    for (const row of READY) add.run(...row, nowMs);
    db.prepare('DELETE FROM visit WHERE seen_at_ms < ?').run(nowMs - FORGET_AFTER_MS);
  }

  /** Starts to remember a browser. Returns the token for its cookie; only its hash is kept. */
  start(nowMs: number): string {
    const token = randomBytes(24).toString('base64url');
    this.#db.prepare('INSERT INTO visit (id, seen_at_ms) VALUES (?, ?)').run(hash(token), nowMs);
    return token;
  }

  /** The visit of a token. */
  find(token: string | undefined, nowMs: number): Visit | undefined {
    if (token === undefined || token === '') return undefined;
    const row = this.#db
      .prepare(
        'SELECT v.id AS visit, v.voucher, v.seen_at_ms, p.id, p.email, p.name, p.about, p.locale FROM visit v LEFT JOIN person p ON p.id = v.person_id WHERE v.id = ?',
      )
      .get(hash(token));
    if (row === undefined) return undefined;
    if (nowMs - Number(row['seen_at_ms']) > 3600_000)
      this.#db.prepare('UPDATE visit SET seen_at_ms = ? WHERE id = ?').run(nowMs, String(row['visit']));
    const person =
      row['id'] === null
        ? undefined
        : {
            id: String(row['id']),
            email: String(row['email']),
            name: String(row['name']),
            about: String(row['about']),
            locale: row['locale'] as Locale,
          };
    return { id: String(row['visit']), person, voucher: row['voucher'] === null ? undefined : (JSON.parse(String(row['voucher'])) as Voucher) };
  }

  /** Signs a person in or out under a new token, so that an old cookie is worth nothing. Basket and guest's orders come along when signing in. */
  become(visitId: string, personId: string | undefined): string {
    const token = randomBytes(24).toString('base64url');
    this.#db
      .prepare('UPDATE visit SET id = ?, person_id = ?, voucher = NULL, order_id = NULL WHERE id = ?')
      .run(hash(token), personId ?? null, visitId);
    if (personId !== undefined)
      this.#db.prepare('UPDATE purchase SET visit_id = ? WHERE visit_id = ? AND person_id IS NULL').run(hash(token), visitId);
    if (personId === undefined) this.#db.prepare('DELETE FROM basket_line WHERE visit_id = ?').run(hash(token));
    return token;
  }

  /** The three people who are always here. */
  ready(): Person[] {
    return this.#db.prepare('SELECT id, email, name, about, locale FROM person WHERE is_ready = 1 ORDER BY id').all() as unknown as Person[];
  }

  /** One person by id. */
  person(id: string): Person | undefined {
    return this.#db.prepare('SELECT id, email, name, about, locale FROM person WHERE id = ?').get(id) as unknown as Person | undefined;
  }

  /** Makes an account, or finds the one with this address (there are no passwords in a demo). */
  join(email: string, name: string, locale: Locale, nowMs: number): { readonly person: Person; readonly isNew: boolean } {
    const address = email.trim().toLowerCase();
    const found = this.#db.prepare('SELECT id, email, name, about, locale FROM person WHERE email = ?').get(address) as unknown as Person | undefined;
    if (found !== undefined) return { person: found, isNew: false };
    const person: Person = { id: `person-${randomUUID()}`, email: address, name, about: '', locale };
    this.#db
      .prepare('INSERT INTO person (id, email, name, about, locale, is_ready, created_at_ms) VALUES (?, ?, ?, ?, ?, 0, ?)')
      .run(person.id, person.email, person.name, '', locale, nowMs);
    return { person, isNew: true };
  }

  /** What lies in the basket, oldest first. */
  basket(visitId: string): BasketLine[] {
    return this.#db
      .prepare('SELECT variant_id AS variantId, quantity FROM basket_line WHERE visit_id = ? ORDER BY added_at_ms, variant_id')
      .all(visitId) as unknown as BasketLine[];
  }

  /** Sets how many of a variant lie in the basket; 0 takes it out. */
  put(visitId: string, variantId: string, quantity: number, nowMs: number): void {
    if (quantity <= 0) this.#db.prepare('DELETE FROM basket_line WHERE visit_id = ? AND variant_id = ?').run(visitId, variantId);
    else
      this.#db
        .prepare(
          'INSERT INTO basket_line (visit_id, variant_id, quantity, added_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET quantity = excluded.quantity',
        )
        .run(visitId, variantId, Math.min(MOST, quantity), nowMs);
  }

  /** Empties the basket and forgets the voucher and the number that was set aside. Call inside the transaction that saves the order. */
  empty(visitId: string): void {
    this.#db.prepare('DELETE FROM basket_line WHERE visit_id = ?').run(visitId);
    this.#db.prepare('UPDATE visit SET voucher = NULL, order_id = NULL WHERE id = ?').run(visitId);
  }

  /** Keeps a checked voucher with the basket, or drops it. */
  keepVoucher(visitId: string, voucher: Voucher | undefined): void {
    this.#db.prepare('UPDATE visit SET voucher = ? WHERE id = ?').run(voucher === undefined ? null : JSON.stringify(voucher), visitId);
  }

  /** The voucher that is kept with the basket now. */
  voucherOf(visitId: string): Voucher | undefined {
    const row = this.#db.prepare('SELECT voucher FROM visit WHERE id = ?').get(visitId);
    return typeof row?.['voucher'] === 'string' ? (JSON.parse(row['voucher']) as Voucher) : undefined;
  }

  /** The number of the order that this basket will become: the same until it does, so that pressing twice buys once. */
  orderNumber(visitId: string): string {
    const row = this.#db.prepare('SELECT order_id FROM visit WHERE id = ?').get(visitId);
    if (typeof row?.['order_id'] === 'string') return row['order_id'];
    const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
    const number = `MM-${[...randomBytes(8)].map((byte) => alphabet[byte % 32]).join('')}`;
    this.#db.prepare('UPDATE visit SET order_id = ? WHERE id = ?').run(number, visitId);
    return number;
  }

  /** Leaves something for the next page. */
  leave(visitId: string, ...notes: readonly Note[]): void {
    for (const note of notes) this.#db.prepare('INSERT INTO note (visit_id, body) VALUES (?, ?)').run(visitId, JSON.stringify(note));
  }

  /** Takes what was left, once. */
  collect(visitId: string): Note[] {
    return transaction(this.#db, () => {
      const notes = this.#db
        .prepare('SELECT body FROM note WHERE visit_id = ? ORDER BY seq')
        .all(visitId)
        .map((row) => JSON.parse(String(row['body'])) as Note);
      if (notes.length > 0) this.#db.prepare('DELETE FROM note WHERE visit_id = ?').run(visitId);
      return notes;
    });
  }
}
