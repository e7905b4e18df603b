import { DEFAULT_RULES, lookBackMs } from '@rapport/domain/notify';
import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type { Person } from '@rapport/domain/shopper';
import { tell, toldBy } from '@rapport/domain/tell';
import type { ChannelDecision, Occasion, Reach, Told, Way } from '@rapport/domain/tell';
import type { Contact, TellDecision } from '@rapport/domain/notify';
import type { Channel, ContactLimit, MessageKind, Product, Trace } from '@rapport/protocol';
import { mailWorks, pushWorks } from '../../channels/channels.ts';
import type { ChannelEnv } from '../../channels/channels.ts';
import { now } from '../../platform/clock.ts';
import { uuid } from '../../platform/ids.ts';
import { NOTHING_CHOSEN } from './message-rows.ts';
import type { KeptPreference } from './message-rows.ts';
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

/** A person and what they may be told of. */
export interface ToTell {
  readonly person: Person;
  readonly occasion: Occasion;
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
    const { messages, deliveries } = this.#parts;
    const kept = messages.preference(person.id);
    const ways = this.#ways(person, kept, deliveries.hasDevice(person.id));
    return this.#reachBy(person, kept, ways, ways.length === 0 ? [] : messages.contacts(person.id, now() - lookBackMs(this.#limits()), without));
  }

  /**
   * Tells people of an occasion each, about one product, inside the caller's transaction: looked up together, decided one by one, written together. The same subject is told
   * once, for ever; again it leaves not even a trace. `also` is written with it, for those who are told.
   * @returns what to show their open pages once the transaction stands, by person; who is not told is not in it
   */
  tellAll(occasions: readonly ToTell[], product: Product, also: (told: ReadonlySet<string>) => void = () => undefined): Map<string, () => void> {
    const { messages, deliveries } = this.#parts;
    const fresh = this.#untold(occasions);
    const ids = fresh.map(({ person }) => person.id);
    const [chosen, withDevice] = [messages.preferences(ids), deliveries.whoHasDevice(ids)];
    const sinceMs = now() - lookBackMs(this.#limits());
    const results = fresh.map(({ person, occasion }) => {
      const kept = chosen.get(person.id) ?? NOTHING_CHOSEN;
      const ways = this.#ways(person, kept, withDevice.has(person.id));
      const contacts = ways.length === 0 ? [] : messages.contacts(person.id, sinceMs);
      return { ...tell(person, occasion, this.#reachBy(person, kept, ways, contacts), false, this.#people.moment()), occasion };
    });
    return this.#write(results, product, also);
  }

  /** The same for one person. @returns what to show their open pages once the transaction stands, or null when they were not told */
  tell(person: Person, occasion: Occasion, product: Product): (() => void) | null {
    return this.tellAll([{ person, occasion }], product).get(person.id) ?? null;
  }

  /** The same where all channels were decided about elsewhere: offers are, by `decide()`. */
  tellBy(person: Person, occasion: Occasion, decisions: readonly ChannelDecision[]): (() => void) | null {
    if (this.#parts.messages.wasTold(person.id, occasion.subject)) return null;
    return this.#write([{ ...toldBy(person, occasion, decisions, this.#people.moment()), occasion }], null).get(person.id) ?? null;
  }

  /** Writes what was decided: every trace, and for those who are told the message, that they were told, and what is on its way. */
  #write(
    results: readonly (Told & { readonly occasion: Occasion })[],
    product: Product | null,
    also: (told: ReadonlySet<string>) => void = () => undefined,
  ): Map<string, () => void> {
    const { messages } = this.#parts;
    const traces = results.flatMap(({ person, occasion, message, decisions }) => {
      const about: About = { shopper: person.id, message: message?.id ?? null, kind: occasion.kind, subject: occasion.subject };
      return decisions.flatMap(({ channel, decision }) => {
        // A mail that may leave is decided once more when it does, and that is the decision its trace keeps. An offer is asked about every day.
        const isLater = channel !== 'inbox' && decision.outcome === 'sent';
        return isLater || (product === null && this.#saysAgain(about, channel, decision)) ? [] : [traceOf(about, channel, decision, uuid())];
      });
    });
    messages.saveTraces(traces);
    const told = results.flatMap((one) => {
      const { message, occasion } = one;
      // What the message shows is what the time line names: then the message says both.
      return message ? [{ ...one, message, isNoted: message.state === 'shown' && product !== null && occasion.productId === product.id }] : [];
    });
    if (told.length === 0) return new Map();
    messages.saveMessages(
      told.map(({ person, message, occasion, isNoted }) => ({ ...message, shopper: person.id, offer: occasion.offer ?? null, isNoted })),
      product && { ...product, description: {} },
    );
    messages.markTold(
      told.map(({ person, occasion }) => ({ shopper: person.id, subject: occasion.subject })),
      now(),
    );
    for (const one of told) this.#send(one);
    also(new Set(told.map(({ person }) => person.id)));
    // Last, for what is known of people counts what the rest has written.
    this.#people.saveTold(told.filter(({ message }) => message.state === 'shown'));
    return new Map(told.map((one) => [one.person.id, () => this.#show(one)]));
  }

  /** Those who were not told of their subject before. */
  #untold(occasions: readonly ToTell[]): readonly ToTell[] {
    const subjects = [...new Set(occasions.map(({ occasion }) => occasion.subject))];
    const told = subjects.map((subject) => {
      const asked = occasions.filter(({ occasion }) => occasion.subject === subject).map(({ person }) => person.id);
      return [subject, this.#parts.messages.whoWasTold(asked, subject)] as const;
    });
    const bySubject = new Map(told);
    return occasions.filter(({ person, occasion }) => bySubject.get(occasion.subject)?.has(person.id) !== true);
  }

  /** Puts what leaves by mail and push, or comes into the inbox later, on its way. */
  #send({ person, occasion, message, decisions }: Told & { occasion: Occasion; message: NonNullable<Told['message']> }): void {
    const { subject, frequency, atMs: occasionMs } = occasion;
    for (const { channel, decision } of decisions) {
      if (decision.outcome === 'not-sent' || (channel === 'inbox' && decision.outcome === 'sent')) continue;
      const dueAtMs = decision.untilMs ?? now() + GATHER_MS[channel];
      this.#parts.deliveries.put([{ shopper: person.id, channel, message: message.id, subject, frequency, occasionMs, dueAtMs }]);
      this.plan(channel, dueAtMs);
    }
  }

  #show({ person, message }: Told & { message: NonNullable<Told['message']> }): void {
    const { live } = this.#parts;
    if (message.state !== 'shown' || !live.has(person.id)) return;
    this.#people.tell(person);
    live.tell(person.id, { type: 'message', messageId: message.id, unread: person.unread });
  }

  #reachBy(person: Person, { preferences }: KeptPreference, ways: readonly Way[], contacts: readonly Contact[]): Reach {
    const { settings } = this.#parts.store.setup();
    return {
      preferences,
      timeZone: preferences.timeZone ?? settings.timeZone,
      rules: settings.contact ?? DEFAULT_RULES,
      limits: this.#limits(),
      contacts,
      inHoldout: person.group === 'holdout',
      ways,
    };
  }

  #limits(): readonly ContactLimit[] {
    return (this.#parts.store.setup().settings.offerRules ?? DEFAULT_OFFER_RULES).limits;
  }

  /** Writes a decision down. */
  trace(about: About, channel: Channel, decision: TellDecision, id = uuid()): string {
    this.#parts.messages.saveTraces([traceOf(about, channel, decision, id)]);
    return id;
  }

  /** The same, unless it is what was said last: asking again every day must not fill the log. */
  traceOnce(about: About, channel: Channel, decision: TellDecision): void {
    if (!this.#saysAgain(about, channel, decision)) this.trace(about, channel, decision);
  }

  #saysAgain({ shopper, subject }: About, channel: Channel, decision: TellDecision): boolean {
    const last = decision.outcome === 'sent' ? null : this.#parts.messages.lastOf(shopper, subject, channel);
    return last?.outcome === decision.outcome && last.reason === decision.reason && last.rule === decision.rule;
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

  #ways(person: Person, kept: KeptPreference, hasDevice: boolean): Way[] {
    const { settings } = this.#parts.store.setup();
    const mail = kept.mail ?? person.email;
    const ways: Way[] = [];
    // A member's address comes from the shop, which vouches for it; one that they gave themselves counts once they followed the link.
    if (mail) {
      const confirmed = kept.mail === null || kept.mailConfirmedAtMs !== null || (person.kind === 'member' && kept.mail === person.email);
      ways.push({ channel: 'email', address: mail, confirmed, works: mailWorks(this.#env, settings.mailFrom) });
    }
    if (hasDevice && pushWorks(this.#env)) ways.push({ channel: 'push', address: person.id, confirmed: true, works: true });
    return ways;
  }
}

/** A decision as it is written down. */
const traceOf = ({ shopper, message, kind, subject }: About, channel: Channel, decision: TellDecision, id: string): Trace => {
  const { outcome, reason, purpose, untilMs, rule } = decision;
  return { id, atMs: now(), shopperId: shopper, messageId: message, kind, purpose, channel, subject, outcome, reason, untilMs, rule };
};
