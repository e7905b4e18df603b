import type { PersonExport, PreferencesView } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Client } from '../client.ts';

const PATH_OF = { preferences: '/preferences', email: '/email', push: '/push', pushEnd: '/push/end' } as const;

/**
 * What the shopper wants to hear, where and when; with a body, after that change.
 * @throws {ClientProblem} no-consent, mail-off.
 */
export const contact = (client: Client, about: keyof typeof PATH_OF = 'preferences', body?: object): Promise<PreferencesView> => {
  const method = body ? (about === 'preferences' ? 'PATCH' : 'POST') : 'GET';
  return client.ask({ method, path: PATHS.me + PATH_OF[about], ...(body ? { body } : {}) });
};

/** Everything that is held of this shopper, every table. */
export const askEverything = (client: Client): Promise<PersonExport> => client.ask({ path: `${PATHS.me}/export` });
