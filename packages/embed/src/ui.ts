import { Client } from '@rapport/client';
import { onWanted, provideClient } from '@rapport/elements/internal/client-context';
import '@rapport/elements/inbox/rapport-inbox';
import '@rapport/elements/offers/rapport-offers';
import '@rapport/elements/points/rapport-points';
import '@rapport/elements/recommendations/rapport-recommendations';
import type { EmbedOptions, PageTracker } from './options.ts';

/** Gives the components of this page their one client, and ties it to the tracker: token, consent, another person. */
export const start = (options: EmbedOptions, tracker: Promise<PageTracker>): Client => {
  const { host, key, locale, theme, results } = options;
  // Where the tracker is blocked the components show what anybody may see.
  const started = tracker.catch(() => null);
  const client = new Client({
    host,
    key,
    locale,
    session: async (renew) => (await started)?.session(renew) ?? null,
    rows: () => document.querySelectorAll('rapport-recommendations'),
    offers: () => document.querySelectorAll('rapport-offers'),
    consent: async (record) => (await started)?.decide(record),
  });
  void started.then((page) => page?.onChange(() => void client.reload()));
  // A page in the back/forward cache must hold no socket.
  addEventListener('pagehide', () => client.visible(false));
  addEventListener('pageshow', (event) => event.persisted && client.visible(true));
  const silence = (): void => undefined;
  const extras = () => import('./extras.ts');
  // Without it the page is whole.
  if (theme || results)
    extras()
      .then((found) => found.start(options, client))
      .catch(silence);
  // Nothing is drawn before it is known in whose words. The view says it; of somebody unknown there is none. A demo may have come first.
  onWanted(() => {
    void client
      .load()
      .then(async () => client.view ?? (await client.config()))
      .then(({ texts }) => (texts ? extras().then((found) => found.sayOwn(client)) : undefined))
      .catch(silence)
      .then(() => provideClient(client, true));
  });
  return client;
};
