import { ListQuery, PastQuery, RecommendationsQuery } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { catalogOf, onEverySlice, onSlice, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';
import { unwrap } from '../platform/problem.ts';
import { everythingOf } from './export.ts';
import { seenExport, seenOf } from './profile-seen.ts';
import { triedRow } from './rows.ts';
import { titled } from './titles.ts';

/** Under /v1/shoppers: people as staff see them. A list asks every slice and merges by id; its rows are of slightly different moments. */
export const shoppers = new Hono<App>()
  .get('/', staff, async (c) => {
    const { after, limit, query: text } = query(c, ListQuery);
    const phone = seenOf(c).find(({ holds }) => holds === 'phone')?.id ?? null;
    const pages = await onEverySlice(c.env, c.var.door, (slice, at) => slice.people(at, text, after ?? null, limit, phone));
    const merged = pages.flatMap((page) => page.shoppers).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const shown = merged.slice(0, limit);
    const more = merged.length > limit || pages.some((page) => page.next !== null);
    return c.json({ shoppers: shown, next: more ? (shown.at(-1)?.id ?? null) : null });
  })
  .get('/:id', staff, async (c) => {
    const { person } = await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.person(at, id));
    return c.json(person);
  })
  .get('/:id/timeline', staff, async (c) => {
    const { before, limit } = query(c, PastQuery);
    const { entries, next } = await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) =>
      slice.timeline(at, id, before ?? null, limit),
    );
    return c.json({ entries: await titled(c, entries), next });
  })
  .get('/:id/recommendations', staff, async (c) => c.json(await triedRow(c.env, c.var.door, c.req.param('id'), query(c, RecommendationsQuery))))
  .get('/:id/export', staff, async (c) => c.json(seenExport(c, await everythingOf(c.env, c.var.door.shopId, c.req.param('id')))))
  .delete('/:id', staff, async (c) => {
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).erase(c.req.param('id'), c.var.staff.email));
    return c.body(null, 204);
  });

/** POST /v1/slices/:id/rebuild: copies a slice into a fresh object, so that nothing that was deleted is left in a file. 202 · 404. */
export const slices = new Hono<App>().post('/:id/rebuild', staff, async (c) => {
  const slice = Number(/^\d{1,3}$/.exec(c.req.param('id'))?.[0] ?? -1);
  const { generation } = unwrap(await (await shopOf(c.env, c.var.door.shopId)).move(slice, c.var.staff.email));
  return c.json({ slice, generation }, 202);
});

/** GET /v1/products: the catalogue, page by page. */
export const products = new Hono<App>().get('/', staff, async (c) => {
  const { after, limit, query: text } = query(c, ListQuery);
  return c.json(await (await catalogOf(c.env, c.var.door.shopId)).products(after ?? null, limit, text));
});
