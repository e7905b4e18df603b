import type { Decision } from '@rapport/domain/decide';
import type { Heaps, TimesOf } from '@rapport/domain/experiments';
import type { Situation } from '@rapport/domain/offers';
import type { Offer, OfferAsk, OfferChange, OfferDraft, OfferView, RulesVersion } from '@rapport/protocol';
import type { Answer, At, Caller } from './ports.ts';

/** An offer that is being taken: units and money are held and the code reserved before the slice decides (law 3). */
export interface ClaimCommand {
  readonly id: string;
  readonly bodyHash: string;
  readonly offerId: string;
  readonly version: number;
  readonly code: string;
  readonly held: boolean;
  readonly deadlineMs: number;
}

/** One piece of a report over many people, with the place to go on from; null past the last. */
export interface HeapPiece {
  readonly heaps: Heaps;
  readonly times: TimesOf;
  readonly firstExposureAtMs: number | null;
  readonly crossed: number;
  readonly next: string | null;
}

/** What came of an offer in one slice. */
export interface OfferSum {
  readonly shown: number;
  readonly ghosts: number;
  readonly taken: number;
  readonly used: number;
  readonly declined: number;
}

/** What is left of an offer's budget; null = no limit. */
export interface OfferLeft {
  readonly units: number | null;
  readonly moneyMinor: number | null;
}

/** What a slice is asked about offers and what came of them. */
export interface OfferSlicePort {
  /** The shop's offers as they are now, pushed. */
  keepOffers(at: At, offers: readonly Offer[], usedUp: readonly string[]): Promise<Answer<object>>;
  offersFor(at: At, caller: Caller, ask: OfferAsk): Promise<Answer<{ offers: OfferView[] }>>;
  offerTerms(at: At, caller: Caller, offerId: string): Promise<Answer<{ version: number }>>;
  claimOffer(at: At, caller: Caller, command: ClaimCommand): Promise<Answer<{ saved: string }>>;
  /** An offer as the page behind its mail shows it; null = it is no longer to be had. `isOnPages` = it also stands on pages of the shop. */
  offerLetter(at: At, id: string, message: string): Promise<Answer<{ offer: OfferView | null; offerId: string; isOnPages: boolean }>>;
  declineOffer(at: At, caller: Caller, offerId: string, declined: boolean): Promise<Answer<object>>;
  /** What a person would get now, everywhere; with `draft` beside (or instead of) the shop's own. */
  simulate(at: At, id: string, role: Situation['role'], draft: Offer | null): Promise<Answer<{ decisions: Decision[] }>>;
  eligible(at: At, offer: Offer, after: string): Promise<Answer<{ people: number; eligible: number; next: string | null }>>;
  offerSums(at: At): Promise<Answer<{ sums: Readonly<Record<string, OfferSum>> }>>;
  /** A piece of what the holdout's report is made of. */
  lifts(at: At, after: string): Promise<Answer<{ piece: HeapPiece }>>;
}

/** What the shop is asked about its offers and their budgets. */
export interface OfferShopPort {
  offers(): Promise<{ offer: Offer; left: OfferLeft }[]>;
  offer(id: string): Promise<Answer<{ offer: Offer; left: OfferLeft; versions: { version: number; atMs: number; who: string }[] }>>;
  rulesVersions(before: number | null, limit: number): Promise<RulesVersion[]>;
  makeOffer(draft: OfferDraft, who: string): Promise<Answer<{ offer: Offer }>>;
  changeOffer(id: string, change: OfferChange, who: string): Promise<Answer<{ offer: Offer }>>;
  reserveOffer(
    commandId: string,
    offerId: string,
    version: number,
    shopper: string,
  ): Promise<Answer<{ code: string; held: boolean; deadlineMs: number }>>;
}
