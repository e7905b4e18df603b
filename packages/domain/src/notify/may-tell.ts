import type {
  Channel,
  Consent,
  ContactLimit,
  ContactRules,
  Frequency,
  MessageKind,
  Preferences,
  Purpose,
  TellOutcome,
  TellReason,
} from '@rapport/protocol';
import { nextDigest, openFrom } from './hours.ts';
import { KINDS } from './kinds.ts';
import { fullLimit } from './limits.ts';
import { roomFor } from './room.ts';
import type { Contact } from './room.ts';
import { limitsFor, rulesFor } from './rules.ts';

/** All that the decision looks at; fetched before the call. */
export interface TellQuestion {
  readonly nowMs: number;
  readonly kind: MessageKind;
  readonly channel: Channel;
  /** When its occasion was: what it tells of gets old from then on. */
  readonly occasionMs: number;
  /** How often the shopper wants to hear of this (a wish may have its own); counts only for what was asked for, and only until the digest that it waited for. */
  readonly frequency: Frequency;
  readonly consent: Consent;
  readonly preferences: Preferences;
  /** The shopper's zone, else the shop's. */
  readonly timeZone: string;
  /** The shop's rules; the shopper's own wishes are laid over them here. */
  readonly rules: ContactRules;
  /** The owner's own limits. Those for promotion are looked at by `offers/contact-rules`, which says so in `barredBy`. */
  readonly limits: readonly ContactLimit[];
  /** What left by mail and push as long ago as `lookBackMs` says, the newest first. */
  readonly contacts: readonly Contact[];
  /** Where the channel delivers to; null = unknown. Not looked at for the inbox. */
  readonly address: string | null;
  /** Whether the address is known to be theirs: a guest's is, once they followed the link (double opt-in). */
  readonly addressConfirmed: boolean;
  /** Whether the channel works in this shop: mail has a sender, push has keys. */
  readonly channelWorks: boolean;
  /** Whether the person belongs to those who get no promotion, so that its worth can be measured. */
  readonly inHoldout: boolean;
  /** A rule of the owner's that says no to this message for this person; its id stands in the trace. */
  readonly barredBy: string | null;
  /** Until when that rule says so, where time alone lifts it and the message waits for that; null = it doesn't wait. */
  readonly barredUntilMs?: number | null;
  /** Whether this shopper was told of this before, on this channel. */
  readonly alreadyTold: boolean;
  /** Whether what it speaks of is still so: the product can be bought, at the price that is named. */
  readonly available: boolean;
  /** Whether something of a higher `KINDS.priority` waits for the same channel. */
  readonly outranked: boolean;
}

/** The answer, as it is written into the trace. `untilMs` only with `held`; decide anew then. */
export interface TellDecision {
  readonly outcome: TellOutcome;
  readonly reason: TellReason;
  readonly purpose: Purpose;
  readonly untilMs: number | null;
  readonly rule: string | null;
}

/** Which limits of all messages count for which purpose. A service waits for the night only, and for limits that the owner made for services; what was asked for waits its turn. */
const LIMITED: Readonly<Record<Purpose, { readonly room: boolean; readonly windows: boolean }>> = {
  'asked-for': { room: true, windows: true },
  service: { room: false, windows: false },
  promotional: { room: true, windows: true },
};
const RETRY_RANK_MS = 60_000;

/**
 * The one place that decides, for every message on every channel, whether a shopper is told: sent, held until, or not sent, with the one reason. Nothing is
 * sent that has no such answer in its trace.
 *
 * In this order, so that a trace never blames a smaller reason: consent (an unanswered one is none) · everything off, this purpose on this channel off · the
 * control group (never what was asked for, never service) · a rule of the owner's · told before · no longer so · too old · nowhere to send it. What passes
 * may have to wait: for a digest, for room under the caps, the gap and the owner's limits, for the morning, for something more important. What would be too old by then is not
 * sent, for the reason it would have waited for. The inbox makes no noise: it waits for a digest only.
 */
export function mayTell(question: TellQuestion): TellDecision {
  const { nowMs, kind, occasionMs, frequency } = question;
  const { purpose, keepsMs } = KINDS[kind];
  const no = (reason: TellReason, rule: string | null = null): TellDecision => ({ outcome: 'not-sent', reason, purpose, untilMs: null, rule });
  const never = refusal(question, purpose);
  if (never) return no(never, never === 'rule' ? question.barredBy : null);
  const digestMs = purpose === 'asked-for' ? nextDigest(frequency, question.timeZone, occasionMs) : null;
  const wait: Wait | null = digestMs !== null && digestMs > nowMs ? { untilMs: digestMs, reason: 'digest' } : waitFor(question, purpose);
  if (!wait) return { outcome: 'sent', reason: purpose, purpose, untilMs: null, rule: null };
  const { reason, untilMs, rule = null } = wait;
  return untilMs > occasionMs + keepsMs ? no(reason, rule) : { outcome: 'held', reason, purpose, untilMs, rule };
}

const refusal = (question: TellQuestion, purpose: Purpose): TellReason | null => {
  const { kind, channel, consent, preferences, nowMs, occasionMs } = question;
  const { keepsMs, immediate } = KINDS[kind];
  if (consent.messages !== 'granted') return 'no-consent';
  if (preferences.off && !immediate) return 'all-off';
  if (!preferences.allowed[purpose][channel] && !immediate) return 'purpose-off';
  if (question.inHoldout && purpose === 'promotional') return 'holdout';
  if (question.barredBy !== null && (question.barredUntilMs ?? null) === null) return 'rule';
  if (question.alreadyTold) return 'already-told';
  if (!question.available) return 'not-available';
  if (nowMs > occasionMs + keepsMs) return 'stale';
  if (channel === 'inbox') return null;
  if (!question.channelWorks) return 'channel-off';
  if (!question.address) return 'no-address';
  return question.addressConfirmed || immediate ? null : 'address-unconfirmed';
};

/** What has to be waited for, and until when. */
interface Wait {
  readonly untilMs: number;
  readonly reason: TellReason;
  readonly rule?: string;
}

/** What a mail or a push has to wait for, and until when: room first, then a time of day at which there is room. */
const waitFor = (question: TellQuestion, purpose: Purpose): Wait | null => {
  const { channel, kind, nowMs, timeZone } = question;
  if (KINDS[kind].immediate) return null;
  const barred = barredFor(question);
  if (channel === 'inbox') return barred;
  const rules = rulesFor(question.rules, question.preferences);
  const room = longest([barred, roomOf(question, purpose, channel)]);
  if (room?.untilMs === Infinity) return room;
  const limited = LIMITED[purpose];
  const fromMs = room?.untilMs ?? nowMs;
  const open = openFrom({ quiet: rules.quiet, windows: limited.windows ? rules.windows : [] }, timeZone, fromMs);
  if (open === null) return { untilMs: Infinity, reason: 'send-window' };
  if (open > fromMs) {
    const atNight = openFrom({ quiet: rules.quiet, windows: [] }, timeZone, fromMs) === open;
    return { untilMs: open, reason: atNight ? 'quiet-hours' : 'send-window' };
  }
  if (room) return room;
  return question.outranked ? { untilMs: nowMs + RETRY_RANK_MS, reason: 'outranked' } : null;
};

/** A rule of the owner's that says no for a time. */
const barredFor = ({ barredBy, barredUntilMs, nowMs }: TellQuestion): Wait | null =>
  barredBy !== null && typeof barredUntilMs === 'number' && barredUntilMs > nowMs ? { untilMs: barredUntilMs, reason: 'rule', rule: barredBy } : null;

const longest = (waits: readonly (Wait | null)[]): Wait | null => waits.reduce((a, b) => (b !== null && b.untilMs > (a?.untilMs ?? 0) ? b : a), null);

/** Until when caps, gap and the owner's limits leave no room; null = there is. */
const roomOf = ({ rules, preferences, limits, contacts, nowMs }: TellQuestion, purpose: Purpose, channel: Exclude<Channel, 'inbox'>): Wait | null => {
  const room = LIMITED[purpose].room ? roomFor(rulesFor(rules, preferences), purpose, contacts, nowMs) : null;
  const full = purpose === 'promotional' ? null : fullLimit(limitsFor(limits, preferences), purpose, channel, contacts, nowMs);
  return longest([room && { untilMs: room.fromMs, reason: room.reason }, full && { untilMs: full.fromMs, reason: 'rule', rule: full.rule }]);
};
