import type { Client } from '@rapport/client';
import { askInbox, markRead } from '@rapport/client/inbox';
import { redeem } from '@rapport/client/rewards';
import { keepWatch, unwatch } from '@rapport/client/watches';
import type { Placement } from '@rapport/protocol';
import type { RapportInbox } from '@rapport/elements';

/** What the shop's own code may ask, by name. Loaded with the first such call; each asks the one client that the components of the page share. */
const CALLS: Readonly<Record<string, (client: Client, ...args: never[]) => unknown>> = {
  ready: async (client, then?: () => unknown) => {
    await client.load();
    then?.();
  },
  refresh: (client) => client.reload(),
  'points.balance': async (client) => {
    await client.load();
    return client.view?.points ?? null;
  },
  'rewards.list': async (client) => {
    await client.load();
    return client.view?.rewards ?? [];
  },
  'rewards.redeem': (client, rewardId: string) => redeem(client, rewardId),
  'watches.list': async (client) => {
    await client.load();
    return client.view?.watches ?? [];
  },
  'watches.add': (client, query: string, words: string) => keepWatch(client, { kind: 'search', query }, words),
  'watches.remove': (client, id: string) => unwatch(client, id),
  'recommendations.get': (client, ask: { placement?: Placement; count?: number; product?: string } = {}) =>
    client.recommendations(ask.placement ?? 'for-you', ask.count ?? 8, ask.product),
  'inbox.list': (client, before?: string) => askInbox(client, before),
  'inbox.read': (client, ids: readonly string[]) => markRead(client, ids),
  open: () => bell()?.open(),
  close: () => bell()?.close(),
  on: (_, name: string, hear: EventListener) => document.addEventListener(`rapport-${name}`, hear),
  off: (_, name: string, hear: EventListener) => document.removeEventListener(`rapport-${name}`, hear),
};

const bell = (): RapportInbox | null => document.querySelector('rapport-inbox');

/**
 * Answers a call by its name; a name that means nothing answers undefined.
 * @throws {ClientProblem} what the worker refuses, for calls that ask something of it
 */
export const answer = (client: Client, name: string, args: readonly unknown[]): unknown =>
  Object.hasOwn(CALLS, name) ? CALLS[name]?.(client, ...(args as never[])) : undefined;
