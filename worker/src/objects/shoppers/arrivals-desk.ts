import type { Met } from '@rapport/domain/shopper';
import { isWaitedFor, keysOfWatch, meet, readLexicon } from '@rapport/domain/watches';
import type { ChangedProduct, KeptWatch, ReadLexicon } from '@rapport/domain/watches';
import type { Answer, Arrival, At } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { Flights } from '../../platform/flight.ts';
import { Turn } from '../../platform/turn.ts';
import { ArrivalFinder } from './arrival-finder.ts';
import type { Looked } from './arrival-finder.ts';
import { fitting, inPortions, isLarge, PEOPLE_A_CHUNK, together } from './arrival-queue.ts';
import type { Found, Portion } from './arrival-queue.ts';
import type { SliceParts } from './people.ts';
import { refile } from './watch-desk.ts';
import type { Reached } from './watch-index-store.ts';
import type { ArrivalJob } from './watch-store.ts';

/** People told before the caller is answered, who then calls again: no call may take long. */
const PEOPLE_A_CALL = 2_000;
/** Watches that a change may reach to be told of in the call that brings it; what reaches more is noted, and worked off afterwards. */
const REACHED_IN_A_CALL = 3_000;
/** Watches of a job held against a product before others get their turn: most of those whom a key finds are refused by the exact check, which only reads. */
const ASKED_A_CHUNK = 100;
/** Watches held against products before other calls get their turn; and as how many of them a product counts that is looked up. */
const WATCHES_A_TURN = 300;
const AS_MANY_AS_A_LOOK = 10;
/** Row numbers of watches that a job looks through at once. */
const NUMBERS_A_WINDOW = 10_000;
/** Products that the owner asks about, looked up together. */
const LOOKED_AT_FOR_THE_OWNER = 10;
/** How long after something came in the alarm looks whether it was worked off; normally it is at once. */
const WORK_AFTER_MS = 5_000;

/** Hands over whom a product concerns, inside the chunk's transaction; what it gives back is done once that stands. */
export type Tell = (found: readonly Found[], arrival: Arrival) => readonly (() => void)[];

/** What came in, and who waits for it: found without looking at those who don't, and told in chunks. */
export class ArrivalsDesk {
  readonly #parts: SliceParts;
  readonly #tell: Tell;
  readonly #isOnDuty: () => boolean;
  readonly #flights = new Flights<void>();
  readonly #finder: ArrivalFinder;
  #lexicon: { readonly version: number; readonly read: ReadLexicon } | null = null;

  constructor(parts: SliceParts, tell: Tell, isOnDuty: () => boolean) {
    this.#parts = parts;
    this.#tell = tell;
    this.#isOnDuty = isOnDuty;
    this.#finder = new ArrivalFinder(parts.storage.sql);
  }

  /**
   * Takes in what changed: each change once, in order. What concerns many is worked off afterwards, by `work`; what concerns nobody leaves no row. Answers how far it came,
   * at least by one change: a call ends early when it has told many.
   */
  async arrive(at: At, source: string, changes: readonly Arrival[]): Promise<Answer<{ seq: number }>> {
    const { store, fence, watches } = this.#parts;
    const refusal = fence.admit(at);
    if (refusal) return refusal;
    while (watches.hasToFile() && refile(this.#parts)) await scheduler.wait(0);
    const queue: Looked[] = [];
    const turn = new Turn(WATCHES_A_TURN);
    let [next, told] = [0, 0];
    while ((queue.length > 0 || next < changes.length) && told < PEOPLE_A_CALL) {
      if (turn.isOver) {
        await turn.pass();
        const moved = fence.admit(at);
        if (moved) return moved;
      }
      if (queue.length === 0) {
        const looked = this.#lookUp(source, changes, next, queue);
        turn.spend(looked * AS_MANY_AS_A_LOOK);
        next += looked;
      } else if (isLarge(queue) && !watches.hasArrivals()) {
        told += await this.#large(source, queue, turn);
        const moved = fence.admit(at);
        if (moved) return moved;
      } else told += this.#piece(source, queue, turn);
    }
    const before = queue[0] === undefined ? changes[next - 1]?.seq : queue[0].change.seq - 1;
    return { ok: true, seq: Math.max(store.heard(source), before ?? 0) };
  }

  /** Looks up the next changes together and puts those that somebody may wait for into the queue. @returns how many changes that were */
  #lookUp(source: string, changes: readonly Arrival[], from: number, queue: Looked[]): number {
    const heard = this.#parts.store.heard(source);
    const some = together(changes, from);
    const open = some.filter(
      ({ seq, rootId, changeKind }) => seq > heard && (rootId !== undefined || (changeKind !== 'renamed' && isWaitedFor(changeKind))),
    );
    const looked = this.#look(open);
    queue.push(...looked);
    const left = open[looked.length];
    return left === undefined ? some.length : some.indexOf(left);
  }

  /** Tells of the first changes in the queue, as many as concern some people together, and takes them out. @returns how many people were told */
  #piece(source: string, queue: Looked[], turn: Turn): number {
    const some = queue.splice(0, fitting(queue));
    const reached = some.flatMap(({ numbers }) => numbers ?? []);
    const kept = this.#finder.kept(reached);
    turn.spend(reached.length);
    const portions: Portion[] = [];
    let [isBehind, told] = [this.#parts.watches.hasArrivals(), 0];
    for (const one of some) {
      const { change, numbers } = one;
      // While something is being worked off all else waits its turn. Of a product that was renamed who waits may still be filed under its old id.
      if (numbers === null || (isBehind && (numbers.length > 0 || change.rootId !== undefined))) {
        this.#hand(source, portions.splice(0));
        this.#note(source, change);
        isBehind = true;
        continue;
      }
      const found = this.#found(
        numbers.flatMap((number) => kept.get(number) ?? []),
        one,
      );
      portions.push(...inPortions(change, found));
      told += found.length;
    }
    this.#hand(source, portions);
    return told;
  }

  /** Tells of the first change in the queue, which concerns many, with turns for others between. @returns how many people were told */
  async #large(source: string, queue: Looked[], turn: Turn): Promise<number> {
    const [one] = queue.splice(0, 1);
    const numbers = one?.numbers ?? [];
    let told = 0;
    for (let at = 0; one && at < numbers.length; at += ASKED_A_CHUNK) {
      if (turn.isOver) await turn.pass();
      if (!this.#isOnDuty()) break;
      turn.spend(ASKED_A_CHUNK);
      const found = this.#found(this.#finder.withOthers(numbers.slice(at, at + ASKED_A_CHUNK)), one);
      const isLast = at + ASKED_A_CHUNK >= numbers.length;
      // Only the last portion of all says that the change is done. Whoever was found before is not told again.
      this.#hand(
        source,
        inPortions(one.change, found).map((portion) => ({ ...portion, ends: portion.ends && isLast })),
      );
      told += found.length;
    }
    return told;
  }

  /** Tells of what was found, as many portions a transaction as go into one. Should they come again because not all were written: nobody is told twice of the same. */
  #hand(source: string, portions: readonly Portion[]): void {
    const { storage, store } = this.#parts;
    for (let from = 0; from < portions.length;) {
      let [to, room] = [from, PEOPLE_A_CHUNK];
      while (to < portions.length && (to === from || (portions[to]?.found.length ?? 0) <= room)) room -= portions[to++]?.found.length ?? 0;
      const some = portions.slice(from, to);
      const shows = atomic(storage, () => {
        const done = some.findLast(({ ends }) => ends);
        if (done) store.saveHeard(source, done.change.seq);
        return some.flatMap(({ found, change }) => this.#tell(found, change));
      });
      for (const show of shows) show();
      from = to;
    }
  }

  /** Notes a change for `work`. */
  #note(source: string, change: Arrival): void {
    const { storage, store, watches, agenda } = this.#parts;
    atomic(storage, () => {
      watches.addArrival(source, { ...change, product: { ...change.product, description: {} } });
      store.saveHeard(source, change.seq);
      agenda.planAbout({ kind: 'arrivals', key: 'all', dueAtMs: now() + WORK_AFTER_MS }, WORK_AFTER_MS / 2);
    });
  }

  /** Works off what has been noted, a chunk of people a transaction. One flight at a time; stops when the slice is sealed. */
  work(): Promise<void> {
    return this.#flights.join('work', () => this.#work());
  }

  async #work(): Promise<void> {
    const { watches, agenda } = this.#parts;
    for (let job = watches.nextArrival(); job !== null; job = watches.nextArrival()) {
      const [looked] = this.#look([job.change]);
      if (!looked || !(await this.#workOff(job, looked))) return;
      watches.dropArrival(job.source, job.change.seq);
    }
    agenda.cancel('arrivals', 'all');
    await agenda.arm();
  }

  /** Whether it was worked off to its end. */
  async #workOff(job: ArrivalJob, looked: Looked): Promise<boolean> {
    for (const numbers of this.#reached(job.after, looked)) {
      for (let at = 0; at < numbers.length || at === 0; at += ASKED_A_CHUNK) {
        if (!this.#isOnDuty()) return false;
        this.#askChunk(job, looked, numbers.slice(at, at + ASKED_A_CHUNK));
        await scheduler.wait(0);
      }
    }
    return true;
  }

  /** The watches after one of them that a change may reach, in order. */
  *#reached(after: number, looked: Looked): Generator<readonly number[]> {
    if (looked.numbers) return yield looked.numbers.filter((number) => number > after);
    const filed = this.#finder.filed(looked);
    for (let from = after; from < this.#finder.last(); from += NUMBERS_A_WINDOW) yield this.#finder.window(filed, from, from + NUMBERS_A_WINDOW);
  }

  /** Some watches of a job: their people are asked by all they have, and those who are met are told, fifty a transaction, each with how far it is. */
  #askChunk({ source, change }: ArrivalJob, looked: Looked, numbers: readonly number[]): void {
    const { storage, watches } = this.#parts;
    const found = this.#found(this.#finder.withOthers(numbers), looked);
    for (let from = 0; from < found.length; from += PEOPLE_A_CHUNK) {
      const some = found.slice(from, from + PEOPLE_A_CHUNK);
      const isLast = from + PEOPLE_A_CHUNK >= found.length;
      const shows = atomic(storage, () => {
        const last = numbers.at(-1);
        if (isLast && last !== undefined) watches.moveArrival(source, change.seq, last);
        return this.#tell(some, change);
      });
      for (const show of shows) show();
    }
  }

  /**
   * How many people wait for each of these products, by what they keep now: told of it or not; and for any of them. A product may come with several changes.
   * It only reads, with turns for others between.
   */
  async waiting(at: At, products: readonly Arrival[]): Promise<Answer<{ people: number[]; anyone: number }>> {
    const byProduct = new Map<string, Set<string>>();
    const anyone = new Set<string>();
    for (let from = 0; from < products.length;) {
      for (const looked of this.#look(products.slice(from, from + LOOKED_AT_FOR_THE_OWNER))) {
        from += 1;
        const { id } = looked.change.product;
        const waiting = byProduct.get(id) ?? new Set<string>();
        byProduct.set(id, waiting);
        for (const numbers of this.#reached(0, looked)) {
          for (let from = 0; from === 0 || from < numbers.length; from += ASKED_A_CHUNK) {
            const refusal = this.#parts.fence.admit(at);
            if (refusal) return refusal;
            const kept = [...this.#finder.kept(numbers.slice(from, from + ASKED_A_CHUNK)).values()];
            for (const { shopper } of this.#found(kept, looked)) {
              waiting.add(shopper);
              anyone.add(shopper);
            }
            await scheduler.wait(0);
          }
        }
      }
    }
    return { ok: true, people: [...byProduct.values()].map(({ size }) => size), anyone: anyone.size };
  }

  #look(changes: readonly Arrival[]): Looked[] {
    const { settings, version } = this.#parts.store.setup();
    if (this.#lexicon?.version !== version) this.#lexicon = { version, read: readLexicon(settings.lexicon) };
    return this.#finder.look(changes, this.#lexicon.read, REACHED_IN_A_CALL);
  }

  /** Those of them who are met. Of a product that was renamed nobody is: what waits for it is written anew, and again is fine. */
  #found(reached: readonly Reached[], { change, product }: Looked): Found[] {
    if (change.changeKind === 'renamed') for (const { shopper, watch } of reached) this.#rename(shopper, watch, change);
    const seen = changeOf(change);
    if (seen === null) return [];
    const people = new Map<string, Met[]>();
    for (const { shopper, watch } of reached) {
      const reason = meet(watch, seen, product);
      if (reason === null) continue;
      const met = { watchId: watch.id, kind: watch.kind, frequency: watch.frequency, reason };
      const theirs = people.get(shopper);
      if (theirs) theirs.push(met);
      else people.set(shopper, [met]);
    }
    return Array.from(people, ([shopper, met]) => ({ shopper, met }));
  }

  /** The product goes by another id now: what waits for it goes on waiting for it. */
  #rename(shopper: string, watch: KeptWatch, { product, formerId }: Arrival): void {
    if (formerId === undefined || watch.productId !== formerId) return;
    const keys = keysOfWatch({ ...watch, productId: product.id });
    if (watch.kind === 'price' || watch.kind === 'stock') this.#parts.watches.rename(shopper, watch.id, formerId, product.id, keys);
  }
}

/** The change as watches see it; null when nobody waits for such. */
function changeOf({ changeKind, product, variantIds = [], beforeMinor }: Arrival): ChangedProduct | null {
  return changeKind === 'renamed' || !isWaitedFor(changeKind) ? null : { kind: changeKind, product, variantIds, beforeMinor: beforeMinor ?? null };
}
