import { configureLocalization } from '@lit/localize';

/** The languages the components speak. English stands in the code; another is loaded when a page wants it. */
const LOADERS = { 'zh-Hant': () => import('../locales/zh-hant.ts') } as const;

/** @throws never: an unknown language stays English. */
const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: Object.keys(LOADERS),
  loadLocale: (tag) => LOADERS[tag as keyof typeof LOADERS](),
});

/** Which of our languages serves a BCP 47 tag. A reader of any Chinese is served better by Traditional Chinese than by English. */
export const languageFor = (tag: string): 'en' | 'zh-Hant' => (/^zh\b/i.test(tag) ? 'zh-Hant' : 'en');

/** Makes the components speak the language of a tag. Elements render again when its words have come; until then, and if they don't come, English. */
export const useLocale = (tag: string): void => {
  const language = languageFor(tag);
  if (language === getLocale()) return;
  setLocale(language).catch(() => undefined); // blocked or off-line: English is a language too
};
