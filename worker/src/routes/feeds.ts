import { FeedRequest } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { catalogOf } from '../guards/doors.ts';
import { backEndOrStaff } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { unwrap } from '../platform/problem.ts';

/** Under /v1/feeds: product feeds that are fetched on a schedule. */
export const feeds = new Hono<App>()
  .get('/', backEndOrStaff, async (c) => c.json({ feeds: await (await catalogOf(c.env, c.var.door.shopId)).feeds() }))
  .post('/', backEndOrStaff, async (c) => {
    const { url, everyHours } = await body(c, FeedRequest);
    return c.json(unwrap(await (await catalogOf(c.env, c.var.door.shopId)).addFeed(url, everyHours)).feed, 201);
  })
  .post('/:id/fetch', backEndOrStaff, async (c) =>
    c.json(unwrap(await (await catalogOf(c.env, c.var.door.shopId)).fetchFeed(c.req.param('id'))).feed, 202),
  )
  .delete('/:id', backEndOrStaff, async (c) => {
    unwrap(await (await catalogOf(c.env, c.var.door.shopId)).dropFeed(c.req.param('id')));
    return c.body(null, 204);
  });
