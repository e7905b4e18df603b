import { groupAfterMerge } from '@rapport/domain/experiments';
import { accountOf, settleDebt } from '@rapport/domain/points';
import { stranger } from '@rapport/domain/shopper';
import { refused } from '@rapport/protocol/problem';
import type { Answer } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { lastKey, readPage, writePage } from '../../platform/copy.ts';
import type { Page } from '../../platform/copy.ts';
import { mint, uuid } from '../../platform/ids.ts';
import type { MergingStore } from './merging-store.ts';
import { TWINS } from './merging-twins.ts';
import type { SliceParts } from './people.ts';
import { CARRIED_TABLES } from './shoppers-tables.ts';

/** A page number says which table and which part of it: tables in their order, a thousand pages kept for each. */
const PAGES_A_TABLE = 1_000_000;

/**
 * The slice's half of a merge (law 2). The source seals the guest, gives their rows out page by page and keeps a forward; the target writes each page together
 * with the number of the next, so that a page that comes twice lands once.
 */
export class Joining {
  readonly #parts: SliceParts;
  readonly #rows: MergingStore;

  constructor(parts: SliceParts, rows: MergingStore) {
    this.#parts = parts;
    this.#rows = rows;
  }

  /** Seals a guest: from now on nothing of theirs changes here. */
  leave(guest: string, member: string): void {
    const where = this.#parts.store.whereabouts(guest);
    if (where?.state === 'live') this.#parts.store.setWhereabouts(guest, 'leaving', member);
    if (!where) this.#parts.store.addForward(guest, member, now());
  }

  /** The rows of a page, or null past the last; the guest's own row comes first. */
  export(guest: string, page: number): Page | null {
    for (let table = Math.floor(page / PAGES_A_TABLE); table <= CARRIED_TABLES.length; table += 1) {
      const found = this.#page(guest, table, table * PAGES_A_TABLE >= page ? 0 : page % PAGES_A_TABLE);
      if (found && found.rows.length > 0) return found;
    }
    return null;
  }

  /** Takes a page in and answers with the number of the one to come; `rows` null = that was all. */
  import(member: string, guest: string, page: number, rows: Page | null): Answer<{ through: number }> {
    return atomic(this.#parts.storage, () => {
      const known = this.#joined(member, guest);
      if (known.done || page < known.nextPage) return { ok: true as const, through: known.nextPage };
      if (page > known.nextPage) return refused('moved', 'a page is missing');
      if (rows === null) this.#finish(member, guest);
      else if (rows.table === 'shopper') this.#join(member, rows);
      else this.#write(member, guest, rows);
      const next = rows === null ? page : this.after(rows, page);
      this.#saveJoined(member, guest, next, rows === null);
      return { ok: true as const, through: next };
    });
  }

  /** Keeps only the forward: late events and old tokens of the guest lead to the member from here on. */
  forward(guest: string, member: string): void {
    atomic(this.#parts.storage, () => {
      this.#parts.store.setWhereabouts(guest, 'gone', member);
      this.#parts.knowing.cancel(guest);
      for (const table of CARRIED_TABLES) this.#parts.storage.sql.exec(`DELETE FROM "${table}" WHERE shopper = ?`, guest);
    });
  }

  #page(guest: string, table: number, part: number): Page | null {
    const name = table === 0 ? 'shopper' : CARRIED_TABLES[table - 1];
    if (name === undefined) return null;
    let after: SqlStorageValue[] | null = null;
    let found: Page = readPage(this.#parts.storage, name, after, guest);
    for (let passed = 0; passed < part; passed += 1) {
      after = lastKey(this.#parts.storage, found);
      if (!after) return null;
      found = readPage(this.#parts.storage, name, after, guest);
    }
    return found;
  }

  /** The number of the page after this one: the next part of the same table. `export` goes on to the next table where there is none. */
  after(rows: Page, page: number): number {
    const table = rows.table === 'shopper' ? 0 : CARRIED_TABLES.indexOf(rows.table as (typeof CARRIED_TABLES)[number]) + 1;
    return Math.max(page, table * PAGES_A_TABLE) + 1;
  }

  #join(member: string, { rows }: Page): void {
    const guest = rows[0];
    if (!guest) return;
    const person = this.#parts.store.person(member) ?? stranger(member, mint('as'), String(guest['locale']), now());
    const joined = (mine: readonly string[], theirs: unknown): string[] => [...new Set([...mine, ...(JSON.parse(String(theirs)) as string[])])];
    this.#parts.store.savePerson({
      ...person,
      orders: person.orders + Number(guest['orders']),
      spentMinor: person.spentMinor + Number(guest['spent_minor']),
      recent: joined(person.recent, guest['recent']),
      bought: joined(person.bought, guest['bought']),
      consent:
        person.consent.personalisation === 'pending'
          ? ({ personalisation: guest['personalisation'], messages: guest['messages'] } as typeof person.consent)
          : person.consent,
      version: person.version + 1,
    });
    const { group, crossed } = groupAfterMerge(person.group, guest['trial_group'] as typeof person.group);
    if (group !== null) this.#parts.trials.assign(member, group);
    if (crossed) this.#parts.trials.markCrossed(member);
  }

  #write(member: string, guest: string, page: Page): void {
    for (const row of page.rows) {
      const mine: Record<string, SqlStorageValue> = { ...row, shopper: member };
      if (page.table === 'ledger') {
        mine['seq'] = this.#nextSeq(member);
        if (this.#has(member, 'ledger', 'key', mine['key'])) mine['key'] = `${guest}:${String(mine['key'])}`;
      }
      if (page.table === 'lift') {
        this.#parts.trials.join(member, row);
        continue;
      }
      if (page.table === 'audience' || page.table === 'taste') {
        this.#parts.knowing.absorb(member, page.table, row);
        continue;
      }
      if (page.table === 'points_state') {
        this.#rows.joinState(member, row);
        continue;
      }
      const twin = TWINS[page.table];
      if (twin !== undefined && this.#has(member, page.table, twin, mine[twin])) continue;
      if (page.table === 'order_refund' && this.#hasRefund(member, mine)) continue;
      writePage(this.#parts.storage, { table: page.table, rows: [mine] });
    }
  }

  #finish(member: string, guest: string): void {
    const person = this.#parts.store.person(member);
    if (!person) return;
    const key = `merge:${guest}`;
    this.#parts.commerce.appendLedger(member, settleDebt(accountOf(this.#parts.commerce.ledger(member)), { key, atMs: now() }).movements);
    const account = accountOf(this.#parts.commerce.ledger(member));
    const version = person.version + 1;
    this.#parts.store.savePerson({
      ...person,
      pointsPending: account.pending,
      pointsAvailable: account.available,
      unread: this.#parts.messages.countUnread(member),
      version,
    });
    this.#parts.trials.recount(member);
    const joined = this.#parts.store.person(member);
    if (joined) this.#parts.knowing.refresh(joined);
    this.#parts.store.saveEntries(member, [{ id: uuid(), name: 'merged', atMs: now(), source: 'rapport', detail: { from: guest } }]);
  }

  #nextSeq(shopper: string): number {
    return this.#parts.storage.sql.exec<{ seq: number }>('SELECT coalesce(max(seq), 0) + 1 AS seq FROM ledger WHERE shopper = ?', shopper).one().seq;
  }

  #has(shopper: string, table: string, column: string, value: SqlStorageValue | undefined): boolean {
    return (
      this.#parts.storage.sql.exec(`SELECT 1 FROM "${table}" WHERE shopper = ? AND "${column}" = ?`, shopper, value ?? null).toArray().length > 0
    );
  }

  #hasRefund(shopper: string, { order_id, id }: Record<string, SqlStorageValue>): boolean {
    const known = 'SELECT 1 FROM order_refund WHERE shopper = ? AND order_id = ? AND id = ?';
    return this.#parts.storage.sql.exec(known, shopper, order_id ?? null, id ?? null).toArray().length > 0;
  }

  #joined(member: string, guest: string): { nextPage: number; done: boolean } {
    const row = this.#parts.storage.sql
      .exec<{ next_page: number; done: number }>('SELECT next_page, done FROM joined WHERE shopper = ? AND guest = ?', member, guest)
      .toArray()[0];
    return { nextPage: row?.next_page ?? 0, done: row?.done === 1 };
  }

  #saveJoined(member: string, guest: string, nextPage: number, done: boolean): void {
    this.#parts.storage.sql.exec(
      'INSERT OR REPLACE INTO joined (shopper, guest, next_page, done) VALUES (?, ?, ?, ?)',
      member,
      guest,
      nextPage,
      done ? 1 : 0,
    );
  }
}
