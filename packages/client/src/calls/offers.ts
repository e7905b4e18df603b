import type { OfferPage, OfferTaken } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import { type Client, offersQuery } from '../client.ts';
import type { OffersAsked } from '../options.ts';
import { once } from './once.ts';

const pathOf = (id: string): string => `${PATHS.me}/offers/${encodeURIComponent(id)}`;

/** What an offer may depend on, as a page's own script says it: the product or the category that is looked at, the basket in minor units. */
export interface OfferContext {
  readonly product?: string;
  readonly category?: string;
  readonly basketMinor?: number | null;
}

/** Offers for a place on the page, as they came with the view where they did. */
export const askOffers = async (client: Client, asked: OffersAsked): Promise<OfferPage> => {
  const query = offersQuery(asked);
  return client.brought<OfferPage>(query) ?? client.ask({ path: `${PATHS.me}/offers`, query });
};

/** Takes an offer. @throws {ClientProblem} out-of-stock, unknown-offer. */
export const takeOffer = (client: Client, id: string): Promise<OfferTaken> => once(client, id, { path: `${pathOf(id)}/claim` });

/** Not for me: never again, on no channel; or (`declined` = false) for me after all. */
export const declineOffer = (client: Client, id: string, declined = true): Promise<void> =>
  client.ask({ method: declined ? 'POST' : 'DELETE', path: `${pathOf(id)}/decline` });
