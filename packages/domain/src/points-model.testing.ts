import type { Programme } from '@rapport/protocol';
import { DAY, Till, aProgramme, aRefund, anOrder, at } from './commerce.testing.ts';
import { adjusted, cancelOrder, cancelVoucher, due, grant, judgement, keepsOf, lotOf, redeem, refundOrder, takeOrder } from './commerce.ts';
import type { KnownOrder, PointsShop } from './commerce.ts';
import { replay } from './points-report.ts';
import { accountOf, balanceOf } from './points/index.ts';

// A shopper's life as a model test: random commands on the pure modules, and after each of them everything that must hold of a ledger.

/** fast-check, as whoever runs this has it: the domain itself knows nothing of it. */
type FastCheck = typeof import('fast-check');

/** One thing that happens to somebody's points. */
export type Command =
  | { readonly do: 'order'; readonly order: number; readonly lines: readonly number[]; readonly off: number }
  | { readonly do: 'refund'; readonly order: number; readonly refund: number; readonly amount: number; readonly line: number | null }
  | { readonly do: 'cancel'; readonly order: number }
  | { readonly do: 'redeem'; readonly voucher: number }
  | { readonly do: 'give-up'; readonly voucher: number }
  | { readonly do: 'grant'; readonly grant: number }
  | { readonly do: 'adjust'; readonly hand: number; readonly points: number }
  | { readonly do: 'wait'; readonly days: number };

/** A shopper's life: the owner's policy, when points lapse, and what happens. */
export interface Life {
  readonly policy: 'debt' | 'clamp';
  readonly expiry: Programme['expiry'];
  readonly commands: readonly Command[];
}

/** What may happen. Few ids and short spans, so that the same things meet again. */
const commandsOf = (fc: FastCheck) => {
  const order = fc.nat(7);
  const amount = fc.integer({ min: 0, max: 30_000 });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('order' as const), order, lines: fc.array(amount, { minLength: 1, maxLength: 4 }), off: fc.nat(5_000) }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('refund' as const), order, refund: fc.nat(5), amount, line: fc.option(fc.nat(3)) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), order }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('redeem' as const), voucher: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('give-up' as const), voucher: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('grant' as const), grant: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('adjust' as const), hand: fc.nat(9), points: fc.integer({ min: -120, max: 120 }) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.nat(40) }) },
  );
};

const REWARD = { id: 'five', kind: 'amount' as const, title: {}, costPoints: 60, valueMinor: 500, percent: null, minimumMinor: 0, stock: null };

/** Tiers, multipliers, first order and limits: the part of a programme in which most can go wrong. */
export const EVERYTHING: Pick<Programme, 'orderLimits' | 'rules' | 'multipliers' | 'tiers'> = {
  orderLimits: { monthPoints: 900 },
  rules: [
    { id: 'first', on: 'first-order', title: {}, points: 35, limits: {} },
    { id: 'visit', on: 'event', title: {}, points: 12, limits: { dayPoints: 20 } },
  ],
  multipliers: [{ id: 'triple', title: {}, factor: 3, products: ['p1'], priority: 1, stacks: true }],
  tiers: {
    by: 'spend',
    window: { kind: 'rolling', days: 90 },
    graceDays: 5,
    down: 'one-step',
    list: [
      { id: 'silver', title: {}, from: 20_000, perks: [] },
      { id: 'gold', title: {}, from: 60_000, pointsPerUnit: 2, perks: [] },
    ],
  },
};

/** A programme that uses everything: tiers, multipliers, first order, limits, lapsing; and the version that follows it after 200 days. */
const programmes = (policy: 'debt' | 'clamp', expiry: Programme['expiry']): Programme[] => {
  const first = aProgramme({
    rewards: [REWARD],
    refunds: policy,
    ...EVERYTHING,
    ...(expiry ? { expiry } : {}),
  });
  return [first, { ...first, pointsPerUnit: 1.7, pendingDays: 3 }];
};

/** Any life of up to so many commands. */
export const lives = (fc: FastCheck, maxLength: number) =>
  fc.record({
    policy: fc.constantFrom('debt' as const, 'clamp' as const),
    expiry: fc.constantFrom<Programme['expiry'][]>(undefined, { kind: 'lot', months: 2, roundTo: 'month' }, { kind: 'idle', months: 1 }),
    commands: fc.array(commandsOf(fc), { minLength: 1, maxLength, size: 'max' }),
  });

/** Thrown when something doesn't hold. */
const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** Plays a life and throws at the first thing that doesn't hold. Answers with how many commands it took. */
export function play({ policy, expiry, commands }: Life): number {
  const versions = programmes(policy, expiry).map((programme, index) => ({ version: index + 1, fromMs: index * 200 * DAY, programme }));
  const till = new Till();
  let nowMs = 0;
  const shopNow = (): PointsShop => ({ currency: 'EUR', timeZone: 'UTC', versions: versions.filter(({ fromMs }) => fromMs <= nowMs) });
  const vouchers = new Map<number, ReturnType<typeof redeemed>>();
  const redeemed = (number: number) => {
    const done = redeem(till.purse, REWARD, { id: `${number}`, code: `V${number}` }, shopNow(), at(nowMs));
    return done.ok ? till.take(() => done).voucher : null;
  };
  for (const command of commands) {
    nowMs += 1;
    const before = accountOf(till.purse.ledger);
    const shop = shopNow();
    switch (command.do) {
      case 'order': {
        const id = `${command.order}`;
        const known = till.known.get(id) ?? null;
        const told = anOrder(id, command.lines, { discountMinor: command.off, placedAtMs: nowMs });
        if (known && known.totalMinor !== told.totalMinor) {
          must(!takeOrder(till.purse, known, told, [], shop, at(nowMs)).ok, 'an order changed its total');
          break;
        }
        const preview = judgement(till.purse, told, nowMs, shop, nowMs).judged;
        const taken = till.take((purse) => takeOrder(purse, known, told, [], shop, at(nowMs)));
        const earned = taken.movements.filter(({ kind }) => kind === 'earn').reduce((sum, { points }) => sum + points, 0);
        const promised = known ? 0 : preview.points + preview.bonuses.reduce((sum, { points }) => sum + points, 0);
        must(earned === promised, 'an award is not what the preview promised');
        must(
          till.take((purse) => takeOrder(purse, till.known.get(id) ?? null, told, [], shop, at(nowMs))).movements.length === 0,
          'an order counted twice',
        );
        break;
      }
      case 'refund': {
        const known = till.known.get(`${command.order}`);
        if (!known) break;
        const refund = aRefund(`${command.refund}`, command.amount, command.line ?? undefined);
        till.take((purse) => refundOrder(purse, known, refund, shop, at(nowMs)));
        break;
      }
      case 'cancel': {
        const known = till.known.get(`${command.order}`);
        if (known) till.take((purse) => cancelOrder(purse, known, 'called off', shop, at(nowMs)));
        break;
      }
      case 'redeem': {
        if (vouchers.has(command.voucher)) break;
        const voucher = redeemed(command.voucher);
        must((voucher !== null) === spendable(before, nowMs) >= REWARD.costPoints, 'a reward was given or refused against the balance');
        if (voucher) vouchers.set(command.voucher, voucher);
        break;
      }
      case 'give-up': {
        const voucher = vouchers.get(command.voucher);
        if (voucher) till.take((purse) => cancelVoucher(purse, voucher, `${command.voucher}`, shop, at(nowMs)));
        break;
      }
      case 'grant':
        till.take((purse) => grant(purse, { key: `g${command.grant}`, rule: 'visit', points: 12, reason: 'visit' }, shop, at(nowMs)));
        break;
      case 'adjust': {
        if (command.points === 0) break;
        const done = adjusted(till.purse, { key: `h${command.hand}`, points: command.points, reason: 'by hand' }, shop, at(nowMs));
        if (done.ok) till.take(() => done);
        break;
      }
      case 'wait':
        nowMs += command.days * DAY;
        till.take((purse) => due(purse, shopNow(), at(nowMs)));
        must(till.take((purse) => due(purse, shopNow(), at(nowMs))).movements.length === 0, 'what was due came due twice');
        must(till.dueAtMs === null || till.dueAtMs > nowMs, 'something is due that was not done');
        break;
    }
    audit(till, policy);
  }
  settle(till, policy, shopNow(), nowMs, vouchers);
  return commands.length;
}

/** What can be spent at a moment: what has lapsed can't, even where `due` has not run. */
const spendable = (account: ReturnType<typeof accountOf>, nowMs: number): number =>
  account.lots.reduce((sum, lot) => sum + (lot.expiresAtMs !== null && lot.expiresAtMs <= nowMs ? 0 : lot.available), 0);

/** What must hold at any time. */
function audit(till: Till, policy: 'debt' | 'clamp'): void {
  const { ledger, person } = till.purse;
  const balance = balanceOf(ledger);
  const account = accountOf(ledger);
  must(Object.values(balance).reduce((sum, one) => sum + one, 0) === 0, 'debits and credits differ');
  must(person.pointsPending === balance.pending && person.pointsAvailable === balance.available, 'a cached balance is not the sum of its rows');
  must(account.debt === 0 - balance.debt && account.spent === balance.spent && account.expired === balance.expired, 'an account is not its rows');
  must(account.writtenOff === 0 - balance['written-off'], 'what was written off is not its rows');
  must(Math.min(balance.pending, balance.available, balance.spent, balance.expired) >= 0, 'an account is below zero');
  // What staff took and a refund then took again is owed: only by that much can more be undone than was issued.
  const withdrawn = account.lots.reduce((sum, lot) => sum + lot.withdrawn, 0);
  must(account.debt >= 0 && account.writtenOff >= 0 && balance.issued <= withdrawn, 'a side of the shop’s is above zero');
  must(account.debt === 0 || account.available === 0, 'a debt stands beside points that could pay it');
  must(policy === 'debt' ? account.writtenOff === 0 : account.debt === 0, 'a debt was treated against the policy');
  must(new Set(ledger.map(({ key }) => key)).size === ledger.length, 'two rows have one key');
  for (const known of till.known.values()) {
    const keeps = keepsOf(known);
    for (const lot of account.lots.filter(({ orderId }) => orderId === known.id)) {
      must(lot.earned - lot.reversed === (keeps[lot.id] ?? 0), 'an order’s points are not what its refunds leave');
    }
  }
  const orders = [...till.known.values()].map((known: KnownOrder) => {
    const lot = account.lots.find(({ id }) => id === lotOf(known.id));
    return { order: known, inLedger: lot ? lot.earned - lot.reversed : 0 };
  });
  const versions = programmes(policy, undefined).map((programme, index) => ({ version: index + 1, fromMs: index * 200 * DAY, programme }));
  const again = replay(orders, null, { currency: 'EUR', timeZone: 'UTC', versions });
  must(again.differing === 0 && again.replayed === again.inLedger, 'a replay of the live rules is not the ledger');
}

/** At the end: every order goes back whole and every voucher is given up; then nothing of any order is left anywhere. */
function settle(
  till: Till,
  policy: 'debt' | 'clamp',
  shop: PointsShop,
  nowMs: number,
  vouchers: ReadonlyMap<number, Parameters<typeof cancelVoucher>[1] | null>,
): void {
  let atMs = nowMs;
  for (const known of till.known.values()) till.take((purse) => refundOrder(purse, known, aRefund('all', 1_000_000), shop, at((atMs += 1))));
  for (const [number, voucher] of vouchers) if (voucher) till.take((purse) => cancelVoucher(purse, voucher, `${number}`, shop, at((atMs += 1))));
  audit(till, policy);
  const account = accountOf(till.purse.ledger);
  must(
    account.lots.filter(({ orderId }) => orderId !== null).every((lot) => lot.earned === lot.reversed),
    'something of a refunded order is left',
  );
  must(account.spent === 0, 'a voucher that was given up still costs points');
}
