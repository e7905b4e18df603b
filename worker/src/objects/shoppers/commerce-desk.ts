import { cancelOrder, cancelVoucher, due, redeem, refundOrder, takeOrder } from '@rapport/domain/commerce';
import type { KnownOrder, OrderFacts, OrderMoved, PointsShop, Purse } from '@rapport/domain/commerce';
import { accountOf, kept } from '@rapport/domain/points';
import type { Movement, Refund } from '@rapport/domain/points';
import type { Moment, Person } from '@rapport/domain/shopper';
import type { Order, OrderTaken, RefundTaken, Refused, ShopperView, Voucher } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At, RedeemCommand } from '../ports.ts';
import { now } from '../../platform/clock.ts';
import { useOffers, withOffers } from './offer-orders.ts';
import type { People, SliceParts } from './people.ts';
import type { PointsBook } from './points-book.ts';

/** What an order's products mean to the recommender, against 1 for a look. */
const BOUGHT_WEIGHT = 5;

/** Orders, points and vouchers: whatever is worth money. */
export class CommerceDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #book: PointsBook;

  constructor(parts: SliceParts, people: People, book: PointsBook) {
    this.#parts = parts;
    this.#people = people;
    this.#book = book;
  }

  /** What an order would bring if nothing were limited for all shoppers together. */
  wouldOrder(at: At, id: string, order: Order, facts: OrderFacts): readonly Movement[] {
    const loaded = this.#people.load(at, { id });
    const taken = loaded.ok ? this.#judged(loaded.person, order, facts, this.#book.unlimited()) : loaded;
    return taken.ok ? taken.movements : [];
  }

  #judged(person: Person, order: Order, facts: OrderFacts, shop: PointsShop): OrderMoved | Refused {
    const { id } = person;
    const known = this.#parts.points.order(id, order.id);
    const mine = withOffers(shop, id, order.id, this.#parts);
    return takeOrder(this.#book.purse(person), known, order, order.refunds ?? [], mine, this.#people.moment(), facts);
  }

  /** An order, or its next status, from a source that is trusted. */
  order(at: At, id: string, order: Order, facts: OrderFacts): Answer<{ taken: OrderTaken }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { commerce, trials, reminders } = this.#parts;
    const taken = this.#judged(loaded.person, order, facts, this.#book.shop());
    if (!taken.ok) return taken;
    if (taken.changed) {
      const also = (): void => {
        commerce.saveOrder(id, { ...order, status: taken.order.status });
        commerce.confirmReported(id, order.id);
        this.#toRecommender(order, loaded.person);
      };
      this.#people.keep(taken, () => {
        this.#book.write(taken, { order: taken.order, also });
        useOffers(id, order, this.#parts);
        reminders.bought(id, order);
        reminders.settled(id, taken.order);
        trials.recount(id);
      });
    }
    const { pointsPending, pointsAvailable } = taken.person;
    return { ok: true, taken: { orderId: order.id, status: taken.order.status, changed: taken.changed, pointsPending, pointsAvailable } };
  }

  /** Products of a known order, line by line. */
  ordered(at: At, id: string, orderId: string): Answer<{ products: readonly string[] }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const known = this.#parts.points.order(id, orderId);
    return known ? { ok: true, products: (known.judgement?.judged.lines ?? []).map(({ productId }) => productId) } : refused('unknown-order');
  }

  /** Money of a known order went back. */
  refund(at: At, id: string, orderId: string, refund: Refund): Answer<{ taken: RefundTaken }> {
    return this.#undo(at, id, orderId, refund.id, (purse, known, shop, moment) => refundOrder(purse, known, refund, shop, moment));
  }

  /** A known order is called off. */
  cancelOrder(at: At, id: string, orderId: string, reason: string): Answer<{ taken: RefundTaken }> {
    return this.#undo(at, id, orderId, 'cancellation', (purse, known, shop, moment) => cancelOrder(purse, known, reason, shop, moment));
  }

  #undo(
    at: At,
    id: string,
    orderId: string,
    refundId: string,
    decide: (purse: Purse, known: KnownOrder, shop: PointsShop, moment: Moment) => OrderMoved,
  ): Answer<{ taken: RefundTaken }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { points, trials, reminders } = this.#parts;
    const known = points.order(id, orderId);
    if (!known) return refused('unknown-order');
    const purse = this.#book.purse(loaded.person);
    const moved = decide(purse, known, withOffers(this.#book.shop(), id, orderId, this.#parts), this.#people.moment());
    if (moved.changed) {
      this.#people.keep(moved, () => {
        this.#book.write(moved, { order: moved.order });
        reminders.settled(id, moved.order);
        trials.recount(id);
      });
    }
    const { pending, available, debt } = accountOf([...purse.ledger, ...moved.movements]);
    return {
      ok: true,
      taken: {
        orderId,
        refundId,
        changed: moved.changed,
        refundedMinor: refundedOf(moved.order),
        pointsReversed: moved.reversed,
        pointsPending: pending,
        pointsAvailable: available,
        pointsDebt: debt,
      },
    };
  }

  #toRecommender(order: Order, person: Person): void {
    if (order.status !== 'paid' || person.consent.personalisation !== 'granted') return;
    const signals = order.lines.map(({ productId }) => ({ session: person.alias, productId, weight: BOUGHT_WEIGHT, atMs: now() }));
    this.#people.post('recommender', 'signals', signals);
  }

  /** The saved answer of a command, if it was given before. `key-reused` when its body was another. */
  replay(at: At, id: string, commandId: string, bodyHash: string): Answer<{ saved: string | null }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const command = this.#parts.commerce.command(id, commandId);
    if (command && command.answer !== null && command.bodyHash !== bodyHash) return refused('key-reused');
    return { ok: true, saved: command?.answer ?? null };
  }

  /** Takes a reward: points, voucher, saved answer and the message that confirms the hold stand in one transaction (law 3). */
  redeem(at: At, id: string, command: RedeemCommand): Answer<{ saved: string }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { store, commerce } = this.#parts;
    const before = commerce.command(id, command.id);
    if (before) return before.answer === null ? refused('out-of-stock', 'This took too long; try again.') : { ok: true, saved: before.answer };
    if (now() > command.deadlineMs) return refused('out-of-stock', 'This took too long; try again.');
    const reward = store.setup().settings.programme.rewards.find((one) => one.id === command.rewardId);
    if (!reward) return refused('unknown-reward');
    if (reward.perShopper !== undefined && commerce.countTaken(id, reward.id) >= reward.perShopper) return refused('limit-reached');
    const redeemed = redeem(this.#book.purse(loaded.person), reward, command, this.#book.shop(), this.#people.moment());
    if (!redeemed.ok) return redeemed;
    const saved = JSON.stringify({ voucher: redeemed.voucher });
    this.#people.keep(redeemed, () => {
      this.#book.write(redeemed);
      this.#people.announce(id, { type: 'reward.redeemed', data: { rewardId: reward.id, kind: reward.kind, points: reward.costPoints } });
      commerce.addVoucher(id, redeemed.voucher, command.id);
      commerce.saveCommand(id, command.id, command.bodyHash, saved, now());
      if (command.held) this.#people.post('shop', 'hold.confirm', { command: command.id });
    });
    return { ok: true, saved };
  }

  /** Whether a command was taken. If not, it never can be from now on: the hold behind it is about to be released. */
  settle(at: At, id: string, commandId: string): Answer<{ taken: boolean }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { commerce } = this.#parts;
    const command = commerce.command(id, commandId);
    if (!command) commerce.saveCommand(id, commandId, '', null, now());
    return { ok: true, taken: command !== null && command.answer !== null };
  }

  voucher(at: At, id: string, code: string): Answer<{ voucher: Voucher }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const found = this.#parts.commerce.voucher(id, code);
    return found ? { ok: true, voucher: found.voucher } : refused('unknown-voucher');
  }

  /** Uses a voucher up. The same order again is fine; another one is refused. */
  useVoucher(at: At, id: string, code: string, orderId: string): Answer<{ voucher: Voucher }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { commerce } = this.#parts;
    const found = commerce.voucher(id, code);
    if (!found) return refused('unknown-voucher');
    if (found.voucher.state !== 'ready') return found.orderId === orderId ? { ok: true, voucher: found.voucher } : refused('voucher-used');
    this.#people.keep(this.#people.noted(loaded.person, 'voucher_used', 'shop', { code, orderId }), () => {
      if (!commerce.useVoucher(id, code, orderId, now())) throw new Error('a voucher changed while nothing else could run');
    });
    return { ok: true, voucher: { ...found.voucher, state: 'used', usedAtMs: now() } };
  }

  /** Gives an unused voucher up; again is fine. Its points go back to their lots, and what there is only so much of goes back to the shop. */
  cancelVoucher(at: At, id: string, code: string): Answer<{ voucher: Voucher; view: ShopperView }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { commerce } = this.#parts;
    const found = commerce.voucher(id, code);
    if (!found) return refused('unknown-voucher');
    const { voucher } = found;
    if (voucher.state === 'cancelled') return { ok: true, voucher, view: this.#people.viewOf(loaded.person) };
    const command = commerce.commandOf(id, code);
    if (voucher.state !== 'ready' || command === '') return refused('voucher-used');
    const moved = cancelVoucher(this.#book.purse(loaded.person), voucher, command, this.#book.shop(), this.#people.moment());
    const view = this.#people.keep(moved, () => {
      this.#book.write(moved);
      if (!commerce.cancelVoucher(id, code)) throw new Error('a voucher changed while nothing else could run');
      this.#people.post('shop', 'hold.undo', { command });
    });
    return { ok: true, voucher: { ...voucher, state: 'cancelled' }, view };
  }

  /** What would be given for what has become due, if nothing were limited for all. */
  wouldBeDue(id: string): readonly Movement[] {
    const person = this.#parts.store.person(id);
    return person ? due(this.#book.purse(person), this.#book.unlimited(), this.#people.moment()).movements : [];
  }

  /** What has become due for one person: points that ripen or lapse, a birthday, a standing, a warning. Called by the agenda, inside its transaction. */
  due(id: string): void {
    const person = this.#parts.store.person(id);
    if (!person) return;
    const moved = due(this.#book.purse(person), this.#book.shop(), this.#people.moment());
    if (moved.person === person) this.#book.write(moved);
    else this.#book.keep(moved);
  }
}

/** How much of an order went back. */
const refundedOf = (order: KnownOrder): number =>
  order.judgement === null ? 0 : isUndone(order) ? order.judgement.judged.paidMinor : kept(order.judgement.judged, order.refunds).refundedMinor;
const isUndone = ({ status }: KnownOrder): boolean => status === 'cancelled' || status === 'refunded';
