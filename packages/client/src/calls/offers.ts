import type { OfferPage, OfferPlacement, OfferTaken } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Client } from '../client.ts';
import { once } from './once.ts';

const pathOf = (id: string): string => `${PATHS.me}/offers/${encodeURIComponent(id)}`;

/** What an offer may depend on: the product or the category that is looked at, the basket in minor units. */
export interface OfferContext {
  readonly product?: string;
  readonly category?: string;
  readonly basketMinor?: number | null;
}

/** Offers for a place on the page. */
export const askOffers = (client: Client, placement: OfferPlacement, { product, category, basketMinor }: OfferContext = {}): Promise<OfferPage> =>
  client.ask({
    path: `${PATHS.me}/offers`,
    query: { placement, product: product || undefined, category: category || undefined, basketMinor: basketMinor ?? undefined },
  });

/** Takes an offer. @throws {ClientProblem} out-of-stock, unknown-offer. */
export const takeOffer = (client: Client, id: string): Promise<OfferTaken> => once(client, id, { path: `${pathOf(id)}/claim` });

/** Not for me: never again, on no channel. */
export const declineOffer = (client: Client, id: string): Promise<void> => client.ask({ method: 'POST', path: `${pathOf(id)}/decline` });
