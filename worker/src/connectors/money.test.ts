import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePrice } from './money.ts';

const minor = (text: string, digits = 2): number | string => {
  const price = parsePrice(text, digits);
  return price.ok ? price.minor : price.reason;
};

it.each([
  ['12', 1200],
  [' 12.5 ', 1250],
  ['12,50', 1250],
  ['0', 0],
  ['0.500', 50],
  ['4.35', 435],
  ['1,234.56', 123456],
  ['1.234,56', 123456],
  ['1,234,567', 123456700],
  ['1.234.567,8', 123456780],
  ['1234.5600', 123456],
])('reads %s', (text, expected) => {
  expect(minor(text)).toBe(expected);
});

it.each([
  ['', 'missing'],
  ['1,234', 'two ways'],
  ['1.234', 'two ways'],
  ['-1', 'negative'],
  ['−1', 'negative'],
  ['(5.00)', 'negative'],
  ['€10', 'plain'],
  ['10 EUR', 'plain'],
  ['1e3', 'plain'],
  ['0x10', 'plain'],
  ['+1', 'plain'],
  ['.5', 'plain'],
  ['1.', 'plain'],
  ['1,2,3', 'plain'],
  ['1.23.456,7', 'plain'],
  ['1,234.567.8', 'plain'],
  ['NaN', 'plain'],
  ['Infinity', 'plain'],
  ['１２', 'plain'],
  ['12.345', 'two ways'],
  ['12.3456', 'exact'],
  ['1e-7', 'plain'],
  ['9'.repeat(13), 'large'],
  ['9'.repeat(500), 'not a number'],
])('refuses %s', (text, words) => {
  expect(minor(text)).toContain(words);
});

it('keeps to the decimals of the currency', () => {
  expect(minor('1500', 0)).toBe(1500);
  expect(minor('1500.00', 0)).toBe(1500);
  expect(minor('1.5', 0)).toContain('exact');
  expect(minor('1.234', 3)).toBe(1234);
  expect(minor('1,234', 3)).toContain('two ways');
});

it('reads every amount back, whichever way it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom('', ',', '.'), (amount, group) => {
      const point = group === '.' ? ',' : '.';
      const whole = String(Math.floor(amount / 100)).replace(/\B(?=(\d{3})+$)/g, group);
      expect(minor(`${whole}${point}${String(amount % 100).padStart(2, '0')}`)).toBe(amount);
    }),
  );
});
