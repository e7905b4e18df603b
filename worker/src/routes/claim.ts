import type { OfferTaken } from '@rapport/protocol';
import type { AppContext } from '../guards/context.ts';
import { shopOf } from '../guards/doors.ts';
import type { Answer, At, Caller, SlicePort } from '../objects/ports.ts';
import { breakpoint } from '../platform/breakpoint.ts';
import { keyed, sha256 } from '../platform/hash.ts';
import { Problem, unwrap } from '../platform/problem.ts';

/** Calls the slice of whoever takes it, by whatever credential they came. */
export type ToSlice = <T>(call: (slice: SlicePort, at: At, caller: Caller) => Promise<Answer<T>>) => Promise<{ ok: true } & T>;

/**
 * Takes an offer: the slice says which version, the shop holds one of it, the slice decides (law 3). The same key gets the same answer again.
 * @throws {Problem} unknown-offer, out-of-stock, offer-changed, key-reused
 */
export async function take(c: AppContext, shopper: string, offerId: string, key: string, toSlice: ToSlice): Promise<OfferTaken> {
  const { shopId } = c.var.door;
  const bodyHash = await sha256(`offer:${offerId}`);
  const id = await keyed(c.env.RAPPORT_SECRET, JSON.stringify(['claim', shopId, shopper, key]));
  const { saved } = await toSlice((slice, at, caller) => slice.replay(at, caller.id, id, bodyHash));
  if (saved !== null) return JSON.parse(saved) as OfferTaken;
  const { version } = await toSlice((slice, at, caller) => slice.offerTerms(at, caller, offerId));
  const shop = await shopOf(c.env, shopId);
  const { code, held, deadlineMs } = unwrap(await shop.reserveOffer(id, offerId, version, shopper));
  await breakpoint('claim.held');
  try {
    const taken = await toSlice((slice, at, caller) => slice.claimOffer(at, caller, { id, bodyHash, offerId, version, code, held, deadlineMs }));
    await breakpoint('claim.saved');
    return JSON.parse(taken.saved) as OfferTaken;
  } catch (error) {
    // Refused for good: what was held is free again. Anything else is settled when the hold runs out: the slice alone knows what became of it.
    if (held && error instanceof Problem && error.code !== 'moved') await shop.release(id);
    throw error;
  }
}
