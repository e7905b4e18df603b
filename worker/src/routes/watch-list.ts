import { WatchesQuery } from '@rapport/protocol';
import type { StaffWatches } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { onEverySlice } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';

/**
 * GET /v1/watches: what people wait for, person by person, with when it last spoke. Every slice looks through a piece; what lies behind the slice that came
 * least far is left to the next page, so that a page may be short and `next` alone says whether there is more. 200 · 400 invalid-query.
 */
export const watchList = new Hono<App>().get('/', staff, async (c) => {
  const { after = '', limit, kind = null } = query(c, WatchesQuery);
  const pages = await onEverySlice(c.env, c.var.door, (slice, at) => slice.watchList(at, kind, after, limit));
  const ends = pages.flatMap(({ next }) => next ?? []);
  const reach = ends.length === 0 ? null : ends.reduce((a, b) => (b < a ? b : a));
  const known = pages.flatMap(({ watches }) => watches).toSorted((a, b) => (a.mark < b.mark ? -1 : 1));
  const safe = reach === null ? known : known.filter(({ mark }) => mark <= reach);
  const shown = safe.slice(0, limit);
  const next = safe.length > limit ? (shown.at(-1)?.mark ?? null) : reach;
  return c.json({ watches: shown, next } satisfies StaffWatches);
});
