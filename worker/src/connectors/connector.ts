import type { ImportFormat } from '@rapport/protocol';
import type { Draft } from './draft.ts';
import { rapportCsv } from './rapport-csv.ts';
import { shopifyCsv } from './shopify-csv.ts';

/** What a connector must know of the shop. */
export interface ShopFacts {
  readonly currency: string;
  /** Decimals of the currency, see `exponentOf`. */
  readonly digits: number;
  /** For prices that hold for a time. */
  readonly nowMs: number;
}

/** What one record gave: a part of a product, a reason why (some of) it can't be used, or both. Neither = nothing to see, as in a row of images. */
export interface Mapped {
  readonly draft?: Draft;
  readonly refusal?: string;
}

/** Turns the records of one format into drafts. */
export interface Connector {
  /** Why this file can't be of the format, in a sentence; null when the columns it needs are there. */
  missing(header: readonly string[]): string | null;
  /** Reads one record. */
  map(cells: Readonly<Record<string, string>>, line: number, shop: ShopFacts): Mapped;
}

/** Formats that are tables, read line by line and from any line on. A feed is read as a whole, see `merchant-feed`. */
export type TableFormat = Exclude<ImportFormat, 'merchant-feed'>;
export const isTable = (format: ImportFormat): format is TableFormat => format !== 'merchant-feed';

/** The connector of a table. */
export const connectorOf = (format: TableFormat): Connector => ({ 'shopify-csv': shopifyCsv, 'rapport-csv': rapportCsv })[format];
