import type { Product } from '@rapport/protocol';
import type { Connector, Mapped, ShopFacts } from './connector.ts';
import { costPart, type DraftVariant, TEXT_LIMITS } from './draft.ts';
import { type Field, descriptionField, idField, inAll, stockField, tagsField, urlField } from './fields.ts';
import { parsePrice } from './money.ts';
import { oneLine } from './plain-text.ts';

/**
 * What each field is called, in lower case: the older export first, then the newer one.
 * @see https://help.shopify.com/en/manual/products/import-export/using-csv
 */
const ALIASES = {
  handle: ['handle', 'url handle'],
  title: ['title'],
  body: ['body (html)', 'body html', 'description'],
  vendor: ['vendor'],
  type: ['type', 'custom product type'],
  category: ['product category', 'standard product type', 'standardized product type'],
  tags: ['tags'],
  published: ['published', 'published on online store'],
  status: ['status'],
  option1: ['option1 value'],
  option2: ['option2 value'],
  option3: ['option3 value'],
  sku: ['variant sku', 'sku'],
  price: ['variant price', 'price'],
  compareAt: ['variant compare at price', 'compare-at price', 'compare at price'],
  tracker: ['variant inventory tracker', 'inventory tracker'],
  stock: ['variant inventory qty', 'inventory quantity'],
  policy: ['variant inventory policy', 'continue selling when out of stock'],
  cost: ['cost per item'],
  image: ['image src', 'product image url'],
} as const satisfies Record<string, readonly string[]>;

type Column = keyof typeof ALIASES;
type Cells = Readonly<Record<string, string>>;

/**
 * Shopify's product export, both dialects. A product is its handle; its id is the handle, since the file holds no number. A variant is its SKU where that is unique in the
 * product, else its options. A product that isn't published, or is a draft, can't be bought. Stock counts only where Shopify tracks it.
 */
export const shopifyCsv: Connector = {
  missing(header) {
    const absent = (['handle', 'title', 'price'] as const).filter((column) => !ALIASES[column].some((name) => header.includes(name)));
    return absent.length > 0 ? `This is no Shopify product export: there is no column for ${absent.join(', ')}.` : null;
  },

  map(cells, line, shop) {
    const handle = idField(cell(cells, 'handle'), 'handle');
    if (!handle.ok) return { refusal: handle.reason };
    if (!handle.value) return { refusal: 'the row has no handle' };
    const image = urlField(cell(cells, 'image'), 'image');
    const variant = isVariant(cells) ? variantOf(cells, shop) : null;
    const product = productOf(cells, handle.value, image.ok ? image.value : '');
    const draft = { group: handle.value, line, product, hidden: isHidden(cells), variant: variant?.ok ? variant.value : null };
    const refusal = !image.ok ? image.reason : variant && !variant.ok ? variant.reason : null;
    if (refusal === null) return { draft: { ...draft, refused: false } } satisfies Mapped;
    return { draft: { ...draft, variant: null, refused: true }, refusal } satisfies Mapped;
  },
};

function cell(cells: Cells, column: Column): string {
  for (const name of ALIASES[column]) if (cells[name]) return cells[name];
  return '';
}

const optionsOf = (cells: Cells): string[] =>
  (['option1', 'option2', 'option3'] as const).map((column) => oneLine(cell(cells, column), TEXT_LIMITS.name)).filter(Boolean);

/** A row that only adds a picture has neither title nor option nor price. */
const isVariant = (cells: Cells): boolean =>
  Boolean(cell(cells, 'price').trim() || cell(cells, 'title').trim() || cell(cells, 'sku').trim() || optionsOf(cells).length > 0);

const isHidden = (cells: Cells): boolean =>
  cell(cells, 'published').trim().toLowerCase() === 'false' || ['draft', 'archived', 'unlisted'].includes(cell(cells, 'status').trim().toLowerCase());

function productOf(cells: Cells, handle: string, image: string): Omit<Product, 'id' | 'variants'> {
  const category = cell(cells, 'type') || (cell(cells, 'category').split('>').at(-1) ?? '');
  const title = oneLine(cell(cells, 'title'), TEXT_LIMITS.title);
  return {
    title: inAll(title),
    description: inAll(descriptionField(cell(cells, 'body'))),
    url: inAll(`/products/${encodeURIComponent(handle)}`),
    image,
    brand: inAll(oneLine(cell(cells, 'vendor'), TEXT_LIMITS.name)),
    category: inAll(oneLine(category, TEXT_LIMITS.name)),
    author: {},
    series: '',
    tags: tagsField(cell(cells, 'tags')),
  };
}

function variantOf(cells: Cells, shop: ShopFacts): Field<DraftVariant> {
  const price = parsePrice(cell(cells, 'price'), shop.digits);
  if (!price.ok) return price;
  const before = cell(cells, 'compareAt').trim();
  const compareAt = before ? parsePrice(before, shop.digits) : null;
  if (compareAt && !compareAt.ok) return { ok: false, reason: compareAt.reason.replace('the price', 'the compare-at price') };
  const stock = stockField(cell(cells, 'stock'));
  if (!stock.ok) return stock;
  const sku = idField(cell(cells, 'sku'), 'SKU');
  if (!sku.ok) return sku;
  const hasTracker = ALIASES.tracker.some((name) => name in cells);
  const counted = hasTracker && !cell(cells, 'tracker').trim() ? null : stock.value;
  const goesOn = ['continue', 'true'].includes(cell(cells, 'policy').trim().toLowerCase());
  const options = optionsOf(cells).filter((option) => option !== 'Default Title');
  return {
    ok: true,
    value: {
      id: '',
      sku: sku.value,
      options,
      title: inAll(options.join(' / ')),
      priceMinor: price.minor,
      compareAtMinor: compareAt && compareAt.minor > price.minor ? compareAt.minor : null,
      stock: counted,
      available: goesOn || counted === null || counted > 0,
      ...costPart(cell(cells, 'cost'), shop.digits),
    },
  };
}
