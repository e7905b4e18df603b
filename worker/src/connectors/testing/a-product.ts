import type { Product, Texts, Variant } from '@rapport/protocol';
import fc from 'fast-check';

const word = fc
  .string({ unit: fc.constantFrom('a', 'Z', '茶', 'é', '😀', '"', ';', '<b', '&', "'", '-', '7'), minLength: 1, maxLength: 12 })
  .filter((text) => !/^['"-]*$/.test(text) && text.isWellFormed());
const texts = (text: fc.Arbitrary<string>, needed: boolean): fc.Arbitrary<Texts> =>
  fc
    .record({ '': text, en: text, 'zh-Hant': text }, { requiredKeys: needed ? [''] : [] })
    .map((one) => Object.fromEntries(Object.entries(one)) as Texts);
const url = fc.constantFrom('/products/a', 'https://shop.example/b?c=d&e=%20', 'http://shop.example/茶');
const stock = fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: null });
const price = fc.integer({ min: 0, max: 1e9 });

const variant = (product: string, index: number): fc.Arbitrary<Variant> =>
  fc
    .record({
      sku: fc.option(word, { nil: '' }),
      title: texts(word, false),
      priceMinor: price,
      over: fc.option(fc.integer({ min: 1, max: 1e6 }), { nil: null }),
      stock,
      available: fc.boolean(),
    })
    .map(({ over, ...rest }) => ({ ...rest, id: `${product}-v${index}`, compareAtMinor: over === null ? null : rest.priceMinor + over }));

const product = (index: number): fc.Arbitrary<Product> => {
  const id = `p${index}`;
  return fc.record({
    id: fc.constant(id),
    title: texts(word, true),
    description: texts(
      fc
        .array(
          word.filter((text) => !/[<&]/.test(text)),
          { minLength: 1, maxLength: 3 },
        )
        .map((lines) => lines.join('\n')),
      false,
    ),
    url: texts(url, false),
    image: fc.constantFrom('', 'https://cdn.example/茶.jpg'),
    brand: texts(word, false),
    category: texts(word, false),
    author: texts(word, false),
    series: fc.option(word, { nil: '' }),
    tags: fc.uniqueArray(word, { maxLength: 3 }),
    variants: fc.integer({ min: 1, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => variant(id, i)))),
  });
};

/** Sets of products as a shop may have them, ids p0, p1, … */
export const productSets = (maxLength = 6): fc.Arbitrary<Product[]> =>
  fc.integer({ min: 1, max: maxLength }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => product(i))));

/** A plain product; say what matters. */
export const aProduct = (id: string, more: Partial<Product> = {}): Product => ({
  id,
  title: { '': `Product ${id}` },
  description: {},
  url: { '': `/products/${id}` },
  image: '',
  brand: {},
  category: {},
  author: {},
  series: '',
  tags: [],
  variants: [{ id, sku: '', title: {}, priceMinor: 1000, compareAtMinor: null, stock: null, available: true }],
  ...more,
});
