import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { aChance, type Chance } from '../../faults/chance.ts';

/** Titles and texts of real products: feeds and exports of others, when they are there. */
export function realTexts(): string[] {
  const data = process.env['RAPPORT_DATA'] ?? '../shared/data';
  const texts: string[] = [];
  const merchant = join(data, 'merchant');
  if (existsSync(merchant)) {
    for (const file of readdirSync(merchant).filter((name) => name.endsWith('.gz'))) {
      const xml = gunzipSync(readFileSync(join(merchant, file))).toString();
      for (const [, inner = ''] of xml.matchAll(/<item>([\s\S]*?)<\/item>/g)) {
        const field = (name: string): string => new RegExp(`<g:${name}>([\\s\\S]*?)</g:${name}>`).exec(inner)?.[1] ?? '';
        texts.push(`${field('title')}\n${field('brand')}\n${field('description')}`);
      }
    }
  }
  for (const file of ['shopify/apparel.csv', 'shopify/home-and-garden.csv', 'woocommerce/sample_products.csv']) {
    const path = join(data, file);
    if (existsSync(path))
      texts.push(
        ...readFileSync(path, 'utf8')
          .replaceAll(/<[^>]+>/g, ' ')
          .split('\n')
          .filter((line) => line.length > 60),
      );
  }
  return [...new Set(texts)];
}

/** Nobody looks for the words that stand in every text (and, with, for): searches leave out so many of the most common. */
const TOO_COMMON = 100;

/**
 * Who keeps a search of one word has found nothing by it, or next to nothing: the word stands in few products. From this rank on a word does, in the texts we have. Searches
 * of several words find nothing because no product has them all, however common each is.
 */
const RARE_ALONE = 2_000;

/** A vocabulary by how often its words are used: real ones first, then words made up, with frequencies after Zipf. */
export class Words {
  readonly #words: readonly string[];
  readonly #sums: readonly number[];

  readonly #chance: Chance;

  constructor(texts: readonly string[], size: number, seed: number) {
    this.#chance = aChance('watch', seed);
    const counts = new Map<string, number>();
    for (const text of texts)
      for (const word of new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])) counts.set(word, (counts.get(word) ?? 0) + 1);
    const words = [...counts].toSorted(([, a], [, b]) => b - a).map(([word]) => word);
    while (words.length < size) words.push(this.#madeUp());
    this.#words = words;
    let sum = 0;
    this.#sums = words.map((_, rank) => (sum += 1 / (rank + 10)));
  }

  /** A word, the common ones more often. */
  word(from = 0): string {
    const start = from === 0 ? 0 : (this.#sums[from - 1] ?? 0);
    const wanted = start + (this.#chance.below(1_000_000) / 1_000_000) * ((this.#sums.at(-1) ?? 0) - start);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.#words[low] ?? '';
  }

  /** One to four words, as searches are. */
  query(): string {
    const count = 1 + this.#chance.below(4);
    return count === 1 ? this.word(RARE_ALONE) : Array.from({ length: count }, () => this.word(TOO_COMMON)).join(' ');
  }

  /** Three syllables of these: then about as many words lie one letter apart as do in English (counted in the documentation of this project's own packages: 0.55 neighbours a word). */
  #madeUp(): string {
    return Array.from({ length: 3 }, () => SYLLABLES[this.#chance.below(SYLLABLES.length)] ?? '').join('');
  }
}

const SYLLABLES =
  'ka lo mi ne ru sta ve zo ti pa dre shi quo ban fel gor tan bri lum cer dos pel nav hin mur gla sto wen tar jub ori amp ech ist unt ald eph igo ulm ase cro fli ple tru'.split(
    ' ',
  );
