import type { Consent, Message, TellOutcome, TellReason } from '@rapport/protocol';

/** Ways to reach a shopper. The inbox is on the shop's own pages and needs no address. */
export type TellChannel = 'inbox' | 'email' | 'push';

/** What a message is for. `asked-for`: the shopper left a wish and this answers it. */
export type TellPurpose = 'asked-for';

/** All that the decision looks at; fetched before the call. */
export interface TellQuestion {
  readonly kind: Message['kind'];
  readonly channel: TellChannel;
  readonly purpose: TellPurpose;
  readonly consent: Consent;
  /** Where the channel delivers to; null = unknown. Not looked at for the inbox. */
  readonly address: string | null;
  /** Whether this shopper was told of this before, in this channel. */
  readonly alreadyTold: boolean;
  /** Whether the product can be bought now. */
  readonly available: boolean;
}

/** The answer, as it is written into the trace. */
export interface TellDecision {
  readonly outcome: TellOutcome;
  readonly reason: TellReason;
}

/**
 * The one place that decides whether a shopper is told. Consent stands first, so that a trace never blames a smaller reason; an unanswered consent is none.
 * `not-available` answers nothing: the wish stays open until the product can be bought.
 */
export function mayTell(question: TellQuestion): TellDecision {
  const { channel, purpose, consent, address, alreadyTold, available } = question;
  if (consent.messages !== 'granted') return { outcome: 'not-sent', reason: 'no-consent' };
  if (alreadyTold) return { outcome: 'not-sent', reason: 'already-told' };
  if (!available) return { outcome: 'not-sent', reason: 'not-available' };
  if (channel !== 'inbox' && !address) return { outcome: 'not-sent', reason: 'no-address' };
  return { outcome: 'sent', reason: purpose };
}
