import type { Offer, OfferPlacement, OfferRules, OfferWhy, OfferWithheld } from '@rapport/protocol';
import { barredBy, mayPromise } from './contact-rules.ts';
import type { Barred } from './contact-rules.ts';
import { isPersonal, whyIn } from './standing.ts';
import type { OfferPromise, Situation, Standing } from './standing.ts';
import { chanceFrom, hashOf, isExploring, seemsGood } from './thompson.ts';
import type { Response } from './thompson.ts';
import { PLACES, PLACES_OF_PROMISED } from './tuning.ts';
import { timeOf } from './wall.ts';
import type { Wall } from './wall.ts';

/** What is known of the shop when offers are chosen; the same for everybody. */
export interface OfferShelf {
  readonly offers: readonly Offer[];
  readonly rules: OfferRules;
  /** Offers whose budget is used up. */
  readonly usedUp: ReadonlySet<string>;
  /** Responses so far, by `offer id|context` and by `offer id|`; see `contextOf`. */
  readonly responses: ReadonlyMap<string, Response>;
}

/** An offer that is given, in the version that holds for this person. */
export interface Given {
  readonly offer: Offer;
  readonly why: readonly OfferWhy[];
  readonly promise: OfferPromise | null;
}

/** An offer that is not, with the one reason. `rule` = which of the owner's rules it was. */
export interface Withheld {
  readonly offer: Offer;
  readonly reason: OfferWithheld;
  readonly rule: string | null;
  /** When time alone may change that, as far as a rule says; else null. */
  readonly untilMs: number | null;
}

/** The whole answer: every offer stands in exactly one of the lists. */
export interface Choice {
  readonly given: readonly Given[];
  readonly withheld: readonly Withheld[];
  /** What chance was drawn from where offers were equal. */
  readonly seed: string;
}

/** The context in which responses are counted: stage × tier × strongest interest. */
export const contextOf = ({ stage, tier, interests }: Standing): string => `${stage ?? ''}/${tier ?? ''}/${interests[0] ?? ''}`;

/** Where on pages an offer stands for somebody: one that was promised by a message and has no place of its own must still be found and taken. */
const placesOf = ({ placements }: Offer, promise: OfferPromise | null): readonly OfferPlacement[] =>
  placements.length === 0 && promise !== null ? PLACES_OF_PROMISED : placements;

/** Why the offer itself isn't to be had here and now. */
const ofOffer = (offer: Offer, promise: OfferPromise | null, { channel, placement }: Situation, nowMs: number, wall: Wall): OfferWithheld | null => {
  if (offer.state !== 'running') return offer.state;
  const time = timeOf(offer.calendar, nowMs, wall);
  if (time === 'not-yet' || time === 'over') return time;
  if (channel === 'page' ? placement === null || !placesOf(offer, promise).includes(placement) : !offer.channels.includes(channel))
    return 'wrong-place';
  return time;
};

const isBeside = (offer: Offer, { productId, categories }: Situation): boolean => {
  if (offer.products.length === 0 && offer.categories.length === 0) return true;
  return (productId !== null && offer.products.includes(productId)) || offer.categories.some((one) => categories.includes(one));
};

/** Why somebody doesn't get it, though it is to be had; or by what they do. */
const ofPerson = (offer: Offer, person: Standing, situation: Situation, promise: OfferPromise | null): OfferWhy[] | OfferWithheld => {
  if (person.declined.includes(offer.id)) return 'declined';
  if ((person.taken[offer.id] ?? 0) >= offer.budget.perShopper && promise?.taken !== true) return 'had-enough';
  const isMessage = situation.channel !== 'page' && situation.channel !== 'agent';
  // What was promised is theirs, though they may no longer be who it was meant for.
  if (promise === null) {
    const why = whyIn(offer.audience, person);
    if (why === null) return 'not-for-them';
    if (isPersonal(offer.audience) && person.consent.personalisation !== 'granted') return 'no-consent';
    if (!isMessage && !isBeside(offer, situation)) return 'not-for-this';
    if (offer.products.length > 0 && offer.products.every((product) => person.bought.includes(product))) return 'bought-already';
    if (!isMessage && offer.products.length + offer.categories.length > 0) why.push({ code: 'product' });
    return why.length === 0 ? [{ code: 'everybody' }] : why;
  }
  return !isMessage && !isBeside(offer, situation) ? 'not-for-this' : [{ code: 'promised' }];
};

const areApart = (a: Offer, b: Offer): boolean => a.excludes.includes(b.id) || b.excludes.includes(a.id);

/** Where a promise stands that still holds: in its own version, as long as that one would have run. */
const promiseFor = (offer: Offer, person: Standing, nowMs: number): OfferPromise | null => {
  for (const promise of person.promises) {
    if (promise.offer.id === offer.id && (promise.untilMs === null || nowMs < promise.untilMs)) return promise;
  }
  return null;
};

const limitOf = ({ channel, placement }: Situation): number =>
  channel === 'page' ? PLACES[placement ?? 'banner'] : channel === 'agent' ? PLACES.agent : PLACES.message;

/** What of an offer can't change by itself for one it was promised to: a pause and an end stop it, a new version doesn't. */
const termsFor = (offer: Offer, promise: OfferPromise | null): Offer => (promise === null ? offer : { ...promise.offer, state: offer.state });

/**
 * Which offers somebody gets in a situation, the best first, and why not the others: pure, no clock, no chance but the seed's. Priority first; of equals, the one
 * already promised, then what works better for people like these. Nobody has two that exclude each other, whatever channel they saw the first one on.
 * People of the holdout get none; what they would have got is withheld with `holdout`, so that it can be counted.
 * @param seed the same seed gives the same choice
 */
export const choose = (shelf: OfferShelf, person: Standing, situation: Situation, nowMs: number, wall: Wall, seed: string): Choice => {
  const withheld: Withheld[] = [];
  const barred = barredBy(shelf.rules, person, situation.channel, nowMs);
  const fit: Given[] = [];
  for (const current of shelf.offers) {
    const promise = person.promises.length === 0 ? null : promiseFor(current, person, nowMs);
    const offer = termsFor(current, promise);
    const found = fits(shelf, offer, promise, person, situation, barred, nowMs, wall);
    if (Array.isArray(found)) fit.push({ offer, why: found, promise });
    else withheld.push({ offer, ...found });
  }
  const given = place(fit, shelf, person, situation, nowMs, seed, withheld);
  if (person.group !== 'holdout') return { given, withheld, seed };
  return {
    given: [],
    withheld: [...withheld, ...given.map(({ offer }) => ({ offer, reason: 'holdout' as const, rule: null, untilMs: null }))],
    seed,
  };
};

const fits = (
  shelf: OfferShelf,
  offer: Offer,
  promise: OfferPromise | null,
  person: Standing,
  situation: Situation,
  barred: Barred | null,
  nowMs: number,
  wall: Wall,
): OfferWhy[] | Omit<Withheld, 'offer'> => {
  const own = ofOffer(offer, promise, situation, nowMs, wall);
  if (own !== null) return { reason: own, rule: null, untilMs: own === 'not-yet' ? offer.calendar.fromMs : null };
  const why = ofPerson(offer, person, situation, promise);
  if (!Array.isArray(why)) return { reason: why, rule: null, untilMs: null };
  if (promise?.taken !== true && shelf.usedUp.has(offer.id)) return { reason: 'used-up', rule: null, untilMs: null };
  if (barred !== null) return barred;
  if (situation.channel === 'agent' && !mayPromise(shelf.rules, situation.role, offer)) return { reason: 'authority', rule: null, untilMs: null };
  return why;
};

const NONE: Response = { shown: 0, taken: 0 };

/** Fills the place with what fits, by rank, and notes why each of the others stays out. Chance is asked only among equals that may still get in. */
const place = (
  fit: readonly Given[],
  shelf: OfferShelf,
  person: Standing,
  situation: Situation,
  nowMs: number,
  seed: string,
  withheld: Withheld[],
): Given[] => {
  const most = limitOf(situation);
  const held = person.promises.filter(({ untilMs }) => untilMs === null || nowMs < untilMs);
  const given: Given[] = [];
  for (const equals of inRanks(fit)) {
    for (const one of given.length < most ? drawn(equals, shelf, person, seed) : equals) {
      const isApart =
        one.promise === null &&
        (held.some(({ offer }) => offer.id !== one.offer.id && areApart(offer, one.offer)) || given.some(({ offer }) => areApart(offer, one.offer)));
      if (isApart) withheld.push({ offer: one.offer, reason: 'excluded', rule: null, untilMs: null });
      else if (given.length >= most) withheld.push({ offer: one.offer, reason: 'outranked', rule: null, untilMs: null });
      else given.push(one);
    }
  }
  return given;
};

/** Those of equal rank together, the highest first: by priority, and of these the promised ones before the others. */
const inRanks = (fit: readonly Given[]): Given[][] => {
  const rankOf = ({ offer, promise }: Given): number => offer.priority * 2 + (promise === null ? 0 : 1);
  const ranks = new Map<number, Given[]>();
  for (const one of fit) {
    const rank = rankOf(one);
    const equals = ranks.get(rank);
    if (equals) equals.push(one);
    else ranks.set(rank, [one]);
  }
  return [...ranks.entries()].toSorted((a, b) => b[0] - a[0]).map(([, equals]) => equals);
};

/** Equals in the order of what is drawn for each. An offer's draw follows from the seed and its id alone, so that it is the same whoever else is in the running. */
const drawn = (equals: readonly Given[], { responses }: OfferShelf, person: Standing, seed: string): readonly Given[] => {
  if (equals.length < 2) return equals;
  const context = contextOf(person);
  const exploring = isExploring(seed);
  const start = hashOf(seed);
  return equals
    .map((one) => {
      const response = responses.get(`${one.offer.id}|${context}`) ?? responses.get(`${one.offer.id}|`) ?? NONE;
      return { one, score: seemsGood(response, exploring, chanceFrom(start, hashOf(one.offer.id))) };
    })
    .toSorted((a, b) => b.score - a.score || (a.one.offer.id < b.one.offer.id ? -1 : 1))
    .map(({ one }) => one);
};
