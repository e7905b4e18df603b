import { Adjustment, PastQuery, ReplayRequest } from '@rapport/protocol';
import type { Programme, ReplayReport } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onEverySlice, onSlice, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import { pageOf } from '../platform/page-of.ts';
import { Problem } from '../platform/problem.ts';
import { adjusted } from './points.ts';

/** How many differences a replay names, both ways. */
const EXAMPLES = 10;

/** Under /v1/programme: its versions, and what another one would have done. */
export const programme = new Hono<App>()
  .get('/versions', staff, async (c) => {
    const { before, limit } = query(c, PastQuery);
    const from = before === undefined ? null : Number(before);
    if (from !== null && !Number.isSafeInteger(from)) throw new Problem('invalid-query', { detail: 'That is not a place in this list.' });
    const found = await (await shopOf(c.env, c.var.door.shopId)).programmes(from, limit + 1);
    const { shown, next } = pageOf(found, limit, ({ version }) => String(version));
    return c.json({ versions: shown, next });
  })
  .post('/replay', staff, async (c) => {
    const { days, programme: draft } = await body(c, ReplayRequest);
    return c.json(await replayed(c, days, draft ?? null));
  });

/** Under /v1/shoppers/:id: one person's points as staff see them. */
export const peoplesPoints = new Hono<App>()
  .get('/:id/points', staff, async (c) => {
    return c.json((await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.points(at, id))).points);
  })
  .get('/:id/statement', staff, async (c) => {
    const { before, limit } = query(c, PastQuery);
    const ask = await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.statement(at, id, before ?? null, limit));
    return c.json({ rows: ask.rows, next: ask.next });
  })
  .get('/:id/ledger/:seq', staff, async (c) => {
    const seq = Number(/^\d{1,15}$/.exec(c.req.param('seq'))?.[0] ?? -1);
    return c.json((await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.explain(at, id, seq))).explanation);
  })
  .post('/:id/adjustments', staff, async (c) => c.json(await adjusted(c, c.req.param('id'), await body(c, Adjustment), c.var.staff.email)));

/** Asks every slice, piece by piece, and adds up. Nothing is changed. */
const replayed = async (c: AppContext, days: number, draft: Programme | null): Promise<ReplayReport> => {
  const cheapest = (rewards: readonly { costPoints: number }[]): number => Math.min(...rewards.map(({ costPoints }) => costPoints));
  const [costNow, costThen] = [cheapest(c.var.door.settings.programme.rewards), cheapest((draft ?? c.var.door.settings.programme).rewards)];
  const differences: ReplayReport['examples'] = [];
  const report = { days, orders: 0, shoppers: 0, pointsInLedger: 0, pointsReplayed: 0, differing: 0, winners: 0, losers: 0, liabilityPoints: 0 };
  const redemptions = { redemptions: 0, redemptionsReplayed: 0 };
  await onEverySlice(c.env, c.var.door, async (slice, at) => {
    for (let after: string | null = ''; after !== null;) {
      const answer = await slice.replayOrders(at, days, draft, after);
      if (!answer.ok) return answer;
      report.liabilityPoints += answer.liability;
      for (const { id, orders, inLedger, replayed: points, differing } of answer.shoppers) {
        report.orders += orders;
        report.shoppers += 1;
        report.pointsInLedger += inLedger;
        report.pointsReplayed += points;
        report.differing += differing;
        if (points > inLedger) report.winners += 1;
        if (points < inLedger) report.losers += 1;
        if (points !== inLedger) differences.push({ shopperId: id, pointsInLedger: inLedger, pointsReplayed: points });
        redemptions.redemptions += Math.floor(inLedger / costNow);
        redemptions.redemptionsReplayed += Math.floor(points / costThen);
      }
      after = answer.next;
    }
    return { ok: true as const };
  });
  const sorted = differences.toSorted((a, b) => b.pointsReplayed - b.pointsInLedger - (a.pointsReplayed - a.pointsInLedger));
  const examples = sorted.length <= 2 * EXAMPLES ? sorted : [...sorted.slice(0, EXAMPLES), ...sorted.slice(-EXAMPLES)];
  return { ...report, ...redemptions, liabilityReplayed: report.liabilityPoints + report.pointsReplayed - report.pointsInLedger, examples };
};
