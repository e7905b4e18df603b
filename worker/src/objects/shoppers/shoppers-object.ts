/* oxlint-disable max-lines -- the whole surface of a slice, a few lines for each call */
import { DurableObject } from 'cloudflare:workers';
import { rowsSeen } from '@rapport/domain/recommend';
import { agree, observe, promote } from '@rapport/domain/shopper';
import type { OrderFacts, VersionOf } from '@rapport/domain/commerce';
import type { Situation } from '@rapport/domain/offers';
import type {
  Channel,
  FollowAnswer,
  MessageMark,
  Offer,
  OfferAsk,
  Order,
  OrderRefund,
  PreferencesPatch,
  PreviewRequest,
  Programme,
  ProfileAnswers,
  Purpose,
  ShopEvent,
  ShopSettings,
  ShopperView,
  WatchKind,
  StaffNote,
  WatchPatch,
  WatchRequest,
} from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { breakpoint } from '../../platform/breakpoint.ts';
import { now } from '../../platform/clock.ts';
import type { Page } from '../../platform/copy.ts';
import { Fence } from '../../platform/fence.ts';
import type { Seat } from '../../platform/fence.ts';
import { Flights } from '../../platform/flight.ts';
import { uuid } from '../../platform/ids.ts';
import { migrate } from '../../platform/migrate.ts';
import { Outbox } from '../../platform/outbox.ts';
import { pageOf } from '../../platform/page-of.ts';
import type { Cuts } from '@rapport/domain/segments';
import type { Learnt } from '@rapport/domain/value';
import { Stopped, port } from '../port.ts';
import type { CourierPort } from '../courier-port.ts';
import type {
  Answer,
  Arrival,
  At,
  ByHand,
  Caller,
  HeardConsent,
  DeviceGiven,
  TraceQuery,
  Member,
  Occurred,
  RedeemCommand,
  ShopPort,
  SlicePort,
  SliceSetup,
  TouchedRow,
  WatchFacts,
} from '../ports.ts';
import type { ClaimCommand } from '../offer-ports.ts';
import type { RecommenderPort, TasteAsk } from '../recommend-ports.ts';
import { ArrivalsDesk } from './arrivals-desk.ts';
import type { ProductTraits } from '../audience-ports.ts';
import { AudienceDesk } from './audience-desk.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseStore } from './case-store.ts';
import { CommerceDesk } from './commerce-desk.ts';
import { CommerceStore } from './commerce-store.ts';
import { Copying } from './copying.ts';
import { ExperimentsDesk } from './experiments-desk.ts';
import { ExperimentsStore } from './experiments-store.ts';
import { FollowDesk } from './follow-desk.ts';
import { FollowStore } from './follow-store.ts';
import { Joining } from './joining.ts';
import { Merging } from './merging.ts';
import { MergingStore } from './merging-store.ts';
import { Parting } from './parting.ts';
import { KnowingDesk } from './knowing-desk.ts';
import { KnowingStore } from './knowing-store.ts';
import { LimitsStore } from './limits-store.ts';
import { LiveSockets } from './live-sockets.ts';
import { demandOf } from './demand-desk.ts';
import { DeliveryStore } from './delivery-store.ts';
import { MessageDesk } from './message-desk.ts';
import { MessageStore } from './message-store.ts';
import { Outgoing } from './outgoing.ts';
import type { OutgoingEnv } from './outgoing.ts';
import { PointsBook } from './points-book.ts';
import { PointsDesk } from './points-desk.ts';
import { PointsLimits } from './points-limits.ts';
import { PointsStore } from './points-store.ts';
import { People } from './people.ts';
import type { SliceParts } from './people.ts';
import { SHOPPERS_MIGRATIONS } from './shoppers-migrations.ts';
import { ledgerSums } from './points-days-store.ts';
import { OfferTelling } from './offer-telling.ts';
import { newest } from './person-rows.ts';
import { OffersDesk } from './offers-desk.ts';
import { OffersStore } from './offers-store.ts';
import { PrivacyDesk } from './privacy-desk.ts';
import { PrivacyStore } from './privacy-store.ts';
import { ProfileDesk } from './profile-desk.ts';
import { ProfileStore } from './profile-store.ts';
import { movedBy } from './read-segments.ts';
import { ReminderBook } from './reminder-book.ts';
import { ReminderDesk } from './reminder-desk.ts';
import { ReminderStore } from './reminder-store.ts';
import { SaidTelling } from './said-telling.ts';
import { QualityDesk } from './quality-desk.ts';
import { QualityStore } from './quality-store.ts';
import { SegmentStore } from './segment-store.ts';
import { ShoppersStore } from './shoppers-store.ts';
import { TasteDesk } from './taste-desk.ts';
import { TasteStore } from './taste-store.ts';
import { StageDesk } from './stage-desk.ts';
import type { StageItem } from './stage-desk.ts';
import { Telling } from './telling.ts';
import { WatchDesk } from './watch-desk.ts';
import { listWatches } from './watch-list.ts';
import { WatchStore } from './watch-store.ts';
import { tellOf } from './watch-tell.ts';

/** The bindings this object needs. */
export interface ShoppersEnv extends OutgoingEnv {
  readonly SHOP: DurableObjectNamespace;
  readonly RECOMMENDER: DurableObjectNamespace;
  readonly COURIER: DurableObjectNamespace;
}

/** How often a slice tells the shop that events come in: for "is the tag there?", not for counting. */
const PULSE_MS = 60_000;
/** The first round of retention; the next ones a day apart. */
const ROUND_AFTER_MS = 86_400_000;

type Gives<M extends keyof SlicePort> = Awaited<ReturnType<SlicePort[M]>>;
type Rest<T> = T extends (at: At, ...rest: infer R) => unknown ? R : never;
type TakeSealed = Rest<SlicePort['takeSealed']>;
type RestorePerson = Rest<SlicePort['restorePerson']>;

/**
 * A slice of a shop's shoppers: everything about these people, in one serial order of events a person. Here is its surface, a few lines for each call; the desks
 * hold what belongs together, `People` loads, saves and tells, and what is thought stands in `@rapport/domain/shopper`.
 */
export class ShoppersObject extends DurableObject<ShoppersEnv> {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #telling: Telling;
  readonly #outgoing: Outgoing;
  readonly #messages: MessageDesk;
  readonly #watches: WatchDesk;
  readonly #follows: FollowDesk;
  readonly #arrivals: ArrivalsDesk;
  readonly #commerce: CommerceDesk;
  readonly #points: PointsDesk;
  readonly #book: PointsBook;
  readonly #privacy: PrivacyDesk;
  readonly #profile: ProfileDesk;
  readonly #quality: QualityDesk;
  readonly #tastes: TasteDesk;
  readonly #audience: AudienceDesk;
  readonly #cases: CaseDesk;
  readonly #offers: OffersDesk;
  readonly #offerTelling: OfferTelling;
  readonly #reminders: ReminderDesk;
  readonly #stages: StageDesk;
  readonly #joining: Joining;
  readonly #merging: Merging;
  readonly #parting: Parting;
  readonly #merges: MergingStore;
  readonly #copying: Copying;
  readonly #drains = new Flights<void>();
  #pulseAtMs = 0;

  constructor(ctx: DurableObjectState, env: ShoppersEnv) {
    super(ctx, env);
    const { storage } = ctx;
    migrate(storage, ...SHOPPERS_MIGRATIONS);
    const trials = new ExperimentsStore(storage.sql);
    const [store, agenda, fence] = [new ShoppersStore(storage.sql), new Agenda(storage), new Fence(storage)];
    const cases = new CaseStore(storage.sql);
    const knowing = new KnowingDesk(new KnowingStore(storage.sql), store, agenda, cases);
    const messages = new MessageStore(storage.sql);
    this.#parts = {
      storage,
      store,
      commerce: new CommerceStore(storage.sql),
      points: new PointsStore(storage.sql),
      messages,
      deliveries: new DeliveryStore(storage.sql),
      experiments: new ExperimentsDesk(trials),
      trials,
      watches: new WatchStore(storage.sql),
      knowing,
      cases,
      reminders: new ReminderBook(new ReminderStore(storage.sql), store, messages, knowing, agenda),
      fence,
      agenda,
      offers: new OffersStore(storage.sql),
      outbox: new Outbox(storage),
      live: new LiveSockets(ctx),
    };
    this.#people = new People(this.#parts);
    this.#telling = new Telling(this.#parts, this.#people, env);
    this.#offers = new OffersDesk(this.#parts, this.#people, this.#parts.offers, this.#telling);
    this.#offerTelling = new OfferTelling(this.#parts, this.#people, this.#offers, this.#telling);
    knowing.onMoved = (shopper) => this.#offerTelling.think(shopper);
    const said = new SaidTelling(this.#parts, this.#telling);
    this.#reminders = new ReminderDesk(this.#parts, this.#people, said, env, () => this.#isOnDuty());
    this.#outgoing = new Outgoing(this.#parts, this.#people, this.#telling, env, () => this.#isOnDuty(), {
      offer: this.#offerTelling.stillStands,
      barred: (person, channel, message) => said.barred(person, channel, message),
      said: ({ id }, kind, subject) => (kind === 'stage' ? this.#stages : this.#reminders).stillHolds(id, subject),
    });
    this.#messages = new MessageDesk(this.#parts, this.#people, this.#telling, env);
    const follows = new FollowStore(storage.sql);
    this.#watches = new WatchDesk(this.#parts, this.#people, follows);
    this.#follows = new FollowDesk(this.#parts, this.#people, follows, this.#watches);
    knowing.onIdeas = (person, ideas) => this.#follows.noted(person, ideas);
    this.#arrivals = new ArrivalsDesk(this.#parts, tellOf(this.#parts, this.#people, this.#telling), () => this.#isOnDuty());
    if (this.#parts.watches.hasToFile()) this.#parts.agenda.plan({ kind: 'refile', key: 'all', dueAtMs: now(), lane: 2 });
    const limits = new PointsLimits(this.#parts, new LimitsStore(storage.sql), (totals) => this.#lease(totals));
    this.#book = new PointsBook(this.#parts, this.#people, this.#telling, limits);
    this.#stages = new StageDesk(this.#parts, this.#people, this.#book, said);
    knowing.onEntered = (entered) => this.#stages.entered(entered);
    this.#points = new PointsDesk(this.#parts, this.#people, this.#book);
    this.#commerce = new CommerceDesk(this.#parts, this.#people, this.#book);
    this.#profile = new ProfileDesk(this.#parts, this.#people, this.#book, new ProfileStore(storage.sql));
    this.#privacy = new PrivacyDesk(this.#parts, this.#people, new PrivacyStore(storage.sql), this.#profile);
    this.#quality = new QualityDesk(this.#parts, new QualityStore(storage.sql));
    this.#tastes = new TasteDesk(this.#parts, this.#people, new TasteStore(storage.sql));
    this.#merges = new MergingStore(storage);
    this.#joining = new Joining(this.#parts, this.#merges);
    this.#merging = new Merging(this.#parts, this.#people, this.#book, this.#merges);
    this.#parting = new Parting(this.#parts, this.#people, this.#book, this.#merges);
    this.#copying = new Copying(storage);
    this.#cases = new CaseDesk(this.#people, cases);
    this.#audience = new AudienceDesk(fence, new SegmentStore(storage.sql), knowing.store);
    if (!this.#copying.isFilling && knowing.store.isBehind()) knowing.planFilling();
    void ctx.blockConcurrencyWhile(() => this.#parts.agenda.arm());
  }

  async open(seat: Seat, setup: SliceSetup): Promise<Answer<object>> {
    const opened = this.#parts.fence.open(seat);
    if (!opened.ok) return opened;
    if (seat.generation > 1) this.#copying.fill();
    else {
      this.#parts.store.configure(setup);
      this.#parts.experiments.configure(setup.holdoutKey ?? '');
      this.#book.follow(setup.programmes ?? []);
      this.#privacy.planRound(now() + ROUND_AFTER_MS);
      await this.#parts.agenda.arm();
    }
    return opened;
  }

  async configure(at: At, settings: ShopSettings, version: number, holdoutKey = '', programmes: readonly VersionOf[] = []): Promise<Answer<object>> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const { store, knowing, experiments } = this.#parts;
    const hadRules = movedBy(store.setup().settings);
    const reminded = JSON.stringify(store.setup().settings.reminders);
    store.configure({ ...store.setup(), settings, version });
    this.#book.follow(programmes);
    experiments.configure(holdoutKey);
    if (movedBy(store.setup().settings) !== hadRules) knowing.planRescoring();
    if (JSON.stringify(store.setup().settings.reminders) !== reminded) this.#parts.reminders.planWalk();
    await this.#parts.agenda.arm();
    return { ok: true };
  }

  /** Takes what a page saw. An event that is known is counted as a duplicate and changes nothing. */
  async record(
    at: At,
    caller: Caller,
    events: readonly ShopEvent[],
    traits: ProductTraits = {},
  ): Promise<Answer<{ accepted: number; duplicates: number }>> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    if (loaded.person.consent.personalisation !== 'granted') return refused('no-consent');
    const ids = events.map(({ id }) => id);
    const known = this.#parts.store.knownEvents(caller.id, ids);
    const fresh = [...new Map(events.filter(({ id }) => !known.has(id)).map((event) => [event.id, event])).values()];
    if (fresh.length > 0) {
      const { currency, programme } = this.#parts.store.setup().settings;
      const seen = observe(loaded.person, fresh, { currency, programme }, now());
      const signals = seen.interests.map((interest) => ({ session: seen.person.alias, ...interest }));
      const rows = rowsSeen(fresh).map((row) => ({ session: seen.person.alias, atMs: now(), ...row }));
      const also = (): void => {
        for (const { orderId, points } of seen.reported) this.#parts.commerce.report(caller.id, orderId, points, now());
        if (signals.length > 0) this.#people.post('recommender', 'signals', signals);
        if (rows.length > 0) this.#people.post('recommender', 'rows', rows);
        this.#pulse();
      };
      this.#parts.knowing.meeting(traits, () => this.#people.keep(seen, also, caller));
      await this.#sendOff();
    }
    return { ok: true, accepted: fresh.length, duplicates: events.length - fresh.length };
  }

  view(at: At, caller: Caller): Answer<{ view: ShopperView }> {
    const loaded = this.#people.load(at, caller);
    return loaded.ok ? { ok: true, view: this.#people.viewOf(loaded.person) } : loaded;
  }

  taste(at: At, id: string, ask: TasteAsk): Gives<'taste'> {
    return this.#tastes.taste(at, id, ask);
  }

  hide(...said: Parameters<SlicePort['hide']>): Gives<'hide'> {
    return this.#tastes.hide(...said);
  }

  hidden(at: At, id: string): Gives<'hidden'> {
    return this.#tastes.hidden(at, id);
  }

  /** What somebody agrees to, or takes back: then what their pages saw is forgotten here and in the recommender. */
  async consent(at: At, caller: Caller, record: HeardConsent): Promise<Answer<{ view: ShopperView }>> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const changed = agree(loaded.person, record, this.#people.moment());
    const view = this.#people.keep(changed, () => {
      this.#parts.store.saveConsent(caller.id, uuid(), record, now());
      if (record.personalisation === 'denied') this.#privacy.withdraw(caller.id, loaded.person.alias);
    });
    await this.#sendOff();
    return { ok: true, view };
  }

  async erase(at: At, id: string): Promise<Answer<object>> {
    const answer = this.#privacy.erase(at, id);
    await this.#sendOff();
    return answer;
  }

  /** A guest becomes a member in place, or a member comes back. */
  async promote(at: At, id: string, member: Member): Promise<Answer<{ view: ShopperView }>> {
    const caller: Caller = { id, ...(member.consent ? { consent: { ...member.consent, atMs: now() } } : {}) };
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const { commerce, store } = this.#parts;
    const { timeZone, programme } = store.setup().settings;
    const joined = promote(loaded.person, commerce.ledger(id), member, { programme, timeZone }, this.#people.moment());
    const view = atomic(this.#parts.storage, () => {
      const joining = this.#people.keep(joined, () => this.#book.append(joined.person, joined.movements), caller);
      const isPaid = this.#points.rewardAnswers(id);
      const answered = this.#profile.reward(id);
      return answered ?? (isPaid ? this.#people.viewOf(this.#parts.store.person(id) ?? joined.person) : joining);
    });
    await this.#sendOff();
    return { ok: true, view };
  }

  watch(at: At, caller: Caller, request: WatchRequest, facts: WatchFacts): Gives<'watch'> {
    return this.#watches.watch(at, caller, request, facts);
  }

  changeWatch(at: At, id: string, watchId: string, patch: WatchPatch, facts: WatchFacts): Gives<'changeWatch'> {
    return this.#watches.change(at, id, watchId, patch, facts);
  }

  unwatch(at: At, id: string, watchId: string): Gives<'unwatch'> {
    return this.#watches.unwatch(at, id, watchId);
  }

  followIdeas(at: At, id: string, locale: string): Gives<'followIdeas'> {
    return this.#follows.ideas(at, id, locale);
  }

  answerFollow(at: At, caller: Caller, answer: FollowAnswer): Gives<'answerFollow'> {
    return this.#follows.answer(at, caller, answer);
  }

  watchList(at: At, kind: WatchKind | null, after: string, limit: number): Gives<'watchList'> {
    return this.#parts.fence.admit(at) ?? { ok: true, ...listWatches(this.#parts.watches, kind, after, limit) };
  }

  demand(at: At): Promise<Gives<'demand'>> {
    return demandOf(this.ctx.storage.sql, this.#parts.fence, at, this.#parts.store.setup().settings.lexicon);
  }

  inbox(at: At, id: string, locale: string, range: { before: string | null; after: string | null }, limit: number): Gives<'inbox'> {
    return this.#messages.inbox(at, id, locale, range, limit);
  }

  mark(at: At, id: string, ids: readonly string[], as: MessageMark['as']): Gives<'mark'> {
    return this.#messages.mark(at, id, ids, as);
  }

  why(at: At, id: string, message: string, locale: string): Gives<'why'> {
    return this.#messages.why(at, id, message, locale);
  }

  click(at: At, id: string, message: string): Gives<'click'> {
    return this.#messages.click(at, id, message);
  }

  preferences(at: At, id: string): Gives<'preferences'> {
    return this.#messages.preferences(at, id);
  }

  async choose(at: At, caller: Caller, patch: PreferencesPatch): Promise<Gives<'choose'>> {
    return this.#sent(this.#messages.choose(at, caller, patch));
  }

  stop(at: At, id: string, purpose: Purpose): Gives<'stop'> {
    return this.#messages.stop(at, id, purpose);
  }

  askMail(at: At, caller: Caller, email: string | null): Promise<Gives<'askMail'>> {
    return this.#messages.askMail(at, caller, email);
  }

  confirmMail(at: At, id: string, print: string): Promise<Gives<'confirmMail'>> {
    return this.#messages.confirmMail(at, id, print);
  }

  addDevice(at: At, caller: Caller, device: DeviceGiven): Promise<Gives<'addDevice'>> {
    return this.#messages.addDevice(at, caller, device);
  }

  dropDevice(at: At, id: string, endpoint: string): Promise<Gives<'dropDevice'>> {
    return this.#messages.dropDevice(at, id, endpoint);
  }

  messageLog(at: At, query: TraceQuery): Gives<'messageLog'> {
    return this.#messages.log(at, query);
  }

  waiting(at: At, products: readonly Arrival[]): Promise<Gives<'waiting'>> {
    return this.#arrivals.waiting(at, products);
  }

  /** Notes what came in; whoever waits is told at once, without the catalogue waiting for it. */
  async arrive(at: At, source: string, changes: readonly Arrival[]): Promise<Gives<'arrive'>> {
    const answer = await this.#arrivals.arrive(at, source, changes);
    if (!answer.ok) return answer;
    await this.#parts.agenda.arm();
    if (this.#parts.watches.hasArrivals()) this.ctx.waitUntil(this.#arrivals.work());
    return answer;
  }

  async order(at: At, id: string, order: Order, facts: OrderFacts = {}, traits: ProductTraits = {}): Promise<Gives<'order'>> {
    const would = () => this.#commerce.wouldOrder(at, id, order, facts);
    const take = () => this.#parts.knowing.meeting(traits, () => this.#commerce.order(at, id, order, facts));
    return this.#sent(await this.#book.limits.within(would, take));
  }

  async refund(at: At, id: string, orderId: string, refund: OrderRefund, traits: ProductTraits = {}): Promise<Gives<'refund'>> {
    return this.#sent(this.#parts.knowing.meeting(traits, () => this.#commerce.refund(at, id, orderId, refund)));
  }

  ordered(at: At, id: string, orderId: string): Gives<'ordered'> {
    return this.#commerce.ordered(at, id, orderId);
  }

  async cancelOrder(at: At, id: string, orderId: string, reason: string): Promise<Gives<'cancelOrder'>> {
    return this.#sent(this.#commerce.cancelOrder(at, id, orderId, reason));
  }

  async cancelVoucher(at: At, id: string, code: string): Promise<Gives<'cancelVoucher'>> {
    return this.#sent(this.#commerce.cancelVoucher(at, id, code));
  }

  points(at: At, id: string): Gives<'points'> {
    return this.#points.view(at, id);
  }

  statement(at: At, id: string, before: string | null, limit: number): Gives<'statement'> {
    return this.#points.statement(at, id, before, limit);
  }

  explain(at: At, id: string, seq: number): Gives<'explain'> {
    return this.#points.explain(at, id, seq);
  }

  recommended(at: At, caller: Caller, by: string): Gives<'recommended'> {
    return this.#points.recommended(at, caller, by);
  }

  recommendation(at: At, id: string): Gives<'recommendation'> {
    return this.#points.recommendation(at, id);
  }

  preview(at: At, id: string, basket: PreviewRequest, facts: OrderFacts): Promise<Gives<'preview'>> {
    return this.#points.preview(at, id, basket, facts);
  }

  async adjust(at: At, id: string, by: ByHand): Promise<Gives<'adjust'>> {
    return this.#sent(this.#points.adjust(at, id, by));
  }

  async occur(at: At, id: string, occurred: Occurred): Promise<Gives<'occur'>> {
    const would = () => this.#points.wouldOccur(at, id, occurred);
    return this.#sent(await this.#book.limits.within(would, () => this.#points.occur(at, id, occurred)));
  }

  async answer(at: At, id: string, question: string, answer: string): Promise<Gives<'answer'>> {
    const would = () => this.#points.wouldAnswer(at, id, question);
    return this.#sent(await this.#book.limits.within(would, () => this.#points.answer(at, id, question, answer)));
  }

  replayOrders(at: At, days: number, draft: Programme | null, after: string): Gives<'replayOrders'> {
    return this.#points.replay(at, days, draft, after);
  }

  replay(at: At, id: string, commandId: string, bodyHash: string): Gives<'replay'> {
    return this.#commerce.replay(at, id, commandId, bodyHash);
  }

  async redeem(at: At, id: string, command: RedeemCommand): Promise<Gives<'redeem'>> {
    const answer = this.#commerce.redeem(at, id, command);
    await this.#sendOff();
    return answer;
  }

  settle(at: At, id: string, commandId: string): Gives<'settle'> {
    return this.#commerce.settle(at, id, commandId);
  }

  voucher(at: At, id: string, code: string): Gives<'voucher'> {
    const own = this.#parts.fence.admit(at) === null ? this.#offers.voucher(id, code) : null;
    return own ? { ok: true, voucher: own.voucher } : this.#commerce.voucher(at, id, code);
  }

  useVoucher(at: At, id: string, code: string, orderId: string): Gives<'useVoucher'> {
    return this.#offers.use(at, id, code, orderId) ?? this.#commerce.useVoucher(at, id, code, orderId);
  }

  people(at: At, query: string, after: string | null, limit: number, phone: string | null = null): Gives<'people'> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const { shown, next } = pageOf(this.#parts.store.people(query.trim().toLowerCase(), after ?? '', limit + 1, phone), limit, (row) => row.id);
    return { ok: true, shoppers: shown, next };
  }

  person(at: At, id: string): Gives<'person'> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const shopper = this.#parts.store.shopperRow(id);
    if (!shopper) return refused('not-found');
    const { consent, points, watches, vouchers } = this.#people.viewOf(loaded.person);
    const lift = this.#parts.experiments.one(loaded.person, this.#parts.store.setup().settings);
    return { ok: true, person: { shopper, consent, balance: points, watches, vouchers, lift } };
  }

  timeline(at: At, id: string, before: string | null, limit: number): Gives<'timeline'> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const cut = before === null ? null : /^(\d{1,15})\.(.{1,64})$/.exec(before);
    if (before !== null && !cut) return refused('invalid-query', 'That is not a place in this list.');
    const place = cut ? { atMs: Number(cut[1]), id: cut[2] ?? '' } : null;
    const { store, messages } = this.#parts;
    const found = newest([...store.timeline(id, place, limit + 1), ...messages.entries(id, place, limit + 1)], limit + 1);
    const { shown, next } = pageOf(found, limit, (last) => `${last.atMs}.${last.id}`);
    return { ok: true, entries: shown, next };
  }

  /** A page of everything that is held of a person, and the number of the next; null past the last. */
  readPerson(at: At, id: string, page: number): Gives<'readPerson'> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const rows = this.#joining.export(id, page);
    return { ok: true, rows, next: rows ? this.#joining.after(rows, page) : page };
  }

  leave(at: At, guest: string, member: string): Answer<object> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    this.#joining.leave(guest, member);
    return { ok: true };
  }

  exportPerson(at: At, guest: string, page: number): Answer<{ rows: Page | null }> {
    return this.#parts.fence.admit(at) ?? { ok: true, rows: this.#joining.export(guest, page) };
  }

  async importPerson(at: At, member: string, guest: string, page: number, rows: Page | null): Promise<Answer<{ through: number }>> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const answer = this.#joining.import(member, guest, page, rows);
    if (answer.ok && rows === null) {
      atomic(this.#parts.storage, () => {
        this.#points.rewardAnswers(member);
        this.#profile.reward(member);
      });
      await this.#settled(member);
    }
    return answer;
  }

  /** Somebody's rows have come in by another way than their own doing: what is due for them is planned anew, and their pages are told. */
  async #settled(id: string): Promise<void> {
    this.#book.planDue(id, now());
    this.#parts.reminders.plan(id);
    this.#telling.planAll();
    await this.#sendOff();
    const person = this.#parts.store.person(id);
    if (person) this.#people.tell(person);
  }

  async sealPerson(at: At, gone: string, kept: string, merge: string, atMs: number): Promise<Gives<'sealPerson'>> {
    const answer = this.#parts.fence.admit(at) ?? this.#merging.seal(gone, kept, merge, atMs);
    if (answer.ok) this.#parts.live.dismiss(gone);
    return this.#sent(answer);
  }

  sealedRows(at: At, id: string, merge: string, after: number): Gives<'sealedRows'> {
    return this.#parts.fence.admit(at) ?? { ok: true, rows: this.#merges.after(id, merge, after) };
  }

  async takeSealed(at: At, ...[kept, gone, merge, atMs, after, rows]: TakeSealed): Promise<Gives<'takeSealed'>> {
    const answer = this.#parts.fence.admit(at) ?? this.#merging.take(kept, gone, merge, atMs, after, rows);
    if (answer.ok && rows === null) await this.#settled(kept);
    return answer;
  }

  forwardSealed(at: At, gone: string, kept: string): Answer<object> {
    const refusal = this.#parts.fence.admit(at);
    if (!refusal) this.#merging.forward(gone, kept);
    return refusal ?? { ok: true };
  }

  async partPerson(at: At, kept: string, merge: string, atMs: number): Promise<Gives<'partPerson'>> {
    const answer = this.#parts.fence.admit(at) ?? this.#parting.part(kept, merge, atMs);
    if (answer.ok) await this.#settled(kept);
    return answer;
  }

  async restorePerson(at: At, ...[gone, merge, atMs, after, rows]: RestorePerson): Promise<Gives<'restorePerson'>> {
    const answer = this.#parts.fence.admit(at) ?? this.#parting.restore(gone, merge, atMs, after, rows);
    if (answer.ok && rows === null) await this.#settled(gone);
    return answer;
  }

  forgetMerge(at: At, id: string, merge: string): Answer<object> {
    const refusal = this.#parts.fence.admit(at);
    if (!refusal) this.#merges.drop(id, merge);
    return refusal ?? { ok: true };
  }

  sealedLedger(at: At, gone: string, after: number): Gives<'sealedLedger'> {
    return this.#parts.fence.admit(at) ?? { ok: true, ...this.#merges.ledgerAfter(gone, after) };
  }

  mergedNames(at: At, kept: string): Gives<'mergedNames'> {
    return this.#parts.fence.admit(at) ?? { ok: true, names: this.#merges.names(kept) };
  }

  forward(at: At, guest: string, member: string): Answer<object> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    this.#joining.forward(guest, member);
    this.#parts.live.dismiss(guest);
    return { ok: true };
  }

  /** From now on every change is noted for the object that this one is being copied into; it goes on serving. */
  watchChanges(at: At): Answer<object> {
    if (!this.#isSealedAt(at)) {
      const refusal = this.#parts.fence.admit(at);
      if (refusal) return refusal;
    }
    this.#copying.watch();
    return { ok: true };
  }

  /** Refuses everybody from now on and sends the pages away: the last step before the move. */
  seal(at: At): Answer<object> {
    if (this.#parts.fence.seat?.generation !== at.generation) return refused('moved');
    this.#parts.fence.seal();
    this.#parts.live.dismiss();
    return { ok: true };
  }

  exportPage(at: At, page: string | null): Gives<'exportPage'> {
    return this.#isHere(at) ? { ok: true, ...this.#copying.export(page) } : refused('moved');
  }

  touched(at: At, through: number): Gives<'touched'> {
    return this.#isHere(at) ? { ok: true, ...this.#copying.touched(through) } : refused('moved');
  }

  importPage(at: At, rows: Page): Answer<object> {
    return this.#filling(at, () => this.#copying.import(rows));
  }

  applyTouched(at: At, rows: readonly TouchedRow[]): Answer<object> {
    return this.#filling(at, () => this.#copying.apply(rows));
  }

  tally(at: At): Answer<{ tally: string }> {
    return this.#isHere(at) ? { ok: true, tally: this.#copying.tally() } : refused('moved');
  }

  /** The last step of a move but one: this is the slice now, and does what is due. May be said again. */
  async takeOver(at: At): Promise<Answer<object>> {
    if (!this.#isHere(at)) return refused('moved');
    this.#copying.takeOver();
    this.#parts.store.forget();
    this.#parts.points.forget();
    this.#parts.knowing.store.forget();
    this.#parts.offers.forget();
    await this.#parts.agenda.arm();
    return { ok: true };
  }

  /** Leaves nothing behind. A name that stale callers bring back refuses them: it was never opened (law 1). */
  async destroy(at: At): Promise<Answer<object>> {
    if (this.#parts.fence.seat !== null && !this.#isSealedAt(at)) return refused('moved');
    await this.ctx.storage.deleteAll();
    return { ok: true };
  }

  countAudience(...ask: Parameters<SlicePort['countAudience']>): Promise<Gives<'countAudience'>> {
    return this.#audience.count(...ask);
  }

  listAudience(...ask: Parameters<SlicePort['listAudience']>): Promise<Gives<'listAudience'>> {
    return this.#audience.list(...ask);
  }

  standings(at: At): Promise<Gives<'standings'>> {
    return this.#audience.standing(at);
  }

  days(at: At, from: string, to: string): Gives<'days'> {
    return this.#audience.days(at, from, to);
  }

  funnel(at: At, from: string, to: string): Gives<'funnel'> {
    return this.#audience.funnel(at, from, to);
  }

  shape(at: At, learnt: Learnt): Promise<Gives<'shape'>> {
    return this.#audience.shape(at, learnt);
  }

  buyers(at: At, after: string, limit: number): Gives<'buyers'> {
    return this.#audience.buyers(at, after, limit);
  }

  /** Takes what the whole shop learnt, and scores everybody anew by it, in pieces. */
  async learn(at: At, learnt: Learnt, cuts: Cuts): Promise<Answer<object>> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    this.#parts.knowing.learn(learnt, cuts);
    await this.#parts.agenda.arm();
    return { ok: true };
  }

  standing(at: At, id: string): Gives<'standing'> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const standing = this.#parts.knowing.standing(id);
    return standing ? { ok: true, standing: { ...standing, told: this.#profile.told(id) } } : refused('not-found');
  }

  /** What somebody says of themselves, or staff heard; null takes an answer back. */
  async answerFields(at: At, caller: Caller, answers: ProfileAnswers['answers'], source: 'said' | 'heard'): Promise<Gives<'answerFields'>> {
    const would = () => (source === 'said' ? this.#profile.wouldAnswer(at, caller.id, answers) : []);
    return this.#sent(await this.#book.limits.within(would, () => this.#profile.answer(at, caller, answers, source)));
  }

  askField(at: At, id: string): Gives<'askField'> {
    return this.#profile.ask(at, id);
  }

  laterField(at: At, caller: Caller, field: string): Gives<'laterField'> {
    return this.#profile.later(at, caller, field);
  }

  quality(at: At): Promise<Gives<'quality'>> {
    return this.#quality.quality(at);
  }

  prints(at: At, after: string, limit: number): Promise<Gives<'prints'>> {
    return this.#quality.prints(at, after, limit);
  }

  enlist(...said: Parameters<SlicePort['enlist']>): Gives<'enlist'> {
    return this.#quality.enlist(...said);
  }

  emptyList(at: At, list: string): Promise<Gives<'emptyList'>> {
    return this.#quality.emptyList(at, list);
  }

  cases(at: At, id: string): Gives<'cases'> {
    return this.#cases.list(at, id);
  }

  noteDown(at: At, id: string, note: StaffNote, by: string): Gives<'noteDown'> {
    return this.#cases.note(at, id, note, by);
  }

  putCase(...said: Parameters<SlicePort['putCase']>): Gives<'putCase'> {
    return this.#cases.put(...said);
  }

  closeCase(at: At, id: string, caseId: string): Gives<'closeCase'> {
    return this.#cases.close(at, id, caseId);
  }

  keepOffers(at: At, offers: readonly Offer[], usedUp: readonly string[]): Answer<object> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const before = this.#parts.offers.shelf().offers;
    atomic(this.#parts.storage, () => this.#parts.offers.keep(offers, usedUp));
    this.#offerTelling.heard(before);
    return { ok: true };
  }

  offersFor(at: At, caller: Caller, ask: OfferAsk): Gives<'offersFor'> {
    return this.#offers.forPage(at, caller, ask);
  }

  offerTerms(at: At, caller: Caller, offerId: string): Gives<'offerTerms'> {
    return this.#offers.terms(at, caller, offerId);
  }

  async claimOffer(at: At, caller: Caller, command: ClaimCommand): Promise<Gives<'claimOffer'>> {
    const answer = this.#offers.claim(at, caller, command);
    await this.#sendOff();
    return answer;
  }

  offerLetter(at: At, id: string, message: string): Gives<'offerLetter'> {
    return this.#offers.letter(at, id, message);
  }

  declineOffer(at: At, caller: Caller, offerId: string, declined: boolean): Answer<object> {
    return this.#offers.decline(at, caller, offerId, declined);
  }

  simulate(at: At, id: string, role: Situation['role'], draft: Offer | null): Gives<'simulate'> {
    return this.#offers.simulate(at, id, role, draft);
  }

  eligible(at: At, offer: Offer, after: string): Gives<'eligible'> {
    return this.#offers.eligible(at, offer, after);
  }

  offerSums(at: At): Gives<'offerSums'> {
    return this.#parts.fence.admit(at) ?? { ok: true, sums: this.#parts.offers.sums() };
  }

  lifts(at: At, after: string): Gives<'lifts'> {
    const refusal = this.#parts.fence.admit(at);
    return refusal ?? { ok: true, piece: this.#parts.experiments.piece(after, this.#parts.store.setup().settings) };
  }

  worth(at: At): Gives<'worth'> {
    return this.#parts.fence.admit(at) ?? { ok: true, worth: this.#parts.commerce.worth() };
  }

  myReminders(at: At, id: string, locale: string): Gives<'myReminders'> {
    return this.#reminders.mine(at, id, locale);
  }

  async stopReminder(at: At, id: string, reminder: string, stopped: boolean): Promise<Gives<'stopReminder'>> {
    return this.#sent(this.#reminders.stop(at, id, reminder, stopped));
  }

  tryReminder(...ask: Parameters<SlicePort['tryReminder']>): Gives<'tryReminder'> {
    return this.#reminders.preview(...ask);
  }

  repeats(at: At, after: string): Gives<'repeats'> {
    return this.#reminders.repeats(at, after);
  }

  rhythms(at: At, limit: number): Gives<'rhythms'> {
    return this.#parts.fence.admit(at) ?? { ok: true, rhythms: this.#parts.reminders.store.topRhythms(limit) };
  }

  async learnRhythms(...learnt: Parameters<SlicePort['learnRhythms']>): Promise<Gives<'learnRhythms'>> {
    return this.#sent(this.#reminders.learnRhythms(...learnt));
  }

  /** What the ledger comes to, without anybody in it: for the shop's accounts. */
  ledgerSums(at: At, fromMs: number, toMs: number): Gives<'ledgerSums'> {
    return this.#parts.fence.admit(at) ?? { ok: true, sums: ledgerSums(this.ctx.storage.sql, fromMs, toMs) };
  }

  /** Who a person is for the shop: asked at the moment a message about them is sent, and kept nowhere else. */
  customer(at: At, id: string): Gives<'customer'> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    return { ok: true, customer: { id: this.#parts.store.lastCustomerId(id), email: loaded.person.email } };
  }

  async tick(): Promise<void> {
    await this.#parts.agenda.arm();
  }

  /** A page's socket. The route has read the token; what it found comes in headers that only the worker can set. */
  override async fetch(request: Request): Promise<Response> {
    const at = JSON.parse(request.headers.get('x-rapport-at') ?? '{}') as At;
    const id = request.headers.get('x-rapport-shopper') ?? '';
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return Response.json(loaded, { status: 409 });
    return this.#parts.live.accept(id, request.headers.get('x-rapport-protocol') ?? '');
  }

  override webSocketMessage(): void {
    // Pages only listen; "ping" is answered without waking the object.
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  override async alarm(): Promise<void> {
    // Neither the original while it is copied nor the copy before it takes over does what is due: one of them would do it alone, and the two would differ.
    if (!this.#isOnDuty()) return;
    await this.#parts.agenda.run({
      due: (item) => this.#due(item.key),
      stage: (item) => this.#parts.knowing.due(item.key),
      rescore: (item) => this.#parts.knowing.rescore((item.payload as { after: string }).after),
      fill: (item) => this.#parts.knowing.fill((item.payload as { after: string }).after),
      drain: () => this.#drainAll(),
      leave: (item) => this.#outgoing.leave(item.key as Channel),
      offer: (item) => this.#offerTelling.due(item.key),
      'offer-walk': (item) => this.#offerTelling.walk((item.payload as { after: string }).after),
      'offer-opens': () => this.#offerTelling.open(),
      'stage-word': (item) => this.#stages.due(item.key, item.payload as StageItem),
      follow: (item) => this.#follows.due(item.key),
      remind: (item) => this.#reminders.due(item.key),
      'remind-walk': (item) => this.#parts.reminders.walk((item.payload as { after: string }).after),
      arrivals: () => this.#arrivals.work(),
      refile: () => {
        if (this.#watches.refile()) this.#parts.agenda.plan({ kind: 'refile', key: 'all', dueAtMs: now(), lane: 2 });
      },
      retention: (item) => this.#privacy.retain((item.payload as { after: string }).after),
    });
  }

  /** What is due for one person; where limits of all shoppers leave too little here, after the shop was asked for more. */
  #due(id: string): void | Promise<void> {
    const short = this.#book.limits.isShort(this.#commerce.wouldBeDue(id));
    if (!short) return this.#commerce.due(id);
    return this.#book.limits.within(
      () => this.#commerce.wouldBeDue(id),
      () => {
        this.#stayOnDuty();
        atomic(this.#parts.storage, () => this.#commerce.due(id));
      },
    );
  }

  /** Asks the shop for more of limits of all shoppers. */
  async #lease(totals: Readonly<Record<string, number>>): Promise<Readonly<Record<string, number>>> {
    const { shopId, slice } = this.#parts.store.setup();
    const leased = await (await port<ShopPort>(this.env.SHOP, ['shop', shopId])).lease(slice, totals);
    await breakpoint('points.leased');
    return leased;
  }

  #isOnDuty(): boolean {
    const { fence } = this.#parts;
    return fence.seat !== null && !fence.sealed && !this.#copying.isFilling;
  }

  #isSealedAt(at: At): boolean {
    const { fence } = this.#parts;
    return fence.sealed && fence.seat?.generation === at.generation;
  }

  /** Whether this is the object that the caller means, sealed or not. */
  #isHere(at: At): boolean {
    return this.#parts.fence.seat?.generation === at.generation;
  }

  #filling(at: At, write: () => void): Answer<object> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    if (!this.#copying.isFilling) return refused('moved', 'already whole');
    write();
    return { ok: true };
  }

  #pulse(): void {
    if (now() - this.#pulseAtMs < PULSE_MS) return;
    this.#pulseAtMs = now();
    this.#people.post('shop', 'pulse', { atMs: now() });
  }

  /** An answer, after what it left to be sent has been seen to. */
  async #sent<T>(answer: T): Promise<T> {
    await this.#sendOff();
    return answer;
  }

  /** After a commit: arms the alarm as the safety net, then lets messages leave at once without anybody waiting for them (law 4). */
  async #sendOff(): Promise<void> {
    await this.#parts.agenda.arm();
    const { outbox } = this.#parts;
    if (outbox.receivers().length > 0) this.ctx.waitUntil(this.#drains.join('drain', () => this.#drain()));
  }

  /** The quick way. The safety net stays planned: it finds nothing once, which costs far less than taking it off and hanging it up again with every message. */
  async #drain(): Promise<void> {
    try {
      await this.#drainAll();
    } catch (error) {
      // The agenda has it; this was only the quick way.
      if (!(error instanceof Error)) throw error;
    }
  }

  async #drainAll(): Promise<void> {
    const { outbox, store } = this.#parts;
    this.#stayOnDuty();
    const { shopId } = store.setup();
    const shop = await port<ShopPort>(this.env.SHOP, ['shop', shopId]);
    const recommender = await port<RecommenderPort>(this.env.RECOMMENDER, ['recommender', shopId, '0']);
    await outbox.drain('shop', async (stream, batch) => {
      await breakpoint('drain.shop');
      const taken = await shop.take(stream, batch);
      await breakpoint('drain.taken');
      return this.#stayOnDuty(taken);
    });
    await outbox.drain('recommender', async (stream, batch) => this.#stayOnDuty(await recommender.take(stream, batch)));
    if (outbox.pending('courier') === 0) return;
    const courier = await port<CourierPort>(this.env.COURIER, ['courier', shopId, '0']);
    await outbox.drain('courier', async (stream, batch) => {
      await breakpoint('courier.told');
      const taken = await courier.take(stream, batch);
      await breakpoint('courier.taken');
      return this.#stayOnDuty(taken);
    });
  }

  /** What was sent is not crossed off in an object that has been sealed meanwhile: the copy sends it again, and the receiver knows it. @throws {Stopped} */
  #stayOnDuty(taken = 0): number {
    if (!this.#isOnDuty()) throw new Stopped('moved');
    return taken;
  }
}
