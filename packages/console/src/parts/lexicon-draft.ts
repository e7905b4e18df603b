import { wrongRows } from '@rapport/domain/watches';
import type { Lexicon } from '@rapport/protocol';

/** What stands between the words of one line: commas as they are typed in either script. */
const BETWEEN = /[,，、]/;
/** The most that the protocol takes. */
const MOST = { groups: 500, words: 20, letters: 2_000 } as const;

/** A line that can't be used, counted from 1, and why. */
export interface WrongLine {
  readonly line: number;
  readonly why: 'alone' | 'many' | 'again' | 'unread';
}

/** A lexicon as it is typed: words that mean the same on one line each. */
export const typedLexicon = ({ synonyms, letters }: Lexicon): { readonly synonyms: string; readonly letters: string } => ({
  synonyms: synonyms.map((words) => words.join(', ')).join('\n'),
  letters: letters.join('\n'),
});

/** Reads words that mean the same; empty lines count for nothing. */
export const readSynonyms = (typed: string): { readonly groups: string[][]; readonly wrong: readonly WrongLine[] } => {
  const lines = typed.split('\n').map((line) => [...new Set(line.split(BETWEEN).map((word) => word.trim()))].filter((word) => word !== ''));
  return { groups: lines.filter((words) => words.length > 0), wrong: wrongLines(lines, { synonyms: lines, letters: [] }) };
};

/** Reads letters that count as one, each in one line only; blanks and commas between them count for nothing. */
export const readLetters = (typed: string): { readonly groups: string[]; readonly wrong: readonly WrongLine[] } => {
  const lines = typed.split('\n').map((line) => [...new Set(line.replace(/[\s,，、]/g, ''))]);
  const rows = lines.map((letters) => letters.join(''));
  return { groups: rows.filter((row) => row !== ''), wrong: wrongLines(lines, { synonyms: [], letters: rows }) };
};

/** Whether there are more lines than a shop may have. */
export const isTooLong = (groups: number, kind: 'groups' | 'letters'): boolean => groups > MOST[kind];

/** Lines that are too long, and those that the shop would not read as they stand. */
const wrongLines = (lines: readonly (readonly string[])[], lexicon: Lexicon): WrongLine[] => {
  const whyByRow = new Map(wrongRows(lexicon).map(({ row, why }) => [row, why]));
  return lines.flatMap((words, at): WrongLine[] => {
    const why = words.length > MOST.words ? 'many' : whyByRow.get(at);
    return words.length === 0 || why === undefined ? [] : [{ line: at + 1, why }];
  });
};
