import { likings, partInterests } from '@rapport/domain/interest';
import { consentBack, partedCount, partedList, partedMark, strictestPreferences } from '@rapport/domain/merge';
import { accountOf, handBack, takeOver } from '@rapport/domain/points';
import type { Movement } from '@rapport/domain/points';
import type { Consent } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { removeRow, replacePage, writePage } from '../../platform/copy.ts';
import { uuid } from '../../platform/ids.ts';
import type { SealedRow } from '../merge-port.ts';
import type { Answer } from '../ports.ts';
import { tasteOf } from './summary-rows.ts';
import { mergeKey } from './merging.ts';
import type { MergedPerson, MergingStore } from './merging-store.ts';
import { shareOf } from './merging-share.ts';
import { preferenceOf } from './message-rows.ts';
import type { PreferenceRow } from './message-rows.ts';
import type { People, SliceParts } from './people.ts';
import type { PointsBook } from './points-book.ts';

type Row = Record<string, SqlStorageValue>;

/** Counts that add up when two are joined; every other column is as it was, unless it has changed since. */
const COUNTS: readonly string[] = [
  'audience.visits',
  'audience.views',
  'audience.searches',
  'audience.baskets',
  'audience.messages',
  'lift.exposures',
];
const ABOUT_ORDERS = ['judged_order', 'order_refund', 'purchase'] as const;
/** What both keep of the time together: what was said to them, what they commanded, what they agreed to. */
const OF_BOTH = ['told', 'command', 'consent'] as const;

/** The key of an undo's rows in both ledgers. */
const undoKey = (merge: string): string => `${mergeKey(merge)}:undo`;
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Two members who were merged are two again. The one who stayed lays aside what goes back, with what has become of it; the one who had gone takes it in page by page,
 * adds what had stayed in their seal, and is themselves again.
 */
export class Parting {
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

  /** Lays aside what goes back, and leaves the one who stayed with what is theirs. */
  part(kept: string, merge: string, atMs: number): Answer<{ isNew: boolean }> {
    const known = this.#rows.merge(kept, merge);
    if (!known || known.side !== 'kept') return refused('not-found');
    if (known.state === 'parted') return { ok: true, isNew: false };
    if (!this.#parts.store.person(kept)) return refused('moved', 'not here as themselves');
    atomic(this.#parts.storage, () => this.#part(kept, merge, known, atMs));
    return { ok: true, isNew: true };
  }

  /** Takes a page back in; with null the person is complete, and here as themselves again. */
  restore(gone: string, merge: string, atMs: number, after: number, rows: readonly SealedRow[] | null): Answer<{ through: number; isNew: boolean }> {
    return atomic(this.#parts.storage, () => {
      const known = this.#rows.merge(gone, merge);
      // What is kept aside goes when all is done: somebody who is here again has taken everything in.
      if (!known) return this.#parts.store.person(gone) ? { ok: true as const, through: after, isNew: false } : refused('not-found');
      if (known.state !== 'open' || after !== known.through) return { ok: true as const, through: known.through, isNew: false };
      for (const { table, row, key } of rows ?? []) this.#rows.put(gone, merge, 'back', table, row, key);
      const through = rows?.at(-1)?.part ?? known.through;
      this.#rows.advance(gone, merge, through, rows === null ? 'parted' : 'open');
      if (rows === null) this.#return(gone, merge, atMs);
      return { ok: true as const, through, isNew: true };
    });
  }

  #part(kept: string, merge: string, known: MergedPerson, atMs: number): void {
    const { commerce, points, trials, knowing, store, storage } = this.#parts;
    const carried = this.#rows.carried(kept, merge);
    const orders = carried.flatMap(({ table, key }) => (table === 'shop_order' ? [String((JSON.parse(key) as string[])[0])] : []));
    const share = shareOf(points, kept, orders);
    const back = (table: string, row: Row | null, key: string): void => this.#rows.put(kept, merge, 'back', table, row, key);
    const sendBack = (table: string, key: string): void => {
      back(table, this.#rows.rowBy(kept, table, key), key);
      removeRow(storage, table, [kept, ...(JSON.parse(key) as SqlStorageValue[])]);
    };
    this.#noteBack(kept, merge, share);
    for (const { table, key } of carried) sendBack(table, key);
    for (const table of ABOUT_ORDERS) for (const row of this.#rows.ofOrders(kept, table, orders)) sendBack(table, this.#rows.keyOf(table, row));
    for (const table of OF_BOTH) for (const row of this.#rows.since(kept, table, known.atMs)) back(table, row, this.#rows.keyOf(table, row));
    const ledger = commerce.ledger(kept);
    const said = { key: undoKey(merge), atMs, reason: 'unmerged', came: mergeKey(merge), kept: this.#rows.openCommands(kept) };
    const { movements } = handBack(accountOf(ledger), ledger, said);
    for (const one of movements) if (one.from === 'elsewhere' || one.to === 'elsewhere') back('ledger', { ...one } as unknown as Row, one.key);
    this.#splitJoined(kept, merge, share);
    this.#book.join(kept, movements, [{ id: uuid(), name: 'merge_undone', atMs: now(), source: 'staff', detail: { from: known.other } }]);
    trials.recount(kept);
    const person = store.person(kept);
    if (person) knowing.refresh(person);
    this.#rows.advance(kept, merge, known.through, 'parted');
  }

  /** What the other has to know of the time together beside their rows: it goes first, under a name that no table has. */
  #noteBack(kept: string, merge: string, share: ReturnType<typeof shareOf>): void {
    const then = this.#piled(kept, merge, 'merged');
    const [merged, [now_]] = [then.get('shopper'), this.#rows.rowsOf(kept, 'shopper')];
    const [mergedWish, [wish]] = [then.get('preference'), this.#rows.rowsOf(kept, 'preference')];
    this.#rows.put(kept, merge, 'back', '@word', { merged: JSON.stringify(merged), now: JSON.stringify(now_) }, '');
    if (wish && !isSame(mergedWish, wish)) this.#rows.put(kept, merge, 'back', '@wish', wish, '');
    const before = then.get('share');
    const orders = share.orders - Number(before?.['orders'] ?? 0);
    this.#rows.put(kept, merge, 'back', '@share', { orders, spentMinor: share.spentMinor - Number(before?.['spentMinor'] ?? 0) }, '');
    const own = this.#piled(kept, merge, 'before').get('shopper');
    this.#rows.put(kept, merge, 'back', '@group', { group: own?.['trial_group'] ?? null }, '');
  }

  /** Parts the rows of which there is one a person. */
  #splitJoined(kept: string, merge: string, share: ReturnType<typeof shareOf>): void {
    const [before, merged, theirs] = (['before', 'merged', 'theirs'] as const).map((pile) => this.#piled(kept, merge, pile));
    for (const table of ['audience', 'preference', 'lift', 'points_state', 'taste', 'shopper'] as const) {
      const [was, then, other] = [before?.get(table), merged?.get(table), theirs?.get(table)];
      const [is] = this.#rows.rowsOf(kept, table);
      if (!is || !then || !other) continue;
      if (!was) {
        if (isSame(is, then)) this.#rows.clear(kept, table);
        continue;
      }
      const parted = Object.fromEntries(
        Object.keys(is).map((column) => {
          const [a, b, c] = [was[column] ?? null, then[column] ?? null, is[column] ?? null];
          return [column, COUNTS.includes(`${table}.${column}`) ? partedCount(Number(a), Number(b), Number(c)) : partedMark(a, b, c)];
        }),
      ) as Row;
      const row =
        table === 'taste'
          ? partedTaste(parted, was, then, is, other)
          : table === 'shopper'
            ? this.#partedPerson(parted, was, is, other, merge, share)
            : parted;
      replacePage(this.#parts.storage, { table, rows: [row] });
    }
  }

  #partedPerson(parted: Row, was: Row, is: Row, other: Row, merge: string, share: ReturnType<typeof shareOf>): Row {
    const kept = String(is['id']);
    const before = this.#piled(kept, merge, 'merged').get('share');
    const list = (row: Row, column: string): string[] => JSON.parse(String(row[column])) as string[];
    const shorter = (column: string): string => JSON.stringify(partedList(list(was, column), list(other, column), list(is, column)));
    const left = (column: 'orders' | 'spent_minor', now_: number, then: number): number =>
      Math.max(0, Number(is[column]) - Number(other[column]) - (now_ - then));
    return {
      ...parted,
      orders: left('orders', share.orders, Number(before?.['orders'] ?? 0)),
      spent_minor: left('spent_minor', share.spentMinor, Number(before?.['spentMinor'] ?? 0)),
      recent: shorter('recent'),
      bought: shorter('bought'),
      // Counted anew from the rows, in the same transaction.
      ...{
        points_pending: is['points_pending'] ?? 0,
        points_available: is['points_available'] ?? 0,
        unread: is['unread'] ?? 0,
        version: is['version'] ?? 0,
      },
    };
  }

  #return(gone: string, merge: string, atMs: number): void {
    const { commerce, trials, knowing, store, storage } = this.#parts;
    const [seal, back] = [this.#rows.pile(gone, merge, 'seal'), this.#rows.pile(gone, merge, 'back')];
    const own = seal.find(({ table }) => table === 'shopper')?.row;
    const handled = new Set(back.map(({ table, key }) => `${table} ${key}`));
    const notes = new Map(back.filter(({ table }) => table.startsWith('@')).map(({ table, row }) => [table, row ?? {}]));
    if (own) replacePage(storage, { table: 'shopper', rows: [restored(own, notes)] });
    else this.#rows.dropForward(gone);
    for (const { table, key, row } of seal)
      if (table !== 'shopper' && row && !handled.has(`${table} ${key}`)) writePage(storage, { table, rows: [row] });
    for (const { table, key, row } of back) {
      if (row === null || table === 'ledger' || table.startsWith('@') || this.#rows.rowBy(gone, table, key)) continue;
      writePage(storage, { table, rows: [{ ...row, shopper: gone }] });
    }
    this.#wishBack(gone, notes.get('@wish'));
    const ledger = commerce.ledger(gone);
    const came = back.flatMap(({ table, row }) => (table === 'ledger' && row ? [row as unknown as Movement] : []));
    const said = { key: undoKey(merge), atMs, reason: 'unmerged' };
    const { movements } = takeOver(accountOf(ledger), came, said, { person: gone, isReturn: true });
    this.#book.join(gone, movements, [{ id: uuid(), name: 'merge_undone', atMs: now(), source: 'staff', detail: {} }]);
    const group = notes.get('@group')?.['group'] ?? null;
    if (group !== null && own?.['trial_group'] !== null && own?.['trial_group'] !== group) trials.markCrossed(gone);
    trials.recount(gone);
    const person = store.person(gone);
    if (person) knowing.refresh(person);
    this.#rows.dropPiles(gone, merge);
  }

  /** What was switched off since counts for both. */
  #wishBack(gone: string, since: Row | undefined): void {
    if (!since) return;
    const { messages } = this.#parts;
    const [mine, theirs] = [messages.preference(gone), preferenceOf(since as unknown as PreferenceRow)];
    messages.savePreference(gone, { ...mine, preferences: strictestPreferences(mine.preferences, theirs.preferences) });
  }

  #piled(id: string, merge: string, pile: 'before' | 'merged' | 'theirs'): Map<string, Row> {
    return new Map(this.#rows.pile(id, merge, pile).flatMap(({ table, row }) => (row ? [[table, row] as const] : [])));
  }
}

/** Somebody's own row as it was when they left, with what has become of their orders since and a no that was said. */
const restored = (own: Row, notes: ReadonlyMap<string, Row>): Row => {
  const word = notes.get('@word');
  const consentIn = (row: Row): Consent => ({ personalisation: row['personalisation'], messages: row['messages'] }) as unknown as Consent;
  const read = (text: SqlStorageValue | undefined): Row => JSON.parse(String(text)) as Row;
  const consent = word ? consentBack(consentIn(own), consentIn(read(word['merged'])), consentIn(read(word['now']))) : consentIn(own);
  const share = notes.get('@share');
  return {
    ...own,
    ...consent,
    state: 'live',
    into_shopper: null,
    orders: Math.max(0, Number(own['orders']) + Number(share?.['orders'] ?? 0)),
    spent_minor: Math.max(0, Number(own['spent_minor']) + Number(share?.['spentMinor'] ?? 0)),
    version: Number(own['version']) + 1,
  };
};

/** Lists and likings without what only the other brought along. */
const partedTaste = (parted: Row, was: Row, then: Row, is: Row, other: Row): Row => {
  const [mine, both, theirs] = [was, is, other].map((row) => tasteOf(row as Parameters<typeof tasteOf>[0]));
  if (!mine || !both || !theirs || isSame(then, is)) return was;
  const interests = partInterests(both.interests, theirs.interests);
  const profile = Object.entries(both.profile).filter(([field, value]) => field in mine.profile || theirs.profile[field] !== value);
  return {
    ...parted,
    interests: JSON.stringify(interests),
    likes: JSON.stringify(likings(interests, now()).map(({ facet, key }) => `${facet}:${key}`)),
    lists: JSON.stringify(partedList(mine.lists, theirs.lists, both.lists)),
    profile: JSON.stringify(Object.fromEntries(profile)),
  };
};
