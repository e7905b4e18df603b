import { stillStands } from '@rapport/domain/decide';
import type { Decision } from '@rapport/domain/decide';
import { isMessaged, opensAfter } from '@rapport/domain/offers';
import type { Given, Situation, Standing } from '@rapport/domain/offers';
import type { Person } from '@rapport/domain/shopper';
import type { Channel, MessageOffer, Offer, OfferWithheld, TellReason } from '@rapport/protocol';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import type { OffersDesk } from './offers-desk.ts';
import type { OffersStore } from './offers-store.ts';
import type { People, SliceParts } from './people.ts';
import { standingOf } from './standing.ts';
import type { StillStands } from './still-so.ts';
import type { Telling } from './telling.ts';

const CHANNELS: readonly Channel[] = ['inbox', 'email', 'push'];
/** People thought of before other calls get their turn: about 5 ms. */
const PEOPLE_A_PIECE = 10;
/** What somebody does in one sitting is thought of once, so long after it began. */
const THINK_MS = 30_000;
/** After a message the next offer is looked at so much later: it will be the limits that hold it, and they say until when. */
const NEXT_MS = 60_000;

const nowhere: Situation = { channel: 'inbox', placement: null, productId: null, categories: [], basketMinor: null, role: null };
/** Of these it is written down why nothing left; that an offer isn't for somebody, or has no way to them, is no decision about a message. */
const SAID: ReadonlySet<OfferWithheld> = new Set<OfferWithheld>(['contact', 'rule', 'cool-down', 'case-open']);
const SILENT: ReadonlySet<TellReason> = new Set<TellReason>(['already-told', 'no-address', 'channel-off']);

/**
 * Lets offers leave as messages. Nobody is looked for by a timer: an offer that starts looks for its people once, somebody whose standing changes is thought of then,
 * and whoever had to wait is thought of again at the moment that held them back. What leaves is decided by the same `decide()` that pages ask.
 */
export class OfferTelling {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #offers: OffersDesk;
  readonly #store: OffersStore;
  readonly #telling: Telling;
  #arming = false;

  constructor(parts: SliceParts, people: People, offers: OffersDesk, telling: Telling) {
    this.#parts = parts;
    this.#people = people;
    this.#offers = offers;
    this.#store = parts.offers;
    this.#telling = telling;
  }

  /** The shop's offers have changed: what is new on a message channel looks for its people. */
  heard(before: readonly Offer[]): void {
    const had = new Set(before.filter(isMessaged).map(({ id, version }) => `${id}@${version}`));
    if (this.#messaged().some(({ id, version }) => !had.has(`${id}@${version}`))) this.#planWalk('');
    this.#planOpening();
    this.#armSoon();
  }

  /** Somebody stands otherwise than before: an offer may be for them now. */
  think(shopper: string): void {
    if (this.#messaged().length === 0) return;
    this.#parts.agenda.planAbout({ kind: 'offer', key: shopper, dueAtMs: now() + THINK_MS, lane: 3 }, THINK_MS);
    this.#armSoon();
  }

  /** One piece of the search for an offer's people; plans the next. Called by the agenda. */
  walk(after: string): void {
    if (this.#messaged().length === 0) return;
    const ids = this.#store.reachable(after, PEOPLE_A_PIECE);
    for (const id of ids) this.due(id);
    const last = ids.at(-1);
    if (ids.length === PEOPLE_A_PIECE && last !== undefined) this.#planWalk(last);
  }

  /** An offer's hour, day or season begins. Called by the agenda. */
  open(): void {
    const { timeZone } = this.#parts.store.setup().settings;
    const moment = now() + 1;
    if (this.#messaged().some(({ calendar }) => (opensAfter(calendar, timeZone, moment - 120_000) ?? moment) < moment)) this.#planWalk('');
    this.#planOpening();
  }

  /** Decides what somebody is written of now. Called by the agenda. */
  due(shopper: string): void {
    const person = this.#people.find(shopper);
    if (!person || person.consent.messages !== 'granted' || this.#messaged().length === 0) return;
    if (this.#store.isOnItsWay(shopper)) return this.#again(shopper, now() + NEXT_MS);
    this.#store.forgetStopped(shopper);
    const standing = this.#standing(person);
    const told = new Set(this.#store.told(shopper));
    // Of what they were told there is nothing more to say or to wait for.
    const decisions = CHANNELS.map((channel) => this.#offers.decideAs(standing, { ...nowhere, channel })).map((decision) => ({
      ...decision,
      withheld: decision.withheld.filter(({ offer }) => !told.has(`${offer.id}@${offer.version}`)),
    }));
    const show = atomic(this.#parts.storage, () => {
      for (const decision of decisions) this.#explain(person, decision);
      return this.#tell(person, standing, decisions);
    });
    if (show) queueMicrotask(show);
    const waits = decisions.flatMap(({ withheld }) => withheld.flatMap(({ untilMs }) => (untilMs === null ? [] : [untilMs])));
    if (waits.length > 0) this.#again(shopper, Math.max(now() + NEXT_MS, Math.min(...waits)));
  }

  /** Asked once more before a message leaves: its offer may be over, or a case may have been opened meanwhile. */
  readonly stillStands: StillStands = (person, { id, offer }, channel) => {
    const standing = this.#standing(person, id);
    const { timeZone } = this.#parts.store.setup().settings;
    const asked = { shelf: this.#offers.shelfFor(standing), timeZone };
    const answer = stillStands(standing, offer?.id ?? '', { ...nowhere, channel }, now(), asked);
    // It won't leave now: when the rule lets go, it is decided anew.
    if (answer.barredBy !== null) this.think(person.id);
    return answer;
  };

  /** At most one offer at a time, by every channel that would speak of it. */
  #tell(person: Person, standing: Standing, decisions: readonly Decision[]): (() => void) | null {
    const first = decisions.find(({ given }) => given.length > 0)?.given[0];
    if (first) return this.#write(person, standing, first, decisions);
    const ghosts = decisions.flatMap(({ withheld }) => withheld.filter(({ reason }) => reason === 'holdout'));
    const [ghost] = ghosts;
    if (!ghost) return null;
    const subject = subjectOf(ghost.offer);
    for (const decision of decisions) {
      const withheld = decision.withheld.filter(({ reason, offer }) => reason === 'holdout' && offer.id === ghost.offer.id);
      if (withheld.length === 0) continue;
      const { channel } = decision.situation as { channel: Channel };
      this.#telling.traceOnce({ shopper: person.id, message: null, kind: 'offer', subject }, channel, no('holdout', null, null));
      this.#offers.noteShown(person, standing, { ...decision, given: [], withheld }, channel);
    }
    this.#parts.messages.markTold([{ shopper: person.id, subject }], now());
    this.#again(person.id, now() + NEXT_MS);
    return null;
  }

  #write(person: Person, standing: Standing, first: Given, decisions: readonly Decision[]): (() => void) | null {
    const speaking = decisions.filter(({ given }) => given[0]?.offer.id === first.offer.id);
    const occasion = {
      kind: 'offer' as const,
      subject: subjectOf(first.offer),
      productId: null,
      offer: messageOf(first),
      reasons: [],
      frequency: null,
      available: true,
      atMs: now(),
    };
    const leaving = { outcome: 'sent', reason: 'promotional', purpose: 'promotional', untilMs: null, rule: null } as const;
    const show = this.#telling.tellBy(
      person,
      occasion,
      speaking.map(({ situation }) => ({ channel: situation.channel as Channel, decision: leaving })),
    );
    for (const decision of speaking) {
      const given = decision.given.filter(({ offer }) => offer.id === first.offer.id);
      this.#offers.noteShown(person, standing, { ...decision, given, withheld: [] }, decision.situation.channel);
    }
    this.#again(person.id, now() + NEXT_MS);
    return show;
  }

  /** Why an offer that is for somebody does not leave now; once, until the reason changes. */
  #explain(person: Person, { withheld, situation }: Decision): void {
    for (const { offer, reason, rule, tell, untilMs } of withheld) {
      if (!SAID.has(reason) || (tell !== null && SILENT.has(tell))) continue;
      const about = { shopper: person.id, message: null, kind: 'offer' as const, subject: subjectOf(offer) };
      this.#telling.traceOnce(about, situation.channel as Channel, no(tell ?? 'rule', rule ?? (tell === null ? reason : null), untilMs));
    }
  }

  #standing(person: Person, without = ''): Standing {
    return standingOf(person, this.#store, this.#parts, without);
  }

  #messaged(): readonly Offer[] {
    return this.#store.shelf().offers.filter(isMessaged);
  }

  #again(shopper: string, dueAtMs: number): void {
    this.#parts.agenda.plan({ kind: 'offer', key: shopper, dueAtMs, lane: 3 });
    this.#armSoon();
  }

  #planWalk(after: string): void {
    this.#parts.agenda.plan({ kind: 'offer-walk', key: 'all', dueAtMs: now(), payload: { after }, lane: 2 });
  }

  #planOpening(): void {
    const { timeZone } = this.#parts.store.setup().settings;
    const opens = this.#messaged().flatMap(({ calendar }) => opensAfter(calendar, timeZone, now()) ?? []);
    if (opens.length === 0) this.#parts.agenda.cancel('offer-opens', 'all');
    else this.#parts.agenda.plan({ kind: 'offer-opens', key: 'all', dueAtMs: Math.min(...opens), lane: 2 });
  }

  #armSoon(): void {
    if (this.#arming) return;
    this.#arming = true;
    queueMicrotask(() => {
      this.#arming = false;
      void this.#parts.agenda.arm();
    });
  }
}

const subjectOf = ({ id, version }: Offer): string => `offer:${id}@${version}`;

const no = (reason: TellReason, rule: string | null, untilMs: number | null) =>
  ({ outcome: untilMs === null ? 'not-sent' : 'held', reason, purpose: 'promotional', untilMs, rule }) as const;

/** An offer as its message says it: in the words of the pages. */
const messageOf = ({ offer, why }: Given): MessageOffer => {
  const { id, version, gives, title, text, picture, minimumMinor, calendar } = offer;
  return { id, version, gives, title, text, picture, minimumMinor, untilMs: calendar.untilMs, why: [...why] };
};
