import type { ShopEvent } from '@rapport/protocol';
import { LIMITS } from '@rapport/protocol/wire';
import type { Store } from './store.ts';

/** An event that waits; its age is only counted when it leaves. */
export interface Waiting extends Omit<ShopEvent, 'ageMs'> {
  readonly atMs: number;
}

/** Events on their way out, oldest first. */
export interface Queue {
  push(event: Waiting): void;
  /** The next events that fit in one request, ages counted. They stay until `done`; what is taken is not given a second time. */
  take(): ShopEvent[];
  /** These have been answered for good. */
  done(events: readonly ShopEvent[]): void;
  /** These will be tried again. */
  back(events: readonly ShopEvent[]): void;
  /** How many wait and are not on their way. */
  waiting(): number;
  /** Starts to keep a copy in the store, and adopts what earlier pages and dead tabs left. */
  keep(): void;
  /** The page goes: whoever comes next may take what waits here. A page that comes back goes on where it was. */
  leave(): void;
  /** Forgets all that waits, and stops keeping a copy. The stored copies are the caller's to wipe. */
  clear(): void;
}

/** A page that hasn't touched its copy for so long is taken for dead, whether it left or not. A live one sends after 3 s; a repeat does no harm, events have ids. */
const DEAD_AFTER_MS = 30_000;
/** Events kept at most; beyond, the oldest go. */
const MOST = 200;

interface Copy {
  readonly touchedAtMs: number;
  readonly events: readonly Waiting[];
}

/** Makes a queue. `name` gives this page's copy a name of its own, so that two pages never write the same one; it is only called when something may be stored. */
export const makeQueue = (store: Store, name: () => string, now: () => number): Queue => {
  let events: Waiting[] = [];
  let key = '';
  const away = new Set<string>();

  const save = (touchedAtMs = now()): void => {
    if (!key) return;
    if (events.length) store.set(key, { touchedAtMs, events } satisfies Copy);
    else store.remove(key);
  };
  const fresh = (): void => {
    events = events.filter((event) => now() - event.atMs < LIMITS.eventAgeMs).slice(-MOST);
  };

  const back = (returned: readonly ShopEvent[]): void => returned.forEach(({ id }) => away.delete(id));

  return {
    push(event) {
      events.push(event);
      fresh();
      save();
    },
    take() {
      const taken: ShopEvent[] = [];
      let bytes = 20;
      for (const { atMs, ...event } of events) {
        if (away.has(event.id)) continue;
        const ready = { ...event, ageMs: Math.max(0, Math.round(now() - atMs)) };
        bytes += new TextEncoder().encode(JSON.stringify(ready)).length + 1;
        if (taken.length === LIMITS.batchEvents || (bytes > LIMITS.batchBytes && taken.length)) break;
        taken.push(ready);
        away.add(event.id);
      }
      return taken;
    },
    done(gone) {
      const ids = new Set(gone.map((event) => event.id));
      events = events.filter((event) => !ids.has(event.id));
      back(gone);
      save();
    },
    back,
    waiting: () => events.length - away.size,
    keep() {
      if (key) return;
      key = `queue.${name()}`;
      for (const other of store.keys('queue.')) {
        const copy = store.get(other) as Partial<Copy> | null;
        if (now() - (copy?.touchedAtMs ?? 0) < DEAD_AFTER_MS) continue;
        if (Array.isArray(copy?.events)) events.unshift(...copy.events);
        store.remove(other);
      }
      fresh();
      save();
    },
    leave: () => save(0),
    clear() {
      events = [];
      away.clear();
      save();
      key = '';
    },
  };
};
