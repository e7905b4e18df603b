import type { Movement } from '@rapport/domain/points';
import { stranger } from '@rapport/domain/shopper';
import type { Changed, Moment, Person } from '@rapport/domain/shopper';
import type { ShopperView, TimelineEntry } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Refused } from '@rapport/protocol/problem';
import type { Announced } from '../courier-port.ts';
import type { At, Caller } from '../ports.ts';
import type { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import type { Fence } from '../../platform/fence.ts';
import { mint, uuid } from '../../platform/ids.ts';
import type { Outbox } from '../../platform/outbox.ts';
import type { ExperimentsDesk } from './experiments-desk.ts';
import type { ExperimentsStore } from './experiments-store.ts';
import { announcements } from './announcing.ts';
import type { Announcement } from './announcing.ts';
import type { CaseStore } from './case-store.ts';
import type { CommerceStore } from './commerce-store.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { followTold } from './follow-told.ts';
import type { KnowingDesk } from './knowing-desk.ts';
import { ToldStore } from './told-store.ts';
import type { LiveSockets } from './live-sockets.ts';
import type { MessageStore } from './message-store.ts';
import type { PointsStore } from './points-store.ts';
import type { OffersStore } from './offers-store.ts';
import type { ReminderBook } from './reminder-book.ts';
import type { ShoppersStore } from './shoppers-store.ts';
import type { WatchStore } from './watch-store.ts';

/** What a slice's desks work with. */
export interface SliceParts {
  readonly storage: DurableObjectStorage;
  readonly store: ShoppersStore;
  readonly commerce: CommerceStore;
  readonly points: PointsStore;
  readonly messages: MessageStore;
  readonly deliveries: DeliveryStore;
  readonly experiments: ExperimentsDesk;
  readonly trials: ExperimentsStore;
  readonly watches: WatchStore;
  readonly knowing: KnowingDesk;
  readonly cases: CaseStore;
  readonly reminders: ReminderBook;
  readonly offers: OffersStore;
  readonly fence: Fence;
  readonly agenda: Agenda;
  readonly outbox: Outbox;
  readonly live: LiveSockets;
}

/** The person a call is about, or why there is none to be had here; `into` names who they live on as. */
export type Loaded = { readonly ok: true; readonly person: Person } | (Refused & { readonly into?: string });

/** How long after a message to another object was written the alarm looks whether it has left; normally it leaves at once. */
const DRAIN_AFTER_MS = 5_000;

/** How long an order that only a page spoke of is shown before it vanishes unconfirmed. */
export const REPORTED_LIFE_MS = 3 * 86_400_000;

/** Load, save, tell: the three things that every call of a slice does around what the domain thinks. */
export class People {
  readonly #parts: SliceParts;
  readonly #told: ToldStore;

  constructor(parts: SliceParts) {
    this.#parts = parts;
    this.#told = new ToldStore(parts.storage.sql);
  }

  /** The moment a decision is made at, and ids for what comes of it. */
  moment(): Moment {
    return { nowMs: now(), newId: uuid };
  }

  /** The person, or who they have become, or nobody yet. What was agreed to when a token was made counts until they say otherwise. */
  load(at: At, caller: Caller): Loaded {
    const { fence, store, experiments } = this.#parts;
    const refusal = fence.admit(at);
    if (refusal) return refusal;
    const where = store.whereabouts(caller.id);
    if (where?.state === 'leaving') return refused('moved', 'being merged');
    if (where?.state === 'gone') return where.into === null ? refused('erased') : { ...refused('moved', 'merged'), into: where.into };
    const known = store.person(caller.id) ?? stranger(caller.id, mint('as'), caller.locale ?? '', now());
    const person = { ...known, group: experiments.groupOf(known, store.setup().settings) };
    if (!caller.consent || person.consent.personalisation !== 'pending') return { ok: true, person };
    const { personalisation, messages } = caller.consent;
    return { ok: true, person: { ...person, consent: { personalisation, messages } } };
  }

  /** A person as decisions need them, or null when they are not here as themselves. */
  find(id: string): Person | null {
    const { store, experiments } = this.#parts;
    const known = store.person(id);
    return known && { ...known, group: experiments.groupOf(known, store.setup().settings) };
  }

  /** The same for many. */
  findAll(ids: readonly string[]): Map<string, Person> {
    const { store, experiments } = this.#parts;
    const { settings } = store.setup();
    return new Map(store.persons(ids).map((person) => [person.id, { ...person, group: experiments.groupOf(person, settings) }]));
  }

  /** Saves what changed together with everything else that belongs to the decision, in one transaction; then tells the person's open pages. */
  keep(changed: Changed, also: () => void = () => undefined, caller?: Caller): ShopperView {
    atomic(this.#parts.storage, () => {
      this.#write(changed, caller);
      also();
      // Last, for it counts what the rest has written: orders, wishes, points.
      this.#parts.knowing.follow(changed.person, changed.entries);
    });
    return this.tell(changed.person);
  }

  /** Shows a person's open pages how things stand. */
  tell(person: Person): ShopperView {
    const view = this.viewOf(person);
    this.#parts.live.tell(person.id, { type: 'view', view });
    return view;
  }

  viewOf(person: Person): ShopperView {
    const { store, commerce, watches } = this.#parts;
    const { kind, name, consent, pointsPending, pointsAvailable, unread, version } = person;
    return {
      kind,
      name,
      consent,
      points: { pending: pointsPending, available: pointsAvailable, reported: commerce.reportedSince(person.id, now() - REPORTED_LIFE_MS) },
      unread,
      watches: watches.watches(person.id),
      rewards: store.setup().settings.programme.rewards,
      vouchers: commerce.vouchers(person.id),
      version,
    };
  }

  /** Appends rows to a person's ledger and tells the shop's systems of them. Inside the transaction that decided them. */
  book(id: string, movements: readonly Movement[]): void {
    this.#parts.commerce.appendLedger(id, movements);
    for (const one of announcements(movements)) this.announce(id, one);
  }

  /**
   * Tells the shop's own systems of something about a person, if any of them asked for its type; inside the transaction that decided it, and the call's `#sendOff` carries
   * it away. What is said must not name the person: who they are is looked up when it is sent.
   */
  announce(id: string, { type, data }: Announcement): void {
    if (!this.#parts.store.setup().settings.webhookTypes?.includes(type)) return;
    this.post('courier', type, { shopper: id, atMs: now(), data: { shopperId: id, ...data } } satisfies Announced);
  }

  /** Writes a message to another object, inside the transaction that decided it (law 4). */
  post(receiver: 'shop' | 'recommender' | 'courier', kind: string, payload: unknown): void {
    this.#parts.outbox.put(receiver, kind, payload);
    this.#parts.agenda.planAbout({ kind: 'drain', key: 'outbox', dueAtMs: now() + DRAIN_AFTER_MS }, DRAIN_AFTER_MS / 2);
  }

  /** A small change that leaves the person as they are but for their version, with what the time line says of it. */
  noted(person: Person, name: string, source: TimelineEntry['source'], detail: Record<string, unknown>): Changed {
    return { person: { ...person, version: person.version + 1 }, entries: [{ id: uuid(), name, atMs: now(), source, detail }] };
  }

  /** Writes what changed, inside the caller's transaction; `tell` afterwards. */
  save(changed: Changed, caller?: Caller): void {
    this.#write(changed, caller);
    this.#parts.knowing.follow(changed.person, changed.entries);
  }

  /** Writes that many were told of something, inside the caller's transaction: of people nothing else may have changed. A message that is noted is its own entry. */
  saveTold(told: readonly (Changed & { readonly isNoted: boolean })[]): void {
    const { store, knowing } = this.#parts;
    store.saveUnread(told.map(({ person }) => person));
    store.saveEntriesOf(told.flatMap(({ person, entries, isNoted }) => (isNoted ? [] : entries).map((entry) => ({ shopper: person.id, entry }))));
    followTold(told, knowing, this.#told);
  }

  #write({ person, entries }: Changed, caller: Caller | undefined): void {
    const { store, trials } = this.#parts;
    const isFirst = caller?.consent !== undefined && (store.person(person.id)?.consent.personalisation ?? 'pending') === 'pending';
    store.savePerson(person);
    if (person.group !== null) trials.assign(person.id, person.group);
    if (isFirst && caller.consent) {
      const { atMs, ...record } = caller.consent;
      const { personalisation, messages, source } = record;
      store.saveConsent(person.id, uuid(), record, atMs);
      store.saveEntries(person.id, [{ id: uuid(), name: 'consent_given', atMs, source: 'page', detail: { personalisation, messages, source } }]);
    }
    store.saveEntries(person.id, entries);
  }
}
