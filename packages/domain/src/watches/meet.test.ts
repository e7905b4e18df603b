import { describe, expect, it } from 'vitest';
import { meet, type ChangedProduct } from './meet.ts';
import { prepare, readProduct } from './reading.ts';
import { aProduct, aVariant, aWatch } from './testing.ts';

const changed = (kind: ChangedProduct['kind'], product = aProduct(), more: Partial<ChangedProduct> = {}): ChangedProduct => ({
  kind,
  product,
  variantIds: [],
  beforeMinor: null,
  ...more,
});
const told = (watch: ReturnType<typeof aWatch>, change: ChangedProduct) =>
  meet(watch, change, prepare(readProduct(change.product, Object.values(change.product.title).join('\n'))));
const bowl = aProduct({
  title: { en: 'Tea bowl' },
  brand: { '': 'Mino' },
  category: { en: 'Ware > Bowls' },
  author: { ja: '陶工' },
  series: 'Twelve Cups',
  seller: 'Lin',
  tags: ['raku', 'red', 'matcha'],
});

describe('a search', () => {
  it('is met by a new product, one that returned and one that can be bought again; not by one that left', () => {
    const kinds = ['new', 'returned', 'restocked', 'gone', 'cheaper'] as const;
    expect(kinds.map((kind) => told(aWatch(), changed(kind, bowl)) !== null)).toEqual([true, true, true, false, false]);
  });

  it('says nothing while it is paused', () => expect(told(aWatch({ paused: true }), changed('new', bowl))).toBeNull());

  it.each([
    [{ category: 'bowls' }, true],
    [{ category: 'Ware' }, true],
    [{ category: 'Ｗare > bowls' }, true],
    [{ category: 'Kettles' }, false],
    [{ brand: 'MINO' }, true],
    [{ brand: 'Shino' }, false],
    [{ maxPriceMinor: 1_000 }, true],
    [{ maxPriceMinor: 999 }, false],
    [{ size: 'Large' }, true],
    [{ size: 'XL' }, false],
    [{ size: 'large', maxPriceMinor: 1_500 }, false],
  ])('with %o: %s', (filters, expected) => {
    const variants = [aVariant(), aVariant({ id: 'v2', title: { en: 'Large, blue' }, priceMinor: 2_000 })];
    expect(told(aWatch({ filters }), changed('new', { ...bowl, variants })) !== null).toBe(expected);
  });

  it('hears of a price only when it comes below the ceiling', () => {
    const watch = aWatch({ filters: { maxPriceMinor: 1_000 } });
    expect(told(watch, changed('cheaper', bowl, { beforeMinor: 1_200 }))).not.toBeNull();
    expect(told(watch, changed('cheaper', bowl, { beforeMinor: 1_000 }))).toBeNull();
    expect(told(aWatch(), changed('cheaper', bowl, { beforeMinor: 1_200 }))).toBeNull();
  });
});

describe('a follow', () => {
  it.each([
    ['brand', 'MINO', true],
    ['author', '陶工', true],
    ['series', 'twelve  cups', true],
    ['category', 'bowls', true],
    ['seller', 'lin', true],
    ['brand', 'Lin', false],
    ['series', 'Twelve', false],
  ] as const)('of the %s %s: %s', (what, query, expected) => {
    expect(told(aWatch({ kind: 'follow', what, query }), changed('new', bowl)) !== null).toBe(expected);
  });
});

describe('a price', () => {
  const priced = (priceMinor: number) => aProduct({ variants: [aVariant({ priceMinor }), aVariant({ id: 'v2', priceMinor: 9_000 })] });
  const watch = (change: object) => aWatch({ kind: 'price', productId: 'p1', baselineMinor: 2_000, ...change });

  it.each([
    [{ percent: 10 }, 1_800, true],
    [{ percent: 10 }, 1_801, false],
    [{ byMinor: 500 }, 1_500, true],
    [{ byMinor: 500 }, 1_501, false],
    [{ toMinor: 1_700 }, 1_700, true],
    [{ toMinor: 1_700 }, 1_701, false],
    [{ toMinor: 5_000 }, 2_000, false],
    [{ toMinor: 5_000 }, 1_999, true],
  ])('%o at %i: %s', (goal, price, expected) => {
    const reason = told(watch({ goal }), changed('cheaper', priced(price)));
    expect(reason).toEqual(expected ? { code: 'cheaper', watchId: 'w1', sinceMs: 1, beforeMinor: 2_000, afterMinor: price } : null);
  });

  it('is of this product and this variant', () => {
    const goal = { toMinor: 1_500 };
    expect(told(watch({ goal, productId: 'p2' }), changed('cheaper', priced(1_000)))).toBeNull();
    expect(told(watch({ goal, variantId: 'v2' }), changed('cheaper', priced(1_000)))).toBeNull();
    expect(told(watch({ goal, variantId: 'v9' }), changed('cheaper', priced(1_000)))).toBeNull();
    expect(told(watch({ goal, variantId: 'v1' }), changed('variant-cheaper', priced(1_000)))).not.toBeNull();
    expect(told(watch({ goal }), changed('returned', priced(1_000)))).not.toBeNull();
    expect(told(watch({ goal }), changed('new', priced(1_000)))).toBeNull();
  });
});

describe('a stock', () => {
  const two = aProduct({ variants: [aVariant(), aVariant({ id: 'v2', title: { en: 'Large' } }), aVariant({ id: 'v3', available: false })] });
  it.each([
    ['v2', 'restocked', ['v2'], true],
    ['v2', 'restocked', ['v1'], false],
    ['v2', 'returned', [], true],
    ['v3', 'returned', [], false],
    [null, 'restocked', ['v1'], true],
    ['v2', 'new', [], false],
  ] as const)('of %s when %s %o: %s', (variantId, kind, variantIds, expected) => {
    expect(told(aWatch({ kind: 'stock', productId: 'p1', variantId }), changed(kind, two, { variantIds })) !== null).toBe(expected);
  });

  it('says which variant', () => {
    const change = changed('restocked', two, { variantIds: ['v2'] });
    expect(told(aWatch({ kind: 'stock', productId: 'p1', variantId: 'v2' }), change)).toMatchObject({ code: 'back', variant: { en: 'Large' } });
  });
});

describe('more like this', () => {
  const traits = ['brand:mino', 'category:ware bowls', 'series:s', 'author:a', 'tag:raku', 'tag:red', 'tag:x'];
  it.each([
    [{ series: 'S' }, true],
    [{ author: { en: 'A' } }, true],
    [{ brand: { en: 'Mino' } }, false],
    [{ brand: { en: 'Mino' }, category: { en: 'Ware > Bowls' } }, true],
    [{ category: { en: 'Ware > Bowls' }, tags: ['red'] }, false],
    [{ category: { en: 'Ware > Bowls' }, tags: ['red', 'x'] }, true],
    [{ tags: ['red', 'x', 'raku'] }, false],
    [{ id: 'p0', series: 'S' }, false],
  ])('%o: %s', (product, expected) => {
    const watch = aWatch({ kind: 'like', productId: 'p0', query: 'A bowl', traits });
    expect(told(watch, changed('new', aProduct(product))) !== null).toBe(expected);
  });
});
