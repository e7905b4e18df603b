/// <reference types="vite/client" />
import type { LocaleModule } from '@lit/localize';
import { describe, expect, test } from 'vitest';
import { languageFor } from '../internal/language.ts';
import { templates } from './zh-hant.ts';

const sources = import.meta.glob<string>(['../**/*.ts', '!../**/*.test.ts', '!../locales/**', '!../testing/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const ids = [
  ...Object.values(sources)
    .join('\n')
    .matchAll(/\bid: '([a-z.-]+)'/g),
].map((match) => match[1] ?? '');
const languages = import.meta.glob<LocaleModule>(['./*.ts', '!./*.test.ts'], { eager: true });
const calls = [
  ...Object.values(sources)
    .join('\n')
    .matchAll(/\bmsg\(/g),
].length;

describe('the words', () => {
  test('each has its own id', () => {
    expect(ids.length).toBe(calls);
  });

  test.each(Object.entries(languages))('%s has each of them and no other', (_, language) => {
    expect(Object.keys(language.templates).sort()).toEqual([...new Set(ids)].sort());
  });

  test('Traditional Chinese has its own punctuation, 您 and never 你', () => {
    for (const words of Object.values(templates)) {
      const text = typeof words === 'string' ? words : words.strings.join('0');
      expect(text).not.toMatch(/[,;:!?“”你]|\.$/);
    }
  });

  test.each([
    ['zh-TW', 'zh-hant'],
    ['zh', 'zh-hant'],
    ['zh-Hant-HK', 'zh-hant'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['zha', 'en'],
  ])('a page in %s gets %s', (tag, language) => {
    expect(languageFor(tag)).toBe(language);
  });
});
