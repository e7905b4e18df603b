import { IDEMPOTENCY_KEY } from '@rapport/protocol';
import type { Caller } from '../objects/ports.ts';
import type { AppContext } from '../guards/context.ts';
import { onSlice, shopOf } from '../guards/doors.ts';
import { breakpoint } from '../platform/breakpoint.ts';
import { keyed, sha256 } from '../platform/hash.ts';
import { Problem } from '../platform/problem.ts';

/** The Idempotency-Key of a command. @throws {Problem} invalid-body without one */
export const commandKey = (c: AppContext): string => {
  const key = c.req.header(IDEMPOTENCY_KEY) ?? '';
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Problem('invalid-body', { detail: `The header ${IDEMPOTENCY_KEY} is needed: 1 to 255 visible signs.` });
  return key;
};

/**
 * Takes a reward for a shopper: held in the shop, decided in the slice, then confirmed or released (law 3). The same key gets the same answer again, whatever happened in
 * between. `as` says whose keys these are: a shopper's and the back end's are not the same.
 * @throws {Problem} unknown-reward · not-enough-points · out-of-stock · limit-reached · key-reused
 */
export const redeemFor = async (c: AppContext, caller: Caller, rewardId: string, as: 'shopper' | 'back-end'): Promise<object> => {
  const { shopId } = c.var.door;
  const bodyHash = await sha256(rewardId);
  const id = await keyed(c.env.RAPPORT_SECRET, JSON.stringify([as === 'shopper' ? 'redeem' : 'redeem-for', shopId, caller.id, commandKey(c)]));
  const { saved } = await onSlice(c.env, shopId, caller.id, (slice, at, person) => slice.replay(at, person, id, bodyHash));
  if (saved !== null) return JSON.parse(saved) as object;
  const shop = await shopOf(c.env, shopId);
  const reserved = await shop.reserve(id, rewardId, caller.id);
  if (!reserved.ok) throw new Problem(reserved.problem, { detail: reserved.detail });
  const { code, held, deadlineMs } = reserved;
  await breakpoint('redeem.held');
  try {
    const command = { id, bodyHash, rewardId, code, held, deadlineMs };
    const redeemed = await onSlice(c.env, shopId, caller.id, (slice, at, person) => slice.redeem(at, person, command));
    await breakpoint('redeem.saved');
    return JSON.parse(redeemed.saved) as object;
  } catch (error) {
    // Refused for good: what was held is free again. Anything else (a broken connection) is settled when the hold runs out: the slice alone knows what became of it.
    if (held && error instanceof Problem && error.code !== 'moved') await shop.release(id);
    throw error;
  }
};
