import { card } from '@rapport/domain/catalog';
import { KINDS, type TellDecision } from '@rapport/domain/notify';
import { accountOf, lapses, type Lapse } from '@rapport/domain/points';
import type { Person } from '@rapport/domain/shopper';
import { decideFor, subjectOf } from '@rapport/domain/tell';
import type { Occasion } from '@rapport/domain/tell';
import type { Channel, ProductCard } from '@rapport/protocol';
import { handOver } from '../../channels/hand-over.ts';
import type { HandedOver, LetterItem } from '../../channels/hand-over.ts';
import type { ChannelEnv } from '../../channels/channels.ts';
import { atomic } from '../../platform/atomic.ts';
import { breakpoint } from '../../platform/breakpoint.ts';
import { now } from '../../platform/clock.ts';
import { Flights } from '../../platform/flight.ts';
import { uuid } from '../../platform/ids.ts';
import { errorName, log } from '../../platform/log.ts';
import { port } from '../port.ts';
import type { CatalogPort } from '../ports.ts';
import type { Delivery } from './delivery-store.ts';
import type { KeptMessage } from './message-rows.ts';
import type { People, SliceParts } from './people.ts';
import { holds, isPromotion } from './still-so.ts';
import type { StillSo } from './still-so.ts';
import { GATHER_MS } from './telling.ts';
import type { About, Telling } from './telling.ts';

/** What is needed to let messages leave. */
export interface OutgoingEnv extends ChannelEnv {
  readonly CATALOG: DurableObjectNamespace;
}

/** Products in one mail or push; the rest follows when there is room again. */
const ITEMS_A_LETTER = 20;
/** After so many failures of the channel a message is given up on that channel. */
const ATTEMPTS = 6;
const FIRST_RETRY_MS = 30_000;
/** Should a flight end with the object, the agenda begins another after this time. */
const SAFETY_MS = 60_000;
const MAILS_A_MINUTE = 600;

interface Waiting {
  readonly delivery: Delivery;
  readonly message: KeptMessage;
}
interface Letter {
  readonly waiting: readonly Waiting[];
  readonly traces: readonly { readonly about: About; readonly id: string; readonly decision: TellDecision }[];
  readonly items: readonly LetterItem[];
  readonly atMs: number;
}

/**
 * Lets messages leave: for each channel one flight at a time, person by person, what is due together. Before anything leaves, the catalogue is asked whether
 * it is still so, and the one rule decides anew. A kill between handing over and writing that down repeats the one in flight and no other.
 */
export class Outgoing {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #telling: Telling;
  readonly #env: OutgoingEnv;
  readonly #isOnDuty: () => boolean;
  readonly #still: StillSo;
  readonly #flights = new Flights<void>();

  constructor(parts: SliceParts, people: People, telling: Telling, env: OutgoingEnv, isOnDuty: () => boolean, still: StillSo) {
    this.#parts = parts;
    this.#people = people;
    this.#telling = telling;
    this.#env = env;
    this.#isOnDuty = isOnDuty;
    this.#still = still;
  }

  /** Begins a flight unless one is under way, and doesn't wait for it: a slow mail server holds nothing else of the agenda up. */
  leave(channel: Channel): void {
    this.#parts.agenda.plan({ kind: 'leave', key: channel, dueAtMs: now() + SAFETY_MS });
    void this.#flights
      .join(channel, () => this.#fly(channel))
      .catch((error: unknown) => log('messages.flight-failed', { channel, error: errorName(error) }));
  }

  /** What is due on all channels has left, or is put off; for tests and for who must wait. */
  async settled(): Promise<void> {
    await Promise.all((['inbox', 'email', 'push'] as const).map((channel) => this.#flights.join(channel, () => this.#fly(channel))));
  }

  async #fly(channel: Channel): Promise<void> {
    const { deliveries, agenda } = this.#parts;
    let left = this.#perSecond(channel);
    let dueAtMs: number | null = null;
    try {
      while (left > 0 && this.#isOnDuty()) {
        const shopper = deliveries.nextShopper(channel, now());
        if (shopper === null) break;
        if (await this.#leaveFor(shopper, channel)) left -= 1;
      }
      dueAtMs = deliveries.nextDueAtMs(channel);
    } catch (error) {
      // The catalogue could not be asked, or storage failed: everything stays as it is and is tried again.
      log('messages.not-left', { channel, error: errorName(error) });
      dueAtMs = now() + FIRST_RETRY_MS;
    }
    if (!this.#isOnDuty()) return;
    if (dueAtMs === null) agenda.cancel('leave', channel);
    else agenda.plan({ kind: 'leave', key: channel, dueAtMs: left > 0 ? dueAtMs : Math.max(dueAtMs, now() + 1_000) });
    this.#telling.forgetPlan(channel);
    await agenda.arm();
  }

  /** How many may leave in one go, a second's worth: the shop's rate, shared among its slices by what they hold. */
  #perSecond(channel: Channel): number {
    if (channel !== 'email') return 1_000;
    const seat = this.#parts.fence.seat;
    const share = seat ? (seat.to - seat.from) / 65_536 : 1;
    const aMinute = this.#parts.store.setup().settings.contact?.mailsAMinute ?? MAILS_A_MINUTE;
    return Math.max(1, Math.round((aMinute * share) / 60));
  }

  /** One person's messages on one channel. True when something was handed over. */
  async #leaveFor(shopper: string, channel: Channel): Promise<boolean> {
    const { store, deliveries } = this.#parts;
    const waiting = this.#waiting(shopper, channel);
    const before = store.person(shopper);
    if (!before || waiting.length === 0) {
      deliveries.remove(
        shopper,
        channel,
        deliveries.due(shopper, channel, Number.MAX_SAFE_INTEGER, 1_000).map(({ message }) => message),
      );
      return false;
    }
    const catalog = await port<CatalogPort>(this.#env.CATALOG, ['catalog', store.setup().shopId, '0']);
    const digest = channel === 'inbox' ? [] : this.#waiting(shopper, 'inbox');
    const ids = new Set([...waiting, ...digest].flatMap(({ message }) => message.product?.id ?? []).filter((one) => one !== ''));
    const cards = new Map((ids.size === 0 ? [] : await catalog.cards([...ids], before.locale)).map((one) => [one.productId, one]));
    const person = this.#people.find(shopper);
    if (!person || !this.#isOnDuty()) return false;
    // Much may have happened while the catalogue answered: everything is read again. What it was not asked about waits for the next turn.
    const known = (way: Channel): Waiting[] =>
      this.#waiting(shopper, way).filter(({ message: { product } }) => product === null || product.id === '' || ids.has(product.id));
    const letter = atomic(this.#parts.storage, () => {
      // A digest comes up in the inbox before it leaves: there it gets the id that the letter's links name, and that the letter is known by while it is on its way.
      if (channel !== 'inbox') this.#decide(person, 'inbox', known('inbox'), cards);
      return this.#decide(this.#people.find(shopper) ?? person, channel, known(channel), cards);
    });
    if (letter.items.length === 0) return false;
    if (channel === 'inbox') return true;
    await breakpoint('message.handing-over');
    const { shopId, settings } = store.setup();
    const address = this.#telling.reach(person).ways.find((way) => way.channel === channel)?.address ?? '';
    const devices = channel === 'push' ? deliveries.devices(shopper) : [];
    const { items, atMs } = letter;
    const handed = await handOver(this.#env, channel, { shopId, settings, shopper, locale: person.locale, address, devices, items, atMs });
    await breakpoint('message.handed-over');
    atomic(this.#parts.storage, () => this.#settle(person, channel, letter, handed));
    return true;
  }

  #waiting(shopper: string, channel: Channel): Waiting[] {
    const { deliveries, messages } = this.#parts;
    return deliveries.due(shopper, channel, now() + GATHER_MS[channel], ITEMS_A_LETTER).flatMap((delivery) => {
      const message = messages.message(shopper, delivery.message);
      return message ? [{ delivery, message }] : [];
    });
  }

  /** Decides for each message that is due, in one transaction: what leaves is marked as leaving, with its trace; what waits on or is given up, too. */
  #decide(person: Person, channel: Channel, waiting: readonly Waiting[], cards: ReadonlyMap<string, ProductCard>): Letter {
    const { deliveries } = this.#parts;
    const ids = waiting.map(({ message }) => message.id);
    const reach = this.#telling.reach(person, ids);
    const way = reach.ways.find((one) => one.channel === channel) ?? null;
    const leaving: { waiting: Waiting; about: About; decision: TellDecision; shown: ProductCard | null }[] = [];
    // What goes first is decided first: promotion waits when something leaves that was asked for or is service.
    for (const one of waiting.toSorted((x, y) => KINDS[y.message.kind].priority - KINDS[x.message.kind].priority)) {
      const { delivery, message } = one;
      const shown = this.#cardOf(person, message, cards);
      const offered = message.offer ? this.#still.offer(person, message, channel) : null;
      const barred = !offered && isPromotion(message) ? this.#still.barred(person, channel, message.id) : null;
      const about = { shopper: person.id, message: message.id, kind: message.kind, subject: delivery.subject };
      const { subject, frequency, occasionMs } = delivery;
      const available =
        offered?.available ??
        (shown !== null &&
          holds(message, shown, { said: () => this.#still.said(person, message.kind, subject), lapses: () => this.#lapses(person) }));
      const occasion: Occasion = {
        kind: message.kind,
        subject,
        productId: message.product?.id ?? null,
        offer: message.offer,
        barredBy: offered?.barredBy ?? barred?.rule ?? null,
        barredUntilMs: barred?.untilMs ?? null,
        reasons: message.reasons,
        frequency,
        available,
        atMs: occasionMs,
      };
      const noWay = channel !== 'inbox' && way === null;
      const outranked = isPromotion(message) && leaving.some(({ waiting: { message: other } }) => !isPromotion(other));
      const decision = noWay
        ? { outcome: 'not-sent' as const, reason: 'no-address' as const, purpose: 'asked-for' as const, untilMs: null, rule: null }
        : decideFor(person, occasion, reach, channel === 'inbox' ? null : way, { nowMs: now(), alreadyTold: false, outranked });
      if (decision.outcome === 'sent' && (shown || offered)) leaving.push({ waiting: one, about, decision, shown });
      else this.#putOff(about, channel, decision, delivery);
    }
    const atMs = now();
    const traces = leaving.map(({ about, decision }) => ({ about, decision, id: this.#telling.trace(about, channel, decision) }));
    const sent = leaving.map(({ about }) => about.message ?? '');
    if (channel === 'inbox')
      this.#show(
        person,
        leaving.map(({ waiting: { message } }) => message),
      );
    else deliveries.markSending(person.id, channel, sent, atMs);
    const items = leaving.map(({ waiting: { message }, shown }) => ({
      messageId: message.id,
      kind: message.kind,
      reasons: message.reasons,
      card: shown,
      offer: message.offer,
    }));
    return { waiting: leaving.map((one) => one.waiting), traces, items, atMs };
  }

  /** What a message shows: the product as it is now, or the shop where it speaks of no product. */
  #cardOf(person: Person, { kind, product }: KeptMessage, cards: ReadonlyMap<string, ProductCard>): ProductCard | null {
    if (!product) return null;
    // What they own may have left the shop meanwhile: its warranty ends all the same.
    const known = cards.get(product.id);
    if (known || (product.id !== '' && kind !== 'reminder')) return known ?? null;
    return card(product, person.locale, this.#parts.store.setup().settings.currency);
  }

  #lapses({ id }: Person): readonly Lapse[] {
    const { programme, timeZone } = this.#parts.store.setup().settings;
    return lapses(programme, accountOf(this.#parts.commerce.ledger(id)), timeZone);
  }

  #putOff(about: About, channel: Channel, decision: TellDecision, delivery: Delivery): void {
    const { deliveries, messages } = this.#parts;
    const last = messages.tracesOf(about.shopper, about.message ?? '').findLast((trace) => trace.channel === channel);
    if (last?.outcome !== decision.outcome || last.reason !== decision.reason) this.#telling.trace(about, channel, decision);
    if (decision.untilMs === null) deliveries.remove(about.shopper, channel, [delivery.message]);
    else deliveries.postpone(about.shopper, channel, [delivery.message], decision.untilMs);
  }

  /** A digest reaches the inbox: its messages come up now, the newest above. */
  #show(person: Person, kept: readonly KeptMessage[]): void {
    const { messages, deliveries, live } = this.#parts;
    const shown = kept.map((message) => ({ message, id: uuid() }));
    const newest = shown.at(-1)?.id;
    if (newest === undefined) return;
    for (const { message, id } of shown) {
      deliveries.remove(person.id, 'inbox', [message.id]);
      messages.show(person.id, message.id, id, now());
    }
    const changed = { ...person, unread: messages.countUnread(person.id), version: person.version + 1 };
    const entries = shown.map(({ message, id }) => this.#entry('inbox', id, message));
    this.#people.save({ person: changed, entries });
    queueMicrotask(() => {
      if (!live.has(person.id)) return;
      this.#people.tell(changed);
      live.tell(person.id, { type: 'message', messageId: newest, unread: changed.unread });
    });
  }

  /** What became of what was handed over. */
  #settle(person: Person, channel: Channel, { waiting, traces }: Letter, handed: HandedOver): void {
    const { store, deliveries } = this.#parts;
    const ids = waiting.map(({ message }) => message.id);
    for (const device of handed.gone) deliveries.dropDevice(person.id, device);
    if (handed.ok) {
      deliveries.remove(person.id, channel, ids);
      store.saveEntries(
        person.id,
        waiting.map(({ message }) => this.#entry(channel, message.id, message)),
      );
      return;
    }
    const attempts = Math.max(...waiting.map(({ delivery }) => delivery.attempts)) + 1;
    const again = handed.retryable && attempts < ATTEMPTS;
    log('message.not-sent', { channel, reason: handed.reason, attempts, again });
    const untilMs = again ? now() + FIRST_RETRY_MS * 4 ** (attempts - 1) : null;
    for (const { about, id, decision } of traces) {
      const outcome = again ? ('held' as const) : ('not-sent' as const);
      this.#telling.trace(about, channel, { ...decision, outcome, reason: 'channel-failed', untilMs }, id);
    }
    if (untilMs === null) deliveries.remove(person.id, channel, ids);
    else deliveries.postpone(person.id, channel, ids, untilMs);
  }

  #entry(channel: Channel, messageId: string, { product, offer }: KeptMessage) {
    const detail = { messageId, ...subjectOf({ productId: product?.id ?? null, offer }), channel };
    return { id: uuid(), name: 'message_sent', atMs: now(), source: 'rapport' as const, detail };
  }
}
