import { expect, test } from 'vitest';
import { decimal, discountOf, money, parseMinor, totals, untilFreeShipping } from './money.ts';

test('decimals become minor units and come back', () => {
  for (const [text, minor] of [
    ['18', 1800],
    ['18.5', 1850],
    ['18,50', 1850],
    ['0.07', 7],
    ['16800.00', 1680000],
  ] as const)
    expect(parseMinor(text)).toBe(minor);
  for (const bad of ['', '-1', '1.234', '1e3', 'abc', '1.', '99999999']) expect(parseMinor(bad)).toBeUndefined();
  for (let minor = 0; minor < 3000; minor += 7) expect(parseMinor(decimal(minor))).toBe(minor);
});

test('a voucher never takes more than the goods cost', () => {
  expect(discountOf({ code: 'A', kind: 'amount', valueMinor: 5000 }, 1800)).toBe(1800);
  expect(discountOf({ code: 'A', kind: 'amount', valueMinor: 500, minimumMinor: 2000 }, 1999)).toBe(0);
  expect(discountOf({ code: 'A', kind: 'percent', percent: 15 }, 1990)).toBe(299);
  expect(discountOf({ code: 'A', kind: 'percent', percent: 400 }, 1990)).toBe(1990);
  expect(discountOf({ code: 'A', kind: 'free-shipping' }, 1990)).toBe(0);
  expect(discountOf(undefined, 1990)).toBe(0);
});

test('an order adds up to the cent', () => {
  const plain = totals(1800, undefined, 'EUR');
  expect(plain).toEqual({ subtotalMinor: 1800, discountMinor: 0, shippingMinor: 490, totalMinor: 2290, taxMinor: 366 });
  expect(totals(6000, undefined, 'EUR').shippingMinor).toBe(0);
  expect(totals(1800, { code: 'S', kind: 'free-shipping' }, 'EUR').totalMinor).toBe(1800);
  expect(totals(6000, { code: 'A', kind: 'amount', valueMinor: 1000 }, 'EUR')).toMatchObject({ shippingMinor: 0, totalMinor: 5000 });
  expect(totals(62000, undefined, 'TWD')).toMatchObject({ shippingMinor: 8000, totalMinor: 70000, taxMinor: 3333 });
  for (let subtotal = 0; subtotal < 9000; subtotal += 13) {
    const sum = totals(subtotal, { code: 'A', kind: 'percent', percent: 7 }, 'EUR');
    expect(sum.subtotalMinor - sum.discountMinor + sum.shippingMinor).toBe(sum.totalMinor);
    expect(Object.values(sum).every((n) => Number.isInteger(n) && n >= 0)).toBe(true);
  }
});

test('money is written as the reader writes it', () => {
  expect(money(1800, 'EUR', 'en')).toBe('€18');
  expect(money(1850, 'EUR', 'en')).toBe('€18.50');
  expect(money(62000, 'TWD', 'zh-Hant')).toBe('$620');
  expect(money(62000, 'TWD', 'en')).toBe('NT$620');
  expect(untilFreeShipping(5900, 'EUR')).toBe(100);
  expect(untilFreeShipping(9900, 'EUR')).toBe(0);
});
