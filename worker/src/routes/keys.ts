import { Overlap, PastQuery, StaffRequest, WebhookSecretRequest } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { forgetDoor, shopOf } from '../guards/doors.ts';
import { forgetKeys, staff } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import { pageOf } from '../platform/page-of.ts';
import { unwrap } from '../platform/problem.ts';

/** Staff, keys and the audit trail: what an owner decides about who gets in. */
export const keys = new Hono<App>()
  .get('/staff', staff, async (c) => c.json({ staff: await (await shopOf(c.env, c.var.door.shopId)).staffList() }))
  .post('/staff', staff, async (c) => {
    const { email, role } = await body(c, StaffRequest);
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).setRole(email, role, c.var.staff.email));
    return c.json({ email: email.toLowerCase(), role });
  })
  .delete('/staff/:id', staff, async (c) => {
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).removeStaff(c.req.param('id'), c.var.staff.email));
    return c.body(null, 204);
  })
  .get('/keys', staff, async (c) => c.json({ keys: await (await shopOf(c.env, c.var.door.shopId)).keys() }))
  .post('/keys', staff, async (c) => c.json(await (await shopOf(c.env, c.var.door.shopId)).addKey(c.var.staff.email), 201))
  .post('/keys/:id/end', staff, async (c) => {
    const { overlapMs } = await body(c, Overlap);
    const { endsAtMs } = unwrap(await (await shopOf(c.env, c.var.door.shopId)).endKey(c.req.param('id'), overlapMs, c.var.staff.email));
    forgetKeys();
    return c.json({ endsAtMs });
  })
  .post('/identity-secret', staff, async (c) => {
    const { overlapMs } = await body(c, Overlap);
    const made = await (await shopOf(c.env, c.var.door.shopId)).rotateIdentity(overlapMs, c.var.staff.email);
    forgetDoor(c.var.door.shopId);
    return c.json(made, 201);
  })
  .post('/webhook-secret', staff, async (c) => {
    const { overlapMs, secret } = await body(c, WebhookSecretRequest);
    const made = await (await shopOf(c.env, c.var.door.shopId)).rotateWebhook(overlapMs, secret ?? null, c.var.staff.email);
    forgetDoor(c.var.door.shopId);
    return c.json(made, 201);
  })
  .get('/audit', staff, async (c) => {
    const { before, limit } = query(c, PastQuery);
    const found = await (await shopOf(c.env, c.var.door.shopId)).audit(before === undefined ? null : Number(before) || 0, limit + 1);
    const { shown, next } = pageOf(found, limit, ({ id }) => String(id));
    return c.json({ entries: shown, next });
  });
