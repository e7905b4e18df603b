import { IDEMPOTENCY_KEY, Redemption } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { shopOf } from '../guards/doors.ts';
import { shopper } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { breakpoint } from '../platform/breakpoint.ts';
import { keyed, sha256 } from '../platform/hash.ts';
import { Problem } from '../platform/problem.ts';
import { mySlice } from './caller.ts';

/**
 * POST /v1/me/redemptions: takes a reward for points. The same Idempotency-Key gets the same answer again, whatever happened in between.
 * 201 · 400 · 404 unknown-reward · 409 not-enough-points, out-of-stock · 422 key-reused.
 */
export const redemptions = new Hono<App>().post('/me/redemptions', shopper, async (c) => {
  const key = c.req.header(IDEMPOTENCY_KEY) ?? '';
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Problem('invalid-body', { detail: `The header ${IDEMPOTENCY_KEY} is needed: 1 to 255 visible signs.` });
  const { rewardId } = await body(c, Redemption);
  const { shopId } = c.var.door;
  const bodyHash = await sha256(rewardId);
  const id = await keyed(c.env.RAPPORT_SECRET, JSON.stringify(['redeem', shopId, c.var.shopper.shopper, key]));
  const { saved } = await mySlice(c, (slice, at, caller) => slice.replay(at, caller.id, id, bodyHash));
  if (saved !== null) return c.json(JSON.parse(saved) as object, 201);
  const shop = await shopOf(c.env, shopId);
  const reserved = await shop.reserve(id, rewardId, c.var.shopper.shopper);
  if (!reserved.ok) throw new Problem(reserved.problem, { detail: reserved.detail });
  const { code, held, deadlineMs } = reserved;
  await breakpoint('redeem.held');
  try {
    const redeemed = await mySlice(c, (slice, at, caller) => slice.redeem(at, caller.id, { id, bodyHash, rewardId, code, held, deadlineMs }));
    await breakpoint('redeem.saved');
    return c.json(JSON.parse(redeemed.saved) as object, 201);
  } catch (error) {
    // Refused for good: what was held is free again. Anything else (a broken connection) is settled when the hold runs out: the slice alone knows what became of it.
    if (held && error instanceof Problem && error.code !== 'moved') await shop.release(id);
    throw error;
  }
});
