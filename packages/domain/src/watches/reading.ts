import type { Followed, Product, Texts } from '@rapport/protocol';
import { FEW_SPELLINGS, SLIPS_REMEMBERED, TEXT_CHARS, TYPO_WORDS } from './tuning.ts';
import { type ReadLexicon, PLAIN, sameLetters } from './lexicon.ts';
import { isOneSlip, mayBeMistyped, mayBeSlip, mayBeSlipOf, shapesOf } from './typo.ts';
import { foldName, isUnspaced, readText, type TextWords, type Word } from './words.ts';

/** What watches look at in a product, read once for all slices: plain data, made by `readProduct`. */
export interface ProductReading extends TextWords {
  /** The words of its category, in all languages. */
  readonly category: TextWords;
  /** `brand:mino`, `author:…`, `series:…`, `category:…`, `seller:…`, `tag:…`; folded, in all languages. */
  readonly traits: readonly string[];
}

/** Reads a product. `text` = all it says of itself, a field a line (see `productText` of the catalogue). */
export function readProduct(product: Product, text: string): ProductReading {
  const { brand, author, category, series, seller = '', tags } = product;
  const traits = [
    ...named('brand', Object.values(brand)),
    ...named('author', Object.values(author)),
    ...named('series', [series]),
    ...named('category', Object.values(category).flatMap(places)),
    ...named('seller', [seller]),
    ...tags.map((tag) => traitOf('tag', tag)).filter((trait) => trait !== 'tag:'),
  ];
  return { ...readText(text.slice(0, TEXT_CHARS)), category: readText(Object.values(category).join('\n')), traits: [...new Set(traits)] };
}

/** A trait as it is compared and filed. */
export const traitOf = (kind: Followed | 'tag', name: string): string => `${kind}:${foldName(name)}`;

/** A category and the places it lies in: `Hardware > Solar panels` is all three. */
export const places = (category: string): string[] => {
  const parts = category.split(/[>/›»]/u);
  return parts.length > 1 ? [category, ...parts] : [category];
};

const named = (kind: Followed, names: readonly string[]): string[] =>
  names.map((name) => traitOf(kind, name)).filter((trait) => !trait.endsWith(':'));

/** A product made ready to be asked by many watches, with the owner's lexicon applied. */
export interface PreparedProduct {
  readonly spaced: ReadonlySet<string>;
  readonly runs: string;
  readonly category: { readonly spaced: ReadonlySet<string>; readonly runs: string };
  readonly traits: ReadonlySet<string>;
  readonly lexicon: ReadLexicon;
  /** Its words that may be a slip of another, as they are compared and as they are written. */
  readonly typed: readonly string[];
  /** Whether a spelling is one slip away from a word of the product; remembered, for many who wait ask in the same words. */
  readonly isSlip: (spelling: string) => boolean;
}

/** Applies the lexicon: who holds one phrase of a group holds the others, too; letters that count as one are made one. */
export function prepare(reading: ProductReading, lexicon: ReadLexicon = PLAIN): PreparedProduct {
  const spaced = new Set(reading.spaced);
  const runs = [sameLetters(reading.runs, lexicon)];
  const base = { spaced: new Set(reading.spaced), runs: runs[0] ?? '' };
  for (const group of lexicon.groups) {
    if (!group.some((phrase) => phrase.every((word) => holdsIn(base, word, lexicon)))) continue;
    for (const word of group.flat()) {
      if (isUnspaced(word)) runs.push(sameLetters(word, lexicon));
      else spaced.add(word);
    }
  }
  const typed = [...spaced, ...reading.forms].filter(mayBeSlip).slice(0, TYPO_WORDS);
  const slips = new Map<string, boolean>();
  let shapes: ReadonlyMap<string, readonly string[]> | null = null;
  const sought = (spelling: string): boolean => {
    // A few spellings are held against all words; for many it pays to sort the words by their shapes first.
    if (slips.size < FEW_SPELLINGS) return typed.some((word) => mayBeSlipOf(word, spelling) && isOneSlip(spelling, word));
    shapes ??= byShape(typed);
    return shapesOf(spelling).some((shape) => shapes?.get(shape)?.some((word) => isOneSlip(spelling, word)) === true);
  };
  return {
    spaced,
    runs: runs.join('\n'),
    category: { spaced: new Set(reading.category.spaced), runs: sameLetters(reading.category.runs, lexicon) },
    traits: new Set(reading.traits),
    lexicon,
    typed,
    isSlip(spelling) {
      const known = slips.get(spelling);
      if (known !== undefined) return known;
      const found = sought(spelling);
      if (slips.size < SLIPS_REMEMBERED) slips.set(spelling, found);
      return found;
    },
  };
}

/** Whether a word that is not there is one slip away from one that is. */
export const isSlip = (product: PreparedProduct, { word, form }: Word): boolean => spellings(word, form).some((one) => product.isSlip(one));

/** How a word may be spelt where slips are forgiven: as it was written and as it is compared. */
export const spellings = (word: string, form: string): string[] => [...new Set([form, word])].filter((one) => !isUnspaced(one) && mayBeMistyped(one));

/** Whether a word is there, letter by letter. */
export const holdsIn = (text: { readonly spaced: ReadonlySet<string>; readonly runs: string }, word: string, lexicon: ReadLexicon): boolean =>
  isUnspaced(word) ? text.runs.includes(sameLetters(word, lexicon)) : text.spaced.has(word);

/** Shape → those of the words that have it. */
export function byShape(words: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const word of words) {
    for (const shape of shapesOf(word)) {
      const sharing = found.get(shape);
      if (sharing) sharing.push(word);
      else found.set(shape, [word]);
    }
  }
  return found;
}

/** The text of a product in one language, for the list of watches. */
export const anyText = (texts: Texts): string => texts[''] ?? Object.values(texts)[0] ?? '';
