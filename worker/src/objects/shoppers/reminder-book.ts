import type { KnownOrder } from '@rapport/domain/commerce';
import { KINDS } from '@rapport/domain/notify';
import { goneLines, remindersOf } from '@rapport/domain/reminders';
import type { Purchase, Reminder } from '@rapport/domain/reminders';
import type { Order, ReminderRule } from '@rapport/protocol';
import type { Agenda } from '../../platform/agenda.ts';
import { now } from '../../platform/clock.ts';
import type { KnowingDesk } from './knowing-desk.ts';
import type { MessageStore } from './message-store.ts';
import type { ReminderStore } from './reminder-store.ts';
import type { ShoppersStore } from './shoppers-store.ts';

/** People planned anew before other calls get their turn: about 5 ms. */
const PEOPLE_A_PIECE = 50;

/** What was bought, and the moment at which somebody next has to be reminded of something. */
export class ReminderBook {
  readonly store: ReminderStore;
  readonly #people: ShoppersStore;
  readonly #messages: MessageStore;
  readonly #knowing: KnowingDesk;
  readonly #agenda: Agenda;

  constructor(store: ReminderStore, people: ShoppersStore, messages: MessageStore, knowing: KnowingDesk, agenda: Agenda) {
    this.store = store;
    this.#people = people;
    this.#messages = messages;
    this.#knowing = knowing;
    this.#agenda = agenda;
  }

  /** Keeps what an order bought; inside the transaction that takes it. Called before `settled`. */
  bought(shopper: string, order: Order): void {
    const atMs = Math.min(Date.parse(order.placedAt), now());
    for (const [line, { productId, title, quantity, totalMinor }] of order.lines.entries()) {
      const traits = this.#knowing.traitsOf(productId);
      const purchase: Purchase = {
        orderId: order.id,
        line,
        productId,
        title: title ?? '',
        maker: traits?.maker ?? '',
        category: traits?.category ?? '',
        quantity,
        atMs,
        lastsDays: traits?.lastsDays ?? null,
        gone: false,
      };
      this.store.savePurchase(shopper, purchase, totalMinor);
    }
  }

  /** What of an order still stands after it was taken, refunded or called off; plans what follows. Inside the transaction. */
  settled(shopper: string, { id, status, refunds }: KnownOrder): void {
    const lines = this.store.linesOf(shopper, id);
    const gone = goneLines(
      lines.map(({ totalMinor }) => totalMinor),
      refunds,
      status === 'cancelled' || status === 'refunded',
    );
    for (const [i, one] of lines.entries()) if (one.gone !== gone[i]) this.store.markGone(shopper, id, one.line, gone[i] ?? false);
    this.plan(shopper);
  }

  /** All reminders of somebody that still call for something, past and to come; told and unwanted ones too. */
  remindersOf(shopper: string): Reminder[] {
    return this.#by(shopper, this.#rules());
  }

  /** The same by one rule that may not be the shop's yet. */
  tried(shopper: string, rule: ReminderRule): Reminder[] {
    return this.#by(shopper, [{ ...rule, paused: false }]);
  }

  #by(shopper: string, rules: readonly ReminderRule[]): Reminder[] {
    if (rules.length === 0) return [];
    const purchases = this.store.purchases(shopper);
    const rhythms = this.store.rhythms(purchases.map(({ productId }) => productId));
    return remindersOf(purchases, { rules, rhythms, timeZone: this.zoneOf(shopper) });
  }

  /** Of these, those whose moment has come and which are still worth saying. */
  ready(shopper: string, all = this.remindersOf(shopper)): Reminder[] {
    const atMs = now();
    const open = all.filter(({ dueAtMs, kind }) => dueAtMs <= atMs && dueAtMs + KINDS[kind].keepsMs > atMs);
    if (open.length === 0) return [];
    const off = this.store.off(shopper);
    return open.filter(({ subject }) => !off.has(subject) && !this.#messages.wasTold(shopper, subject));
  }

  /** Plans the next moment at which somebody is reminded; what is ready already is due at once. */
  plan(shopper: string): void {
    const all = this.remindersOf(shopper);
    this.planNext(shopper, all, this.ready(shopper, all).length > 0 ? now() : null);
  }

  /** The same after what was ready has been looked at: `atMs` = when to look at it again, null = not at all. */
  planNext(shopper: string, all: readonly Reminder[], atMs: number | null): void {
    const ahead = all.filter(({ dueAtMs }) => dueAtMs > now()).map(({ dueAtMs }) => dueAtMs);
    const next = [...ahead, ...(atMs === null ? [] : [atMs])];
    if (next.length === 0) this.#agenda.cancel('remind', shopper);
    else this.#agenda.plan({ kind: 'remind', key: shopper, dueAtMs: Math.min(...next), lane: 2 });
  }

  /** Plans everybody anew, for the rules have changed or more was learnt: an owner's act, in pieces. */
  planWalk(after = ''): void {
    this.#agenda.plan({ kind: 'remind-walk', key: 'all', dueAtMs: now(), payload: { after }, lane: 3 });
  }

  /** One piece of that; plans the next. Called by the agenda. */
  walk(after: string): void {
    const people = this.store.buyersAfter(after, PEOPLE_A_PIECE);
    for (const shopper of people) this.plan(shopper);
    const last = people.at(-1);
    if (people.length === PEOPLE_A_PIECE && last !== undefined) this.planWalk(last);
  }

  /** The zone a person lives in, as far as they said. */
  zoneOf(shopper: string): string {
    return this.#messages.preference(shopper).preferences.timeZone ?? this.#people.setup().settings.timeZone;
  }

  #rules(): readonly ReminderRule[] {
    return this.#people.setup().settings.reminders ?? [];
  }
}
