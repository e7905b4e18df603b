import { EventBatch, LIMITS } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { shopper } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { mySlice } from './caller.ts';
import { traitsOf } from './traits.ts';

/** POST /v1/events: takes a batch in. 202 · 400 invalid-body · 401 · 403 no-consent · 413 too-large. */
export const events = new Hono<App>().post('/events', shopper, async (c) => {
  const batch = await body(c, EventBatch, LIMITS.bodyBytes);
  const met = batch.events.flatMap(({ items }) => (items ?? []).map(({ productId }) => productId));
  const traits = await traitsOf(c.env, c.var.door.shopId, met);
  const { accepted, duplicates } = await mySlice(c, (slice, at, caller) => slice.record(at, caller, batch.events, traits));
  return c.json({ accepted, duplicates }, 202);
});
