import type { Product } from '@rapport/protocol';
import type { Bought } from '../ports.ts';
import { traitsOf } from './alike.ts';

/** What a product can be found by that another system's order says of it, when that system's own number of it isn't known here: folded, one row each. */
export function namesOf(product: Product): string[] {
  const skus = product.variants.map(({ sku }) => skuName(sku));
  const titles = Object.values(product.title).map(titleName);
  return [...new Set([...skus, ...titles].filter((one) => one !== null))];
}

/** Everything that a product is indexed by. */
export const indexOf = (product: Product): string[] => [...traitsOf(product), ...namesOf(product)];

/**
 * Which product of the catalogue a line of an order means: the one with its id; else the only one that bears its SKU; else the only one that bears
 * exactly its title. null where none or several would do: a guess would credit the wrong maker.
 * @param bearers the products that a name is borne by; two are enough to know that it is no name
 */
export function whichOf(line: Bought, product: (id: string) => Product | null, bearers: (name: string) => readonly string[]): Bought | null {
  if (product(line.productId)) return line;
  for (const name of [skuName(line.sku ?? ''), titleName(line.title ?? '')]) {
    const [only, ...others] = name === null ? [] : bearers(name);
    const found = only === undefined || others.length > 0 ? null : product(only);
    if (found) return { ...line, productId: found.id, variantId: variantOf(found, line) };
  }
  return null;
}

/** The variant that bears the SKU, or the only one there is. */
function variantOf(product: Product, line: Bought): string | undefined {
  const named = product.variants.filter(({ sku }) => line.sku !== undefined && sku !== '' && skuName(sku) === skuName(line.sku));
  const candidates = named.length > 0 ? named : product.variants;
  return candidates.length === 1 ? candidates[0]?.id : undefined;
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
const skuName = (sku: string): string | null => (folded(sku) === '' ? null : `sku:${folded(sku)}`);
const titleName = (title: string): string | null => (folded(title) === '' ? null : `title:${folded(title)}`);
