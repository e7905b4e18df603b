import type { Product, Variant } from '@rapport/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { card } from './card.ts';
import { compare } from './compare.ts';
import { pick } from './pick.ts';
import { PRODUCT_TEXT_CHARS, productText } from './product-text.ts';
import { sameProduct } from './same-product.ts';

const aVariant = (more: Partial<Variant> = {}): Variant => ({
  id: 'v1',
  sku: 'SKU-1',
  title: { '': 'Small' },
  priceMinor: 4_200,
  compareAtMinor: null,
  stock: null,
  available: true,
  ...more,
});

const aProduct = (more: Partial<Product> = {}): Product => ({
  id: 'p1',
  title: { en: 'Shino tea bowl', 'zh-Hant': '志野抹茶碗', ja: '志野茶碗' },
  description: {},
  url: { '': 'https://shop.example/p1' },
  image: '',
  brand: { '': 'Mino' },
  category: {},
  author: {},
  series: '',
  tags: [],
  variants: [aVariant()],
  ...more,
});

const kinds = (before: Product | null, after: Product | null, wasGone = false) => compare(before, after, { wasGone }).map((change) => change.kind);

describe('compare', () => {
  const product = aProduct();
  const soldOut = aProduct({ variants: [aVariant({ available: false })] });

  it('calls a product new once in its life', () => {
    expect(kinds(null, product)).toEqual(['new']);
    expect(kinds(null, product, true)).toEqual(['returned']);
    expect(kinds(product, product, true)).toEqual(['returned']);
  });

  it('calls a product gone when it left, not when it sold out', () => {
    expect(kinds(product, null)).toEqual(['gone']);
    expect(kinds(product, soldOut)).toEqual([]);
    expect(kinds(product, null, true)).toEqual([]);
    expect(kinds(null, null)).toEqual([]);
  });

  it('says which variant can be bought again', () => {
    const before = aProduct({ variants: [aVariant(), aVariant({ id: 'v2', available: false }), aVariant({ id: 'v3', available: false })] });
    const after = aProduct({ variants: [aVariant(), aVariant({ id: 'v2' }), aVariant({ id: 'v3', available: false }), aVariant({ id: 'v4' })] });
    expect(compare(before, after, { wasGone: false })).toEqual([{ kind: 'restocked', productId: 'p1', variantId: 'v2' }]);
  });

  it('takes a new variant of a sold-out product as restocked', () => {
    const after = aProduct({ variants: [aVariant({ available: false }), aVariant({ id: 'v2' })] });
    expect(compare(soldOut, after, { wasGone: false })).toEqual([{ kind: 'restocked', productId: 'p1', variantId: 'v2' }]);
  });

  it('calls it cheaper when the lowest price that can be bought fell', () => {
    const two = (first: Partial<Variant>, second: Partial<Variant>) => aProduct({ variants: [aVariant(first), aVariant({ id: 'v2', ...second })] });
    const before = two({ priceMinor: 5_000 }, { priceMinor: 7_000 });
    expect(compare(before, two({ priceMinor: 5_000 }, { priceMinor: 4_000 }), { wasGone: false })).toEqual([
      { kind: 'cheaper', productId: 'p1', variantId: 'v2', beforeMinor: 5_000, afterMinor: 4_000 },
    ]);
    expect(kinds(before, two({ priceMinor: 5_000 }, { priceMinor: 6_000 }))).toEqual(['variant-cheaper']);
    expect(kinds(before, two({ priceMinor: 6_000 }, { priceMinor: 7_000 }))).toEqual([]);
    expect(kinds(before, two({ priceMinor: 5_000 }, { priceMinor: 1_000, available: false }))).toEqual([]);
    expect(kinds(before, two({ priceMinor: 6_000 }, { priceMinor: 7_000 }))).toEqual([]);
  });

  it('says restocked, not cheaper, when nothing could be bought before', () => {
    expect(kinds(soldOut, aProduct({ variants: [aVariant({ priceMinor: 1 })] }))).toEqual(['restocked']);
  });
});

describe('pick', () => {
  it.each([
    ['zh-Hant-TW', { 'zh-Hant-TW': 'a', 'zh-Hant': 'b' }, 'a'],
    ['zh-Hant-TW', { 'zh-Hant': 'a', 'zh-TW': 'b' }, 'b'],
    ['zh-Hant-TW', { 'zh-HK': 'b', 'zh-Hant': 'a' }, 'a'],
    ['zh-Hant', { 'zh-CN': 'b', 'zh-TW': 'a' }, 'a'],
    ['zh-TW', { 'zh-Hans': 'b', 'zh-Hant': 'a' }, 'a'],
    ['zh-TW', { 'zh-Hans': 'b', '': 'a' }, 'a'],
    ['zh-TW', { zh: 'a', '': 'b' }, 'a'],
    ['zh-TW', { en: 'b', 'zh-Hans': 'a' }, 'a'],
    ['zh-CN', { zh: 'a', 'zh-Hant': 'b' }, 'a'],
    ['en-GB', { 'en-US': 'a', '': 'b' }, 'a'],
    ['en-GB', { 'en-US': 'b', en: 'a' }, 'a'],
    ['en', { de: 'b', '': 'a' }, 'a'],
    ['ja', { en: 'a', de: 'b' }, 'a'],
    ['en', { en: '', de: 'a' }, 'a'],
    ['en-us', { en_US: 'a', '': 'b' }, 'a'],
    ['', { '': 'a', en: 'b' }, 'a'],
    ['en', {}, ''],
  ])('reads for %s from %o the text %s', (locale, texts, text) => expect(pick(texts as Record<string, string>, locale)).toBe(text));

  it('gives one of the texts for any tags, never throws', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ minLength: 1 })), fc.string(), (texts, locale) => {
        const values = Object.values(texts);
        expect(values.length === 0 ? [''] : values).toContain(pick(texts, locale));
      }),
    );
  });
});

describe('card', () => {
  it("shows the lowest price that can be bought, in the reader's language", () => {
    const variants = [
      aVariant({ priceMinor: 100, available: false }),
      aVariant({ id: 'v2', priceMinor: 300, compareAtMinor: 400 }),
      aVariant({ id: 'v3', priceMinor: 500 }),
    ];
    expect(card(aProduct({ variants }), 'zh-TW', 'EUR')).toEqual({
      productId: 'p1',
      title: '志野抹茶碗',
      url: 'https://shop.example/p1',
      image: '',
      brand: 'Mino',
      priceMinor: 300,
      compareAtMinor: 400,
      currency: 'EUR',
      available: true,
    });
  });

  it('crosses out no price that was never higher', () => {
    expect(card(aProduct({ variants: [aVariant({ compareAtMinor: 4_200 })] }), 'en', 'EUR').compareAtMinor).toBeNull();
  });

  it('stands for a product that is sold out or has no variant', () => {
    expect(card(aProduct({ variants: [aVariant({ available: false })] }), 'en', 'EUR')).toMatchObject({ priceMinor: 4_200, available: false });
    expect(card(aProduct({ variants: [] }), 'en', 'EUR')).toMatchObject({ priceMinor: 0, available: false });
  });
});

describe('productText', () => {
  it('holds every language, a field a line, without markup', () => {
    const text = productText(aProduct({ description: { en: '<p>For <b>left</b> hands</p>' }, tags: ['matcha'], series: 'Shino' }));
    for (const part of ['Shino tea bowl', '志野抹茶碗', 'Mino', 'matcha', 'SKU-1', 'left']) expect(text).toContain(part);
    expect(text).not.toMatch(/[<>]|<p>/);
    expect(text.split('\n')).toContain('志野茶碗');
  });

  it('is bounded and quick for hostile descriptions', () => {
    const startedMs = Date.now();
    const text = productText(aProduct({ description: { en: '<'.repeat(500_000), de: '<a'.repeat(500_000) } }));
    expect(text.length).toBe(PRODUCT_TEXT_CHARS);
    expect(Date.now() - startedMs).toBeLessThan(10_000);
  }, 30_000);
});

describe('sameProduct', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, each]) => [key, shuffled(each)]),
    );
  };

  it('does not mind the order of keys', () => expect(sameProduct(aProduct(), shuffled(aProduct()) as Product)).toBe(true));

  it.each([
    ['a text', aProduct({ title: { en: 'Other' } })],
    ['a language more', aProduct({ brand: { '': 'Mino', ja: '美濃' } })],
    ['a price', aProduct({ variants: [aVariant({ priceMinor: 1 })] })],
    ['a stock that is counted', aProduct({ variants: [aVariant({ stock: 0 })] })],
    ['a tag', aProduct({ tags: ['x'] })],
    ['a variant less', aProduct({ variants: [] })],
  ])('sees %s', (_, other) => {
    expect(sameProduct(aProduct(), other)).toBe(false);
    expect(sameProduct(other, aProduct())).toBe(false);
  });
});
