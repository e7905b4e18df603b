import { decide } from '@rapport/domain/decide';
import type { DecideWith, Decision } from '@rapport/domain/decide';
import { contextOf, DEFAULT_OFFER_RULES, hasCode, isDiscount, missingFor, whyIn } from '@rapport/domain/offers';
import type { Given, OfferShelf, Situation, Standing } from '@rapport/domain/offers';
import type { Person } from '@rapport/domain/shopper';
import type { Offer, OfferAsk, OfferView, Voucher } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At, Caller } from '../ports.ts';
import type { ClaimCommand } from '../offer-ports.ts';
import { now } from '../../platform/clock.ts';
import type { Claim, OffersStore } from './offers-store.ts';
import type { People, SliceParts } from './people.ts';
import { standingOf } from './standing.ts';
import type { Telling } from './telling.ts';

const DAY_MS = 86_400_000;
/** People asked whether they may get an offer, before others get their turn. */
const PEOPLE_A_PIECE = 500;

const somewhere: Situation = { channel: 'page', placement: null, productId: null, categories: [], basketMinor: null, role: null };

/** Offers: what somebody gets where, what they take, what they don't want. */
export class OffersDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #store: OffersStore;
  readonly #telling: Telling;

  constructor(parts: SliceParts, people: People, store: OffersStore, telling: Telling) {
    this.#parts = parts;
    this.#people = people;
    this.#store = store;
    this.#telling = telling;
  }

  /** Offers for a place on a page. What is shown is promised from now on, and counted; what the holdout would have seen is counted, too. */
  forPage(at: At, caller: Caller, ask: OfferAsk): Answer<{ offers: OfferView[] }> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    const situation: Situation = {
      ...somewhere,
      placement: ask.placement,
      productId: ask.product ?? null,
      categories: ask.category === undefined ? [] : [ask.category],
      basketMinor: ask.basketMinor ?? null,
    };
    const standing = this.#standing(person);
    const decision = this.#decide(standing, situation);
    const fresh = this.#isNews(person, decision, ask.placement);
    if (fresh) this.#people.keep({ person, entries: [] }, () => this.noteShown(person, standing, decision, ask.placement), caller);
    const claims = this.#store.claims(person.id);
    const taken = ask.placement === 'panel' || ask.placement === 'cart' ? this.#takenViews(decision, claims) : [];
    return { ok: true, offers: [...decision.given.map((one) => view(one, claims, situation)), ...taken] };
  }

  /** What a person would get now on each channel and in each place, and why not the rest; for staff. Nothing is noted. */
  simulate(at: At, id: string, role: Situation['role'], draft: Offer | null): Answer<{ decisions: Decision[] }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const standing = this.#standing(loaded.person);
    const situations: Situation[] = [
      ...(['panel', 'banner', 'product', 'cart', 'after-purchase'] as const).map((placement) => ({ ...somewhere, placement })),
      ...(['inbox', 'email', 'push'] as const).map((channel) => ({ ...somewhere, channel })),
      { ...somewhere, channel: 'agent', role },
    ];
    return { ok: true, decisions: situations.map((situation) => this.#decide(standing, situation, draft)) };
  }

  /** What has to be held before this offer can be taken: its version for this person. Refuses whoever can't have it. */
  terms(at: At, caller: Caller, offerId: string): Answer<{ version: number; saved: null }> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const found = this.#offered(loaded.person, offerId);
    return found.ok ? { ok: true, version: found.offer.version, saved: null } : found;
  }

  /** The offer of a message as the page behind its link shows it: theirs already, to be taken, or gone. */
  letter(at: At, id: string, message: string): Answer<{ offer: OfferView | null; offerId: string; isOnPages: boolean }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const offerId = this.#parts.messages.message(id, message)?.offer?.id;
    if (offerId === undefined) return refused('not-found');
    const isOnPages = this.#store.shelf().offers.some((offer) => offer.id === offerId && offer.placements.length > 0);
    const claims = this.#store.claims(id);
    const had = claims.findLast(({ offer, state, untilMs }) => offer.id === offerId && (state === 'used' || now() < untilMs));
    const found = this.#offered(loaded.person, offerId);
    const offer = had?.offer ?? (found.ok ? found.offer : null);
    return { ok: true, offerId, isOnPages, offer: offer && view({ offer, why: [], promise: null }, had ? [had] : [], somewhere) };
  }

  /** Takes an offer: claim, saved answer and the message that confirms the holds stand in one transaction (law 3). */
  claim(at: At, caller: Caller, command: ClaimCommand): Answer<{ saved: string }> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    const { commerce } = this.#parts;
    const before = commerce.command(person.id, command.id);
    if (before) return before.answer === null ? refused('out-of-stock', 'This took too long; try again.') : { ok: true, saved: before.answer };
    if (now() > command.deadlineMs) return refused('out-of-stock', 'This took too long; try again.');
    const found = this.#offered(person, command.offerId);
    if (!found.ok) return found;
    const { offer } = found;
    if (offer.version !== command.version) return refused('offer-changed');
    const untilMs = now() + offer.validDays * DAY_MS;
    const code = hasCode(offer.gives) ? command.code : null;
    const given: Given = { offer, why: [{ code: 'promised' }], promise: null };
    const claim: Claim = { id: command.id, offer, code, state: 'taken', atMs: now(), untilMs, usedAtMs: null, orderId: null };
    const saved = JSON.stringify({ offer: view(given, [claim], somewhere) });
    const changed = this.#people.noted(person, 'offer_taken', 'rapport', { offerId: offer.id, version: offer.version, name: offer.name });
    this.#people.keep(
      changed,
      () => {
        this.#store.promise(person.id, offer, now(), untilMs);
        this.#store.addClaim(person.id, command.id, offer, code, now(), untilMs);
        this.#store.count(offer.id, contextOf(this.#standing(person)), 'taken');
        commerce.saveCommand(person.id, command.id, command.bodyHash, saved, now());
        if (command.held) this.#people.post('shop', 'hold.confirm', { command: command.id });
      },
      caller,
    );
    return { ok: true, saved };
  }

  /** "Not for me": never again, on no channel; or (`declined` = false) for them after all. Again is fine. */
  decline(at: At, caller: Caller, offerId: string, declined: boolean): Answer<object> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    if (declined && !this.#store.shelf().offers.some(({ id }) => id === offerId)) return refused('unknown-offer');
    if (this.#store.declined(person.id).includes(offerId) === declined) return { ok: true };
    this.#people.keep(this.#people.noted(person, declined ? 'offer_declined' : 'offer_reconsidered', 'page', { offerId }), () => {
      if (declined) this.#store.decline(person.id, offerId, now());
      else this.#store.reconsider(person.id, offerId);
      this.#store.count(offerId, '', 'declined', declined ? 1 : -1);
    });
    return { ok: true };
  }

  /** A code of an offer as the checkout sees it; null when it is none. */
  voucher(id: string, code: string): { readonly voucher: Voucher; readonly claim: Claim } | null {
    const claim = this.#store.claimOfCode(id, code);
    return claim ? { voucher: voucherOf(claim, code), claim } : null;
  }

  /** Burns a code. The same order again is fine; another one is refused. Null when it is no code of an offer. */
  use(at: At, id: string, code: string, orderId: string): Answer<{ voucher: Voucher }> | null {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const found = this.voucher(id, code);
    if (!found) return null;
    const { claim, voucher } = found;
    if (claim.state === 'used') return claim.orderId === orderId ? { ok: true, voucher } : refused('voucher-used');
    if (now() >= claim.untilMs) return refused('voucher-used', 'Its time is over.');
    this.#people.keep(this.#people.noted(loaded.person, 'voucher_used', 'shop', { code, orderId, offerId: claim.offer.id }), () =>
      this.burn(id, claim, orderId),
    );
    return { ok: true, voucher: { ...voucher, state: 'used', usedAtMs: now() } };
  }

  /** Inside the caller's transaction. */
  burn(id: string, claim: Claim, orderId: string): void {
    if (!this.#store.useClaim(id, claim.id, orderId, now())) return;
    this.#store.count(claim.offer.id, '', 'used');
    if (isDiscount(claim.offer.gives)) this.#parts.trials.markDiscounted(id);
  }

  /** How many of some people could get an offer as it is drafted, wherever they would be met. */
  eligible(at: At, offer: Offer, after: string): Answer<{ people: number; eligible: number; next: string | null }> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const ids = this.#parts.store.people('', after, PEOPLE_A_PIECE).map(({ id }) => id);
    let eligible = 0;
    for (const id of ids) {
      const person = this.#parts.store.person(id);
      if (person && person.group !== 'holdout' && whyIn(offer.audience, this.#standing(person)) !== null) eligible += 1;
    }
    return { ok: true, people: ids.length, eligible, next: ids.length === PEOPLE_A_PIECE ? (ids.at(-1) ?? null) : null };
  }

  /** Decides for a channel by how somebody stands. */
  decideAs(standing: Standing, situation: Situation): Decision {
    return this.#decide(standing, situation);
  }

  /** The shop's offers and rules, with what came of them among people who stand alike. */
  shelfFor(standing: Standing, draft: Offer | null = null): OfferShelf {
    const { settings } = this.#parts.store.setup();
    const { offers, usedUp } = this.#store.shelf();
    const all = draft === null ? offers : [...offers.filter(({ id }) => id !== draft.id), draft];
    const responses = this.#store.responses(contextOf(standing));
    return { offers: all, usedUp, responses, rules: settings.offerRules ?? DEFAULT_OFFER_RULES };
  }

  /** Counts what was shown or would have been, and promises the former. Inside the caller's transaction. */
  noteShown(person: Person, standing: Standing, { given, withheld }: Decision, place: string): void {
    const { experiments } = this.#parts;
    const context = contextOf(standing);
    const needed = place === 'inbox' || place === 'email' || place === 'push' ? (['messages'] as const) : (['personalisation'] as const);
    for (const { offer, promise } of given) {
      if (experiments.note(person, { thing: `offer:${offer.id}`, place, needed })) this.#store.count(offer.id, context, 'shown');
      if (promise === null) this.#store.promise(person.id, offer, now(), offer.calendar.untilMs ?? now() + offer.validDays * DAY_MS);
    }
    for (const { offer, reason } of withheld) {
      if (reason !== 'holdout') continue;
      if (experiments.note(person, { thing: `offer:${offer.id}`, place, needed })) this.#store.count(offer.id, '', 'ghosts');
    }
  }

  #isNews({ id }: Person, { given, withheld }: Decision, place: string): boolean {
    const things = [...given.map(({ offer }) => offer.id), ...withheld.filter(({ reason }) => reason === 'holdout').map(({ offer }) => offer.id)];
    return things.some((thing) => !this.#parts.experiments.isNoted(id, `offer:${thing}`, place));
  }

  #takenViews({ given }: Decision, claims: readonly Claim[]): OfferView[] {
    const open = claims.filter(
      ({ state, untilMs, offer }) => state === 'taken' && now() < untilMs && !given.some((one) => one.offer.id === offer.id),
    );
    return open.map((claim) => view({ offer: claim.offer, why: [{ code: 'promised' }], promise: null }, [claim], somewhere));
  }

  #offered(person: Person, offerId: string): Answer<{ offer: Offer }> {
    const standing = this.#standing(person);
    const promised = standing.promises.find(({ offer, untilMs }) => offer.id === offerId && (untilMs === null || now() < untilMs));
    const current = this.#store.shelf().offers.find(({ id }) => id === offerId);
    // Only what was shown can be taken: whoever was shown it, and sees it still.
    if (!promised || !current || current.state !== 'running' || person.group === 'holdout') return refused('unknown-offer');
    if ((standing.taken[offerId] ?? 0) >= promised.offer.budget.perShopper) return refused('out-of-stock', 'It has been taken.');
    return { ok: true, offer: promised.offer };
  }

  #standing(person: Person): Standing {
    return standingOf(person, this.#store, this.#parts);
  }

  /** How somebody may be reached on a channel, and which offers they were told of. */
  #reach(id: string, channel: Situation['channel']): Pick<DecideWith, 'reach' | 'told'> {
    const person = channel === 'page' || channel === 'agent' ? null : this.#parts.store.person(id);
    if (!person) return { reach: null, told: new Set() };
    const { ways, preferences, timeZone, rules, contacts } = this.#telling.reach(person);
    const way = ways.find((one) => one.channel === channel);
    const isInbox = channel === 'inbox';
    const told = new Set(this.#store.told(id));
    if (!isInbox && !way) return { reach: null, told };
    const address = isInbox ? 'inbox' : (way?.address ?? null);
    const works = { addressConfirmed: isInbox || way?.confirmed === true, channelWorks: isInbox || way?.works === true };
    return { told, reach: { preferences, timeZone, rules, contacts, address, ...works, outranked: false } };
  }

  #decide(standing: Standing, situation: Situation, draft: Offer | null = null): Decision {
    const { timeZone } = this.#parts.store.setup().settings;
    return decide(standing, situation, now(), { shelf: this.shelfFor(standing, draft), timeZone, ...this.#reach(standing.id, situation.channel) });
  }
}

const view = ({ offer, why }: Given, claims: readonly Claim[], { basketMinor }: Situation): OfferView => {
  const claim = claims.findLast((one) => one.offer.id === offer.id);
  const { id, version, gives, title, text, picture, minimumMinor } = offer;
  return {
    id,
    version,
    gives,
    title,
    text,
    picture,
    minimumMinor,
    missingMinor: missingFor(offer, basketMinor),
    untilMs: claim?.untilMs ?? offer.calendar.untilMs,
    why: [...why],
    state: claim?.state ?? 'open',
    code: claim?.code ?? null,
  };
};

const voucherOf = ({ offer, state, atMs, untilMs, usedAtMs }: Claim, code: string): Voucher => {
  const { gives } = offer;
  const kind = gives.kind === 'points' || gives.kind === 'content' || gives.kind === 'early-access' ? 'custom' : gives.kind;
  return {
    code,
    kind,
    valueMinor: gives.kind === 'amount' ? gives.valueMinor : gives.kind === 'percent' ? gives.mostMinor : null,
    percent: gives.kind === 'percent' ? gives.percent : null,
    minimumMinor: offer.minimumMinor,
    rewardId: `offer:${offer.id}`,
    state: state === 'used' ? 'used' : now() >= untilMs ? 'cancelled' : 'ready',
    madeAtMs: atMs,
    usedAtMs,
  };
};
