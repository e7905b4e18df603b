import type { Order, OrderStatus, Programme, Refused } from '@rapport/protocol';
import { NO_STATE, markOf } from './commerce.ts';
import type { KnownOrder, Moved, OrderMoved, PointsShop, Purse } from './commerce.ts';
import type { Refund } from './points/index.ts';
import { stranger } from './shopper.ts';
import type { Moment, Person } from './shopper.ts';

/** A day, in ms. */
export const DAY = 86_400_000;

/** A moment with ids of its own. */
export const at = (nowMs: number): Moment => {
  let made = 0;
  return { nowMs, newId: () => `id-${nowMs}-${(made += 1)}` };
};

/** A programme of one point a unit, fourteen days to wait and nothing else. */
export const aProgramme = (change: Partial<Programme> = {}): Programme => ({
  pointsPerUnit: 1,
  signUpPoints: 50,
  pendingDays: 14,
  rewards: [{ id: 'five', kind: 'amount', title: {}, costPoints: 100, valueMinor: 500, percent: null, minimumMinor: 0, stock: null }],
  ...change,
});

/** A shop with these versions, the first from the beginning, the next ones a thousand days apart. */
export const aShop = (...programmes: readonly Programme[]): PointsShop => ({
  currency: 'EUR',
  timeZone: 'UTC',
  versions: (programmes.length > 0 ? programmes : [aProgramme()]).map((programme, index) => ({
    version: index + 1,
    fromMs: index * 1_000 * DAY,
    programme,
  })),
});

export const aPerson = (change: Partial<Person> = {}): Person => ({
  ...stranger('shp_1', 'as_1', 'en', 0),
  consent: { personalisation: 'granted', messages: 'granted' },
  ...change,
});

export const aPurse = (change: Partial<Purse> = {}): Purse => ({ person: aPerson(), ledger: [], state: NO_STATE, orders: [], ...change });

/** An order of lines by amount, with a discount on the whole. */
export const anOrder = (
  id: string,
  lines: number | readonly number[],
  { status = 'paid', discountMinor = 0, placedAtMs = 0 }: { status?: OrderStatus; discountMinor?: number; placedAtMs?: number } = {},
): Order => {
  const amounts = typeof lines === 'number' ? [lines] : lines;
  const subtotalMinor = amounts.reduce((sum, amount) => sum + amount, 0);
  return {
    id,
    status,
    customer: { id: 'c' },
    currency: 'EUR',
    totalMinor: Math.max(0, subtotalMinor - discountMinor),
    subtotalMinor,
    discountMinor,
    taxMinor: 0,
    shippingMinor: 0,
    placedAt: new Date(placedAtMs).toISOString(),
    lines: amounts.map((totalMinor, index) => ({ productId: `p${index}`, quantity: 1, unitPriceMinor: totalMinor, totalMinor })),
  };
};

export const aRefund = (id: string, amountMinor: number, line?: number): Refund => ({
  id,
  amountMinor,
  lines: line === undefined ? [] : [{ line, amountMinor }],
});

/** What a slice keeps of one shopper: it takes decisions and remembers them. */
export class Till {
  purse: Purse = aPurse();
  readonly known = new Map<string, KnownOrder>();
  dueAtMs: number | null = null;

  /** Does what a decision says, or throws what it refused with. */
  take<R extends Moved | Refused>(decide: (purse: Purse) => R): Extract<R, { ok: true }> {
    const made = decide(this.purse);
    if (!made.ok) throw new Error(made.problem);
    const warned = new Set([...(this.purse.warned ?? []), ...made.warned]);
    const { order, referred } = made as Partial<OrderMoved>;
    const referredBy = referred ? null : (this.purse.referredBy ?? null);
    if (order) this.known.set(order.id, order);
    const orders = [...this.known.values()].map(markOf).filter((mark) => mark !== null);
    this.purse = { person: made.person, ledger: [...this.purse.ledger, ...made.movements], state: made.state, orders, warned, referredBy };
    this.dueAtMs = made.dueAtMs;
    return made as Extract<R, { ok: true }>;
  }
}
