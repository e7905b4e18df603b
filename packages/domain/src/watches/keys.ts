import type { Watch } from '@rapport/protocol';
import { LIKE_SHARED_TAGS, LIKE_TAGS } from './tuning.ts';
import { nearCount, neededWords } from './match.ts';
import { byShape, type PreparedProduct, spellings, traitOf } from './reading.ts';
import { isOneSlip } from './typo.ts';
import { isUnspaced, unspacedRuns } from './words.ts';

/** What a watch is filed by. */
export type Filed = Pick<Watch, 'kind' | 'query' | 'what' | 'productId'> & { readonly traits: readonly string[] };

/** How common a word is among the shop's products, 0 = in none. */
export type Commonness = (word: string) => number;

/** A word in the reverse index: its key, a mark of it that is quicker to compare, and how it may be spelt where slips are forgiven. */
export interface IndexWord {
  readonly key: string;
  readonly mark: number;
  readonly spellings: readonly string[];
}

/** One row of the reverse index. `beside`: words of which a product that answers has at least one beside the key; empty = the key alone decides. */
export interface Key extends IndexWord {
  readonly beside: readonly IndexWord[];
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
    .toSorted((a, b) => a.common - b.common || b.word.length - a.word.length || a.at - b.at)
    .map(({ word, form }): IndexWord => indexWord(keyOfWord(word), spellings(word, form)));
  const mayLack = needed.length - nearCount(needed.length);
  const keys = rarest.slice(0, mayLack + 1).map((one) => ({ ...one, beside: besides(rarest, one, mayLack) }));
  return [...new Map(keys.map((one) => [one.key, one])).values()];
}

/** Most words that stand beside a key. */
const BESIDE = 2;

/** Of the words beside a key the rarest, so many that no product that answers lacks them all; none if that takes more than the index has room for. */
const besides = (rarest: readonly IndexWord[], key: IndexWord, mayLack: number): IndexWord[] =>
  mayLack < BESIDE ? rarest.filter((one) => one !== key).slice(0, mayLack + 1) : [];

const indexWord = (key: string, all: readonly string[]): IndexWord => ({ key, mark: markOf(key), spellings: all });

const plain = (key: string): Key => ({ ...indexWord(key, []), beside: [] });

/** A key as a whole number, never 0. Two keys may share one: then a watch too many is looked at. FNV-1a over UTF-16 units, 32 bits. */
export function markOf(key: string): number {
  let mark = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) mark = Math.imul(mark ^ key.charCodeAt(at), 0x01000193);
  return mark >>> 0 || 1;
}

/** A word's key: itself; of unspaced scripts the first two letters, which a product can list without a dictionary. */
export const keyOfWord = (word: string): string => (isUnspaced(word) ? [...word].slice(0, 2).join('') : word);

export const productKey = (productId: string): string => `product:${productId}`;

/**
 * Every key that a watch met by this product can be filed under, but for slips of the pen; those are found by `Slips`. LAW: meet(w, p) ≠ null ⇒ one of keysOfWatch(w) is
 * among keysOfProduct(p) or the slips of its `typed` words, and so is, where words stand beside it, one of those. So who waits is found without looking at those who don't.
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

/** Finds those of many filed spellings that are one slip away from one of some words of a product: give it what is filed under `shapes`. */
export class Slips {
  readonly #byShape: ReadonlyMap<string, readonly string[]>;
  readonly #found: Map<string, Set<string>>;

  constructor(words: readonly string[]) {
    this.#byShape = byShape(words);
    this.#found = new Map(words.map((word) => [word, new Set()]));
  }

  /** What a filed spelling must have one of. */
  get shapes(): string[] {
    return [...this.#byShape.keys()];
  }

  /** Takes note of a filed spelling with one of the shapes, and of the key it stands for. */
  take(shape: string, spelling: string, key: string): void {
    for (const word of this.#byShape.get(shape) ?? []) if (isOneSlip(spelling, word)) this.#found.get(word)?.add(key);
  }

  /** The keys found, by word; a word without any has none. */
  get found(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#found;
  }
}

/** Series, author and brand, and so many tags that none of those that matter can be shared without one of them. */
function likeKeys(traits: readonly string[]): string[] {
  const makers = traits.filter((trait) => /^(series|author|brand):/.test(trait));
  const tags = likeTags(traits);
  return [...makers, ...tags.slice(0, Math.max(0, tags.length - LIKE_SHARED_TAGS + 1))];
}

/** The tags of it that count. */
export const likeTags = (traits: readonly string[]): string[] => traits.filter((trait) => trait.startsWith('tag:')).slice(0, LIKE_TAGS);
