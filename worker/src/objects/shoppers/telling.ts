import { CONTACTS_KEPT_MS, DEFAULT_RULES } from '@rapport/domain/notify';
import type { Person } from '@rapport/domain/shopper';
import { tell, toldBy } from '@rapport/domain/tell';
import type { ChannelDecision, Occasion, Reach, Told, Way } from '@rapport/domain/tell';
import type { TellDecision } from '@rapport/domain/notify';
import type { Channel, MessageKind, Product } from '@rapport/protocol';
import { mailWorks, pushWorks } from '../../channels/channels.ts';
import type { ChannelEnv } from '../../channels/channels.ts';
import { now } from '../../platform/clock.ts';
import { uuid } from '../../platform/ids.ts';
import type { KeptPreference } from './message-store.ts';
import type { People, SliceParts } from './people.ts';

/** How long a mail or a push waits for others of the same person, so that what comes in together leaves together. */
export const GATHER_MS: Readonly<Record<Channel, number>> = { inbox: 0, email: 10_000, push: 2_000 };
const CHANNELS: readonly Channel[] = ['inbox', 'email', 'push'];

/** What a decision is about, as the trace names it. */
export interface About {
  readonly shopper: string;
  readonly message: string | null;
  readonly kind: MessageKind;
  readonly subject: string;
}

/** Tells people of things: decides by the one rule, writes message, mark, trace and what is on its way, and shows open pages what came. */
export class Telling {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #env: ChannelEnv;
  /** The earliest moment at which something leaves, as far as this object has planned it. */
  readonly #planned = new Map<Channel, number>();
  #arming = false;

  constructor(parts: SliceParts, people: People, env: ChannelEnv) {
    this.#parts = parts;
    this.#people = people;
    this.#env = env;
  }

  /** How somebody may be reached now. `without`: messages that don't count against the caps, for it is they that leave. */
  reach(person: Person, without: readonly string[] = []): Reach {
    const { store, messages } = this.#parts;
    const { settings } = store.setup();
    const kept = messages.preference(person.id);
    const ways = this.#ways(person, kept);
    return {
      preferences: kept.preferences,
      timeZone: kept.preferences.timeZone ?? settings.timeZone,
      rules: settings.contact ?? DEFAULT_RULES,
      contacts: ways.length === 0 ? [] : messages.contacts(person.id, now() - CONTACTS_KEPT_MS, without),
      inHoldout: person.group === 'holdout',
      ways,
    };
  }

  /**
   * Tells somebody of an occasion, inside the caller's transaction. The same subject is told once, for ever; again it leaves not even a trace.
   * @returns what to show their open pages once the transaction stands, or null when they were not told
   */
  tell(person: Person, occasion: Occasion, product: Product): (() => void) | null {
    if (this.#parts.messages.wasTold(person.id, occasion.subject)) return null;
    return this.#write(person, occasion, product, tell(person, occasion, this.reach(person), false, this.#people.moment()));
  }

  /** The same where all channels were decided about elsewhere: offers are, by `decide()`. */
  tellBy(person: Person, occasion: Occasion, decisions: readonly ChannelDecision[]): (() => void) | null {
    if (this.#parts.messages.wasTold(person.id, occasion.subject)) return null;
    return this.#write(person, occasion, null, toldBy(person, occasion, decisions, this.#people.moment()));
  }

  #write(person: Person, occasion: Occasion, product: Product | null, told: Told): (() => void) | null {
    const { messages, deliveries, live } = this.#parts;
    const { message, decisions } = told;
    const about: About = { shopper: person.id, message: message?.id ?? null, kind: occasion.kind, subject: occasion.subject };
    for (const { channel, decision } of decisions) {
      // A mail that may leave is decided once more when it does, and that is the decision its trace keeps.
      if (channel === 'inbox' || decision.outcome !== 'sent') this[product ? 'trace' : 'traceOnce'](about, channel, decision);
    }
    if (!message) return null;
    this.#people.save(told);
    messages.saveMessage(person.id, { ...message, product: product && { ...product, description: {} }, offer: occasion.offer ?? null });
    messages.markTold(person.id, occasion.subject, now());
    const { subject, frequency, atMs: occasionMs } = occasion;
    for (const { channel, decision } of decisions) {
      if (decision.outcome === 'not-sent' || (channel === 'inbox' && decision.outcome === 'sent')) continue;
      const dueAtMs = decision.untilMs ?? now() + GATHER_MS[channel];
      deliveries.put({ shopper: person.id, channel, message: message.id, subject, frequency, occasionMs, dueAtMs });
      this.plan(channel, dueAtMs);
    }
    return () => {
      if (message.state !== 'shown' || !live.has(person.id)) return;
      this.#people.tell(told.person);
      live.tell(person.id, { type: 'message', messageId: message.id, unread: told.person.unread });
    };
  }

  /** Writes a decision down. */
  trace({ shopper, message, kind, subject }: About, channel: Channel, decision: TellDecision, id = uuid()): string {
    const { outcome, reason, purpose, untilMs, rule } = decision;
    const trace = { id, atMs: now(), shopperId: shopper, messageId: message, kind, purpose, channel, subject, outcome, reason, untilMs, rule };
    this.#parts.messages.saveTrace(trace);
    return id;
  }

  /** The same, unless it is what was said last: asking again every day must not fill the log. */
  traceOnce(about: About, channel: Channel, decision: TellDecision): void {
    const last = decision.outcome === 'sent' ? null : this.#parts.messages.lastOf(about.shopper, about.subject, channel);
    if (last?.outcome === decision.outcome && last.reason === decision.reason && last.rule === decision.rule) return;
    this.trace(about, channel, decision);
  }

  /** Plans that something leaves by a channel; the alarm is set once the caller is done. */
  plan(channel: Channel, dueAtMs: number): void {
    const planned = this.#planned.get(channel);
    if (planned !== undefined && planned <= dueAtMs && planned > now()) return;
    const next = Math.min(dueAtMs, this.#parts.deliveries.nextDueAtMs(channel) ?? dueAtMs);
    this.#parts.agenda.plan({ kind: 'leave', key: channel, dueAtMs: next });
    this.#planned.set(channel, next);
    this.#armSoon();
  }

  /** What was planned has been looked after elsewhere. */
  forgetPlan(channel: Channel): void {
    this.#planned.delete(channel);
  }

  /** Plans whatever waits, after rows were written past this class. */
  planAll(): void {
    this.#planned.clear();
    for (const channel of CHANNELS) {
      const dueAtMs = this.#parts.deliveries.nextDueAtMs(channel);
      if (dueAtMs !== null) this.plan(channel, dueAtMs);
    }
  }

  #armSoon(): void {
    if (this.#arming) return;
    this.#arming = true;
    queueMicrotask(() => {
      this.#arming = false;
      void this.#parts.agenda.arm();
    });
  }

  #ways(person: Person, kept: KeptPreference): Way[] {
    const { settings } = this.#parts.store.setup();
    const mail = kept.mail ?? person.email;
    const ways: Way[] = [];
    // A member's address comes from the shop, which vouches for it; one that they gave themselves counts once they followed the link.
    if (mail) {
      const confirmed = kept.mail === null || kept.mailConfirmedAtMs !== null || (person.kind === 'member' && kept.mail === person.email);
      ways.push({ channel: 'email', address: mail, confirmed, works: mailWorks(this.#env, settings.mailFrom) });
    }
    if (pushWorks(this.#env) && this.#parts.deliveries.hasDevice(person.id))
      ways.push({ channel: 'push', address: person.id, confirmed: true, works: true });
    return ways;
  }
}
