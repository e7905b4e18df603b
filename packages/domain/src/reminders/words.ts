import type { Texts } from '@rapport/protocol';

const HOLE = /\{([a-z]+)\}/g;

/**
 * Puts values into the shop's own words: `{product}` and the like, in every language they are written in. Of `[one|another]` the first part stands whose values
 * are all known, or none of them; what isn't known outside of such brackets stays as it is written.
 */
export const filled = (texts: Texts, valueOf: (name: string, locale: string) => string | null): Texts =>
  Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => text.trim() !== '')
      .map(([locale, text]) => {
        const isKnown = (part: string): boolean => [...part.matchAll(HOLE)].every(([, name]) => valueOf(name ?? '', locale) !== null);
        const chosen = text.replaceAll(/\[([^[\]]*)\]/g, (_, inner: string) => inner.split('|').find(isKnown) ?? '');
        return [locale, chosen.replaceAll(HOLE, (whole, name: string) => valueOf(name, locale) ?? whole).trim()];
      }),
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
