import { NEAR_SHARE, NEAR_WORDS, QUERY_CHARS, STOP_WORDS } from './tuning.ts';
import { holdsIn, isSlip, type PreparedProduct } from './reading.ts';
import { type Word, wordsAndForms } from './words.ts';

/** The words of a search that a product must have, each once, in their order; stop words only if there is nothing else. Empty if the search holds no letter or digit. */
export function neededWords(query: string): Word[] {
  const all = [...new Map(wordsAndForms(query.slice(0, QUERY_CHARS)).map((one) => [one.word, one])).values()];
  const telling = all.filter(({ word }) => !STOP_WORDS.has(word));
  return telling.length > 0 ? telling : all;
}

/** Searches whose needed words are remembered: the same are held against one product after the other. */
const REMEMBERED = 10_000;
const remembered = new Map<string, readonly Word[]>();

/** The same, remembered for the next product. */
export function knownWords(query: string): readonly Word[] {
  const known = remembered.get(query);
  if (known) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const needed = neededWords(query);
  remembered.set(query, needed);
  return needed;
}

/** How many of so many needed words must be there for `near`; all of them where there are fewer than three. */
export const nearCount = (needed: number): number => (needed < 3 ? needed : Math.max(NEAR_WORDS, Math.ceil(needed * NEAR_SHARE - 1e-9)));

/**
 * Whether a product answers a search. `exact`: all needed words are there. `near`: all are there but for a slip of the pen, or at least two thirds of three or more are, and
 * the product is of the same category: of the one asked for, or of one that a word of the search names. A search of one or two words is all or nothing.
 */
export function match(needed: readonly Word[], product: PreparedProduct, category?: string): 'exact' | 'near' | null {
  const least = nearCount(needed.length);
  if (needed.length === 0) return null;
  const exact = needed.map(({ word }) => holdsIn(product, word, product.lexicon));
  const missing = exact.filter((one) => !one).length;
  if (missing === 0) return 'exact';
  // Slips are looked for only where they can still make it: each is dearer than all the words before.
  let count = needed.length - missing;
  let left = missing;
  for (const [at, word] of needed.entries()) {
    if (exact[at] === true) continue;
    if (count + left < least) return null;
    left -= 1;
    if (isSlip(product, word)) count += 1;
  }
  if (count === needed.length) return 'near';
  if (count < least) return null;
  const same = category !== undefined || needed.some(({ word }, at) => exact[at] === true && holdsIn(product.category, word, product.lexicon));
  return same ? 'near' : null;
}
