import { PastQuery } from '@rapport/protocol';
import type { Notice, NoticePage } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';
import { pageOf } from '../platform/page-of.ts';
import { seenOf } from './profile-seen.ts';

/** GET /v1/notices: what the owner was told of by itself, the newest first. 200 · 400 invalid-query. */
export const notices = new Hono<App>().get('/', staff, async (c) => {
  const { before, limit } = query(c, PastQuery);
  const page = await (await shopOf(c.env, c.var.door.shopId)).notices(before === undefined ? null : Number(before), limit + 1);
  const seen = new Set(seenOf(c).map(({ id }) => `profile.${id}`));
  const { shown, next } = pageOf(page, limit, ({ id }) => id);
  return c.json({ notices: shown.map((notice) => seenNotice(notice, seen)), next } satisfies NoticePage);
});

/** A notice without the fields whose answers this member of staff may not see. */
const seenNotice = (notice: Notice, seen: ReadonlySet<string>): Notice =>
  notice.kind === 'quality'
    ? {
        ...notice,
        detail: { ...notice.detail, fields: notice.detail.fields.filter(({ field }) => !field.startsWith('profile.') || seen.has(field)) },
      }
    : notice;
