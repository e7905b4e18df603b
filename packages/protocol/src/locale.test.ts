import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownLocale, Locale } from './locale.ts';

test('what is taken as a language can be written in', () => {
  const like = fc.stringMatching(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);
  fc.assert(
    fc.property(like, (tag) => {
      if (Locale.safeParse(tag).success) expect(() => new Intl.NumberFormat(tag)).not.toThrow();
    }),
  );
  expect(['en', 'zh-Hant', 'zh-Hant-TW', 'sr-Latn-RS'].every((tag) => Locale.safeParse(tag).success)).toBe(true);
  expect(['en-abcd-abcd', 'aa-aaaa-aaaa', 'EN', 'x', '', 'en_GB'].some((tag) => Locale.safeParse(tag).success)).toBe(false);
});

test('whatever a page says of its language, an amount can be written', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 35 }), (tag) => void new Intl.NumberFormat(knownLocale(tag))));
  expect([knownLocale('zh_TW'), knownLocale('zh-Hant'), knownLocale('')]).toEqual(['zh-TW', 'zh-Hant', 'en']);
});
