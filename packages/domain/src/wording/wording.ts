import type { OwnText, ShopWording, WordingChange, WordingText } from '@rapport/protocol';
import { nameless, namesIn, wordingFaults } from './names.ts';
import texts from './element-texts.json' with { type: 'json' };

// What the components say, and how a shop says it instead. A text names what is filled in: "You have {have} to use."

/** The languages that the components speak. */
export type WordingLanguage = keyof typeof texts;
/** Their names, the code's own first. */
export const WORDING_LANGUAGES = Object.keys(texts) as readonly WordingLanguage[];

const byLanguage = new Map<WordingLanguage, readonly WordingText[]>();

/** Every text of a language once. What is said with the same words at several places is one text, under the first of its ids. */
export function wordingOf(language: WordingLanguage): readonly WordingText[] {
  const known = byLanguage.get(language);
  if (known) return known;
  const found = new Map<string, { id: string; also: string[]; text: string }>();
  for (const [id, text] of Object.entries(texts[language])) {
    const same = found.get(nameless(text));
    if (same) same.also.push(id);
    else found.set(nameless(text), { id, also: [], text });
  }
  byLanguage.set(language, [...found.values()]);
  return [...found.values()];
}

/** The text that an id belongs to, whichever of its ids it is. */
export const wordingAt = (language: WordingLanguage, id: string): WordingText | undefined =>
  wordingOf(language).find((text) => text.id === id || text.also.includes(id));

/** A shop's own words as a page needs them. What no longer fits (a text that has changed since) is left out: then the words are ours again. */
export function ownTexts(language: WordingLanguage, own: Readonly<Record<string, string>>): OwnText[] {
  return wordingOf(language).flatMap(({ id, also, text }) => {
    const said = own[id];
    if (said === undefined) return [];
    const { missing, unknown } = wordingFaults(text, said);
    if (missing.length + unknown.length > 0) return [];
    const names = namesIn(text);
    return [{ ids: [id, ...also], instead: nameless(text), strings: said.split(/\{\w+\}/), order: namesIn(said).map((name) => names.indexOf(name)) }];
  });
}

/** A shop's own words after a change: null takes a text back, and so does saying what the component says anyway. */
export function withWording(wording: ShopWording | undefined, { language, texts: changes }: WordingChange): ShopWording {
  const ours: Readonly<Record<string, string>> = texts[language];
  const changed = Object.entries(changes).map(([id, own]) => [wordingAt(language, id)?.id ?? id, own] as const);
  const said = Object.entries({ ...wording?.said[language], ...Object.fromEntries(changed) }).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== ours[entry[0]],
  );
  return { version: (wording?.version ?? 0) + 1, said: { ...wording?.said, [language]: Object.fromEntries(said) } };
}

/** True when a shop says anything in words of its own. */
export const hasWording = (wording: ShopWording | undefined): wording is ShopWording =>
  Object.values(wording?.said ?? {}).some((said) => Object.keys(said).length > 0);
