import { exponentOf } from '@rapport/domain/points';
import { csvLine } from '@rapport/domain/report';
import { addWants, boardOf, FEWEST_WANTING } from '@rapport/domain/watches';
import { DemandQuery } from '@rapport/protocol';
import type { DemandBoard } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { catalogOf, onEverySlice } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';
import { now } from '../platform/clock.ts';
import { whoWaits } from './who-waits.ts';

/** Products that are asked about: what came in lately. */
const NEWEST = 30;
/** Wants on the board; a longer list nobody buys by. */
const MOST_ROWS = 500;

/** GET /v1/demand: what three people or more look for in vain, over all slices, as of slightly different moments. 200 · 400 invalid-query. */
export const demand = new Hono<App>().get('/', staff, async (c) => {
  const { as } = query(c, DemandQuery);
  const parts = await onEverySlice(c.env, c.var.door, (slice, at) => slice.demand(at));
  const wants = boardOf(addWants(parts.map((part) => part.wants))).slice(0, MOST_ROWS);
  if (as === 'json') {
    const { products } = await whoWaits(c.env, c.var.door, await (await catalogOf(c.env, c.var.door.shopId)).newArrivals(NEWEST));
    return c.json({ wants, arrivals: products, fewest: FEWEST_WANTING, atMs: now() } satisfies DemandBoard);
  }
  const { currency } = c.var.door.settings;
  const digits = exponentOf(currency);
  const amount = (minor: number | null): string => (minor === null ? '' : (minor / 10 ** digits).toFixed(digits));
  const lines = wants.map((one) =>
    csvLine([one.words, one.people, one.wishing, amount(one.ceilingMinor), currency, new Date(one.lastAtMs).toISOString().slice(0, 10)]),
  );
  const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="buying-list.csv"' };
  return c.body([csvLine(['wanted', 'people', 'asked_to_be_told', 'would_pay', 'currency', 'last_sought']), ...lines].join(''), 200, headers);
});
