import { DaysQuery } from '@rapport/protocol';
import type { DaysReport, FunnelReport, StagesReport } from '@rapport/protocol';
import { daysTogether, funnelLines, lastDays, stagesReport } from '@rapport/domain/report';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onEverySlice, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';
import { now } from '../platform/clock.ts';

/** Under /v1/reports: sums over all slices, without people. */
export const reports = new Hono<App>()
  .get('/days', staff, async (c) => {
    const names = dayNames(c, query(c, DaysQuery).days);
    const parts = await onEverySlice(c.env, c.var.door, (slice, at) => slice.days(at, names[0] ?? '', names.at(-1) ?? ''));
    const sums = parts.flatMap(({ days }) => days);
    return c.json({ days: daysTogether(names, sums), atMs: now() } satisfies DaysReport);
  })
  .get('/funnel', staff, async (c) => {
    const names = dayNames(c, query(c, DaysQuery).days);
    const parts = await onEverySlice(c.env, c.var.door, (slice, at) => slice.funnel(at, names[0] ?? '', names.at(-1) ?? ''));
    const steps = funnelLines(parts.flatMap(({ sums }) => sums));
    return c.json({ steps, atMs: now() } satisfies FunnelReport);
  })
  .get('/stages', staff, async (c) => {
    const names = dayNames(c, query(c, DaysQuery).days);
    const [standings, days, learnt] = await Promise.all([
      onEverySlice(c.env, c.var.door, (slice, at) => slice.standings(at)),
      onEverySlice(c.env, c.var.door, (slice, at) => slice.days(at, names[0] ?? '', names.at(-1) ?? '')),
      shopOf(c.env, c.var.door.shopId).then((shop) => shop.valueLearnt()),
    ]);
    const report = stagesReport(
      standings.flatMap(({ groups }) => groups),
      days.flatMap(({ flows }) => flows),
    );
    const model = learnt && {
      basis: learnt.learnt.basis,
      customers: learnt.learnt.customers,
      returned: learnt.learnt.returned,
      decileBy: learnt.cuts.by ?? 'revenue',
    };
    return c.json({ ...report, model, atMs: now() } satisfies StagesReport);
  });

const dayNames = (c: AppContext, count: number): string[] => lastDays(now(), c.var.door.settings.timeZone, count);
