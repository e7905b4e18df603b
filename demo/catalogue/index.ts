import { BOOKS } from './books.ts';
import { CUPS } from './cups.ts';
import { KETTLES } from './kettles.ts';
import type { CategoryId, ProductSeed, Shelved } from './kinds.ts';
import { TEAPOTS } from './teapots.ts';
import { TEAS_EAST } from './teas-east.ts';
import { TEAS_FAR } from './teas-far.ts';
import { TOOLS } from './tools.ts';

const on = (category: CategoryId, products: readonly Shelved[]): ProductSeed[] => products.map((product) => ({ ...product, category }));

/** Everything on the shelves on the first morning. */
export const CATALOGUE: readonly ProductSeed[] = [
  ...on('tea', [...TEAS_EAST, ...TEAS_FAR]),
  ...on('teapots', TEAPOTS),
  ...on('cups', CUPS),
  ...on('kettles', KETTLES),
  ...on('tools', TOOLS),
  ...on('books', BOOKS),
];

export { ARRIVALS } from './arrivals.ts';
export type * from './kinds.ts';
export { AUTHORS, CATEGORIES, MAKERS, SERIES } from './people.ts';
