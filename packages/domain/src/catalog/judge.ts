import type { ImportFinding, ImportHold, Product, Texts } from '@rapport/protocol';

/** How a product is recognised under another id, the surest first. */
export const MARKS = ['gtin', 'link', 'maker', 'title'] as const;
export type Mark = (typeof MARKS)[number];

/** More look-alikes than this share of what looks new, and the owner is asked. */
const LOOK_ALIKE_SHARE = 1 / 5;
/** More than this share of the catalogue gone or cheaper at once, and the owner is asked. */
const SUDDEN_SHARE = 1 / 2;

/** Nothing found yet. */
export const nothingFound = (known: number): ImportFinding => ({
  known,
  new: 0,
  renamed: { gtin: 0, link: 0, maker: 0, title: 0 },
  returned: 0,
  gone: 0,
  cheaper: 0,
  restocked: 0,
  retitled: 0,
  foreign: 0,
});

/**
 * What a product is recognised by when its id changes: GTIN, then link, then the maker's own number with the brand, then title with price. In the order of trust, each as
 * one text, such as `link:shop.example/p/1`.
 */
export function marksOf(product: Product): { readonly by: Mark; readonly mark: string }[] {
  const { variants } = product;
  const brand = folded(first(product.brand));
  const links = Object.values(product.url).map(plainLink).filter(Boolean);
  const makers = brand === '' ? [] : variants.flatMap(({ mpn }) => (mpn ? [`${brand}|${folded(mpn).replace(/[^\p{L}\p{N}]/gu, '')}`] : []));
  const gtins = variants.flatMap(({ gtin }) => (gtin && /^\d{8,14}$/.test(gtin) ? [gtin.padStart(14, '0')] : []));
  const lowest = variants.toSorted((a, b) => a.priceMinor - b.priceMinor)[0];
  const titles = lowest ? Object.values(product.title).map((title) => `${folded(title)}|${lowest.priceMinor}${lowest.currency ?? ''}`) : [];
  const all = { gtin: gtins, link: links, maker: makers, title: titles };
  return MARKS.flatMap((by) => [...new Set(all[by])].slice(0, MARKS_OF_A_KIND).map((mark) => ({ by, mark: `${by}:${mark}` })));
}

/** A product of thousands of variants is recognised by the first of them. */
const MARKS_OF_A_KIND = 20;

/**
 * Whether the owner is asked before anything is applied: many of what looks new match old products, or over half of what was there leaves or gets cheaper at once.
 * Growth alone never asks.
 */
export function holdOf({ known, new: fresh, renamed, gone, cheaper }: ImportFinding): ImportHold | null {
  const alike = MARKS.reduce((sum, mark) => sum + renamed[mark], 0);
  if (alike > (fresh + alike) * LOOK_ALIKE_SHARE) return 'look-alike';
  if (gone > known * SUDDEN_SHARE) return 'gone';
  return cheaper > known * SUDDEN_SHARE ? 'cheaper' : null;
}

const first = (texts: Texts): string => texts[''] ?? Object.values(texts)[0] ?? '';
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
const plainLink = (url: string): string =>
  url
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/#.*$/, '')
    .replace(/\/$/, '');
