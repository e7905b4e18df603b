import { parsePrice } from './money.ts';
import { LIMITS, type Product, type Texts, type Variant } from '@rapport/protocol';

/** Upper bounds of a product's texts, in UTF-16 units; longer ones are cut. */
export const TEXT_LIMITS = { title: 300, description: 5000, name: 200, url: 2000, tag: 100, sku: 128 } as const;
/** What one product may hold; the rest of its rows is refused, the rest of its tags is left out. */
export const COUNT_LIMITS = { variants: 2048, tags: 100, languages: 40 } as const;

/** A variant as one row tells it. `id` is '' when the format has none; it is then made of SKU or options. */
export interface DraftVariant extends Omit<Variant, 'id'> {
  readonly id: string;
  readonly options: readonly string[];
}

/** The part of a product that stands in one row. Rows of the same `group` become one product, wherever they stand in the file. */
export interface Draft {
  readonly group: string;
  readonly line: number;
  readonly product: Omit<Product, 'id' | 'variants'>;
  /** The shop doesn't show this product: none of its variants can be bought. */
  readonly hidden: boolean;
  readonly variant: DraftVariant | null;
  /** The row has been refused for its variant; only its product part counts. */
  readonly refused: boolean;
}

/** A row that had to be left out, and why. */
export interface Refusal {
  readonly line: number;
  readonly reason: string;
}

/** What the rows of one group make. */
export interface Gathered {
  readonly product: Product | null;
  readonly refusals: readonly Refusal[];
}

/** What one piece costs the shop, as a variant's part: nothing where the cell is empty or no price. A wrong cost must not cost the shop a product. */
export const costPart = (cell: string, digits: number): { costMinor?: number } => {
  const cost = cell.trim() ? parsePrice(cell, digits) : null;
  return cost?.ok ? { costMinor: cost.minor } : {};
};

const TEXT_FIELDS = ['title', 'description', 'url', 'brand', 'category', 'author'] as const;

/**
 * Puts the rows of one group together, in the order of the file. What the product says of itself is taken from the first row that says it; of two rows with the same
 * variant the later one counts and the earlier one is refused. Without a title or without a variant there is no product.
 */
export function gather(id: string, drafts: Iterable<Draft>): Gathered {
  const texts: Record<(typeof TEXT_FIELDS)[number], Texts> = { title: {}, description: {}, url: {}, brand: {}, category: {}, author: {} };
  const refusals: Refusal[] = [];
  const rows: { line: number; variant: DraftVariant }[] = [];
  let image = '';
  let series = '';
  let seller: string | undefined;
  let tags: readonly string[] = [];
  let lastsDays: number | undefined;
  let hidden = false;
  for (const { line, product, variant, hidden: isHidden } of drafts) {
    for (const field of TEXT_FIELDS) texts[field] = { ...product[field], ...texts[field] };
    image ||= product.image;
    series ||= product.series;
    seller ??= product.seller;
    if (tags.length === 0) tags = product.tags;
    lastsDays ??= product.lastsDays;
    hidden ||= isHidden;
    if (!variant) continue;
    if (rows.length < COUNT_LIMITS.variants) rows.push({ line, variant });
    else refusals.push({ line, reason: `a product has at most ${COUNT_LIMITS.variants} variants` });
  }
  if (Object.keys(texts.title).length === 0) {
    return { product: null, refusals: [...refusals, ...rows.map(({ line }) => ({ line, reason: 'the product has no title' }))] };
  }
  const variants = named(id, rows, refusals).map((variant) => ({ ...variant, available: variant.available && !hidden }));
  return {
    product:
      variants.length > 0
        ? { id, ...texts, image, series, ...(seller ? { seller } : {}), tags: [...tags], ...(lastsDays === undefined ? {} : { lastsDays }), variants }
        : null,
    refusals,
  };
}

/** Of rows that share a variant's id only the last counts, with all it says; the others are refused. So a feed reads that lists an item again and again. */
export function lastOfEach(drafts: readonly Draft[]): { readonly kept: Draft[]; readonly refusals: Refusal[] } {
  const last = new Map(drafts.map((draft) => [draft.variant?.id ?? `line ${draft.line}`, draft.line]));
  const kept: Draft[] = [];
  const refusals: Refusal[] = [];
  for (const draft of drafts) {
    const line = last.get(draft.variant?.id ?? `line ${draft.line}`) ?? draft.line;
    if (line === draft.line) kept.push(draft);
    else refusals.push({ line: draft.line, reason: `the same id comes again as item ${line}` });
  }
  return { kept, refusals };
}

/** Gives each row's variant its id and leaves one row an id: the last. */
function named(group: string, rows: readonly { line: number; variant: DraftVariant }[], refusals: Refusal[]): Variant[] {
  const skus = new Map<string, number>();
  for (const { variant } of rows) skus.set(variant.sku, (skus.get(variant.sku) ?? 0) + 1);
  const byId = new Map<string, { line: number; variant: Variant }>();
  for (const { line, variant } of rows) {
    const { options, ...rest } = variant;
    const byOptions = options.length > 0 ? `${group}:${options.join('/')}` : group;
    const id = variant.id || (variant.sku && skus.get(variant.sku) === 1 ? variant.sku : byOptions);
    if (id.length > LIMITS.idChars) {
      refusals.push({ line, reason: `the variant's id would be longer than ${LIMITS.idChars} characters` });
      continue;
    }
    const earlier = byId.get(id);
    if (earlier) refusals.push({ line: earlier.line, reason: `the same variant comes again on line ${line}` });
    byId.set(id, { line, variant: { ...rest, id } });
  }
  return [...byId.values()].map(({ variant }) => variant);
}
