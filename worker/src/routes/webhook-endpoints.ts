import { DeliveriesQuery, Overlap, WebhookEndpointPatch, WebhookEndpointRequest } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { courierOf, forgetDoor } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import { Problem, unwrap } from '../platform/problem.ts';

const courier = (c: AppContext) => courierOf(c.env, c.var.door.shopId);

/** A shop that told itself would go round in a circle. @throws {Problem} invalid-body */
const notUs = (c: AppContext, url: string | undefined): void => {
  if (url !== undefined && new URL(url).host === new URL(c.req.url).host)
    throw new Problem('invalid-body', { detail: 'This is Rapport’s own address.' });
};

/** Where the shop's own systems are told of what happens. */
export const webhookEndpoints = new Hono<App>()
  .get('/', staff, async (c) => c.json({ endpoints: await (await courier(c)).endpoints() }))
  .post('/', staff, async (c) => {
    const request = await body(c, WebhookEndpointRequest);
    notUs(c, request.url);
    const { endpoint, secret } = unwrap(await (await courier(c)).add(c.var.door.shopId, request, c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    return c.json({ endpoint, secret }, 201);
  })
  .patch('/:id', staff, async (c) => {
    const patch = await body(c, WebhookEndpointPatch);
    notUs(c, patch.url);
    const { endpoint } = unwrap(await (await courier(c)).change(c.req.param('id'), patch, c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    return c.json(endpoint);
  })
  .delete('/:id', staff, async (c) => {
    await (await courier(c)).remove(c.req.param('id'), c.var.staff.email);
    forgetDoor(c.var.door.shopId);
    return c.body(null, 204);
  })
  .post('/:id/secret', staff, async (c) => {
    const { overlapMs } = await body(c, Overlap);
    const { secret } = unwrap(await (await courier(c)).rotate(c.req.param('id'), overlapMs, c.var.staff.email));
    return c.json({ secret }, 201);
  })
  .post('/:id/test', staff, async (c) => c.json(unwrap(await (await courier(c)).test(c.req.param('id'))).delivery, 202))
  .post('/:id/replay', staff, async (c) => c.json({ replayed: unwrap(await (await courier(c)).replayAll(c.req.param('id'))).replayed }, 202));

/** What became of each message. */
export const webhookDeliveries = new Hono<App>()
  .get('/', staff, async (c) => c.json(await (await courier(c)).deliveries(query(c, DeliveriesQuery))))
  .get('/:id', staff, async (c) => c.json(unwrap(await (await courier(c)).delivery(c.req.param('id'))).view))
  .post('/:id/replay', staff, async (c) => c.json(unwrap(await (await courier(c)).replay(c.req.param('id'))).delivery, 202));
