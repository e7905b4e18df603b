import { afterEach, expect, test } from 'vitest';
import { ago, clock, languageName, moment, money, size } from './format.ts';
import { chooseLocale } from './locale.ts';

const AT_MS = Date.UTC(2026, 4, 3, 6, 2);

afterEach(() => chooseLocale('en'));

test('money follows the decimals of its currency', () => {
  expect(money(4000, 'EUR')).toBe('€40.00');
  expect(money(4000, 'JPY')).toBe('¥4,000');
});

test('moments are in the shop’s time zone and the console’s language', async () => {
  expect(moment(AT_MS, 'Asia/Taipei')).toBe('3 May 2026, 14:02');
  await chooseLocale('zh-Hant');
  expect(moment(AT_MS, 'Asia/Taipei')).toBe('2026/5/3 14:02');
});

test('a time zone that the browser does not know is read as UTC', () => {
  expect(clock(AT_MS, 'Mars/Olympus')).toBe('06:02');
});

test.each([
  [20_000, 'now'],
  [3 * 60_000, '3 minutes ago'],
  [23 * 3_600_000, '23 hours ago'],
  [25 * 3_600_000, 'yesterday'],
  [-5_000, 'now'],
])('%i ms ago is “%s”', (ageMs, words) => {
  expect(ago(AT_MS, AT_MS + ageMs)).toBe(words);
});

test('languages have their own names, files a size', () => {
  expect(languageName('zh-Hant')).toBe('繁體中文');
  expect(size(1_400_000)).toBe('1.4 MB');
});
