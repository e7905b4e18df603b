import type {
  Channel,
  ContactLimit,
  ContactRules,
  Frequency,
  Message,
  MessageKind,
  MessageOffer,
  MessageReason,
  Preferences,
  TimelineEntry,
} from '@rapport/protocol';
import { mayTell } from './notify/index.ts';
import type { Contact, TellDecision } from './notify/index.ts';
import type { Changed, Moment, Person } from './shopper.ts';

/** Something that may be worth telling one person: whoever finds it (a watch that is met, a reminder that is due, an offer that was chosen) hands it over whole. */
export interface Occasion {
  readonly kind: MessageKind;
  /** What they are told of; the same subject is told once, for ever. `product:<id>` for what came in, `offer:<id>@<version>` for an offer. */
  readonly subject: string;
  /** Null where it isn't about a product. */
  readonly productId: string | null;
  readonly offer?: MessageOffer | null;
  readonly reasons: readonly MessageReason[];
  /** How often the watches that are met may speak, the most eager of them; null = as the person chose in general. */
  readonly frequency: Frequency | null;
  /** Whether it is so at this moment: the product can be bought. */
  readonly available: boolean;
  /** When it happened, in ms since 1970. */
  readonly atMs: number;
  /** Id of an owner's rule that says no to this for this person. */
  readonly barredBy?: string | null;
  /** Until when, where it waits for that. */
  readonly barredUntilMs?: number | null;
}

/** One way to reach a person besides the inbox. */
export interface Way {
  readonly channel: Exclude<Channel, 'inbox'>;
  readonly address: string;
  readonly confirmed: boolean;
  readonly works: boolean;
}

/** What is known of how somebody may be reached. Ways without an address are left out: nothing is decided about them. */
export interface Reach {
  readonly preferences: Preferences;
  readonly timeZone: string;
  readonly rules: ContactRules;
  readonly limits: readonly ContactLimit[];
  readonly contacts: readonly Contact[];
  readonly inHoldout: boolean;
  readonly ways: readonly Way[];
}

/** What was decided for one channel. `sent` for mail and push means: may leave now. */
export interface ChannelDecision {
  readonly channel: Channel;
  readonly decision: TellDecision;
}

/** What an occasion means to one person: at most one message, and for each channel one decision. */
export interface Told extends Changed {
  /** null when no channel may tell. `shown` = in the inbox now · `waiting` = later · `hidden` = only on other channels. */
  readonly message: (Omit<Message, 'product' | 'offer'> & { readonly state: 'shown' | 'waiting' | 'hidden' }) | null;
  readonly decisions: readonly ChannelDecision[];
}

/** How a person is asked about on one channel, for now or for a message that has been waiting. */
export const decideFor = (
  person: Pick<Person, 'consent'>,
  occasion: Occasion,
  reach: Reach,
  way: Way | null,
  asked: { readonly nowMs: number; readonly alreadyTold: boolean; readonly outranked?: boolean },
): TellDecision =>
  mayTell({
    nowMs: asked.nowMs,
    kind: occasion.kind,
    channel: way?.channel ?? 'inbox',
    occasionMs: occasion.atMs,
    frequency: occasion.frequency ?? reach.preferences.frequency,
    consent: person.consent,
    preferences: reach.preferences,
    timeZone: reach.timeZone,
    rules: reach.rules,
    limits: reach.limits,
    contacts: reach.contacts,
    address: way?.address ?? null,
    addressConfirmed: way?.confirmed ?? true,
    channelWorks: way?.works ?? true,
    inHoldout: reach.inHoldout,
    barredBy: occasion.barredBy ?? null,
    barredUntilMs: occasion.barredUntilMs ?? null,
    alreadyTold: asked.alreadyTold,
    available: occasion.available,
    outranked: asked.outranked ?? false,
  });

/** Decides for every channel whether somebody is told of an occasion, by the one place that decides (`notify/may-tell`). */
export const tell = (person: Person, occasion: Occasion, reach: Reach, alreadyTold: boolean, moment: Moment): Told => {
  const asked = { nowMs: moment.nowMs, alreadyTold };
  const inbox = decideFor(person, occasion, reach, null, asked);
  const others = reach.ways.map((way) => ({ channel: way.channel, decision: decideFor(person, occasion, reach, way, asked) }));
  return toldBy(person, occasion, [{ channel: 'inbox', decision: inbox }, ...others], moment);
};

/** What comes of the decisions for all channels; one without an answer says nothing. */
export const toldBy = (person: Person, occasion: Occasion, decisions: readonly ChannelDecision[], moment: Moment): Told => {
  if (decisions.every(({ decision }) => decision.outcome === 'not-sent')) return { person, entries: [], message: null, decisions };
  const inbox = decisions.find(({ channel }) => channel === 'inbox')?.decision.outcome ?? 'not-sent';
  const state = ({ sent: 'shown', held: 'waiting', 'not-sent': 'hidden' } as const)[inbox];
  const message = { id: moment.newId(), kind: occasion.kind, atMs: moment.nowMs, readAtMs: null, reasons: [...occasion.reasons], state };
  if (state !== 'shown') return { person, entries: [], message, decisions };
  return {
    person: { ...person, unread: person.unread + 1, version: person.version + 1 },
    message,
    decisions,
    entries: [entryOfMessage(message, occasion)],
  };
};

/** What the time line says of a message that came into the inbox; it goes by the message's own id. */
export const entryOfMessage = (
  { id, atMs, reasons }: Pick<Message, 'id' | 'atMs'> & Pick<Occasion, 'reasons'>,
  about: Pick<Occasion, 'productId' | 'offer'>,
): TimelineEntry => ({
  id,
  name: 'message_sent',
  atMs,
  source: 'rapport',
  detail: { messageId: id, ...subjectOf(about), queries: reasons.map(labelOf), channel: 'inbox' },
});

/** What the time line calls the thing a message is about. */
export const subjectOf = ({ productId, offer }: Pick<Occasion, 'productId' | 'offer'>): Readonly<Record<string, unknown>> =>
  offer ? { offerId: offer.id, version: offer.version } : { productId };

/** What the time line calls a reason: the words, the name, or what happened. */
export const labelOf = (reason: MessageReason): string => {
  if (reason.code === 'searched') return reason.query;
  if (reason.code === 'followed') return reason.name;
  if (reason.code === 'said') return reason.rule;
  return reason.code === 'like' ? reason.title : reason.code;
};
