// What the components use of `@lit/localize`, in the build of the script tag only: whoever takes the elements from npm gets the original. The build makes one set of
// files for each language, with its words where the English ones stand in the code (scripts/build/words.ts), so that nothing has to be looked up here.

/** A text with values, as `str` gives it. */
interface Told {
  readonly strings: TemplateStringsArray;
  readonly values: readonly unknown[];
}

/** Marks a text that holds values. */
export const str = (strings: TemplateStringsArray, ...values: readonly unknown[]): Told => ({ strings, values });

/** What the shop says in its own words: by the text it stands for the pieces, and which value comes after each. */
let own: Readonly<Record<string, readonly [readonly string[], readonly number[]]>> = {};
/** Takes the shop's own words. */
export const say = (texts: typeof own): void => {
  own = texts;
};

/** A text as it stands in the code, which is in the language of the page, or as the shop says it. */
export const msg = (said: string | Told): string => {
  const { strings, values } = typeof said === 'string' ? { strings: [said], values: [] } : said;
  const [raw, order] = own[strings.join('{}')] ?? [strings, values.keys()];
  return String.raw({ raw }, ...[...order].map((at) => values[at]));
};

/** The language of a page stays what it is. */
export const updateWhenLocaleChanges = (): void => undefined;
