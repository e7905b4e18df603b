import type { Met } from '@rapport/domain/shopper';
import { isSlipOf, isWaitedFor, keysOfProduct, meet, prepare, productKey, readLexicon, slipShapes } from '@rapport/domain/watches';
import type { ChangedProduct, KeptWatch, PreparedProduct, ReadLexicon } from '@rapport/domain/watches';
import type { Answer, Arrival, At } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { Flights } from '../../platform/flight.ts';
import type { SliceParts } from './people.ts';
import type { ArrivalJob, Candidate } from './watch-store.ts';

/** Changes taken in one transaction before other calls get their turn. */
const CHANGES_A_PIECE = 5;
/** People told in one transaction. */
const PEOPLE_A_CHUNK = 50;
/** People held against a product before others get their turn: most of those whom a key finds are refused by the exact check, which only reads. */
const ASKED_A_CHUNK = 200;
/** Rows of the reverse index read at a time for one key. */
const ROWS_A_WINDOW = 2_000;
/** How long after something came in the alarm looks whether it was worked off; normally it is at once. */
const WORK_AFTER_MS = 5_000;

/** Somebody whom a product concerns. */
export interface Found {
  readonly shopper: string;
  readonly met: readonly Met[];
}

/** Hands over whom a product concerns, inside the chunk's transaction; what it gives back is done once that stands. */
export type Tell = (found: readonly Found[], arrival: Arrival) => readonly (() => void)[];

/** What came in, and who waits for it: found without looking at those who don't, and told in chunks. */
export class ArrivalsDesk {
  readonly #parts: SliceParts;
  readonly #tell: Tell;
  readonly #isOnDuty: () => boolean;
  readonly #flights = new Flights<void>();
  #lexicon: { readonly version: number; readonly read: ReadLexicon } | null = null;

  constructor(parts: SliceParts, tell: Tell, isOnDuty: () => boolean) {
    this.#parts = parts;
    this.#tell = tell;
    this.#isOnDuty = isOnDuty;
  }

  /** Takes in what changed: each change once, in order. What concerns many is worked off afterwards, by `work`. */
  async arrive(at: At, source: string, changes: readonly Arrival[]): Promise<Answer<{ seq: number }>> {
    const { storage, store, fence } = this.#parts;
    const refusal = fence.admit(at);
    if (refusal) return refusal;
    for (let from = 0; from < changes.length; from += CHANGES_A_PIECE) {
      const shows = atomic(storage, () => {
        const heard = store.heard(source);
        const piece = changes.slice(from, from + CHANGES_A_PIECE).filter(({ seq }) => seq > heard);
        const room = { people: PEOPLE_A_CHUNK };
        const told = piece.flatMap((change) => this.#take(source, change, room));
        const last = piece.at(-1);
        if (last) store.saveHeard(source, last.seq);
        return told;
      });
      for (const show of shows) show();
      await scheduler.wait(0);
      const moved = fence.admit(at);
      if (moved) return moved;
    }
    return { ok: true, seq: store.heard(source) };
  }

  /** Works off what has been noted, a chunk of people a transaction. One flight at a time; stops when the slice is sealed. */
  work(): Promise<void> {
    return this.#flights.join('work', () => this.#work());
  }

  async #work(): Promise<void> {
    const { watches, agenda } = this.#parts;
    for (let job = watches.nextArrival(); job !== null; job = watches.nextArrival()) {
      const prepared = this.#prepare(job.change);
      for (const chunk of this.#chunks(this.#keys(prepared, job.change), job.after)) {
        if (!this.#isOnDuty()) return;
        this.#meetChunk(job, prepared, chunk);
        await scheduler.wait(0);
      }
    }
    agenda.cancel('arrivals', 'all');
    await agenda.arm();
  }

  /**
   * Takes one change in: what concerns nobody is done, what concerns a few is told at once, in the same transaction; only what concerns many, or comes while something
   * is being worked off, is noted for later.
   */
  #take(source: string, change: Arrival, room: { people: number }): readonly (() => void)[] {
    const { watches, agenda } = this.#parts;
    const isOpen = !watches.hasArrivals();
    // Of a product that was renamed everything counts: who waits for it may still be filed under its old id.
    if (change.rootId === undefined && changeOf(change) === null) return [];
    const prepared = this.#prepare(change);
    const keys = this.#keys(prepared, change);
    if (keys.length === 0 && (isOpen || change.rootId === undefined)) return [];
    const { people, end } = isOpen ? this.#window(keys, '') : { people: [], end: false };
    if (end && people.length <= ASKED_A_CHUNK) {
      const candidates = people.flatMap(([, theirs]) => theirs);
      const found = this.#found(candidates, change, prepared);
      if (found.length <= room.people) {
        room.people -= found.length;
        return found.length === 0 ? [] : this.#tell(found, change);
      }
    }
    watches.addArrival(source, { ...change, product: { ...change.product, description: {} } });
    agenda.planAbout({ kind: 'arrivals', key: 'all', dueAtMs: now() + WORK_AFTER_MS }, WORK_AFTER_MS / 2);
    return [];
  }

  #prepare({ reading }: Arrival): PreparedProduct {
    const { settings, version } = this.#parts.store.setup();
    if (this.#lexicon?.version !== version) this.#lexicon = { version, read: readLexicon(settings.lexicon) };
    return prepare(reading, this.#lexicon.read);
  }

  /** The keys that somebody's watch is filed under and this product reaches. */
  #keys(product: PreparedProduct, { product: { id }, formerId }: Arrival): string[] {
    const { watches } = this.#parts;
    if (formerId !== undefined) return watches.filed([productKey(formerId)]);
    const slips = watches.spelt(slipShapes(product)).filter(({ spelling }) => isSlipOf(spelling, product));
    return [...new Set([...watches.filed(keysOfProduct(product, id)), ...slips.map(({ key }) => key)])];
  }

  /** Some people of a job: all are asked, and those who are met are told, fifty a transaction, each with how far it is. */
  #meetChunk({ source, change }: ArrivalJob, prepared: PreparedProduct, { candidates, through }: Chunk): void {
    const { storage, watches } = this.#parts;
    const found = this.#found(candidates, change, prepared);
    for (let from = 0; from < found.length || (from === 0 && through === null); from += PEOPLE_A_CHUNK) {
      const some = found.slice(from, from + PEOPLE_A_CHUNK);
      const isLast = from + PEOPLE_A_CHUNK >= found.length;
      const shows = atomic(storage, () => {
        const reached = isLast ? through : (some.at(-1)?.shopper ?? through);
        if (reached === null) watches.dropArrival(source, change.seq);
        else watches.moveArrival(source, change.seq, reached);
        return some.length === 0 ? [] : this.#tell(some, change);
      });
      for (const show of shows) show();
    }
  }

  /** Those of them who are met, in their order. Of a product that was renamed nobody is: what waits for it is written anew, and again is fine. */
  #found(candidates: readonly Candidate[], change: Arrival, prepared: PreparedProduct): Found[] {
    const people = this.#parts.watches.kept(candidates);
    if (change.changeKind === 'renamed') for (const [shopper, watches] of people) this.#rename(shopper, watches, change);
    const seen = changeOf(change);
    if (seen === null) return [];
    return [...people].flatMap(([shopper, watches]): Found[] => {
      const met = watches.flatMap((watch): Met[] => {
        const reason = meet(watch, seen, prepared);
        return reason === null ? [] : [{ watchId: watch.id, kind: watch.kind, frequency: watch.frequency, reason }];
      });
      return met.length === 0 ? [] : [{ shopper, met }];
    });
  }

  /** The product goes by another id now: what waits for it goes on waiting for it. */
  #rename(shopper: string, watches: readonly KeptWatch[], { product, formerId }: Arrival): void {
    for (const watch of watches) if (watch.productId === formerId) this.#parts.watches.rename(shopper, watch.id, formerId, product.id);
  }

  /** All people with something filed under one of the keys, in order of id, some at a time; the last chunk says so and may be empty. */
  *#chunks(keys: readonly string[], after: string): Generator<Chunk> {
    for (let from = after; ;) {
      const { people, end } = this.#window(keys, from);
      for (let at = 0; at < people.length; at += ASKED_A_CHUNK) {
        const chunk = people.slice(at, at + ASKED_A_CHUNK);
        from = chunk.at(-1)?.[0] ?? from;
        const isLast = end && at + ASKED_A_CHUNK >= people.length;
        yield { candidates: chunk.flatMap(([, candidates]) => candidates), through: isLast ? null : from };
      }
      if (!end) continue;
      if (people.length === 0) yield { candidates: [], through: null };
      return;
    }
  }

  /** The next people in order of id, each with all they have filed under these keys. `end` = there are no more. */
  #window(keys: readonly string[], after: string): { people: [string, Candidate[]][]; end: boolean } {
    const people = new Map<string, Map<string, Candidate>>();
    let edge: string | null = null;
    for (const key of keys) {
      const rows = this.#parts.watches.under(key, after, ROWS_A_WINDOW);
      const last = rows.length === ROWS_A_WINDOW ? rows.at(-1)?.shopper : undefined;
      if (last !== undefined && (edge === null || last < edge)) edge = last;
      for (const row of rows) people.set(row.shopper, (people.get(row.shopper) ?? new Map<string, Candidate>()).set(row.watch, row));
    }
    // Of whoever stands at the edge some rows may be missing: they come first in the next window. Nobody has as many watches as a window has rows.
    const whole = [...people].filter(([shopper]) => edge === null || shopper < edge);
    const ordered = whole.toSorted(([a], [b]) => (a < b ? -1 : 1));
    return { people: ordered.map(([shopper, theirs]) => [shopper, [...theirs.values()]]), end: edge === null };
  }
}

/** Some people of a job, and who of them is the last; null when there are no more. */
interface Chunk {
  readonly candidates: readonly Candidate[];
  readonly through: string | null;
}

/** The change as watches see it; null when nobody waits for such. */
function changeOf({ changeKind, product, variantIds = [], beforeMinor }: Arrival): ChangedProduct | null {
  return changeKind === 'renamed' || !isWaitedFor(changeKind) ? null : { kind: changeKind, product, variantIds, beforeMinor: beforeMinor ?? null };
}
