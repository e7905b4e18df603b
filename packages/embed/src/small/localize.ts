// What the components use of `@lit/localize`, in the build of the script tag only: whoever takes the elements from npm gets the original. The build makes one set of
// files for each language, with its words where the English ones stand in the code (scripts/build/words.ts), so that nothing has to be looked up here.

/** A text with values, as `str` gives it. */
interface Told {
  readonly strings: TemplateStringsArray;
  readonly values: readonly unknown[];
}

/** Marks a text that holds values. */
export const str = (strings: TemplateStringsArray, ...values: readonly unknown[]): Told => ({ strings, values });

/** A text as it stands in the code, which is in the language of the page. */
export const msg = (said: string | Told): string => (typeof said === 'string' ? said : String.raw({ raw: said.strings }, ...said.values));

/** The language of a page stays what it is. */
export const updateWhenLocaleChanges = (): void => undefined;
