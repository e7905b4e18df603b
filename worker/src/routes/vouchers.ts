import { VoucherCheck, VoucherUse } from '@rapport/protocol';
import type { Voucher } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onSlice, shopOf } from '../guards/doors.ts';
import { secretKey } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { Problem } from '../platform/problem.ts';

const ownerOf = async (c: AppContext, code: string): Promise<string | null> => (await shopOf(c.env, c.var.door.shopId)).ownerOf('voucher', code);
/** Whether a code's owner is the customer who brings it; also when nobody says who that is, or when the owner is a guest of whom no customer is known. */
const isTheirs = async (c: AppContext, owner: string, customerId: string | undefined): Promise<boolean> =>
  customerId === undefined || (await (await shopOf(c.env, c.var.door.shopId)).isCustomer(owner, customerId));
/** As people type it: any case, with or without the dashes' neighbours' blanks. */
export const tidy = (code: string): string => code.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** Under /v1/vouchers: what a checkout asks. Unknown codes get the same answer as ones that belong to nobody. */
export const vouchers = new Hono<App>()
  .post('/validate', secretKey, async (c) => {
    const { code, subtotalMinor, currency, customerId } = await body(c, VoucherCheck);
    const owner = await ownerOf(c, tidy(code));
    if (owner === null) return c.json({ valid: false, reason: 'unknown' });
    const found = await findVoucher(c, owner, tidy(code));
    if (!found) return c.json({ valid: false, reason: 'unknown' });
    if (!(await isTheirs(c, owner, customerId))) return c.json({ valid: false, reason: 'other-customer' });
    if (found.state !== 'ready') return c.json({ valid: false, reason: found.state });
    if (currency !== c.var.door.settings.currency) return c.json({ valid: false, reason: 'other-currency' });
    if (subtotalMinor < found.minimumMinor) return c.json({ valid: false, reason: 'below-minimum', voucher: found });
    const { maxSharePercent } = c.var.door.settings.programme;
    return c.json({ valid: true, voucher: found, worthMinor: worthOf(found, subtotalMinor, maxSharePercent ?? 100) });
  })
  .post('/use', secretKey, async (c) => {
    const { code, orderId, customerId } = await body(c, VoucherUse);
    const owner = await ownerOf(c, tidy(code));
    if (owner === null) throw new Problem('unknown-voucher');
    if (!(await isTheirs(c, owner, customerId))) {
      // A code that was reserved and never given is nobody's.
      if (!(await findVoucher(c, owner, tidy(code)))) throw new Problem('unknown-voucher');
      throw new Problem('other-customer', { detail: 'The customer of this order is not the one who took it.' });
    }
    const { voucher } = await onSlice(c.env, c.var.door.shopId, owner, (slice, at, id) => slice.useVoucher(at, id, tidy(code), orderId));
    return c.json(voucher);
  });

/** What a voucher takes off an order of this subtotal, at most the share of it that the programme allows; null for what isn't money. */
const worthOf = ({ kind, valueMinor, percent }: Voucher, subtotalMinor: number, maxSharePercent: number): number | null => {
  if (kind !== 'amount' && kind !== 'percent') return null;
  const asked = kind === 'amount' ? (valueMinor ?? 0) : Math.floor((subtotalMinor * (percent ?? 0)) / 100);
  return Math.min(asked, Math.floor((subtotalMinor * maxSharePercent) / 100));
};

const findVoucher = async (c: AppContext, owner: string, code: string) => {
  try {
    return (await onSlice(c.env, c.var.door.shopId, owner, (slice, at, id) => slice.voucher(at, id, code))).voucher;
  } catch (error) {
    // Reserved, but never redeemed: nobody's voucher.
    if (error instanceof Problem && error.code === 'unknown-voucher') return null;
    throw error;
  }
};
