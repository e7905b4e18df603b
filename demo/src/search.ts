import { AUTHORS, CATEGORIES, MAKERS } from '../catalogue/index.ts';
import type { Product } from './store/shelf.ts';

const segmenter = new Intl.Segmenter('zh-Hant', { granularity: 'word' });

/** Lower case, without accents, so that "holzl" finds Hölzl. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words somebody typed, Chinese cut where a reader would. */
export function wordsOf(query: string): string[] {
  return [...segmenter.segment(plain(query))].filter((part) => part.isWordLike === true).map((part) => part.segment);
}

const isHan = (word: string): boolean => /\p{Script=Han}/u.test(word);

function holds(text: string, word: string): boolean {
  if (isHan(word)) return text.includes(word);
  const stem = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
  return new RegExp(`(^|[^\\p{L}\\p{N}])${stem.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u').test(text);
}

/** Products that hold every word, in either language; titles weigh more than makers, makers more than everything else. */
export function search(products: readonly Product[], query: string): Product[] {
  const words = wordsOf(query).slice(0, 12);
  if (words.length === 0) return [];
  const scored = products.map((product) => {
    const maker = MAKERS.find(({ id }) => id === product.maker)?.name ?? ['', ''];
    const author = AUTHORS.find(({ id }) => id === product.author)?.name ?? ['', ''];
    const shelf = CATEGORIES.find(({ id }) => id === product.category)?.name ?? ['', ''];
    const [title, by, text] = [
      product.title,
      [...maker, ...author],
      [...product.text, ...product.tags, ...shelf, ...product.variants.flatMap((v) => v.name)],
    ].map((part) => plain(part.join('\n')));
    let score = 0;
    for (const word of words) {
      const found = holds(title ?? '', word) ? 5 : holds(by ?? '', word) ? 3 : holds(text ?? '', word) ? 1 : 0;
      if (found === 0) return { product, score: 0 };
      score += found;
    }
    return { product, score };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ product }) => product);
}
