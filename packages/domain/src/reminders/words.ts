import type { Texts } from '@rapport/protocol';

/** Puts values into the shop's own words: `{product}` and the like, in every language they are written in. What isn't known stays as it is written. */
export const filled = (texts: Texts, valueOf: (name: string, locale: string) => string | null): Texts =>
  Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => text.trim() !== '')
      .map(([locale, text]) => [locale, text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => valueOf(name, locale) ?? whole)]),
  );

/** A day as a language writes it; plain ISO where the language is not known to the platform. */
export const dayIn = (atMs: number, locale: string, timeZone: string): string => {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
  try {
    return new Intl.DateTimeFormat(locale === '' ? 'en' : locale, options).format(atMs);
  } catch {
    // A tag that no formatter takes: the owner may have typed anything.
    return new Intl.DateTimeFormat('en', options).format(atMs);
  }
};
