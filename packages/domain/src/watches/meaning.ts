import { PLAIN, type ReadLexicon, sameLetters } from './lexicon.ts';
import { neededWords } from './match.ts';
import { STOP_WORDS } from './tuning.ts';
import { isUnspaced } from './words.ts';

/** Searches whose stem is remembered while wants are gathered: many people ask in the same words. */
const REMEMBERED = 10_000;

/** A phrase of the owner's lexicon, and the first of its group, which stands for all of them. */
interface Phrase {
  readonly words: readonly string[];
  /** As it stands in a text of a script without spaces; null for what is written in words. */
  readonly run: string | null;
  readonly first: string;
}

/** What a search comes to, whatever the order, the spaces and the endings of its words; empty for one that says nothing. */
export const stemOf = (query: string): string => joined(wordsOf(query));

/** The same for many searches, with words that mean the same by the owner's lexicon as one. */
export function stemmer(lexicon: ReadLexicon = PLAIN): (query: string) => string {
  const phrases = phrasesOf(lexicon);
  const known = new Map<string, string>();
  return (query) => {
    const before = known.get(query);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known.clear();
    const stem = joined(meaning(query, phrases, lexicon));
    known.set(query, stem);
    return stem;
  };
}

/** The words of a search, those of a phrase replaced by the first of its group. What was replaced is not read again, and the longest phrases are looked for first. */
function meaning(query: string, phrases: readonly Phrase[], lexicon: ReadLexicon): readonly string[] {
  if (phrases.length === 0 && lexicon.letters.size === 0) return wordsOf(query);
  let text = sameLetters(
    query
      .replace(/[\p{Cf}\p{VS}]/gu, '')
      .normalize('NFKC')
      .toLowerCase(),
    lexicon,
  );
  const meant = new Set<string>();
  for (const { run, first } of phrases) {
    if (run === null || !text.includes(run)) continue;
    text = text.replaceAll(run, ' ');
    meant.add(first);
  }
  const words = new Set(wordsOf(text));
  for (const phrase of phrases) {
    if (!phrase.words.every((word) => words.has(word))) continue;
    for (const word of phrase.words) words.delete(word);
    meant.add(phrase.first);
  }
  const left = [...words].filter((word) => meant.size === 0 || !STOP_WORDS.has(word));
  return [...meant, ...left];
}

function phrasesOf(lexicon: ReadLexicon): Phrase[] {
  const all = lexicon.groups.flatMap((group) => {
    const said = group.map((phrase) => phrase.map((word) => sameLetters(word, lexicon)));
    return said.map((phrase): Phrase => {
      const cut = phrase.flatMap((word) => (isUnspaced(word) ? wordsOf(word) : [word]));
      const telling = cut.filter((word) => !STOP_WORDS.has(word));
      const [run = ''] = phrase;
      return { words: telling.length > 0 ? telling : cut, run: phrase.length === 1 && isUnspaced(run) ? run : null, first: said[0]?.join(' ') ?? '' };
    });
  });
  return all.toSorted((a, b) => b.words.length - a.words.length || (b.run?.length ?? 0) - (a.run?.length ?? 0));
}

const wordsOf = (query: string): string[] => neededWords(query).map(({ word }) => word);

const joined = (words: readonly string[]): string => words.toSorted().join(' ');
