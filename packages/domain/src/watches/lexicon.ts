import type { Lexicon } from '@rapport/protocol';
import { isUnspaced, words } from './words.ts';

/** The owner's lexicon, made ready. */
export interface ReadLexicon {
  /** Groups of phrases that mean the same, each phrase as its words. */
  readonly groups: readonly (readonly (readonly string[])[])[];
  /** A letter → the one it counts as. */
  readonly letters: ReadonlyMap<string, string>;
  /** The one it counts as → all that do. */
  readonly variants: ReadonlyMap<string, readonly string[]>;
}

/** No synonyms, every letter itself: traditional and simplified kept apart. */
export const PLAIN: ReadLexicon = { groups: [], letters: new Map(), variants: new Map() };

/** A row of a lexicon that would not count as it is written. */
export interface WrongRow {
  readonly list: 'synonyms' | 'letters';
  /** From 0. */
  readonly row: number;
  /** `alone`: fewer than two phrases, or letters, that can be used. `again`: a letter of an earlier row. `unread`: something in it is no word, or no letter of Chinese or Japanese. */
  readonly why: 'alone' | 'again' | 'unread';
}

/** Rows that `readLexicon` would leave out, whole or in part, each with the first thing that is wrong: they are refused before they are kept, so that nothing is lost unseen. */
export function wrongRows({ synonyms, letters }: Lexicon): WrongRow[] {
  const earlier = new Set<string>();
  return [
    ...synonyms.flatMap((group, row): WrongRow[] => {
      const usable = group.filter((phrase) => phraseWords(phrase).length > 0);
      if (usable.length === group.length && usable.length > 1) return [];
      return [{ list: 'synonyms', row, why: usable.length > 1 ? 'unread' : 'alone' }];
    }),
    ...letters.flatMap((text, row): WrongRow[] => {
      const all = [...new Set(text.normalize('NFKC'))];
      const usable = all.filter(isUnspaced);
      const isAgain = usable.some((letter) => earlier.has(letter));
      for (const letter of usable) earlier.add(letter);
      if (usable.length < 2) return [{ list: 'letters', row, why: 'alone' }];
      if (isAgain) return [{ list: 'letters', row, why: 'again' }];
      return usable.length < all.length ? [{ list: 'letters', row, why: 'unread' }] : [];
    }),
  ];
}

/** Reads the owner's lexicon once, for many products. A letter named in two rows belongs to the first. */
export function readLexicon(lexicon: Lexicon | undefined): ReadLexicon {
  if (!lexicon) return PLAIN;
  const letters = new Map<string, string>();
  const variants = new Map<string, readonly string[]>();
  for (const row of lexicon.letters) {
    const fresh = [...new Set(row.normalize('NFKC'))].filter((letter) => isUnspaced(letter) && !letters.has(letter));
    const [first] = fresh;
    if (first === undefined || fresh.length < 2) continue;
    for (const letter of fresh) letters.set(letter, first);
    variants.set(first, fresh);
  }
  const groups = lexicon.synonyms
    .map((group) => group.map((phrase) => phraseWords(phrase)).filter((phrase) => phrase.length > 0))
    .filter((group) => group.length > 1);
  return { groups, letters, variants };
}

/** A phrase's words; unspaced ones stay whole, as they stand in a text. */
function phraseWords(phrase: string): string[] {
  const found: string[] = [];
  let open = false;
  for (const part of phrase.split(/\s+/u)) {
    open = false;
    for (const word of words(part)) {
      const unspaced = isUnspaced(word);
      if (unspaced && open) found.push((found.pop() ?? '') + word);
      else found.push(word);
      open = unspaced;
    }
  }
  return [...new Set(found)];
}

/** A text of unspaced letters with each letter as the one it counts as. */
export const sameLetters = (text: string, { letters }: ReadLexicon): string =>
  letters.size === 0 ? text : [...text].map((letter) => letters.get(letter) ?? letter).join('');
