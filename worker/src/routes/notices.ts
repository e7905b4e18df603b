import { PastQuery } from '@rapport/protocol';
import type { NoticePage } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';

/** GET /v1/notices: what the owner was told of by itself, the newest first. 200 · 400 invalid-query. */
export const notices = new Hono<App>().get('/', staff, async (c) => {
  const { before, limit } = query(c, PastQuery);
  const page = await (await shopOf(c.env, c.var.door.shopId)).notices(before === undefined ? null : Number(before), limit + 1);
  const shown = page.slice(0, limit);
  return c.json({ notices: shown, next: page.length > limit ? (shown.at(-1)?.id ?? null) : null } satisfies NoticePage);
});
