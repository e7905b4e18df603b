import type { Product } from '@rapport/protocol';
import { expect, it } from 'vitest';
import { namesOf, whichOf } from './by-name.ts';
import type { Bought } from '../ports.ts';

const product = (id: string, title: string, skus: readonly string[]): Product => ({
  id,
  title: { en: title },
  description: {},
  url: {},
  image: '',
  brand: {},
  category: {},
  author: {},
  series: '',
  tags: [],
  variants: skus.map((sku, i) => ({ id: `${id}-${i}`, sku, title: {}, priceMinor: 1, compareAtMinor: null, stock: 1, available: true })),
});

const SHELF = [
  product('gong-fu-pot', 'Gong Fu Pot', ['POT-1', 'POT-2']),
  product('whisk', 'Bamboo Whisk', ['']),
  product('cup-a', 'Cup', ['CUP']),
  product('cup-b', 'Cup', ['cup']),
];
const which = (line: Bought): Bought | null =>
  whichOf(
    line,
    (id) => SHELF.find((one) => one.id === id) ?? null,
    (name) => SHELF.filter((one) => namesOf(one).includes(name)).map((one) => one.id),
  );

it('leaves a line alone whose product is known by its id', () => {
  expect(which({ productId: 'whisk', sku: 'POT-1' })).toEqual({ productId: 'whisk', sku: 'POT-1' });
});

it('finds a product, and its variant, by a SKU that only it bears, whatever its case', () => {
  expect(which({ productId: '632910392', variantId: '808950810', sku: ' pot-2' })).toMatchObject({
    productId: 'gong-fu-pot',
    variantId: 'gong-fu-pot-1',
  });
});

it('finds a product by a title that only it bears; its variant where there is one', () => {
  expect(which({ productId: '7', title: 'Bamboo whisk' })).toMatchObject({ productId: 'whisk', variantId: 'whisk-0' });
  const pot = which({ productId: '7', variantId: '9', title: 'Gong Fu Pot' });
  expect(pot).toMatchObject({ productId: 'gong-fu-pot' });
  expect(pot?.variantId).toBeUndefined();
});

it.each<Bought>([
  { productId: '7', sku: 'CUP', title: 'Cup' },
  { productId: '7', sku: '', title: '' },
  { productId: '7', title: 'Gong Fu' },
  { productId: '7', sku: 'nothing', title: 'Gift card' },
])('guesses nothing for %j', (line) => {
  expect(which(line)).toBeNull();
});
