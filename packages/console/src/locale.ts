/** The console's two languages. English stands in the code; the other is a static map beside it. */
import { configureLocalization } from '@lit/localize';
import { templatesOf } from './locales/templates.ts';
import { zhHant } from './locales/zh-hant.ts';

const TEMPLATES: Readonly<Record<string, ReturnType<typeof templatesOf>>> = { 'zh-Hant': templatesOf(zhHant) };

/** Languages that the console speaks, the first being the one in the code. */
export const LOCALES = ['en', 'zh-Hant'] as const;
export type ConsoleLocale = (typeof LOCALES)[number];

const KEPT = 'rapport-console-locale';

const localization = configureLocalization({
  sourceLocale: 'en',
  targetLocales: ['zh-Hant'],
  loadLocale: (locale) => Promise.resolve({ templates: TEMPLATES[locale] ?? {} }),
});

/** The language in use, as a BCP 47 tag. */
export const getLocale = localization.getLocale;

/** Changes the language of every element, of the document, and of the next visit. */
export async function chooseLocale(locale: ConsoleLocale): Promise<void> {
  localStorage.setItem(KEPT, locale);
  await applyLocale(locale);
}

/** Takes up the language chosen before, or the browser's. */
export async function restoreLocale(): Promise<void> {
  const kept = localStorage.getItem(KEPT) ?? navigator.language;
  await applyLocale(/^zh/i.test(kept) ? 'zh-Hant' : 'en');
}

async function applyLocale(locale: ConsoleLocale): Promise<void> {
  await localization.setLocale(locale);
  document.documentElement.lang = locale;
}
