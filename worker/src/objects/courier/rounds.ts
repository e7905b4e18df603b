import type { WebhookCustomer } from '@rapport/protocol';
import { nextTryAtMs, sendWebhook } from '../../channels/webhook-out.ts';
import type { Tried } from '../../channels/webhook-out.ts';
import type { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { breakpoint } from '../../platform/breakpoint.ts';
import { now } from '../../platform/clock.ts';
import { Flights } from '../../platform/flight.ts';
import { chance } from '../../platform/ids.ts';
import { errorName, log } from '../../platform/log.ts';
import type { Reach } from '../../platform/safe-fetch.ts';
import type { ShopPort } from '../ports.ts';
import type { CourierStore, DueRow } from './courier-store.ts';
import type { EndpointRow, EndpointStore } from './endpoint-store.ts';

/** What the rounds are made with. */
export interface RoundsParts {
  readonly storage: DurableObjectStorage;
  readonly store: CourierStore;
  readonly endpoints: EndpointStore;
  readonly agenda: Agenda;
  readonly shop: () => Promise<ShopPort>;
  readonly reach: Reach;
  /** Keeps the object awake for work that nobody waits for. */
  readonly later: (work: Promise<void>) => void;
}

/** Messages under way to one address at a time. */
const AT_ONCE = 4;
/** When a round that was begun is begun again, should the object die on the way. */
const SAFETY_MS = 20_000;
/** When it is tried again to find out who a message is about. */
const LOOK_AGAIN_MS = 5_000;

/** Carries what waits to each address, one round at a time for each, all addresses side by side: the agenda only sets out, so that it never waits for a receiver. */
export class Rounds {
  readonly #parts: RoundsParts;
  readonly #flights = new Flights<void>();

  constructor(parts: RoundsParts) {
    this.#parts = parts;
  }

  /** Puts a round on the agenda. Inside the caller's transaction. */
  plan(endpoint: string, dueAtMs: number): void {
    this.#parts.agenda.plan({ kind: 'send', key: endpoint, dueAtMs });
  }

  /** Sets out, and leaves the way back on the agenda. */
  begin(endpoint: string): void {
    this.plan(endpoint, now() + SAFETY_MS);
    this.#parts.later(this.#flights.join(endpoint, () => this.#round(endpoint)));
  }

  async #round(endpoint: string): Promise<void> {
    try {
      for (let due = this.#due(endpoint); due.length > 0; due = this.#due(endpoint)) {
        await breakpoint('courier.send');
        await Promise.all(due.map((one) => this.#carry(endpoint, one)));
      }
      const nextAtMs = this.#parts.store.nextAtMs(endpoint);
      if (nextAtMs === null) this.#parts.agenda.cancel('send', endpoint);
      else this.plan(endpoint, nextAtMs);
      await this.#parts.agenda.arm();
    } catch (error) {
      // Storage alone can bring us here; what stands on the agenda begins the round again.
      log('courier.round-failed', { error: errorName(error) });
    }
  }

  #due(endpoint: string): DueRow[] {
    return this.#parts.store.due(endpoint, now(), AT_ONCE);
  }

  async #carry(endpointId: string, { id, tries, message }: DueRow): Promise<void> {
    const { store, endpoints, reach } = this.#parts;
    const customer = await this.#customer(message.shopper);
    // Read again after the await: the address may have been switched off or given another secret meanwhile.
    const endpoint = endpoints.get(endpointId);
    if (!endpoint) return;
    if (customer === undefined) return store.putOff(id, now() + LOOK_AGAIN_MS);
    const about = message.shopper === '' ? {} : { customer };
    const body = JSON.stringify({ type: message.type, timestamp: new Date(message.atMs).toISOString(), data: { ...message.data, ...about } });
    const tried = await sendWebhook({ url: endpoint.url, secrets: secretsOf(endpoint), id: message.id, body, atMs: now() }, reach);
    await breakpoint('courier.sent');
    this.#write(endpoint.id, id, tries + 1, tried);
  }

  #write(endpoint: string, id: number, tries: number, { outcome, status, tookMs, retryAfterMs }: Tried): void {
    const { store, endpoints, storage } = this.#parts;
    const isSent = outcome === 'sent';
    const nextAtMs = isSent || outcome === 'gone' ? null : nextTryAtMs(tries, now(), chance(), retryAfterMs);
    atomic(storage, () => {
      // Removed with its address while it was under way: there is nothing left to write on.
      if (!store.delivery(id)) return;
      store.saveTry(id, isSent ? 'sent' : nextAtMs === null ? 'failed' : 'waiting', nextAtMs, { atMs: now(), outcome, status, tookMs });
      endpoints.saveFailing(endpoint, isSent ? null : now());
      if (outcome === 'gone') this.#gone(endpoint);
    });
    log('webhook.tried', { outcome, status, tries, ms: tookMs });
  }

  /** The receiver says that it is no more: nothing is sent there until the owner switches it on again. */
  #gone(endpoint: string): void {
    const { store, endpoints } = this.#parts;
    const row = endpoints.get(endpoint);
    if (row) endpoints.save({ ...row, state: 'gone' });
    store.stopWaiting(endpoint);
  }

  /** Who a message is about, for the shop; null = nobody any more, undefined = can't be found out just now. */
  async #customer(shopper: string): Promise<WebhookCustomer | null | undefined> {
    if (shopper === '') return null;
    try {
      return await (await this.#parts.shop()).customerOf(shopper);
    } catch (error) {
      log('courier.customer-unknown', { error: errorName(error) });
      return undefined;
    }
  }
}

const secretsOf = ({ secret, old }: EndpointRow): string[] => [secret, ...(old && old.endsAtMs > now() ? [old.secret] : [])];
