import type { FollowIdeas, MyReminder, ShopperView, Watch, WatchAsk, WatchPatch } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Client } from '../client.ts';

const pathOf = (id: string): string => `${PATHS.watches}/${encodeURIComponent(id)}`;

/** A wish as it now is; the socket brings the same view a moment later. */
const show = (client: Client, watch: Watch): void => {
  const { view } = client;
  if (!view) return;
  const isKnown = view.watches.some(({ id }) => id === watch.id);
  const watches = isKnown ? view.watches.map((known) => (known.id === watch.id ? watch : known)) : [watch, ...view.watches];
  client.take({ ...view, watches });
};

/**
 * Keeps a wish of any kind. Without a consent to be told, the tap is that consent, for messages only; `words` are the ones that stood beside the button.
 * @throws {ClientProblem} too-many-watches, no-consent, not-found (a product that is not there).
 */
export const keepWatch = async (client: Client, ask: WatchAsk, words: string): Promise<Watch> => {
  if (client.view?.consent.messages !== 'granted') {
    await client.agree({ personalisation: 'pending', messages: 'granted', source: 'watch', words });
  }
  const watch = await client.ask<Watch>({ method: 'POST', path: PATHS.watches, body: ask });
  await client.load();
  show(client, watch);
  return watch;
};

/** Keeps a wish again that was taken back, as it was. @throws {ClientProblem} as `keepWatch`; this asks for no consent. */
export const rewatch = async (client: Client, { kind, query, filters, what, productId, variantId, goal, ...rest }: Watch): Promise<Watch> => {
  const { frequency, paused, baselineMinor } = rest;
  const named = { productId, variantId: variantId ?? undefined };
  const ask = {
    search: { query, filters },
    follow: { what, name: query },
    price: { ...named, goal, fromMinor: baselineMinor },
    stock: named,
    like: { productId },
  }[kind];
  const watch = await client.ask<Watch>({ method: 'POST', path: PATHS.watches, body: { kind, frequency, paused, ...ask } });
  show(client, watch);
  return watch;
};

/** Pauses, slows down or rewords a wish. */
export const changeWatch = async (client: Client, id: string, patch: WatchPatch): Promise<Watch> => {
  const watch = await client.ask<Watch>({ method: 'PATCH', path: pathOf(id), body: patch });
  show(client, watch);
  return watch;
};

/** Ends a wish. */
export const unwatch = async (client: Client, id: string): Promise<void> => {
  client.take(await client.ask<ShopperView>({ method: 'DELETE', path: pathOf(id) }));
};

const REMINDERS = `${PATHS.me}/reminders`;

/** What this shopper will be reminded of, the next first. */
export const askReminders = async (client: Client): Promise<readonly MyReminder[]> =>
  (await client.ask<{ reminders: MyReminder[] }>({ path: REMINDERS, query: { locale: client.locale } })).reminders;

/** Stops a reminder, or lets it go on. @throws {ClientProblem} not-found. */
export const stopReminder = (client: Client, id: string, stopped: boolean): Promise<void> =>
  client.ask({ method: 'PATCH', path: REMINDERS, body: { id, stopped } });

const FOLLOWS = `${PATHS.me}/follows`;

/** What this shopper comes back to often and may want to follow. */
export const askFollows = (client: Client): Promise<FollowIdeas> => client.ask({ path: FOLLOWS, query: { locale: client.locale } });

/** Never offers one of them again, or (`declined` = false) may again. @throws {ClientProblem} not-found. */
export const declineFollow = (client: Client, id: string, declined = true): Promise<void> =>
  client.ask({ method: 'PATCH', path: FOLLOWS, body: { id, declined } });
