import { Redemption } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { shopper } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { callerOf } from './caller.ts';
import { commandKey, redeemFor } from './redeeming.ts';

/**
 * POST /v1/me/redemptions: takes a reward for points. The same Idempotency-Key gets the same answer again, whatever happened in between.
 * 201 · 400 · 404 unknown-reward · 409 not-enough-points, out-of-stock, limit-reached · 422 key-reused.
 */
export const redemptions = new Hono<App>().post('/me/redemptions', shopper, async (c) => {
  commandKey(c);
  const { rewardId } = await body(c, Redemption);
  return c.json(await redeemFor(c, callerOf(c, c.var.shopper.shopper), rewardId, 'shopper'), 201);
});
