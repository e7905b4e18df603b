// What is filled into a text, apart from the texts themselves, which the console need not carry.

const NAME = /\{(\w+)\}/g;

/** What is filled into a text, in the order in which it stands there. */
export const namesIn = (text: string): string[] => [...text.matchAll(NAME)].map(([, name = '']) => name);

/** What a text is without its names: by that a page knows it. */
export const nameless = (text: string): string => text.replace(NAME, '{}');

/** Names that another text must have and has not, and names that nothing is filled in for. Both empty = it can be said. */
export function wordingFaults(text: string, own: string): { readonly missing: readonly string[]; readonly unknown: readonly string[] } {
  const [wanted, given] = [namesIn(text), namesIn(own)];
  return {
    missing: wanted.filter((name) => !given.includes(name)),
    unknown: [...new Set(given.filter((name) => !wanted.includes(name)))],
  };
}
