import { describe, expect, it } from 'vitest';
import { BrokenFile } from './csv.ts';
import { mapMerchant, readMerchantFeed, type FeedRow } from './merchant-feed.ts';
import { streamOf } from './testing/read.ts';

const SHOP = { currency: 'EUR', digits: 2, nowMs: Date.UTC(2026, 4, 3) };
const item = (inner: string): string => `<item>${inner}</item>`;
const rss = (...items: string[]): string =>
  `<?xml version="1.0"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>${items.join('\n')}</channel></rss>`;
const POT = item(
  '<g:id>pot 1</g:id><g:title>Pot &amp; lid</g:title><g:price>12.50 EUR</g:price><g:availability>in_stock</g:availability><g:link>https://shop.example/a b</g:link>',
);

const packed = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());

async function read(file: string | Uint8Array, size = 7): Promise<FeedRow[]> {
  const rows: FeedRow[] = [];
  for await (const row of readMerchantFeed(streamOf(file, size))) rows.push(row);
  return rows;
}
const cells = async (file: string | Uint8Array): Promise<unknown[]> =>
  (await read(file)).map((row) => ('cells' in row ? { ...row.cells } : row.refusal));
const mapped = (more: Record<string, string>) => mapMerchant({ id: 'a', title: 'A', price: '5.00 EUR', ...more }, 1, SHOP);

describe('a feed', () => {
  const pot = { id: 'pot 1', title: 'Pot & lid', price: '12.50 EUR', availability: 'in_stock', link: 'https://shop.example/a b' };

  it('is read as RSS, Atom and a table, packed or not, however its bytes are cut', async () => {
    expect(await cells(rss(POT))).toEqual([pot]);
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>tag:x</id><g:id>pot 1</g:id><title><![CDATA[Pot & lid]]></title><link href="https://shop.example/a b"/><g:price>12.50 EUR</g:price><g:availability>in_stock</g:availability></entry></feed>';
    expect(await cells(atom)).toEqual([pot]);
    expect(await cells('id\ttitle\tprice\tavailability\tlink\npot 1\tPot & lid\t12.50 EUR\tin_stock\thttps://shop.example/a b\n')).toEqual([pot]);
    expect(await cells(await packed(rss(POT, POT)))).toEqual([pot, pot]);
    expect(await cells('\uFEFF' + rss(POT))).toEqual([pot]);
    expect(await read(rss(POT), 1)).toHaveLength(1);
  });

  it('forgives a bare & and takes headings with blanks and prefixes', async () => {
    expect(await cells(rss(item('<g:id>a</g:id><g:title>Tea & more</g:title>')))).toEqual([{ id: 'a', title: 'Tea & more' }]);
    expect(await cells('g:id\tImage Link\na\thttps://x.example/a.jpg')).toEqual([{ id: 'a', image_link: 'https://x.example/a.jpg' }]);
  });

  it('keeps what stands in a group out of the item, and takes the prefixed of two', async () => {
    const shipped = item(
      '<title>plain</title><g:title>said</g:title><g:id>a</g:id><g:shipping><g:price>1.00 EUR</g:price></g:shipping><g:price>9.00 EUR</g:price>',
    );
    expect(await cells(rss(shipped))).toEqual([{ title: 'said', id: 'a', price: '9.00 EUR' }]);
  });

  it.each([
    ['that breaks off', rss(POT, POT).slice(0, -20)],
    ['that breaks off within an item', rss(POT, POT).slice(0, 300)],
    ['that is a page', '<!DOCTYPE html><html><body>Not found</body></html>'],
    ['that declares entities', `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]>${rss(POT)}`],
    ['that is other XML', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    ['of tags without end', `<rss>${'<a>'.repeat(200_000)}`],
    ['that is empty', ''],
    ['with one endless item', rss(item(`<g:id>${'a'.repeat(1_200_000)}</g:id>`))],
  ])('%s is no feed', async (_, file) => {
    await expect(read(file, 65_536)).rejects.toThrow(BrokenFile);
  });

  it('that is packed and breaks off is no feed', async () => {
    const whole = await packed(rss(...Array.from({ length: 500 }, (_, i) => POT.replace('pot 1', `pot ${i} ${Math.imul(i, 2_654_435_761)}`))));
    await expect(read(whole.slice(0, whole.length / 2), 512)).rejects.toThrow(BrokenFile);
  });

  it('that unpacks into too much is refused before it has', async () => {
    let sent = 0;
    const blanks = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === 0) controller.enqueue(new TextEncoder().encode('<rss><channel>'));
        else controller.enqueue(new Uint8Array(1_048_576).fill(32));
        if ((sent += 1) > 12) controller.close();
      },
    });
    const bomb = await new Response(blanks.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
    expect(bomb.byteLength).toBeLessThan(100_000);
    const unpacking = async (): Promise<void> => {
      for await (const _ of readMerchantFeed(streamOf(new Uint8Array(bomb)), 4_000_000));
    };
    await expect(unpacking()).rejects.toThrow(/unpacks into more/);
  });
});

describe('an item', () => {
  it('keeps its id as it stands, with blanks and capitals', () => {
    expect(mapped({ id: ' 1 metre -NAK kablo ' }).draft).toMatchObject({ group: '1 metre -NAK kablo', variant: { id: '1 metre -NAK kablo' } });
  });

  it('keeps a price in another currency as such', () => {
    expect(mapped({ price: '1.80 USD' }).draft?.variant).toMatchObject({ priceMinor: 180, currency: 'USD' });
    expect(mapped({ price: '1800 JPY' }).draft?.variant).toMatchObject({ priceMinor: 1_800, currency: 'JPY' });
    expect(mapped({}).draft?.variant).not.toHaveProperty('currency');
  });

  it.each([
    [{ sale_price: '4.00 EUR' }, 400, 500],
    [{ sale_price: '6.00 EUR' }, 500, null],
    [{ sale_price: '4.00 USD' }, 500, null],
    [{ sale_price: '4.00 EUR', sale_price_effective_date: '2026-05-01T00:00Z/2026-05-09T00:00Z' }, 400, 500],
    [{ sale_price: '4.00 EUR', sale_price_effective_date: '2026-05-04T00:00Z/2026-05-09T00:00Z' }, 500, null],
    [{ sale_price: '4.00 EUR', sale_price_effective_date: 'soon' }, 500, null],
  ])('with %o costs %i', (more, priceMinor, compareAtMinor) => {
    expect(mapped(more).draft?.variant).toMatchObject({ priceMinor, compareAtMinor });
  });

  it.each([
    ['in_stock', true],
    ['in stock', true],
    ['preorder', true],
    ['out_of_stock', false],
    ['out of stock', false],
  ])('that is %s can be bought: %s', (availability, available) => expect(mapped({ availability }).draft?.variant).toMatchObject({ available }));

  it('is a variant of its group, named by colour and size, and known by the trade’s numbers', () => {
    const { draft } = mapped({
      item_group_id: 'g',
      color: 'Red',
      size: 'L',
      gtin: '4006381333931',
      mpn: 'M-1',
      brand: 'Mino',
      product_type: 'Ware > Bowls',
    });
    expect(draft).toMatchObject({
      group: 'g',
      product: { brand: { '': 'Mino' }, category: { '': 'Ware > Bowls' } },
      variant: { title: { '': 'Red, L' }, gtin: '4006381333931', mpn: 'M-1' },
    });
  });

  it.each([
    [{ id: '' }, /no id/],
    [{ id: 'x'.repeat(200) }, /longer/],
    [{ price: '' }, /missing/],
    [{ price: '-1.00 EUR' }, /negative/],
    [{ price: 'free' }, /number/],
  ])('with %o is refused', (more, reason) => expect(mapped(more as Record<string, string>).refusal).toMatch(reason));

  it('loses no product for a bad address', () => {
    expect(mapped({ link: 'javascript:alert(1)', image_link: '//evil' }).draft?.product).toMatchObject({ url: {}, image: '' });
    expect(mapped({ link: 'https://shop.example/a b' }).draft?.product.url).toEqual({ '': 'https://shop.example/a%20b' });
  });
});
