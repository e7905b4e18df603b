import { DurableObject } from 'cloudflare:workers';
import { refused } from '@rapport/protocol/problem';
import type {
  DeliveriesQuery,
  WebhookDelivery,
  WebhookDeliveryView,
  WebhookEndpoint,
  WebhookEndpointPatch,
  WebhookEndpointRequest,
  WebhookMessage,
  WebhookType,
} from '@rapport/protocol';
import { Agenda } from '../../platform/agenda.ts';
import type { Handler } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { mint, signingSecret } from '../../platform/ids.ts';
import { migrate } from '../../platform/migrate.ts';
import { Inbound } from '../../platform/outbox.ts';
import type { Parcel } from '../../platform/outbox.ts';
import { pageOf } from '../../platform/page-of.ts';
import { unsafe } from '../../platform/safe-fetch.ts';
import { port } from '../port.ts';
import type { Announced, CourierPort } from '../courier-port.ts';
import type { Answer, ShopPort } from '../ports.ts';
import { COURIER_MIGRATIONS } from './courier-migrations.ts';
import { CourierStore } from './courier-store.ts';
import type { MessageRow } from './courier-store.ts';
import { EndpointStore } from './endpoint-store.ts';
import type { EndpointRow } from './endpoint-store.ts';
import { Rounds } from './rounds.ts';

/** The bindings this object needs. */
export interface CourierEnv {
  readonly SHOP: DurableObjectNamespace;
  readonly RAPPORT_MODE?: string;
}

const MOST_ENDPOINTS = 20;
/** What was sent is kept this long, for the owner to look at and to send again. */
const KEPT_MS = 30 * 86_400_000;
const CLEAR_EVERY_MS = 86_400_000;
const CLEAR_AT_ONCE = 200;

/**
 * Tells a shop's own systems what happened, by Standard Webhooks. An object of its own, so that a receiver who doesn't answer keeps nobody waiting but its own
 * messages: the shop's object has holds to settle, the slices have shoppers. It hears from the slices' outboxes, once each (law 4), and sends at least once. It never
 * moves and holds no range, so it needs no fence.
 */
export class CourierObject extends DurableObject<CourierEnv> implements CourierPort {
  readonly #store: CourierStore;
  readonly #endpoints: EndpointStore;
  readonly #agenda: Agenda;
  readonly #inbound: Inbound;
  readonly #rounds: Rounds;

  constructor(ctx: DurableObjectState, env: CourierEnv) {
    super(ctx, env);
    migrate(ctx.storage, COURIER_MIGRATIONS);
    this.#store = new CourierStore(ctx.storage.sql);
    this.#endpoints = new EndpointStore(ctx.storage.sql);
    this.#agenda = new Agenda(ctx.storage);
    this.#inbound = new Inbound(ctx.storage);
    this.#rounds = new Rounds({
      storage: ctx.storage,
      store: this.#store,
      endpoints: this.#endpoints,
      agenda: this.#agenda,
      shop: () => this.#shop(),
      reach: this.#reach,
      later: (work) => ctx.waitUntil(work),
    });
    void ctx.blockConcurrencyWhile(() => this.#agenda.arm());
  }

  get #reach(): { loopback: boolean } {
    return { loopback: this.env.RAPPORT_MODE === 'test' };
  }

  async endpoints(): Promise<WebhookEndpoint[]> {
    return this.#endpoints.all();
  }

  /** Adds an address and begins to listen on its behalf: when this is answered, every slice tells of what it asked for. */
  async add(shopId: string, { url, types }: WebhookEndpointRequest, who: string): Promise<Answer<{ endpoint: WebhookEndpoint; secret: string }>> {
    if (unsafe(url, this.#reach)) return refused('invalid-body', NOT_PUBLIC);
    if (this.#endpoints.all().length >= MOST_ENDPOINTS) return refused('invalid-body', `There can be ${MOST_ENDPOINTS} addresses.`);
    const id = mint('whk');
    const secret = signingSecret();
    atomic(this.ctx.storage, () => {
      this.#endpoints.settle(shopId);
      this.#endpoints.add(id, url, types, secret, now());
      this.#agenda.plan({ kind: 'clear', key: 'all', dueAtMs: now() + CLEAR_EVERY_MS, lane: 3 });
      this.#listen(who, 'webhook.added', { id, host: new URL(url).host, types });
    });
    await this.#agenda.run(this.#handlers());
    return { ok: true, endpoint: this.#shown(id), secret };
  }

  async change(id: string, patch: WebhookEndpointPatch, who: string): Promise<Answer<{ endpoint: WebhookEndpoint }>> {
    const known = this.#endpoints.get(id);
    if (!known) return refused('not-found');
    const next: EndpointRow = { ...known, ...(patch as Partial<EndpointRow>) };
    if (unsafe(next.url, this.#reach)) return refused('invalid-body', NOT_PUBLIC);
    atomic(this.ctx.storage, () => {
      this.#endpoints.save(next);
      if (next.state !== 'on') this.#store.stopWaiting(id);
      this.#listen(who, 'webhook.changed', { id, host: new URL(next.url).host, types: next.types, state: next.state });
    });
    await this.#agenda.run(this.#handlers());
    return { ok: true, endpoint: this.#shown(id) };
  }

  async remove(id: string, who: string): Promise<void> {
    if (!this.#endpoints.get(id)) return;
    atomic(this.ctx.storage, () => {
      this.#endpoints.remove(id);
      this.#agenda.cancel('send', id);
      this.#listen(who, 'webhook.removed', { id });
    });
    await this.#agenda.run(this.#handlers());
  }

  /** A new secret, shown this once; messages are signed with both for the overlap, so that the receiver can change over without a gap. */
  async rotate(id: string, overlapMs: number, who: string): Promise<Answer<{ secret: string }>> {
    if (!this.#endpoints.get(id)) return refused('not-found');
    const secret = signingSecret();
    atomic(this.ctx.storage, () => {
      this.#endpoints.rotate(id, secret, now() + overlapMs);
      this.#listen(who, 'webhook.secret-changed', { id, overlapMs });
    });
    await this.#agenda.run(this.#handlers());
    return { ok: true, secret };
  }

  /** Sends a message that says nothing, to see whether it arrives; also to an address that is switched off. */
  async test(id: string): Promise<Answer<{ delivery: WebhookDelivery }>> {
    if (!this.#endpoints.get(id)) return refused('not-found');
    const message = { id: mint('msg'), type: 'webhook.test', atMs: now(), shopper: '', data: {} };
    const delivery = atomic(this.ctx.storage, () => {
      this.#store.addMessage(message);
      return this.#queue(message.id, id);
    });
    return this.#sent(delivery);
  }

  async replay(delivery: string): Promise<Answer<{ delivery: WebhookDelivery }>> {
    const id = rowOf(delivery);
    const known = this.#store.delivery(id);
    if (!known) return refused('not-found');
    atomic(this.ctx.storage, () => {
      this.#store.again(id, now());
      this.#rounds.plan(known.delivery.endpointId, now());
    });
    return this.#sent(id);
  }

  async replayAll(endpoint: string): Promise<Answer<{ replayed: number }>> {
    if (!this.#endpoints.get(endpoint)) return refused('not-found');
    const replayed = atomic(this.ctx.storage, () => {
      this.#rounds.plan(endpoint, now());
      return this.#store.allAgain(endpoint, now());
    });
    await this.#agenda.run(this.#handlers());
    return { ok: true, replayed };
  }

  async deliveries(query: DeliveriesQuery): Promise<{ deliveries: WebhookDelivery[]; next: string | null }> {
    const { shown, next } = pageOf(this.#store.deliveries({ ...query, limit: query.limit + 1 }), query.limit, ({ id }) => id);
    return { deliveries: shown, next };
  }

  async delivery(delivery: string): Promise<Answer<{ view: WebhookDeliveryView }>> {
    const found = this.#store.delivery(rowOf(delivery));
    if (!found) return refused('not-found');
    return { ok: true, view: { delivery: found.delivery, attempts: this.#store.attempts(rowOf(delivery)), message: bodyOf(found.message) } };
  }

  /** Parcels from a slice: each is queued once for every address that asked for it, in one transaction with the mark that it was taken (law 4). */
  async take(stream: string, parcels: readonly Parcel[]): Promise<number> {
    const last = this.#inbound.take(stream, parcels, ({ kind, payload }) => {
      if (kind === 'forget') return this.#store.forget((payload as { shopper: string }).shopper);
      return this.#hear(kind, payload as Announced);
    });
    await this.#agenda.arm();
    return last;
  }

  async tick(): Promise<void> {
    await this.#agenda.arm();
  }

  override async alarm(): Promise<void> {
    await this.#agenda.run(this.#handlers());
  }

  #handlers(): Readonly<Record<string, Handler>> {
    return {
      send: (item) => this.#rounds.begin(item.key),
      heed: (item) => this.#heed(item.payload as Noted),
      clear: () => this.#clear(),
    };
  }

  #hear(type: string, { shopper, atMs, data }: Announced): void {
    const wanting = this.#endpoints.all().filter(({ state, types }) => state === 'on' && types.includes(type as WebhookType));
    if (wanting.length === 0) return;
    const message: MessageRow = { id: mint('msg'), type, atMs, shopper, data };
    this.#store.addMessage(message);
    for (const { id } of wanting) this.#queue(message.id, id);
  }

  #queue(message: string, endpoint: string): number {
    this.#rounds.plan(endpoint, now());
    return this.#store.addDelivery(message, endpoint, now());
  }

  async #sent(id: number): Promise<Answer<{ delivery: WebhookDelivery }>> {
    await this.#agenda.run(this.#handlers());
    const found = this.#store.delivery(id);
    return found ? { ok: true, delivery: found.delivery } : refused('not-found');
  }

  #shown(id: string): WebhookEndpoint {
    const found = this.#endpoints.all().find((one) => one.id === id);
    if (!found) throw new Error('an address vanished while nothing else could run');
    return found;
  }

  /** What the slices are to tell of has changed: planned inside the transaction of the change, so that a kill in between is made good. */
  #listen(who: string, what: string, detail: Readonly<Record<string, unknown>>): void {
    this.#agenda.plan({ kind: 'heed', key: mint('n'), dueAtMs: now(), lane: 0, payload: { who, what, detail } satisfies Noted });
  }

  async #heed({ who, what, detail }: Noted): Promise<void> {
    const types = this.#endpoints.all().flatMap((one) => (one.state === 'on' ? one.types : []));
    await (await this.#shop()).heed([...new Set(types)].toSorted(), { who, what, detail });
  }

  #clear(): void {
    const more = this.#store.clear(now() - KEPT_MS, CLEAR_AT_ONCE) === CLEAR_AT_ONCE;
    this.#agenda.plan({ kind: 'clear', key: 'all', dueAtMs: more ? now() : now() + CLEAR_EVERY_MS, lane: 3 });
  }

  #shop(): Promise<ShopPort> {
    return port<ShopPort>(this.env.SHOP, ['shop', this.#endpoints.shopId()]);
  }
}

/** A line for the audit trail, on its way there. */
interface Noted {
  readonly who: string;
  readonly what: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const NOT_PUBLIC = 'The address must begin with https:// and lead to the open internet, without a name or password in it.';

const rowOf = (delivery: string): number => (/^\d{1,15}$/.test(delivery) ? Number(delivery) : 0);

/** What is said, without who it is about. */
const bodyOf = ({ type, atMs, data }: MessageRow): WebhookMessage => ({ type, timestamp: new Date(atMs).toISOString(), data });
