import type { Text } from '../catalogue/index.ts';

/** The languages in which everything is written, as in the address and in `lang`. */
export const LOCALES = ['en', 'zh-Hant'] as const;

/** One of the two languages. */
export type Locale = (typeof LOCALES)[number];

/** Whether an address part names a language of ours. */
export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}

/** The words of a text in one language. */
export function say(text: Text, locale: Locale): string {
  return locale === 'en' ? text[0] : text[1];
}

/** Reads Accept-Language by weight; any Chinese gets Traditional Chinese, everybody else English. */
export function preferred(header: string | undefined): Locale {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag = '', ...rest] = part.trim().split(';');
    const q = rest.map((r) => /^\s*q=([\d.]+)/.exec(r)?.[1]).find((v) => v !== undefined);
    return { tag: tag.toLowerCase(), q: q === undefined ? 1 : Number(q) };
  });
  const best = wishes.filter(({ tag, q }) => q > 0 && (tag.startsWith('zh') || tag.startsWith('en'))).sort((a, b) => b.q - a.q)[0];
  return best?.tag.startsWith('zh') === true ? 'zh-Hant' : 'en';
}

/** A date as people write it. */
export function day(atMs: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-TW', { dateStyle: 'long' }).format(atMs);
}
