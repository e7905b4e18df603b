import { elapse, factsOf, follow, isMove, NO_TASTE, productsIn, rescore } from '@rapport/domain/knowing';
import type { FollowIdea, Settled, ShopKnowledge, StageChange, Summary, Taste } from '@rapport/domain/knowing';
import type { Traits } from '@rapport/domain/interest';
import type { Person } from '@rapport/domain/shopper';
import { bindRule, isIn, runnable } from '@rapport/domain/segments';
import { fits } from '@rapport/domain/profile';
import type { Cuts, Facts } from '@rapport/domain/segments';
import type { Learnt } from '@rapport/domain/value';
import type { ProfileAnswers, Refused, ShopSettings, PersonStanding, TimelineEntry } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Agenda } from '../../platform/agenda.ts';
import { now } from '../../platform/clock.ts';
import { uuid } from '../../platform/ids.ts';
import type { CaseStore } from './case-store.ts';
import { dayAt } from './day-at.ts';
import type { Entered } from './entered.ts';
import { joinedSummary, joinedTaste } from './knowing-joined.ts';
import type { KnowingStore } from './knowing-store.ts';
import { summaryOf, tasteOf } from './summary-rows.ts';
import { standingOf } from './person-standing.ts';
import { knowledgeOf, ReadSegments } from './read-segments.ts';
import type { ShoppersStore } from './shoppers-store.ts';

/** People whose scores are renewed before other calls get their turn; about 5 ms. */
const PEOPLE_A_PIECE = 100;
/** A stage that a visit puts off is looked at up to so much too early, instead of being planned anew with each visit. */
const EARLIER_MS = 86_400_000;
/** Entries of a time line that say nothing of orders, wishes or taste are most of them: nothing is looked up for these. */
const ABOUT_ORDERS = /^order_/;
const ABOUT_LOOKS = /^(view_item|add_to_cart)$/;
const ABOUT_WISHES = /^(watch_|message_)/;
/** Entries after which somebody may be met otherwise than before. */
const ABOUT_STANDING = /^(order_|profile_|consent_|email_|preferences_|push_|case_|complaint_)/;

/** What is known of people: kept in the same transaction as what happened, and moved on by time alone. */
export class KnowingDesk {
  readonly store: KnowingStore;
  /** Told of everybody whose standing may have changed; inside the transaction that changed it. */
  onMoved: (shopper: string) => void = () => undefined;
  /** Told of everybody who enters a stage; in the same transaction. */
  onEntered: (entered: Entered) => void = () => undefined;
  /** Told of what somebody has now come back to often enough to be asked whether they follow it, and of whoever chose anew; inside the transaction. */
  onIdeas: (person: Person, ideas: readonly FollowIdea[]) => void = () => undefined;
  readonly #people: ShoppersStore;
  readonly #agenda: Agenda;
  readonly #cases: CaseStore;
  #traits: Readonly<Record<string, Traits>> = {};
  #day = { fromMs: 0, toMs: 0, name: '', zone: '' };
  readonly #segments = new ReadSegments();
  #shop: { settings: ShopSettings; model: object | null; knowledge: ShopKnowledge } | null = null;

  constructor(store: KnowingStore, people: ShoppersStore, agenda: Agenda, cases: CaseStore) {
    this.store = store;
    this.#people = people;
    this.#agenda = agenda;
    this.#cases = cases;
  }

  /** What is known of products while one call is served; they were fetched before it. */
  meeting<T>(traits: Readonly<Record<string, Traits>> | undefined, call: () => T): T {
    this.#traits = traits ?? {};
    try {
      return call();
    } finally {
      this.#traits = {};
    }
  }

  /** What was fetched of a product for the call that is being served. */
  traitsOf(productId: string): Traits | null {
    return this.#traits[productId] ?? null;
  }

  /** Takes in what just happened to somebody. Inside the transaction that saves it. */
  follow(person: Person, entries: readonly TimelineEntry[]): void {
    const { store } = this;
    const known = store.summary(person.id);
    const looks = known !== null && known.orders > 0 ? entries.filter(({ name }) => ABOUT_LOOKS.test(name)) : [];
    const looked = looks.flatMap(({ detail }) => productsIn(detail));
    const happened = {
      person,
      entries,
      ...(looked.length > 0 ? { paidMinor: store.paidFor(person.id, looked) } : {}),
      orders: entries.some(({ name }) => ABOUT_ORDERS.test(name)) ? store.orders(person.id) : null,
      wishes: entries.some(({ name }) => ABOUT_WISHES.test(name)) ? store.openWishes(person.id) : null,
      complaints: entries.some(({ name }) => name.startsWith('case_')) ? this.#cases.standing(person.id).openComplaints : null,
      traits: this.#traits,
    };
    const isTelling = entries.some(({ name, source }) => source === 'page' || ABOUT_ORDERS.test(name));
    const taste = isTelling || this.#asksTaste() ? (store.taste(person.id) ?? NO_TASTE) : NO_TASTE;
    const { summary, taste: learnt, ideas, change, nextMoveAtMs, sums } = follow(known, taste, happened, this.knowledge(), now());
    store.saveSummary(person.id, summary);
    if (learnt) store.saveTaste(person.id, learnt);
    store.addSums(this.today(), sums);
    store.funnel.follow(person.id, entries, summary.orders > (known?.orders ?? 0) ? now() : null, this.today());
    this.moved(person.id, change, nextMoveAtMs);
    this.#noteLayer(person.id, known, summary);
    if (ideas.length > 0 || entries.some(({ name }) => name === 'preferences_changed')) this.onIdeas(person, ideas);
    const likesMore = learnt !== null && learnt.likes.join() !== taste.likes.join();
    if (change || known === null || entries.some(({ name }) => name === 'consent_given'))
      this.onEntered({ shopper: person.id, summary, by: 'event' });
    if (change || likesMore || known?.layer !== summary.layer || entries.some(({ name }) => ABOUT_STANDING.test(name))) this.onMoved(person.id);
  }

  /** Somebody's orders, wishes and points as they stand, after rows came in by another way (a merge). */
  refresh(person: Person): void {
    const { store } = this;
    const happened = {
      person,
      entries: [],
      orders: store.orders(person.id),
      wishes: store.openWishes(person.id),
      complaints: this.#cases.standing(person.id).openComplaints,
      traits: {},
    };
    const { summary, change, nextMoveAtMs } = follow(store.summary(person.id), store.taste(person.id) ?? NO_TASTE, happened, this.knowledge(), now());
    store.saveSummary(person.id, summary);
    this.moved(person.id, change, nextMoveAtMs);
  }

  /** The stage or the layer of somebody may have changed because nothing happened. Called by the agenda. */
  due(shopper: string): void {
    const known = this.store.summary(shopper);
    if (!known) return;
    const { summary, change, nextMoveAtMs } = elapse(known, this.#asked(shopper), this.knowledge(), now());
    if (summary !== known) this.store.saveSummary(shopper, summary);
    this.#note(shopper, change);
    this.#noteLayer(shopper, known, summary);
    if (change) this.onEntered({ shopper, summary, by: 'time' });
    if (summary !== known) this.onMoved(shopper);
    // To the moment: "about" would find the item that is just being done, and leave it.
    if (nextMoveAtMs !== null) this.#agenda.plan({ kind: 'stage', key: shopper, dueAtMs: nextMoveAtMs, lane: 2 });
  }

  /** Somebody's lists changed: their layer may follow from these. Inside the transaction that changed them. */
  relayer(shopper: string): void {
    const known = this.store.summary(shopper);
    if (known && this.#asksTaste()) this.#keep(shopper, known, elapse(known, this.#asked(shopper), this.knowledge(), now()));
  }

  /** What the whole shop learnt: kept, and everybody scored anew by it in pieces. */
  learn(learnt: Learnt, cuts: Cuts): void {
    this.store.saveModel(learnt, cuts, now());
    this.planRescoring();
  }

  planRescoring(after = ''): void {
    this.#agenda.plan({ kind: 'rescore', key: 'all', dueAtMs: now(), payload: { after }, lane: 3 });
  }

  /** One piece of scoring anew; plans the next. Called by the agenda. */
  rescore(after: string): void {
    const people = this.store.summariesAfter(after, PEOPLE_A_PIECE);
    const shop = this.knowledge();
    for (const { shopper, summary } of people) this.#keep(shopper, summary, rescore(summary, this.#asked(shopper), shop, now()));
    const last = people.at(-1)?.shopper;
    if (people.length === PEOPLE_A_PIECE && last !== undefined) this.planRescoring(last);
  }

  /** Gives a summary to people whose rows are older than summaries. */
  fill(after: string): void {
    const ids = this.store.unknownAfter(after, PEOPLE_A_PIECE);
    for (const id of ids) {
      const person = this.#people.person(id);
      if (person) this.refresh(person);
    }
    const last = ids.at(-1);
    if (ids.length === PEOPLE_A_PIECE && last !== undefined) this.planFilling(last);
  }

  planFilling(after = ''): void {
    this.#agenda.plan({ kind: 'fill', key: 'audience', dueAtMs: now(), payload: { after }, lane: 2 });
  }

  /** What a merged guest was known for goes to the member. */
  absorb(member: string, table: string, row: Record<string, SqlStorageValue>): void {
    if (table === 'taste') return this.#absorbTaste(member, tasteOf(row as Parameters<typeof tasteOf>[0]));
    this.store.saveSummary(member, joinedSummary(this.store.summary(member), summaryOf(row)));
  }

  /** Nothing will become due for somebody who has gone. */
  cancel(shopper: string): void {
    for (const kind of ['stage', 'offer', 'remind', 'stage-word', 'follow']) this.#agenda.cancel(kind, shopper);
  }

  /** What rules can ask of somebody, or null of nobody. */
  facts(shopper: string): Facts | null {
    const summary = this.store.summary(shopper);
    return summary ? factsOf(summary, this.store.taste(shopper) ?? NO_TASTE) : null;
  }

  /** Where somebody stands, and why: as staff reads it. */
  standing(shopper: string): Omit<PersonStanding, 'told'> | null {
    const summary = this.store.summary(shopper);
    if (!summary) return null;
    const known = { summary, taste: this.store.taste(shopper) ?? NO_TASTE, stages: this.store.stages(shopper), segments: this.segmentsOf(shopper) };
    return standingOf(known, this.knowledge(), now());
  }

  /** Answers as the owner's fields want them, or which one doesn't fit. */
  said(given: ProfileAnswers['answers']): { readonly ok: true; readonly answers: ProfileAnswers['answers'] } | Refused {
    const fields = this.#people.setup().settings.profileFields ?? [];
    const answers: Record<string, string | number | boolean | null> = {};
    for (const [id, value] of Object.entries(given)) {
      const field = fields.find((one) => one.id === id);
      if (!field || !fits(field, value)) return refused('invalid-body', `answers/${id}: no answer that the shop asks for`);
      answers[id] = typeof value === 'number' ? Number(value.toPrecision(15)) : value;
    }
    return { ok: true, answers };
  }

  /** Writes what counts of somebody's answers, for rules and lists. Inside the transaction that notes them. */
  saveProfile(shopper: string, profile: Taste['profile']): void {
    this.store.saveTaste(shopper, { ...(this.store.taste(shopper) ?? NO_TASTE), profile });
  }

  /** The owner's segments that somebody is in now. A rule that can't be read any more (its field was taken away) holds of nobody. */
  segmentsOf(shopper: string): string[] {
    const { settings } = this.#people.setup();
    const rules = this.#segments.of(settings);
    const facts = rules.length === 0 ? null : this.facts(shopper);
    if (!facts) return [];
    const at = { nowMs: now(), timeZone: settings.timeZone };
    return rules.flatMap(({ id, condition }) => (isIn(runnable(bindRule(condition, at)), facts) ? [id] : []));
  }

  /** What somebody likes, as `category:Tea`, the strongest of each kind first: as it stood when they last showed it. */
  likesOf(shopper: string): readonly string[] {
    return (this.store.taste(shopper) ?? NO_TASTE).likes;
  }

  /** What was learnt of the shop, with the owner's own rules over it. */
  knowledge(): ShopKnowledge {
    const { settings } = this.#people.setup();
    const model = this.store.model();
    if (this.#shop?.settings === settings && this.#shop.model === model) return this.#shop.knowledge;
    const knowledge = knowledgeOf(settings, model);
    this.#shop = { settings, model, knowledge };
    return knowledge;
  }

  #keep(shopper: string, known: Summary, { summary, change, nextMoveAtMs }: Settled): void {
    this.store.saveSummary(shopper, summary);
    this.moved(shopper, change, nextMoveAtMs);
    this.#noteLayer(shopper, known, summary);
  }

  /** Writes a stage that began and plans the next move. */
  moved(shopper: string, change: StageChange | null, nextMoveAtMs: number | null): void {
    this.#note(shopper, change);
    if (nextMoveAtMs === null) this.#agenda.cancel('stage', shopper);
    else this.#agenda.planAbout({ kind: 'stage', key: shopper, dueAtMs: nextMoveAtMs, lane: 2 }, EARLIER_MS);
  }

  /** Whether a layer of the shop's asks for lists, answers or taste. */
  #asksTaste(): boolean {
    return this.knowledge().layers.some(({ asksTaste }) => asksTaste);
  }

  #asked(shopper: string): Taste {
    return this.#asksTaste() ? (this.store.taste(shopper) ?? NO_TASTE) : NO_TASTE;
  }

  /** A layer that somebody came into: in the time line. That a guest joined stands there anyway. */
  #noteLayer(shopper: string, before: Summary | null, { layer: to }: Summary): void {
    const from = before?.layer ?? to;
    if (!isMove(from, to)) return;
    this.#people.saveEntries(shopper, [{ id: uuid(), name: 'layer_changed', atMs: now(), source: 'rapport', detail: { from, to } }]);
  }

  /** A stage that began: as history, in the time line and in the flow of the day. */
  #note(shopper: string, change: StageChange | null): void {
    if (!change) return;
    const { from, to, reasons } = change;
    this.store.addStage(shopper, change);
    this.store.addFlow(this.today(), from, to);
    this.#people.saveEntries(shopper, [
      { id: uuid(), name: 'stage_changed', atMs: change.atMs, source: 'rapport', detail: { from, to, reasons: [...reasons] } },
    ]);
  }

  #absorbTaste(member: string, theirs: Taste): void {
    const mine = this.store.taste(member);
    if (!mine) return this.store.saveTaste(member, theirs);
    this.store.saveTaste(member, joinedTaste(mine, theirs, now()));
  }

  /** The day it is in the shop, such as `2026-05-03`; asked of the calendar once a day and whenever the clock was moved. */
  today(): string {
    const nowMs = now();
    const { timeZone } = this.#people.setup().settings;
    if (nowMs < this.#day.fromMs || nowMs >= this.#day.toMs || this.#day.zone !== timeZone) this.#day = dayAt(nowMs, timeZone);
    return this.#day.name;
  }
}
