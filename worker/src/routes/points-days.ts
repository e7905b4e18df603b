import { daysFrom, pointsDays, pointsDaysCsv } from '@rapport/domain/report';
import { PointsDaysQuery } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { onEverySlice } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';
import { Problem } from '../platform/problem.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 400;

/** GET /v1/points/days: points by day of the shop's calendar, over all slices, as of slightly different moments. 200 · 400 invalid-query. */
export const pointsAccounts = new Hono<App>().get('/', staff, async (c) => {
  const { from, to, as } = query(c, PointsDaysQuery);
  const days = daysFrom(from, to).slice(0, MOST_DAYS + 1);
  if (days.length === 0 || days.length > MOST_DAYS)
    throw new Problem('invalid-query', { detail: `From one day to another, at most ${MOST_DAYS} days.` });
  const { timeZone } = c.var.door.settings;
  // A day more on both sides: no calendar is further than that from the one of UTC.
  const [fromMs, toMs] = [Date.parse(`${from}T00:00:00Z`) - DAY_MS, Date.parse(`${to}T00:00:00Z`) + 2 * DAY_MS];
  const sums = await onEverySlice(c.env, c.var.door, (slice, at) => slice.ledgerSums(at, fromMs, toMs));
  const total = (of: (one: (typeof sums)[number]['sums']) => number): number => sums.reduce((sum, one) => sum + of(one.sums), 0);
  const rows = pointsDays(
    sums.flatMap((one) => one.sums.hours),
    total(({ opening }) => opening),
    days,
    timeZone,
  );
  if (as === 'csv') {
    const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="points-${from}-${to}.csv"` };
    return c.body(pointsDaysCsv(rows), 200, headers);
  }
  return c.json({ days: rows, debt: total(({ debt }) => debt), forgotten: total(({ forgotten }) => forgotten) });
});
