import { NEAR_SHARE, NEAR_WORDS, QUERY_CHARS, STOP_WORDS, TEXT_CHARS } from './tuning.ts';
import { holds, isUnspaced, readText, unspacedRuns, words, type ProductWords } from './words.ts';

/** The words of a search that a product must have, each once, in their order; stop words only if there is nothing else. Empty if the search holds no letter or digit. */
export function neededWords(query: string): string[] {
  const all = [...new Set(words(query.slice(0, QUERY_CHARS)))];
  const telling = all.filter((word) => !STOP_WORDS.has(word));
  return telling.length > 0 ? telling : all;
}

/**
 * The one row a wish is filed under: its longest needed word (ties: the first), of unspaced scripts the first two letters of it, which `keysOf` can list without a dictionary.
 * '' for a search without words: nothing will ever answer it, so don't keep it. The cut of unspaced scripts comes from the runtime's dictionary:
 * file the kept wishes again when the runtime's ICU changes.
 */
export function keyOf(query: string): string {
  const word = keyWord(neededWords(query));
  return isUnspaced(word) ? [...word].slice(0, 2).join('') : word;
}

/** Every key a wish that this product answers can be filed under: LAW: match(q, t) ≠ null ⇒ keysOf(t) holds keyOf(q). So who waits is found without looking at those who don't. */
export function keysOf(text: string): string[] {
  const { spaced, runs } = readText(text.slice(0, TEXT_CHARS));
  const keys = new Set(spaced);
  for (const run of unspacedRuns(runs)) {
    let before = '';
    for (const letter of run) {
      keys.add(letter);
      if (before !== '') keys.add(before + letter);
      before = letter;
    }
  }
  return [...keys];
}

/** Reads a product's text once, to ask it many wishes: `match(query, productWords(text))`. */
export const productWords = (text: string): ProductWords => readText(text.slice(0, TEXT_CHARS));

/**
 * Whether a product answers a search. `exact`: all needed words are there. `near`: the key word and at least two thirds of three or more words are there; told as such.
 * A search of one or two words is exact or nothing.
 */
export function match(query: string, text: string | ProductWords): 'exact' | 'near' | null {
  const needed = neededWords(query);
  const product = typeof text === 'string' ? productWords(text) : text;
  const present = needed.filter((word) => holds(product, word));
  if (needed.length === 0 || !present.includes(keyWord(needed))) return null;
  if (present.length === needed.length) return 'exact';
  return present.length >= NEAR_WORDS && present.length >= needed.length * NEAR_SHARE ? 'near' : null;
}

const keyWord = (needed: readonly string[]): string => needed.reduce((key, word) => (word.length > key.length ? word : key), '');
