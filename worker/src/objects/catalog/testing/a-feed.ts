import type { ImportReport } from '@rapport/protocol';
import { expect } from 'vitest';
import { unwrap } from '../../../platform/problem.ts';
import type { ImportWord } from '../../watch-ports.ts';
import { type Catalog, finished, hears, imported, rows, sliceAt, upload } from './setup.ts';

/** A row of a feed; what is left out is the same for every row. */
export interface Item {
  readonly id: string;
  readonly title?: string;
  readonly price?: string;
  readonly link?: string;
  readonly gtin?: string;
  readonly mpn?: string;
  readonly availability?: string;
}
/** A feed of these rows. */
export const feed = (...items: Item[]): string =>
  `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${items
    .map(
      ({ id, title = `Title ${id}`, price = '5.00 EUR', link = `https://shop.example/${id}`, gtin = '', mpn = '', availability = 'in_stock' }) =>
        `<item><g:id>${id}</g:id><g:title>${title}</g:title><g:price>${price}</g:price><g:link>${link}</g:link><g:brand>B</g:brand><g:gtin>${gtin}</g:gtin><g:mpn>${mpn}</g:mpn><g:availability>${availability}</g:availability></item>`,
    )
    .join('')}</channel></rss>`;
/** So many rows, each with an id of its own. */
export const items = (count: number, more: (i: number) => Partial<Item> = () => ({})): Item[] =>
  Array.from({ length: count }, (_, i) => ({ id: `p${i}`, ...more(i) }));
/** What became of a feed of these rows. */
export const taken = (catalog: Catalog, ...list: Item[]): Promise<ImportReport> => imported(catalog, feed(...list), 'merchant-feed');
/** What the slices have heard, once they have heard all. */
export async function told(catalog: Catalog): Promise<string[]> {
  const [sum] = await rows(catalog, 'SELECT coalesce(sum(arrivals), 0) AS n FROM import');
  return hears(await sliceAt('s1', 0), Number(sum?.['n']));
}
/** An import that is held, once it is. */
export async function heldAt(catalog: Catalog, ...list: Item[]): Promise<ImportReport> {
  const report = await finished(catalog, await upload(catalog, feed(...list), 'merchant-feed'));
  expect(report.state).toBe('held');
  return report;
}
/** The owner's word, and what became of the file then. */
export const settle = async (catalog: Catalog, { id }: ImportReport, word: ImportWord): Promise<ImportReport> => {
  unwrap(await catalog.settleImport(id, word, 'owner@tea.example'));
  return finished(catalog, id);
};
