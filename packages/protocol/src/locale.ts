import * as z from 'zod';

/** Whether every formatter of the platform takes this tag: some well-formed looking ones (`en-abcd-abcd`) are refused. */
const isKnown = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** A language as BCP 47 writes it, such as `zh-Hant`. */
export const Locale = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .refine(isKnown, 'not a language tag that is known');

/** The tag itself, or English where a page names a language that nobody knows: what a shopper's page says must not stop a mail. */
export const knownLocale = (tag: string): string => {
  const dashed = tag.replaceAll('_', '-');
  return isKnown(dashed) ? dashed : 'en';
};
