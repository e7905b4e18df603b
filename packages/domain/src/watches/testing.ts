import type { Product, Variant, Watch } from '@rapport/protocol';
import type { KeptWatch } from './meet.ts';

/** A product of one variant, for tests of this room. */
export const aProduct = (change: Partial<Product> = {}): Product => ({
  id: 'p1',
  title: {},
  description: {},
  url: {},
  image: '',
  brand: {},
  category: {},
  author: {},
  series: '',
  tags: [],
  variants: [aVariant()],
  ...change,
});

export const aVariant = (change: Partial<Variant> = {}): Variant => ({
  id: 'v1',
  sku: '',
  title: {},
  priceMinor: 1_000,
  compareAtMinor: null,
  stock: null,
  available: true,
  ...change,
});

/** A watch for a search, or for what else is named. */
export const aWatch = (change: Partial<Watch> & { readonly traits?: readonly string[] } = {}): KeptWatch => ({
  id: 'w1',
  kind: 'search',
  query: 'tea bowl',
  createdAtMs: 1,
  paused: false,
  frequency: 'at-once',
  filters: {},
  what: null,
  productId: null,
  variantId: null,
  goal: null,
  baselineMinor: null,
  traits: [],
  ...change,
});
