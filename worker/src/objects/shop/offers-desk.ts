import { DEFAULT_RULES } from '@rapport/domain/notify';
import { DEFAULT_OFFER_RULES, mostCost } from '@rapport/domain/offers';
import type { Offer, OfferChange, OfferDraft, RulesVersion, ShopSettings } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import type { ChangeLog } from '../../platform/changes.ts';
import { now } from '../../platform/clock.ts';
import type { Holds } from '../../platform/hold.ts';
import { secret } from '../../platform/ids.ts';
import type { Answer } from '../ports.ts';
import type { OfferLeft } from '../offer-ports.ts';
import type { OfferStore, RulesHeld } from './offer-store.ts';

/** Offers that run or wait at the same time, at the most: all slices hold them all, and every decision looks at each. */
const MOST_LIVE = 200;

/** The names of an offer's two budgets, and of the second hold of a command. */
export const unitsOf = (id: string): string => `offer:${id}`;
export const moneyOf = (id: string): string => `offer-money:${id}`;
export const moneyHold = (commandId: string): string => `${commandId}:money`;
/** The command behind a hold, whichever of its two. */
export const commandOf = (holdId: string): string => holdId.replace(/:money$/, '');

/** What the desk works with. */
export interface OfferParts {
  readonly storage: DurableObjectStorage;
  readonly offers: OfferStore;
  readonly holds: Holds;
  readonly agenda: Agenda;
  readonly changes: ChangeLog;
  /** Writes a line into the audit trail. */
  readonly note: (who: string, what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** The shop's offers and their budgets, exact over all slices. */
export class ShopOffersDesk {
  readonly #parts: OfferParts;

  constructor(parts: OfferParts) {
    this.#parts = parts;
  }

  list(): { offer: Offer; left: OfferLeft }[] {
    return this.#parts.offers.all().map((offer) => ({ offer, left: this.left(offer.id) }));
  }

  one(id: string): Answer<{ offer: Offer; left: OfferLeft; versions: { version: number; atMs: number; who: string }[] }> {
    const offer = this.#parts.offers.get(id);
    return offer ? { ok: true, offer, left: this.left(id), versions: this.#parts.offers.versions(id) } : refused('unknown-offer');
  }

  /** A new offer, as a draft: nobody sees it yet. */
  make(draft: OfferDraft, who: string): Answer<{ offer: Offer }> {
    const id = `off_${secret(64)}`;
    return this.#save(id, 1, draft, 'draft', who, 'offer.made');
  }

  /** Another state, or other terms: then it is a new version, and whoever was promised the old one keeps it. */
  change(id: string, change: OfferChange, who: string): Answer<{ offer: Offer }> {
    const known = this.#parts.offers.get(id);
    if (!known) return refused('unknown-offer');
    if (known.state === 'ended') return refused('offer-ended');
    if (!('state' in change)) return this.#save(id, known.version + 1, change, known.state, who, 'offer.changed');
    const goesLive = known.state === 'draft' && change.state !== 'draft' && change.state !== 'ended';
    if (goesLive && this.#parts.offers.countLive() >= MOST_LIVE) return refused('too-many-offers');
    atomic(this.#parts.storage, () => {
      this.#parts.offers.setState(id, change.state, now());
      this.#parts.note(who, `offer.${change.state}`, { offer: id, version: known.version });
      this.planPush();
    });
    return { ok: true, offer: { ...known, state: change.state, changedAtMs: now() } };
  }

  /** What a slice has to know: offers that run or are paused, and those whose budget is used up. */
  shelf(): { readonly offers: Offer[]; readonly usedUp: string[] } {
    const offers = this.#parts.offers.all().filter(({ state }) => state === 'running' || state === 'paused');
    return { offers, usedUp: offers.filter((offer) => this.#isUsedUp(offer)).map(({ id }) => id) };
  }

  /** What is left of both budgets; null = no limit. */
  left(id: string): OfferLeft {
    return { units: this.#parts.holds.left(unitsOf(id)), moneyMinor: this.#parts.holds.left(moneyOf(id)) };
  }

  /** Holds one of an offer and the most it can cost, both or neither. Inside the caller's transaction. Answers whether anything is held. */
  hold(commandId: string, offerId: string, version: number, shopper: string, expiresAtMs: number): Answer<{ held: boolean; expiresAtMs: number }> {
    const { holds, offers } = this.#parts;
    const offer = offers.version(offerId, version);
    if (!offer || offer.state !== 'running') return refused('unknown-offer');
    const [cost, left] = [mostCost(offer.gives), this.left(offerId)];
    const known = holds.get(commandId);
    if (!known && left.moneyMinor !== null && left.moneyMinor < cost) return refused('out-of-stock');
    const units = holds.hold(commandId, unitsOf(offerId), 1, expiresAtMs, shopper);
    if (!units.ok) return units;
    if (cost > 0) {
      const money = holds.hold(moneyHold(commandId), moneyOf(offerId), cost, units.expiresAtMs, shopper);
      if (!money.ok) return money;
    }
    if (this.#isUsedUp(offer)) this.planPush();
    return { ok: true, held: true, expiresAtMs: units.expiresAtMs };
  }

  /** Confirms or releases both holds of a command. Inside the caller's transaction. Answers whether the first is free again. */
  settle(commandId: string, taken: boolean): boolean {
    const { holds } = this.#parts;
    for (const id of [commandId, moneyHold(commandId)]) {
      if (taken) holds.confirm(id);
      else if (holds.get(id) && holds.release(id) && holds.get(id)?.resource.startsWith('offer') === true) this.planPush();
    }
    return holds.get(commandId)?.state === 'released';
  }

  /** Versions of the contact rules, the newest first; of a shop that never changed them the one that holds since it was made. */
  rulesVersions(settings: ShopSettings, madeAtMs: number, before: number | null, limit: number): RulesVersion[] {
    const versions = this.#parts.offers.rules(before ?? Number.MAX_SAFE_INTEGER, limit);
    const isFirst = versions.length === 0 && before === null;
    return isFirst ? [{ version: 1, fromMs: madeAtMs, who: 'rapport', ...held(settings) }] : versions;
  }

  /** Notes a version where the contact rules have changed. Inside the caller's transaction. */
  noteRules(before: ShopSettings, after: ShopSettings, who: string, madeAtMs: number): void {
    const [was, is] = [held(before), held(after)];
    if (JSON.stringify(was) === JSON.stringify(is)) return;
    const { offers } = this.#parts;
    if (offers.rules(Number.MAX_SAFE_INTEGER, 1).length === 0) offers.addRules(was, 'rapport', madeAtMs);
    offers.addRules(is, who, now());
  }

  /** Lets all slices know. Inside the caller's transaction. */
  planPush(): void {
    this.#parts.changes.append('offers', {});
    this.#parts.agenda.plan({ kind: 'push', key: 'settings', dueAtMs: now() });
  }

  #isUsedUp(offer: Offer): boolean {
    const { units, moneyMinor } = this.left(offer.id);
    return units === 0 || (moneyMinor !== null && moneyMinor < mostCost(offer.gives)) || moneyMinor === 0;
  }

  #save(id: string, version: number, draft: OfferDraft, state: Offer['state'], who: string, what: string): Answer<{ offer: Offer }> {
    const { storage, offers, holds, note } = this.#parts;
    atomic(storage, () => {
      offers.save(id, version, draft, state, now(), who);
      holds.setStock(unitsOf(id), draft.budget.units);
      holds.setStock(moneyOf(id), draft.budget.moneyMinor);
      note(who, what, { offer: id, version });
      if (state !== 'draft') this.planPush();
    });
    return { ok: true, offer: { ...draft, id, version, state, changedAtMs: now() } };
  }
}

/** The rules as they hold, the considerate ones where the owner has said nothing. */
const held = ({ offerRules = DEFAULT_OFFER_RULES, contact = DEFAULT_RULES }: ShopSettings): RulesHeld => ({ offerRules, contact });
