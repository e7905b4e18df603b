import type { ImportFormat } from '@rapport/protocol';
import type { Draft } from './draft.ts';
import { rapportCsv } from './rapport-csv.ts';
import { shopifyCsv } from './shopify-csv.ts';

/** What a connector must know of the shop. */
export interface ShopFacts {
  readonly currency: string;
  /** Decimals of the currency, see `currencyDigits`. */
  readonly digits: number;
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

/** The connector of a format. */
export const connectorOf = (format: ImportFormat): Connector => ({ 'shopify-csv': shopifyCsv, 'rapport-csv': rapportCsv })[format];
