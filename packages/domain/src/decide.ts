import type { OfferWithheld, TellReason } from '@rapport/protocol';
import { mayTell } from './notify/index.ts';
import type { TellDecision, TellQuestion } from './notify/index.ts';
import { choose, wallAt } from './offers/index.ts';
import type { Choice, Given, OfferShelf, Situation, Standing, Withheld } from './offers/index.ts';

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
  /** Offers this person was told of by a message before, as `id@version`. */
  readonly told: ReadonlySet<string>;
}

/** The answer with its trace: every offer once, given or withheld with one reason; `tell` = what stopped the message. */
export interface Decision extends Omit<Choice, 'withheld'> {
  readonly withheld: readonly (Withheld & { readonly tell: TellReason | null })[];
  readonly atMs: number;
  readonly situation: Situation;
}

const DAY_MS = 86_400_000;

/**
 * Which offers a person gets in a situation on a channel at a moment, and why not the others. The page, the inbox, the mail and whoever talks to them all ask here, so
 * that they can't contradict each other: `offers/choose` ranks and withholds by offers and rules, `notify/may-tell` owns consent, caps of mail and push, and the night.
 * Nobody is written of the same offer twice, so an offer they were told of makes room for the next one. For somebody of the holdout `holdout` is said only of what
 * would have been given otherwise: by the same consent, address and hour; and of what was counted so before (`told`), which they never got.
 * Pure; the seed is the person and the day, so that one day's choice is the same on every channel and can be replayed.
 */
export const decide = (person: Standing, situation: Situation, nowMs: number, asked: DecideWith): Decision => {
  const { shelf, timeZone, told } = asked;
  const seed = `${person.id} ${Math.floor(nowMs / DAY_MS)}`;
  const wall = wallAt(timeZone, nowMs);
  const trace = { atMs: nowMs, situation, seed };
  const isMessage = situation.channel !== 'page' && situation.channel !== 'agent';
  if (!isMessage) {
    const { given, withheld } = choose(shelf, person, situation, nowMs, wall, seed);
    return { given, withheld: withheld.map((one) => ({ ...one, tell: null })), ...trace };
  }
  const [known, fresh] = parted(shelf, told, person, nowMs);
  const choice = choose(fresh, person, situation, nowMs, wall, seed);
  const withheld = choice.withheld.filter(({ reason }) => reason !== 'holdout').map((one): Decision['withheld'][number] => ({ ...one, tell: null }));
  if (known.offers.length > 0) {
    const again = choose(known, person, situation, nowMs, wall, seed);
    for (const { offer } of again.given) withheld.push({ offer, reason: 'contact', rule: null, untilMs: null, tell: 'already-told' });
    // Of the holdout nobody was told: what was counted of them once stays withheld for the group's sake.
    for (const one of again.withheld) withheld.push({ ...one, tell: one.reason === 'holdout' ? 'holdout' : null });
  }
  const given: Given[] = [];
  const held = choice.withheld.filter(({ reason }) => reason === 'holdout').map(({ offer }) => offer);
  for (const offer of [...choice.given.map((one) => one.offer), ...held]) {
    const answer = mayReach(person, situation.channel, nowMs, asked.reach);
    const one = choice.given.find((candidate) => candidate.offer === offer);
    if (answer !== null) withheld.push({ offer, reason: 'contact', rule: answer.rule, untilMs: answer.untilMs, tell: answer.reason });
    else if (one) given.push(one);
    else withheld.push({ offer, reason: 'holdout', rule: null, untilMs: null, tell: 'holdout' });
  }
  return { given, withheld, ...trace };
};

/** The shelf in two: what somebody was told of already, in the version that holds for them, and the rest. */
const parted = (shelf: OfferShelf, told: ReadonlySet<string>, { promises }: Standing, nowMs: number): readonly [OfferShelf, OfferShelf] => {
  if (told.size === 0) return [{ ...shelf, offers: [] }, shelf];
  const isTold = ({ id, version }: OfferShelf['offers'][number]): boolean => {
    const promise = promises.find(({ offer, untilMs }) => offer.id === id && (untilMs === null || nowMs < untilMs));
    return told.has(`${id}@${promise?.offer.version ?? version}`);
  };
  return [
    { ...shelf, offers: shelf.offers.filter(isTold) },
    { ...shelf, offers: shelf.offers.filter((offer) => !isTold(offer)) },
  ];
};

const NO_WAY: Pick<TellDecision, 'reason' | 'rule' | 'untilMs'> = { reason: 'no-address', rule: null, untilMs: null };

/** Null when the message may leave now, else what stops it, and until when where that is known. Of the group nothing is said here: the caller knows it. */
const mayReach = (
  person: Standing,
  channel: TellQuestion['channel'],
  nowMs: number,
  reach: Reach | null,
): Pick<TellDecision, 'reason' | 'rule' | 'untilMs'> | null => {
  if (reach === null) return NO_WAY;
  const answer = mayTell({
    ...reach,
    nowMs,
    kind: 'offer',
    channel,
    occasionMs: nowMs,
    frequency: 'at-once',
    consent: person.consent,
    inHoldout: false,
    barredBy: null,
    // The limits of promotion were looked at with the offers.
    limits: [],
    alreadyTold: false,
    available: true,
  });
  return answer.outcome === 'sent' ? null : answer;
};

/** Reasons that end what is on its way; the rest are about a first showing, or about the way, which `notify/may-tell` asks anew. */
const GONE: ReadonlySet<OfferWithheld> = new Set<OfferWithheld>([
  'draft',
  'paused',
  'ended',
  'not-yet',
  'over',
  'used-up',
  'declined',
  'had-enough',
  'no-consent',
]);
const BARRED: ReadonlySet<OfferWithheld> = new Set<OfferWithheld>(['case-open', 'cool-down', 'rule']);

/** Whether a message of an offer that was promised and is on its way may still leave: `available` = the offer still stands, `barredBy` = the rule that says no meanwhile. */
export const stillStands = (
  person: Standing,
  offerId: string,
  situation: Situation,
  nowMs: number,
  asked: Omit<DecideWith, 'reach' | 'told'>,
): { readonly available: boolean; readonly barredBy: string | null } => {
  const seed = `${person.id} ${Math.floor(nowMs / DAY_MS)}`;
  const { withheld, given } = choose(asked.shelf, person, situation, nowMs, wallAt(asked.timeZone, nowMs), seed);
  const one = withheld.find(({ offer }) => offer.id === offerId);
  if (!one) return { available: given.some(({ offer }) => offer.id === offerId), barredBy: null };
  return { available: !GONE.has(one.reason), barredBy: BARRED.has(one.reason) ? (one.rule ?? one.reason) : null };
};
