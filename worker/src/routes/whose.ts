import type { Whose } from '@rapport/protocol';
import type { AppContext } from '../guards/context.ts';
import { shopOf } from '../guards/doors.ts';
import { Problem, unwrap } from '../platform/problem.ts';

/** Who is meant by a customer id, an address or a shopper's id, if they are known. @throws {Problem} not-found */
export const known = async (c: AppContext, { shopperId, customerId, email }: Whose): Promise<string> => {
  if (shopperId !== undefined) return shopperId;
  const shop = await shopOf(c.env, c.var.door.shopId);
  const byId = customerId === undefined ? null : await shop.ownerOf('customer', customerId);
  const id = byId ?? (email === undefined ? null : await shop.ownerOf('email', email.toLowerCase()));
  if (id === null) throw new Problem('not-found', { detail: 'Nobody of this name is known.' });
  return id;
};

/** The same, made known if they aren't; the business key is claimed for them, or answers with whom it was claimed for before. @throws {Problem} erased */
export const claimed = async (c: AppContext, whose: Whose, kind: 'award' | 'import', value: string): Promise<string> => {
  const { shopperId, customerId, email } = whose;
  const shop = await shopOf(c.env, c.var.door.shopId);
  const names = { ...(customerId === undefined ? {} : { customerId }), ...(email === undefined ? {} : { email }) };
  const guest = shopperId !== undefined && Object.keys(names).length === 0 ? { guest: shopperId } : {};
  return unwrap(await shop.whoIs({ ...names, ...guest, claim: { kind, value } })).id;
};
