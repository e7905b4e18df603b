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
