import type { Product } from '@rapport/protocol';

/** Whether two reports of a product say the same, whatever the order of their keys; the order of lists (tags, variants) counts. An import writes nothing for the same. */
export const sameProduct = (a: Product, b: Product): boolean => same(a, b);

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (left.size !== right.size) return false;
  for (const [key, value] of left) if (!right.has(key) || !same(value, right.get(key))) return false;
  return true;
}
