import { Order } from '@rapport/protocol';
import { exponentOf } from '@rapport/domain/points';
import { parsePrice } from './money.ts';

/** An order of ours, with the SKU of each of its lines, or why the delivery holds none that counts. */
export type Delivered =
  { readonly ok: true; readonly order: Order; readonly skus: readonly (string | undefined)[] } | { readonly ok: false; readonly reason: string };

/** Says why a delivery doesn't count. */
export const ignored = (reason: string): Delivered => ({ ok: false, reason });

/** Holds what was made of a foreign order against our own form: nothing that the shop's back end couldn't have sent comes in by this way. */
export const checked = (made: Record<string, unknown>, skus: readonly unknown[] = []): Delivered => {
  const order = Order.safeParse(made);
  if (order.success) return { ok: true, order: order.data, skus: skus.map((sku) => textOr(sku, 128)) };
  return ignored(
    `not an order: ${order.error.issues
      .map((issue) => issue.path.join('.'))
      .slice(0, 5)
      .join(', ')}`,
  );
};

/** Reads amounts of one currency. An amount that isn't one is NaN, which no order takes; one that is missing is 0. */
export const moneyOf = (currency: unknown): ((amount: unknown) => number) => {
  const digits = typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? exponentOf(currency) : 0;
  return (amount) => {
    if (amount === undefined || amount === null || amount === '') return 0;
    const price = parsePrice(trimmed(String(amount), digits), digits);
    return price.ok ? price.minor : Number.NaN;
  };
};

/** `12.000` → `12.00` where the currency has two decimals: shop systems write zeros that mean nothing, and a price field takes them for thousands. */
const trimmed = (amount: string, digits: number): string => {
  const [whole = '', decimals] = amount.split('.', 2);
  if (decimals === undefined || !/^\d+$/.test(whole) || !/^\d+$/.test(decimals)) return amount;
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > digits) return amount;
  return digits === 0 ? whole : `${whole}.${kept.padEnd(digits, '0')}`;
};

/** The text, if there is one and it isn't too long to be kept. */
export const textOr = (value: unknown, maxChars: number): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value.length <= maxChars ? value : undefined;

/** A shop system's number of something as our id; undefined for none, which they write as 0 or null. */
export const idOr = (value: unknown): string | undefined => {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
  return textOr(value, 128);
};

/** The entry without its absent values, which a strict form would not take. */
export const present = (entry: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
