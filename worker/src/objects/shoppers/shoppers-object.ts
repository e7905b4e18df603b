import { DurableObject } from 'cloudflare:workers';
import { card, productText } from '@rapport/domain/catalog';
import { agree, arrive, due, observe, promote, redeem, stranger, takeOrder } from '@rapport/domain/shopper';
import type { Changed, Moment, Person } from '@rapport/domain/shopper';
import type { Movement } from '@rapport/domain/points';
import { keyOf, keysOf, words } from '@rapport/domain/watches';
import { refused } from '@rapport/protocol/problem';
import type { Refused } from '@rapport/protocol/problem';
import { LIMITS } from '@rapport/protocol/wire';
import type { ConsentRecord, Order, ShopEvent, ShopSettings, ShopperView, WatchRequest } from '@rapport/protocol';
import { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import type { Page } from '../../platform/copy.ts';
import { Fence } from '../../platform/fence.ts';
import type { Seat } from '../../platform/fence.ts';
import { mint, uuid } from '../../platform/ids.ts';
import { migrate } from '../../platform/migrate.ts';
import { Outbox } from '../../platform/outbox.ts';
import { port } from '../port.ts';
import type { Answer, Arrival, At, Caller, Member, RecommenderPort, RedeemCommand, ShopPort, SlicePort, SliceSetup } from '../ports.ts';
import { CommerceStore } from './commerce-store.ts';
import { Copying } from './copying.ts';
import { Joining } from './joining.ts';
import { LiveSockets } from './live-sockets.ts';
import { SHOPPERS_MIGRATIONS } from './shoppers-migrations.ts';
import { ShoppersStore } from './shoppers-store.ts';

/** The bindings this object needs. */
export interface ShoppersEnv {
  readonly SHOP: DurableObjectNamespace;
  readonly RECOMMENDER: DurableObjectNamespace;
}

/** People that one transaction of an arrival works off. */
const PEOPLE_A_CHUNK = 50;
/** How often a slice tells the shop that events come in: for "is the tag there?", not for counting. */
const PULSE_MS = 60_000;

/**
 * A slice of a shop's shoppers: everything about these people, in one serial order of events a person. Each method loads, thinks, saves and tells; what is
 * thought stands in `@rapport/domain/shopper`. Longer than other files because it is the whole surface of a slice, a few lines for each call.
 */
export class ShoppersObject extends DurableObject<ShoppersEnv> {
  readonly #store: ShoppersStore;
  readonly #commerce: CommerceStore;
  readonly #fence: Fence;
  readonly #agenda: Agenda;
  readonly #outbox: Outbox;
  readonly #joining: Joining;
  readonly #copying: Copying;
  readonly #live: LiveSockets;
  #pulseAtMs = 0;

  constructor(ctx: DurableObjectState, env: ShoppersEnv) {
    super(ctx, env);
    migrate(ctx.storage, SHOPPERS_MIGRATIONS);
    this.#store = new ShoppersStore(ctx.storage.sql);
    this.#commerce = new CommerceStore(ctx.storage.sql);
    this.#fence = new Fence(ctx.storage);
    this.#agenda = new Agenda(ctx.storage);
    this.#outbox = new Outbox(ctx.storage);
    this.#joining = new Joining(ctx.storage, this.#store, this.#commerce, now);
    this.#copying = new Copying(ctx.storage);
    this.#live = new LiveSockets(ctx);
    void ctx.blockConcurrencyWhile(() => this.#agenda.arm());
  }

  open(seat: Seat, setup: SliceSetup): Answer<object> {
    const opened = this.#fence.open(seat);
    if (opened.ok && seat.generation === 1) this.#store.configure(setup);
    return opened;
  }

  configure(at: At, settings: ShopSettings, version: number): Answer<object> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    this.#store.configure({ ...this.#store.setup(), settings, version });
    return { ok: true };
  }

  /** Takes what a page saw. An event that is known is counted as a duplicate and changes nothing. */
  async record(at: At, caller: Caller, events: readonly ShopEvent[]): Promise<Answer<{ accepted: number; duplicates: number }>> {
    const loaded = this.#load(at, caller);
    if (!loaded.ok) return loaded;
    if (loaded.person.consent.personalisation !== 'granted') return refused('no-consent');
    const known = this.#store.knownEvents(
      caller.id,
      events.map(({ id }) => id),
    );
    const fresh = [...new Map(events.filter(({ id }) => !known.has(id)).map((event) => [event.id, event])).values()];
    if (fresh.length > 0) {
      const seen = observe(loaded.person, fresh, now());
      atomic(this.ctx.storage, () => {
        this.#save(seen, caller);
        if (seen.interests.length > 0) {
          const signals = seen.interests.map((interest) => ({ session: seen.person.alias, ...interest }));
          this.#send('recommender', 'signals', signals);
        }
        this.#pulse();
      });
      await this.#agenda.arm();
      this.ctx.waitUntil(this.#drain());
    }
    return { ok: true, accepted: fresh.length, duplicates: events.length - fresh.length };
  }

  view(at: At, caller: Caller): Answer<{ view: ShopperView }> {
    const loaded = this.#load(at, caller);
    return loaded.ok ? { ok: true, view: this.#viewOf(loaded.person) } : loaded;
  }

  /** What the recommendations of a person start from. */
  taste(at: At, id: string): Answer<{ recent: readonly string[]; bought: readonly string[] }> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const { recent, bought, consent } = loaded.person;
    return consent.personalisation === 'granted' ? { ok: true, recent, bought } : { ok: true, recent: [], bought: [] };
  }

  inbox(at: At, id: string, locale: string, before: string | null, limit: number): Awaited<ReturnType<SlicePort['inbox']>> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const { currency } = this.#store.setup().settings;
    const kept = this.#store.messages(id, before, limit);
    const messages = kept.map(({ product, reasons, ...rest }) => ({
      ...rest,
      reasons: [...reasons],
      product: card(product, locale || loaded.person.locale, currency),
    }));
    return { ok: true, messages, next: kept.length === limit ? (kept.at(-1)?.id ?? null) : null };
  }

  read(at: At, id: string, ids: readonly string[]): Answer<{ view: ShopperView }> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    return atomic(this.ctx.storage, () => {
      const read = this.#store.markRead(id, ids, now());
      if (read.length === 0) return { ok: true as const, view: this.#viewOf(loaded.person) };
      const person = { ...loaded.person, unread: this.#store.countUnread(id), version: loaded.person.version + 1 };
      const entries = read.map((messageId) => ({ id: uuid(), name: 'message_read', atMs: now(), source: 'page' as const, detail: { messageId } }));
      return this.#told(this.#save({ person, entries }));
    });
  }

  /** Keeps a wish. The same words again give the wish that exists; words that say nothing are refused. */
  watch(at: At, caller: Caller, request: WatchRequest): Awaited<ReturnType<SlicePort['watch']>> {
    const loaded = this.#load(at, caller);
    if (!loaded.ok) return loaded;
    if (loaded.person.consent.messages !== 'granted') return refused('no-consent');
    const filedUnder = keyOf(request.query);
    if (filedUnder === '') return refused('invalid-body', 'These words say nothing that a product could have.');
    const kept = this.#store.watches(caller.id);
    const wanted = words(request.query).join(' ');
    const same = kept.find(({ query }) => words(query).join(' ') === wanted);
    if (same) return { ok: true, watch: same, view: this.#viewOf(loaded.person) };
    if (kept.length >= LIMITS.watches) return refused('too-many-watches');
    const watch = { id: uuid(), kind: request.kind, query: request.query, createdAtMs: now(), toldAtMs: null };
    return atomic(this.ctx.storage, () => {
      this.#store.addWatch(caller.id, watch, filedUnder);
      const entries = [
        { id: uuid(), name: 'watch_created', atMs: now(), source: 'page' as const, detail: { watchId: watch.id, query: watch.query } },
      ];
      return { watch, ...this.#told(this.#save({ person: { ...loaded.person, version: loaded.person.version + 1 }, entries }, caller)) };
    });
  }

  unwatch(at: At, id: string, watchId: string): Answer<{ view: ShopperView }> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    return atomic(this.ctx.storage, () => {
      const query = this.#store.dropWatch(id, watchId);
      if (query === null) return { ok: true as const, view: this.#viewOf(loaded.person) };
      const entries = [{ id: uuid(), name: 'watch_removed', atMs: now(), source: 'page' as const, detail: { watchId, query } }];
      return this.#told(this.#save({ person: { ...loaded.person, version: loaded.person.version + 1 }, entries }));
    });
  }

  consent(at: At, caller: Caller, record: ConsentRecord): Answer<{ view: ShopperView }> {
    const loaded = this.#load(at, caller);
    if (!loaded.ok) return loaded;
    return atomic(this.ctx.storage, () => {
      const changed = agree(loaded.person, record, this.#moment());
      this.#store.saveConsent(caller.id, uuid(), record, now());
      return this.#told(this.#save(changed));
    });
  }

  /** A guest becomes a member in place, or a member comes back. */
  async promote(at: At, id: string, member: Member): Promise<Answer<{ view: ShopperView }>> {
    const caller: Caller = { id, ...(member.consent ? { consent: { ...member.consent, atMs: now() } } : {}) };
    const loaded = this.#load(at, caller);
    if (!loaded.ok) return loaded;
    return atomic(this.ctx.storage, () => {
      const joined = promote(loaded.person, this.#commerce.ledger(id), member, this.#store.setup().settings.programme, this.#moment());
      this.#commerce.appendLedger(id, joined.movements);
      return this.#told(this.#save(joined, caller));
    });
  }

  /** The saved answer of a command, if it was given before. `key-reused` when its body was another. */
  replay(at: At, id: string, commandId: string, bodyHash: string): Answer<{ saved: string | null }> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const command = this.#commerce.command(id, commandId);
    if (command && command.answer !== null && command.bodyHash !== bodyHash) return refused('key-reused');
    return { ok: true, saved: command?.answer ?? null };
  }

  /** Takes a reward: points, voucher, saved answer and the message that confirms the hold stand in one transaction (law 3). */
  async redeem(at: At, id: string, command: RedeemCommand): Promise<Answer<{ saved: string }>> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const before = this.#commerce.command(id, command.id);
    if (before) return before.answer === null ? refused('out-of-stock', 'This took too long; try again.') : { ok: true, saved: before.answer };
    if (now() > command.deadlineMs) return refused('out-of-stock', 'This took too long; try again.');
    const reward = this.#store.setup().settings.programme.rewards.find((one) => one.id === command.rewardId);
    if (!reward) return refused('unknown-reward');
    const redeemed = redeem(loaded.person, this.#commerce.ledger(id), reward, command, this.#moment());
    if (!redeemed.ok) return redeemed;
    const saved = JSON.stringify({ voucher: redeemed.voucher });
    atomic(this.ctx.storage, () => {
      this.#commerce.appendLedger(id, redeemed.movements);
      this.#commerce.addVoucher(id, redeemed.voucher);
      this.#commerce.saveCommand(id, command.id, command.bodyHash, saved, now());
      if (command.held) this.#send('shop', 'hold.confirm', { command: command.id });
      this.#told(this.#save(redeemed));
    });
    await this.#agenda.arm();
    this.ctx.waitUntil(this.#drain());
    return { ok: true, saved };
  }

  /** Whether a command was taken. If not, it never can be from now on: the hold behind it is about to be released. */
  settle(at: At, id: string, commandId: string): Answer<{ taken: boolean }> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const command = this.#commerce.command(id, commandId);
    if (!command) this.#commerce.saveCommand(id, commandId, '', null, now());
    return { ok: true, taken: command !== null && command.answer !== null };
  }

  /** An order, or its next status, from a source that is trusted. */
  async order(at: At, id: string, order: Order): Promise<Awaited<ReturnType<SlicePort['order']>>> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const { currency, programme } = this.#store.setup().settings;
    const taken = takeOrder(
      loaded.person,
      this.#commerce.ledger(id),
      this.#commerce.order(id, order.id),
      order,
      { currency, programme },
      this.#moment(),
    );
    if (!taken.ok) return taken;
    if (taken.changed) {
      atomic(this.ctx.storage, () => {
        this.#commerce.saveOrder(id, order);
        this.#commerce.appendLedger(id, taken.movements);
        this.#planDue(id, taken.dueAtMs);
        if (order.status === 'paid' && loaded.person.consent.personalisation === 'granted') {
          this.#send(
            'recommender',
            'signals',
            order.lines.map(({ productId }) => ({ session: loaded.person.alias, productId, weight: 5, atMs: now() })),
          );
        }
        this.#told(this.#save(taken));
      });
      await this.#agenda.arm();
      this.ctx.waitUntil(this.#drain());
    }
    const { pointsPending, pointsAvailable } = taken.person;
    return { ok: true, taken: { orderId: order.id, status: order.status, changed: taken.changed, pointsPending, pointsAvailable } };
  }

  voucher(at: At, id: string, code: string): Awaited<ReturnType<SlicePort['voucher']>> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const found = this.#commerce.voucher(id, code);
    return found ? { ok: true, voucher: found.voucher } : refused('unknown-voucher');
  }

  /** Uses a voucher up. The same order again is fine; another one is refused. */
  useVoucher(at: At, id: string, code: string, orderId: string): Awaited<ReturnType<SlicePort['voucher']>> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    return atomic(this.ctx.storage, () => {
      const used = this.#commerce.useVoucher(id, code, orderId, now());
      const found = this.#commerce.voucher(id, code);
      if (!found) return refused('unknown-voucher');
      if (!used) return found.orderId === orderId ? { ok: true as const, voucher: found.voucher } : refused('voucher-used');
      const entries = [{ id: uuid(), name: 'voucher_used', atMs: now(), source: 'shop' as const, detail: { code, orderId } }];
      this.#told(this.#save({ person: { ...loaded.person, version: loaded.person.version + 1 }, entries }));
      return { ok: true as const, voucher: found.voucher };
    });
  }

  /** Products that came in: who waits for them is found without looking at those who don't. Each change once, in order; a kill in between costs nothing. */
  async arrive(at: At, source: string, changes: readonly Arrival[]): Promise<Answer<{ seq: number }>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    let heard = this.#store.heard(source);
    for (const change of changes) {
      if (change.seq <= heard) continue;
      this.#arriveOne(source, change);
      heard = change.seq;
      await scheduler.wait(0);
    }
    return { ok: true, seq: heard };
  }

  people(at: At, query: string, after: string | null, limit: number): Awaited<ReturnType<SlicePort['people']>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const shoppers = this.#store.people(query.trim().toLowerCase(), after ?? '', limit);
    return { ok: true, shoppers, next: shoppers.length === limit ? (shoppers.at(-1)?.id ?? null) : null };
  }

  person(at: At, id: string): Awaited<ReturnType<SlicePort['person']>> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const shopper = this.#store.shopperRow(id);
    if (!shopper) return refused('not-found');
    const { consent, pointsPending, pointsAvailable } = loaded.person;
    const balance = { pending: pointsPending, available: pointsAvailable };
    return { ok: true, person: { shopper, consent, balance, watches: this.#store.watches(id), vouchers: this.#commerce.vouchers(id) } };
  }

  timeline(at: At, id: string, before: string | null, limit: number): Awaited<ReturnType<SlicePort['timeline']>> {
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return loaded;
    const cut = before === null ? null : /^(\d{1,15})\.(.{1,64})$/.exec(before);
    if (before !== null && !cut) return refused('invalid-query', 'That is not a place in this list.');
    const entries = this.#store.timeline(id, cut ? { atMs: Number(cut[1]), id: cut[2] ?? '' } : null, limit);
    const last = entries.at(-1);
    return { ok: true, entries, next: last && entries.length === limit ? `${last.atMs}.${last.id}` : null };
  }

  leave(at: At, guest: string, member: string): Answer<object> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    this.#joining.leave(guest, member);
    return { ok: true };
  }

  exportPerson(at: At, guest: string, page: number): Answer<{ rows: Page | null }> {
    return this.#fence.admit(at) ?? { ok: true, rows: this.#joining.export(guest, page) };
  }

  async importPerson(at: At, member: string, guest: string, page: number, rows: Page | null): Promise<Answer<{ through: number }>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const answer = this.#joining.import(member, guest, page, rows);
    if (answer.ok && rows === null) {
      this.#planDue(member, now());
      await this.#agenda.arm();
      const person = this.#store.person(member);
      if (person) this.#live.tell(member, { type: 'view', view: this.#viewOf(person) });
    }
    return answer;
  }

  forward(at: At, guest: string, member: string): Answer<object> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    this.#joining.forward(guest, member);
    this.#live.dismiss(guest);
    return { ok: true };
  }

  /** Refuses everybody from now on and sends the pages away: the first step of a move. */
  seal(at: At): Answer<object> {
    if (this.#fence.seat?.generation !== at.generation) return refused('moved');
    this.#fence.seal();
    this.#live.dismiss();
    return { ok: true };
  }

  exportPage(at: At, page: string | null): Awaited<ReturnType<SlicePort['exportPage']>> {
    return this.#isSealedAt(at) ? { ok: true, ...this.#copying.export(page) } : refused('moved');
  }

  async importPage(at: At, page: string | null, rows: Page, next: string | null): Promise<Answer<object>> {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const answer = this.#copying.import(page, rows, next);
    this.#store.forget();
    if (next === null) await this.#agenda.arm();
    return answer;
  }

  tally(at: At): Answer<{ tally: string }> {
    return this.#isSealedAt(at) || this.#fence.admit(at) === null ? { ok: true, tally: this.#copying.tally() } : refused('moved');
  }

  /** Leaves nothing behind. A name that stale callers bring back refuses them: it was never opened (law 1). */
  async destroy(at: At): Promise<Answer<object>> {
    if (this.#fence.seat !== null && !this.#isSealedAt(at)) return refused('moved');
    await this.ctx.storage.deleteAll();
    return { ok: true };
  }

  async tick(): Promise<void> {
    await this.#agenda.arm();
  }

  /** A page's socket. The route has read the token; what it found comes in headers that only the worker can set. */
  override async fetch(request: Request): Promise<Response> {
    const at = JSON.parse(request.headers.get('x-rapport-at') ?? '{}') as At;
    const id = request.headers.get('x-rapport-shopper') ?? '';
    const loaded = this.#load(at, { id });
    if (!loaded.ok) return Response.json(loaded, { status: 409 });
    return this.#live.accept(id, request.headers.get('x-rapport-protocol') ?? '');
  }

  override webSocketMessage(): void {
    // Pages only listen; "ping" is answered without waking the object.
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  override async alarm(): Promise<void> {
    await this.#agenda.run({ due: (item) => this.#due(item.key), drain: () => this.#drainAll() });
  }

  #moment(): Moment {
    return { nowMs: now(), newId: uuid };
  }

  #isSealedAt(at: At): boolean {
    return this.#fence.sealed && this.#fence.seat?.generation === at.generation;
  }

  /** The person, or who they have become, or nobody yet. What was agreed to when a token was made counts until they say otherwise. */
  #load(at: At, caller: Caller): { ok: true; person: Person } | (Refused & { into?: string }) {
    const refusal = this.#fence.admit(at);
    if (refusal) return refusal;
    const where = this.#store.whereabouts(caller.id);
    if (where?.state === 'leaving') return refused('moved', 'being merged');
    if (where?.state === 'gone') return where.into === null ? refused('not-found') : { ...refused('moved', 'merged'), into: where.into };
    const person = this.#store.person(caller.id) ?? stranger(caller.id, mint('as'), caller.locale ?? '', now());
    if (!caller.consent || person.consent.personalisation !== 'pending') return { ok: true, person };
    const { personalisation, messages } = caller.consent;
    return { ok: true, person: { ...person, consent: { personalisation, messages } } };
  }

  /** Writes a person and their entries, and, where nothing was known of it yet, what they had agreed to before. Inside a transaction. */
  #save({ person, entries }: Changed, caller?: Caller): Person {
    const isFirst = (this.#store.person(person.id)?.consent.personalisation ?? 'pending') === 'pending';
    this.#store.savePerson(person);
    if (isFirst && caller?.consent) {
      const { atMs, ...record } = caller.consent;
      const { personalisation, messages, source } = record;
      this.#store.saveConsent(person.id, uuid(), record, atMs);
      this.#store.saveEntries(person.id, [
        { id: uuid(), name: 'consent_given', atMs, source: 'page', detail: { personalisation, messages, source } },
      ]);
    }
    this.#store.saveEntries(person.id, entries);
    return person;
  }

  #told(person: Person): { ok: true; view: ShopperView } {
    const view = this.#viewOf(person);
    this.#live.tell(person.id, { type: 'view', view });
    return { ok: true, view };
  }

  #viewOf(person: Person): ShopperView {
    const { kind, name, consent, pointsPending, pointsAvailable, unread, version } = person;
    return {
      kind,
      name,
      consent,
      points: { pending: pointsPending, available: pointsAvailable },
      unread,
      watches: this.#store.watches(person.id),
      rewards: this.#store.setup().settings.programme.rewards,
      vouchers: this.#commerce.vouchers(person.id),
      version,
    };
  }

  #arriveOne(source: string, change: Arrival): void {
    const incoming = {
      product: change.product,
      text: productText(change.product),
      available: change.product.variants.some(({ available }) => available),
    };
    const mayMatch =
      change.changeKind === 'new' || change.changeKind === 'returned' || change.changeKind === 'restocked' ? keysOf(incoming.text) : [];
    let after = '';
    for (
      let chunk = this.#store.waiting(mayMatch, after, PEOPLE_A_CHUNK);
      chunk.length > 0;
      chunk = this.#store.waiting(mayMatch, after, PEOPLE_A_CHUNK)
    ) {
      for (const { shopper, wishes } of chunk) this.#arriveFor(shopper, wishes, incoming);
      after = chunk.at(-1)?.shopper ?? '';
      if (chunk.length < PEOPLE_A_CHUNK) break;
    }
    this.#store.saveHeard(source, change.seq);
  }

  /** One person in one transaction: message, mark, trace. Told once: when the change comes again after a kill, the mark says so. */
  #arriveFor(shopper: string, wishes: Parameters<typeof arrive>[1], incoming: Parameters<typeof arrive>[2]): void {
    const person = this.#store.person(shopper);
    if (!person) return;
    const subject = `product:${incoming.product.id}`;
    const arrived = arrive(person, wishes, incoming, this.#store.wasTold(shopper, subject), this.#moment());
    if (!arrived || arrived.trace.reason === 'already-told') return;
    const { message, trace } = arrived;
    atomic(this.ctx.storage, () => {
      this.#store.saveTrace(shopper, { id: uuid(), atMs: now(), channel: 'inbox', subject, ...trace });
      if (!message) return;
      this.#store.saveMessage(shopper, { ...message, product: { ...incoming.product, description: {} } });
      this.#store.markTold(shopper, arrived.watchIds, subject, now());
      this.#save(arrived);
    });
    if (!message) return;
    this.#live.tell(shopper, { type: 'message', messageId: message.id, unread: arrived.person.unread });
    this.#told(arrived.person);
  }

  #due(shopper: string): void {
    const person = this.#store.person(shopper);
    if (!person) return;
    const changed = due(person, this.#commerce.ledger(shopper), this.#moment());
    this.#commerce.appendLedger(shopper, changed.movements);
    if (changed.movements.length > 0) this.#told(this.#save(changed));
    this.#planDue(shopper, changed.dueAtMs);
  }

  #planDue(shopper: string, dueAtMs: number | null): void {
    if (dueAtMs === null) this.#agenda.cancel('due', shopper);
    else this.#agenda.plan({ kind: 'due', key: shopper, dueAtMs });
  }

  #send(receiver: 'shop' | 'recommender', kind: string, payload: unknown): void {
    this.#outbox.put(receiver, kind, payload);
    this.#agenda.plan({ kind: 'drain', key: 'outbox', dueAtMs: now() + 5_000 });
  }

  #pulse(): void {
    if (now() - this.#pulseAtMs < PULSE_MS) return;
    this.#pulseAtMs = now();
    this.#send('shop', 'pulse', { atMs: now() });
  }

  /** Delivers at once, after the commit; what fails is left to the alarm (law 4). */
  async #drain(): Promise<void> {
    try {
      await this.#drainAll();
      this.#agenda.cancel('drain', 'outbox');
      await this.#agenda.arm();
    } catch (error) {
      // The agenda has it; this was only the quick way.
      if (!(error instanceof Error)) throw error;
    }
  }

  async #drainAll(): Promise<void> {
    if (this.#fence.sealed || this.#fence.seat === null) return;
    const { shopId } = this.#store.setup();
    const shop = await port<ShopPort>(this.env.SHOP, ['shop', shopId]);
    const recommender = await port<RecommenderPort>(this.env.RECOMMENDER, ['recommender', shopId, '0']);
    await this.#outbox.drain('shop', (stream, batch) => shop.take(stream, batch));
    await this.#outbox.drain('recommender', (stream, batch) => recommender.take(stream, batch));
  }
}
