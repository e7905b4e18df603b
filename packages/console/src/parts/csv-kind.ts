import type { ImportFormat } from '@rapport/protocol';

/** Bytes of a file that are read to see its header line. */
const HEAD_BYTES = 8192;

/**
 * Which form a CSV file has, by its header line; null when it can't be told.
 * @see https://help.shopify.com/en/manual/products/import-export/using-csv
 */
export function formatOf(header: string): ImportFormat | null {
  const names = new Set(
    header
      .replace(/^\uFEFF/, '')
      .split(/[,;\t]/)
      .map((name) => name.trim().replaceAll('"', '').toLowerCase()),
  );
  if (header.trimStart().startsWith('<') || (header.includes('\t') && names.has('id') && (names.has('link') || names.has('availability'))))
    return 'merchant-feed';
  if (names.has('handle') || names.has('url handle')) return 'shopify-csv';
  return names.has('id') && [...names].some((name) => /^title(\[|$)/.test(name)) ? 'rapport-csv' : null;
}

/** Reads only the head of a file. */
export async function formatOfFile(file: Blob): Promise<ImportFormat | null> {
  const [one, two] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  // Packed with gzip: only feeds come so.
  if (one === 0x1f && two === 0x8b) return 'merchant-feed';
  const head = await file.slice(0, HEAD_BYTES).text();
  return formatOf(head.split(/\r?\n|\r/, 1)[0] ?? '');
}
