import type { OfferWithheld, TellReason } from '@rapport/protocol';
import { mayTell } from './notify/index.ts';
import type { TellQuestion } from './notify/index.ts';
import { choose, wallAt } from './offers/index.ts';
import type { Choice, OfferShelf, Situation, Standing } from './offers/index.ts';

/** How somebody may be reached by a message; what `notify/may-tell` asks, less what follows from the person and the moment. */
export type Reach = Pick<
  TellQuestion,
  'preferences' | 'timeZone' | 'rules' | 'contacts' | 'address' | 'addressConfirmed' | 'channelWorks' | 'outranked'
>;

/** What a decision looks at besides the person: the shop's offers and rules, its zone, and how the person may be reached on the channel that is asked about. */
export interface DecideWith {
  readonly shelf: OfferShelf;
  readonly timeZone: string;
  /** Only for inbox, e-mail and push. */
  readonly reach: Reach | null;
  /** Offers this person was told of on this channel before. */
  readonly told: ReadonlySet<string>;
}

/** The answer with its trace: every offer once, given or withheld with one reason; `tell` = what stopped the message. */
export interface Decision extends Omit<Choice, 'withheld'> {
  readonly withheld: readonly (Choice['withheld'][number] & { readonly tell: TellReason | null })[];
  readonly atMs: number;
  readonly situation: Situation;
}

const DAY_MS = 86_400_000;

/**
 * Which offers a person gets in a situation on a channel at a moment, and why not the others. The page, the inbox, the mail and whoever talks to them all ask here, so
 * that they can't contradict each other: `offers/choose` ranks and withholds by offers and rules, `notify/may-tell` owns consent, caps of mail and push, and the night.
 * Pure; the seed is the person and the day, so that one day's choice is the same on every channel and can be replayed.
 */
export const decide = (person: Standing, situation: Situation, nowMs: number, { shelf, timeZone, reach, told }: DecideWith): Decision => {
  const seed = `${person.id} ${Math.floor(nowMs / DAY_MS)}`;
  const choice = choose(shelf, person, situation, nowMs, wallAt(timeZone, nowMs), seed);
  const { channel } = situation;
  const asIs = (reason: { readonly reason: OfferWithheld }): TellReason | null =>
    reason.reason === 'holdout' && channel !== 'page' && channel !== 'agent' ? 'holdout' : null;
  const withheld: Decision['withheld'][number][] = choice.withheld.map((one) => ({ ...one, tell: asIs(one) }));
  const trace = { atMs: nowMs, situation, seed };
  if (channel === 'page' || channel === 'agent') return { given: choice.given, withheld, ...trace };
  const given: Choice['given'][number][] = [];
  for (const one of choice.given) {
    const tell = reach === null ? ('no-address' as const) : mayReach(person, channel, nowMs, reach, told.has(`${one.offer.id}@${one.offer.version}`));
    if (tell === null) given.push(one);
    else withheld.push({ offer: one.offer, reason: 'contact', rule: null, tell });
  }
  return { given, withheld, ...trace };
};

/** Null when the message may leave now, else what stops it. */
const mayReach = (person: Standing, channel: TellQuestion['channel'], nowMs: number, reach: Reach, alreadyTold: boolean): TellReason | null => {
  const answer = mayTell({
    ...reach,
    nowMs,
    kind: 'offer',
    channel,
    occasionMs: nowMs,
    frequency: 'at-once',
    consent: person.consent,
    inHoldout: person.group === 'holdout',
    barredBy: null,
    alreadyTold,
    available: true,
  });
  return answer.outcome === 'sent' ? null : answer.reason;
};
