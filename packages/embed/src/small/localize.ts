import type { ReactiveControllerHost } from 'lit';

// What the components use of `@lit/localize`, in the build of the script tag only: whoever takes the elements from npm gets the original. The build has given every
// message a number and written each language as a list of plain texts, `{0}` for the first value (scripts/build/words.ts), so that less is needed here.

/** A text with values, as `str` gives it. */
interface Told {
  readonly strings: TemplateStringsArray;
  readonly values: readonly unknown[];
}
type Loaded = Promise<{ readonly templates: readonly (string | null)[] }>;

let texts: readonly (string | null)[] = [];
const hosts = new Set<ReactiveControllerHost>();

/** Marks a text that holds values. */
export const str = (strings: TemplateStringsArray, ...values: readonly unknown[]): Told => ({ strings, values });

/** A text in the language of the page, or as it stands in the code. */
export const msg = (template: string | Told, id: number): string => {
  const text = texts[id];
  if (typeof template === 'string') return text ?? template;
  const { strings, values } = template;
  return text ? text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)])) : String.raw({ raw: strings }, ...values);
};

/** Draws an element anew when its words have come. */
export const updateWhenLocaleChanges = (host: ReactiveControllerHost): void =>
  host.addController({ hostConnected: () => void hosts.add(host), hostDisconnected: () => void hosts.delete(host) });

/** The two functions of the original that are used: a language that can't be had leaves the one there is. */
export const configureLocalization = ({ sourceLocale, loadLocale }: { sourceLocale: string; loadLocale: (tag: string) => Loaded }) => {
  let wanted = sourceLocale;
  return {
    getLocale: (): string => wanted,
    setLocale: async (tag: string): Promise<void> => {
      wanted = tag;
      try {
        const { templates } = tag === sourceLocale ? { templates: [] } : await loadLocale(tag);
        if (wanted !== tag) return;
        texts = templates;
        for (const host of hosts) host.requestUpdate();
      } catch (problem) {
        if (wanted === tag) wanted = sourceLocale;
        throw problem;
      }
    },
  };
};
