import type { Product } from '@rapport/protocol';
import { type TableFormat, connectorOf } from '../connector.ts';
import { type CsvPlace, type CsvRow, readCsv } from '../csv.ts';
import { type Draft, type Refusal, gather } from '../draft.ts';
import { exponentOf } from '@rapport/domain/points';

/** A file as a stream of chunks. */
export function streamOf(file: string | Uint8Array, chunkBytes = 65_536): ReadableStream<Uint8Array> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + chunkBytes));
      at += chunkBytes;
    },
  });
}

/** All rows of a file. */
export async function rowsOf(file: string | Uint8Array, chunkBytes?: number, from?: CsvPlace): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readCsv(streamOf(file, chunkBytes), from)) rows.push(row);
  return rows;
}

/** What a connector makes of a file, all in memory: products by the order of their first row, refusals by line. */
export async function read(
  format: TableFormat,
  file: string | Uint8Array,
  currency = 'EUR',
): Promise<{ products: Product[]; refusals: Refusal[]; missing: string | null }> {
  const shop = { currency, digits: exponentOf(currency), nowMs: 0 };
  const connector = connectorOf(format);
  const groups = new Map<string, Draft[]>();
  const refusals: Refusal[] = [];
  let missing: string | null = null;
  for (const row of await rowsOf(file)) {
    missing ??= connector.missing(row.next.header);
    const mapped = 'refusal' in row ? { refusal: row.refusal } : connector.map(row.cells, row.line, shop);
    if (mapped.refusal !== undefined) refusals.push({ line: row.line, reason: mapped.refusal });
    if (mapped.draft) groups.set(mapped.draft.group, [...(groups.get(mapped.draft.group) ?? []), mapped.draft]);
  }
  const gathered = [...groups].map(([id, drafts]) => gather(id, drafts));
  return {
    products: gathered.flatMap(({ product }) => product ?? []),
    refusals: [...refusals, ...gathered.flatMap((one) => one.refusals)].toSorted((a, b) => a.line - b.line),
    missing,
  };
}

/** A cell as CSV writes it. */
export const quoted = (cell: string): string => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Products as Rapport's own table, one row a variant, prices with a point. */
export function rapportCsvOf(products: readonly Product[], digits = 2): string[] {
  const languages = ['', 'en', 'zh-Hant'];
  const columns = (name: string): string[] => languages.map((language) => (language ? `${name}[${language}]` : name));
  const header = [
    ...['id', 'group_id', 'sku', ...['title', 'description', 'url', 'brand', 'category', 'author', 'variant'].flatMap(columns)],
    ...['image', 'series', 'price', 'compare_at_price', 'stock', 'available', 'tags'],
  ];
  const price = (minor: number | null): string =>
    minor === null ? '' : `${Math.floor(minor / 10 ** digits)}.${String(minor % 10 ** digits).padStart(digits, '0')}`;
  const lines = products.flatMap((product) =>
    product.variants.map((variant) => {
      const texts = [product.title, product.description, product.url, product.brand, product.category, product.author, variant.title];
      return [
        ...[variant.id, product.id, variant.sku, ...texts.flatMap((text) => languages.map((language) => text[language] ?? ''))],
        ...[product.image, product.series, price(variant.priceMinor), price(variant.compareAtMinor)],
        ...[variant.stock === null ? '' : String(variant.stock), String(variant.available), product.tags.join(',')],
      ];
    }),
  );
  return [header, ...lines].map((cells) => cells.map(quoted).join(','));
}
