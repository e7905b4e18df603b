import type { Watch } from '@rapport/protocol';
import { LIKE_SHARED_TAGS, LIKE_TAGS } from './tuning.ts';
import { nearCount, neededWords } from './match.ts';
import { type PreparedProduct, spellings, traitOf } from './reading.ts';
import { isUnspaced, unspacedRuns } from './words.ts';

/** What a watch is filed by. */
export type Filed = Pick<Watch, 'kind' | 'query' | 'what' | 'productId'> & { readonly traits: readonly string[] };

/** How common a word is among the shop's products, 0 = in none. */
export type Commonness = (word: string) => number;

/** One row of the reverse index: the key, and how the word it stands for may be spelt where slips are forgiven. */
export interface Key {
  readonly key: string;
  readonly spellings: readonly string[];
}

/**
 * The keys a watch is filed under: of a search its rarest needed words, one, or so many that no near product lacks them all; of a follow the maker; of a price or stock
 * the product; of `like` what the product is made of. Empty for a search without words: nothing will ever answer it, so don't keep it. The cut of unspaced scripts comes
 * from the runtime's dictionary: file the kept searches again when the runtime's ICU changes.
 */
export function keysOfWatch(watch: Filed, commonness: Commonness = () => 0): Key[] {
  if (watch.kind === 'follow') return watch.what === null ? [] : [plain(traitOf(watch.what, watch.query))];
  if (watch.kind === 'price' || watch.kind === 'stock') return watch.productId === null ? [] : [plain(productKey(watch.productId))];
  if (watch.kind === 'like') return likeKeys(watch.traits).map(plain);
  const needed = neededWords(watch.query);
  const rarest = needed
    .map((one, at) => ({ ...one, at, common: commonness(one.word) }))
    .toSorted((a, b) => a.common - b.common || b.word.length - a.word.length || a.at - b.at);
  const most = needed.length - nearCount(needed.length) + 1;
  const keys = rarest.slice(0, most).map(({ word, form }) => ({ key: keyOfWord(word), spellings: spellings(word, form) }));
  return [...new Map(keys.map((one) => [one.key, one])).values()];
}

const plain = (key: string): Key => ({ key, spellings: [] });

/** A word's key: itself; of unspaced scripts the first two letters, which a product can list without a dictionary. */
export const keyOfWord = (word: string): string => (isUnspaced(word) ? [...word].slice(0, 2).join('') : word);

export const productKey = (productId: string): string => `product:${productId}`;

/**
 * Every key that a watch met by this product can be filed under, but for slips of the pen; those are found by `slipShapes`. LAW: meet(w, p) ≠ null ⇒ keysOfProduct(p) or
 * slipShapes(p) reaches one of keysOfWatch(w). So who waits is found without looking at those who don't.
 */
export function keysOfProduct(product: PreparedProduct, productId: string): string[] {
  const keys = new Set(product.spaced);
  for (const run of unspacedRuns(product.runs)) {
    let before: readonly string[] = [];
    for (const letter of run) {
      const all = product.lexicon.variants.get(letter) ?? [letter];
      for (const one of all) {
        keys.add(one);
        for (const first of before) keys.add(first + one);
      }
      before = all;
    }
  }
  for (const trait of product.traits) keys.add(trait);
  keys.add(productKey(productId));
  return [...keys];
}

/** Shapes of the product's words. A filed spelling that has one of them may be one slip away: `isSlipOf` says. */
export const slipShapes = (product: PreparedProduct): string[] => [...product.shapes().keys()];

/** Whether a filed spelling is one slip away from a word of the product. */
export const isSlipOf = (spelling: string, product: PreparedProduct): boolean => product.isSlip(spelling);

/** Series, author and brand, and so many tags that none of those that matter can be shared without one of them. */
function likeKeys(traits: readonly string[]): string[] {
  const makers = traits.filter((trait) => /^(series|author|brand):/.test(trait));
  const tags = likeTags(traits);
  return [...makers, ...tags.slice(0, Math.max(0, tags.length - LIKE_SHARED_TAGS + 1))];
}

/** The tags of it that count. */
export const likeTags = (traits: readonly string[]): string[] => traits.filter((trait) => trait.startsWith('tag:')).slice(0, LIKE_TAGS);
