import type { Product, Texts } from '@rapport/protocol';
import { cheapestAvailable } from './card.ts';
import { pick } from './pick.ts';

/** Words of a product that are counted when somebody meets it. */
const MOST_WORDS = 5;

interface TasteTraits {
  readonly maker: string;
  readonly makerIs?: 'author' | 'brand';
  readonly makerNames?: Texts;
  readonly category: string;
  readonly series: string;
  readonly priceMinor: number | null;
  readonly words: string[];
  readonly lastsDays?: number;
}

/** What a product says of the taste of whoever meets it, in one language for all: the shop's first. The maker is the author where there is one. */
export const tasteTraits = (product: Product, locale: string): TasteTraits => {
  const makerIs = pick(product.author, locale) ? 'author' : 'brand';
  const maker = plain(pick(product[makerIs], locale));
  return {
    maker,
    ...(maker === '' ? {} : { makerIs, makerNames: product[makerIs] }),
    category: plain(pick(product.category, locale)),
    series: plain(product.series),
    priceMinor: (cheapestAvailable(product) ?? product.variants[0])?.priceMinor ?? null,
    words: product.tags.map((tag) => plain(tag).toLowerCase()).slice(0, MOST_WORDS),
    ...(product.lastsDays === undefined ? {} : { lastsDays: product.lastsDays }),
  };
};

/** As a rule can name it: a short text without control signs. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, 120);
