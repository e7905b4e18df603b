import type { ChannelEnv } from '../../channels/channels.ts';
import type { WebhookCustomer } from '@rapport/protocol';
import { port, must } from '../port.ts';
import type { CatalogPort, SlicePort, SliceSetup } from '../ports.ts';
import type { ReferralKept } from '../points-port.ts';
import type { RecommenderPort } from '../recommend-ports.ts';
import type { Agenda, Handler } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { breakpoint } from '../../platform/breakpoint.ts';
import type { ChangeLog } from '../../platform/changes.ts';
import { now } from '../../platform/clock.ts';
import { BURIED } from '../../platform/directory.ts';
import type { Directory } from '../../platform/directory.ts';
import type { Holds } from '../../platform/hold.ts';
import { SLOTS, slot } from '../../platform/ids.ts';
import { log } from '../../platform/log.ts';
import { carry } from './merge-saga.ts';
import type { Seated } from './merge-saga.ts';
import { PersonMergeStore } from './person-merge-store.ts';
import { PersonMerges, stopWhileMerging } from './person-merges.ts';
import { NoticeStore } from './notice-store.ts';
import { NoticeWork } from './notice-work.ts';
import type { ProgrammeStore } from './programme-store.ts';
import { Referrals } from './referrals.ts';
import type { SeatRow, ShopStore } from './shop-store.ts';
import type { ShopOffersDesk } from './offers-desk.ts';
import { copySlice } from './slice-move.ts';
import { ValueStore } from './value-store.ts';
import { ValueWork } from './value-work.ts';

/** The bindings the shop's object needs. */
export interface ShopEnv extends ChannelEnv {
  readonly SHOPPERS: DurableObjectNamespace;
  readonly CATALOG: DurableObjectNamespace;
  readonly RECOMMENDER: DurableObjectNamespace;
}

/** What the shop's work is done with. */
export interface ShopParts {
  readonly storage: DurableObjectStorage;
  readonly env: ShopEnv;
  readonly store: ShopStore;
  readonly agenda: Agenda;
  readonly directory: Directory;
  readonly holds: Holds;
  readonly changes: ChangeLog;
  readonly programmes: ProgrammeStore;
  readonly offers: ShopOffersDesk;
  /** Addresses of whoever owns the shop. */
  readonly owners: () => readonly string[];
  /** Writes down what staff did. */
  readonly note: (who: string, what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** What a shop's agenda does with other objects: opening, pushing, carrying, settling, erasing, moving. Each may be done again from the start. */
export class ShopWork {
  readonly #storage: DurableObjectStorage;
  readonly #env: ShopEnv;
  readonly #store: ShopStore;
  readonly #agenda: Agenda;
  readonly #directory: Directory;
  readonly #holds: Holds;
  readonly #changes: ChangeLog;
  readonly #programmes: ProgrammeStore;
  /** What is learnt of the whole shop's customers. */
  readonly value: ValueWork;
  /** What the owner is told of by itself. */
  readonly notices: NoticeWork;
  /** Members who recommend the shop. */
  readonly referrals: Referrals;
  /** Members whom staff know to be one. */
  readonly people: PersonMerges;
  readonly merges: PersonMergeStore;
  readonly #offers: ShopOffersDesk;

  constructor({ storage, env, store, agenda, directory, holds, changes, programmes, offers, owners, note }: ShopParts) {
    this.#storage = storage;
    this.#env = env;
    this.#store = store;
    this.#agenda = agenda;
    this.#directory = directory;
    this.#holds = holds;
    this.#changes = changes;
    this.#programmes = programmes;
    this.value = new ValueWork(new ValueStore(storage.sql), agenda, () => this.#slices());
    this.notices = new NoticeWork({
      storage,
      env,
      store: new NoticeStore(storage.sql),
      agenda,
      shop: () => store.made(),
      owners,
      slices: () => this.#slices(),
    });
    this.#offers = offers;
    this.merges = new PersonMergeStore(storage.sql);
    this.people = new PersonMerges({ storage, store, merges: this.merges, agenda, directory, note, sliceOf: (id) => this.#sliceOf(id) });
    this.referrals = new Referrals({ storage, store, agenda, directory, sliceOf: (id) => this.#sliceOf(id) });
  }

  async #slices(): Promise<Seated[]> {
    return Promise.all(
      this.#store.seats().map(async ({ slice, generation }) => ({ slice: await this.#slice(slice, generation), at: { generation } })),
    );
  }

  handlers(): Readonly<Record<string, Handler>> {
    return {
      open: () => this.#openAll(),
      value: () => this.value.run(),
      notice: () => this.notices.run(),
      'notice-mail': (item) => this.notices.mail(item),
      referral: (item) => this.referrals.give(item.payload as ReferralKept),
      push: () => this.#push(),
      merge: (item) => this.#carry(item.key),
      'person-merge': (item) => this.people.run(item.key),
      'person-merge-settle': () => this.people.settle(),
      settle: (item) => this.settle(item.key),
      erase: (item) => this.#eraseRows(item.key),
      rebuild: (item) => this.planMove(Number(item.key)),
      move: (item) => this.#move(Number(item.key)),
      destroy: (item) => this.#destroy(item.payload as { slice: number; generation: number }),
    };
  }

  #slice(index: number, generation: number): Promise<SlicePort> {
    return port<SlicePort>(this.#env.SHOPPERS, ['shoppers', this.#store.made().id, String(index), String(generation)]);
  }

  async #sliceOf(id: string): Promise<Seated> {
    const at = slot(id);
    const seat = this.#store.seats().find((one) => at >= one.from && at < one.to);
    if (!seat) throw new Error('the slices leave a gap');
    return { slice: await this.#slice(seat.slice, seat.generation), at: { generation: seat.generation, slot: at } };
  }

  #setup(seat: SeatRow): SliceSetup {
    const shop = this.#store.made();
    return {
      shopId: shop.id,
      slice: seat.slice,
      settings: shop.settings,
      version: shop.version,
      holdoutKey: this.#store.holdoutKey(),
      programmes: this.#programmes.since(-1),
    };
  }

  async #openAll(): Promise<void> {
    const shop = this.#store.made();
    const whole = { generation: 1, from: 0, to: SLOTS };
    const catalog = await port<CatalogPort>(this.#env.CATALOG, ['catalog', shop.id, '0']);
    const recommender = await port<RecommenderPort>(this.#env.RECOMMENDER, ['recommender', shop.id, '0']);
    await catalog.open(whole, { shopId: shop.id, currency: shop.settings.currency, locales: shop.settings.locales });
    await recommender.open(whole);
    for (const seat of this.#store.seats()) {
      const slice = await this.#slice(seat.slice, seat.generation);
      const opened = await slice.open({ generation: seat.generation, from: seat.from, to: seat.to }, this.#setup(seat));
      if (!opened.ok) throw new Error(`a slice did not open: ${opened.problem}`);
    }
  }

  async #push(): Promise<void> {
    const shop = this.#store.made();
    const last = this.#changes.last;
    // The components' words are asked of the shop itself: no slice says any.
    const { wording: _, ...settings } = shop.settings;
    for (const seat of this.#store.seats()) {
      if (this.#changes.cursor(`slice:${seat.slice}`) >= last) continue;
      const slice = await this.#slice(seat.slice, seat.generation);
      const programmes = this.#programmes.since(this.#changes.cursor(`slice:${seat.slice}`));
      const answer = await slice.configure({ generation: seat.generation }, settings, shop.version, this.#store.holdoutKey(), programmes);
      if (!answer.ok) throw new Error(`a slice did not take the settings: ${answer.problem}`);
      const { offers, usedUp } = this.#offers.shelf();
      must(await slice.keepOffers({ generation: seat.generation }, offers, usedUp));
      this.#changes.advance(`slice:${seat.slice}`, last);
    }
    this.#changes.trim();
  }

  async #carry(guest: string): Promise<void> {
    const merge = this.#store.merge(guest);
    if (!merge) return;
    if (this.people.isRunning(merge.member)) stopWhileMerging();
    // Whom a member was merged into since takes the guest in.
    const member = this.#directory.resolve(merge.member);
    const [source, target] = [await this.#sliceOf(guest), await this.#sliceOf(member)];
    await carry(
      { ...merge, member },
      {
        source,
        target,
        save: (step, copiedThrough) => this.#store.saveMerge(guest, step, copiedThrough),
        forward: () =>
          atomic(this.#storage, () => {
            this.#directory.forward(guest, member);
            this.#store.saveMerge(guest, 'done', merge.copiedThrough);
          }),
      },
    );
  }

  /** A hold has run out: only the slice knows whether it was taken, so it is asked, and from then on it can't be taken any more. */
  async settle(commandId: string): Promise<void> {
    const hold = this.#holds.get(commandId);
    if (!hold || hold.state !== 'held') return;
    const id = this.#directory.resolve(hold.owner);
    if (id === BURIED) return this.#release(commandId);
    const { slice, at } = await this.#sliceOf(id);
    await breakpoint('hold.settle');
    const answer = await slice.settle(at, id, commandId);
    await breakpoint('hold.settled');
    if (!answer.ok) throw new Error(`a hold can't be settled yet: ${answer.problem}`);
    if (answer.taken) atomic(this.#storage, () => this.#offers.settle(commandId, true));
    else this.#release(commandId);
  }

  /** What a command held is free again; also its code, which nobody saw. */
  #release(commandId: string): void {
    atomic(this.#storage, () => {
      if (this.#offers.settle(commandId, false)) this.#programmes.freeCode(commandId);
    });
  }

  /** What a slice knows of who somebody is for the shop. */
  async customerOf(id: string): Promise<WebhookCustomer> {
    const { slice, at } = await this.#sliceOf(id);
    return must(await slice.customer(at, id)).customer;
  }

  async #eraseRows(id: string): Promise<void> {
    const { slice, at } = await this.#sliceOf(id);
    must(await slice.erase(at, id));
  }

  /** Plans to copy a slice into a fresh object. Inside the caller's transaction. */
  planMove(index: number): void {
    const seat = this.#store.seats().find((one) => one.slice === index);
    if (!seat) return;
    if (this.#store.movingTo(index) === null) this.#store.markMoving(index, seat.generation + 1);
    this.#agenda.plan({ kind: 'move', key: String(index), dueAtMs: now() });
  }

  async #move(index: number): Promise<void> {
    const seat = this.#store.seats().find((one) => one.slice === index);
    const movingTo = seat ? this.#store.movingTo(index) : null;
    if (!seat || movingTo === null) return;
    const [old, fresh] = [await this.#slice(index, seat.generation), await this.#slice(index, movingTo)];
    if (!(await copySlice(old, fresh, seat, movingTo, this.#setup(seat)))) {
      this.#copyAgain(index, movingTo);
      return;
    }
    await breakpoint('move.copied');
    atomic(this.#storage, () => {
      this.#store.switchGeneration(index, movingTo);
      this.#agenda.plan({
        kind: 'destroy',
        key: `${index}:${seat.generation}`,
        dueAtMs: now(),
        payload: { slice: index, generation: seat.generation },
      });
    });
    await breakpoint('move.switched');
    log('slice.moved', { shop: this.#store.made().id, slice: index, generation: movingTo });
  }

  /** The copy differs from the original: it is thrown away, and the next one is made in an object of its own. */
  #copyAgain(slice: number, generation: number): void {
    log('slice.copied-badly', { shop: this.#store.made().id, slice, generation });
    atomic(this.#storage, () => {
      this.#store.markMoving(slice, generation + 1);
      this.#agenda.plan({ kind: 'destroy', key: `${slice}:${generation}`, dueAtMs: now(), payload: { slice, generation } });
      this.#agenda.plan({ kind: 'move', key: String(slice), dueAtMs: now() });
    });
  }

  /** Clears away an object that is no longer the slice, after the one that is has begun its work. */
  async #destroy({ slice, generation }: { slice: number; generation: number }): Promise<void> {
    const seat = this.#store.seats().find((one) => one.slice === slice);
    if (seat) must(await (await this.#slice(slice, seat.generation)).takeOver({ generation: seat.generation }));
    must(await (await this.#slice(slice, generation)).destroy({ generation }));
    await breakpoint('move.destroyed');
  }
}
