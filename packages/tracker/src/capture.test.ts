import { EventName, ShopEvent } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import { fromGa, fromJsonLd, listen, NAMES, readEntry, toMinor } from './capture.ts';

/** What gtag() pushes: its arguments, an object with numbers for keys. */
const asArguments = (...args: unknown[]): unknown => ({ ...args });

describe('capture', () => {
  test('knows the same names as the protocol', () => {
    expect([...NAMES].sort()).toEqual([...EventName.options].sort());
  });

  test.each([
    [19.99, 'EUR', 1999],
    ['24.5', 'USD', 2450],
    [1200, 'JPY', 1200],
    [1.2345, 'KWD', 1235],
    [380, 'TWD', 38000],
    [0, 'EUR', 0],
    [-1, 'EUR', undefined],
    ['free', 'EUR', undefined],
    ['', 'EUR', undefined],
    [19.99, undefined, undefined],
  ])('%s %s is %s in the smallest unit', (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor);
  });

  test('reads gtag’s arguments and Tag Manager’s objects alike', () => {
    const params = { currency: 'EUR', value: 48, items: [{ item_id: 'bowl', item_variant: 'bowl-s', price: 48, quantity: 2, item_name: 'Bowl' }] };
    const heard = [asArguments('event', 'add_to_cart', params), ['event', 'add_to_cart', params], { event: 'add_to_cart', ecommerce: params }].map(
      (entry) => {
        const read = readEntry(entry);
        return read && fromGa(read.name, read.params);
      },
    );
    const expected = {
      name: 'add_to_cart',
      currency: 'EUR',
      valueMinor: 4800,
      items: [{ productId: 'bowl', variantId: 'bowl-s', quantity: 2, priceMinor: 4800 }],
    };
    expect(heard).toEqual([expected, expected, expected]);
  });

  test('a search has its words and the number of results; 0 is a number', () => {
    expect(fromGa('search', { search_term: ' 抹茶碗 ', results_count: 0 })).toEqual({ name: 'search', query: '抹茶碗', resultsCount: 0 });
    expect(fromGa('view_search_results', { search_term: 'cups', results_count: '12' })).toEqual({ name: 'search', query: 'cups', resultsCount: 12 });
    expect(fromGa('search', { search_term: '  ' })).toBeNull();
  });

  test.each([
    ['an unknown name', 'scroll', {}],
    ['a product view without product', 'view_item', {}],
    ['a product view whose product has no id', 'view_item', { items: [{ item_name: 'Bowl' }, null, 7] }],
    ['a basket with junk', 'add_to_cart', { items: 'bowl' }],
  ])('ignores %s', (_, name, params) => {
    expect(fromGa(name, params)).toBeNull();
  });

  test.each([[null], [undefined], [7], ['event'], [{}], [{ ecommerce: null }], [{ event: 7 }], [[]]])('leaves %j in dataLayer alone', (entry) => {
    expect(readEntry(entry)).toBeNull();
  });

  test('reads Consent Mode commands', () => {
    expect(readEntry(asArguments('consent', 'update', { analytics_storage: 'granted' }))).toEqual({
      kind: 'consent',
      name: 'update',
      params: { analytics_storage: 'granted' },
    });
  });

  test('a limit never cuts a sign in two, and NUL is left out', () => {
    const query = fromGa('search', { search_term: `a\0${'🍵'.repeat(200)}` })?.query ?? '';
    expect(query.isWellFormed()).toBe(true);
    expect(query).toMatch(/^a🍵/);
    expect(query.length).toBe(200);
  });

  test('whatever comes out, the worker takes', () => {
    const wild = { currency: 'EUR', value: '1e400', transaction_id: 'x'.repeat(300), search_term: 'y'.repeat(900), results_count: -4 };
    const items = Array.from({ length: 80 }, (_, i) => ({ item_id: i ? `p${i}`.repeat(60) : 0, price: i % 3 ? i : 'NaN', quantity: i - 3 }));
    for (const name of NAMES) {
      const heard = fromGa(name, { ...wild, items });
      expect(() => ShopEvent.parse({ ...heard, id: crypto.randomUUID(), ageMs: 0 })).not.toThrow();
    }
  });

  test('hears what was pushed before, then each push, and leaves the page’s own push whole', () => {
    const layer: unknown[] = [{ event: 'early' }];
    const heard: unknown[] = [];
    listen(layer, (entry) => heard.push(entry));
    expect(layer.push({ event: 'late' }, { event: 'later' })).toBe(3);
    expect(heard).toEqual([{ event: 'early' }, { event: 'late' }, { event: 'later' }]);
    expect(layer).toHaveLength(3);
  });

  describe('from JSON-LD', () => {
    const product = {
      '@type': 'Product',
      productID: 'bowl',
      sku: 'bowl-s',
      name: 'Bowl',
      offers: { '@type': 'Offer', price: '48.00', priceCurrency: 'EUR' },
    };
    const expected = { name: 'view_item', currency: 'EUR', items: [{ productId: 'bowl', variantId: 'bowl-s', priceMinor: 4800 }] };

    test.each([
      ['plain', product],
      ['in an array', [{ '@type': 'BreadcrumbList' }, product]],
      ['in a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, product] }],
      ['as the main entity', { '@type': 'WebPage', mainEntity: product }],
      ['with several types and offers', { ...product, '@type': ['Product', 'Thing'], offers: [product.offers, { price: 60 }] }],
      ['with an aggregate offer', { ...product, offers: { '@type': 'AggregateOffer', lowPrice: 48, priceCurrency: 'EUR' } }],
    ])('takes a product %s', (_, data) => {
      expect(fromJsonLd([JSON.stringify(data)])).toEqual(expected);
    });

    test('the sku is the product where there is no other id', () => {
      expect(fromJsonLd([JSON.stringify({ '@type': 'Product', sku: 'bowl' })])).toEqual({ name: 'view_item', items: [{ productId: 'bowl' }] });
    });

    test('a list of products is no view of one, and malformed JSON is nobody’s', () => {
      expect(fromJsonLd([JSON.stringify([product, { ...product, productID: 'cup' }])])).toBeNull();
      expect(fromJsonLd(['{ "@type": "Product", }', ''])).toBeNull();
    });
  });
});
