import type { Locale } from './locale.ts';

/** The shop has one currency, chosen when it is first opened. Amounts are integers of its hundredth (ISO 4217 gives both two decimals). */
export type Currency = 'EUR' | 'TWD';

/** What the shop asks for besides the goods. Taxes are contained in the prices. */
const RULES: Record<Currency, { readonly shippingMinor: number; readonly freeFromMinor: number; readonly taxPercent: number }> = {
  EUR: { shippingMinor: 490, freeFromMinor: 6000, taxPercent: 19 },
  TWD: { shippingMinor: 8000, freeFromMinor: 150000, taxPercent: 5 },
};

/** A voucher as Rapport describes it after it has been checked. */
export interface Voucher {
  readonly code: string;
  readonly kind: 'amount' | 'percent' | 'free-shipping';
  readonly valueMinor?: number;
  readonly percent?: number;
  readonly minimumMinor?: number;
  /** What Rapport said it takes off, and off which subtotal: a programme may let a voucher pay only a share of an order. */
  readonly worth?: { readonly minor: number; readonly ofMinor: number };
}

/** What an order comes to. `taxMinor` is contained in the total. */
export interface Totals {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** "18" or "18.00" in minor units; refuses anything finer, negative or absurd. */
export function parseMinor(decimal: string): number | undefined {
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(decimal.trim());
  if (match === null) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Minor units as a plain decimal with a dot, for files and forms. */
export function decimal(minor: number): string {
  return `${Math.trunc(minor / 100)}.${String(Math.abs(minor % 100)).padStart(2, '0')}`;
}

/** Money as the reader writes it; whole amounts without decimals, because a price list is read, not audited. */
export function money(minor: number, currency: Currency, locale: Locale): string {
  const digits = minor % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat(locale === 'en' ? 'en-IE' : 'zh-TW', {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'TWD' && locale === 'en' ? 'symbol' : 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 100);
}

/** What a voucher takes off the goods: never more than they cost, never below its minimum, halves of a cent up. */
export function discountOf(voucher: Voucher | undefined, subtotalMinor: number): number {
  if (voucher === undefined || subtotalMinor < (voucher.minimumMinor ?? 0)) return 0;
  if (voucher.worth?.ofMinor === subtotalMinor) return Math.min(subtotalMinor, Math.max(0, voucher.worth.minor));
  if (voucher.kind === 'amount') return Math.min(subtotalMinor, Math.max(0, voucher.valueMinor ?? 0));
  if (voucher.kind === 'percent')
    return Math.min(subtotalMinor, Math.round((subtotalMinor * Math.min(100, Math.max(0, voucher.percent ?? 0))) / 100));
  return 0;
}

/** What is missing until the parcel travels free; 0 when it does already. */
export function untilFreeShipping(subtotalMinor: number, currency: Currency): number {
  return Math.max(0, RULES[currency].freeFromMinor - subtotalMinor);
}

/** Adds an order up. Free shipping is judged by the goods before a voucher, so that using one never costs anything. */
export function totals(subtotalMinor: number, voucher: Voucher | undefined, currency: Currency): Totals {
  const rule = RULES[currency];
  const discountMinor = discountOf(voucher, subtotalMinor);
  const free =
    subtotalMinor === 0 || subtotalMinor >= rule.freeFromMinor || (voucher?.kind === 'free-shipping' && subtotalMinor >= (voucher.minimumMinor ?? 0));
  const shippingMinor = free ? 0 : rule.shippingMinor;
  const totalMinor = subtotalMinor - discountMinor + shippingMinor;
  return { subtotalMinor, discountMinor, shippingMinor, taxMinor: Math.round((totalMinor * rule.taxPercent) / (100 + rule.taxPercent)), totalMinor };
}
