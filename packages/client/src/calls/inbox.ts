import type { MessagePage, ShopperView, WhyView } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Client } from '../client.ts';

/** Messages, the newest first; `before` is the `next` of the page before. */
export const askInbox = (client: Client, before?: string): Promise<MessagePage> =>
  client.ask({ path: PATHS.inbox, query: { before, limit: 20, locale: client.locale } });

/** Why a message came, and what became of its mail and push: sentences in the language of the page. */
export const askWhy = async (client: Client, id: string): Promise<string> =>
  (await client.ask<WhyView>({ path: `${PATHS.inbox}/${id}/why`, query: { locale: client.locale } })).words.join(' ').replaceAll('。 ', '。');

/** Marks messages as read, at most 100 of them. */
export const markRead = async (client: Client, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) client.take(await client.ask<ShopperView>({ method: 'POST', path: PATHS.inboxRead, body: { ids: ids.slice(0, 100) } }));
};

/** Puts a message away, or (`archived` = false) brings it back. */
export const archive = async (client: Client, id: string, archived = true): Promise<void> =>
  client.take(
    await client.ask<ShopperView>({ method: 'POST', path: PATHS.inboxMarks, body: { ids: [id], as: archived ? 'archived' : 'unarchived' } }),
  );
