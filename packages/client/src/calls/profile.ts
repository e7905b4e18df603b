import type { MyProfile, ShopperView } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Client } from '../client.ts';

const PROFILE = `${PATHS.me}/profile`;

/** What this shopper is asked now, if anything, and what they have told. */
export const askProfile = (client: Client): Promise<MyProfile> => client.ask({ path: PROFILE, query: { locale: client.locale } });

/** Says something of oneself; null takes it back. */
export const tellProfile = async (client: Client, id: string, value: string | number | boolean | null): Promise<void> => {
  const body = { answers: { [id]: value } };
  client.take((await client.ask<{ view: ShopperView }>({ method: 'POST', path: PROFILE, body })).view);
};

/** Not now: this question rests. */
export const putOffProfile = (client: Client, field: string): Promise<null> =>
  client.ask({ method: 'POST', path: `${PROFILE}/later`, body: { field } });
