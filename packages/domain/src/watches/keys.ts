import type { Watch } from '@rapport/protocol';
import { LIKE_SHARED_TAGS, LIKE_TAGS } from './tuning.ts';
import { nearCount, neededWords } from './match.ts';
import type { ReadLexicon } from './lexicon.ts';
import { byShape, type PreparedProduct, spellings, traitOf } from './reading.ts';
import { isOneSlip } from './typo.ts';
import { isUnspaced, unspacedRuns } from './words.ts';

/** What a watch is filed by. */
export type Filed = Pick<Watch, 'kind' | 'query' | 'what' | 'productId'> & {
  readonly filters?: Watch['filters'];
  readonly traits: readonly string[];
};

/** How common a word is among the shop's products, 0 = in none. */
export type Commonness = (word: string) => number;

/** A word in the reverse index: its key, the number it is looked up by, and how it may be spelt where slips are forgiven. */
export interface IndexWord {
  readonly key: string;
  readonly mark: number;
  readonly spellings: readonly string[];
}

/** One row of the reverse index. */
export interface Key extends IndexWord {
  /** Other words of the search, the rarest first, as many as a row has room for. */
  readonly beside: readonly IndexWord[];
  /** How many of those beside a product may lack and still answer. */
  readonly lacks: number;
  /** Whether a product that lacks one may be of any category: the row doesn't say all that would tell which. */
  readonly anywhere: boolean;
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
  const anywhere = watch.filters?.category !== undefined || needed.length > BESIDE + 1;
  const keys = rarest.slice(0, mayLack + 1).map((one): Key => {
    const others = rarest.filter((other) => other !== one).slice(0, BESIDE);
    const beside = mayLack < others.length ? others : [];
    return { ...one, beside, lacks: beside.length === 0 ? 0 : mayLack, anywhere };
  });
  return [...new Map(keys.map((one) => [one.key, one])).values()];
}

/** Words that stand beside a key at most: with those, a row says all words of a search of four. */
const BESIDE = 3;

const indexWord = (key: string, all: readonly string[]): IndexWord => ({ key, mark: markOf(key), spellings: all });

const plain = (key: string): Key => ({ ...indexWord(key, []), beside: [], lacks: 0, anywhere: true });

/** A key as a whole number of 32 bits, never 0. Two keys may share one: then a watch too many is looked at. FNV-1a over UTF-16 units. */
export function markOf(key: string): number {
  let mark = 0x811c9dc5 | 0;
  for (let at = 0; at < key.length; at += 1) mark = Math.imul(mark ^ key.charCodeAt(at), 0x01000193);
  return mark === 0 ? 1 : mark;
}

/** A mark in 15 bits, never 0: three of them go into one number. */
const SMALL = 0x8000;
const small = (mark: number): number => ((mark >>> 0) % (SMALL - 1)) + 1;

/** What a product is looked up by. */
export interface Marks {
  /** The marks of all its keys, slips of the pen among them. */
  readonly has: ReadonlySet<number>;
  /** The same as they stand beside a key: 1 where the product has one, and 3 where its category says it. */
  readonly beside: Uint8Array;
}

/** Makes the marks of a product ready. `category`: those that its category says. */
export function marksOf(has: ReadonlySet<number>, category: Iterable<number>): Marks {
  const beside = new Uint8Array(SMALL);
  // There is no word where the row says none, and whoever lacks none lacks nothing.
  beside[0] = 1;
  for (const mark of has) beside[small(mark)] = 1;
  for (const mark of category) beside[small(mark)] = 3;
  return { has, beside };
}

/** A row of the index: the mark of its key, and all it says beside that in one number of 48 bits. */
export type KeyRow = readonly [mark: number, beside: number];

/** A key as a row of the index: `three words of 15 bits, how many a product may lack in two, anywhere in one`. */
export function rowOf({ mark, beside, lacks, anywhere }: Key): KeyRow {
  const words = [0, 1, 2].reduce((sum, at) => sum * SMALL + (beside[at] ? small(beside[at].mark) : 0), 0);
  return [mark, words * 8 + lacks * 2 + (anywhere ? 1 : 0)];
}

/** What a row says beside its key where the key alone decides. */
export const ALONE = 1;

/**
 * Whether a product that has a row's key may answer the watch, from the row alone: false is certain, true is asked by the exact rule. LAW: meet(w, p) ≠ null ⇒ it is true
 * of one row of w that p reaches.
 */
export function mayAnswer(mark: number, row: number, { beside }: Marks): boolean {
  if (row < 8) return true;
  const words = Math.floor(row / 8);
  const two = Math.floor(words / SMALL);
  const first = beside[two >> 15] ?? 0;
  const second = beside[two & (SMALL - 1)] ?? 0;
  const third = beside[words - two * SMALL] ?? 0;
  const has = (first & 1) + (second & 1) + (third & 1);
  if (has === 3) return true;
  const said = row - words * 8;
  if (3 - has > said >> 1) return false;
  return (said & 1) === 1 || ((first | second | third | (beside[small(mark)] ?? 0)) & 2) === 2;
}

/** A word's key: itself; of unspaced scripts the first two letters, which a product can list without a dictionary. */
export const keyOfWord = (word: string): string => (isUnspaced(word) ? [...word].slice(0, 2).join('') : word);

export const productKey = (productId: string): string => `product:${productId}`;

/**
 * Every key that a watch met by this product can be filed under, but for slips of the pen; those are found by `Slips`. LAW: meet(w, p) ≠ null ⇒ one of keysOfWatch(w) is
 * among keysOfProduct(p) or the slips of its `typed` words, and of the words beside it no more lack there than may. So who waits is found without looking at those who don't.
 */
export function keysOfProduct(product: PreparedProduct, productId: string): string[] {
  const keys = wordKeys(product, product.lexicon);
  for (const trait of product.traits) keys.add(trait);
  keys.add(productKey(productId));
  return [...keys];
}

/** The keys of what a product's category says. */
export const keysOfCategory = ({ category, lexicon }: PreparedProduct): string[] => [...wordKeys(category, lexicon)];

function wordKeys({ spaced, runs }: { readonly spaced: ReadonlySet<string>; readonly runs: string }, { variants }: ReadLexicon): Set<string> {
  const keys = new Set(spaced);
  for (const run of unspacedRuns(runs)) {
    let before: readonly string[] = [];
    for (const letter of run) {
      const all = variants.get(letter) ?? [letter];
      for (const one of all) {
        keys.add(one);
        for (const first of before) keys.add(first + one);
      }
      before = all;
    }
  }
  return keys;
}

/** Finds those of many filed spellings that are one slip away from one of some words of a product: give it what is filed under `shapes`. */
export class Slips {
  readonly #byShape: ReadonlyMap<string, readonly string[]>;
  readonly #found: Map<string, Set<number>>;

  constructor(words: readonly string[]) {
    this.#byShape = byShape(words);
    this.#found = new Map(words.map((word) => [word, new Set()]));
  }

  /** What a filed spelling must have one of. */
  get shapes(): string[] {
    return [...this.#byShape.keys()];
  }

  /** Takes note of a filed spelling with one of the shapes, and of the mark of the word it stands for. */
  take(shape: string, spelling: string, mark: number): void {
    for (const word of this.#byShape.get(shape) ?? []) if (isOneSlip(spelling, word)) this.#found.get(word)?.add(mark);
  }

  /** The marks found, by word; a word without any has none. */
  get found(): ReadonlyMap<string, ReadonlySet<number>> {
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
