import type { Texts } from '@rapport/protocol';
import type { Mapped, ShopFacts } from './connector.ts';
import { BrokenFile, readCsv } from './csv.ts';
import { type Draft, TEXT_LIMITS } from './draft.ts';
import { descriptionField, idField, inAll } from './fields.ts';
import { readFeedXml } from './feed-xml.ts';
import { exponentOf } from '@rapport/domain/points';
import { parsePrice } from './money.ts';
import { oneLine } from './plain-text.ts';

type Cells = Readonly<Record<string, string>>;

/** One record of a feed, whatever it was written in; `line` counts items in XML and lines in a table. */
export type FeedRow = { readonly line: number; readonly cells: Cells } | { readonly line: number; readonly refusal: string };

/** What a feed may hold when it is unpacked: a small file can be made to unpack into anything. */
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/**
 * Reads a Google Merchant feed: XML (RSS or Atom) or a table separated by tabs, either of them packed with gzip or not; which of them it is, is seen from its first bytes.
 * @throws {BrokenFile} when it is none, unpacks into too much, or breaks off
 */
export async function* readMerchantFeed(stream: ReadableStream<Uint8Array>, maxBytes = MAX_UNPACKED_BYTES): AsyncGenerator<FeedRow, void> {
  const { first, rest } = await peek(stream);
  if (first.length === 0) throw new BrokenFile('The file is empty.');
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  const { first: head, rest: whole } = isPacked ? await peek(bounded(unpack(rest), maxBytes)) : { first, rest: bounded(rest, maxBytes) };
  if (looksLikeXml(head)) {
    for await (const { item, cells } of readFeedXml(whole)) yield { line: item, cells };
    return;
  }
  let isFirst = true;
  for await (const row of readCsv(whole)) {
    if (isFirst && !row.next.header.some((name) => columnOf(name) === 'id'))
      throw new BrokenFile('This is no product feed: it is neither XML nor a table with a column id.');
    isFirst = false;
    if ('refusal' in row) yield { line: row.line, refusal: row.refusal };
    else yield { line: row.line, cells: Object.fromEntries(Object.entries(row.cells).map(([name, cell]) => [columnOf(name), cell])) };
  }
}

/** Makes a draft of one record. Ids are kept as they stand, with their blanks and capitals: the shop's pages say them so. */
export function mapMerchant(cells: Cells, line: number, shop: ShopFacts): Mapped {
  const id = idField(cells['id'] ?? '', 'id');
  if (!id.ok) return { refusal: id.reason };
  if (!id.value) return { refusal: 'the item has no id' };
  const group = idField(cells['item_group_id'] ?? '', 'item_group_id');
  if (!group.ok) return { refusal: group.reason };
  const draft: Omit<Draft, 'variant' | 'refused'> = { group: group.value || id.value, line, product: productOf(cells), hidden: false };
  const price = priceOf(cells['price'] ?? '', shop);
  if (!price.ok) return { draft: { ...draft, variant: null, refused: true }, refusal: price.reason };
  const sale = priceOf(cells['sale_price'] ?? '', shop);
  const isSale =
    sale.ok && sale.currency === price.currency && sale.minor < price.minor && isRunning(cells['sale_price_effective_date'] ?? '', shop.nowMs);
  const cost = priceOf(cells['cost_of_goods_sold'] ?? '', shop);
  const options = [cells['color'], cells['size']].map((cell) => oneLine(cell ?? '', TEXT_LIMITS.name)).filter(Boolean);
  const gtin = (cells['gtin'] ?? '').replace(/[\s-]/g, '');
  const mpn = oneLine(cells['mpn'] ?? '', TEXT_LIMITS.sku);
  return {
    draft: {
      ...draft,
      refused: false,
      variant: {
        id: id.value,
        sku: mpn,
        options,
        title: inAll(options.join(', ')),
        priceMinor: isSale ? sale.minor : price.minor,
        compareAtMinor: isSale ? price.minor : null,
        stock: null,
        available: !/^out[_ ]of[_ ]stock$/i.test((cells['availability'] ?? '').trim()),
        ...(price.currency === shop.currency ? {} : { currency: price.currency }),
        ...(/^\d{8,14}$/.test(gtin) ? { gtin } : {}),
        ...(mpn ? { mpn } : {}),
        ...(cost.ok && cost.currency === shop.currency ? { costMinor: cost.minor } : {}),
      },
    },
  };
}

function productOf(cells: Cells): Draft['product'] {
  const name = (column: string): Texts => inAll(oneLine(cells[column] ?? '', TEXT_LIMITS.name));
  const type = cells['product_type'] || (/^\d+$/.test((cells['google_product_category'] ?? '').trim()) ? '' : cells['google_product_category']) || '';
  const seller = oneLine(cells['external_seller_id'] ?? '', TEXT_LIMITS.name);
  return {
    title: inAll(oneLine(cells['title'] ?? '', TEXT_LIMITS.title)),
    description: inAll(descriptionField(cells['description'] || cells['summary'] || cells['content'] || '')),
    url: inAll(addressOf(cells['link'] ?? '')),
    image: addressOf(cells['image_link'] ?? ''),
    brand: name('brand'),
    category: inAll(oneLine(type, TEXT_LIMITS.name)),
    author: {},
    series: '',
    tags: [],
    ...(seller ? { seller } : {}),
  };
}

/** `15.00 USD` or `USD 15.00`; without a currency the shop's own. */
function priceOf(cell: string, shop: ShopFacts): { ok: true; minor: number; currency: string } | { ok: false; reason: string } {
  const said = /\b[A-Z]{3}\b/.exec(cell.toUpperCase())?.[0];
  const currency = said ?? shop.currency;
  const price = parsePrice(cell.replace(/[A-Za-z]{3}/, ''), currency === shop.currency ? shop.digits : exponentOf(currency));
  return price.ok ? { ok: true, minor: price.minor, currency } : price;
}

/** `start/end` in ISO 8601; an empty cell runs always, one that can't be read never. */
function isRunning(cell: string, nowMs: number): boolean {
  if (!cell.trim()) return true;
  const [from, to] = cell.split('/').map((part) => Date.parse(part.trim()));
  return from !== undefined && to !== undefined && from <= nowMs && nowMs <= to;
}

/** An address that a page may link to, blanks and foreign letters written as addresses write them; '' for anything else: a bad picture costs no product. */
function addressOf(cell: string): string {
  const text = cell.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return '';
  const { href } = new URL(text);
  return href.length <= TEXT_LIMITS.url ? href : '';
}

const columnOf = (heading: string): string =>
  heading
    .replace(/^g:/, '')
    .trim()
    .replace(/[\s-]+/g, '_')
    .replace(/^_+|_+$/g, '');

const looksLikeXml = (head: Uint8Array): boolean => /^\s*</.test(new TextDecoder().decode(head.slice(0, 512)));

const unpack = (stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
  const { readable, writable } = new DecompressionStream('gzip');
  // What goes wrong here is told by the readable side.
  stream.pipeTo(writable as WritableStream<Uint8Array>).catch(() => undefined);
  return readable as ReadableStream<Uint8Array>;
};

/** The first bytes, and the whole stream again. */
async function peek(stream: ReadableStream<Uint8Array>): Promise<{ first: Uint8Array; rest: ReadableStream<Uint8Array> }> {
  const reader = stream.getReader();
  let first = new Uint8Array(0);
  while (first.length < 64) {
    const { done, value } = await readSafely(reader);
    if (done) break;
    first = joined(first, value);
  }
  let isHandedOn = false;
  const rest = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (!isHandedOn) {
        isHandedOn = true;
        if (first.length > 0) return controller.enqueue(first);
      }
      const { done, value } = await readSafely(reader);
      return done ? controller.close() : controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { first, rest };
}

async function readSafely(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<{ done: true; value: undefined } | { done: false; value: Uint8Array }> {
  try {
    const next = await reader.read();
    return next.done ? { done: true, value: undefined } : { done: false, value: next.value };
  } catch (error) {
    if (error instanceof BrokenFile) throw error;
    throw new BrokenFile('The file is packed with gzip and can’t be unpacked; it may have broken off.');
  }
}

const bounded = (stream: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> => {
  const reader = stream.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await readSafely(reader);
        if (done) return controller.close();
        bytes += value.length;
        if (bytes > maxBytes) throw new BrokenFile('The file unpacks into more than a catalogue can be.');
        return controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
};

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
