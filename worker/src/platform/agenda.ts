import { AgendaStore } from './agenda-store.ts';
import type { AgendaItem } from './agenda-store.ts';
import { isPromise } from './atomic.ts';
import { now, realTime } from './clock.ts';
import { Flights } from './flight.ts';
import { errorName, log } from './log.ts';
import { patiently } from './patience.ts';

export { AGENDA_MIGRATION, AGENDA_SPLIT, AGENDA_SQL } from './agenda-store.ts';
export type { AgendaItem } from './agenda-store.ts';

/** What is to be done, and when. `kind` chooses the handler; (kind, key) is the item's identity. */
export interface Plan {
  readonly kind: string;
  readonly key: string;
  readonly dueAtMs: number;
  /** JSON. */
  readonly payload?: unknown;
  /** 0 (somebody is waiting) to 3 (any time will do), 1 by default. */
  readonly lane?: 0 | 1 | 2 | 3;
}

/** Does one item. What a handler that returns no promise writes is undone if it throws, and committed together with the item's removal. */
export type Handler = (item: AgendaItem) => void | Promise<void>;

export interface AgendaOptions {
  /** After so many failures an item is parked and shown to the owner. */
  readonly maxAttempts?: number;
  /** Items a run. */
  readonly batch?: number;
  /** How long to wait after the nth failure, in ms. By default 5 s, then four times as long each time, at most 6 h. */
  readonly backoffMs?: (attempts: number) => number;
  /** How long a handler's promise is waited for, in ms, before it counts as failed (it may still end: handlers have to be idempotent). */
  readonly patienceMs?: number;
}

const SAFETY_MS = 30_000;
const NO_HANDLER_MS = 600_000;
const defaultBackoffMs = (attempts: number): number => Math.min(5_000 * 4 ** (attempts - 1), 21_600_000);

/** When the alarm should ring: at the due moment, at once if that has passed, never if nothing is due. All on one clock. */
export const nextAlarm = (dueAtMs: number | null, nowMs: number): number | null => (dueAtMs === null ? null : Math.max(dueAtMs, nowMs));

/**
 * What an object has to do later. It owns the object's one alarm. An alarm that throws ran 7 times in 133 s and was then gone for good (measured),
 * so `run` never throws: it arms the next alarm first, takes a bounded batch, tries each item alone, backs off item by item and parks what keeps failing.
 *
 * An object arms in its constructor and after each transaction that planned something (before any other await), and calls `run` from `alarm()`.
 */
export class Agenda {
  readonly #storage: DurableObjectStorage;
  readonly #store: AgendaStore;
  readonly #flights = new Flights<{ done: number; failed: number }>();
  readonly #options: Required<AgendaOptions>;
  /** The item being done, and whether it was planned or cancelled meanwhile: then its row is no longer the one that was taken. */
  #current = '';
  #touched = false;

  constructor(storage: DurableObjectStorage, options: AgendaOptions = {}) {
    this.#storage = storage;
    this.#store = new AgendaStore(storage);
    this.#options = { maxAttempts: 8, batch: 50, backoffMs: defaultBackoffMs, patienceMs: 30_000, ...options };
  }

  /** Plans an item, or plans it anew: due time, payload and lane are replaced, failures forgotten. May stand in the caller's transaction. */
  plan(item: Plan): void {
    this.#touch(item.kind, item.key);
    this.#store.put(item.kind, item.key, item.dueAtMs, item.lane ?? 1, item.payload);
  }

  /**
   * Plans an item that may come up to `earlierMs` too early: one that is planned for then stays as it is, so that what is put off again and again costs a row
   * now and then, not each time. One that was parked is planned anew.
   */
  planAbout(item: Plan, earlierMs: number): void {
    this.#touch(item.kind, item.key);
    const dueAtMs = this.#store.dueAtMs(item.kind, item.key);
    if (dueAtMs !== null && dueAtMs <= item.dueAtMs && item.dueAtMs - dueAtMs <= earlierMs) return;
    this.#store.put(item.kind, item.key, item.dueAtMs, item.lane ?? 1, item.payload);
  }

  /** Takes an item off, if it is there. */
  cancel(kind: string, key: string): void {
    this.#touch(kind, key);
    this.#store.remove(kind, key);
  }

  /** Sets the alarm to what is due first, or takes it away. */
  async arm(): Promise<void> {
    await this.#ring(this.#store.nextDueAtMs());
  }

  /** Does what is due, one batch, and arms again. Never throws and never runs twice at a time; a second call waits and then looks again. */
  run(handlers: Readonly<Record<string, Handler>>): Promise<{ done: number; failed: number }> {
    return this.#flights.join('run', () => this.#run(handlers));
  }

  /** What is due now, the most urgent first, at most one batch. */
  due(): AgendaItem[] {
    return this.#store.due(now(), this.#options.batch);
  }

  /** What was given up: for the owner to see. */
  parked(limit = 100): AgendaItem[] {
    return this.#store.parked(limit);
  }

  /** Tries a parked item again from the start, now. False if it isn't parked. Arm afterwards. */
  revive(kind: string, key: string): boolean {
    return this.#store.unpark(kind, key, now());
  }

  async #run(handlers: Readonly<Record<string, Handler>>): Promise<{ done: number; failed: number }> {
    const count = { done: 0, failed: 0 };
    try {
      await this.#ring(now() + SAFETY_MS);
      for (const item of this.due()) count[(await this.#try(item, handlers)) ? 'done' : 'failed'] += 1;
      await this.arm();
    } catch (error) {
      // Only storage itself can bring us here; the alarm armed first tries again.
      log('agenda.run-failed', { error: text(error), done: count.done, failed: count.failed });
    }
    return count;
  }

  /** True when done (or no longer wanted). */
  async #try(item: AgendaItem, handlers: Readonly<Record<string, Handler>>): Promise<boolean> {
    if (!this.#store.has(item.kind, item.key)) return true;
    const handler = Object.hasOwn(handlers, item.kind) ? handlers[item.kind] : undefined;
    if (!handler) {
      // Planned by newer code that was rolled back: kept, not counted against it.
      log('agenda.no-handler', { kind: item.kind });
      this.#store.postpone(item.kind, item.key, now() + NO_HANDLER_MS, item.attempts, false, 'no handler');
      return false;
    }
    this.#current = id(item.kind, item.key);
    this.#touched = false;
    let committed = false;
    try {
      const away = this.#storage.transactionSync(() => {
        const result = handler(item);
        if (isPromise(result)) return result;
        this.#remove(item);
        return null;
      });
      committed = true;
      if (away) {
        await patiently(away, this.#options.patienceMs);
        this.#remove(item);
      }
      return true;
    } catch (error) {
      // What a handler planned for its own item before it threw was undone with it; what anybody planned after its first await stands.
      if (!committed || !this.#touched) this.#failed(item, error);
      return false;
    } finally {
      this.#current = '';
    }
  }

  #touch(kind: string, key: string): void {
    if (this.#current !== '' && this.#current === id(kind, key)) this.#touched = true;
  }

  #remove(item: AgendaItem): void {
    if (!this.#touched) this.#store.remove(item.kind, item.key);
  }

  #failed(item: AgendaItem, error: unknown): void {
    const attempts = item.attempts + 1;
    const park = attempts >= this.#options.maxAttempts;
    // Only the error's name: its message may quote an address. The row keeps the message, for the owner.
    log(park ? 'agenda.parked' : 'agenda.item-failed', { kind: item.kind, attempts, error: errorName(error) });
    this.#store.postpone(item.kind, item.key, now() + this.#options.backoffMs(attempts), attempts, park, text(error));
  }

  async #ring(atMs: number | null): Promise<void> {
    const current = await this.#storage.getAlarm();
    const machineNow = realTime(now());
    const wanted = nextAlarm(atMs === null ? null : realTime(atMs), machineNow);
    if (wanted === null) {
      if (current !== null) await this.#storage.deleteAlarm();
      return;
    }
    // An alarm that is overdue rings at once anyway; replacing it would only delay it.
    const same = current !== null && (current === wanted || (current <= machineNow && wanted <= machineNow));
    if (!same) await this.#storage.setAlarm(wanted);
  }
}

const id = (kind: string, key: string): string => JSON.stringify([kind, key]);
const text = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200);
