/* oxlint-disable max-lines -- the whole surface of a shop, a few lines for each call */
import { DurableObject } from 'cloudflare:workers';
import { withHand } from '@rapport/domain/recommend';
import { withWording } from '@rapport/domain/wording';
import { refused } from '@rapport/protocol/problem';
import type {
  CodePoolState,
  Hand,
  HandPlace,
  Notice,
  Offer,
  OfferChange,
  OfferDraft,
  ProgrammeVersion,
  RulesVersion,
  ReminderRule,
  Segment,
  SettingsPatch,
  ShopMade,
  ShopRequest,
  ShopSettings,
  StaticList,
  WebhookCustomer,
  WordingChange,
} from '@rapport/protocol';
import { limitsInAll } from '@rapport/domain/points';
import type { Cuts } from '@rapport/domain/segments';
import type { Learnt } from '@rapport/domain/value';
import { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { ChangeLog } from '../../platform/changes.ts';
import { now } from '../../platform/clock.ts';
import { BURIED, Directory } from '../../platform/directory.ts';
import { keyed } from '../../platform/hash.ts';
import { Holds } from '../../platform/hold.ts';
import { SLOTS, codeFrom, mint, secret, signingSecret, slot } from '../../platform/ids.ts';
import { migrate } from '../../platform/migrate.ts';
import { Inbound } from '../../platform/outbox.ts';
import type { Parcel } from '../../platform/outbox.ts';
import { firstProgramme } from './first-programme.ts';
import { ProgrammeStore } from './programme-store.ts';
import type { Answer, Identity, ShopDoor, ShopPort, SliceSeat } from '../ports.ts';
import type { Named } from '../audience-ports.ts';
import type { MergeKnown } from '../merge-shop-port.ts';
import type { OfferLeft } from '../offer-ports.ts';
import type { ReferralKept } from '../points-port.ts';
import { SHOP_MIGRATIONS } from './shop-migrations.ts';
import { OfferStore } from './offer-store.ts';
import { ShopOffersDesk } from './offers-desk.ts';
import { ShopStore } from './shop-store.ts';
import type { SeatRow, ShopRow } from './shop-store.ts';
import { ShopWork } from './shop-work.ts';
import type { ShopEnv } from './shop-work.ts';
import { StaffDesk } from './staff-desk.ts';
import type { AuditRow, KeyRow } from './staff-store.ts';

const MOST_SEGMENTS = 100;
const MOST_REMINDERS = 100;
const MOST_LISTS = 50;
const MOST_WORDING_CHARS = 64_000;
const HOLD_LIFE_MS = 10 * 60_000;
/** A slice must decide this long before the hold is settled, so that the two can't pass each other. */
const HOLD_MARGIN_MS = 60_000;
/** An erased person's bytes leave the file this long afterwards, together with those of others who went the same day. */
const REBUILD_AFTER_MS = 20 * 3_600_000;

/** When a new shop first looks at how its customers buy; then once a day. */
const FIRST_LEARNING_MS = 86_400_000;

/** What belongs to the whole shop: settings, placement, who is who, what there is only so much of. One a shop. */
export class ShopObject extends DurableObject<ShopEnv> implements ShopPort {
  readonly #store: ShopStore;
  readonly #staff: StaffDesk;
  readonly #agenda: Agenda;
  readonly #directory: Directory;
  readonly #holds: Holds;
  readonly #inbound: Inbound;
  readonly #changes: ChangeLog;
  readonly #programmes: ProgrammeStore;
  readonly #work: ShopWork;
  readonly #offers: ShopOffersDesk;

  constructor(ctx: DurableObjectState, env: ShopEnv) {
    super(ctx, env);
    migrate(ctx.storage, ...SHOP_MIGRATIONS);
    this.#store = new ShopStore(ctx.storage.sql);
    this.#staff = new StaffDesk(ctx.storage);
    this.#agenda = new Agenda(ctx.storage);
    this.#directory = new Directory(ctx.storage);
    this.#holds = new Holds(ctx.storage);
    this.#inbound = new Inbound(ctx.storage);
    this.#changes = new ChangeLog(ctx.storage);
    this.#programmes = new ProgrammeStore(ctx.storage.sql);
    this.#offers = new ShopOffersDesk({
      storage: ctx.storage,
      offers: new OfferStore(ctx.storage.sql),
      holds: this.#holds,
      agenda: this.#agenda,
      changes: this.#changes,
      note: (who, what, detail) => this.#staff.note(who, what, detail),
    });
    this.#work = new ShopWork({
      storage: ctx.storage,
      env,
      store: this.#store,
      agenda: this.#agenda,
      directory: this.#directory,
      holds: this.#holds,
      changes: this.#changes,
      programmes: this.#programmes,
      offers: this.#offers,
      note: (who, what, detail) => this.#staff.note(who, what, detail),
      owners: () => this.#staff.staff().flatMap(({ email, role }) => (role === 'owner' ? [email] : [])),
    });
    if (this.#store.shop()) this.#work.notices.plan();
    void ctx.blockConcurrencyWhile(() => this.#agenda.arm());
  }

  /** Makes the shop, once. `shop-exists` when the set-up link has been used. The owner is signed in at once. */
  async create(shopId: string, request: ShopRequest): Promise<Answer<{ made: Omit<ShopMade, 'publishableKey'>; session: string }>> {
    const fresh = await StaffDesk.fresh(shopId);
    const identitySecret = secret(256);
    const webhookSecret = signingSecret();
    if (this.#store.shop()) return refused('shop-exists');
    const settings: ShopSettings = {
      name: request.name,
      currency: request.currency,
      timeZone: request.timeZone,
      locales: request.locales,
      origins: request.origins,
      mailFrom: request.mailFrom,
      programme: firstProgramme(request.currency),
      ...(request.holdoutPercent === undefined ? {} : { holdoutPercent: request.holdoutPercent }),
      retention: { eventDays: 395, guestDays: 30 },
    };
    const atMs = now();
    const secrets = { identitySecret, oldIdentity: null, webhookSecret, oldWebhook: null, directoryKey: secret(256) };
    const row: ShopRow = { id: shopId, settings, version: 1, ...secrets, madeAtMs: atMs };
    atomic(this.ctx.storage, () => {
      this.#store.make(row, request.holdoutKey ?? secret(128), firstSeats(request.slices));
      this.#staff.found(request.ownerEmail.toLowerCase(), fresh);
      this.#programmes.append(settings.programme, 'rapport', atMs, 0);
      this.#applyStock(settings);
      this.#agenda.plan({ kind: 'open', key: 'all', dueAtMs: atMs });
      this.#work.value.plan(atMs + FIRST_LEARNING_MS);
      this.#work.notices.plan();
    });
    await this.#agenda.run(this.#work.handlers());
    return { ok: true, made: { shopId, secretKey: fresh.secretKey, identitySecret, webhookSecret }, session: fresh.session };
  }

  /** What routes keep for a few seconds. `unknown-shop` when nobody made it. */
  async door(): Promise<Answer<{ door: ShopDoor }>> {
    const shop = this.#store.shop();
    if (!shop) return refused('unknown-shop');
    const { id, settings, version, identitySecret, oldIdentity, webhookSecret, oldWebhook } = shop;
    const identitySecrets = stillGood(identitySecret, oldIdentity);
    const webhookSecrets = stillGood(webhookSecret, oldWebhook);
    return { ok: true, door: { shopId: id, settings, version, identitySecrets, webhookSecrets, seats: this.#store.seats() } };
  }

  async seats(): Promise<readonly SliceSeat[]> {
    return this.#store.seats();
  }

  async knowsSecretKey(hash: string): Promise<boolean> {
    return this.#staff.knowsKey(hash);
  }

  /** Changes what the patch names and pushes the whole to every slice. */
  async change(patch: SettingsPatch, who: string): Promise<Answer<{ settings: ShopSettings; version: number }>> {
    return this.#change(patch as Partial<ShopSettings>, who);
  }

  async layHand(place: HandPlace, hand: Hand, who: string): Promise<Answer<{ settings: ShopSettings; version: number }>> {
    const recommendations = withHand(this.#store.shop()?.settings.recommendations, place, hand);
    return this.#change({ recommendations }, who);
  }

  /** What the components say from now on. Pages ask for it with their config; slices need none of it. */
  async sayOwn(change: WordingChange, who: string): Promise<Answer<{ settings: ShopSettings }>> {
    const wording = withWording(this.#store.shop()?.settings.wording, change);
    return JSON.stringify(wording).length > MOST_WORDING_CHARS
      ? refused('overloaded', `a shop’s own texts have at most ${MOST_WORDING_CHARS} characters in all`)
      : this.#change({ wording }, who);
  }

  /** Which types of message the shop's systems ask for, from the courier: pushed to every slice like a setting, before the change that led to it is answered. */
  async heed(types: readonly string[], { who, what, detail }: Parameters<ShopPort['heed']>[1]): Promise<void> {
    const shop = this.#store.made();
    atomic(this.ctx.storage, () => {
      this.#staff.note(who, what, detail);
      if (types.join() === (shop.settings.webhookTypes ?? []).join()) return;
      this.#store.saveSettings({ ...shop.settings, webhookTypes: [...types] }, shop.version + 1);
      this.#changes.append('settings', { version: shop.version + 1 });
      this.#agenda.plan({ kind: 'push', key: 'settings', dueAtMs: now() });
    });
    await this.#agenda.run(this.#work.handlers());
  }

  /** Who a person is for the shop, now: for the moment a message about them is sent. Null once they were forgotten. */
  async customerOf(shopper: string): Promise<WebhookCustomer | null> {
    const today = this.#living(shopper);
    return today === null ? null : this.#work.customerOf(today);
  }

  /** Adds a segment, or puts it in the place of the one with its id. */
  async saveSegment(segment: Segment, who: string): Promise<Answer<object>> {
    const others = (this.#store.shop()?.settings.segments ?? []).filter(({ id }) => id !== segment.id);
    if (others.length >= MOST_SEGMENTS) return refused('overloaded', `a shop has at most ${MOST_SEGMENTS} segments`);
    return this.change({ segments: [...others, segment] }, who);
  }

  async dropSegment(id: string, who: string): Promise<Answer<object>> {
    const segments = this.#store.shop()?.settings.segments ?? [];
    return segments.some((one) => one.id === id) ? this.change({ segments: segments.filter((one) => one.id !== id) }, who) : refused('not-found');
  }

  /** Adds a reminder's rule, or puts it in the place of the one with its id. */
  async saveReminder(rule: ReminderRule, who: string): Promise<Answer<object>> {
    const known = this.#store.shop()?.settings.reminders ?? [];
    const reminders = known.some(({ id }) => id === rule.id) ? known.map((one) => (one.id === rule.id ? rule : one)) : [...known, rule];
    return reminders.length > MOST_REMINDERS
      ? refused('overloaded', `a shop has at most ${MOST_REMINDERS} reminders`)
      : this.change({ reminders }, who);
  }

  async dropReminder(id: string, who: string): Promise<Answer<object>> {
    const reminders = this.#store.shop()?.settings.reminders ?? [];
    return reminders.some((one) => one.id === id) ? this.change({ reminders: reminders.filter((one) => one.id !== id) }, who) : refused('not-found');
  }

  /** Adds a list, or names the one with its id anew. */
  async saveList(list: StaticList, who: string): Promise<Answer<object>> {
    const known = this.#store.shop()?.settings.lists ?? [];
    const lists = known.some(({ id }) => id === list.id) ? known.map((one) => (one.id === list.id ? list : one)) : [...known, list];
    return lists.length > MOST_LISTS ? refused('overloaded', `a shop has at most ${MOST_LISTS} lists`) : this.#change({ lists }, who);
  }

  async dropList(id: string, who: string): Promise<Answer<object>> {
    const lists = this.#store.shop()?.settings.lists ?? [];
    return lists.some((one) => one.id === id) ? this.#change({ lists: lists.filter((one) => one.id !== id) }, who) : refused('not-found');
  }

  async ownersOf(named: readonly Named[]): Promise<(string | null)[]> {
    const key = this.#store.made().directoryKey;
    const hashes = await Promise.all(named.map(({ kind, value }) => (kind === 'shopper' ? value : keyed(key, value))));
    return named.map(({ kind, value }, i) => {
      if (kind === 'shopper') return this.#living(value);
      const owner = this.#directory.owner(kind, hashes[i] ?? '');
      return owner === BURIED ? null : owner;
    });
  }

  /** Looks at how the shop's customers buy now, instead of tomorrow. */
  async learnValue(): Promise<void> {
    this.#work.value.plan(now());
    await this.#agenda.arm();
  }

  /** What was learnt last; null before the first time. */
  async valueLearnt(): Promise<{ learnt: Learnt; cuts: Cuts; atMs: number } | null> {
    const last = this.#work.value.last();
    return last && { learnt: last.learnt, cuts: last.cuts, atMs: last.atMs };
  }

  /** A code with what the mail needs, or null where no mail is due; the route answers both alike. */
  async makeCode(email: string): Promise<{ code: string; from: string; shop: string } | null> {
    const shop = this.#store.shop();
    const code = shop ? await this.#staff.makeCode(email.toLowerCase()) : null;
    return shop && code !== null ? { code, from: shop.settings.mailFrom, shop: shop.settings.name } : null;
  }

  async signIn(email: string, code: string): Promise<Answer<{ session: string }>> {
    return this.#staff.signIn(email.toLowerCase(), code);
  }

  async signOut(sessionHash: string): Promise<void> {
    this.#staff.signOut(sessionHash);
  }

  async staff(sessionHash: string): Promise<{ email: string; role: string } | null> {
    return this.#staff.whoHas(sessionHash);
  }

  async staffList(): Promise<{ email: string; role: string }[]> {
    return this.#staff.staff();
  }

  async setRole(email: string, role: string, who: string): Promise<Answer<object>> {
    return this.#staff.setRole(email.toLowerCase(), role, who);
  }

  async removeStaff(email: string, who: string): Promise<Answer<object>> {
    return this.#staff.remove(email.toLowerCase(), who);
  }

  async keys(): Promise<KeyRow[]> {
    return this.#staff.keys();
  }

  async addKey(who: string): Promise<{ secretKey: string; id: string }> {
    return this.#staff.addKey(this.#store.made().id, who);
  }

  async endKey(id: string, overlapMs: number, who: string): Promise<Answer<{ endsAtMs: number }>> {
    return this.#staff.endKey(id, overlapMs, who);
  }

  /** A new identity secret, shown this once; tokens signed with the old one count for the overlap. */
  async rotateIdentity(overlapMs: number, who: string): Promise<{ identitySecret: string }> {
    const identitySecret = secret(256);
    atomic(this.ctx.storage, () => {
      this.#store.rotateIdentity(identitySecret, now() + overlapMs);
      this.#staff.note(who, 'identity-secret.changed', { overlapMs });
    });
    return { identitySecret };
  }

  /** A new secret for deliveries, made here or given by the shop's system; what the old one signed counts for the overlap. */
  async rotateWebhook(overlapMs: number, given: string | null, who: string): Promise<{ webhookSecret: string }> {
    const webhookSecret = given ?? signingSecret();
    atomic(this.ctx.storage, () => {
      this.#store.rotateWebhook(webhookSecret, now() + overlapMs);
      this.#staff.note(who, 'webhook-secret.changed', { overlapMs, isGiven: given !== null });
    });
    return { webhookSecret };
  }

  /** What staff did, the newest first. */
  async audit(before: number | null, limit: number): Promise<AuditRow[]> {
    return this.#staff.trail(before, limit);
  }

  /** What the owner was told of by itself, the newest first. */
  async notices(before: number | null, limit: number): Promise<Notice[]> {
    return this.#work.notices.list(before, limit);
  }

  async lastEventAtMs(): Promise<number | null> {
    return this.#store.lastEventAtMs();
  }

  /**
   * Whose is this? The first claim wins and is never re-derived (law 2). A guest who signs in for the first time becomes the member in place; only a guest
   * who turns out to be somebody known is merged, and only while they are still nobody.
   */
  async whoIs(identity: Identity): Promise<Answer<{ id: string; merging: string | null }>> {
    const key = this.#store.made().directoryKey;
    const given = Object.entries({ customer: identity.customerId, email: identity.email?.toLowerCase() });
    const named = given.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]));
    const names = await Promise.all(named.map(async ({ kind, value }) => ({ kind, hash: await keyed(key, value) })));
    const claimed = identity.claim ?? (identity.orderId === undefined ? null : { kind: 'order', value: identity.orderId });
    const claim = claimed && { kind: claimed.kind, hash: await keyed(key, claimed.value) };
    const found = atomic(this.ctx.storage, (): Answer<{ id: string; merging: string | null }> => {
      if (identity.isHere) for (const { kind, hash } of names) this.#directory.unbury(kind, hash);
      // Only somebody who signs in brings their own session along. A name typed at a checkout must not: the session would see what belongs to the name.
      const isTheirs = identity.isHere === true || names.length === 0;
      const guest = identity.guest === undefined || !isTheirs ? null : this.#living(identity.guest);
      const id = this.#memberFor(names, guest);
      // An order stays with whoever it was first reported for; who the person is doesn't follow from it.
      const owner = claim === null || id === BURIED ? id : this.#directory.claim(claim.kind, claim.hash, id);
      if (owner === BURIED) return refused('erased');
      const merging = guest !== null && guest !== id && names.length > 0 && this.#isNobody(guest) ? guest : null;
      if (merging) {
        this.#store.beginMerge(merging, id, now());
        this.#agenda.plan({ kind: 'merge', key: merging, dueAtMs: now() });
      }
      return { ok: true, id: owner, merging };
    });
    if (found.ok && found.merging) await this.#agenda.arm();
    return found;
  }

  /** Forgets a person: tombstones on all that led to them first, then their rows, then, within a day, the bytes. */
  async erase(id: string, who: string): Promise<Answer<object>> {
    const person = this.#living(id);
    if (person === null) return { ok: true };
    // A merge under way ends first: it may hold rows of theirs that no id leads to yet.
    if (this.#work.people.isRunning(person)) await this.#agenda.run(this.#work.handlers());
    if (this.#work.people.isRunning(person)) return refused('moved', 'being merged');
    const all = this.#work.people.everybodyIn(this.#directory.resolve(id));
    const places = all.map(slot);
    const seats = this.#store.seats().filter((one) => places.some((place) => place >= one.from && place < one.to));
    atomic(this.ctx.storage, () => {
      this.#directory.buryShopper(person);
      this.#staff.note(who, 'person.erased', {});
      for (const one of all) this.#agenda.plan({ kind: 'erase', key: one, dueAtMs: now(), lane: 0 });
      for (const { slice } of seats) this.#agenda.plan({ kind: 'rebuild', key: String(slice), dueAtMs: now() + REBUILD_AFTER_MS, lane: 3 });
    });
    await this.#agenda.run(this.#work.handlers());
    return { ok: true };
  }

  async isCustomer(shopper: string, customerId: string): Promise<boolean> {
    const owner = this.#directory.owner('customer', await keyed(this.#store.made().directoryKey, customerId));
    if (owner !== null) return owner === this.#directory.resolve(shopper);
    return !this.#directory.claimsOf(shopper).some(({ kind }) => kind === 'customer');
  }

  async ownerOf(kind: 'order' | 'voucher' | 'customer' | 'email', value: string): Promise<string | null> {
    const owner = this.#directory.owner(kind, await keyed(this.#store.made().directoryKey, value));
    return owner === BURIED ? null : owner;
  }

  async mergePeople(id: string, kept: string, gone: string, who: string): Promise<Answer<{ merge: MergeKnown }>> {
    return this.#mergeRun(this.#work.people.begin(id, kept, gone, who));
  }

  async mergeOf(id: string): Promise<Answer<{ merge: MergeKnown }>> {
    return this.#work.people.known(id);
  }

  async undoMerge(id: string, who: string): Promise<Answer<{ merge: MergeKnown }>> {
    return this.#mergeRun(this.#work.people.undo(id, who));
  }

  async livingOnAs(person: string): Promise<Answer<{ people: string[] }>> {
    return { ok: true, people: this.#work.people.livingOnAs(this.#directory.resolve(person)) };
  }

  async mergesOfPeople(before: string | null, limit: number): Promise<Answer<{ merges: MergeKnown[]; next: string | null }>> {
    return this.#work.people.list(before, limit);
  }

  async #mergeRun(begun: Answer<{ id: string }>): Promise<Answer<{ merge: MergeKnown }>> {
    if (!begun.ok) return begun;
    await this.#agenda.run(this.#work.handlers());
    return this.#work.people.known(begun.id);
  }

  /** Carries a guest into their member, now; the alarm goes on where this stops. True when it is done. */
  async merge(guest: string): Promise<boolean> {
    await this.#agenda.run(this.#work.handlers());
    return (this.#store.merge(guest)?.step ?? 'done') === 'done';
  }

  /** Holds a unit of a reward that there is only so much of, and reserves the voucher's code (law 3). The same command gets the same code again. */
  async reserve(commandId: string, rewardId: string, shopper: string): Promise<Answer<{ code: string; held: boolean; deadlineMs: number }>> {
    const key = this.#store.made().directoryKey;
    const reward = this.#store.made().settings.programme.rewards.find((one) => one.id === rewardId);
    if (!reward) return refused('unknown-reward');
    const isPooled = reward.codes === 'pool';
    const code = isPooled ? this.#programmes.takeCode(rewardId, commandId) : codeFrom(await keyed(key, `voucher:${commandId}`), 20);
    if (code === null) return refused('out-of-stock');
    const codeHash = await keyed(key, code);
    const expiresAtMs = now() + HOLD_LIFE_MS;
    const reserved = atomic(this.ctx.storage, () => {
      this.#directory.claim('voucher', codeHash, shopper);
      if (reward.stock === null && !isPooled) return { ok: true as const, code, held: false, deadlineMs: expiresAtMs - HOLD_MARGIN_MS };
      const hold = this.#holds.hold(commandId, `reward:${rewardId}`, 1, expiresAtMs, shopper);
      if (!hold.ok) {
        this.#programmes.freeCode(commandId);
        return hold;
      }
      this.#agenda.plan({ kind: 'settle', key: commandId, dueAtMs: hold.expiresAtMs });
      return { ok: true as const, code, held: true, deadlineMs: hold.expiresAtMs - HOLD_MARGIN_MS };
    });
    await this.#agenda.arm();
    return reserved;
  }

  /** Puts codes that the owner brought into a reward's pool; there are as many of it as codes. */
  async addCodes(rewardId: string, codes: readonly string[], who: string): Promise<Answer<{ state: CodePoolState }>> {
    const { settings } = this.#store.made();
    if (!settings.programme.rewards.some(({ id, codes: kind }) => id === rewardId && kind === 'pool')) return refused('unknown-reward');
    return atomic(this.ctx.storage, () => {
      const added = this.#programmes.addCodes(rewardId, codes);
      this.#applyStock(settings);
      this.#staff.note(who, 'codes.added', { reward: rewardId, added });
      return { ok: true as const, state: { added, ...this.#programmes.countCodes(rewardId) } };
    });
  }

  /** Versions of the programme, the newest first. */
  async rulesVersions(before: number | null, limit: number): Promise<RulesVersion[]> {
    const shop = this.#store.made();
    return this.#offers.rulesVersions(shop.settings, shop.madeAtMs, before, limit);
  }

  async programmes(before: number | null, limit: number): Promise<ProgrammeVersion[]> {
    return this.#programmes.page(before ?? Number.MAX_SAFE_INTEGER, limit);
  }

  /** Raises what a slice may give out of limits of all shoppers (law 3, in its leased form); what isn't asked for is only looked at. */
  async lease(slice: number, totals: Readonly<Record<string, number>>): Promise<Readonly<Record<string, number>>> {
    const limits = limitsInAll(this.#store.made().settings.programme);
    return atomic(this.ctx.storage, () => {
      const seen = Object.entries(limits).map(([rule, most]) => {
        const total = Object.hasOwn(totals, rule) ? totals[rule] : undefined;
        return [rule, total === undefined ? this.#programmes.leasable(rule, slice, most) : this.#programmes.lease(rule, slice, total, most)] as const;
      });
      // A rule that is no longer limited here still is in a slice that hasn't heard: it may have what it asks for.
      const free = Object.entries(totals).filter(([rule]) => !Object.hasOwn(limits, rule));
      return Object.fromEntries([...seen, ...free.map(([rule, total]) => [rule, this.#programmes.lease(rule, slice, total, Infinity)] as const)]);
    });
  }

  async friendsOf(id: string): Promise<{ code: string | null; friends: number }> {
    return this.#work.referrals.friendsOf(id);
  }

  async referrer(code: string, friend: string): Promise<Answer<{ by: string }>> {
    return this.#work.referrals.referrer(code, friend);
  }

  async offers(): Promise<{ offer: Offer; left: OfferLeft }[]> {
    return this.#offers.list();
  }

  async offer(id: string): Promise<Answer<{ offer: Offer; left: OfferLeft; versions: { version: number; atMs: number; who: string }[] }>> {
    return this.#offers.one(id);
  }

  async makeOffer(draft: OfferDraft, who: string): Promise<Answer<{ offer: Offer }>> {
    return this.#offers.make(draft, who);
  }

  /** Changes an offer and tells every slice before it answers: a paused one stops at once, or as soon as its slice can be reached. */
  async changeOffer(id: string, change: OfferChange, who: string): Promise<Answer<{ offer: Offer }>> {
    const changed = this.#offers.change(id, change, who);
    if (changed.ok) await this.#agenda.run(this.#work.handlers());
    return changed;
  }

  /** Holds one of an offer, and what it can cost, and reserves its code (law 3). The same command gets the same code again. */
  async reserveOffer(
    commandId: string,
    offerId: string,
    version: number,
    shopper: string,
  ): Promise<Answer<{ code: string; held: boolean; deadlineMs: number }>> {
    const key = this.#store.made().directoryKey;
    const code = codeFrom(await keyed(key, `voucher:${commandId}`), 20);
    const codeHash = await keyed(key, code);
    const reserved = atomic(this.ctx.storage, () => {
      const hold = this.#offers.hold(commandId, offerId, version, shopper, now() + HOLD_LIFE_MS);
      if (!hold.ok) return hold;
      this.#directory.claim('voucher', codeHash, shopper);
      this.#agenda.plan({ kind: 'settle', key: commandId, dueAtMs: hold.expiresAtMs });
      return { ok: true as const, code, held: hold.held, deadlineMs: hold.expiresAtMs - HOLD_MARGIN_MS };
    });
    await this.#agenda.arm();
    return reserved;
  }

  /** The slice refused for good: free again, unless the same command was taken on another try. Only the slice knows, and from then on it can't be taken any more. */
  async release(commandId: string): Promise<void> {
    await this.#work.settle(commandId);
  }

  /** Parcels from a slice: each has its effect once (law 4). */
  async take(stream: string, parcels: readonly Parcel[]): Promise<number> {
    const taken = this.#inbound.take(stream, parcels, (parcel) => {
      if (parcel.kind === 'hold.confirm') this.#offers.settle((parcel.payload as { command: string }).command, true);
      // A code that somebody has seen is spent, even if they gave the voucher up.
      if (parcel.kind === 'hold.undo' && !this.#programmes.hasCode((parcel.payload as { command: string }).command)) {
        this.#holds.undo((parcel.payload as { command: string }).command);
      }
      if (parcel.kind === 'referral.kept') this.#work.referrals.plan(parcel.payload as ReferralKept);
      if (parcel.kind === 'pulse') this.#store.saveLastEvent((parcel.payload as { atMs: number }).atMs);
    });
    if (parcels.some(({ kind }) => kind === 'referral.kept')) await this.#agenda.arm();
    return taken;
  }

  /** Moves a slice into a fresh object, which leaves no deleted bytes behind. Done when the promise resolves; a kill on the way is made good by the alarm. */
  async move(slice: number, who: string): Promise<Answer<{ generation: number }>> {
    const seat = this.#store.seats().find((one) => one.slice === slice);
    if (!seat) return refused('not-found');
    atomic(this.ctx.storage, () => {
      this.#work.planMove(slice);
      this.#staff.note(who, 'slice.rebuilt', { slice });
    });
    await this.#agenda.run(this.#work.handlers());
    const generation = this.#store.seats().find((one) => one.slice === slice)?.generation ?? -1;
    return generation > seat.generation ? { ok: true, generation } : refused('moved');
  }

  async tick(): Promise<void> {
    await this.#agenda.arm();
  }

  override async alarm(): Promise<void> {
    await this.#agenda.run(this.#work.handlers());
  }

  /** Who these names lead to: the first that is known, else the guest, else somebody new; all of them lead there from now on. */
  #memberFor(names: readonly { kind: string; hash: string }[], guest: string | null): string {
    const owners = names.map(({ kind, hash }) => this.#directory.owner(kind, hash)).filter((owner) => owner !== null);
    if (owners.includes(BURIED)) return BURIED;
    const id = owners[0] ?? (guest !== null && (names.length === 0 || this.#isNobody(guest)) ? guest : mint('shp'));
    for (const { kind, hash } of names) this.#directory.claim(kind, hash, id);
    return id;
  }

  /** Who somebody is today, or null after erasure. */
  #living(id: string): string | null {
    const today = this.#directory.resolve(id);
    return today === BURIED ? null : today;
  }

  /** A guest that no customer id and no address leads to, and who isn't on the way to becoming somebody: until that is done they must become nobody else. */
  #isNobody(id: string): boolean {
    return this.#store.merge(id) === null && !this.#directory.claimsOf(id).some((claim) => claim.kind === 'customer' || claim.kind === 'email');
  }

  async #change(patch: Partial<ShopSettings>, who: string): Promise<Answer<{ settings: ShopSettings; version: number }>> {
    const shop = this.#store.shop();
    if (!shop) return refused('unknown-shop');
    const settings: ShopSettings = { ...shop.settings, ...patch };
    const version = shop.version + 1;
    atomic(this.ctx.storage, () => {
      this.#store.saveSettings(settings, version);
      this.#applyStock(settings);
      this.#staff.note(who, 'settings.changed', { fields: Object.keys(patch) });
      const isFirst = this.#programmes.isEmpty;
      const seq = this.#changes.append('settings', { version });
      // A shop from before there were versions: what it had counts from the beginning.
      if (isFirst) this.#programmes.append(shop.settings.programme, 'rapport', shop.madeAtMs, seq);
      if (JSON.stringify(settings.programme) !== JSON.stringify(shop.settings.programme))
        this.#programmes.append(settings.programme, who, now(), seq);
      this.#offers.noteRules(shop.settings, settings, who, shop.madeAtMs);
      this.#agenda.plan({ kind: 'push', key: 'settings', dueAtMs: now() });
    });
    await this.#agenda.run(this.#work.handlers());
    return { ok: true, settings, version };
  }

  #applyStock(settings: ShopSettings): void {
    for (const { id, stock, codes } of settings.programme.rewards) {
      const most = codes === 'pool' ? Math.min(this.#programmes.countCodes(id).all, stock ?? Infinity) : stock;
      this.#holds.setStock(`reward:${id}`, most);
    }
  }
}

/** The secret that counts, and the one before while it still does. */
const stillGood = (secretNow: string, old: ShopRow['oldIdentity']): string[] =>
  [secretNow, old && old.endsAtMs > now() ? old.secret : ''].filter((one) => one !== '');

/** Cuts the hash range into equal parts, in the first generation. */
const firstSeats = (slices: number): SeatRow[] =>
  Array.from({ length: slices }, (_, slice) => ({
    slice,
    generation: 1,
    from: Math.floor((slice * SLOTS) / slices),
    to: Math.floor(((slice + 1) * SLOTS) / slices),
  }));
