import { configureLocalization, type LocaleModule } from '@lit/localize';
import type { OwnText } from '@rapport/protocol';
import { type Language, languageFor } from './language.ts';

type Templates = LocaleModule['templates'];

/** What brings each language but English, which stands in the code. */
const LOADERS = { 'zh-hant': () => import('../locales/zh-hant.ts') } as const satisfies Record<Exclude<Language, 'en'>, () => Promise<LocaleModule>>;
/** The name of a language with the shop's own words in it. */
const OWN = 'own';

let language: Language = 'en';
let own: readonly OwnText[] = [];

const wordsOf = async (tag: string): Promise<Templates> => (tag in LOADERS ? (await LOADERS[tag as keyof typeof LOADERS]()).templates : {});

/** The language's words with the shop's own in their places. */
const withOwn = async (): Promise<LocaleModule> => {
  const templates: Record<string, unknown> = { ...(await wordsOf(language)) };
  for (const { ids, strings, order } of own)
    for (const id of ids) {
      // `order` counts the values as this language says them; a template counts them as the code does.
      const { values = order.map((_, at) => at) } = (templates[id] ?? {}) as { values?: readonly number[] };
      const inCode = order.map((at) => (templates[id] ? values[at] : at));
      templates[id] = strings.length > 1 ? { strTag: true, strings, values: inCode } : strings[0];
    }
  return { templates: templates as Templates };
};

/** @throws never: an unknown language stays English. */
const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: [...Object.keys(LOADERS), OWN],
  loadLocale: (tag) => (tag === OWN ? withOwn() : LOADERS[tag as keyof typeof LOADERS]()),
});

const speak = (name: string): void => {
  if (name !== getLocale()) setLocale(name).catch(() => undefined); // blocked or off-line: English is a language too
};

/** Makes the components speak the language of a tag. Elements render again when its words have come; until then, and if they don't come, English. */
export const useLocale = (tag: string): void => {
  language = languageFor(tag);
  speak(own.length > 0 ? OWN : language);
};

/** Says the shop's own words, where it has some. */
export const useOwnTexts = (texts: readonly OwnText[]): void => {
  own = texts;
  speak(texts.length > 0 ? OWN : language);
};
