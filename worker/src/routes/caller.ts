import type { AppContext } from '../guards/context.ts';
import { onSlice } from '../guards/doors.ts';
import type { Answer, At, Caller, SlicePort } from '../objects/ports.ts';

/** The shopper as their credential says; a merged guest's token speaks for the member it leads to. */
export const callerOf = (c: AppContext, id: string): Caller => {
  const { consent, locale } = c.var.shopper;
  return { id, locale, ...(consent ? { consent } : {}) };
};

/** Calls the slice of the shopper who asks. @throws {Problem} what the slice refuses with */
export const mySlice = <T>(c: AppContext, call: (slice: SlicePort, at: At, caller: Caller) => Promise<Answer<T>>): Promise<{ ok: true } & T> =>
  onSlice(c.env, c.var.door.shopId, c.var.shopper.shopper, (slice, at, id) => call(slice, at, callerOf(c, id)));
