import { Product } from '@rapport/protocol';
import { describe, expect, inject, it } from 'vitest';
import { read } from './testing/read.ts';

const HEADER =
  'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src';
const shopify = (lines: readonly string[], currency?: string) => read('shopify-csv', [HEADER, ...lines].join('\n'), currency);

describe('rows', () => {
  it('become one product with its variants, wherever they stand', async () => {
    const { products, refusals } = await shopify([
      'pot,Clay Pot,<p>For &amp; with plants</p>,Acme,Garden,"Pot, Plants",true,Size,Small,Colour,Red,P-1,shopify,3,deny,9.99,12.00,https://cdn.example/1.jpg',
      'lamp,Lamp,,Acme,Indoor,,true,Title,Default Title,,,,shopify,0,deny,59,,',
      'pot,,,,,,,,Large,,Blue,P-2,shopify,0,continue,15.5,,https://cdn.example/2.jpg',
      'pot,,,,,,,,,,,,,,,,,https://cdn.example/3.jpg',
    ]);
    expect(refusals).toEqual([]);
    expect(products).toEqual([
      {
        id: 'pot',
        title: { '': 'Clay Pot' },
        description: { '': 'For & with plants' },
        url: { '': '/products/pot' },
        image: 'https://cdn.example/1.jpg',
        brand: { '': 'Acme' },
        category: { '': 'Garden' },
        author: {},
        series: '',
        tags: ['Pot', 'Plants'],
        variants: [
          { id: 'P-1', sku: 'P-1', title: { '': 'Small / Red' }, priceMinor: 999, compareAtMinor: 1200, stock: 3, available: true },
          { id: 'P-2', sku: 'P-2', title: { '': 'Large / Blue' }, priceMinor: 1550, compareAtMinor: null, stock: 0, available: true },
        ],
      },
      expect.objectContaining({
        id: 'lamp',
        variants: [{ id: 'lamp', sku: '', title: {}, priceMinor: 5900, compareAtMinor: null, stock: 0, available: false }],
      }),
    ]);
  });

  it('are read in the newer dialect, too, in any case', async () => {
    const { products, refusals, missing } = await read(
      'shopify-csv',
      'TITLE;URL handle;Description;Vendor;Product category;Tags;Status;SKU;Option1 value;Price;Compare-at price;Inventory tracker;Inventory quantity;Continue selling when out of stock;Product image URL;Price / International\n' +
        'Clay Pot;pot;<p>Hi</p>;Acme;Home > Garden > Pots;a;Active;P-1;Small;9,99;;;5;DENY;https://cdn.example/1.jpg;1\n',
    );
    expect([missing, refusals]).toEqual([null, []]);
    expect(products[0]).toMatchObject({
      id: 'pot',
      category: { '': 'Pots' },
      description: { '': 'Hi' },
      variants: [{ id: 'P-1', priceMinor: 999, stock: null, available: true }],
    });
  });

  it('count prices by the currency', async () => {
    expect((await shopify(['a,A,,,,,,,,,,,,,,1500,,'], 'JPY')).products[0]?.variants[0]?.priceMinor).toBe(1500);
  });

  it('of a product that is hidden make one that nobody can buy', async () => {
    const { products } = await shopify(['a,A,,,,,FALSE,Size,S,,,,,,,5,,', 'a,,,,,,,,L,,,,,,,6,,']);
    expect(products[0]?.variants.map((variant) => variant.available)).toEqual([false, false]);
  });

  it('with a SKU twice are told apart by their options; the same variant twice counts once, the later', async () => {
    const { products, refusals } = await shopify([
      'a,A,,,,,,Size,S,,,X,,,,1,,',
      'a,,,,,,,,L,,,X,,,,2,,',
      'a,,,,,,,,L,,,X,,,,3,,',
      'b,B,,,,,,,,,,x,,,,4,,',
    ]);
    expect(products[0]?.variants.map(({ id, priceMinor }) => [id, priceMinor])).toEqual([
      ['a:S', 100],
      ['a:L', 300],
    ]);
    expect(refusals).toEqual([{ line: 3, reason: 'the same variant comes again on line 4' }]);
    expect(products[1]?.variants[0]?.id).toBe('x');
  });

  it.each([
    ['a price that is none', 'a,A,,,,,,,,,,,,,,€10,,', 'plain number'],
    ['a negative price', 'a,A,,,,,,,,,,,,,,-1,,', 'negative'],
    ['an ambiguous price', 'a,A,,,,,,,,,,,,,,"1,234",,', 'two ways'],
    ['no price', 'a,A,,,,,,,,,,,,,,,,', 'missing'],
    ['a compare-at price that is none', 'a,A,,,,,,,,,,,,,,1,x,', 'compare-at price'],
    ['no handle', ',A,,,,,,,,,,,,,,1,,', 'no handle'],
    ['a handle too long', `${'h'.repeat(129)},A,,,,,,,,,,,,,,1,,`, 'longer than 128'],
    ['no title anywhere', 'a,,,,,,,,,,,,,,,1,,', 'no title'],
    ['a script for a picture', 'a,A,,,,,,,,,,,,,,1,,javascript:alert(1)', 'http address'],
    ['a stock that is none', 'a,A,,,,,,,,,,,shopify,many,,1,,', 'stock'],
  ])('with %s are refused with their line', async (_name, line, words) => {
    const { products, refusals } = await shopify(['ok,Ok,,,,,,,,,,,,,,1,,', line]);
    expect(products.map(({ id }) => id)).toEqual(['ok']);
    expect(refusals).toEqual([{ line: 3, reason: expect.stringContaining(words) }]);
  });

  it('refused for one variant leave the others', async () => {
    const { products, refusals } = await shopify(['a,A,,Acme,,,,Size,S,,,,,,,oops,,', 'a,,,,,,,,L,,,,,,,6,,']);
    expect(products[0]).toMatchObject({ title: { '': 'A' }, brand: { '': 'Acme' }, variants: [{ id: 'a:L' }] });
    expect(refusals.map(({ line }) => line)).toEqual([2]);
  });

  it('with huge texts are cut', async () => {
    const { products } = await shopify([`a,${'T'.repeat(5000)},"<p>${'x '.repeat(500_000)}</p>",,,,,,,,,,,,,1,,`]);
    expect([products[0]?.title['']?.length, products[0]?.description['']?.length]).toEqual([300, 4999]);
  });
});

it('says which columns are missing', async () => {
  expect((await read('shopify-csv', 'id,name\n1,2\n')).missing).toContain('handle, title, price');
});

describe('real files', () => {
  const files = inject('shopifyFiles') ?? {};
  const [apparel, home] = [files['apparel.csv'], files['home-and-garden.csv']];

  it.skipIf(!apparel)('apparel (skipped when RAPPORT_DATA is absent)', async () => {
    const { products, refusals } = await read('shopify-csv', apparel ?? '', 'USD');
    expect(refusals).toEqual([]);
    for (const product of products) expect(Product.safeParse(product).success).toBe(true);
    expect(products.length).toBe(
      new Set(
        (apparel ?? '')
          .split('\n')
          .slice(1)
          .map((line) => line.split(',')[0])
          .filter(Boolean),
      ).size,
    );
    expect(products.find(({ id }) => id === 'classic-varsity-top')?.variants.map(({ id, priceMinor }) => [id, priceMinor])).toEqual([
      ['classic-varsity-top:Small', 6000],
      ['classic-varsity-top:Medium', 6000],
      ['classic-varsity-top:Large', 6000],
    ]);
  });

  it.skipIf(!home)('home and garden (skipped when RAPPORT_DATA is absent)', async () => {
    const { products, refusals } = await read('shopify-csv', home ?? '', 'USD');
    expect(refusals).toEqual([]);
    expect(products.find(({ id }) => id === 'clay-plant-pot')).toMatchObject({
      description: { '': 'Classic blown clay pot for plants' },
      tags: ['Pot', 'Plants'],
      variants: [{ priceMinor: 999 }, { priceMinor: 1599 }],
    });
    expect(products.find(({ id }) => id === 'copper-light')?.variants[0]).toMatchObject({ priceMinor: 5999, compareAtMinor: 7500 });
  });
});
