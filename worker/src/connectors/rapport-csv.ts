import type { Product, Texts } from '@rapport/protocol';
import type { Connector, ShopFacts } from './connector.ts';
import { COUNT_LIMITS, costPart, type Draft, type DraftVariant, TEXT_LIMITS } from './draft.ts';
import { type Field, descriptionField, flagField, idField, stockField, tagsField, urlField } from './fields.ts';
import { parsePrice } from './money.ts';
import { oneLine } from './plain-text.ts';

type Cells = Readonly<Record<string, string>>;
type TextColumn = 'title' | 'description' | 'url' | 'brand' | 'category' | 'author' | 'variant';

/**
 * Rapport's own table, one row a variant: `id, group_id, sku, title, description, url, image, brand, category, author, series, variant, price, compare_at_price, cost, currency,
 * stock, available, tags, lasts_days`. `id` is the variant, `group_id` the product (the same when left out); rows of a product may stand anywhere. Texts may come in languages, as in
 * `title[zh-Hant]`. Needed are `id`, `title` and `price`. An empty `stock` = not counted. Tags are separated by commas. `cost`: what one piece costs the shop. `lasts_days`: how long one
 * lasts in use.
 */
export const rapportCsv: Connector = {
  missing(header) {
    const absent = ['id', 'price'].filter((column) => !header.includes(column));
    if (!header.some((name) => name === 'title' || name.startsWith('title['))) absent.push('title');
    return absent.length > 0 ? `This is no product table: there is no column for ${absent.join(', ')}.` : null;
  },

  map(cells, line, shop) {
    const id = idField(cells['id'] ?? '', 'id');
    if (!id.ok) return { refusal: id.reason };
    if (!id.value) return { refusal: 'the row has no id' };
    const group = idField(cells['group_id'] ?? '', 'group_id');
    if (!group.ok) return { refusal: group.reason };
    const product = productOf(cells);
    if (!product.ok) return { refusal: product.reason };
    const variant = variantOf(cells, id.value, shop);
    const draft: Omit<Draft, 'variant' | 'refused'> = { group: group.value || id.value, line, product: product.value, hidden: false };
    if (!variant.ok) return { draft: { ...draft, variant: null, refused: true }, refusal: variant.reason };
    return { draft: { ...draft, variant: variant.value, refused: false } };
  },
};

function productOf(cells: Cells): Field<Omit<Product, 'id' | 'variants'>> {
  const lasts = (cells['lasts_days'] ?? '').trim();
  if (lasts && !(Number(lasts) > 0 && Number(lasts) <= 3_650)) return { ok: false, reason: 'lasts_days is not a number of days' };
  const image = urlField(cells['image'] ?? '', 'image');
  if (!image.ok) return image;
  const url = textsOf(cells, 'url', (cell) => cell.trim());
  for (const address of Object.values(url)) {
    const field = urlField(address, 'url');
    if (!field.ok) return field;
  }
  return {
    ok: true,
    value: {
      title: textsOf(cells, 'title', (cell) => oneLine(cell, TEXT_LIMITS.title)),
      description: textsOf(cells, 'description', descriptionField),
      url,
      image: image.value,
      brand: textsOf(cells, 'brand', name),
      category: textsOf(cells, 'category', name),
      author: textsOf(cells, 'author', name),
      series: name(cells['series'] ?? ''),
      ...(cells['seller']?.trim() ? { seller: name(cells['seller']) } : {}),
      tags: tagsField(cells['tags'] ?? ''),
      ...(lasts ? { lastsDays: Number(lasts) } : {}),
    },
  };
}

function variantOf(cells: Cells, id: string, shop: ShopFacts): Field<DraftVariant> {
  const currency = (cells['currency'] ?? '').trim().toUpperCase();
  if (currency && currency !== shop.currency) return { ok: false, reason: `the price is not in the shop's currency, ${shop.currency}` };
  const price = parsePrice(cells['price'] ?? '', shop.digits);
  if (!price.ok) return price;
  const before = (cells['compare_at_price'] ?? '').trim();
  const compareAt = before ? parsePrice(before, shop.digits) : null;
  if (compareAt && !compareAt.ok) return { ok: false, reason: compareAt.reason.replace('the price', 'the compare-at price') };
  const stock = stockField(cells['stock'] ?? '');
  if (!stock.ok) return stock;
  const available = flagField(cells['available'] ?? '', stock.value !== 0, 'available');
  if (!available.ok) return available;
  const sku = idField(cells['sku'] ?? '', 'sku');
  if (!sku.ok) return sku;
  return {
    ok: true,
    value: {
      id,
      sku: sku.value,
      options: [],
      title: textsOf(cells, 'variant', name),
      priceMinor: price.minor,
      compareAtMinor: compareAt && compareAt.minor > price.minor ? compareAt.minor : null,
      stock: stock.value,
      available: available.value,
      ...costPart(cells['cost'] ?? '', shop.digits),
    },
  };
}

const name = (cell: string): string => oneLine(cell, TEXT_LIMITS.name);

/** The text of a column in every language it comes in; empty cells say nothing. */
function textsOf(cells: Cells, column: TextColumn, read: (cell: string) => string): Texts {
  const texts: Texts = {};
  let languages = 0;
  for (const [heading, cell] of Object.entries(cells)) {
    const language = languageOf(heading, column);
    const text = language === null ? '' : read(cell);
    if (language !== null && text && ++languages <= COUNT_LIMITS.languages) texts[language] = text;
  }
  return texts;
}

/** '' for `title`, `zh-Hant` for `title[zh-hant]`, null for another column or for what is no language. */
function languageOf(heading: string, column: TextColumn): string | null {
  if (heading === column) return '';
  if (!heading.startsWith(`${column}[`) || !heading.endsWith(']')) return null;
  const [, language, script, region] = /^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?$/.exec(heading.slice(column.length + 1, -1)) ?? [];
  if (!language) return null;
  return [language, script && script[0]?.toUpperCase() + script.slice(1), region?.toUpperCase()].filter(Boolean).join('-');
}
