import type { Met } from '@rapport/domain/shopper';
import { isWaitedFor, keysOfProduct, meet, prepare, productKey, readLexicon } from '@rapport/domain/watches';
import type { ChangedProduct, KeptWatch, PreparedProduct, ReadLexicon } from '@rapport/domain/watches';
import type { Answer, Arrival, At } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { Flights } from '../../platform/flight.ts';
import type { SliceParts } from './people.ts';
import { SlipMemory } from './slip-memory.ts';
import { Wanted, WatchIndex } from './watch-index-store.ts';
import type { Candidate } from './watch-index-store.ts';
import type { ArrivalJob } from './watch-store.ts';

/** Changes taken in before other calls get their turn. */
const CHANGES_A_PIECE = 5;
/** People told in one transaction. */
const PEOPLE_A_CHUNK = 50;
/** Watches that a change may reach to be told of at once; what reaches more is noted, and worked off afterwards. */
const REACHED_AT_ONCE = 250;
/** People of a job held against a product before others get their turn: most of those whom a key finds are refused by the exact check, which only reads. */
const ASKED_A_CHUNK = 200;
/** Rows of the reverse index looked at for one key before the other keys' rows of the same people are. */
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
  readonly #index: WatchIndex;
  readonly #slips: SlipMemory;
  #lexicon: { readonly version: number; readonly read: ReadLexicon } | null = null;

  constructor(parts: SliceParts, tell: Tell, isOnDuty: () => boolean) {
    this.#parts = parts;
    this.#tell = tell;
    this.#isOnDuty = isOnDuty;
    this.#index = new WatchIndex(parts.storage.sql);
    this.#slips = new SlipMemory(this.#index);
  }

  /** Takes in what changed: each change once, in order. What concerns many is worked off afterwards, by `work`. */
  async arrive(at: At, source: string, changes: readonly Arrival[]): Promise<Answer<{ seq: number }>> {
    const { store, fence } = this.#parts;
    const refusal = fence.admit(at);
    if (refusal) return refusal;
    for (let from = 0; from < changes.length;) {
      from = this.#piece(source, changes, from);
      await scheduler.wait(0);
      const moved = fence.admit(at);
      if (moved) return moved;
    }
    return { ok: true, seq: store.heard(source) };
  }

  /** Takes in some changes: a few that together concern few people, or one that concerns more. @returns where the next piece begins */
  #piece(source: string, changes: readonly Arrival[], from: number): number {
    const { storage, store } = this.#parts;
    const heard = store.heard(source);
    const shows: (() => void)[] = [];
    let [room, next] = [PEOPLE_A_CHUNK, from];
    const many = atomic(storage, () => {
      let last = heard;
      let left: { change: Arrival; found: readonly Found[] } | null = null;
      for (; next < changes.length && next < from + CHANGES_A_PIECE; next += 1) {
        const change = changes[next];
        if (!change || change.seq <= heard) continue;
        const found = this.#reached(source, change);
        if (found.length > room) {
          left = { change, found };
          break;
        }
        room -= found.length;
        if (found.length > 0) shows.push(...this.#tell(found, change));
        last = change.seq;
      }
      if (last > heard) store.saveHeard(source, last);
      return left;
    });
    if (many && room === PEOPLE_A_CHUNK) {
      shows.push(...this.#tellMany(source, many.change, many.found));
      next += 1;
    }
    for (const show of shows) show();
    return next;
  }

  /** Tells more people than go into one transaction. Should it come again because not all were written: nobody is told twice of the same. */
  #tellMany(source: string, change: Arrival, found: readonly Found[]): (() => void)[] {
    const { storage, store } = this.#parts;
    const shows: (() => void)[] = [];
    for (let at = 0; at < found.length; at += PEOPLE_A_CHUNK) {
      const some = found.slice(at, at + PEOPLE_A_CHUNK);
      const told = atomic(storage, () => {
        if (at + PEOPLE_A_CHUNK >= found.length) store.saveHeard(source, change.seq);
        return this.#tell(some, change);
      });
      shows.push(...told);
    }
    return shows;
  }

  /** Works off what has been noted, a chunk of people a transaction. One flight at a time; stops when the slice is sealed. */
  work(): Promise<void> {
    return this.#flights.join('work', () => this.#work());
  }

  async #work(): Promise<void> {
    const { watches, agenda } = this.#parts;
    for (let job = watches.nextArrival(); job !== null; job = watches.nextArrival()) {
      const looked = this.#look(job.source, job.change);
      for (const chunk of this.#chunks(looked.wanted, job.after)) {
        if (!this.#isOnDuty()) return;
        this.#meetChunk(job, looked.product, chunk);
        await scheduler.wait(0);
      }
    }
    agenda.cancel('arrivals', 'all');
    await agenda.arm();
  }

  /** Whom a change concerns, if those are not too many and nothing is being worked off; otherwise it is noted for later. Inside a transaction. */
  #reached(source: string, change: Arrival): Found[] {
    const { watches, agenda } = this.#parts;
    // Of a product that was renamed everything counts: who waits for it may still be filed under its old id.
    if (change.rootId === undefined && changeOf(change) === null) return [];
    const { product, wanted } = this.#look(source, change);
    const isBehind = watches.hasArrivals();
    if (isBehind && change.rootId === undefined && this.#index.filed(wanted.keys).length === 0) return [];
    const people = isBehind ? null : this.#index.reached(wanted, '', REACHED_AT_ONCE);
    if (people) return this.#found(people, change, product);
    watches.addArrival(source, { ...change, product: { ...change.product, description: {} } });
    agenda.planAbout({ kind: 'arrivals', key: 'all', dueAtMs: now() + WORK_AFTER_MS }, WORK_AFTER_MS / 2);
    return [];
  }

  /** The product of a change made ready, and the keys it is looked up by: its own, and those of filed words one slip away. */
  #look(source: string, change: Arrival): Looked {
    const { settings, version } = this.#parts.store.setup();
    if (this.#lexicon?.version !== version) this.#lexicon = { version, read: readLexicon(settings.lexicon) };
    const product = prepare(change.reading, this.#lexicon.read);
    const { id } = change.product;
    const keys = change.formerId === undefined ? [...keysOfProduct(product, id), ...this.#slips.of(product)] : [productKey(change.formerId)];
    return { product, wanted: new Wanted([...new Set(keys)]) };
  }

  /** Some people of a job: all are asked, and those who are met are told, fifty a transaction, each with how far it is. */
  #meetChunk({ source, change }: ArrivalJob, prepared: PreparedProduct, { candidates, through }: Chunk): void {
    const { storage, watches } = this.#parts;
    const found = this.#found(this.#index.kept(candidates), change, prepared);
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
  #found(people: ReadonlyMap<string, readonly KeptWatch[]>, change: Arrival, prepared: PreparedProduct): Found[] {
    if (change.changeKind === 'renamed') for (const [shopper, watches] of people) this.#rename(shopper, watches, change);
    const seen = changeOf(change);
    if (seen === null) return [];
    const found = [...people].flatMap(([shopper, watches]): Found[] => {
      const met = watches.flatMap((watch): Met[] => {
        const reason = meet(watch, seen, prepared);
        return reason === null ? [] : [{ watchId: watch.id, kind: watch.kind, frequency: watch.frequency, reason }];
      });
      return met.length === 0 ? [] : [{ shopper, met }];
    });
    return found.toSorted((a, b) => (a.shopper < b.shopper ? -1 : 1));
  }

  /** The product goes by another id now: what waits for it goes on waiting for it. */
  #rename(shopper: string, watches: readonly KeptWatch[], { product, formerId }: Arrival): void {
    for (const watch of watches) if (watch.productId === formerId) this.#parts.watches.rename(shopper, watch.id, formerId, product.id);
  }

  /** All people with something filed under one of the keys, in order of id, some at a time; the last chunk says so and may be empty. */
  *#chunks(wanted: Wanted, after: string): Generator<Chunk> {
    const keys = this.#index.filed(wanted.keys);
    for (let from = after; ;) {
      const { people, end } = this.#window(keys, wanted, from);
      for (let at = 0; at < people.length; at += ASKED_A_CHUNK) {
        const chunk = people.slice(at, at + ASKED_A_CHUNK);
        const isLast = end === null && at + ASKED_A_CHUNK >= people.length;
        yield { candidates: chunk.flatMap(([, candidates]) => candidates), through: isLast ? null : (chunk.at(-1)?.[0] ?? from) };
      }
      if (people.length === 0) yield { candidates: [], through: end };
      if (end === null) return;
      from = end;
    }
  }

  /** The next people in order of id, each with all they have filed under these keys. `end` = the last of them; null when there are no more. */
  #window(keys: readonly string[], wanted: Wanted, after: string): { people: [string, Candidate[]][]; end: string | null } {
    const edges = keys.flatMap((key) => this.#index.edge(key, after, ROWS_A_WINDOW) ?? []);
    const end = edges.length === 0 ? null : edges.reduce((a, b) => (a < b ? a : b));
    const people = new Map<string, Map<string, Candidate>>();
    for (const row of keys.flatMap((key) => this.#index.under(key, wanted, after, end)))
      people.set(row.shopper, (people.get(row.shopper) ?? new Map<string, Candidate>()).set(row.watch, row));
    const ordered = [...people].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return { people: ordered.map(([shopper, theirs]) => [shopper, [...theirs.values()]]), end };
  }
}

/** A product made ready, and what it is looked up by. */
interface Looked {
  readonly product: PreparedProduct;
  readonly wanted: Wanted;
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
