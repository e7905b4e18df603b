import { groupAfterMerge } from '@rapport/domain/experiments';
import { strictestConsent, strictestPreferences } from '@rapport/domain/merge';
import { accountOf, handOver, takeOver } from '@rapport/domain/points';
import type { Movement } from '@rapport/domain/points';
import type { Consent } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { writePage } from '../../platform/copy.ts';
import { uuid } from '../../platform/ids.ts';
import type { SealedRow } from '../merge-port.ts';
import type { Answer } from '../ports.ts';
import { preferenceOf } from './message-rows.ts';
import type { PreferenceRow } from './message-rows.ts';
import type { MergedPerson, MergingStore } from './merging-store.ts';
import { TWINS } from './merging-twins.ts';
import type { People, SliceParts } from './people.ts';
import type { PointsBook } from './points-book.ts';
import { CARRIED_TABLES } from './shoppers-tables.ts';
import { shareOf } from './merging-share.ts';

type Row = Record<string, SqlStorageValue>;

/** Tables of which somebody has one row that stands for all of them: two are joined into one, and parted again. */
export const JOINED_TABLES = ['shopper', 'audience', 'taste', 'preference', 'lift', 'points_state'] as const;
/** Everything that is laid aside of somebody but the ledger, which only ever gains rows. */
const SEALED_TABLES = ['shopper', ...CARRIED_TABLES.filter((table) => table !== 'ledger')];

/** The key of a merge's rows in both ledgers. */
export const mergeKey = (merge: string): string => `merge:${merge}`;

/**
 * Two members turned out to be one (see `parting.ts` for the way back). The one who goes is sealed with all they have, and the one who stays takes it in page by page,
 * noting what came from where. Each step stands in one transaction and may be asked for again.
 */
export class Merging {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #book: PointsBook;
  readonly #rows: MergingStore;

  constructor(parts: SliceParts, people: People, book: PointsBook, rows: MergingStore) {
    this.#parts = parts;
    this.#people = people;
    this.#book = book;
    this.#rows = rows;
  }

  /** Lays aside all that somebody has, and hands their points over. From now on nothing of theirs changes here. */
  seal(gone: string, kept: string, merge: string, atMs: number): Answer<object> {
    const { store, commerce, agenda, knowing, storage } = this.#parts;
    if (this.#rows.merge(gone, merge)) return { ok: true };
    const where = store.whereabouts(gone);
    if (where && where.state !== 'live') return refused('moved', 'being merged');
    atomic(storage, () => {
      this.#rows.open(gone, merge, 'gone', kept, atMs);
      if (!where) return store.addForward(gone, kept, atMs);
      const ledger = commerce.ledger(gone);
      const handing = { key: mergeKey(merge), atMs, reason: 'merged' };
      const { movements } = handOver(accountOf(ledger), ledger, handing);
      for (const table of SEALED_TABLES) this.#rows.seal(gone, merge, table);
      this.#people.book(gone, movements);
      for (const one of movements) this.#rows.put(gone, merge, 'gone', 'ledger', { ...one } as unknown as Row);
      store.setWhereabouts(gone, 'leaving', kept);
      this.#rows.hollow(gone);
      agenda.cancel('due', gone);
      knowing.cancel(gone);
    });
    return { ok: true };
  }

  /** Takes a page in; one that comes twice lands once. */
  take(
    kept: string,
    gone: string,
    merge: string,
    atMs: number,
    after: number,
    rows: readonly SealedRow[] | null,
  ): Answer<{ through: number; isNew: boolean }> {
    const { store, storage } = this.#parts;
    if (!store.person(kept)) return refused('moved', 'not here as themselves');
    return atomic(storage, () => {
      const known = this.#rows.merge(kept, merge) ?? this.#begin(kept, gone, merge, atMs);
      if (known.state !== 'open' || after !== known.through) return { ok: true as const, through: known.through, isNew: false };
      if (rows === null) this.#finish(kept, gone, merge, atMs);
      else for (const one of rows) this.#takeRow(kept, merge, one);
      const through = rows?.at(-1)?.part ?? known.through;
      this.#rows.advance(kept, merge, through, rows === null ? 'merged' : 'open');
      return { ok: true as const, through, isNew: true };
    });
  }

  /** From here on whoever asks for the one who went is sent to the one who stayed. */
  forward(gone: string, kept: string): void {
    this.#parts.store.setWhereabouts(gone, 'gone', kept);
  }

  #begin(kept: string, gone: string, merge: string, atMs: number): MergedPerson {
    this.#rows.open(kept, merge, 'kept', gone, atMs);
    this.lay(kept, merge, 'before');
    return { side: 'kept', other: gone, atMs, through: 0, state: 'open' };
  }

  /** Lays aside how the joined rows of somebody stand. */
  lay(id: string, merge: string, pile: 'before' | 'merged'): void {
    for (const table of JOINED_TABLES) for (const row of this.#rows.rowsOf(id, table)) this.#rows.put(id, merge, pile, table, row);
  }

  #takeRow(kept: string, merge: string, { table, row }: SealedRow): void {
    if (row === null) return;
    if (table === 'ledger') return this.#rows.put(kept, merge, 'came', table, row);
    if ((JOINED_TABLES as readonly string[]).includes(table)) {
      this.#rows.put(kept, merge, 'theirs', table, row);
      return this.#join(kept, table, row);
    }
    const mine: Row = { ...row, shopper: kept };
    const key = this.#rows.keyOf(table, mine);
    const twin = TWINS[table];
    if (this.#rows.rowBy(kept, table, key) || (twin !== undefined && this.#rows.has(kept, table, twin, mine[twin] ?? null))) return;
    writePage(this.#parts.storage, { table, rows: [mine] });
    this.#rows.noteCarried(kept, merge, table, key);
  }

  #join(kept: string, table: string, row: Row): void {
    const { messages, trials, knowing } = this.#parts;
    switch (table) {
      case 'shopper':
        return this.#joinPerson(kept, row);
      case 'audience':
      case 'taste':
        return knowing.absorb(kept, table, row);
      case 'lift':
        return trials.join(kept, row);
      case 'points_state':
        return this.#rows.joinState(kept, row);
      default: {
        const [mine, theirs] = [messages.preference(kept), preferenceOf(row as unknown as PreferenceRow)];
        const { mail, mailConfirmedAtMs } = mine.mail === null ? theirs : mine;
        messages.savePreference(kept, { preferences: strictestPreferences(mine.preferences, theirs.preferences), mail, mailConfirmedAtMs });
      }
    }
  }

  #joinPerson(kept: string, row: Row): void {
    const { store, trials } = this.#parts;
    const person = store.person(kept);
    if (!person) return;
    const list = (text: SqlStorageValue | undefined): string[] => JSON.parse(String(text)) as string[];
    const text = (value: SqlStorageValue | undefined): string | null => (typeof value === 'string' ? value : null);
    const theirs = { personalisation: row['personalisation'], messages: row['messages'] } as unknown as Consent;
    store.savePerson({
      ...person,
      name: person.name ?? text(row['name']),
      email: person.email ?? text(row['email']),
      lastSeenAtMs: Math.max(person.lastSeenAtMs, Number(row['last_seen_at_ms'])),
      orders: person.orders + Number(row['orders']),
      spentMinor: person.spentMinor + Number(row['spent_minor']),
      recent: [...new Set([...person.recent, ...list(row['recent'])])],
      bought: [...new Set([...person.bought, ...list(row['bought'])])],
      consent: strictestConsent(person.consent, theirs),
      version: person.version + 1,
    });
    const { group, crossed } = groupAfterMerge(person.group, row['trial_group'] as typeof person.group);
    if (group !== null) trials.assign(kept, group);
    if (crossed) trials.markCrossed(kept);
  }

  #finish(kept: string, gone: string, merge: string, atMs: number): void {
    const { commerce, trials, knowing, store } = this.#parts;
    const ledger = commerce.ledger(kept);
    const came = this.#rows.pile(kept, merge, 'came').map(({ row }) => row as unknown as Movement);
    const handing = { key: mergeKey(merge), atMs, reason: 'merged' };
    const { movements } = takeOver(accountOf(ledger), came, handing, { person: gone, isReturn: false });
    this.#book.join(kept, movements, [{ id: uuid(), name: 'people_merged', atMs: now(), source: 'staff', detail: { from: gone } }]);
    trials.recount(kept);
    const joined = store.person(kept);
    if (joined) knowing.refresh(joined);
    this.lay(kept, merge, 'merged');
    this.#rows.put(kept, merge, 'merged', 'share', { ...shareOf(this.#parts.points, kept, this.#ordersOf(kept, merge)) });
  }

  #ordersOf(kept: string, merge: string): string[] {
    return this.#rows.carried(kept, merge).flatMap(({ table, key }) => (table === 'shop_order' ? [String((JSON.parse(key) as string[])[0])] : []));
  }
}
