import { configureLocalization } from '@lit/localize';
import { languageFor } from './language.ts';

/** What brings each language but English, which stands in the code. */
const LOADERS = { 'zh-hant': () => import('../locales/zh-hant.ts') } as const;

/** @throws never: an unknown language stays English. */
const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: Object.keys(LOADERS),
  loadLocale: (tag) => LOADERS[tag as keyof typeof LOADERS](),
});

/** Makes the components speak the language of a tag. Elements render again when its words have come; until then, and if they don't come, English. */
export const useLocale = (tag: string): void => {
  const language = languageFor(tag);
  if (language === getLocale()) return;
  setLocale(language).catch(() => undefined); // blocked or off-line: English is a language too
};
