import type { Lexicon } from '@rapport/protocol';

/** What stands between the words of one line: commas as they are typed in either script. */
const BETWEEN = /[,，、]/;
/** The most that the protocol takes. */
const MOST = { groups: 500, words: 20, letters: 2_000 } as const;

/** A line that can't be used, counted from 1, and why. */
export interface WrongLine {
  readonly line: number;
  readonly why: 'alone' | 'many' | 'again';
}

/** A lexicon as it is typed: words that mean the same on one line each. */
export const typedLexicon = ({ synonyms, letters }: Lexicon): { readonly synonyms: string; readonly letters: string } => ({
  synonyms: synonyms.map((words) => words.join(', ')).join('\n'),
  letters: letters.join('\n'),
});

/** Reads words that mean the same; empty lines count for nothing. */
export const readSynonyms = (typed: string): { readonly groups: string[][]; readonly wrong: readonly WrongLine[] } => {
  const lines = typed.split('\n').map((line) => [...new Set(line.split(BETWEEN).map((word) => word.trim()))].filter((word) => word !== ''));
  return { groups: lines.filter((words) => words.length > 0), wrong: wrongLines(lines, MOST.words) };
};

/** Reads letters that count as one, each in one line only; blanks and commas between them count for nothing. */
export const readLetters = (typed: string): { readonly groups: string[]; readonly wrong: readonly WrongLine[] } => {
  const lines = typed.split('\n').map((line) => [...new Set(line.replace(/[\s,，、]/g, ''))]);
  const earlier = new Set<string>();
  const again = lines.flatMap((letters, at): WrongLine[] => {
    const known = letters.some((letter) => earlier.has(letter));
    for (const letter of letters) earlier.add(letter);
    return known ? [{ line: at + 1, why: 'again' }] : [];
  });
  const wrong = [...wrongLines(lines, MOST.words), ...again];
  return { groups: lines.filter((letters) => letters.length > 0).map((letters) => letters.join('')), wrong };
};

/** Whether there are more lines than a shop may have. */
export const isTooLong = (groups: number, kind: 'groups' | 'letters'): boolean => groups > MOST[kind];

const wrongLines = (lines: readonly (readonly string[])[], most: number): WrongLine[] =>
  lines.flatMap((words, at): WrongLine[] => {
    if (words.length === 1) return [{ line: at + 1, why: 'alone' }];
    return words.length > most ? [{ line: at + 1, why: 'many' }] : [];
  });
