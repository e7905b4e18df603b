import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { setOffset } from './clock.ts';
import { keyed } from './hash.ts';
import { codeFrom, digits, mint, secret, slot, SLOTS, uuid, voucherCode } from './ids.ts';

afterEach(() => setOffset(0));

it('mints UUIDs of version 7 that only increase', () => {
  const ids = Array.from({ length: 20_000 }, uuid);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('puts our clock into a UUID, not the machine’s', () => {
  setOffset(365 * 86_400_000);
  const atMs = Number.parseInt(uuid().replaceAll('-', '').slice(0, 12), 16);
  expect(atMs - Date.now()).toBeGreaterThan(364 * 86_400_000);
});

it('mints prefixed ids of the asked strength', () => {
  expect(mint('shp')).toMatch(/^shp_[A-Za-z0-9_-]{22}$/);
  expect(mint('sk', 192)).toMatch(/^sk_[A-Za-z0-9_-]{32}$/);
  expect(new Set(Array.from({ length: 10_000 }, () => mint('x', 64))).size).toBe(10_000);
});

it('makes voucher codes of at least 80 bits, each sign of the alphabet equally likely', () => {
  const codes = Array.from({ length: 10_000 }, voucherCode);
  const counts = new Map<string, number>();
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    for (const sign of code.replaceAll('-', '')) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  // 16 signs out of an alphabet of 32: 16 × 5 bits.
  expect(counts.size).toBe(32);
  expect(16 * Math.log2(counts.size)).toBeGreaterThanOrEqual(80);
  expect(chiSquare([...counts.values()])).toBeLessThan(CHI_31);
  expect(new Set(codes).size).toBe(codes.length);
});

it('makes the same code of the same hash, 5 bits a sign', async () => {
  const hash = await keyed('key', 'voucher:1');
  expect(codeFrom(hash, 20)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
  expect(codeFrom(hash, 20)).toBe(codeFrom(hash, 20));
  expect(codeFrom(await keyed('key', 'voucher:2'), 20)).not.toBe(codeFrom(hash, 20));
});

it('makes secrets of the asked strength', () => {
  expect(secret(256)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(secret(256)).not.toBe(secret(256));
});

it('makes codes of digits that are equally likely, leading zeros included', () => {
  expect(digits(6)).toMatch(/^\d{6}$/);
  expect(digits(0)).toBe('');
  const counts = Array.from({ length: 10 }, () => 0);
  for (const digit of digits(50_000)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
  expect(chiSquare(counts)).toBeLessThan(CHI_9);
});

it('gives each id the same slot for ever', () => {
  // Computed by another implementation (Python, 32-bit FNV-1a, folded). A change here loses every shopper.
  const golden = [
    ['', 7385],
    ['a', 52512],
    ['foobar', 18164],
    ['shp_0000000000000000000000', 55341],
    ['shp_9f86d081884c7d659a2fea', 20158],
    ['s0123456789abcde', 24269],
    ['客戶', 27710],
    ['é', 63068],
    ['e\u0301', 15748],
  ] as const;
  for (const [id, expected] of golden) expect([id, slot(id)]).toEqual([id, expected]);
});

it('gives any text a slot within bounds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (id) => {
      const found = slot(id);
      expect(Number.isInteger(found) && found >= 0 && found < SLOTS).toBe(true);
      expect(slot(id)).toBe(found);
    }),
  );
});

it.each([
  ['minted', () => mint('shp')],
  ['counted', (n: number) => `shp_${n}`],
  ['padded', (n: number) => `shopper-${String(n).padStart(12, '0')}`],
  ['UUID', () => uuid()],
])('spreads 100,000 %s ids evenly over 64 slices', (_, id) => {
  const counts = Array.from({ length: 64 }, () => 0);
  for (let n = 0; n < 100_000; n += 1) {
    const slice = Math.floor((slot(id(n)) * 64) / SLOTS);
    counts[slice] = (counts[slice] ?? 0) + 1;
  }
  expect(chiSquare(counts)).toBeLessThan(CHI_63);
});

// Upper bounds of chi-square at p = 1e-6: a fair source fails once in a million runs.
const CHI_9 = 48;
const CHI_31 = 85;
const CHI_63 = 131;

const chiSquare = (counts: readonly number[]): number => {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
};
