import type { OutboxKind, OutboxRow, OutboxStore } from '../store/outbox.ts';
import type { Answer } from './api.ts';

/** Where each kind of thing goes. */
const DOORS: Record<OutboxKind, { readonly path: string; readonly type: string }> = {
  order: { path: '/v1/orders', type: 'application/json' },
  use: { path: '/v1/vouchers/use', type: 'application/json' },
  import: { path: '/v1/imports?format=rapport-csv', type: 'text/csv; charset=utf-8' },
};

/** The first wait, and the longest. */
const WAIT_MS = { first: 1000, longest: 5 * 60_000 };

/** How long to wait after so many attempts: doubled each time, a little uneven so that two shops don't knock together. */
export function waitMs(attempts: number, chance: number): number {
  return Math.round(Math.min(WAIT_MS.longest, WAIT_MS.first * 2 ** Math.max(0, attempts - 1)) * (0.8 + 0.4 * chance));
}

/** Sends on one thing; the API of Rapport, or the test's own. */
export type Send = (method: 'POST', path: string, body: string, type: string) => Promise<Answer>;

/** Carries the outbox to Rapport: in order for each thing, again and again until it is taken or refused. */
export class Delivery {
  readonly #store: OutboxStore;
  readonly #send: Send;
  readonly #now: () => number;
  #running: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(store: OutboxStore, send: Send, now: () => number) {
    this.#store = store;
    this.#send = send;
    this.#now = now;
  }

  /** Sends what is due, one at a time, then sleeps until the next is. Safe to call at any moment. */
  drain(): Promise<void> {
    if (this.#running !== undefined) {
      this.#again = true;
      return this.#running;
    }
    this.#running = Promise.resolve()
      .then(() => this.#work())
      .finally(() => {
        this.#running = undefined;
        this.#sleep();
      });
    return this.#running;
  }

  async #work(): Promise<void> {
    do {
      this.#again = false;
      for (let row = this.#store.next(this.#now()); row !== undefined && !this.#stopped; row = this.#store.next(this.#now()))
        await this.#deliver(row);
    } while (this.#again && !this.#stopped);
  }

  async #deliver(row: OutboxRow): Promise<void> {
    const door = DOORS[row.kind];
    const answer = await this.#send('POST', door.path, row.body, door.type);
    if (this.#stopped) return;
    const attempts = row.attempts + 1;
    if (answer.ok) this.#store.settle(row.seq, 'sent', JSON.stringify(answer.body), attempts, this.#now());
    else this.#store.settle(row.seq, answer.refused ? 'refused' : 'waiting', answer.reason, attempts, this.#now() + waitMs(attempts, Math.random()));
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    const due = this.#store.dueAtMs();
    if (this.#stopped || due === undefined) return;
    this.#timer = setTimeout(() => void this.drain(), Math.max(20, due - this.#now()));
    this.#timer.unref();
  }

  /** Stops; what was not delivered stays in the table. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
