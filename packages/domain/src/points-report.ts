import type { EarnPreview, Explanation, LedgerRow, LotView, PointsView, Programme, StatementRow, TierView } from '@rapport/protocol';
import { judgeAgain, keepsOf, lotOf, versionAt } from './commerce.ts';
import type { Judgement, KnownOrder, PointsShop, Purse } from './commerce.ts';
import { accountOf, kept, lapses, leftOf, scoreOf } from './points/index.ts';
import type { Account, Lot } from './points/index.ts';

/** What rows did to their shopper, one after the other, and how they stood after each. Rows in the order they were written; `rules` lend what they earned their names. */
export function statement(rows: readonly LedgerRow[], rules: Programme['rules'] = []): readonly StatementRow[] {
  const titles = new Map(rules.filter(({ title }) => Object.keys(title).length > 0).map(({ id, title }) => [id, title]));
  const after = { pending: 0, available: 0, debt: 0 };
  return rows.map((row) => {
    const change = { pending: 0, available: 0, debt: 0 };
    if (row.from === 'pending' || row.from === 'available') change[row.from] -= row.points;
    if (row.to === 'pending' || row.to === 'available') change[row.to] += row.points;
    // A debt is told as what is owed: it grows where the account falls.
    if (row.from === 'debt') change.debt += row.points;
    if (row.to === 'debt') change.debt -= row.points;
    after.pending += change.pending;
    after.available += change.available;
    after.debt += change.debt;
    const title = row.kind === 'earn' ? titles.get(row.rule ?? '') : undefined;
    return { ...row, ...(title ? { title } : {}), change, after: { ...after } };
  });
}

/** All that is known of a shopper's points, but the rows. */
export function pointsView(purse: Purse, shop: PointsShop, nowMs: number): PointsView {
  const account = accountOf(purse.ledger);
  const programme = versionAt(shop.versions, nowMs).programme;
  // What a lot was for is said by the row that opened it, the first of its rows.
  const reasons = new Map(purse.ledger.toReversed().map((row) => [row.lotId, row.reason]));
  const next = lapses(programme, account, shop.timeZone).find(({ atMs, points }) => atMs > nowMs && points > 0);
  const { pending, available, debt, spent, expired, writtenOff } = account;
  return {
    pending,
    available,
    debt,
    spent,
    expired,
    writtenOff,
    expiring: next ? { points: next.points, atMs: next.atMs } : null,
    // Of a lot that has gone elsewhere nothing is left to show.
    lots: account.lots.filter(({ earned }) => earned > 0).map((lot) => lotView(lot, reasons.get(lot.id) ?? '')),
    tier: tierView(purse, account, programme, shop, nowMs),
  };
}

const lotView = (lot: Lot, reason: string): LotView => {
  const { id, orderId, rule, createdAtMs, maturesAtMs, expiresAtMs, earned, pending, available, spent, expired } = lot;
  const reversed = lot.reversed + lot.withdrawn;
  return { id, orderId, rule, reason, createdAtMs, maturesAtMs, expiresAtMs, earned, reversed, pending, available, spent, expired };
};

function tierView(purse: Purse, account: Account, { tiers }: Programme, { timeZone }: PointsShop, nowMs: number): TierView | null {
  if (!tiers) return null;
  const { tier: id, sinceMs, belowSinceMs } = purse.state.tier;
  const at = tiers.list.findIndex((tier) => tier.id === id);
  const current = tiers.list[at];
  const above = tiers.list[at + 1];
  const earned = account.lots.map((lot) => ({ atMs: lot.createdAtMs, points: lot.earned - lot.reversed }));
  const score = scoreOf(tiers, { orders: purse.orders, earned }, nowMs, timeZone);
  return {
    id: current?.id ?? null,
    title: current?.title ?? {},
    perks: current?.perks ?? [],
    sinceMs,
    keptUntilMs: belowSinceMs === null ? null : belowSinceMs + tiers.graceDays * 86_400_000,
    score,
    next: above ? { id: above.id, title: above.title, from: above.from, missing: Math.max(0, above.from - score) } : null,
  };
}

/** A judgement that has not been made yet, as a shopper is told it. */
export function previewOf({ judged, judgedAtMs }: Judgement, { pendingDays }: Programme): EarnPreview {
  return {
    points: judged.points,
    lines: judged.lines.map(({ productId, points, factor, multipliers }) => ({ productId, points, factor, multipliers: [...multipliers] })),
    bonuses: judged.bonuses.map(({ rule, points }) => ({ rule, points })),
    pointsPerUnit: judged.pointsPerUnit,
    maturesAtMs: judgedAtMs + pendingDays * 86_400_000,
  };
}

/** Why a row is as it is. `order` is the one behind its lot, if there is one. */
export function explain(
  row: LedgerRow,
  opening: LedgerRow | null,
  order: KnownOrder | null,
  { versions }: PointsShop,
  by: { readonly byWhom: string; readonly note: string } | null,
): Explanation {
  const made = order?.judgement ?? null;
  const isJudged = made !== null || (opening !== null && opening.rule !== null && opening.rule !== 'manual' && opening.rule !== 'import');
  const version = made?.version ?? (isJudged && opening ? versionAt(versions, opening.atMs).version : null);
  const left = made && order ? kept(made.judged, order.refunds) : null;
  return {
    row,
    opening,
    rule: { id: row.rule, version, versionFromMs: versions.find((one) => one.version === version)?.fromMs ?? null },
    order:
      made && order && left
        ? {
            id: order.id,
            placedAtMs: made.placedAtMs,
            tier: made.tier,
            pointsPerUnit: made.judged.pointsPerUnit,
            netMinor: made.judged.netMinor,
            lines: made.judged.lines.map(({ productId, netMinor, factor, multipliers, points }, at) => ({
              productId,
              netMinor,
              factor,
              multipliers: [...multipliers],
              points,
              keptPoints: Object.keys(keepsOf(order)).length === 0 ? 0 : (left.lines[at] ?? 0),
            })),
            countedPoints: made.judged.countedPoints,
            refundedMinor: left.refundedMinor,
          }
        : null,
    by: by?.byWhom ?? null,
    note: by?.note ?? null,
  };
}

/** An order as a replay sees it. */
export interface ReplayedOrder {
  readonly order: KnownOrder;
  /** What its lot stands for in the ledger. */
  readonly inLedger: number;
}

/** What a replay makes of one shopper's orders. */
export interface Replayed {
  readonly orders: number;
  readonly inLedger: number;
  readonly replayed: number;
  readonly differing: number;
}

/**
 * Judges a shopper's orders again, in the order of their days, and takes their refunds back again: by the versions of their days, or all by a draft. The inputs are
 * those of then (tier, first order, what products were); limits are counted anew for a draft, and those of all shoppers together don't count in one.
 */
export function replay(orders: readonly ReplayedOrder[], draft: Programme | null, shop: PointsShop): Replayed {
  const lots: Lot[] = [];
  let [inLedger, replayed, differing] = [0, 0, 0];
  for (const { order, inLedger: standing } of orders) {
    const made = order.judgement;
    if (!made) continue;
    const programme = draft ?? versionAt(shop.versions, made.placedAtMs).programme;
    const left = draft ? leftByRule(draft, lots, made, shop.timeZone) : made.left;
    const judged = judgeAgain(made, programme, shop.currency, left);
    const keeps = keepsOf({ ...order, judgement: { ...made, judged } })[lotOf(order.id)] ?? 0;
    lots.push(lotLike(order.id, judged.points, made.judgedAtMs));
    inLedger += standing;
    replayed += keeps;
    if (keeps !== standing) differing += 1;
  }
  return { orders: orders.filter(({ order }) => order.judgement !== null).length, inLedger, replayed, differing };
}

const leftByRule = (draft: Programme, lots: readonly Lot[], made: Judgement, timeZone: string): Readonly<Record<string, number>> =>
  draft.orderLimits ? { amount: Math.min(leftOf(draft.orderLimits, 'amount', lots, made.judgedAtMs, timeZone), Number.MAX_SAFE_INTEGER) } : {};

const lotLike = (orderId: string, earned: number, createdAtMs: number): Lot => ({
  id: lotOf(orderId),
  orderId,
  rule: 'amount',
  createdAtMs,
  maturesAtMs: null,
  expiresAtMs: null,
  earned,
  reversed: 0,
  withdrawn: 0,
  pending: 0,
  available: earned,
  spent: 0,
  expired: 0,
  writtenOff: 0,
  writtenOffAtMs: null,
});
