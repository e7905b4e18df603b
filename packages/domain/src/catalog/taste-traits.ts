import type { Product } from '@rapport/protocol';
import { cheapestAvailable } from './card.ts';
import { pick } from './pick.ts';

/** Words of a product that are counted when somebody meets it. */
const MOST_WORDS = 5;

/** What a product says of the taste of whoever meets it, in one language for all: the shop's first. The maker is the author where there is one. */
export const tasteTraits = (
  product: Product,
  locale: string,
): { maker: string; category: string; series: string; priceMinor: number | null; words: string[]; lastsDays?: number } => ({
  maker: plain(pick(product.author, locale) || pick(product.brand, locale)),
  category: plain(pick(product.category, locale)),
  series: plain(product.series),
  priceMinor: (cheapestAvailable(product) ?? product.variants[0])?.priceMinor ?? null,
  words: product.tags.map((tag) => plain(tag).toLowerCase()).slice(0, MOST_WORDS),
  ...(product.lastsDays === undefined ? {} : { lastsDays: product.lastsDays }),
});

/** As a rule can name it: a short text without control signs. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, 120);
