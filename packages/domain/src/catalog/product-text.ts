import type { Product, Texts } from '@rapport/protocol';

/** Characters of a product's text that are read for wishes; the description comes last, so it is what gets cut. */
export const PRODUCT_TEXT_CHARS = 20_000;

/**
 * Everything a product says of itself, in all its languages: what a wish is compared with. A field a line, so that no word arises across two fields.
 * Markup of descriptions is left out (a scan that never looks back, safe for any input).
 */
export function productText(product: Product): string {
  const { title, brand, category, author, series, tags, variants, description } = product;
  const fields = [title, brand, category, author].flatMap(values);
  const options = variants.flatMap((variant) => [...values(variant.title), variant.sku]);
  const prose = values(description).map((text) => text.replace(/<[^<>]*>/g, ' '));
  const lines = [...fields, series, ...tags, ...options, ...prose].filter((line) => line !== '');
  return [...new Set(lines)].join('\n').slice(0, PRODUCT_TEXT_CHARS);
}

const values = (texts: Texts): string[] => Object.values(texts);
