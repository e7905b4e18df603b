import { setTimeout as pause } from 'node:timers/promises';
import type { Order, PointsView, StatementPage, Voucher } from '@rapport/protocol';
import type { Life } from '../../packages/domain/src/points-model.testing.ts';
import { taken, type Caller, type House } from '../harness/index.ts';
import { anOrder } from './people.ts';

/** What may be refused without anything being wrong: by the rules of the programme, never by the machine. */
const REFUSALS = new Set(['not-enough-points', 'order-conflict', 'unknown-order', 'voucher-used', 'key-reused', 'unknown-voucher']);

/** A caller who waits as long as the answer says when it asked too often, and asks again. */
const patient =
  (call: Caller): Caller =>
  async (...asked) => {
    for (let attempt = 0; ; attempt += 1) {
      const response = await call(...asked);
      if (response.status !== 429 || attempt === 100) return response;
      await pause(((await response.json()) as { retryAfterMs: number }).retryAfterMs);
    }
  };

/** Says something; what a rule refuses is an answer, everything else is a failure. */
async function said<T>(response: Response): Promise<T | null> {
  if (response.ok) return (await response.json()) as T;
  const { type = '' } = (await response.json()) as { type?: string };
  if (response.status >= 500 || !REFUSALS.has(type.split('/').at(-1) ?? '')) throw new Error(`${response.status} ${type}`);
  return null;
}

/**
 * Lives the life of one customer over HTTP and throws at the first thing that doesn't hold of what they are told: the statement adds up row by row, the view is its sum, nothing
 * is below zero unless it is owed, an award is what its preview promised, and what is said twice has one effect. Waiting is left to the pure model: one clock cannot run for many people at once.
 */
export async function live(house: House, customer: string, token: string, { commands }: Pick<Life, 'commands'>): Promise<number> {
  const me = patient(house.api.shopper(token));
  const back = patient(house.api.secret);
  const vouchers = new Map<number, string>();
  const known = new Map<number, number>();
  const id = (order: number): string => `${customer}-${order}`;
  const whom = { customerId: customer };
  for (const step of commands) {
    const before = await taken<PointsView>(await me('GET', '/v1/me/points'));
    switch (step.do) {
      case 'order': {
        const lines = step.lines.map((totalMinor, index) => ({ productId: `p${index}`, quantity: 1, unitPriceMinor: totalMinor, totalMinor }));
        const subtotalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
        const discountMinor = Math.min(step.off, subtotalMinor);
        const order: Order = {
          ...anOrder(id(step.order), 0, { customer: { id: customer } }),
          subtotalMinor,
          discountMinor,
          totalMinor: subtotalMinor - discountMinor,
          lines,
        };
        const basket = { lines: lines.map(({ productId, totalMinor }) => ({ productId, totalMinor })), discountMinor };
        const preview = await taken<{ points: number; bonuses: { points: number }[] }>(await me('POST', '/v1/me/preview', basket));
        const isNew = !known.has(step.order);
        const took = await said(await back('POST', '/v1/orders', order));
        if (isNew && took === null) throw new Error('a new order was refused');
        if (isNew) known.set(step.order, order.totalMinor);
        const after = await taken<PointsView>(await me('GET', '/v1/me/points'));
        const promised = preview.points + preview.bonuses.reduce((sum, { points }) => sum + points, 0);
        if (worth(after) - worth(before) !== (isNew ? promised : 0)) throw new Error('an award is not what the preview promised');
        if (took !== null) await said(await back('POST', '/v1/orders', order));
        break;
      }
      case 'refund': {
        const refund = {
          id: `r${step.refund}`,
          amountMinor: step.amount,
          lines: step.line === null ? [] : [{ line: step.line, amountMinor: step.amount }],
        };
        for (const _ of [1, 2]) await said(await back('POST', `/v1/orders/${id(step.order)}/refunds`, refund));
        break;
      }
      case 'cancel':
        for (const _ of [1, 2]) await said(await back('POST', `/v1/orders/${id(step.order)}/cancellation`, {}));
        break;
      case 'redeem': {
        if (vouchers.has(step.voucher)) break;
        const key = { 'idempotency-key': `${customer}-v${step.voucher}` };
        const given = await said<{ voucher: Voucher }>(await me('POST', '/v1/me/redemptions', { rewardId: 'five' }, key));
        if ((given !== null) !== before.available >= 60) throw new Error('a reward was given or refused against the balance');
        if (given) vouchers.set(step.voucher, given.voucher.code);
        break;
      }
      case 'give-up': {
        const code = vouchers.get(step.voucher);
        if (code !== undefined) for (const _ of [1, 2]) await said(await me('POST', `/v1/me/vouchers/${code}/cancel`));
        break;
      }
      case 'grant':
        for (const _ of [1, 2]) await said(await back('POST', '/v1/points/awards', { for: whom, id: `${customer}-g${step.grant}`, on: 'event' }));
        break;
      case 'adjust': {
        if (step.points === 0) break;
        const hand = { for: whom, points: step.points, reason: 'by hand' };
        for (const _ of [1, 2]) await said(await back('POST', '/v1/points/adjustments', hand, { 'idempotency-key': `${customer}-h${step.hand}` }));
        break;
      }
      case 'wait':
        break;
    }
    await audit(me);
  }
  return commands.length;
}

/** What somebody has or has had: it grows by what is earned and by nothing else. */
const worth = ({ lots }: PointsView): number => lots.reduce((sum, { earned }) => sum + earned, 0);

async function audit(me: Caller): Promise<void> {
  const view = await taken<PointsView>(await me('GET', '/v1/me/points'));
  const rows: StatementPage['rows'] = [];
  let next: string | null = null;
  do {
    const page: StatementPage = await taken<StatementPage>(await me('GET', `/v1/me/statement?limit=100${next === null ? '' : `&before=${next}`}`));
    rows.push(...page.rows);
    next = page.next;
  } while (next !== null);
  const sums = { pending: 0, available: 0, debt: 0 };
  for (const { change, after } of rows.toReversed()) {
    for (const name of ['pending', 'available', 'debt'] as const) {
      sums[name] += change[name];
      if (sums[name] !== after[name]) throw new Error(`a running balance is not the sum of its rows: ${name}`);
    }
  }
  const last = rows[0]?.after ?? sums;
  if (Math.min(view.pending, view.available, view.spent, view.expired, view.debt) < 0) throw new Error('something is below zero');
  if (last.pending !== view.pending || last.available !== view.available || last.debt !== view.debt) throw new Error('the view is not the statement');
  if (view.debt > 0 && view.available > 0) throw new Error('a debt stands beside points that could pay it');
  if (new Set(rows.map(({ key }) => key)).size !== rows.length) throw new Error('two rows have one key');
}
