import { due, redeem, takeOrder } from '@rapport/domain/shopper';
import type { Order, OrderTaken, Voucher } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At, RedeemCommand } from '../ports.ts';
import { now } from '../../platform/clock.ts';
import type { People, SliceParts } from './people.ts';

/** What an order's products mean to the recommender, against 1 for a look. */
const BOUGHT_WEIGHT = 5;

/** Orders, points and vouchers: whatever is worth money. */
export class CommerceDesk {
  readonly #parts: SliceParts;
  readonly #people: People;

  constructor(parts: SliceParts, people: People) {
    this.#parts = parts;
    this.#people = people;
  }

  /** An order, or its next status, from a source that is trusted. */
  order(at: At, id: string, order: Order): Answer<{ taken: OrderTaken }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { store, commerce, trials } = this.#parts;
    const { currency, programme } = store.setup().settings;
    const taken = takeOrder(loaded.person, commerce.ledger(id), commerce.order(id, order.id), order, { currency, programme }, this.#people.moment());
    if (!taken.ok) return taken;
    if (taken.changed) {
      this.#people.keep(taken, () => {
        commerce.saveOrder(id, order);
        commerce.confirmReported(id, order.id);
        this.#people.book(id, taken.movements);
        trials.recount(id);
        this.planDue(id, taken.dueAtMs);
        if (order.status !== 'paid' || loaded.person.consent.personalisation !== 'granted') return;
        const { alias } = loaded.person;
        const signals = order.lines.map(({ productId }) => ({ session: alias, productId, weight: BOUGHT_WEIGHT, atMs: now() }));
        this.#people.post('recommender', 'signals', signals);
      });
    }
    const { pointsPending, pointsAvailable } = taken.person;
    return { ok: true, taken: { orderId: order.id, status: order.status, changed: taken.changed, pointsPending, pointsAvailable } };
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
    const redeemed = redeem(loaded.person, commerce.ledger(id), reward, command, this.#people.moment());
    if (!redeemed.ok) return redeemed;
    const saved = JSON.stringify({ voucher: redeemed.voucher });
    this.#people.keep(redeemed, () => {
      this.#people.book(id, redeemed.movements);
      this.#people.announce(id, { type: 'reward.redeemed', data: { rewardId: reward.id, kind: reward.kind, points: reward.costPoints } });
      commerce.addVoucher(id, redeemed.voucher);
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

  /** What has become due for one person: points whose time to wait is over. Called by the agenda, inside its transaction. */
  due(id: string): void {
    const { store, commerce } = this.#parts;
    const person = store.person(id);
    if (!person) return;
    const changed = due(person, commerce.ledger(id), this.#people.moment());
    if (changed.movements.length > 0) this.#people.keep(changed, () => this.#people.book(id, changed.movements));
    this.planDue(id, changed.dueAtMs);
  }

  /** Puts the next moment at which something becomes due for this person on the agenda. */
  planDue(id: string, dueAtMs: number | null): void {
    if (dueAtMs === null) this.#parts.agenda.cancel('due', id);
    else this.#parts.agenda.plan({ kind: 'due', key: id, dueAtMs });
  }
}
